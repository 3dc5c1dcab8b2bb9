"""Facts of the store's tests beside the common cast: a small pledge, one with everything, a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.drafts import Draft, draft_number
from gongyak.events import PlannedEvent
from gongyak.findings import Finding, Severity
from gongyak.lines import Fate, Outcome
from gongyak.money import Money
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Assignment, Tenure
from gongyak.photos import Photo
from gongyak.pledges import Block, NotApplicable, Pledge, Remark, RemarkKind, Status, StatusEntry, TopicOrder
from gongyak.when import When
from tests import cast
from tests.store.clerk import NOW
from tests.store.strategies import OFFICIALS, PICTURES, SOURCES

SMALL: Final = cast.pledge(
    cast.topic("t1", cast.result("d1", cast.H1_2024, "2024-03"), cast.result("d2", cast.H2_2024)),
    cast.topic("t2", cast.plan("p1", cast.H2_2024, "2025-40")),
)
_POSTPONED: Final = Outcome(
    reported=cast.H1_2025, fate=Fate.POSTPONED, when=When.half(cast.H2_2025), reason="공사 지연"
)
_CELLS: Final = tuple(
    BudgetCell(source, column, Amounts(Money(index), None, Money(-index)))
    for index, (source, column) in enumerate(
        (source, column) for source in (None, *SOURCES) for column in (None, "before", "2024", "after")
    )
)
BIG: Final = Pledge(
    number="2-10",
    name="모든 것이 있는 공약 <&>'\"🎉漢字",
    term="민선8기",
    field="복지",
    department="전략산업과",
    team="바이오팀",
    goal="목표",
    officers=(Assignment("담당", Tenure(NOW.date())), Assignment("b.lee", Tenure(NOW.date(), NOW.date()))),
    statuses=(StatusEntry(cast.H1_2024, Status.CONTINUING), StatusEntry(cast.H2_2024, Status.COMPLETED)),
    topics=(
        cast.topic("b1", cast.plan("b2", cast.H2_2024, "2025-40", outcomes=(_POSTPONED,))),
        cast.topic("b3", when=When.parse("2024-08-12/2024-08-23", "2024. 8. 12. ~ 8. 23.")),
    ),
    orders=(TopicOrder(cast.H2_2024, ("b3", "b1")),),
    projects=(
        UnitProject("u1", "하나", (Statement(cast.H1_2024), Statement(cast.H2_2024, _CELLS))),
        UnitProject("u2", "둘"),
    ),
    overall=(Statement(cast.H2_2024, _CELLS[:3]),),
    participation=Participation(
        (Count(Category.PRESS, "보도", cast.H2_2024, 13), Count(Category.ADVICE, "자문", cast.H1_2024, 0)),
        (
            StatedCount(Category.PRESS, cast.H2_2024, 10),
            StatedCount(Category.MEETING, cast.H2_2024, None, "회의(1)"),
        ),
    ),
    remarks=(
        Remark("r1", RemarkKind.PROBLEM, "문제", cast.H1_2024, cast.H2_2024),
        Remark("r2", RemarkKind.MEASURE, "대책", cast.H1_2024),
    ),
    photos=(
        Photo("f1", "사진", PICTURES[1], cast.H1_2024, cast.H1_2024),
        Photo("f2", "", PICTURES[0], cast.H1_2024),
    ),
    events=(
        PlannedEvent(
            id="e1", name="개소식", when=When.half(cast.H1_2025), responsible=OFFICIALS[0].id, line="b2"
        ),
    ),
    not_applicable=(NotApplicable(cast.H1_2024, Block.COUNTS, "행사 없음"),),
)


def big_pledge(number: str, topics: int = 45, details: int = 90) -> Pledge:
    """Return a pledge as large as the largest real ones, with keys of its own."""
    head = "k" + number.replace("-", "_")
    share = details // topics
    lines = (
        cast.topic(
            f"{head}t{topic}",
            *(
                cast.result(
                    f"{head}t{topic}d{detail}", cast.H2_2024, f"2024-{7 + detail % 6:02}-{1 + topic % 28:02}"
                )
                for detail in range(share)
            ),
        )
        for topic in range(topics)
    )
    return replace(
        BIG,
        number=number,
        topics=tuple(lines),
        orders=(),
        events=(),
        projects=tuple(replace(each, id=f"{head}{each.id}") for each in BIG.projects),
        remarks=tuple(replace(each, id=f"{head}{each.id}") for each in BIG.remarks),
        photos=tuple(replace(each, id=f"{head}{each.id}") for each in BIG.photos),
    )


def draft(version: int = 1, pledge: str = SMALL.number, **more: Any) -> Draft:
    """Return a draft with two findings."""
    given: dict[str, Any] = {
        "number": draft_number(cast.H2_2024, pledge, version),
        "half_year": cast.H2_2024,
        "pledge": pledge,
        "version": version,
        "inputs": "a" * 64,
        "template": "b" * 64,
        "document": "c" * 64,
        "view": '{"name": "공약"}',
        "cause": "gongyak draft",
        "made_by": "담당",
        "made_at": NOW,
        "findings": (
            Finding("sums", Severity.ERROR, "다릅니다", "확인", "계 1행", ("budget:u1/계/계@2024H2",)),
            Finding("dates", Severity.NOTE, "날짜", "확인", "❍ 1"),
        ),
    }
    return Draft(**(given | more))
