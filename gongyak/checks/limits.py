"""Limits: no more is secured than planned, no more is executed than secured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongyak.budget_tables import SECURED, Block, Layout
from gongyak.checks.rules import Hit, rule
from gongyak.checks.subject import Subject
from gongyak.checks.sums import MEASURES, Place, write_thousands
from gongyak.findings import Severity
from gongyak.grids import Figure, Measure, figure
from gongyak.money import Money
from gongyak.references import TOTAL

_MILLION: Final = Money.million(1)
_TOTAL: Final[Place] = (None, None)


@rule(
    "secured-above-planned",
    Severity.WARNING,
    "투자계획을 변경하였는지, 금액이나 연도가 잘못 입력되지 않았는지 확인하여 주시기 바랍니다.",
)
def secured_above_planned(subject: Subject) -> Iterator[Hit]:
    """확보액이 투자계획보다 많음.

    재원과 연도가 같은 칸끼리, 그리고 총계끼리 견주어 봅니다. 반올림으로 설명되는 차이는 보지 않습니다.

    보기: 2023년 시비 투자계획 없음, 확보액 45백만원
    옳음: 2023년 시비 투자계획 50백만원, 확보액 45백만원
    """
    for layout, block in _secured_blocks(subject):
        planned = figure(block.statement, Measure.PLANNED, None, None).printed
        places = _cells(block, Measure.SECURED, Measure.PLANNED) if planned is not None else []
        for place in (*places, _TOTAL):
            yield from _exceeding(layout, block, place, Measure.SECURED, Measure.PLANNED)


@rule(
    "executed-above-secured",
    Severity.WARNING,
    "집행액과 확보액을 확인하고, 이월된 금액이면 확보액이 어느 연도에 있는지 확인하여 주시기 바랍니다.",
)
def executed_above_secured(subject: Subject) -> Iterator[Hit]:
    """집행액이 같은 칸의 확보액보다 많음.

    재원과 연도가 같은 칸끼리 견주어 봅니다. 이월된 금액일 수 있어 확인만 요청합니다.

    보기: 2024년 도비 확보액 30백만원, 집행액 42백만원
    옳음: 2024년 도비 확보액 42백만원, 집행액 30백만원
    """
    for layout, block in _secured_blocks(subject):
        for place in _cells(block, Measure.EXECUTED, Measure.SECURED):
            yield from _exceeding(layout, block, place, Measure.EXECUTED, Measure.SECURED)


@rule(
    "executed-above-secured-total",
    Severity.ERROR,
    "확보하지 않은 금액은 집행할 수 없으므로 집행액과 확보액을 바로잡아 주시기 바랍니다.",
)
def executed_above_secured_total(subject: Subject) -> Iterator[Hit]:
    """집행액의 총계가 확보액의 총계보다 많음.

    모든 연도와 재원을 더한 금액끼리 견주어 보므로 이월로는 설명되지 않습니다.

    보기: 확보액 계 150백만원, 집행액 계 180백만원
    옳음: 확보액 계 180백만원, 집행액 계 150백만원
    """
    for layout, block in _secured_blocks(subject):
        yield from _exceeding(layout, block, _TOTAL, Measure.EXECUTED, Measure.SECURED)


def _secured_blocks(subject: Subject) -> Iterator[tuple[Layout, Block]]:
    """Yield every unit project; their sum over the pledge repeats what they say."""
    layout = subject.layouts[1]
    return ((layout, block) for block in layout.blocks if block.project)


def _cells(block: Block, more: Measure, less: Measure) -> list[Place]:
    """Return the entered cells in which the amount of *more* is above that of *less*."""
    return [
        (cell.source, cell.column)
        for cell in block.statement.cells
        if not cell.is_total and (more.of(cell.amounts) or 0) > (less.of(cell.amounts) or 0)
    ]


def _exceeding(layout: Layout, block: Block, place: Place, more: Measure, less: Measure) -> Iterator[Hit]:
    above, limit = (figure(block.statement, measure, *place) for measure in (more, less))
    if _exceeds(above, limit):
        heads = {column.key: column.label for column in layout.term.columns}
        head = heads.get(place[1], place[1]) if place[1] else TOTAL
        yield Hit(
            f"{MEASURES[more]} {write_thousands(above.printed)}이 "
            f"{MEASURES[less]} {write_thousands(limit.printed)}보다 많습니다.",
            f"{SECURED.title} · {block.name} · {place[0] or TOTAL} · {head}",
            layout.rows(block, (above, limit)),
        )


def _exceeds(above: Figure, limit: Figure) -> bool:
    """Tell whether *above* is more than *limit* by more than the rounding of whole 백만원 can explain."""
    difference = (above.printed or 0) - (limit.printed or 0)
    known = [each for each in (above.printed, limit.printed) if each]
    rounded = any(each % _MILLION == 0 for each in known) and any(each % _MILLION for each in known)
    parts = max(len(above.parts), len(limit.parts), 1)
    return difference > (parts * _MILLION // 2 if rounded else 0)
