"""draft --clean and --mark-changes as a person calls them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx

if TYPE_CHECKING:
    from pathlib import Path

    from tests.admin.conftest import Call


def drafted(folder: Path, ending: str) -> list[str]:
    """Return the numbers of the pledges whose Word file ends so."""
    return sorted(path.name.split("_")[1] for path in (folder / "var/drafts").rglob(f"*{ending}.docx"))


def test_a_clean_copy_holds_no_comment_and_is_not_made_of_a_draft_with_errors(call: Call, city: Path) -> None:
    answer = call("draft", "2024H2", "--clean")
    assert answer.code == 1
    assert "2024H2_1-1_v1" in answer.err
    assert drafted(city, "_제출용") == ["2-2"]
    (copy,) = (city / "var/drafts").rglob("*_제출용.docx")
    data = copy.read_bytes()
    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert docx.Document(io.BytesIO(data)).tables


def test_force_makes_the_clean_copy_despite_errors_and_drafts_nothing_anew(call: Call, city: Path) -> None:
    assert call("draft", "2024H2", "--clean", "--force").code == 0
    assert drafted(city, "_제출용") == ["1-1", "2-2"]
    assert not list((city / "var/drafts").rglob("*_v2_*"))


def test_marked_copies_stand_beside_the_drafts(call: Call, city: Path) -> None:
    assert call("draft", "2025H1", "--mark-changes").code == 0
    assert drafted(city, "_변경표시") == ["1-1", "2-2"]
    assert len(list((city / "var/drafts").rglob("*.docx"))) == 4


def test_the_two_copies_cannot_be_asked_for_at_once(call: Call, city: Path) -> None:
    assert call("draft", "2024H2", "--clean", "--mark-changes").code == 2
    assert not (city / "var/drafts/2024H2").exists()
