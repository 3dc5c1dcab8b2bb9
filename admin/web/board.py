"""The board of pledges as a page shows it: narrowed and sorted as its reader asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request

from admin.web.listing import Sorting, asked
from admin.web.wording import REVIEW
from gongyak.halfyear import HalfYear, NotAHalfYear
from gongyak.pledges import number_order
from jobs.board import BLOCKS, Board, BoardLine

_STAGES: Final = list(REVIEW)
_KEYS: Final[dict[str, Callable[[BoardLine], Any]]] = {
    "number": lambda line: number_order(line.number),
    "name": lambda line: line.name,
    "field": lambda line: line.field,
    "department": lambda line: line.department,
    "officers": lambda line: line.officers or None,
    "status": lambda line: line.status or None,
    "entered": lambda line: line.entered,
    "errors": lambda line: line.errors if line.draft else None,
    "warnings": lambda line: line.warnings if line.draft else None,
    "draft": lambda line: line.draft.made_at if line.draft else None,
    "review": lambda line: _STAGES.index(line.standing.stage) if line.standing else None,
}
_FILTERS: Final[dict[str, Callable[[BoardLine], str]]] = {
    "field": lambda line: line.field,
    "department": lambda line: line.department,
    "status": lambda line: line.status,
    "review": lambda line: REVIEW[line.standing.stage][0] if line.standing else "",
}


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """What the board's template gets: the lines asked for, what may be asked for, and what was."""

    half_year: HalfYear
    half_years: tuple[HalfYear, ...]
    lines: list[BoardLine]
    total: int
    options: dict[str, list[str]]
    chosen: dict[str, str]
    sorting: Sorting
    blocks: int = BLOCKS

    @property
    def query(self) -> str:
        """The query that asks for these very lines in this order."""
        return self.sorting.own_query

    @property
    def lacking(self) -> int:
        """How many of the lines lack something."""
        return sum(bool(line.lacks) for line in self.lines)

    @property
    def drafted(self) -> int:
        """How many of the lines have a draft."""
        return sum(line.draft is not None for line in self.lines)

    @property
    def confirmed(self) -> int:
        """How many of the lines have a confirmed draft."""
        return sum(line.standing.confirmed is not None for line in self.lines if line.standing)

    @property
    def errors(self) -> int:
        """How much is certainly wrong in all drafts together."""
        return sum(line.errors for line in self.lines)

    @property
    def warnings(self) -> int:
        """How much a person should look at in all drafts together."""
        return sum(line.warnings for line in self.lines)


def half_year_asked(request: Request) -> HalfYear | None:
    """Return the half-year that the query asks for (``half_year=2024H2``), or None."""
    return half_year_in(request.query_params.get("half_year", ""))


def half_year_in(text: str) -> HalfYear | None:
    """Return the half-year that a form or an address names; None where it names none."""
    try:
        return HalfYear.parse(text)
    except NotAHalfYear:
        return None


def shown_board(request: Request, board: Board) -> ShownBoard:
    """Return *board* as *request* asks for it: by field, department, status, review, words, sorted."""
    chosen = asked(request, *_FILTERS, "words")
    others = {"half_year": str(board.half_year), **chosen}
    sorting = Sorting.of(request, _KEYS, others, "number")
    lines = [line for line in board.lines if _is_wanted(line, chosen)]
    return ShownBoard(
        board.half_year,
        board.half_years,
        sorting.sorted(lines, _KEYS[sorting.key]),
        len(board.lines),
        {name: _options(board.lines, of) for name, of in _FILTERS.items()},
        chosen,
        sorting,
    )


def _is_wanted(line: BoardLine, chosen: dict[str, str]) -> bool:
    words = chosen["words"].casefold()
    texts = (line.number, line.name, *line.officers)
    if words and not any(words in text.casefold() for text in texts):
        return False
    return all(not chosen[name] or of(line) == chosen[name] for name, of in _FILTERS.items())


def _options(lines: Iterable[BoardLine], of: Callable[[BoardLine], str]) -> list[str]:
    return sorted({of(line) for line in lines} - {""})
