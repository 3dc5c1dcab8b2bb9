"""Amounts of money in texts, against the budget tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Final

from gongyak.budget import Statement
from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject
from gongyak.checks.sums import write_thousands
from gongyak.findings import Severity
from gongyak.grids import Measure, add
from gongyak.money import Money

_UNITS: Final = {  # in 천원
    "조": Decimal(1_000_000_000),
    "억": Decimal(100_000),
    "천만": Decimal(10_000),
    "백만": Decimal(1_000),
    "만": Decimal(10),
    "천": Decimal(1),
    "": Decimal("0.001"),
}
_PART: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(조|억|천만|백만|만|천|)")
_WON: Final = re.compile(r"[\d조억만천여]\s*원")
_AMOUNT: Final = re.compile(
    r"(?P<about>약\s*)?(?P<parts>(?:\d[\d,]*(?:\.\d+)?\s*(?:조|억|천만|백만|만|천)?\s*)+)(?P<more>여\s*)?원"
)
_BUDGET: Final = r"(?:사업비|예산|국비|도비|시비|군비|구비|특별교부세|교부금|집행액|확보액|투자액)"
_BEFORE: Final = re.compile(_BUDGET + r"[^,;./]{0,10}\Z")
_AFTER: Final = re.compile(r"\s*(?:의\s*|을\s*|를\s*)?(?:" + _BUDGET + r"|확보|집행|투입|편성|교부)")
_MILLION: Final = Money.million(1)
_BOOKS: Final = Decimal(_MILLION) / 2


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written, in 천원, with how far the true one may lie from it (its last digit's half)."""

    written: str
    value: Decimal
    tolerance: Decimal

    def fits(self, known: int) -> bool:
        """Tell whether the amount may be *known* 천원: either may have been rounded, the books to 백만원."""
        return abs(self.value - known) <= max(self.tolerance, _BOOKS if known % _MILLION == 0 else 0)


@rule(
    "money-not-in-tables",
    Severity.WARNING,
    "금액과 단위를 확인하고, 맞으면 사업비 표에도 입력하여 주시기 바랍니다.",
)
def money_not_in_tables(subject: Subject) -> Iterator[Hit]:
    """글에 적힌 사업비가 사업비 표에 없음.

    사업비·예산·국비 등으로 적힌 금액을 천원 단위로 바꾸어 투자계획·확보액·집행액의 모든 칸과 합계, 그
    차액에서 찾습니다. 단위를 바꾸며 생긴 반올림 차이는 보지 않습니다.

    보기: 글 '총 사업비 1,548억원', 투자계획 계 150백만원
    옳음: 글 '사업비 : 150,000천원', 투자계획 계 150백만원
    """
    texts = [(text, amount) for text in subject.holding(_WON) for amount in budget_amounts(text.text)]
    known = _known(subject) if texts else frozenset()
    total = max(known, default=None)
    for text, amount in texts:
        if not any(amount.fits(each) for each in known):
            largest = (
                f"표에서 가장 큰 금액 {write_thousands(Money(total))}" if total else "표에 입력된 금액 없음"
            )
            yield at(
                text, f"글에 적힌 '{amount.written}'이 사업비 표의 어느 금액과도 같지 않습니다({largest})."
            )


def budget_amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts in *text* that are named as the pledge's money."""
    for match in _AMOUNT.finditer(text):
        if _BEFORE.search(text, 0, match.start()) or _AFTER.match(text, match.end()):
            yield read_amount(match)


def read_amount(match: re.Match[str]) -> Amount:
    """Return the amount of a match: the sum of its parts (3억 5천만원), exact to the last digit's half."""
    parts = [(number.replace(",", ""), _UNITS[unit]) for number, unit in _PART.findall(match["parts"])]
    value = sum((Decimal(number) * unit for number, unit in parts), Decimal(0))
    number, unit = parts[-1]
    last_digit = unit.scaleb(-len(number.partition(".")[2]))
    roughly = match["about"] or match["more"]
    return Amount(match[0].strip(), value, last_digit if roughly else last_digit / 2)


def _known(subject: Subject) -> frozenset[int]:
    """Return every amount that stands, or once stood, in the tables, and what is still to be had or spent."""
    known: set[int] = set()
    blocks = [block.statement for layout in subject.layouts[:1] for block in layout.blocks]
    earlier = [
        statement
        for project in subject.pledge.projects
        for statement in project.statements
        if statement.as_of < subject.half_year
    ]
    for statement in (*blocks, *earlier):
        known |= _amounts(statement)
    if len(blocks) > 1:
        known |= _amounts(Statement(subject.half_year, add(blocks[1:])))
    return frozenset(known)


def _amounts(statement: Statement) -> set[int]:
    """Return the amounts of every cell and total, stated and computed, and their differences."""
    sums: defaultdict[tuple[str | None, str | None], list[int]] = defaultdict(lambda: [0, 0, 0])
    stated: list[list[int]] = []
    for cell in statement.cells:
        amounts = [int(measure.of(cell.amounts) or 0) for measure in Measure]
        if cell.is_total:
            stated.append(amounts)
            continue
        for place in product((cell.source, None), (cell.column, None)):
            sums[place] = [have + more for have, more in zip(sums[place], amounts, strict=True)]
    found: set[int] = set()
    for planned, secured, executed in (*sums.values(), *stated):
        found |= {planned, secured, executed, planned - secured, secured - executed}
    return found - {0}
