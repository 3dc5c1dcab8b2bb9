"""Working days: weekends, public holidays (관공서의 공휴일에 관한 규정) and the city's own exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from gongyak.city import DayException

if TYPE_CHECKING:
    from importlib.abc import Loader
    from importlib.machinery import ModuleSpec

    from holidays import HolidayBase

_DAY: Final = timedelta(days=1)
_WEEKEND: Final = {5: "토요일", 6: "일요일"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """On which days the city works.

    ``exceptions`` are the city's own days, which win over the calendar: a temporary holiday is decided weeks
    ahead, before any library knows of it, so ask anew whenever a day matters.
    """

    exceptions: tuple[DayException, ...] = ()

    def name(self, day: date) -> str | None:
        """Return why the city rests on *day* (성탄절, 일요일, the source of an exception); None: it works."""
        for exception in self.exceptions:
            if exception.day == day:
                return None if exception.works else exception.source
        return _public_holidays(day.year).get(day) or _WEEKEND.get(day.weekday())

    def is_off(self, day: date) -> bool:
        """Tell whether the city rests on *day*."""
        return self.name(day) is not None

    def next_working_day(self, day: date) -> date:
        """Return *day* if the city works on it, else the first working day after it (where deadlines go)."""
        while self.is_off(day):
            day += _DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """Return *day* if the city works on it, else the last working day before it (where notices go)."""
        while self.is_off(day):
            day -= _DAY
        return day


@cache
def _public_holidays(year: int) -> dict[date, str]:
    """Return the public holidays of a year with their Korean names."""
    return dict(_south_korea()(years=year, expand=False, language="ko"))


@cache
def _south_korea() -> type[HolidayBase]:
    """Return Korea's holidays out of their own file: their package loads those of 250 countries (8 MiB)."""
    import holidays  # noqa: PLC0415 - heavy: loaded by who asks for a holiday

    file = Path(holidays.__file__).with_name("countries") / "south_korea.py"
    spec = cast("ModuleSpec", spec_from_file_location("holidays.countries.south_korea", file))
    module = module_from_spec(spec)
    cast("Loader", spec.loader).exec_module(module)
    return cast("type[HolidayBase]", module.SouthKorea)
