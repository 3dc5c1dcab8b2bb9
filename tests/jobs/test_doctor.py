from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from jobs.desk import Desk
from jobs.doctor import Check, examine
from tests.jobs.conftest import Opened
from tests.jobs.world import desk_at


def named(checks: tuple[Check, ...], name: str) -> Check:
    return next(check for check in checks if check.name.en == name)


def test_a_ready_desk_lacks_nothing_it_needs(desk: Desk) -> None:
    assert [check.name.en for check in examine(desk) if check.is_needed and not check.is_well] == []


def test_a_database_without_tables_is_told_with_the_remedy(tmp_path: Path, opened: Opened) -> None:
    checks = examine(opened(desk_at(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path)))
    database = named(checks, "Database")
    assert not database.is_well
    assert database.remedy
    assert "gongyak init" in database.remedy.en
    assert not (tmp_path / "none.sqlite3").exists()


def test_a_server_that_does_not_answer_is_told_without_the_password(tmp_path: Path, opened: Opened) -> None:
    desk = opened(desk_at("postgresql://someone:open-sesame@127.0.0.1:1/gongyak", tmp_path))
    database = named(examine(desk), "Database")
    assert not database.is_well
    assert "127.0.0.1" in database.seen.en
    assert "sesame" not in f"{database}"


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "file").write_text("")
    url = desk.settings.database.url.get_secret_value()
    sick = opened(desk_at(url, tmp_path, GONGYAK_PATHS_DRAFTS=str(tmp_path / "file" / "drafts")))
    assert not named(examine(sick), "Draft folder").is_well


def test_a_form_that_asks_for_what_there_is_not_is_told(desk: Desk, tmp_path: Path, opened: Opened) -> None:
    form = tmp_path / "form.docx"
    document = Document()
    document.add_paragraph("{{ nothing }}")
    document.save(str(form))
    url = desk.settings.database.url.get_secret_value()
    told = named(examine(opened(desk_at(url, tmp_path, GONGYAK_TEMPLATES_PLEDGE=str(form)))), "Report form")
    assert not told.is_well
    assert told.remedy
    assert "template check" in told.remedy.en


def test_without_font_lists_and_libreoffice_nothing_needed_is_missing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    checks = examine(desk)
    for name in ("Korean font", "Font with ❏ and ❍", "LibreOffice"):
        assert not named(checks, name).is_well
        assert not named(checks, name).is_needed
        assert named(checks, name).remedy


@pytest.mark.needs("korean_fonts")
def test_korean_fonts_are_found_where_they_are(desk: Desk) -> None:
    assert named(examine(desk), "Korean font").is_well
