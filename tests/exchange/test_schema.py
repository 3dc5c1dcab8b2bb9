from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from gongyak.exchange.reading import read_folder
from gongyak.exchange.schema import DOCUMENT, SCHEMAS, main, schema_text, with_tables

DOCS = Path("docs")
REFRESH = "python -m gongyak.exchange.schema docs"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_in_the_documentation_is_that_of_the_entries(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == schema_text(SCHEMAS[name]), REFRESH


def test_the_tables_in_the_documentation_are_those_of_the_entries() -> None:
    text = (DOCS / DOCUMENT).read_text("utf-8")
    assert with_tables(text) == text, REFRESH


def test_refreshing_the_documentation_changes_nothing_but_what_is_made(tmp_path: Path) -> None:
    (tmp_path / DOCUMENT).write_text((DOCS / DOCUMENT).read_text("utf-8"), encoding="utf-8")
    main(tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_text("utf-8") == (DOCS / path.name).read_text("utf-8")


def test_every_entry_has_a_description_in_the_schema() -> None:
    schema = json.loads(schema_text(SCHEMAS["exchange-pledge.schema.json"]))
    fields = schema["properties"]
    assert all(field["description"] for field in fields.values())


def test_the_example_of_the_documentation_can_be_copied_and_read(tmp_path: Path) -> None:
    text = (DOCS / DOCUMENT).read_text("utf-8")
    examples = re.findall(r"`([\w./-]+\.yaml)`:\n\n```yaml\n(.*?)```", text, re.DOTALL)
    assert [name for name, _ in examples] == ["city.yaml", "pledges/3-1.yaml"]
    for folder in ("pledges", "photos"):
        (tmp_path / folder).mkdir()
    for name, example in examples:
        (tmp_path / name).write_text(example, encoding="utf-8")
    Image.new("RGB", (30, 20)).save(tmp_path / "photos" / "설계공모.jpg")
    (pledge,) = read_folder(tmp_path).pledges
    assert [detail.text for detail in pledge.topics[0].details][:2] == [
        "설계 공모 당선작 선정",
        "총사업비 : 18,000,000천원",
    ]
