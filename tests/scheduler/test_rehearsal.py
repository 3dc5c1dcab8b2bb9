"""A rehearsal of some mornings: letters in the folder, none by the mail server."""

from __future__ import annotations

import asyncio
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from gongyak.letters import LetterState
from gongyak.store.notices import read_told
from jobs.desk import Desk
from scheduler.rehearsal import rehearse
from tests.cast import pledge
from tests.jobs.townhall import settle
from tests.jobs.world import desk_at
from tests.reminders.office import event
from tests.scheduler.conftest import Clock

MORNING = date(2026, 12, 10)
OPENING = event("2026-12-17", "lih_g")


@pytest.fixture
def town(desk: Desk) -> Desk:
    settle(desk, pledge(events=(OPENING,)))
    return desk


def test_the_letters_of_a_morning_lie_in_the_folder_as_of_that_morning(town: Desk) -> None:
    (morning,) = rehearse(town, [MORNING])
    (letter,) = morning.letters
    assert (morning.day, letter.state) == (MORNING, LetterState.SENT)
    (file,) = morning.folder.glob("*.eml")
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert message["Subject"] == letter.subject
    assert "D-7" in letter.subject
    assert message["Date"].datetime.isoformat() == "2026-12-10T08:30:00+09:00"


def test_again_nothing_is_written_twice(town: Desk) -> None:
    first = rehearse(town, [MORNING])
    with town.database.read() as session:
        told = read_told(session)
    assert rehearse(town, [MORNING]) == first
    with town.database.read() as session:
        assert read_told(session) == told
    assert len(list(first[0].folder.glob("*.eml"))) == 1


def test_a_mail_server_that_is_set_hears_nothing(migrated_url: str, tmp_path: Path, clock: Clock) -> None:
    calls: list[object] = []

    async def listen() -> None:
        server = await asyncio.start_server(lambda *streams: calls.append(streams), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        own = {"GONGYAK_MAIL_SERVER": "127.0.0.1", "GONGYAK_MAIL_PORT": str(port)}
        with desk_at(migrated_url, tmp_path, clock, **own) as desk:
            settle(desk, pledge(events=(OPENING,)))
            (morning,) = await asyncio.to_thread(rehearse, desk, [MORNING])
        assert [letter.state for letter in morning.letters] == [LetterState.SENT]
        server.close()

    asyncio.run(listen())
    assert calls == []


def test_a_day_off_has_no_letters(town: Desk) -> None:
    assert rehearse(town, [date(2026, 12, 12)])[0].letters == ()
