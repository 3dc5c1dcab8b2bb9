"""A day's reminders looked at ahead, and sent to oneself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from gongyak.people import Tenure
from gongyak.reminders.notice import Hindrance
from gongyak.store.letters import list_letters
from gongyak.store.notices import read_told
from gongyak.store.outbox import read_letter
from jobs.desk import Desk
from scheduler.reminding import NoAdministrator, NotToday, preview, require_today, send_to_self
from tests.cast import pledge
from tests.jobs.townhall import TOWN, settle
from tests.jobs.world import desk_at
from tests.reminders.office import event
from tests.scheduler.conftest import Clock

D_7: Final = date(2026, 12, 10)
OPENING: Final = event("2026-12-17", "lih_g")


@pytest.fixture
def town(desk: Desk) -> Desk:
    settle(desk, pledge(events=(OPENING,)))
    return desk


def test_a_look_ahead_tells_whom_what_and_why_and_writes_nothing(town: Desk) -> None:
    for _ in range(2):
        seen = preview(town, D_7)
        ((digest,), (letter,)) = seen.planned.plan.letters, seen.planned.letters
        assert [notice.label for notice in digest.notices] == ["D-7"]
        assert "D-7" in letter.subject
        assert seen.names[digest.recipient] == letter.name
    assert sent(town) == []


def test_what_is_left_out_is_told_with_the_reason(town: Desk) -> None:
    officials = tuple(replace(each, email=None) for each in TOWN.officials)
    settle(town, city=replace(TOWN, officials=officials))
    planned = preview(town, D_7).planned
    assert planned.letters == ()
    assert {unsent.hindrance for unsent in planned.plan.unsent} == {Hindrance.NO_ADDRESS}


def test_letters_to_oneself_go_to_the_administrator_and_nobody_counts_as_told(town: Desk) -> None:
    cause = send_to_self(town, D_7)
    (subject,) = sent(town)
    assert subject.startswith("[시험] [일정 알림] D-7")
    with town.database.read() as session:
        (summary,) = list_letters(session, cause=cause)
        letter = read_letter(session, summary.id).letter
        assert read_told(session) == ()
    assert (letter.address, letter.recipient) == ("keeper@example.kr", None)
    assert len(preview(town, D_7).planned.letters) == 1


def test_letters_to_oneself_may_be_sent_again(town: Desk, clock: Clock) -> None:
    first = send_to_self(town, D_7)
    clock.move(seconds=1)
    assert send_to_self(town, D_7) != first
    assert len(sent(town)) == 2


def test_the_address_of_the_settings_comes_before_the_role(
    migrated_url: str, tmp_path: Path, clock: Clock
) -> None:
    own = {"GONGYAK_WATCH_ADMINISTRATOR": "me@example.kr"}
    with desk_at(migrated_url, tmp_path, clock, **own) as desk:
        settle(desk, pledge(events=(OPENING,)))
        send_to_self(desk, D_7)
        with desk.database.read() as session:
            assert [letter.address for letter in list_letters(session)] == ["me@example.kr"]


def test_without_an_administrator_nothing_is_written(town: Desk) -> None:
    gone = Tenure(date(2020, 1, 1), date(2020, 12, 31))
    officials = tuple(
        replace(each, posts=tuple(replace(post, tenure=gone) for post in each.posts))
        for each in TOWN.officials
    )
    settle(town, city=replace(TOWN, officials=officials))
    with pytest.raises(NoAdministrator):
        send_to_self(town, D_7)
    assert sent(town) == []


def test_only_todays_letters_go_to_everybody(town: Desk) -> None:
    require_today(town, town.today)
    for day in (town.today.replace(day=22), town.today.replace(day=24)):
        with pytest.raises(NotToday, match=str(day)):
            require_today(town, day)


def sent(desk: Desk) -> list[str]:
    with desk.database.read() as session:
        return [letter.subject for letter in list_letters(session)]
