"""The jobs ``mute``, ``unmute``, ``mutes``: rules of the checks switched off and on again, with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongyak.checks.catalogue import CITY_RULES, RULES
from gongyak.city import City
from gongyak.judgement import Mute
from gongyak.store.city import read_city
from gongyak.store.judgement import add_mute, read_judgement, remove_mute
from gongyak.store.reading import read_pledges
from jobs.desk import Desk
from jobs.judging_errors import NoReason, NoSuchMute, NoSuchPledge, NoSuchRow, RowWithoutPledge, UnknownRule
from jobs.rows import references_of

if TYPE_CHECKING:
    from gongyak.store.session import Session

TITLES: Final = {rule.id: rule.title for rule in (*RULES, *CITY_RULES)}
"""What each rule finds, by its id."""


def mute_rule(
    desk: Desk,
    rule: str,
    reason: str,
    pledge: str | None = None,
    row: str | None = None,
) -> Mute:
    """Switch *rule* off for the city, for *pledge*, or for one *row* of it (``line:ab12``), and keep why.

    Muted again, the rule has the new reason.  Raises `UnknownRule`, `NoReason`, `RowWithoutPledge`,
    `NoSuchPledge`, `NoSuchRow` and the store's errors.
    """
    if rule not in TITLES:
        raise UnknownRule(rule=rule)
    if not reason.strip():
        raise NoReason(rule=rule)
    _require_scope(pledge, row)
    mute = Mute(rule, pledge, row, reason.strip(), desk.who, desk.now())
    with desk.database.begin(who=desk.who, at=mute.at, cause="gongyak mute") as session:
        city = read_city(session)
        if pledge is not None:
            _require_there(session, city, pledge, row)
        add_mute(session, mute)
    return mute


def unmute_rule(desk: Desk, rule: str, pledge: str | None = None, row: str | None = None) -> None:
    """Switch *rule* on again where exactly so it was switched off; raise `NoSuchMute`."""
    _require_scope(pledge, row)
    with desk.database.begin(who=desk.who, at=desk.now(), cause="gongyak unmute") as session:
        if not remove_mute(session, rule, pledge, row):
            raise NoSuchMute(scope=" ".join(each for each in (rule, pledge, row) if each is not None))


def list_mutes(desk: Desk) -> tuple[Mute, ...]:
    """Return what is switched off, the wider scopes first."""
    with desk.database.read() as session:
        return read_judgement(session).mutes


def _require_there(session: Session, city: City, number: str, row: str | None) -> None:
    """Raise `NoSuchPledge`, `NoSuchRow`: what is misspelt would silence nothing, and nobody would notice."""
    found = read_pledges(session, [number])
    if not found:
        raise NoSuchPledge(number=number)
    if row is not None and row not in references_of(city, found[0]):
        raise NoSuchRow(row=row, number=number)


def _require_scope(pledge: str | None, row: str | None) -> None:
    if row is not None and pledge is None:
        raise RowWithoutPledge(row=row)
