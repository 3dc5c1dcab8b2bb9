"""Planned events (행사): what people are reminded of ahead of time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongyak.when import When


class EventState(StrEnum):
    """Whether an event is still ahead, has taken place, or was called off."""

    PLANNED = "planned"
    HAPPENED = "happened"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """A planned event: the LIH-G opening is the classic one, known for long only as 2025년 상반기.

    ``responsible`` is the id of the official who answers for it; ``line`` the id of the plan it belongs to.
    ``kind`` is a word of the city's own (개관, 착공), by which leads are set.  ``leads`` are the event's own:
    on which days people hear of it, counted from its date (-30, -7, 0, 3); None: those of its kind.
    """

    id: str
    name: str
    when: When
    place: str | None = None
    responsible: str | None = None
    line: str | None = None
    state: EventState = EventState.PLANNED
    kind: str | None = None
    leads: tuple[int, ...] | None = None
