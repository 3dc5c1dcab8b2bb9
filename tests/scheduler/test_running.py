"""A run's log tells what was done, by whom, and what went wrong; without it a run goes on all the same."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from gongyak.occurrences import LogLevel, LogLine, OccurrenceState
from gongyak.store.occurrences import end
from gongyak.store.run_log import read_lines
from jobs.catalogue import CATALOGUE
from jobs.desk import Desk
from jobs.errors import NoPledges
from scheduler.running import Bench
from tests.jobs.world import small_pledge, stock
from tests.scheduler.conftest import Clock
from tests.scheduler.play import Lasting, Passing, Play, ask_now, request

RUN = "draft:2024H2"


def bench(desk: Desk, executor: str = "serve-town-7-ab12", play: Play | None = None) -> Bench:
    catalogue = CATALOGUE if play is None else {"play": play.job()}
    return Bench(desk=desk, executor=executor, catalogue=catalogue)


def log(desk: Desk, id_: str) -> list[LogLine]:
    with desk.database.read() as session:
        return list(read_lines(session, id_))


def told(desk: Desk, id_: str) -> list[str]:
    return [line.text for line in log(desk, id_)]


def broken_pledge(desk: Desk, number: str) -> None:
    """Make the Word file of a pledge one that cannot be written."""
    (desk.settings.paths.drafts / "2024H2").mkdir(parents=True)
    (desk.settings.paths.drafts / "2024H2" / f"2024H2_{number}_v1_공약 {number}.docx").mkdir()


def test_the_log_of_a_run_tells_what_was_drafted_and_why_a_pledge_failed(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2")])
    id_, at_work = ask_now(desk, request(RUN, desk)), bench(desk)
    parts = at_work.begin(id_)
    assert parts
    result = at_work.work(id_, parts[0], alone=True)
    at_work.close(id_, [result])
    lines = log(desk, id_)
    assert [line.text for line in lines[:3]] == [
        "시작하였습니다.",
        "공약 2건의 초안을 작성합니다: 1-1 ~ 1-2",
        "초안 2건, 변동 없음 0건, 실패 0건",
    ]
    assert lines[-1].text.startswith("마쳤습니다: 초안 2건")
    assert {line.runner for line in lines} == {"serve-town-7-ab12"}
    assert {line.at for line in lines} == {desk.now()}


def test_what_fails_is_told_with_its_reason_and_the_run_ends_with_a_word(desk: Desk) -> None:
    id_, at_work = ask_now(desk, request(RUN, desk)), bench(desk)
    with pytest.raises(NoPledges) as caught:
        at_work.begin(id_)
    at_work.fail(id_, str(caught.value))
    lines = log(desk, id_)
    assert [line.text for line in lines] == [
        "시작하였습니다.",
        f"하지 못하였습니다: {caught.value}",
        "실패로 끝났습니다.",
    ]
    assert [line.level for line in lines[1:]] == [LogLevel.ERROR] * 2


def test_every_attempt_and_whoever_goes_on_is_told(desk: Desk, clock: Clock) -> None:
    play = Play(parts=2, mistakes=[Passing(), Lasting()])
    id_, first = ask_now(desk, request("play:a", desk)), bench(desk, "serve-town-7-ab12", play)
    first.begin(id_)
    for attempt in range(2):
        clock.move(seconds=10)
        with pytest.raises((Passing, Lasting)[attempt]):
            first.work(id_, "0", alone=False)
    clock.move(seconds=10)
    second = bench(desk, "work-town-8-cd34", play)
    second.resumed([id_, f"{id_}/1"])
    second.begin(id_)
    second.fail(id_, "까닭을 모릅니다.")
    lines = log(desk, id_)
    assert [(line.process, line.level, line.text.partition(":")[0]) for line in lines] == [
        ("serve-town-7", LogLevel.INFO, "시작하였습니다."),
        ("serve-town-7", LogLevel.INFO, "2개 부분으로 나누었습니다."),
        ("serve-town-7", LogLevel.WARNING, "하지 못하였습니다"),
        ("serve-town-7", LogLevel.ERROR, "하지 못하였습니다"),
        ("work-town-8", LogLevel.WARNING, "중단된 프로세스가 하던 일을 이어서 합니다."),
        ("work-town-8", LogLevel.INFO, "다시 시작하였습니다."),
        ("work-town-8", LogLevel.INFO, "2개 부분으로 나누었습니다."),
        ("work-town-8", LogLevel.ERROR, "실패로 끝났습니다"),
    ]
    assert lines[-1].text == "실패로 끝났습니다: 까닭을 모릅니다."


def test_a_run_that_has_ended_elsewhere_gets_no_second_end(desk: Desk) -> None:
    play = Play()
    id_, at_work = ask_now(desk, request("play:a", desk)), bench(desk, play=play)
    at_work.begin(id_)
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        end(session, id_, OccurrenceState.DONE, desk.now())
    at_work.close(id_, [{"part": "0"}])
    at_work.fail(id_, "늦은 실패")
    assert at_work.begin(id_) is None
    assert told(desk, id_) == ["시작하였습니다."]


def test_a_run_goes_on_where_its_log_cannot_be_written(own_desk: Desk) -> None:
    play = Play(mistakes=[Passing()])
    id_, at_work = ask_now(own_desk, request("play:a", own_desk)), bench(own_desk, play=play)
    at_work.begin(id_)
    with own_desk.database.begin(who="tester", at=own_desk.now(), cause="test") as session:
        session.connection().execute(text("DROP TABLE run_log"))
    with pytest.raises(Passing):
        at_work.work(id_, "0", alone=False)
    assert at_work.work(id_, "0", alone=False) == {"part": "0"}
