from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from gongyak.events import EventState
from gongyak.notices import Answer, AnswerKind
from gongyak.people import Department
from gongyak.reminders.facts import Facts, Round
from gongyak.reminders.overview import Overview, overview
from tests.cast import H1_2025, H2_2024, pledge, project
from tests.reminders.office import COLLEAGUE, OFFICE, OFFICER, answer, day, event, swap
from tests.reminders.test_missing import full

ROUND = Round(H1_2025, request=day("2025-06-10"), deadline=day("2025-07-07"))
EMPTY = pledge(projects=(project("센터", as_of=H2_2024),))


def keys(view: Overview, which: str) -> list[list[tuple[str, int | None]]]:
    return [
        [(line.event.id, line.days) for line in getattr(department, which)] for department in view.departments
    ]


def test_events_stand_with_their_department_by_what_they_wait_for() -> None:
    events = (
        event("2025-05-26", "near"),
        event("2025-05-28", "far"),
        event("2025-05-10", "late"),
        event("2025-04-30", "later"),
        event("2025-05-12/2025-05-14", "running"),
        event("2025-41", "vague"),
        event("2025-05", "vaguely-soon"),
        event("2025-05-20", "done", state=EventState.HAPPENED),
    )
    city = replace(
        OFFICE,
        departments=(Department("문화과"), *OFFICE.departments),
        events=(event("2025-05-20", "city"),),
    )
    view = overview(Facts(city, (pledge(events=events),)), day("2025-05-13"))
    assert [(each.name, each.pledges) for each in view.departments] == [
        ("문화과", 0),
        ("전략산업과", 1),
        (None, 0),
    ]
    assert keys(view, "overdue")[1] == [("later", -13), ("late", -3)]
    assert keys(view, "coming") == [[], [("running", 0), ("near", 13)], [("city", 7)]]
    assert keys(view, "undated")[1] == [("vaguely-soon", None), ("vague", None)]


def test_what_is_missing_is_listed_once_it_is_asked_for() -> None:
    world = Facts(OFFICE, (EMPTY, full(number="2-1")), (ROUND,))
    (before,) = overview(world, day("2025-06-09")).departments
    view = overview(world, day("2025-06-10"))
    assert before.missing == ()
    assert [line.pledge.number for line in view.departments[0].missing] == ["1-1"]
    assert view.entries is ROUND


def test_hints_and_confirmed_drafts_are_not_missing() -> None:
    world = Facts(
        OFFICE, (EMPTY, full(number="2-1", photos=())), (replace(ROUND, settled=frozenset({"1-1"})),)
    )
    assert overview(world, day("2025-07-08")).departments[0].missing == ()


def test_answers_show_what_is_open_though_nobody_is_asked() -> None:
    later = Answer(
        "event:lih-g",
        "2025-05-20",
        OFFICER.id,
        AnswerKind.DONE,
        datetime(2025, 5, 21, tzinfo=UTC),
    )
    given = [
        answer(AnswerKind.SNOOZE, "2025-05-20", OFFICER, until="2025-05-30"),
        later,
        answer(AnswerKind.SNOOZE, "2025-05-20", COLLEAGUE, until="2025-05-23"),
        answer(AnswerKind.DONE, "2025-05-19", COLLEAGUE),
    ]
    world = Facts(OFFICE, (pledge(events=(event("2025-05-20"),)),))
    seen = [
        [(line.official, line.kind) for line in overview(world, day(f"2025-05-{n}"), given).answered]
        for n in (23, 24)
    ]
    assert seen == [
        [("김담당", AnswerKind.DONE), ("이동료", AnswerKind.SNOOZE)],
        [("김담당", AnswerKind.DONE)],
    ]


def test_those_without_an_address_are_named_once() -> None:
    city = swap(OFFICE, replace(OFFICER, email=None), replace(COLLEAGUE, email=None))
    own = pledge(events=(event("2025-05-20"),))
    assert overview(Facts(city, (own,)), day("2025-05-13")).without_address == ("김담당",)
