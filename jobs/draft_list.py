"""The drafts of a half-year as people look them over: each pledge with its newest draft, or none yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.findings import Severity
from gongyak.halfyear import HalfYear
from gongyak.permissions import Action, Subject, may
from gongyak.reviews import Standing, standing_of
from gongyak.store.city import read_city
from gongyak.store.drafts import DraftSummary, drafted_half_years, newest_drafts
from gongyak.store.holdings import holdings_of_pledges
from gongyak.store.names import PledgeName, names_of_officials, names_of_pledges
from gongyak.store.reviews import stages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongyak.accounts import User
    from gongyak.city import City
    from gongyak.reviews import Stage
    from jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class ListedDraft:
    """A pledge with its newest ``draft`` (None: none yet); ``may_make``: the reader may have one made.

    ``standing`` is that of its drafts (None: none yet).
    """

    pledge: PledgeName
    draft: DraftSummary | None
    standing: Standing | None
    may_make: bool

    @property
    def worst(self) -> Severity | None:
        """The worst that was found in the draft; None: nothing, or no draft."""
        found = self.draft.found if self.draft else {}
        return next((severity for severity in Severity if found.get(severity)), None)


@dataclass(frozen=True, slots=True)
class DraftList:
    """The drafts of ``half_year``; ``half_years`` are those that may be looked at, the latest first.

    ``names`` are the officials', by id.
    """

    half_year: HalfYear
    half_years: tuple[HalfYear, ...]
    drafts: tuple[ListedDraft, ...]
    names: Mapping[str, str]


def usual_half_year(desk: Desk) -> HalfYear:
    """Return the half-year that is reported on now: the one that has ended last."""
    return HalfYear.containing(desk.today).previous


def list_for(desk: Desk, user: User, half_year: HalfYear | None = None) -> DraftList:
    """Return the drafts of *half_year* (None: the usual one) that *user* may read.  Raises `NoCity`."""
    usual = usual_half_year(desk)
    chosen = half_year or usual
    with desk.database.read() as session:
        city = read_city(session)
        pledges = names_of_pledges(session, _terms(city, chosen))
        newest = newest_drafts(session, chosen)
        holdings = holdings_of_pledges(session, desk.today)
        known = drafted_half_years(session)
        reviewed = stages(session, chosen)
    listed = tuple(
        ListedDraft(
            each,
            newest.get(each.number),
            standing_in(newest.get(each.number), reviewed),
            may(user, Action.MAKE, Subject.DRAFT, holdings[each.number]),
        )
        for each in pledges
        if may(user, Action.READ, Subject.DRAFT, holdings[each.number])
    )
    names = {official.id: official.name for official in city.officials}
    half_years = sorted({*known, usual, usual.next, chosen}, reverse=True)
    return DraftList(chosen, tuple(half_years), listed, names)


def standing_in(newest: DraftSummary | None, reviewed: Mapping[str, Stage]) -> Standing | None:
    """Return how the drafts up to *newest* stand (None: there is none), given the *reviewed* ones' stages."""
    return standing_of(newest.half_year, newest.pledge, newest.version, reviewed) if newest else None


def may_be_made(
    desk: Desk, user: User, half_year: HalfYear, numbers: Iterable[str] | None
) -> tuple[str, ...]:
    """Return those of *numbers* (None: of all) whose reports are due and *user* may have made again."""
    wanted = None if numbers is None else set(numbers)
    listed = [each for each in list_for(desk, user, half_year).drafts if each.may_make]
    return tuple(each.pledge.number for each in listed if wanted is None or each.pledge.number in wanted)


def _terms(city: City, half_year: HalfYear) -> list[str]:
    """Return the names of the terms that *half_year* lies in; none where it lies in no term."""
    return [term.name for term in city.terms if half_year in term]


def readable(desk: Desk, user: User, drafts: Iterable[DraftSummary]) -> tuple[DraftSummary, ...]:
    """Return those of *drafts* that *user* may read."""
    found = tuple(drafts)
    if not found:
        return ()
    with desk.database.read() as session:
        holdings = holdings_of_pledges(session, desk.today)
    return tuple(each for each in found if may(user, Action.READ, Subject.DRAFT, holdings[each.pledge]))


def names_for(desk: Desk) -> dict[str, str]:
    """Return the officials' names by id."""
    with desk.database.read() as session:
        return names_of_officials(session)
