from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.city import City, DayException, QuietDays
from gongyak.reminders.open_days import OpenDays
from gongyak.reminders.policy import Shift
from tests.cast import CITY
from tests.reminders.office import day

days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
quiets = st.builds(
    lambda first, length: QuietDays(first, first + timedelta(length), "의회"), days, st.integers(0, 20)
)
exceptions = st.builds(DayException, days, st.booleans(), st.just("고시"))
cities = st.builds(
    lambda off, quiet: replace(CITY, days=tuple(off), quiet=tuple(quiet)),
    st.lists(exceptions, max_size=5),
    st.lists(quiets, max_size=4),
)


def test_a_day_is_closed_for_its_holiday_or_for_the_reason_of_quiet_days() -> None:
    quiet = QuietDays(day("2025-05-04"), day("2025-05-07"), "의회")
    open_days = OpenDays(replace(CITY, quiet=(quiet,)))
    reasons = [open_days.why_closed(day(f"2025-05-0{n}")) for n in (2, 5, 7, 8)]
    assert reasons == [None, "부처님오신날; 어린이날", "의회", None]


def test_days_that_stay_quiet_for_good_leave_a_notice_where_it_is() -> None:
    quiet = QuietDays(date(2025, 1, 1), date.max, "사용 안 함")
    open_days = OpenDays(replace(CITY, quiet=(quiet,)))
    assert open_days.after(day("2025-05-07")) == day("2025-05-07")
    assert open_days.before(day("2025-05-07")) == day("2024-12-31")


@pytest.mark.parametrize(
    ("due", "sent"),
    [
        ("2025-05-17", "2025-05-19"),  # a Saturday goes to the Monday after
        ("2025-05-24", "2025-05-23"),  # which would be past the event on Sunday
        ("2025-05-10", "2025-05-09"),  # or is quiet
        ("2025-05-13", "2025-05-09"),  # a quiet day goes before in any case
    ],
)
def test_with_the_shift_after_a_day_off_goes_after_where_that_is_in_time(due: str, sent: str) -> None:
    quiet = QuietDays(day("2025-05-12"), day("2025-05-14"), "의회")
    open_days = OpenDays(replace(CITY, quiet=(quiet,)), Shift.AFTER)
    assert open_days.ahead(day(due), day("2025-05-25")) == day(sent)


@given(cities, days, st.integers(0, 40), st.sampled_from(Shift))
def test_a_notice_ahead_goes_out_on_an_open_day_not_after_what_it_announces(
    city: City, due: date, lead: int, shift: Shift
) -> None:
    open_days = OpenDays(city, shift)
    sent = open_days.ahead(due, due + timedelta(lead))
    assert open_days.why_closed(sent) is None
    assert sent <= due + timedelta(lead)
    assert shift is Shift.AFTER or sent == open_days.before(due) <= due


@given(cities, days, days, st.sampled_from(Shift))
def test_of_two_notices_the_earlier_one_never_goes_out_later(
    city: City, one: date, other: date, shift: Shift
) -> None:
    open_days = OpenDays(city, shift)
    first, second = sorted((one, other))
    anchor = second + timedelta(30)
    assert open_days.ahead(first, anchor) <= open_days.ahead(second, anchor)
    assert open_days.after(first) <= open_days.after(second)
