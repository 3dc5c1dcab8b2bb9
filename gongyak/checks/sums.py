"""Sums: every total that people stated against the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongyak import participation_notes, references
from gongyak.budget_tables import Block, Layout, layouts
from gongyak.findings import Finding, Severity
from gongyak.grids import Figure, Measure
from gongyak.halfyear import HalfYear
from gongyak.money import Money
from gongyak.participation import Category
from gongyak.pledges import Pledge
from gongyak.references import TOTAL
from gongyak.term import Term

_MILLION: Final = Money.million(1)
_NAMES: Final = {Measure.PLANNED: "투자계획", Measure.SECURED: "확보액", Measure.EXECUTED: "집행액"}


def participation_totals(pledge: Pledge, half_year: HalfYear) -> Iterator[Finding]:
    """Yield each category whose stated total is not the sum of its labels' counts."""
    for category in Category:
        stated = participation_notes.stated_for(pledge.participation, category, half_year)
        counts = participation_notes.counts_by(pledge.participation, category, half_year)
        computed = sum(count.number for count in counts)
        if stated and stated.total is not None and counts and stated.total != computed:
            title = participation_notes.NOTE_TITLES[category]
            yield Finding(
                rule="sum-participation",
                severity=Severity.ERROR,
                message=f"{title} 합계 {stated.total}회가 항목별 횟수의 합 {computed}회와 다릅니다.",
                remedy="합계 또는 항목별 횟수를 확인하여 바로잡아 주시기 바랍니다.",
                place=f"{participation_notes.TITLE} · {title}",
                rows=(references.stated_count(stated), *(references.count(count) for count in counts)),
            )


def budget_totals(
    sources: tuple[str, ...], term: Term, pledge: Pledge, half_year: HalfYear
) -> Iterator[Finding]:
    """Yield each stated total of the budget tables that is not the sum of its cells."""
    for layout in layouts(sources, term, pledge, half_year):
        heads = {None: TOTAL} | {column.key: column.label for column in term.columns}
        for block in layout.blocks:
            places = [(source, None) for source in (None, *sources)] + [(None, key) for key in heads if key]
            for source, column in places:
                head = f"{layout.kind.title} · {block.name} · {source or TOTAL} · {heads[column]}"
                yield from _differing(layout, block, (source, column), head)


def _differing(
    layout: Layout, block: Block, place: tuple[str | None, str | None], head: str
) -> Iterator[Finding]:
    for measure, total in zip(layout.kind.measures, layout.figures(block, *place), strict=True):
        if total.differs and not _differs_by_rounding(total, measure):
            yield Finding(
                rule="sum-budget",
                severity=Severity.ERROR,
                message=(
                    f"{_NAMES[measure]} 합계 {_written(total.stated)}이 "
                    f"내역의 합 {_written(total.computed)}과 다릅니다."
                ),
                remedy="합계 또는 내역의 금액을 확인하여 바로잡아 주시기 바랍니다.",
                place=head,
                rows=layout.rows(block, (total,)),
            )


def _differs_by_rounding(total: Figure, measure: Measure) -> bool:
    """Tell whether rounding every part to 백만원 can explain a total stated in whole 백만원."""
    if total.stated is None or total.computed is None or total.stated % _MILLION:
        return False
    parts = [measure.of(part.amounts) or Money(0) for part in total.parts]
    uneven = sum(1 for amount in (*parts, total.computed) if amount % _MILLION)
    return abs(total.stated - total.computed) <= uneven * _MILLION // 2


def _written(amount: Money | None) -> str:
    return f"{amount or 0:,}천원"
