"""The term of office (임기) and what follows from its first and last day: half-years and budget columns.

Elected heads of local government serve from July 1 for four years (공직선거법 제14조 제2항); a by-elected one
serves the rest, so every rule here follows from the two days alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from gongyak.errors import GongyakError, Words
from gongyak.halfyear import HalfYear
from gongyak.when import EndsBeforeItBegins

BEFORE: Final = "before"
AFTER: Final = "after"


class OutsideTerm(GongyakError):
    """A half-year in which the term does not run; values: ``half_year``, ``term``."""

    text = Words(
        "{half_year}{half_year:은/는} {term} 임기 밖입니다.", "{half_year} lies outside the term {term}."
    )
    remedy = Words("임기 안의 반기를 입력하여 주시기 바랍니다.", "Name a half-year of the term.")
    exit_code = 4


class Span(StrEnum):
    """What a budget column stands for."""

    BEFORE = BEFORE
    YEAR = "year"
    AFTER = AFTER


@dataclass(frozen=True, slots=True)
class BudgetColumn:
    """One column of the budget tables.

    ``key`` is stable and stored: ``before`` (기투자), the fiscal year in four digits, or ``after`` (임기후).
    ``label`` is the head that people read: ``'22.7.`` for a year the term begins in, ``'23``, ``'26.6.``.
    ``year`` is the fiscal year (a Korean fiscal year is the calendar year: 지방회계법 제6조), else None.
    """

    key: str
    label: str
    span: Span
    year: int | None = None


@dataclass(frozen=True)
class Term:
    """A term of office: ``name`` (민선8기), first and last day, both inclusive.

    ``column_labels`` holds pairs (column key, head) where a city states another head than the generated one.
    """

    name: str
    first_day: date
    last_day: date
    column_labels: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a term that ends before it begins."""
        if self.last_day < self.first_day:
            raise EndsBeforeItBegins(first=self.first_day, last=self.last_day)

    @property
    def first_half(self) -> HalfYear:
        """The half-year the term begins in: its first report."""
        return HalfYear.containing(self.first_day)

    @property
    def last_half(self) -> HalfYear:
        """The half-year the term ends in: its last report."""
        return HalfYear.containing(self.last_day)

    def __contains__(self, half_year: HalfYear) -> bool:
        """Tell whether a report of *half_year* is due in this term."""
        return self.first_half <= half_year <= self.last_half

    def require(self, half_year: HalfYear) -> None:
        """Raise `OutsideTerm` unless *half_year* is one of the term's."""
        if half_year not in self:
            raise OutsideTerm(half_year=half_year, term=self.name)

    @cached_property
    def columns(self) -> tuple[BudgetColumn, ...]:
        """The budget columns: 기투자, one per fiscal year of the term, 임기후 (계 is their sum)."""
        years = range(self.first_day.year, self.last_day.year + 1)
        generated = (
            BudgetColumn(BEFORE, "기투자", Span.BEFORE),
            *(BudgetColumn(str(year), self._label(year), Span.YEAR, year) for year in years),
            BudgetColumn(AFTER, "임기후", Span.AFTER),
        )
        stated = dict(self.column_labels)
        return tuple(replace(column, label=stated.get(column.key, column.label)) for column in generated)

    def _label(self, year: int) -> str:
        """Return the head of one fiscal year; one that is covered in part names its first or last month."""
        head = f"’{year % 100:02}"
        begins = year == self.first_day.year and (self.first_day.month, self.first_day.day) != (1, 1)
        ends = year == self.last_day.year and (self.last_day.month, self.last_day.day) != (12, 31)
        if begins and ends:
            return f"{head}.{self.first_day.month}.~{self.last_day.month}."
        if begins:
            return f"{head}.{self.first_day.month}."
        return f"{head}.{self.last_day.month}." if ends else head
