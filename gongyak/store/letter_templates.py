"""The parts of letters that were edited here: every version is kept, the newest holds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, select

from gongyak.store.statements import table_of
from gongyak.store.tables import LetterTemplateRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_TABLE: Final = table_of(LetterTemplateRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate:
    """A part (subject, text, html) of a kind of letter, or of a piece they share, as somebody saved it."""

    letter_kind: str
    part: str
    version: int
    source: str
    saved_by: str
    saved_at: datetime


def save_letter_template(  # noqa: PLR0913 - a template and who saved it
    session: Session, kind: str, part: str, source: str, *, who: str, at: datetime
) -> int:
    """Keep *source* as the newest version of a part of a kind of letter, and return its number, from 1 on.

    An empty one goes back to what gongyak brings.  Whether it can be rendered is for the caller to prove.
    """
    here = (_TABLE.c.letter_kind == kind, _TABLE.c.part == part)
    newest = session.connection().execute(select(func.max(_TABLE.c.version)).where(*here)).scalar() or 0
    saved = LetterTemplate(
        letter_kind=kind, part=part, version=newest + 1, source=source, saved_by=who, saved_at=at
    )
    values = {field.name: getattr(saved, field.name) for field in fields(saved)}
    session.connection().execute(insert(_TABLE).values(values))
    return saved.version


def read_letter_templates(session: Session) -> dict[tuple[str, str], LetterTemplate]:
    """Return the newest version of each part that was edited, without those that were given back."""
    newest = (
        select(_TABLE.c.letter_kind, _TABLE.c.part, func.max(_TABLE.c.version).label("version"))
        .group_by(_TABLE.c.letter_kind, _TABLE.c.part)
        .subquery()
    )
    same = (_TABLE.c.letter_kind == newest.c.letter_kind) & (_TABLE.c.part == newest.c.part)
    query = select(_TABLE).join(newest, same & (_TABLE.c.version == newest.c.version))
    rows = session.connection().execute(query.where(_TABLE.c.source != "")).mappings()
    found = (LetterTemplate(**row) for row in rows)
    return {(template.letter_kind, template.part): template for template in found}


def list_versions(session: Session, kind: str, part: str) -> tuple[LetterTemplate, ...]:
    """Return all versions of a part, the newest first; an empty one gave it back to what gongyak brings."""
    here = (_TABLE.c.letter_kind == kind, _TABLE.c.part == part)
    query = select(_TABLE).where(*here).order_by(_TABLE.c.version.desc())
    return tuple(LetterTemplate(**row) for row in session.connection().execute(query).mappings())
