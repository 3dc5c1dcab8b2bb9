"""The table of the settings that were changed on the page."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from gongyak.store.base import Fact, Name


class SettingRow(Fact):
    """A setting that holds otherwise than the files say; the audit knows by itself who set it, and when."""

    __tablename__ = "settings"
    kind = "setting"
    key_form = "{name}"
    identity = ("name",)
    unaudited = frozenset({"set_by", "set_at"})

    name: Mapped[Name] = mapped_column(primary_key=True)
    value: Mapped[str]
    set_by: Mapped[Name]
    set_at: Mapped[datetime]
