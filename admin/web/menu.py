"""The menu of the site: of the pages that there are, those that somebody may open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from admin.web.access import Needs, Page
from gongyak.accounts import User
from gongyak.permissions import may

_LABELS: Final = {
    "/": "오늘",
    "/pledges": "공약",
    "/drafts": "초안",
    "/events": "행사·알림",
    "/letters": "발송함",
    "/schedule": "작업",
    "/history": "이력",
    "/manage": "관리",
}
"""The pages that stand in the menu, in its order."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the menu; ``is_current``: the page asked for is this one or lies below it."""

    path: str
    label: str
    is_current: bool


class Menu:
    """What may stand in the menu: pages that are declared, with what they need."""

    def __init__(self, declared: Iterable[Page] = ()) -> None:
        """Find the menu's pages among the *declared* ones."""
        known = {page.path: page for page in declared if page.method == "GET"}
        self._pages: Final = [known[path] for path in _LABELS if path in known]

    def of(self, user: User | None, path: str) -> tuple[MenuItem, ...]:
        """Return the menu of *user* (None: nobody, who gets none) on the page at *path*."""
        if user is None:
            return ()
        return tuple(
            MenuItem(page.path, _LABELS[page.path], _is_below(path, page.path))
            for page in self._pages
            if not isinstance(page.needs, Needs) or may(user, page.needs.action, page.needs.subject)
        )


def _is_below(path: str, top: str) -> bool:
    return path == top or (top != "/" and path.startswith(f"{top}/"))
