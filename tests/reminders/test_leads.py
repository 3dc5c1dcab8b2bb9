from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.reminders.leads import Agenda, Agendas
from gongyak.reminders.open_days import OpenDays
from gongyak.reminders.policy import Policy
from gongyak.when import When
from tests.cast import CITY
from tests.reminders.office import day

if TYPE_CHECKING:
    from collections.abc import Iterable

LEADS = (3, -7, 0, -7, 1)


def agenda(edtf: str, leads: Iterable[int] = LEADS, every: int = 7) -> Agenda:
    agendas = Agendas(Policy(again_every=every), OpenDays(CITY))
    return agendas.of_event(When.parse(edtf), tuple(leads))


@pytest.mark.parametrize(
    ("edtf", "leads"),
    [
        ("2025-05-20", ["-7", "0", "1", "3"]),
        ("2025-05-20/2025-05-23", ["-7", "0", "1", "3"]),
        ("2025-05", ["start-7", "end-7", "1", "3"]),
        ("2025-40", ["start-7", "end-7", "1", "3"]),
        ("2025", ["start-7", "end-7", "1", "3"]),
        ("2025-05-20/2025-06", ["-7", "0", "1", "3"]),
        ("2025-05/2025-06-20", ["start-7", "end-7", "1", "3"]),
    ],
)
def test_a_date_is_counted_to_if_its_first_day_is_known_and_asked_for_if_not(
    edtf: str, leads: list[str]
) -> None:
    assert [due.lead for due in agenda(edtf).fixed] == leads


def test_days_over_are_counted_from_the_last_day() -> None:
    over = [due.day for due in agenda("2024-08-12/2024-08-23").fixed if due.lead in {"1", "3"}]
    assert over == [day("2024-08-24"), day("2024-08-26")]


def test_it_is_due_again_from_the_last_lead_on_at_the_latest_from_the_day_itself() -> None:
    assert [
        agenda("2025-05-20").by(day(f"2025-{text}"))[-1].lead for text in ("05-29", "05-30", "06-09")
    ] == [
        "3",
        "10",
        "17",
    ]
    assert agenda("2025-05-20", leads=(-7,)).by(day("2025-05-27"))[-1].lead == "7"


def test_without_leads_nothing_is_ever_due() -> None:
    empty = agenda("2025-05-20", leads=())
    assert (empty.by(day("2030-01-02")), empty.after(day("2020-01-01"))) == ((), None)


def test_without_repetition_the_last_lead_is_the_end() -> None:
    once = agenda("2025-05-20", every=0)
    assert once.after(day("2025-05-23")) is None


def test_a_date_at_the_end_of_time_does_no_harm() -> None:
    assert agenda("9998-12-31", leads=(9999,)).by(day("2025-01-02")) == ()


@given(
    st.dates(date(2024, 1, 1), date(2026, 1, 1)),
    st.lists(st.integers(-90, 30), min_size=1, max_size=8),
    st.integers(0, 30),
    st.integers(0, 700),
)
def test_the_next_sending_day_is_the_first_on_which_more_is_due(
    first: date, leads: list[int], every: int, start: int
) -> None:
    one = agenda(first.isoformat(), leads, every)
    open_days = OpenDays(CITY)
    today = open_days.after(first - timedelta(100) + timedelta(start))
    coming = one.after(today)
    if coming is None:
        assert every == 0
        return
    assert open_days.why_closed(coming) is None
    assert len(one.by(coming)) > len(one.by(today)) or one.by(coming)[-1] != one.by(today)[-1]
    between = (today + timedelta(n) for n in range(1, (coming - today).days))
    assert all(one.by(each) == one.by(today) for each in between if open_days.why_closed(each) is None)
