"""The two budget tables of the view: planned (투자계획) and secured with executed (확보·집행)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from gongyak import references
from gongyak.budget import BudgetCell, Statement, UnitProject, in_force
from gongyak.grids import Figure, Measure, add, figure
from gongyak.halfyear import HalfYear
from gongyak.money import Money
from gongyak.pledges import Pledge
from gongyak.printing import NOTHING, write_millions
from gongyak.references import TOTAL
from gongyak.reports import BudgetRow, BudgetTable, ProjectView, Trace
from gongyak.term import Term

_Cells = dict[tuple[str | None, str | None], tuple[Figure, ...]]
OVERALL: Final = "합계"
_ROUNDED: Final = "※ 백만원 미만은 반올림하여 합계와 차이가 있을 수 있음"


@dataclass(frozen=True)
class Block:
    """One block of rows: a unit project, or the whole pledge (``project`` None) over its ``members``."""

    project: UnitProject | None
    statement: Statement
    members: tuple[Block, ...] = ()

    @property
    def name(self) -> str:
        """What stands in the column 단위사업."""
        return self.project.name if self.project else OVERALL

    def rows_of(self, cell: BudgetCell) -> tuple[str, ...]:
        """Return the rows behind an entered cell; a cell of the whole pledge sums its members' ones."""
        return self._rows[cell.source, cell.column]

    @cached_property
    def _rows(self) -> dict[tuple[str | None, str | None], tuple[str, ...]]:
        """The rows of every cell: each is asked for by the totals over it as well."""
        return {(cell.source, cell.column): self._rows_behind(cell) for cell in self.statement.cells}

    def _rows_behind(self, cell: BudgetCell) -> tuple[str, ...]:
        entered = ((member, member.statement.stated(cell.source, cell.column)) for member in self.members)
        rows = tuple(row for member, each in entered if each for row in member.rows_of(each))
        if cell.is_total or not rows:
            return references.cells(self.project, self.statement, [cell])
        return rows


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two tables: its name in the view, its title, the amounts a cell shows, and how."""

    name: str
    title: str
    measures: tuple[Measure, ...]
    write: Callable[..., str]


def _write_planned(planned: Figure) -> str:
    return write_millions(planned.printed)


def _write_secured(secured: Figure, executed: Figure) -> str:
    """Return the secured amount above the executed one in brackets."""
    above, below = write_millions(secured.printed), write_millions(executed.printed)
    return f"{above or NOTHING}\n({below})" if below else above


PLANNED: Final = Kind("planned", "연도별 투자계획(사업비)", (Measure.PLANNED,), _write_planned)
SECURED: Final = Kind("secured", "연도별 확보(집행)액", (Measure.SECURED, Measure.EXECUTED), _write_secured)


@dataclass(frozen=True)
class Layout:
    """A table laid out: the places of its cells are pairs of source and column key, None for a total."""

    kind: Kind
    term: Term
    sources: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def table(self) -> BudgetTable:
        """The table as printed."""
        columns = tuple(column.label for column in self.term.columns)
        note = _ROUNDED if any(self._rounds_apart(cells) for cells in self._cells) else ""
        projects = zip(self.blocks, self._cells, strict=True)
        return BudgetTable(columns, tuple(self._project(block, cells) for block, cells in projects), note)

    @property
    def trace(self) -> Iterator[Trace]:
        """Where each printed figure came from: its place, its text, the rows behind it."""
        heads = {None: TOTAL} | {column.key: column.label for column in self.term.columns}
        for b, (block, cells) in enumerate(zip(self.blocks, self._cells, strict=True)):
            for r, source in enumerate((None, *self.sources)):
                path = (self.kind.name, "projects", b, "rows", r)
                for c, (column, head) in enumerate(heads.items()):
                    figures = cells[source, column]
                    if text := self.kind.write(*figures):
                        place = (self.kind.title, block.name, source or TOTAL, head)
                        cell = ("amounts", c - 1) if c else ("total",)
                        yield Trace(place, text, self.rows(block, figures), (*path, *cell))

    def figures(self, block: Block, source: str | None, column: str | None) -> tuple[Figure, ...]:
        """Return the figures that the cell at a place shows."""
        return tuple(figure(block.statement, measure, source, column) for measure in self.kind.measures)

    def rows(self, block: Block, figures: tuple[Figure, ...]) -> tuple[str, ...]:
        """Return the rows behind a cell: what was stated for it, and the parts of what was computed."""
        place = figures[0].source, figures[0].column
        stated = [block.statement.stated(*place)] if any(each.stated is not None for each in figures) else []
        parts = [cell for each in figures for cell in each.parts]
        cells = {(cell.source, cell.column): cell for cell in (*stated, *parts) if cell}
        return tuple(dict.fromkeys(row for cell in cells.values() for row in block.rows_of(cell)))

    @cached_property
    def _cells(self) -> tuple[_Cells, ...]:
        """The figures of every place, block by block."""
        columns = (None, *(column.key for column in self.term.columns))
        places = [(source, column) for source in (None, *self.sources) for column in columns]
        return tuple({place: self.figures(block, *place) for place in places} for block in self.blocks)

    def _project(self, block: Block, cells: _Cells) -> ProjectView:
        return ProjectView(block.name, tuple(self._row(cells, source) for source in (None, *self.sources)))

    def _row(self, cells: _Cells, source: str | None) -> BudgetRow:
        columns = (None, *(column.key for column in self.term.columns))
        total, *amounts = (self.kind.write(*cells[source, column]) for column in columns)
        return BudgetRow(source or TOTAL, total, tuple(amounts))

    def _rounds_apart(self, cells: _Cells) -> bool:
        """Tell whether a total, exact in 천원, differs from the sum of its parts as printed."""
        totals = (figures for place, figures in cells.items() if None in place)
        return any(
            total.computed is not None
            and not total.differs
            and total.computed.millions != _printed_sum(total, measure)
            for figures in totals
            for total, measure in zip(figures, self.kind.measures, strict=True)
        )


def layouts(
    sources: tuple[str, ...], term: Term, pledge: Pledge, half_year: HalfYear
) -> tuple[Layout, Layout]:
    """Return the tables of planned, and of secured and executed money, in the report of *half_year*."""
    blocks = _blocks(pledge, half_year)
    return Layout(PLANNED, term, sources, blocks), Layout(SECURED, term, sources, blocks)


def _blocks(pledge: Pledge, half_year: HalfYear) -> tuple[Block, ...]:
    """Return one block a unit project; several are led by their sum.

    A cell that was entered for the whole pledge stands where the unit projects have none.
    """
    own = tuple(
        Block(project, in_force(project.statements, half_year) or Statement(half_year))
        for project in pledge.projects
    )
    if len(own) <= 1:
        return own
    stated = in_force(pledge.overall, half_year) or Statement(half_year)
    summed = {(cell.source, cell.column): cell for cell in add(block.statement for block in own)}
    further = (cell for cell in stated.cells if (cell.source, cell.column) not in summed)
    return (Block(None, Statement(stated.as_of, (*summed.values(), *further)), own), *own)


def _printed_sum(total: Figure, measure: Measure) -> int:
    return sum((measure.of(part.amounts) or Money(0)).millions for part in total.parts)
