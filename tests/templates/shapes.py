"""Reports of awkward shapes: nearly empty, very long, many projects, few columns, odd numbers of photos."""

from __future__ import annotations

from dataclasses import replace

from gongyak.reports import (
    BudgetTable,
    LineView,
    ParticipationView,
    PeriodView,
    PersonView,
    ProjectView,
    ReportView,
    TopicView,
)
from tests.templates.reference import CAPTIONS, lines, photo_rows, project, reference

FEW_COLUMNS = ("기투자", "’25.4.", "’26.6.", "임기후")
SOURCES = ("국비", "도비", "시비", "기타")


def nearly_empty() -> ReportView:
    """Return a report of a pledge with a name and nothing else."""
    nothing = TopicView("", "", "해당 사항 없음", ())
    budget = BudgetTable(("기투자", "’26.7.", "’27"), (), "")
    return replace(
        reference(),
        number="1-1",
        name="반려동물 놀이터",
        field="",
        goal="",
        status="",
        department="공원과",
        team="",
        people=(),
        periods=(
            PeriodView("current", "2026년 하반기 추진실적", "(2026. 7.~12.)", (nothing,)),
            PeriodView("plan", "2027년 상반기 추진계획", "(향후 추진계획)", (nothing,)),
        ),
        participation=ParticipationView("-", "-", "-", "-", "-", ()),
        planned=budget,
        secured=budget,
        problems=(),
        measures=(),
        photos=(),
    )


def many_topics(number: int = 45) -> ReportView:
    """Return a report with *number* topics in the past, two details each."""
    past = tuple(_topic(n, 2) for n in range(number))
    first, *others = reference().periods
    return replace(reference(), periods=(replace(first, topics=past), *others))


def long_topic(details: int = 70) -> ReportView:
    """Return a report with one topic that is longer than a page."""
    first, *others = reference().periods
    return replace(
        reference(),
        periods=(replace(first, topics=(_topic(0, 3), _topic(1, details), _topic(2, 3))), *others),
    )


def _topic(number: int, details: int) -> TopicView:
    key = f"many{number}"
    made = (
        LineView(
            f"{key}_{n}", f"gy_{key}_{n}", f"(2023. {n % 12 + 1}. {n % 28 + 1}.) 관계기관 협의({n + 1}차)"
        )
        for n in range(details)
    )
    return TopicView(key, f"gy_{key}", f"생활체육시설 {number + 1}단계 조성 추진", tuple(made))


def many_projects(number: int = 3) -> ReportView:
    """Return a report with *number* unit projects of four sources, figures large and small."""
    planned = tuple(
        _project(n, ("12,345", "1,500", "2,300", "-", "3,000", "4,545", "1,000")) for n in range(number)
    )
    secured = tuple(
        _project(n, ("9,345\n(8,120)", "1,500\n(1,500)", "2,300\n(2,100)")) for n in range(number)
    )
    note = "※ 백만원 미만은 반올림하여 합계와 차이가 있을 수 있음"
    columns = reference().planned.columns
    return replace(
        reference(), planned=BudgetTable(columns, planned, note), secured=BudgetTable(columns, secured, note)
    )


def _project(number: int, amounts: tuple[str, ...]) -> ProjectView:
    rows = [("계", "154,800", "", *amounts[1:]), *((source, *amounts) for source in SOURCES)]
    return project(f"{number + 1}단계 어린이 과학체험관 건립 및 주변 정비", 7, *rows)


def by_election() -> ReportView:
    """Return a report of a by-elected mayor's term, with four columns and one photo."""
    rows = (("계", "1,234", "-", "234", "1,000", "-"), ("시비", "1,234", "-", "234", "1,000", "-"))
    budget = BudgetTable(FEW_COLUMNS, (project("도서관 리모델링", 4, *rows),), "")
    return replace(reference(), planned=budget, secured=budget, photos=photo_rows(CAPTIONS[:1]))


def awkward_words() -> ReportView:
    """Return a report with unbroken words, markup, emoji and Hanja, and seven photos."""
    word = "초광역메가시티통합물류허브스마트그린모빌리티실증단지" * 3
    link = "https://www.example.kr/" + "pledge/2024/second-half/" * 6
    first, *others = reference().periods
    details = lines(word, link, "R&D <센터> \"최종\" '안' 🚲 大韓民國 ㎡ ㈜", start="odd")
    topic = TopicView("odd", "gy_odd", f"{word} 조성", details)
    people = (PersonView("과장", "선우용녀남궁민수", "8000-1234, 010-0000-0000"), *reference().people[1:])
    return replace(
        reference(),
        name="초광역 메가시티 통합 물류 허브 및 스마트 그린 모빌리티 실증단지 조성(시민과 함께 R&D <1단계>)",
        goal="탄소중립 녹색성장 기반을 마련하고 시민이 체감하는 교통복지를 실현하여 2026년까지 자전거도로 "
        "120km를 확충하고 공영자전거 3,000대를 운영",
        department="기후에너지환경교통정책총괄과",
        team="탄소중립녹색성장기획팀",
        people=people,
        periods=(replace(first, topics=(topic,)), *others),
        photos=photo_rows(
            (*CAPTIONS, "아주 긴 사진 설명이 두 줄로 나뉘는지 살펴보기 위한 아주 긴 사진 설명")
        ),
    )
