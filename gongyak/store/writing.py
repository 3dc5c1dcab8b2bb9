"""Writing pledges: the stored rows are brought to the facts given, and only what differs is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import func, select

from gongyak.store.difference import bring
from gongyak.store.errors import HasDrafts
from gongyak.store.pictures import add_pictures
from gongyak.store.rows import ROWS_OF_A_PLEDGE, pledge_row
from gongyak.store.tables import DraftRow, MuteRow, PledgeRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from gongyak.pledges import Pledge
    from gongyak.store.base import Fact


def write_pledge(session: Session, pledge: Pledge, pictures: Mapping[str, bytes]) -> None:
    """Make what is stored of the pledge with this 관리번호 equal to *pledge*; audit each row that differs.

    *pictures* holds the bytes of the photos' pictures by their checksums; one that is stored already need not
    be there.  Writing the same again changes nothing.  Raises `PictureMissing`, `WrongPicture`,
    `TwiceTheSame`, `NotStorable`; what breaks a rule between tables is `Refused` when the unit of work ends.
    """
    stored = _stored_pledge(session, pledge.number)
    add_pictures(session, pledge.photos, pictures)
    with session.no_autoflush:
        bring(session, PledgeRow, [stored] if stored else [], [pledge_row(pledge)])
        for kind, rows_of in ROWS_OF_A_PLEDGE.items():
            known = _rows(session, kind, pledge.number) if stored else ()
            wanted = [{"pledge": pledge.number} | values for values in rows_of(pledge)]
            bring(session, kind, known, wanted)
    session.flush()


def lock_pledge(session: Session, number: str) -> None:
    """Let no other writer come between what is read next of the pledge and what is written of it."""
    _stored_pledge(session, number)


def remove_pledge(session: Session, number: str) -> bool:
    """Remove all that is stored of the pledge, and tell whether it was there.

    Its pictures and its audit stay.  Raises `HasDrafts`: what has been reported is abandoned, not removed.
    """
    stored = _stored_pledge(session, number)
    if stored is None:
        return False
    count = select(func.count()).select_from(DraftRow).where(DraftRow.pledge == number)
    if drafts := session.scalar(count):
        raise HasDrafts(pledge=number, drafts=drafts)
    kinds: tuple[type[Fact], ...] = (MuteRow, *reversed(ROWS_OF_A_PLEDGE))
    for kind in kinds:
        for row in _rows(session, kind, number):
            session.delete(row)
    session.delete(stored)
    session.flush()
    return True


def _stored_pledge(session: Session, number: str) -> PledgeRow | None:
    """Return the pledge's row, locked, so that two writers of the same pledge come one after the other."""
    return session.get(PledgeRow, number, with_for_update=True)


def _rows(session: Session, kind: type[Fact], number: str) -> Iterable[Fact]:
    of_pledge = cast("Any", kind).pledge == number
    return session.scalars(select(kind).where(of_pledge)).all()
