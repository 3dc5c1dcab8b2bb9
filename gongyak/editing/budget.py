"""The budget of a pledge as of a half-year: a grid of amounts for each unit project, one for all of them.

Where nothing was entered for the half-year yet, the fields show what was in force before it; saving makes
that the half-year's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject, in_force
from gongyak.budget_tables import OVERALL
from gongyak.editing.figures import read_amount, write_amount
from gongyak.editing.merging import ORDER, Fields
from gongyak.editing.reader import Reader
from gongyak.editing.rows import MOVE, moved, new_id
from gongyak.editing.section import Mistaken, NoSuchId, Scene, ids_in
from gongyak.editing.texts import LONGEST_NAME, read_line, read_wanted_line
from gongyak.errors import GongyakError, Words
from gongyak.grids import Measure
from gongyak.halfyear import HalfYear
from gongyak.money import Money
from gongyak.pledges import Pledge
from gongyak.references import TOTAL

Place = tuple[str | None, str | None]
"""A cell by source and column key; None for the total over it."""
ADD: Final = "add"
"""The field that holds the name of a new unit project."""


class ProjectInUse(GongyakError):
    """A unit project that other half-years tell of cannot be removed; values: ``name``, ``half_years``."""

    text = Words(
        "'{name}'{name:은/는} 다른 반기({half_years})의 사업비가 있어 지울 수 없습니다.",
        "'{name}' has a budget in other half-years ({half_years}) and cannot be removed.",
    )
    remedy = Words("삭제 선택을 풀어 주시기 바랍니다.", "Do not choose to remove it.")


def name_field(project: str) -> str:
    """Return the name of the field that holds the name of a *project*, by its id."""
    return f"name.{project}"


def remove_field(project: str) -> str:
    """Return the name of the field that says whether a *project* shall go."""
    return f"remove.{project}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the form shows of a unit project (None: of the pledge as a whole): its cells in their ``places``.

    ``shown`` is the statement that holds the half-year's amounts, or the last one before it; ``entered`` is
    the half-year's own.  ``places`` are those of the grid and, after them, ``further`` ones that were entered
    all the same.
    """

    project: UnitProject | None
    shown: Statement | None
    entered: Statement | None
    grid: tuple[Place, ...]

    @property
    def key(self) -> str:
        """What stands for it in the names of fields; 합계, which is no id, for the pledge as a whole."""
        return self.project.id if self.project else OVERALL

    @property
    def further(self) -> tuple[Place, ...]:
        """The places that hold amounts outside the grid."""
        cells = self.shown.cells if self.shown else ()
        return tuple(place for cell in cells if (place := (cell.source, cell.column)) not in set(self.grid))

    def field(self, measure: Measure, place: Place) -> str:
        """Return the name of the field of an amount."""
        return f"{measure}.{self.key}/{place[0] or TOTAL}/{place[1] or TOTAL}"

    def fields(self) -> dict[str, str]:
        """Return the fields that show the amounts."""
        return {
            self.field(measure, place): write_amount(measure.of(self._amounts(place)))
            for measure in Measure
            for place in (*self.grid, *self.further)
        }

    def read(self, reader: Reader, half_year: HalfYear) -> Statement | None:
        """Return the statement of *half_year* that the fields say; None where there is nothing to state."""
        amounts = {place: self._read_amounts(reader, place) for place in (*self.grid, *self.further)}
        cells = tuple(
            BudgetCell(*place, read)
            for place, read in amounts.items()
            if read != Amounts() or self._stated(place)
        )
        if not cells and self.shown is None:
            return None
        is_unchanged = self.shown is not None and set(cells) == set(self.shown.cells)
        return Statement(half_year, self.shown.cells if self.shown and is_unchanged else cells)

    def _read_amounts(self, reader: Reader, place: Place) -> Amounts:
        before = self._amounts(place)
        read: dict[str, Money | None] = {}
        for measure in Measure:
            how = partial(read_amount, is_executed=measure is Measure.EXECUTED)
            read[measure.value] = reader.read(self.field(measure, place), how, measure.of(before))
        return Amounts(**read)

    def _amounts(self, place: Place) -> Amounts:
        cell = self.shown.stated(*place) if self.shown else None
        return cell.amounts if cell else Amounts()

    def _stated(self, place: Place) -> bool:
        """Tell whether a cell without any amount was entered here."""
        cell = self.shown.stated(*place) if self.shown else None
        return cell is not None and cell.amounts == Amounts()


def grid_of(pledge: Pledge, scene: Scene) -> tuple[Place, ...]:
    """Return the places that the form has for a unit project, row by row, the totals first."""
    columns = (None, *(column.key for column in scene.city.term_named(pledge.term).columns))
    return tuple((source, column) for source in (None, *scene.city.sources) for column in columns)


def sheets_of(pledge: Pledge, scene: Scene) -> tuple[Sheet, ...]:
    """Return what the form shows: a sheet for each unit project, and where there are several one for all.

    That one has no places but totals: all else is the sum over the unit projects.
    """
    grid = grid_of(pledge, scene)
    sheets = [_sheet(project, project.statements, grid, scene) for project in pledge.projects]
    whole = _sheet(None, pledge.overall, tuple(place for place in grid if None in place), scene)
    if len(sheets) > 1 or whole.shown:
        sheets.append(whole)
    return tuple(sheets)


def _sheet(
    project: UnitProject | None, statements: tuple[Statement, ...], grid: tuple[Place, ...], scene: Scene
) -> Sheet:
    shown = in_force(statements, scene.half_year)
    is_own = shown is not None and shown.as_of == scene.half_year
    return Sheet(project, shown, shown if is_own else None, grid)


class BudgetSection:
    """The unit projects with their amounts as of the half-year, and the totals stated for all of them."""

    name = "budget"
    title = "사업비"

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return the order and the names of the unit projects, and every amount of every sheet."""
        fields = {ORDER: " ".join(project.id for project in pledge.projects)}
        fields |= {name_field(project.id): project.name for project in pledge.projects}
        for sheet in sheets_of(pledge, scene):
            fields |= sheet.fields()
        return fields

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with the unit projects, names, order and amounts that *fields* say."""
        reader = Reader(fields)
        sheets = {sheet.key: sheet for sheet in sheets_of(pledge, scene)}
        ids = [each for each in _ids(pledge, fields) if not fields.get(remove_field(each))]
        for project in pledge.projects:
            if project.id not in ids:
                _require_removable(project, scene.half_year, reader)
        projects = [_project(sheets[each], scene.half_year, reader) for each in ids]
        added = reader.read(ADD, partial(read_line, longest=LONGEST_NAME), "")
        if added:
            taken = {project.id for project in pledge.projects}
            projects.append(UnitProject(new_id(taken, pledge.number, "project", added), added))
        overall = pledge.overall
        if OVERALL in sheets:
            overall = _dated(overall, sheets[OVERALL].read(reader, scene.half_year))
        reader.finish()
        return replace(pledge, projects=tuple(projects), overall=overall)


def _ids(pledge: Pledge, fields: Fields) -> list[str]:
    """Return the ids of the unit projects in the order asked for; raise `Mistaken` for a strange one."""
    ids = ids_in(fields, ORDER)
    known = {project.id for project in pledge.projects}
    strange = next((each for each in ids if each not in known), None)
    if strange is not None:
        raise Mistaken({ORDER: NoSuchId(id=strange)})
    return moved(ids, fields.get(MOVE, ""))


def is_removable(project: UnitProject, half_year: HalfYear) -> bool:
    """Tell whether nothing but the report of *half_year* tells of *project*."""
    return all(statement.as_of == half_year for statement in project.statements)


def _require_removable(project: UnitProject, half_year: HalfYear, reader: Reader) -> None:
    if not is_removable(project, half_year):
        others = [each.as_of.name for each in project.statements if each.as_of != half_year]
        mistake = ProjectInUse(name=project.name, half_years=", ".join(others))
        reader.refuse(remove_field(project.id), mistake)


def _project(sheet: Sheet, half_year: HalfYear, reader: Reader) -> UnitProject:
    project = sheet.project
    assert project is not None  # noqa: S101 - the sheet of the pledge as a whole has no id
    how = partial(read_wanted_line, longest=LONGEST_NAME)
    name = reader.read_again(name_field(project.id), project.name, how)
    statements = _dated(project.statements, sheet.read(reader, half_year))
    return replace(project, name=name, statements=statements)


def _dated(statements: tuple[Statement, ...], own: Statement | None) -> tuple[Statement, ...]:
    """Return *statements* with the half-year's *own* in its place."""
    if own is None:
        return statements
    dated: Mapping[HalfYear, Statement] = {each.as_of: each for each in (*statements, own)}
    return tuple(dated[half_year] for half_year in sorted(dated))


def as_typed(pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
    """Return *pledge* with the amounts that *fields* say; what cannot be read stays as it was."""
    reader, half_year = Reader(fields), scene.half_year
    read = {sheet.key: sheet.read(reader, half_year) for sheet in sheets_of(pledge, scene)}
    projects = tuple(
        replace(project, statements=_dated(project.statements, read[project.id]))
        for project in pledge.projects
    )
    return replace(pledge, projects=projects, overall=_dated(pledge.overall, read.get(OVERALL)))
