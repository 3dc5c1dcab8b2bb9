"""The board: where each pledge's report of a half-year stands, for whoever may read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongyak.findings import Severity
from gongyak.halfyear import HalfYear
from gongyak.permissions import Action, Holding, Subject, may
from gongyak.reminders.missing import lacks
from gongyak.reminders.notice import Lack
from gongyak.store.city import read_city
from gongyak.store.drafts import DraftSummary, newest_drafts
from gongyak.store.holdings import holdings_of_pledges
from gongyak.store.reading import read_pledges
from jobs.draft_list import usual_half_year

if TYPE_CHECKING:
    from gongyak.accounts import User
    from gongyak.city import City
    from gongyak.pledges import Pledge
    from gongyak.store.session import Session
    from jobs.desk import Desk

_BACK: Final = 6
"""How many half-years back the board is offered for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """A pledge on the board: ``officers`` are names, ``lacks`` what its report lacks for certain.

    ``draft`` is the newest one of the half-year, None: there is none.  ``is_own``: it is the reader's, or of
    a department that the reader leads.
    """

    number: str
    name: str
    field: str
    department: str
    officers: tuple[str, ...]
    status: str
    lacks: tuple[Lack, ...]
    draft: DraftSummary | None
    is_own: bool

    @property
    def errors(self) -> int:
        """How much in the newest draft is certainly wrong."""
        return self.draft.found.get(Severity.ERROR, 0) if self.draft else 0

    @property
    def warnings(self) -> int:
        """How much in the newest draft a person should look at."""
        return self.draft.found.get(Severity.WARNING, 0) if self.draft else 0


@dataclass(frozen=True, slots=True)
class Board:
    """The pledges that a report is due of for ``half_year``; ``half_years`` are those that may be chosen."""

    half_year: HalfYear
    half_years: tuple[HalfYear, ...]
    lines: tuple[BoardLine, ...]

    @property
    def own(self) -> tuple[BoardLine, ...]:
        """The lines of the reader's own pledges."""
        return tuple(line for line in self.lines if line.is_own)


def read_board(desk: Desk, user: User, half_year: HalfYear | None = None) -> Board:
    """Return the board of *half_year* (None: the one that has ended last) as *user* may see it.

    The number of queries does not depend on the number of pledges.  Raises `NoCity`.
    """
    with desk.database.read() as session:
        city = read_city(session)
        return board_of(session, desk, user, city, read_pledges(session), half_year)


def board_of(  # noqa: PLR0913, PLR0917 - what was read already is not read again
    session: Session,
    desk: Desk,
    user: User,
    city: City,
    pledges: tuple[Pledge, ...],
    half_year: HalfYear | None,
) -> Board:
    """Return the board of *pledges*; see `read_board`."""
    offered = tuple(_offered(city, HalfYear.containing(desk.today)))
    chosen = half_year or _usual(desk, offered)
    holdings = holdings_of_pledges(session, desk.today)
    newest = newest_drafts(session, chosen)
    names = {official.id: official.name for official in city.officials}
    lines = []
    for pledge in pledges:
        holding = holdings[pledge.number]
        if chosen in city.term_named(pledge.term) and may(user, Action.READ, Subject.PLEDGE, holding):
            in_charge = [each.official for each in pledge.officers if desk.today in each.tenure]
            officers = tuple(names[official] for official in in_charge)
            draft = newest.get(pledge.number)
            lines.append(_line(city, pledge, chosen, officers, draft, is_own=is_own(user, holding)))
    return Board(chosen, offered, tuple(lines))


def is_own(user: User, holding: Holding) -> bool:
    """Tell whether a thing is the user's: by name, or as one of a department that the user leads."""
    return user.official in holding.officials or holding.department in user.leads


def _line(  # noqa: PLR0913 - one for each column's source
    city: City,
    pledge: Pledge,
    half_year: HalfYear,
    officers: tuple[str, ...],
    draft: DraftSummary | None,
    *,
    is_own: bool,
) -> BoardLine:
    return BoardLine(
        number=pledge.number,
        name=pledge.name,
        field=pledge.field,
        department=pledge.department,
        officers=officers,
        status=pledge.status_by(half_year) or "",
        lacks=tuple(lack for lack in lacks(city, pledge, half_year) if not lack.is_hint),
        draft=draft,
        is_own=is_own,
    )


def _offered(city: City, latest: HalfYear) -> Iterator[HalfYear]:
    """Yield the last half-years that lie in a term, the latest first."""
    for _ in range(_BACK):
        if any(latest in term for term in city.terms):
            yield latest
        latest = latest.previous


def _usual(desk: Desk, offered: tuple[HalfYear, ...]) -> HalfYear:
    """Return the half-year that is reported on; in the first one of a term, that one."""
    usual = usual_half_year(desk)
    return usual if usual in offered or not offered else offered[0]
