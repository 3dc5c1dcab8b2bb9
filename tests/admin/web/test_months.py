"""Whatever happens in a month stands in its calendar, on its days or above them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from admin.web.months import MonthTable, table_of
from gongyak.city import DayException
from gongyak.events import PlannedEvent
from gongyak.when import Precision, When
from gongyak.workdays import Calendar
from jobs.events import ListedEvent

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def listed(when: When) -> ListedEvent:
    return ListedEvent(
        event=PlannedEvent(id="e", name="행사", when=when),
        pledge=None,
        in_charge=(),
        days=None,
        may_edit=False,
        version="",
    )


def dates(day: date, length: int, precision: Precision) -> When:
    if precision is Precision.DAY:
        return When(day, day + timedelta(length))
    return When.unit(day, precision)


WHENS = st.builds(dates, DAYS, st.integers(0, 20), st.sampled_from(Precision))


def month_of(day: date, *whens: When, calendar: Calendar | None = None) -> MonthTable:
    return table_of(day.replace(day=1), day, [listed(when) for when in whens], calendar or Calendar())


@given(DAYS, st.lists(WHENS, max_size=8))
def test_every_event_of_a_month_stands_there_once_a_day_or_above(day: date, whens: list[When]) -> None:
    table = month_of(day, *whens)
    inside = [each for week in table.weeks for each in week if each.is_inside]
    last = inside[-1].day
    above = [each.event.when for each in table.above]
    for when in whens:
        shown = [each.day for each in inside if when in [event.event.when for event in each.events]]
        if when in above:
            assert when.touches(table.first, last)
            assert not shown
        else:
            assert shown == [each.day for each in inside if when.touches(each.day, each.day)]


@given(DAYS)
def test_a_month_has_whole_weeks_from_sunday_on_and_each_of_its_days_once(day: date) -> None:
    table = month_of(day)
    days = [each.day for week in table.weeks for each in week]
    assert {len(week) for week in table.weeks} == {7}
    assert days == [days[0] + timedelta(number) for number in range(len(days))]
    assert days[0].weekday() == 6
    inside = [each for week in table.weeks for each in week if each.is_inside]
    assert (inside[0].day, (inside[-1].day + timedelta(1)).day) == (table.first, 1)
    assert [each.day for each in inside if each.is_today] == [day]
    assert (table.before, table.after) == (
        f"{table.first - timedelta(1):%Y-%m}",
        f"{inside[-1].day + timedelta(1):%Y-%m}",
    )


def test_the_citys_own_days_off_are_told() -> None:
    own = Calendar((DayException(date(2025, 5, 2), works=False, source="시 창립기념일"),))
    days = {each.day: each.rest for week in month_of(date(2025, 5, 1), calendar=own).weeks for each in week}
    assert (days[date(2025, 5, 2)], days[date(2025, 5, 5)]) == ("시 창립기념일", "부처님오신날; 어린이날")
    assert days[date(2025, 5, 7)] is None


def test_what_takes_weeks_stands_above_the_days() -> None:
    long = When(date(2025, 4, 20), date(2025, 5, 10))
    table = month_of(date(2025, 5, 1), long)
    assert [each.event.when for each in table.above] == [long]
    assert table.is_bare
