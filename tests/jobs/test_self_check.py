"""Every morning gongyak examines itself, tells the administrator what is new, and tidies up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongyak.letters import Letter, LetterKind
from gongyak.mail.errors import Refused, Stage
from gongyak.mail.post import MemoryPost
from gongyak.occurrences import OccurrenceState
from gongyak.store.letter_templates import save_letter_template
from gongyak.store.occurrences import ask, begin, end, list_occurrences
from jobs import self_check as job
from jobs.desk import Desk
from jobs.progress import no_progress
from tests.jobs.conftest import Opened
from tests.jobs.townhall import KEEPER, OTHER_KEEPER, Clock, deliver, outbox, queue, request, settle, to
from tests.jobs.world import desk_at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock, opened: Opened) -> Desk:
    return opened(desk_at(migrated_url, tmp_path, clock))


def check(desk: Desk) -> str:
    """Examine, close and end the occurrence of this day, as the engine does; return what it made."""
    asked = request("self-check", desk.today.isoformat(), due=desk.now())
    with desk.database.begin(who="timetable", at=desk.now(), cause=asked.id) as session:
        ask(session, asked)
        begin(session, asked.id, "하나", desk.now())
    assert job.plan(desk, asked) == ("",)
    result = job.work(desk, asked, "", no_progress)
    with desk.database.begin(who="timetable", at=desk.now(), cause=asked.id) as session:
        made = job.close(session, desk, asked, [result])
        end(session, asked.id, OccurrenceState.DONE, desk.now(), made=made)
    return made


def told(desk: Desk) -> list[Letter]:
    return [each.letter for each in outbox(desk) if each.letter.kind is LetterKind.FAILURE]


def backup(desk: Desk, name: str, age_days: float) -> None:
    folder = desk.settings.backup.folder
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(b"x")
    made = desk.now().timestamp() - age_days * 86_400
    os.utime(file, (made, made))


def test_where_all_is_well_nobody_hears_of_it(desk: Desk) -> None:
    settle(desk)
    backup(desk, "gongyak_2025-01-01.dump", age_days=1.5)
    assert check(desk) == ""
    assert outbox(desk) == ()


def test_what_is_wrong_is_told_with_its_remedy_once_a_day(desk: Desk, clock: Clock) -> None:
    settle(desk)
    (desk.settings.paths.var).mkdir(parents=True)
    desk.settings.paths.drafts.write_text("a file in the place of the folder")
    assert check(desk) == "살펴볼 것 1건"
    assert [letter.address for letter in told(desk)] == [KEEPER.email, OTHER_KEEPER.email]
    assert "초안 폴더" in told(desk)[0].text
    assert "→" in told(desk)[0].text
    check(desk)
    assert len(told(desk)) == 2
    clock.forward(days=1)
    check(desk)
    assert len(told(desk)) == 4, "it still is not mended"


def test_an_edited_template_that_no_letter_can_be_written_from_any_more_is_told(desk: Desk) -> None:
    settle(desk)
    with desk.database.begin(who="관리자", at=desk.now(), cause="an older version") as session:
        save_letter_template(session, "event", "subject", "{{ gone }}", who="관리자", at=desk.now())
    assert check(desk) == "살펴볼 것 1건"
    assert {letter.recipient for letter in told(desk)} == {KEEPER.id, OTHER_KEEPER.id}
    assert all("event.subject.txt" in letter.text for letter in told(desk))


def test_the_newest_backup_must_be_of_the_last_two_days(desk: Desk) -> None:
    settle(desk)
    backup(desk, "gongyak_2024-12-31.dump", age_days=2.1)
    backup(desk, "gongyak_2024-12-30.dump", age_days=0.1)  # touched, but of an older day
    assert check(desk) == "살펴볼 것 1건"
    assert "gongyak_2024-12-31.dump" in told(desk)[0].text


def test_a_letter_that_failed_is_told_once_and_not_every_morning(desk: Desk, clock: Clock) -> None:
    settle(desk)
    check(desk)
    queue(desk, to("spam"))
    deliver(desk, MemoryPost({"spam@example.kr": Refused(stage=Stage.ANSWER, code=554, reply="spam")}))
    clock.forward(days=3)  # the checks of the days between were missed
    assert check(desk) == "살펴볼 것 1건"
    assert "보내지 못한 메일 1통" in told(desk)[0].text
    clock.forward(days=1)
    assert check(desk) == ""
    assert len(told(desk)) == 2


def test_runs_that_found_nothing_to_send_are_forgotten_after_a_week(desk: Desk, clock: Clock) -> None:
    settle(desk)
    runs = (("post", "old", None), ("post", "sent", "발송 2통"), ("remind", "idle", None))
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        for name, argument, made in runs:
            ask(session, request(name, argument))
            begin(session, f"{name}:{argument}", "하나", desk.now())
            end(session, f"{name}:{argument}", OccurrenceState.DONE, desk.now(), made=made)
    clock.forward(days=7)
    check(desk)
    assert ids(desk) == {"post:old", "post:sent", "remind:idle"}
    clock.forward(seconds=1)
    check(desk)
    assert ids(desk) == {"post:sent", "remind:idle"}


def ids(desk: Desk) -> set[str]:
    with desk.database.read() as session:
        found = {each.request.id for each in list_occurrences(session)}
    return {each for each in found if not each.startswith("self-check")}
