"""The board: where each pledge's report of a half-year stands, for whoever may read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongyak.findings import Severity
from gongyak.halfyear import HalfYear
from gongyak.permissions import Action, Holding, Subject, may
from gongyak.reminders.notice import Lack, LackKind
from gongyak.reviews import Standing
from gongyak.store.city import read_city
from gongyak.store.drafts import DraftSummary, newest_drafts
from gongyak.store.holdings import holdings_of_pledges
from gongyak.store.reading import read_pledges
from gongyak.store.reviews import stages
from jobs.draft_list import standing_in, usual_half_year
from jobs.lacking import lacks_of_all

if TYPE_CHECKING:
    from datetime import date

    from gongyak.accounts import User
    from gongyak.city import City
    from gongyak.pledges import Pledge
    from gongyak.reviews import Stage
    from gongyak.store.session import Session
    from jobs.desk import Desk

BLOCKS: Final = len(LackKind)
"""How many blocks of the form are filled in: 지난 계획, 실적, 사업비, 시민참여, 사진, 문제점."""
_BACK: Final = 6
"""How many half-years back the board is offered for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """A pledge on the board: ``officers`` are names, ``missing`` what its report lacks, hints as well.

    ``draft`` is the newest one of the half-year, None: there is none; ``standing`` tells how far its review
    has come.  ``is_own``: it is the reader's, or of a department that the reader leads.  ``may_make``: the
    reader may have its draft made.
    """

    number: str
    name: str
    field: str
    department: str
    officers: tuple[str, ...]
    status: str
    missing: tuple[Lack, ...]
    draft: DraftSummary | None
    standing: Standing | None
    is_own: bool
    may_make: bool

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What the report lacks for certain."""
        return tuple(lack for lack in self.missing if not lack.is_hint)

    @property
    def entered(self) -> int:
        """How many of the form's `BLOCKS` need nothing more."""
        return BLOCKS - len({lack.kind for lack in self.missing})

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
    newest, reviewed = newest_drafts(session, chosen), stages(session, chosen)
    names = {official.id: official.name for official in city.officials}
    lacking = lacks_of_all(session, city, pledges, chosen)
    lines = _Lines(chosen, user, desk.today, names, lacking, newest, reviewed)
    due = ((pledge, holdings[pledge.number]) for pledge in pledges if chosen in city.term_named(pledge.term))
    read = (each for each in due if may(user, Action.READ, Subject.PLEDGE, each[1]))
    return Board(chosen, offered, tuple(lines.line(pledge, holding) for pledge, holding in read))


@dataclass(frozen=True, slots=True)
class _Lines:
    """What every line of the board is made from."""

    half_year: HalfYear
    user: User
    day: date
    names: Mapping[str, str]
    lacking: Mapping[str, tuple[Lack, ...]]
    newest: Mapping[str, DraftSummary]
    reviewed: Mapping[str, Stage]

    def line(self, pledge: Pledge, holding: Holding) -> BoardLine:
        draft = self.newest.get(pledge.number)
        standing = standing_in(draft, self.reviewed)
        return BoardLine(
            number=pledge.number,
            name=pledge.name,
            field=pledge.field,
            department=pledge.department,
            officers=tuple(self.names[each.official] for each in pledge.officers if self.day in each.tenure),
            status=pledge.status_by(self.half_year) or "",
            missing=self.lacking[pledge.number],
            draft=draft,
            standing=standing,
            is_own=is_own(self.user, holding),
            may_make=may(self.user, Action.MAKE, Subject.DRAFT, holding),
        )


def is_own(user: User, holding: Holding) -> bool:
    """Tell whether a thing is the user's: by name, or as one of a department that the user leads."""
    return user.official in holding.officials or holding.department in user.leads


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
