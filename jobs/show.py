"""The jobs ``drafts`` and ``show``: what has been drafted, and the whole record of one draft."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gongyak.drafts import Draft
from gongyak.halfyear import HalfYear
from gongyak.store import drafts as store
from gongyak.store.drafts import DraftSummary
from jobs.desk import Desk
from jobs.files import draft_file_name, write_file


@dataclass(frozen=True, slots=True)
class Shown:
    """A draft, its pledge's name, when it was made in the city's zone, and its file (None: not there)."""

    draft: Draft
    name: str
    made_at: datetime
    file: Path | None


def list_drafts(
    desk: Desk, half_year: HalfYear | None = None, pledge: str | None = None
) -> tuple[DraftSummary, ...]:
    """Return the drafts of *half_year* (None: any) and *pledge* (None: any), the newest first."""
    with desk.database.read() as session:
        return store.list_drafts(session, half_year, pledge)


def show_draft(desk: Desk, number: str, out: Path | None = None) -> Shown:
    """Return the record of the draft *number*; with *out*, write its Word file to that folder first.

    Raises `NoSuchDraft` and `CannotWrite`.
    """
    with desk.database.read() as session:
        draft = store.read_draft(session, number)
        document = store.read_document(session, number) if out else b""
    name: str = json.loads(draft.view)["name"]
    path = (out or desk.folder(draft.half_year)) / draft_file_name(number, name)
    if out:
        write_file(path, document)
    return Shown(draft, name, desk.in_zone(draft.made_at), path if path.exists() else None)
