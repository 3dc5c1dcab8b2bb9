"""What every contender writes: an invented pledge's report, in the shape of the reference report."""

from __future__ import annotations

from typing import Any, Final

Content = dict[str, Any]

PERIODS: Final = (
    ("그동안 추진실적 (2022.7.~2024.6.)", 20),
    ("2024년 하반기 추진실적 (2024.7.~12.)", 15),
    ("2025년 상반기 추진계획", 10),
)
DETAILS_A_TOPIC: Final = 2
YEARS: Final = ("계", "기투자", "'22.7.", "'23", "'24", "'25", "'26.6.", "임기후")
SOURCES: Final = ("계", "국비", "도비", "시비", "기타")
PHOTO_WIDTH_MM: Final = 80


def content(times: int = 1, photos: int = 0) -> Content:
    """Return the report's data: *times* 45 topics with 90 details, and *photos* pictures of 200 kB.

    A photo is ``{"number": n, "caption": text}``; its picture lies in ``photo<n>.jpg``.
    """
    return {
        "name": "바이오 정밀의료 클러스터 조성",
        "department": "미래전략과",
        "team": "바이오팀",
        "staff": [{"role": role, "person": f"김하나{i}", "phone": f"02-0000-000{i}"} for i, role in _numbered(
            "과장", "팀장", "담당자")],
        "periods": [_period(title, topics * times) for title, topics in PERIODS],
        "counts": [{"label": label, "number": 7 * i} for i, label in _numbered(
            "공약 관련 회의", "설명회", "자문", "언론 보도", "기타")],
        "notes": [f"{i}) 회의(1), 포럼({i}), 협약(2)" for i in range(1, 5)],
        "budgets": [_budget("연도별 투자계획(사업비)"), _budget("연도별 확보(집행)액")],
        "years": list(YEARS),
        "problems": ["부지 조성 일정이 늦어질 우려가 있음", "국비 확보의 불확실성"],
        "measures": ["관계 기관과 매월 점검 회의를 엶", "공모 사업을 넓혀 재원을 나눔"],
        "pairs": [[_photo(number), _photo(number + 1)] for number in range(0, photos, 2)],
    }  # fmt: skip


def _numbered(*labels: str) -> list[tuple[int, str]]:
    return list(enumerate(labels, 1))


def _period(title: str, topics: int) -> Content:
    return {"title": title, "topics": [_topic(number) for number in range(1, topics + 1)]}


def _topic(number: int) -> Content:
    details = [
        f"세부 추진사항 {number}-{i}: 협약 기관 {i}곳과 실무 협의" for i in range(1, DETAILS_A_TOPIC + 1)
    ]
    return {
        "date": f"2024. {number % 12 + 1}. {number % 28 + 1}.",
        "title": f"추진 주제 {number}",
        "details": details,
    }


def _budget(title: str) -> Content:
    rows = [{"source": source, "cells": [f"{(i + 1) * (j + 3) * 37:,}" for j in range(len(YEARS))]}
            for i, source in enumerate(SOURCES)]  # fmt: skip
    return {"title": title, "rows": rows}


def _photo(number: int) -> Content:
    return {"number": number, "caption": f"관련 사진 {number + 1}"}
