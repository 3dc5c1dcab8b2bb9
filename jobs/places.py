"""Finding a printed figure or line of a draft by a few of its words, in the frozen view's trace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final
from unicodedata import normalize

from gongyak.drafts import Draft
from gongyak.reports import Trace
from jobs.errors import AmbiguousPlace, NoSuchPlace

_APOSTROPHES: Final = re.compile("[‘’'`´′]")
_SPACE: Final = re.compile(r"\s+")
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed text found: where it stands (one or more places), what it reads, the rows behind it."""

    places: tuple[tuple[str, ...], ...]
    text: str
    rows: tuple[str, ...]


def find_cell(draft: Draft, words: str) -> Printed:
    """Return the figure at *words*: parts of table, row and column in this order, parted by ``/``.

    A whole word wins over a part of one.  Raises `NoSuchPlace` and `AmbiguousPlace`.
    """
    wanted = [_plain(word) for word in words.split("/") if word.strip()]
    scored = [
        (score, trace) for trace in _traces(draft) if (score := _score(wanted, trace.place)) is not None
    ]
    best = max((score for score, _ in scored), default=0)
    return _only(draft, words, [trace for score, trace in scored if score == best])


def find_line(draft: Draft, words: str) -> Printed:
    """Return the line whose text holds *words*, or whose row has that id; the whole text wins over a part.

    Raises `NoSuchPlace` and `AmbiguousPlace`.
    """
    traces = _traces(draft)
    plain = _plain(words)
    by_id = [trace for trace in traces if any(_key_of(row) == words.strip() for row in trace.rows)]
    whole = [trace for trace in traces if _plain(trace.text) == plain]
    part = [trace for trace in traces if plain and plain in _plain(trace.text)]
    return _only(draft, words, by_id or whole or part)


def _only(draft: Draft, words: str, found: Sequence[Trace]) -> Printed:
    """Return what *found* has in common; a line that stands in two periods is still one line."""
    kinds = {(trace.text, trace.rows) for trace in found}
    if not kinds:
        raise NoSuchPlace(draft=draft.number, words=words)
    if len(kinds) > 1:
        raise AmbiguousPlace(words=words, count=len(found), places=_listed(found))
    text, rows = kinds.pop()
    return Printed(tuple(trace.place for trace in found), text, rows)


def _listed(found: Sequence[Trace]) -> str:
    lines = [f"  {' / '.join(trace.place)}: {_SPACE.sub(' ', trace.text)}" for trace in found[:_SHOWN]]
    return "\n".join([*lines, *(["  …"] if len(found) > _SHOWN else [])])


def _traces(draft: Draft) -> list[Trace]:
    entries: Iterable[dict[str, list[str]]] = json.loads(draft.view)["trace"]
    return [Trace(tuple(e["place"]), "".join(e["text"]), tuple(e["rows"])) for e in entries]


def _score(wanted: Sequence[str], place: Sequence[str]) -> int | None:
    """Return how many of the words are whole parts of *place*, or None unless all stand in it, in order."""
    parts = [_plain(part) for part in place]
    fits = (
        sum(word == part for word, part in zip(wanted, chosen, strict=True))
        for chosen in combinations(parts, len(wanted))
        if all(word in part for word, part in zip(wanted, chosen, strict=True))
    )
    return max(fits, default=None) if wanted else None


def _plain(text: str) -> str:
    """Return *text* as it is compared: without spaces, with one kind of apostrophe, in lower case."""
    return _APOSTROPHES.sub("'", _SPACE.sub("", normalize("NFC", text))).casefold()


def _key_of(row: str) -> str:
    return row.partition(":")[2].partition("@")[0]
