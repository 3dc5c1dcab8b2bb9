"""Sums: every total that people stated against the sum of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gongyak import references
from gongyak.budget_tables import Block, Layout
from gongyak.checks.rules import Hit, rule
from gongyak.checks.subject import Subject, count_place, note_place
from gongyak.findings import Severity
from gongyak.grids import Figure, Measure
from gongyak.money import Money
from gongyak.participation import Category
from gongyak.participation_notes import NOTE_TITLES
from gongyak.references import TOTAL

MEASURES: Final = {Measure.PLANNED: "투자계획", Measure.SECURED: "확보액", Measure.EXECUTED: "집행액"}
Place = tuple[str | None, str | None]
"""A cell by source and column key; None for the total over it."""
_MILLION: Final = Money.million(1)
_COUNTED: Final = re.compile(r"\(\s*(\d{1,3})\s*회?\s*\)")


@rule("sum-participation", Severity.ERROR, "합계 또는 항목별 횟수를 확인하여 바로잡아 주시기 바랍니다.")
def participation_totals(subject: Subject) -> Iterator[Hit]:
    """시민참여 횟수의 합계가 항목별 횟수의 합과 다름.

    입력된 합계와 항목별 횟수의 합을 견주어 봅니다. 항목 없이 합계만 있으면 보지 않습니다.

    보기: 보도자료 10회, 항목별 횟수의 합 13회
    옳음: 보도자료 13회, 항목별 횟수의 합 13회
    """
    for category in Category:
        stated, counts = subject.stated(category), subject.counts(category)
        computed = sum(count.number for count in counts)
        if stated and stated.total is not None and counts and stated.total != computed:
            yield Hit(
                f"{NOTE_TITLES[category]} 합계 {stated.total}회가 항목별 횟수의 합 {computed}회와 다릅니다.",
                count_place(category),
                (references.stated_count(stated), *map(references.count, counts)),
            )


@rule("sum-note", Severity.ERROR, "주석의 횟수와 입력된 횟수를 확인하여 바로잡아 주시기 바랍니다.")
def note_totals(subject: Subject) -> Iterator[Hit]:
    """표 아래 주석에 적힌 횟수의 합이 입력된 횟수와 다름.

    직접 적은 주석의 '이름(횟수)'를 모두 더하여, 항목별 횟수의 합(항목이 없으면 입력된 합계)과 견주어 봅니다.

    보기: 주석 '간담회(4), 회의(3)', 입력된 횟수의 합 8회
    옳음: 주석 '간담회(4), 회의(3)', 입력된 횟수의 합 7회
    """
    for category in Category:
        stated, counts = subject.stated(category), subject.counts(category)
        if stated is None or not stated.note or not (counts or stated.total is not None):
            continue
        written = sum(int(number) for number in _COUNTED.findall(stated.note))
        entered = sum(count.number for count in counts) if counts else stated.total
        if written and written != entered:
            yield Hit(
                f"{NOTE_TITLES[category]} 주석에 적힌 횟수의 합 {written}회가 "
                f"입력된 횟수 {entered}회와 다릅니다.",
                note_place(category),
                (references.stated_count(stated), *map(references.count, counts)),
            )


@rule("sum-budget", Severity.ERROR, "합계 또는 내역의 금액을 확인하여 바로잡아 주시기 바랍니다.")
def budget_totals(subject: Subject) -> Iterator[Hit]:
    """사업비 표의 합계가 내역의 합과 다름.

    투자계획·확보액·집행액마다 재원별 계, 연도별 계, 총계를 내역의 합과 견주어 봅니다. 내역 없이 계만 입력된
    표에서는 총계를 연도별 계의 합, 재원별 계의 합과 견주어 봅니다. 반올림으로 설명되는 차이는 보지 않습니다.

    보기: 확보액 계 152백만원, 내역 150백만원 + 45백만원
    옳음: 확보액 계 195백만원, 내역 150백만원 + 45백만원
    """
    heads = {None: TOTAL} | {column.key: column.label for column in subject.term.columns}
    for layout in subject.layouts:
        for block in layout.blocks:
            stated = [cell for cell in block.statement.cells if cell.is_total and cell.column in heads]
            for place in ((cell.source, cell.column) for cell in stated):
                head = f"{layout.kind.title} · {block.name} · {place[0] or TOTAL} · {heads[place[1]]}"
                yield from _differing(layout, block, place, head)
            yield from _margins(layout, block, f"{layout.kind.title} · {block.name} · {TOTAL} · {TOTAL}")


@rule("budget-cell-unprinted", Severity.ERROR, "재원과 연도를 확인하여 바로잡아 주시기 바랍니다.")
def unprinted_cells(subject: Subject) -> Iterator[Hit]:
    """표에 없는 재원이나 연도에 입력된 금액.

    합계에는 들어가지만 표에는 나오지 않아, 합계가 맞지 않아 보이게 됩니다.

    보기: 임기가 2026년에 끝나는데 2027년 칸에 입력된 시비 30,000천원
    옳음: 임기 후 칸에 입력된 시비 30,000천원
    """
    columns = {None, *(column.key for column in subject.term.columns)}
    for block in subject.layouts[0].blocks:
        for cell in block.statement.cells:
            if cell.column not in columns or cell.source not in {None, *subject.city.sources}:
                amount = Money.total([measure.of(cell.amounts) for measure in Measure])
                if amount:
                    yield Hit(
                        f"표에 없는 칸에 금액이 있습니다(재원 {cell.source or TOTAL}, "
                        f"연도 {cell.column or TOTAL}).",
                        f"{subject.layouts[0].kind.title} · {block.name}",
                        block.rows_of(cell),
                    )


def write_thousands(amount: Money | None) -> str:
    """Return an amount in 천원 as messages name it."""
    return f"{amount or 0:,}천원"


def _differing(layout: Layout, block: Block, place: Place, head: str) -> Iterator[Hit]:
    for measure, total in zip(layout.kind.measures, layout.figures(block, *place), strict=True):
        if total.differs and not _differs_by_rounding(total, measure):
            yield Hit(
                f"{MEASURES[measure]} 합계 {write_thousands(total.stated)}이 "
                f"내역의 합 {write_thousands(total.computed)}과 다릅니다.",
                head,
                layout.rows(block, (total,)),
            )


def _margins(layout: Layout, block: Block, head: str) -> Iterator[Hit]:
    """Yield a stated grand total that has no cells under it and differs from the stated totals beside it."""
    for measure, total in zip(layout.kind.measures, layout.figures(block, None, None), strict=True):
        if total.stated is None or total.computed is not None:
            continue
        for name, in_margin in (("연도별", True), ("재원별", False)):
            parts = [
                cell
                for cell in block.statement.cells
                if (cell.source is None) is in_margin and (cell.column is None) is not in_margin
            ]
            known = [amount for cell in parts if (amount := measure.of(cell.amounts)) is not None]
            computed = Money.total([*known])
            margin = Figure(None, None, total.stated, computed, tuple(parts))
            if margin.differs and not _differs_by_rounding(margin, measure):
                yield Hit(
                    f"{MEASURES[measure]} 합계 {write_thousands(total.stated)}이 "
                    f"{name} 계의 합 {write_thousands(computed)}과 다릅니다.",
                    head,
                    layout.rows(block, (margin,)),
                )


def _differs_by_rounding(total: Figure, measure: Measure) -> bool:
    """Tell whether rounding every part to 백만원 can explain a total stated in whole 백만원."""
    if total.stated is None or total.computed is None or total.stated % _MILLION:
        return False
    parts = [measure.of(part.amounts) or Money(0) for part in total.parts]
    uneven = sum(1 for amount in (*parts, total.computed) if amount % _MILLION)
    return abs(total.stated - total.computed) <= uneven * _MILLION // 2
