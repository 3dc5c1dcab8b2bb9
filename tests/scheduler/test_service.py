from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from config.rules import parse_spec
from gongyak.occurrences import OccurrenceState, Request
from gongyak.store.errors import DatabaseFull
from gongyak.store.occurrences import list_occurrences
from gongyak.store.replicas import live_replicas
from gongyak.store.run_log import read_lines
from gongyak.store.schedule import read_schedule
from gongyak.store.session import Session
from gongyak.store.settings import write_setting
from jobs.catalogue import CATALOGUE
from jobs.desk import Desk
from jobs.drafting import PART
from scheduler.errors import AnotherEngine
from scheduler.life import somebody_lives
from scheduler.service import Hearers
from scheduler.timetable import make_line, read_timetable
from tests.conftest import drop_postgresql_database, new_postgresql_database
from tests.jobs.world import desk_at, small_pledge, stock
from tests.needs import postgresql_url
from tests.scheduler.conftest import Clock
from tests.scheduler.play import Lasting, Passing, Play, ask_now, awaited, ended, request, served
from tests.scheduler.proxy import Proxy

MANY = 1_000_000_000
FILLER = {"filler": "가" * 5_000}


def test_what_is_asked_for_is_worked_on_closed_and_told(own_desk: Desk) -> None:
    play = Play()
    succeeded: list[Request] = []
    id_ = ask_now(own_desk, request("play:a", own_desk))
    with served(own_desk, {"play": play.job()}, hearers=Hearers(on_success=succeeded.append)) as service:
        occurrence = ended(own_desk, id_)
    assert (occurrence.state, occurrence.made) == (OccurrenceState.DONE, "0")
    assert occurrence.runner == service.executor
    assert play.worked == ["play:a 0"]
    assert [each.id for each in succeeded] == ["play:a"]


def test_parts_are_worked_on_once_each_and_closed_together(own_desk: Desk) -> None:
    play = Play(parts=3)
    id_ = ask_now(own_desk, request("play:a", own_desk))
    with served(own_desk, {"play": play.job()}):
        occurrence = ended(own_desk, id_)
    assert (occurrence.made, occurrence.done, occurrence.total) == ("0 1 2", 3, 3)
    assert sorted(play.worked) == ["play:a 0", "play:a 1", "play:a 2"]
    assert play.closed == ["play:a"]
    with own_desk.database.read() as session:
        told = [line.text for line in read_lines(session, id_)]
    assert told == ["시작하였습니다.", "3개 부분으로 나누었습니다.", "마쳤습니다: 0 1 2"]


@pytest.mark.parametrize("parts", [1, 2])
def test_a_mistake_that_may_pass_is_tried_again(own_desk: Desk, parts: int) -> None:
    play = Play(parts=parts, mistakes=[Passing(), Passing()])
    id_ = ask_now(own_desk, request("play:a", own_desk))
    with served(own_desk, {"play": play.job()}):
        assert ended(own_desk, id_).state is OccurrenceState.DONE
    assert len(play.worked) == parts + 2


@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.parametrize("mistakes", [[Lasting()], [Passing()] * 12])
def test_a_job_that_keeps_failing_is_set_aside_and_told_of_once(
    own_desk: Desk, parts: int, mistakes: list[Lasting | Passing]
) -> None:
    play, told = Play(parts=parts, mistakes=list(mistakes)), []

    def on_failure(_session: Session, _desk: Desk, failed: Request, error: str) -> None:
        told.append((failed.id, error))

    id_ = ask_now(own_desk, request("play:a", own_desk))
    with served(own_desk, {"play": play.job()}, hearers=Hearers(on_failure=on_failure)):
        occurrence = ended(own_desk, id_)
    assert occurrence.state is OccurrenceState.FAILED
    assert occurrence.error == str(mistakes[0])
    assert told == [(id_, str(mistakes[0]))]
    assert play.closed == []


def test_a_job_that_nobody_knows_fails_with_its_name(own_desk: Desk) -> None:
    id_ = ask_now(own_desk, request("dance:a", own_desk))
    with served(own_desk, {"play": Play().job()}):
        occurrence = ended(own_desk, id_)
    assert occurrence.state is OccurrenceState.FAILED
    assert "'dance'라는 작업은 없습니다" in (occurrence.error or "")


def test_the_clock_strikes_and_the_run_is_done(own_desk: Desk, clock: Clock) -> None:
    line = make_line("play", "play", parse_spec("daily 08:30"), own_desk.settings.zone)
    clock.now = datetime(2026, 11, 22, 23, 29, tzinfo=UTC)
    with served(own_desk, {"play": Play().job()}, [line]):
        awaited(lambda: own_desk.settings.watch.heartbeat.exists() or None)
        awaited(lambda: known_line(own_desk))
        clock.move(minutes=2)
        assert ended(own_desk, "play:2026-11-23T08:30+09:00").state is OccurrenceState.DONE


def test_a_line_that_is_moved_on_the_page_is_due_at_its_new_time_without_a_restart(
    own_desk: Desk, clock: Clock
) -> None:
    elsewhere = desk_at(own_desk.given.database.url.get_secret_value(), own_desk.given.paths.var, clock)
    with elsewhere, served(own_desk, {"overview": Play().job("overview")}, read_timetable):
        assert awaited(lambda: known_line(own_desk)) == "overview"
        with elsewhere.database.begin(who="admin", at=clock.now, cause="test") as session:
            write_setting(session, "timetable.overview", "mon 08:10", who="admin", at=clock.now)
        awaited(lambda: own_desk.settings.timetable.overview)
        clock.move(minutes=15)  # as shipped, it is due at 09:00
        assert ended(own_desk, "overview:2026-11-23").state is OccurrenceState.DONE


def known_line(desk: Desk) -> str | None:
    with desk.database.read() as session:
        return next(iter(read_schedule(session)), None)


def test_whoever_goes_on_after_a_process_has_stopped_says_so_in_the_log(own_desk: Desk) -> None:
    play = Play()
    play.go_on.clear()
    id_ = ask_now(own_desk, request("play:a", own_desk))
    with ExitStack() as at_last:
        at_last.callback(play.go_on.set)  # or the thread that waits would wait for ever
        with served(own_desk, {"play": play.job()}, drain=0) as first:
            awaited(lambda: play.worked or None)
        with served(own_desk, {"play": play.job()}) as second:
            awaited(lambda: len(play.worked) > 1 or None)
            play.go_on.set()
            assert ended(own_desk, id_).state is OccurrenceState.DONE
    with own_desk.database.read() as session:
        told = [(line.runner, line.text) for line in read_lines(session, id_)]
    assert told == [
        (first.executor, "시작하였습니다."),
        (second.executor, "중단된 프로세스가 하던 일을 이어서 합니다."),
        (second.executor, "마쳤습니다: 0"),
    ]


def test_drafts_of_several_parts_are_made_once_also_by_force(own_desk: Desk) -> None:
    stock(own_desk.database, [small_pledge(f"1-{n:03}") for n in range(PART + 5)])
    asked = request("draft:2024H2", own_desk, options={"force": True})
    with served(own_desk, CATALOGUE):
        occurrence = ended(own_desk, ask_now(own_desk, asked))
    assert (occurrence.made or "").startswith(f"초안 {PART + 5}건, 변동 없음 0건")


def test_a_process_that_ends_leaves_no_lock_and_no_row(own_desk: Desk) -> None:
    with served(own_desk, {}) as service:
        assert somebody_lives(own_desk)
        with own_desk.database.read() as session:
            assert [each.id for each in live_replicas(session)] == [service.executor]
    assert not somebody_lives(own_desk)
    with own_desk.database.read() as session:
        assert live_replicas(session) == ()


def test_a_second_engine_on_sqlite_is_refused(tmp_path: Path, clock: Clock) -> None:
    with desk_at(f"sqlite:///{tmp_path / 'one.sqlite3'}", tmp_path, clock) as desk:
        desk.database.migrate()
        with served(desk, {}), pytest.raises(AnotherEngine), served(desk, {}):
            pass


@pytest.fixture
def room() -> Iterator[dict[str, int]]:
    """Give how many pages any SQLite file may have, from now on, in this process."""
    allowed = {"pages": MANY}

    def limit(connection: Any, *_: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute(f"PRAGMA max_page_count = {allowed['pages']}")

    event.listen(Pool, "checkout", limit)
    yield allowed
    event.remove(Pool, "checkout", limit)


def test_with_room_again_a_full_disk_has_lost_and_doubled_nothing(
    tmp_path: Path, clock: Clock, room: dict[str, int]
) -> None:
    with desk_at(f"sqlite:///{tmp_path / 'full.sqlite3'}", tmp_path, clock) as desk:
        desk.database.migrate()
        stock(desk.database, ())
        play = Play()
        play.go_on.clear()
        with served(desk, {"play": play.job()}):
            asked = [ask_now(desk, request("play:first", desk))]
            awaited(lambda: play.worked or None)
            room["pages"] = 1  # no more than there are
            with pytest.raises(DatabaseFull):
                asked += (ask_now(desk, request(f"play:{n}", desk, options=FILLER)) for n in range(MANY))
            play.go_on.set()
            clock.move(minutes=1)
            sleep(1)
            room["pages"] = MANY
            with desk.database.read() as session:
                asked = [each.request.id for each in list_occurrences(session)]
            assert {ended(desk, id_).state for id_ in asked} == {OccurrenceState.DONE}
    assert sorted(play.closed) == sorted(asked)


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("seconds", [2, pytest.param(60, marks=pytest.mark.trials)])
def test_a_database_that_goes_away_comes_back_to_everything(
    tmp_path: Path, clock: Clock, seconds: float
) -> None:
    name = new_postgresql_database()
    direct = postgresql_url().set(database=name)
    with Proxy(direct.host or "127.0.0.1", direct.port or 5432) as proxy:
        through = direct.set(host="127.0.0.1", port=proxy.port)
        urls = (each.render_as_string(hide_password=False) for each in (direct, through))
        near, far = (desk_at(url, tmp_path, clock) for url in urls)
        with near, far:
            near.database.migrate()
            stock(near.database, ())
            play = Play()
            play.go_on.clear()
            with served(far, {"play": play.job()}):
                asked = [ask_now(near, request("play:before", near))]
                awaited(lambda: play.worked or None)
                proxy.cut()
                play.go_on.set()
                asked.append(ask_now(near, request("play:meanwhile", near)))
                sleep(seconds)
                proxy.mend()
                assert {ended(near, id_).state for id_ in asked} == {OccurrenceState.DONE}
    assert sorted(play.closed) == ["play:before", "play:meanwhile"]
    drop_postgresql_database(name)
