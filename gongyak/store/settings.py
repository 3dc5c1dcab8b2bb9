"""The settings that were changed on the page: each with its value as it was typed, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from gongyak.store.keeping import while_facts_stand
from gongyak.store.tables import OfficialRow, SettingRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class StoredSetting:
    """A setting: its name (``mail.per_minute``), the text of its value, ``by`` whom (by name) and when."""

    name: str
    value: str
    by: str
    at: datetime


def read_settings(session: Session) -> tuple[StoredSetting, ...]:
    """Return what was changed, by the settings' names.  Kept while the facts stand, else one query."""
    return while_facts_stand(session, "settings", lambda: _read(session))


def write_setting(session: Session, name: str, value: str, *, who: str, at: datetime) -> None:
    """Keep *value*, the text of a value, in place of what the files say; *who* is an official's id."""
    row = session.get(SettingRow, name, with_for_update=True)
    if row is None:
        session.add(SettingRow(name=name, value=value, set_by=who, set_at=at))
    elif row.value != value:
        row.value, row.set_by, row.set_at = value, who, at
    session.flush()


def drop_setting(session: Session, name: str) -> bool:
    """Let what the files say hold again; False: it does already."""
    row = session.get(SettingRow, name, with_for_update=True)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def _read(session: Session) -> tuple[StoredSetting, ...]:
    by = func.coalesce(OfficialRow.name, SettingRow.set_by)
    query = select(SettingRow.name, SettingRow.value, by, SettingRow.set_at)
    query = query.outerjoin(OfficialRow, OfficialRow.id == SettingRow.set_by).order_by(SettingRow.name)
    return tuple(StoredSetting(*row) for row in session.execute(query))
