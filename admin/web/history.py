"""The page of the history: who changed which fact, when, from what to what."""

from __future__ import annotations

from datetime import date
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from admin.web.listing import asked
from admin.web.pages import Pages
from admin.web.wording import CHANGE
from jobs.desk import Desk
from jobs.history import Asked, read_history

_YEARS: Final = range(1900, 2200)
_LONGEST: Final = 18
"""Digits that every database takes for a number."""


class History:
    """Shows what was changed."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*, show by *pages*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def shown(self, request: Request) -> Response:
        """Show a page of the history."""
        wanted = asked(request, "pledge", "who", "first", "last")
        of = Asked(
            pledge=wanted["pledge"] or None,
            who=wanted["who"] or None,
            first=_day(wanted["first"]),
            last=_day(wanted["last"]),
        )
        before = _number(asked(request, "before")["before"])
        found = read_history(self._desk, of, before)
        told = {name: text for name, text in wanted.items() if text}
        return self._pages.show_to(
            request,
            "history.html",
            found=found,
            wanted=wanted,
            actions=CHANGE,
            is_first=before is None,
            newest=urlencode(told),
            onward=urlencode({**told, "before": found.onward}) if found.onward else "",
        )


def _day(text: str) -> date | None:
    """Return the day that a field holds; what is none is no bound."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None
