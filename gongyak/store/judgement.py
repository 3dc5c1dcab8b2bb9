"""Reading and writing what people decided about the checks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from gongyak.judgement import Glossary, Judgement, Mute
from gongyak.store.difference import bring
from gongyak.store.tables import AcceptedPairRow, MuteRow, NameVariantRow, PreferredNameRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def read_judgement(session: Session) -> Judgement:
    """Return all that was decided: mutes the wider first, names and pairs in their order.  Four queries."""
    variants: defaultdict[str, list[str]] = defaultdict(list)
    ways = select(NameVariantRow.preferred, NameVariantRow.variant).order_by(NameVariantRow.position)
    for preferred, variant in session.execute(ways):
        variants[preferred].append(variant)
    names = session.scalars(select(PreferredNameRow.name).order_by(PreferredNameRow.position))
    pairs = select(AcceptedPairRow.one, AcceptedPairRow.other).order_by(AcceptedPairRow.position)
    return Judgement(
        mutes=tuple(sorted(map(_mute, session.scalars(select(MuteRow))), key=_scope)),
        glossary=Glossary(tuple((name, tuple(variants[name])) for name in names)),
        accepted=tuple((one, other) for one, other in session.execute(pairs)),
    )


def write_names(session: Session, glossary: Glossary, accepted: Sequence[tuple[str, str]]) -> None:
    """Make the stored 용어집 and accepted pairs equal to these; raise `TwiceTheSame`, `NotStorable`."""
    names = [{"name": name} for name, _ in glossary.preferred]
    variants = [
        {"preferred": name, "variant": each} for name, variants in glossary.preferred for each in variants
    ]
    pairs = [{"one": one, "other": other} for one, other in accepted]
    with session.no_autoflush:
        bring(session, PreferredNameRow, session.scalars(select(PreferredNameRow)).all(), names)
        bring(session, NameVariantRow, session.scalars(select(NameVariantRow)).all(), variants)
        bring(session, AcceptedPairRow, session.scalars(select(AcceptedPairRow)).all(), pairs)
    session.flush()


def add_mute(session: Session, mute: Mute) -> None:
    """Keep *mute*; one of the same rule, pledge and row gets its reason, who and when.

    Raises `NotStorable`; an unknown pledge, and a row without a pledge, are `Refused`.
    """
    given: dict[str, Any] = {"reason": mute.reason, "who": mute.who, "at": mute.at}
    row = session.scalar(_same(mute.rule, mute.pledge, mute.row))
    if row is None:
        session.add(MuteRow(rule=mute.rule, pledge=mute.pledge, reference=mute.row, **given))
    else:
        for name, value in given.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    session.flush()


def add_mutes(session: Session, mutes: Iterable[Mute]) -> None:
    """Keep each of *mutes*; those that are stored already and not named stay."""
    for mute in mutes:
        add_mute(session, mute)


def remove_mute(session: Session, rule: str, pledge: str | None, row: str | None) -> bool:
    """Remove the mute of exactly this rule, pledge and row, and tell whether it was there."""
    found = session.scalar(_same(rule, pledge, row))
    if found is None:
        return False
    session.delete(found)
    session.flush()
    return True


def _same(rule: str, pledge: str | None, row: str | None) -> Select[MuteRow]:
    same_pledge = MuteRow.pledge.is_(None) if pledge is None else MuteRow.pledge == pledge
    same_row = MuteRow.reference.is_(None) if row is None else MuteRow.reference == row
    return select(MuteRow).where(MuteRow.rule == rule, same_pledge, same_row)


def _mute(row: MuteRow) -> Mute:
    return Mute(row.rule, row.pledge, row.reference, row.reason, row.who, row.at)


def _scope(mute: Mute) -> tuple[str, str, str]:
    return mute.pledge or "", mute.rule, mute.row or ""
