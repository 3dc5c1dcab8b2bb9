"""The session that the store's functions take, by a name that those above may use: they import no SQL."""

from __future__ import annotations

from sqlalchemy.orm import Session

__all__ = ["Session"]
