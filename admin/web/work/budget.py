"""사업비: for each unit project two grids to type into like a spreadsheet, and one of totals for them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from gongyak import references
from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.budget_tables import OVERALL, Block, Kind, Layout, layouts
from gongyak.editing.budget import ADD, BudgetSection, Place, Sheet, as_typed, is_removable, sheets_of
from gongyak.editing.figures import write_amount
from gongyak.editing.merging import Fields
from gongyak.grids import Figure, Measure, figure
from gongyak.halfyear import HalfYear
from gongyak.references import TOTAL
from jobs.pledge_page import PledgePage

_WORDS: Final = {Measure.PLANNED: "계획", Measure.SECURED: "확보", Measure.EXECUTED: "집행"}
_WHOLE: Final = "공약 전체 합계"


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount: the name of its ``field`` (None: it is only shown), what to call it, and its figure.

    ``reference`` is the row of facts behind it; ``has_finding`` whether a check found something there.
    """

    field: str | None
    label: str
    measure: Measure
    figure: Figure
    reference: str
    has_finding: bool

    @property
    def is_total(self) -> bool:
        """Whether this is a total, which is computed unless one is stated."""
        return self.figure.source is None or self.figure.column is None

    @property
    def computed(self) -> str:
        """The sum of the parts."""
        return write_amount(self.figure.computed)

    @property
    def difference(self) -> str:
        """By how much the stated total exceeds the sum; nothing where it does not differ."""
        stated, computed = self.figure.stated, self.figure.computed
        if stated is None or computed is None or stated == computed:
            return ""
        return f"{stated - computed:+,}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid: one measure of one source (계: of all) in every column."""

    source: str
    word: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One of the two tables of a unit project: its rows by their sources, one a measure."""

    kind: Kind
    groups: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A unit project (None: the pledge as a whole) as the form shows it.

    ``taken_over`` is the half-year whose amounts stand here until the own ones are saved, ``further`` are
    amounts that stand outside the grids, ``places`` names each row of facts for the findings about it.
    """

    key: str
    project: UnitProject | None
    is_removable: bool
    taken_over: HalfYear | None
    grids: tuple[Grid, ...]
    further: tuple[Cell, ...]
    places: Mapping[str, str]

    @property
    def title(self) -> str:
        """The heading."""
        return self.project.name if self.project else _WHOLE

    @property
    def cells(self) -> Iterator[Cell]:
        """Every amount."""
        groups = chain.from_iterable(grid.groups for grid in self.grids)
        yield from chain.from_iterable(row.cells for row in chain.from_iterable(groups))
        yield from self.further


class BudgetPart:
    """The unit projects, one under another."""

    section = BudgetSection()
    template = "work-budget.html"

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:
        """Return the grids with the sums of what was typed, and what each field is called."""
        sheets = tuple(_Shower(told, fields).sheets())
        labels = {each.field: f"{sheet.title} · {each.label}" for sheet in sheets for each in sheet.cells}
        columns = told.city.term_named(told.pledge.term).columns
        return {"sheets": sheets, "columns": columns, "labels": labels, "add": ADD}


class _Shower:
    """Shows the sheets of a page."""

    def __init__(self, told: PledgePage, fields: Fields) -> None:
        """Reckon with what *fields* say."""
        self._told: Final = told
        term = told.city.term_named(told.pledge.term)
        typed = as_typed(told.pledge, told.scene, fields)
        self._layouts: Final = layouts(told.city.sources, term, typed, told.half_year)
        self._blocks: Final = {
            block.project.id if block.project else OVERALL: block for block in self._layouts[0].blocks
        }
        self._heads: Final = {None: TOTAL} | {column.key: column.label for column in term.columns}

    def sheets(self) -> Iterator[ShownSheet]:
        for sheet in sheets_of(self._told.pledge, self._told.scene):
            statement = sheet.shown or Statement(self._told.half_year)
            project = sheet.project
            yield ShownSheet(
                key=sheet.key,
                project=project,
                is_removable=project is not None and is_removable(project, self._told.half_year),
                taken_over=statement.as_of if sheet.entered is None and sheet.shown else None,
                grids=tuple(self._grid(sheet, layout) for layout in self._layouts),
                further=tuple(self._further(sheet)),
                places={self._reference(sheet, each): self._place(each) for each in self._places(sheet)},
            )

    def _places(self, sheet: Sheet) -> Iterator[Place]:
        yield from sheet.grid
        yield from sheet.further

    def _grid(self, sheet: Sheet, layout: Layout) -> Grid:
        sources = (None, *layout.sources)
        return Grid(
            layout.kind,
            tuple(
                tuple(self._row(sheet, layout.kind, measure, source) for measure in layout.kind.measures)
                for source in sources
            ),
        )

    def _further(self, sheet: Sheet) -> Iterator[Cell]:
        for layout in self._layouts:
            for measure in layout.kind.measures:
                yield from (self._cell(sheet, layout.kind, measure, place) for place in sheet.further)

    def _row(self, sheet: Sheet, kind: Kind, measure: Measure, source: str | None) -> Row:
        cells = tuple(self._cell(sheet, kind, measure, (source, column)) for column in self._heads)
        return Row(source or TOTAL, _WORDS[measure], cells)

    def _cell(self, sheet: Sheet, kind: Kind, measure: Measure, place: Place) -> Cell:
        block = self._blocks.get(sheet.key) or Block(None, sheet.shown or Statement(self._told.half_year))
        reference = self._reference(sheet, place)
        is_field = place in sheet.grid or place in sheet.further
        return Cell(
            sheet.field(measure, place) if is_field else None,
            f"{_WORDS[measure]} · {self._place(place)}",
            measure,
            figure(block.statement, measure, *place),
            reference,
            any(finding.place.startswith(kind.title) for finding in self._told.at(reference)),
        )

    def _reference(self, sheet: Sheet, place: Place) -> str:
        statement = sheet.shown or Statement(self._told.half_year)
        cell = BudgetCell(*place, Amounts())
        return references.cells(sheet.project, statement, [cell])[0]

    def _place(self, place: Place) -> str:
        source, column = place
        return f"{source or TOTAL} · {self._heads.get(column, column)}"
