"""Handing pledges over: from one official in charge to another, from a day on, many at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from gongyak.people import Assignment, Tenure
from gongyak.store.names import names_of_officials
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.managing.city import changing
from jobs.managing.errors import NoSuchThing
from jobs.managing.fields import DAY, day_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from gongyak.pledges import Pledge
    from jobs.desk import Desk

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Handover:
    """From which day on whose pledges are whose, by the officials' ids."""

    giver: str
    taker: str
    since: date


def hand_over(desk: Desk, giver: str, given: Mapping[str, str], numbers: Collection[str]) -> tuple[str, ...]:
    """Hand the pledges *numbers* of *giver* over to ``taker`` from the day ``since`` on; return which were.

    All of them or none.  A pledge that *giver* is not in charge of from then on stays as it is.  Raises
    `NoSuchThing` and what is wrong with a field.
    """
    taker, since = given.get("taker", "").strip(), day_in(given, "since", DAY)
    handover = Handover(giver, taker, since)
    with changing(desk, f"담당 변경 {giver} → {taker} ({since})") as session:
        if taker == giver or taker not in names_of_officials(session):
            raise NoSuchThing(name=taker)
        moved = []
        for pledge in read_pledges(session, numbers):
            handed = handed_over(pledge, handover)
            if handed != pledge:
                write_pledge(session, handed, {})
                moved.append(pledge.number)
    return tuple(moved)


def handed_over(pledge: Pledge, handover: Handover) -> Pledge:
    """Return *pledge* with the charge of the giver ended and the taker in their place."""
    charges = tuple(_charges(pledge, handover))
    return pledge if charges == pledge.officers else replace(pledge, officers=charges)


def _charges(pledge: Pledge, handover: Handover) -> Iterator[Assignment]:
    is_there = any(_holds(each, handover.taker, handover.since) for each in pledge.officers)
    for each in pledge.officers:
        if not _holds(each, handover.giver, handover.since):
            yield each
            continue
        if each.tenure.since < handover.since:
            yield replace(each, tenure=Tenure(each.tenure.since, handover.since - _DAY))
        if not is_there:
            is_there = True
            yield Assignment(
                handover.taker, Tenure(max(handover.since, each.tenure.since), each.tenure.until)
            )


def _holds(charge: Assignment, official: str, since: date) -> bool:
    """Tell whether it is the charge of *official* that goes on at *since*, or begins later."""
    return charge.official == official and (charge.tenure.until is None or charge.tenure.until >= since)
