"""The letters that go with the drafts of a half-year: to those in charge, and to the coordinator."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from gongyak.findings import Severity
from gongyak.letters import Letter, LetterKind
from gongyak.mail.post import MemoryPost
from gongyak.occurrences import Request
from gongyak.people import Absence, Assignment, Tenure
from gongyak.photos import Photo
from gongyak.pledges import Pledge
from gongyak.store.drafts import list_drafts, read_document, read_findings
from jobs import drafting
from jobs.announcing import announce
from jobs.desk import Desk
from jobs.progress import no_progress
from tests.cast import H1_2024, LEAD, OFFICER, plan, topic
from tests.jobs.conftest import Opened
from tests.jobs.townhall import COORDINATOR, TOWN, Clock, deliver, outbox, parsed, request, settle
from tests.jobs.world import desk_at, photo, small_pledge

SINCE: Final = Tenure(date(2023, 1, 1))
DUE: Final = request("draft", "2024H2", line="drafts")


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, opened: Opened) -> Desk:
    return opened(desk_at(migrated_url, tmp_path, Clock()))


def of(number: str, *officers: str, photos: Iterable[Photo] = ()) -> Pledge:
    """Return a pledge in the charge of *officers*."""
    return small_pledge(number, *photos, officers=tuple(Assignment(each, SINCE) for each in officers))


def run(desk: Desk, asked: Request = DUE) -> str:
    """Draft all parts and close, as the engine does; return what was made."""
    results = [drafting.work(desk, asked, part, no_progress) for part in drafting.plan(desk, asked)]
    with desk.database.begin(who="timetable", at=desk.now(), cause=asked.id) as session:
        return drafting.close(session, desk, asked, json.loads(json.dumps(results)))


def letters(desk: Desk, kind: LetterKind = LetterKind.DRAFT_READY) -> list[Letter]:
    return [each.letter for each in outbox(desk) if each.letter.kind is kind]


def test_each_of_those_in_charge_gets_one_letter_with_all_their_drafts(desk: Desk) -> None:
    settle(desk, of("1-1", OFFICER.id), of("1-2", OFFICER.id, LEAD.id), of("2-1", LEAD.id))
    assert run(desk) == "초안 3건, 변동 없음 0건, 편지 3통"
    assert {each.address: [file.draft for file in each.attachments] for each in letters(desk)} == {
        OFFICER.email: ["2024H2_1-1_v1", "2024H2_1-2_v1"],
        LEAD.email: ["2024H2_1-2_v1", "2024H2_2-1_v1"],
    }
    own = next(each for each in letters(desk) if each.address == OFFICER.email)
    assert [file.name for file in own.attachments] == [
        "2024H2_1-1_v1_공약 1-1.docx",
        "2024H2_1-2_v1_공약 1-2.docx",
    ]
    assert (own.recipient, own.cause, own.thread) == (OFFICER.id, "draft:2024H2", "draft:2024H2")
    assert "2024년 하반기" in own.subject
    assert "외 1건" in own.subject
    assert "2025. 1. 13.(월)" in own.text, "ten days to look it through: January 12 is a Sunday"
    assert "내려받기" not in own.text


def test_the_documents_arrive_as_they_were_drafted(desk: Desk) -> None:
    settle(desk, of("1-1", OFFICER.id))
    run(desk)
    post = MemoryPost()
    deliver(desk, post)
    (message,) = (each for each in post.sent if each.recipient == OFFICER.email)
    (file,) = parsed(message.content).iter_attachments()
    with desk.database.read() as session:
        assert file.get_payload(decode=True) == read_document(session, "2024H2_1-1_v1")


def test_what_the_checks_found_is_listed_but_for_mere_notes(desk: Desk) -> None:
    overdue = topic("promise", plan("late", H1_2024, "2024-09"), entered=H1_2024)
    pledge = of("1-1", OFFICER.id)
    settle(desk, replace(pledge, topics=(*pledge.topics, overdue)))
    run(desk)
    with desk.database.read() as session:
        findings = read_findings(session, ["2024H2_1-1_v1"])["2024H2_1-1_v1"]
    listed = [each for each in findings if each.severity is not Severity.NOTE]
    notes = [each for each in findings if each.severity is Severity.NOTE]
    assert listed
    assert notes
    (letter,) = letters(desk)
    for finding in listed:
        assert f"[{finding.severity}] {finding.place}" in letter.text
        assert finding.message in letter.text
    assert not any(note.message in letter.text for note in notes)
    assert f"{len(listed)}건" in letter.text


def test_a_deputy_gets_the_drafts_of_who_is_away(desk: Desk) -> None:
    away = replace(OFFICER, absences=(Absence(Tenure(date(2025, 1, 1), date(2025, 1, 31)), LEAD.id),))
    officials = tuple(away if each == OFFICER else each for each in TOWN.officials)
    settle(desk, of("1-1", OFFICER.id), city=replace(TOWN, officials=officials))
    run(desk)
    assert [each.recipient for each in letters(desk)] == [LEAD.id]


def test_who_has_no_address_is_left_out_and_the_coordinator_sees_it(desk: Desk) -> None:
    officials = tuple(replace(each, email=None) if each == OFFICER else each for each in TOWN.officials)
    settle(desk, of("1-1", OFFICER.id), city=replace(TOWN, officials=officials))
    assert run(desk) == "초안 1건, 변동 없음 0건, 편지 1통"
    assert letters(desk) == []
    (overview,) = letters(desk, LetterKind.OVERVIEW)
    assert OFFICER.name in overview.text


def test_drafts_too_large_to_send_are_told_with_the_place_to_fetch_them(
    migrated_url: str, tmp_path: Path, opened: Opened
) -> None:
    small = {"GONGYAK_MAIL_MAX_SIZE_MB": "1"}
    desk = opened(desk_at(migrated_url, tmp_path, Clock(), **small))
    noise = BytesIO()
    Image.effect_noise((900, 675), 100).save(noise, "JPEG", quality=95)
    numbers = range(1, 7)
    pictures = [noise.getvalue() + bytes([number]) for number in numbers]
    photos = [
        photo(f"photo_{number}", data, (900, 675)) for number, data in zip(numbers, pictures, strict=True)
    ]
    settle(
        desk,
        *(of(f"1-{number}", OFFICER.id, photos=(photos[number - 1],)) for number in numbers),
        pictures=pictures,
    )
    run(desk)
    with desk.database.read() as session:
        size = sum(len(read_document(session, each.number)) for each in list_drafts(session))
    assert size > 1024 * 1024, "else this test proves nothing"
    (letter,) = letters(desk)
    assert letter.attachments == ()
    assert "붙임" not in letter.text
    for number in numbers:
        path = tmp_path / "var" / "drafts" / "2024H2" / f"2024H2_1-{number}_v1_공약 1-{number}.docx"
        assert path.exists()
        assert str(path) in letter.text
        assert str(path) in letter.html


def test_somebody_in_charge_of_very_many_gets_several_letters(desk: Desk) -> None:
    settle(desk, *(of(f"1-{number}", OFFICER.id) for number in range(1, 31)))
    assert run(desk) == "초안 30건, 변동 없음 0건, 편지 3통"
    drafts = Counter(file.draft for each in letters(desk) for file in each.attachments)
    assert len(letters(desk)) == 2
    assert len(drafts) == 30
    assert set(drafts.values()) == {1}


def test_the_coordinator_gets_an_overview_of_the_timetables_own_run(desk: Desk) -> None:
    settle(desk, of("1-1", OFFICER.id), of("1-2", OFFICER.id))
    run(desk)
    (overview,) = letters(desk, LetterKind.OVERVIEW)
    assert overview.recipient == COORDINATOR.id
    assert "2024년 하반기 보고서 초안" in overview.text
    assert "2건" in overview.text


def test_what_a_person_has_asked_for_brings_the_coordinator_nothing(desk: Desk) -> None:
    settle(desk, of("1-1", OFFICER.id), of("1-2", LEAD.id))
    asked = request("draft", "2024H2", id="draft:2024H2@now", line=None, options={"pledges": ["1-2"]})
    assert run(desk, asked) == "초안 1건, 변동 없음 0건, 편지 1통"
    assert [each.recipient for each in letters(desk)] == [LEAD.id]
    assert letters(desk, LetterKind.OVERVIEW) == []


def test_closing_again_writes_nothing(desk: Desk) -> None:
    settle(desk, of("1-1", OFFICER.id))
    run(desk)
    with desk.database.begin(who="timetable", at=desk.now(), cause=DUE.id) as session:
        assert announce(session, desk, DUE) == 0
    assert len(outbox(desk)) == 2


def test_drafts_that_stand_as_they_were_are_announced_to_nobody(desk: Desk) -> None:
    settle(desk, of("1-1", OFFICER.id))
    run(desk)
    again = request("draft", "2024H2", id="draft:2024H2@later", line=None)
    assert run(desk, again) == "초안 0건, 변동 없음 1건"
    assert len(outbox(desk)) == 2


def test_only_the_newest_draft_of_a_forced_run_is_announced(desk: Desk) -> None:
    settle(desk, of("1-1", OFFICER.id))
    run(desk)
    forced = request("draft", "2024H2", id="draft:2024H2@later", line=None, options={"force": True})
    assert run(desk, forced) == "초안 1건, 변동 없음 0건, 편지 1통"
    assert [file.draft for file in letters(desk)[-1].attachments] == ["2024H2_1-1_v2"]
