"""Open days: those on which letters go out, and where a reminder goes that falls on another."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

from gongyak.city import City
from gongyak.reminders.policy import Shift
from gongyak.workdays import Calendar

_DAY: Final = timedelta(days=1)
_FURTHEST: Final = 1000


class OpenDays:
    """The city's working days that are not quiet, each worked out once."""

    def __init__(self, city: City, shift: Shift = Shift.BEFORE) -> None:
        """Take the calendar and the quiet days of *city*; *shift* says where notices go on a day off."""
        self._calendar = Calendar(city.days)
        self._quiet = city.quiet
        self._shift = shift
        self.why_closed = cache(self._why_closed)
        self.before = cache(self._before)
        self.after = cache(self._after)

    def ahead(self, day: date, anchor: date) -> date:
        """Return when a notice is sent that is due on *day*, to be read by *anchor* (the day counted to).

        In quiet days it is the last open day before; on a day off what the shift says, unless the working day
        after lies behind the anchor or is quiet.
        """
        if self._shift is Shift.AFTER and self._calendar.is_off(day):
            working = self._calendar.next_working_day(day)
            if working <= anchor and self.why_closed(working) is None:
                return working
        return self.before(day)

    def _why_closed(self, day: date) -> str | None:
        """Return why no letters go out on *day* (일요일, the reason of quiet days); None: they do."""
        quiet = next((days.reason for days in self._quiet if day in days), None)
        return self._calendar.name(day) or quiet

    def _before(self, day: date) -> date:
        return self._nearest(day, -_DAY)

    def _after(self, day: date) -> date:
        return self._nearest(day, _DAY)

    def _nearest(self, day: date, step: timedelta) -> date:
        """Return the first open day from *day* on; *day* itself where years of quiet days leave none."""
        found = day
        for _ in range(_FURTHEST):
            if self.why_closed(found) is None:
                return found
            found += step
        return day
