from __future__ import annotations

from pathlib import Path

import pytest

from gongyak.letters import LetterKind
from gongyak.mail.pieces import PIECES, Part
from gongyak.mail.samples import SAMPLES
from gongyak.mail.template_errors import (
    BrokenLetterTemplate,
    NoSuchLetter,
    NoSuchLetterTemplate,
    UnreadableLetterTemplate,
)
from gongyak.store import letter_templates as store
from jobs.desk import Desk
from jobs.letter_templates import (
    ListedTemplate,
    list_letter_templates,
    preview_letters,
    read_letter_templates,
    reset_letter_template,
    save_letter_template,
    shipped_templates,
    show_letter_templates,
)

SUBJECT = "[알림] {{ first.event }}\n"


def written(folder: Path, source: str) -> Path:
    path = folder / "제목.txt"
    path.write_text(source, "utf-8")
    return path


def edited(desk: Desk) -> list[ListedTemplate]:
    return [each for each in list_letter_templates(desk) if each.edited]


def test_every_template_ships() -> None:
    assert set(shipped_templates()) == set(PIECES)


def test_a_saved_template_is_in_use_until_it_is_given_back(desk: Desk, tmp_path: Path) -> None:
    assert save_letter_template(desk, "event", "subject", written(tmp_path, SUBJECT)) == 1
    assert preview_letters(desk, "event")[1].subject == "[알림] LIH-G 개소식"
    assert show_letter_templates(desk, "event")["event.subject.txt"] == SUBJECT
    (listed,) = edited(desk)
    assert (listed.kind, listed.part) == ("event", "subject")
    assert listed.edited
    assert (listed.edited.version, listed.edited.saved_by) == (1, desk.who)
    assert reset_letter_template(desk, "event", "subject")
    assert not reset_letter_template(desk, "event", "subject")
    assert edited(desk) == []
    assert preview_letters(desk, "event")[1].subject.startswith("[일정 알림] ")


def test_versions_are_counted_on(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, SUBJECT)
    assert [save_letter_template(desk, "event", "subject", file) for _ in range(2)] == [1, 2]
    reset_letter_template(desk, "event", "subject")
    assert save_letter_template(desk, "event", "subject", file) == 4


def test_a_broken_template_is_refused_and_the_one_in_use_stays(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BrokenLetterTemplate, match=r"first\.occasion"):
        save_letter_template(desk, "event", "subject", written(tmp_path, "{{ first.occasion }}"))
    assert edited(desk) == []


def test_frame_and_sections_can_be_edited_too(desk: Desk, tmp_path: Path) -> None:
    frame = shipped_templates()["frame", Part.TEXT].replace("님께", " 귀하")
    save_letter_template(desk, "frame", "text", written(tmp_path, frame))
    assert all(" 귀하\n" in letter.text for letter in preview_letters(desk, "test"))


def test_a_template_is_tried_beside_those_that_were_edited_before(desk: Desk, tmp_path: Path) -> None:
    save_letter_template(desk, "section-event", "text", written(tmp_path, "{{ subject }}: 단락"))
    save_letter_template(
        desk, "event", "text", written(tmp_path, shipped_templates()["event", Part.TEXT] + " ")
    )
    assert "[일정 알림] D-7 LIH-G 개소식: 단락" in preview_letters(desk, "event")[1].text


def test_previews_go_to_a_folder_as_text_and_html(desk: Desk, tmp_path: Path) -> None:
    letters = preview_letters(desk, "missing", tmp_path / "out")
    assert len(letters) == len(SAMPLES[LetterKind.MISSING]) == 2
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"missing-{number}.{ending}" for number in (1, 2) for ending in ("txt", "html")}
    assert (tmp_path / "out" / "missing-1.txt").read_text("utf-8").startswith(letters[0].subject)


@pytest.mark.parametrize("kind", ["frame", "postcard", ""])
def test_there_is_no_letter_of_another_name(desk: Desk, kind: str) -> None:
    with pytest.raises(NoSuchLetter, match="draft-ready"):
        preview_letters(desk, kind)


def test_there_is_no_template_of_another_name(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NoSuchLetter):
        show_letter_templates(desk, "postcard")
    with pytest.raises(NoSuchLetterTemplate):
        reset_letter_template(desk, "event", "pdf")
    with pytest.raises(NoSuchLetterTemplate):
        save_letter_template(desk, "frame", "subject", written(tmp_path, SUBJECT))


@pytest.mark.parametrize("data", [None, "제목".encode("cp949")])
def test_a_file_that_cannot_be_read_is_named(desk: Desk, tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "양식.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UnreadableLetterTemplate, match=r"양식\.txt"):
        save_letter_template(desk, "event", "subject", path)


def test_a_mark_of_utf8_before_the_first_letter_is_no_part_of_a_template(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "양식.txt"
    path.write_bytes(SUBJECT.encode("utf-8-sig"))
    save_letter_template(desk, "event", "subject", path)
    assert show_letter_templates(desk, "event")["event.subject.txt"] == SUBJECT


def test_an_edited_template_of_a_kind_that_is_no_more_is_left_out(desk: Desk) -> None:
    at = desk.now()
    with desk.database.begin(who=desk.who, at=at, cause="test") as session:
        store.save_letter_template(session, "gone", "text", "x", who=desk.who, at=at)
    with desk.database.read() as session:
        assert read_letter_templates(session).edited == {}
