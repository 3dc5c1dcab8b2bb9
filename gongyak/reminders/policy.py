"""The policy of reminders: on which days people hear of an event, and from when on others hear of it too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from gongyak.errors import GongyakError, Words
from gongyak.events import PlannedEvent

_KIND: Final = re.compile(r"\s*([^:]*[^:\s])\s*:\s*([-+]?\d{1,4}(?:\s*,\s*[-+]?\d{1,4})*)\s*\Z", re.ASCII)


class BadLeads(GongyakError):
    """A line of the setting ``[reminders] kinds`` that names no kind with its leads; values: ``text``."""

    text = Words(
        "'{text}'{text:은/는} 행사 종류별 알림 날수가 아닙니다.",
        "'{text}' names no kind of event and its leads.",
    )
    remedy = Words(
        "설정 [reminders] kinds에 '개관: -60, -30, -7, 0'과 같이 적어 주시기 바랍니다.",
        "Write it in the setting [reminders] kinds as '개관: -60, -30, -7, 0'.",
    )


class Shift(StrEnum):
    """Where a reminder goes that falls on a day off: to the last working day before it, or after it."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What ``[reminders]`` in the settings says; each value means what ``config/defaults.toml`` explains.

    ``leads`` count calendar days from an event's date (-7 is D-7), ``kinds`` are those of kinds of events.
    """

    leads: tuple[int, ...] = (-30, -14, -7, -3, -1, 0, 1, 3)
    kinds: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    again_every: int = 7
    shift: Shift = Shift.BEFORE
    team_lead_after: int = 3
    head_after: int = 7

    def leads_of(self, event: PlannedEvent) -> tuple[int, ...]:
        """Return the event's own leads, else those of its kind, else the default."""
        if event.leads is not None:
            return event.leads
        return self.kinds.get(event.kind or "", self.leads)


def read_kinds(lines: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Read ``개관: -60, -30`` a line; raise `BadLeads`."""
    kinds = {}
    for line in lines:
        match = _KIND.match(line)
        if match is None:
            raise BadLeads(text=line)
        kinds[match[1]] = tuple(int(lead) for lead in match[2].split(","))
    return kinds
