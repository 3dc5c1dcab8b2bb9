"""Views to render the form with: the reference report, and reports of awkward shapes.

Names and numbers of people are invented.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from gongyak.reports import (
    EDITION,
    BudgetRow,
    BudgetTable,
    LineView,
    NoteView,
    ParticipationView,
    PeriodView,
    PersonView,
    PhotoView,
    ProjectView,
    ReportView,
    TopicView,
)

TEXTS: Final = Path(__file__).with_name("views")
COLUMNS: Final = ("기투자", "‘22.7.", "‘23", "‘24", "‘25", "‘26.6.", "임기후")
COMPLEX: Final = "바이오컴플렉스 건립 타당성조사 및 기본계획 수립"
CAPTIONS: Final = (
    "룩셈부르크 사절단 간담회",
    "룩셈부르크 국립보건원 통합 바이오뱅크 방문",
    "독일 PRECISION FOR MEDICINE 방문",
    "고양시-룩셈부르크 국립보건원(LIH) 한국분원 설치 협약식",
    "2024 경기·고양 글로벌 바이오 포럼",
    "3D 바이오 프린팅 전문인력 양성 교육",
)
SIZES: Final = ((1600, 1200), (1600, 1067), (1200, 1600), (1600, 900), (1500, 1000), (1000, 1000))


def text_lines(name: str) -> list[str]:
    """Return the lines of a text of the reference report."""
    return (TEXTS / f"{name}.txt").read_text("utf-8").splitlines()


def topics(start: str) -> tuple[TopicView, ...]:
    """Return the topics and details of the text *start*; their ids begin with it."""
    made: list[TopicView] = []
    for number, line in enumerate(text_lines(start)):
        mark, _, words = line.partition(" ")
        key = f"{start}{number}"
        if mark == "❍":
            made.append(TopicView(key, f"gy_{key}", words, ()))
        else:
            detail = LineView(key, f"gy_{key}", words)
            made[-1] = replace(made[-1], details=(*made[-1].details, detail))
    return tuple(made)


def lines(*texts: str, start: str) -> tuple[LineView, ...]:
    """Return *texts* as lines with ids."""
    return tuple(LineView(f"{start}{n}", f"gy_{start}{n}", text) for n, text in enumerate(texts))


def project(name: str, columns: int, *rows: tuple[str, ...]) -> ProjectView:
    """Return a unit project; every row is source, total and amounts, filled up with blanks."""
    filled = (BudgetRow(row[0], row[1], row[2:] + ("",) * (columns + 2 - len(row))) for row in rows)
    return ProjectView(name, tuple(filled))


def notes() -> tuple[NoteView, ...]:
    """Return the notes under the counts of the reference report."""
    texts = text_lines("notes")
    pairs = zip(texts[::2], texts[1::2], strict=True)
    return tuple(NoteView(f"{number})", *pair) for number, pair in enumerate(pairs, 1))


def photo_rows(captions: tuple[str, ...]) -> tuple[tuple[PhotoView, ...], ...]:
    """Return photos with *captions*, two a row."""
    shown = [
        PhotoView(f"photo{n}", caption, f"{n:064}", *SIZES[n % len(SIZES)])
        for n, caption in enumerate(captions)
    ]
    return tuple(tuple(shown[n : n + 2]) for n in range(0, len(shown), 2))


def _budget(*amounts: str) -> BudgetTable:
    rows = (("계", *amounts), ("국비", ""), ("도비", ""), ("시비", *amounts), ("기타", ""))
    return BudgetTable(COLUMNS, (project(COMPLEX, 7, *rows),), "")


def reference() -> ReportView:
    """Return the view of the reference report."""
    return ReportView(
        edition=EDITION,
        number="3-2-1",
        name="바이오 정밀의료클러스터 조성 추진",
        field="경제·산업",
        goal="바이오 정밀의료클러스터 조성을 위한 기반 마련",
        status="정상추진",
        term="민선8기",
        department="전략산업과",
        team="전략산업팀",
        half_year="2024년 하반기",
        as_of="2024. 12. 31.",
        people=(
            PersonView("과장", "홍길동", "8000-3500"),
            PersonView("팀장", "성춘향", "8000-3525"),
            PersonView("담당자", "이몽룡", "8000-3526"),
            PersonView("담당자", "임꺽정", "8000-3527"),
        ),
        periods=(
            PeriodView("past", "그동안 추진실적", "(2022. 7.~2024. 6.)", topics("past")),
            PeriodView("current", "2024년 하반기 추진실적", "(2024. 7.~12.)", topics("current")),
            PeriodView("plan", "2025년 상반기 추진계획", "(향후 추진계획)", topics("plan")),
        ),
        participation=ParticipationView("41", "3", "12", "10", "-", notes()),
        planned=_budget("150", "", "150"),
        secured=_budget("152\n(106)", "", "105\n(105)", "45\n(45)"),
        problems=lines(
            "고양 바이오 콤플렉스(공공지원센터) 건립을 위한 국도비 확보 필요",
            "바이오의 경우 인천 송도, 충복 오송, 대구 경북, 원주, 판교 외에 경기도 내 고양시와 더불어 "
            "10개 시·군이 바이오 사업을 추진(경쟁 구도)",
            start="problem",
        ),
        measures=lines(
            "총 사업비 1,548억원(토지·건축비)예상되며 도에 국·도비 예산지원 요청",
            "바이오 정밀의료 클러스터 경기도‧고양시 공동 협력요청",
            start="measure",
        ),
        photos=photo_rows(CAPTIONS),
        trace=(),
    )
