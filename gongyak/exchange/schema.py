"""Makes what the documentation holds of the format: JSON schemas for editors, and tables of all fields.

``python -m gongyak.exchange.schema docs`` brings that folder up to date after a change of the entries.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args, get_origin

from gongyak.exchange.entries import CityFile, Entry, PledgeFile

SCHEMAS: Final[dict[str, type[Entry]]] = {
    "exchange-city.schema.json": CityFile,
    "exchange-pledge.schema.json": PledgeFile,
}
DOCUMENT: Final = "exchange.md"
BEGIN: Final = "<!-- fields: python -m gongyak.exchange.schema docs -->"
END: Final = "<!-- /fields -->"


def schema_text(model: type[Entry]) -> str:
    """Return the JSON schema of one kind of file."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= model.model_json_schema()
    detail = schema.get("$defs", {}).get("DetailEntry")
    if detail:
        short = {"type": "string", "description": "짧은 꼴: 내용, 또는 (날짜) 내용"}
        schema["$defs"]["DetailEntry"] = {"anyOf": [short, detail]}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def field_tables() -> str:
    """Return a Markdown table for each kind of entry, every field with its meaning."""
    return "\n".join(line for model in SCHEMAS.values() for line in _tables(model, ""))


def with_tables(document: str) -> str:
    """Return the text of the documentation with its tables up to date."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{field_tables()}\n{END}{after}"


def _tables(model: type[Entry], path: str) -> Iterator[str]:
    yield f"### `{path.removesuffix('.') or _file_of(model)}`"
    yield ""
    yield "| 항목 | 필수 | 뜻 |"
    yield "|---|---|---|"
    for name, field in model.model_fields.items():
        yield f"| `{name}` | {'○' if field.is_required() else ''} | {field.description} |"
    yield ""
    for name, field in model.model_fields.items():
        for inner, step in _inside(field.annotation, name):
            yield from _tables(inner, f"{path}{step}.")


def _file_of(model: type[Entry]) -> str:
    return "city.yaml" if model is CityFile else "pledges/<관리번호>.yaml"


def _inside(annotation: Any, step: str) -> Iterator[tuple[type[Entry], str]]:  # noqa: ANN401 - any annotation
    """Yield the entries that a field holds, and how its path reads: lists by ``[]``, tables by ``<…>``."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        yield annotation, step
        return
    origin = get_origin(annotation)
    step += "[]" if origin is tuple else ".<…>" if origin is dict else ""
    for argument in get_args(annotation):
        yield from _inside(argument, step)


def main(folder: Path) -> None:
    """Bring the schemas and the tables in *folder* up to date."""
    for name, model in SCHEMAS.items():
        (folder / name).write_text(schema_text(model), encoding="utf-8")
    document = folder / DOCUMENT
    document.write_text(with_tables(document.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
