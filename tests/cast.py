"""The small fixed cast of the tests: one city, one term, and short ways to make facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.city import City
from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Stand, Topic
from gongyak.money import Money
from gongyak.people import Assignment, Department, Official, Post, Role, Tenure
from gongyak.pledges import Pledge
from gongyak.term import Term
from gongyak.when import When

H1_2024, H2_2024, H1_2025, H2_2025 = (
    HalfYear.parse(text) for text in ("2024H1", "2024H2", "2025H1", "2025H2")
)
TERM = Term("민선8기", date(2022, 7, 1), date(2026, 6, 30))
NEXT_TERM = Term("민선9기", date(2026, 7, 1), date(2030, 6, 30))
DEPARTMENT = "전략산업과"
TEAM = "전략산업팀"


def official(key: str, role: Role, since: date = date(2022, 7, 1), until: date | None = None) -> Official:
    """Return an official who holds one post in the department."""
    team = None if role is Role.HEAD else TEAM
    post = Post(role, DEPARTMENT, team, Tenure(since, until))
    return Official(key, f"김{key}", f"{key}@example.kr", f"031-8000-{len(key):04}", (post,))


HEAD = official("과장", Role.HEAD, until=date(2024, 6, 30))
NEW_HEAD = official("새과장", Role.HEAD, since=date(2024, 7, 1))
LEAD = official("팀장", Role.TEAM_LEAD)
OFFICER = official("담당", Role.OFFICER)
CITY = City(
    name="가람시",
    fields=("경제",),
    terms=(TERM, NEXT_TERM),
    departments=(Department(DEPARTMENT, (TEAM,)),),
    officials=(HEAD, NEW_HEAD, LEAD, OFFICER),
)


def when(edtf: str | None) -> When | None:
    """Return the date of a stored form."""
    return When.parse(edtf) if edtf else None


def result(key: str, entered: HalfYear, edtf: str | None = None, **more: Any) -> Detail:
    """Return a detail that tells a result."""
    return Detail(id=key, text=f"{key} 개최", entered=entered, when=when(edtf), **more)


def plan(key: str, entered: HalfYear, edtf: str | None = None, **more: Any) -> Detail:
    """Return a detail that tells a plan."""
    return Detail(id=key, text=f"{key} 예정", entered=entered, stand=Stand.PLAN, when=when(edtf), **more)


def topic(key: str, *details: Detail, entered: HalfYear = H1_2024, **more: Any) -> Topic:
    """Return a topic with details."""
    return Topic(id=key, text=f"{key} 추진", entered=entered, details=details, **more)


def pledge(*topics: Topic, number: str = "1-1", **more: Any) -> Pledge:
    """Return a pledge with topics and whatever else is given."""
    given: dict[str, Any] = {
        "name": "바이오 정밀의료클러스터 조성 추진",
        "term": TERM.name,
        "field": "경제",
        "department": DEPARTMENT,
        "team": TEAM,
        "officers": (Assignment(OFFICER.id, Tenure(date(2023, 1, 1))),),
    }
    return Pledge(number=number, topics=topics, **(given | more))


def cell(source: str | None, column: str | None, *millions: int | None) -> BudgetCell:
    """Return a budget cell: planned, secured, executed in 백만원."""
    return BudgetCell(source, column, Amounts(*(None if n is None else Money.million(n) for n in millions)))


def project(key: str, *cells: BudgetCell, as_of: HalfYear = H2_2024) -> UnitProject:
    """Return a unit project with one statement."""
    return UnitProject(key, f"{key} 사업", (Statement(as_of, cells),))
