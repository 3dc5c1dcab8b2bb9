"""The city's own forms of reports: every version is kept, one of them, or none, is in use."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, select

from gongyak.store.statements import table_of
from gongyak.store.tables import FormChoiceRow, ReportFormRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_FORMS: Final = table_of(ReportFormRow)
_CHOICES: Final = table_of(FormChoiceRow)
_LISTED: Final = ("version", "name", "checksum", "saved_by", "saved_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredForm:
    """A version of the city's form: the name of its file, the SHA-256 of its bytes, who handed it in when."""

    version: int
    name: str
    checksum: str
    saved_by: str
    saved_at: datetime


def add_form(session: Session, name: str, content: bytes, *, who: str, at: datetime) -> int:
    """Keep a form as the newest version, and return its number, from 1 on; it is not in use thereby."""
    newest = session.connection().execute(select(func.max(_FORMS.c.version))).scalar() or 0
    values = {
        "version": newest + 1,
        "name": name,
        "checksum": sha256(content).hexdigest(),
        "content": content,
        "saved_by": who,
        "saved_at": at,
    }
    session.connection().execute(insert(_FORMS).values(values))
    return newest + 1


def list_forms(session: Session) -> tuple[StoredForm, ...]:
    """Return all versions, the newest first, without their bytes."""
    columns = (_FORMS.c[name] for name in _LISTED)
    rows = session.connection().execute(select(*columns).order_by(_FORMS.c.version.desc())).mappings()
    return tuple(StoredForm(**row) for row in rows)


def read_form_file(session: Session, version: int) -> tuple[str, bytes] | None:
    """Return name and bytes of a version, or None."""
    query = select(_FORMS.c.name, _FORMS.c.content).where(_FORMS.c.version == version)
    row = session.connection().execute(query).one_or_none()
    return (row.name, row.content) if row else None


def choose_form(session: Session, version: int | None, *, who: str, at: datetime) -> None:
    """Take a version into use; None: none of the city's own.  An unknown one is `Refused` at the end."""
    values = {"version": version, "chosen_by": who, "chosen_at": at}
    session.connection().execute(insert(_CHOICES).values(values))


def chosen_form(session: Session) -> int | None:
    """Return the version in use; None: none of the city's own."""
    query = select(_CHOICES.c.version).order_by(_CHOICES.c.id.desc()).limit(1)
    return session.connection().execute(query).scalar()
