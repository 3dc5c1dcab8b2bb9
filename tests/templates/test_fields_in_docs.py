"""The list of fields that an administrator reads is the list of fields that a form may use."""

from __future__ import annotations

import re
from pathlib import Path

from jobs.template import form_fields

DOCUMENT = Path(__file__).parents[2] / "docs" / "templates.md"


def listed() -> list[tuple[str, str]]:
    """Return field and meaning of each row of the list."""
    section = DOCUMENT.read_text("utf-8").partition("## 필드 목록")[2]
    return re.findall(r"^\| `([^`]+)` \| (.*?) \|", section, re.MULTILINE)


def test_the_list_names_exactly_the_fields_of_a_form() -> None:
    assert sorted(field for field, _ in listed()) == sorted(form_fields())


def test_every_field_has_a_meaning() -> None:
    assert all(meaning.strip() for _, meaning in listed())
