"""What awaits a person today: own events, what the own reports lack, and what is in trouble."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gongyak.letters import LetterState
from gongyak.occurrences import Occurrence, OccurrenceState
from gongyak.permissions import Holding
from gongyak.reminders.overview import EventLine, overview
from gongyak.reviews import Waiting, is_awaited
from gongyak.store.holdings import holdings_of_pledges
from gongyak.store.keeping import while_facts_stand
from gongyak.store.letters import count_letters
from gongyak.store.occurrences import list_occurrences
from gongyak.store.reviews import read_waiting
from jobs.board import Board, board_of, is_own
from jobs.remind import read_all_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongyak.accounts import User
    from gongyak.halfyear import HalfYear
    from jobs.desk import Desk

_FAILED: Final = (OccurrenceState.FAILED, OccurrenceState.MISSED)
_IN_TROUBLE: Final = (LetterState.FAILED, LetterState.UNKNOWN, LetterState.HELD)
_RUNS: Final = 5


@dataclass(frozen=True, slots=True)
class Home:
    """What awaits a person: the own events that are late, come within two weeks, or have no day yet.

    ``awaited`` are the drafts whose review waits for the person, of whatever half-year; ``names`` those of
    their pledges.
    """

    board: Board
    awaited: tuple[Waiting, ...]
    names: Mapping[str, str]
    late: tuple[EventLine, ...]
    coming: tuple[EventLine, ...]
    undated: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What an administrator looks at: the last runs that failed or were missed, letters in trouble."""

    failed: tuple[Occurrence, ...]
    letters: Mapping[LetterState, int]


def read_home(desk: Desk, user: User, half_year: HalfYear | None = None) -> Home:
    """Return what awaits *user* today, with the board of *half_year* (None: the usual one).  Raises `NoCity`.

    The number of queries does not depend on the number of pledges.
    """
    with desk.database.read() as session:
        facts = read_all_facts(session)
        board = board_of(session, desk, user, facts.city, facts.pledges, half_year)
        holdings = holdings_of_pledges(session, desk.today)
        waiting = read_waiting(session)
        today = desk.today
        seen = while_facts_stand(session, ("overview", today), lambda: overview(facts.on(today), today))

    def own(lines: Iterable[EventLine]) -> Iterable[EventLine]:
        return (line for line in lines if is_own(user, holding_of(line, holdings)))

    awaited = tuple(each for each in waiting if is_awaited(user, holdings[each.pledge], each.stage))
    return Home(
        board,
        awaited,
        {pledge.number: pledge.name for pledge in facts.pledges},
        _in_order(line for each in seen.departments for line in own(each.overdue)),
        _in_order(line for each in seen.departments for line in own(each.coming)),
        tuple(line for each in seen.departments for line in own(each.undated)),
    )


def holding_of(line: EventLine, holdings: Mapping[str, Holding]) -> Holding:
    """Return whose an event is: whose its pledge is, and whoever answers for it."""
    of_pledge = holdings[line.pledge.number] if line.pledge else Holding()
    responsible = line.event.responsible
    return replace(of_pledge, officials=of_pledge.officials | ({responsible} if responsible else set()))


def read_upkeep(desk: Desk) -> Upkeep:
    """Return what has gone wrong lately."""
    with desk.database.read() as session:
        counts = count_letters(session)
        failed = list_occurrences(session, states=_FAILED, limit=_RUNS)
    return Upkeep(failed, {state: counts[state] for state in _IN_TROUBLE if counts.get(state)})


def _in_order(lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.days or 0))
