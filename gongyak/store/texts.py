"""A list of texts as one parameter, however many they are: no statement grows with its input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Text, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.sql.compiler import SQLCompiler


class _Members(FunctionElement[str]):
    """The members of a JSON array of texts, as a table with the column ``value``."""

    type = Text()
    name = "members"
    inherit_cache = True


@compiles(_Members, "sqlite")
def _on_sqlite(members: _Members, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return f"json_each({compiler.process(members.clauses, **options)})"


@compiles(_Members, "postgresql")
def _on_postgresql(members: _Members, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return f"json_array_elements_text(CAST({compiler.process(members.clauses, **options)} AS json))"


def each(texts: Iterable[str]) -> Select[str]:
    """Return *texts* as what stands to the right of ``IN``: ``column.in_(each(texts))``."""
    members = _Members(literal(json.dumps(list(texts)), Text())).table_valued("value")
    return select(members.c.value)
