"""Lists that their readers filter, sort and leaf through by the page's own query parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

SORT: Final = "sort"
PAGE: Final = "page"
_LONGEST: Final = 200
_MOST_DIGITS: Final = 6
_Item = TypeVar("_Item")


def asked(request: Request, *names: str) -> dict[str, str]:
    """Return what the query asks for by each of *names*; empty where it says nothing."""
    return {name: request.query_params.get(name, "").strip()[:_LONGEST] for name in names}


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column a list is sorted; ``others`` are the query's other parameters, which links keep."""

    key: str
    is_down: bool
    others: Mapping[str, str]

    @classmethod
    def of(cls, request: Request, keys: Iterable[str], others: Mapping[str, str], default: str) -> Self:
        """Read the sorting of *request*: ``sort=name`` or ``sort=-name``; of unknown keys the *default*."""
        text = request.query_params.get(SORT, default)
        if text.removeprefix("-") not in set(keys):
            text = default
        return cls(text.removeprefix("-"), text.startswith("-"), others)

    def query(self, key: str) -> str:
        """Return the query of the link that sorts by *key*: the other way round where it is so already."""
        turned = "-" if key == self.key and not self.is_down else ""
        return urlencode({**_told(self.others), SORT: f"{turned}{key}"})

    @property
    def own_query(self) -> str:
        """The query that asks for the list as it is sorted now."""
        return urlencode({**_told(self.others), SORT: f"{'-' if self.is_down else ''}{self.key}"})

    def sorted(self, items: Iterable[_Item], key: Callable[[_Item], Any]) -> list[_Item]:
        """Return *items* sorted by *key*; equal ones stay in their order, None comes last either way."""
        found = list(items)
        known = [item for item in found if key(item) is not None]
        known.sort(key=key, reverse=self.is_down)
        return [*known, *(item for item in found if key(item) is None)]


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of a long list is shown, of how many; ``total`` counts the list's items."""

    number: int
    count: int
    total: int
    size: int
    others: Mapping[str, str]

    @classmethod
    def of(cls, request: Request, total: int, size: int, others: Mapping[str, str]) -> Self:
        """Read the page that *request* asks for (``page=2``), and stay within the list."""
        text = request.query_params.get(PAGE, "1")
        wanted = int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 1
        count = max(1, -(-total // size))
        return cls(min(max(wanted, 1), count), count, total, size, others)

    def query(self, number: int) -> str:
        """Return the query of the link to the page *number*."""
        return urlencode({**_told(self.others), PAGE: number})

    def shown(self, items: Sequence[_Item]) -> Sequence[_Item]:
        """Return the items of the page."""
        start = (self.number - 1) * self.size
        return items[start : start + self.size]


def _told(parameters: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in parameters.items() if text}
