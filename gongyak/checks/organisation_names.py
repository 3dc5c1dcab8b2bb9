"""How names of organisations are shortened: tables for the rules that compare them."""

from __future__ import annotations

from typing import Final

SCHOOLS: Final = (
    ("대학교", "대"),
    ("여자고등학교", "여고"),
    ("공업고등학교", "공고"),
    ("고등학교", "고"),
    ("여자중학교", "여중"),
    ("중학교", "중"),
    ("초등학교", "초"),
)
"""How names of schools end, and how people shorten that."""

_BODIES: Final = """
진흥원 진흥회 연구원 연구소 기술원 개발원 과학원 평가원 정보원 보건원 의료원 재단 공단 협회 체육회 상공회의소
교육지원청 암센터 도시공사 관광공사 주택공사 관리공사
"""
BODIES: Final = tuple(_BODIES.split())
"""How names of bodies end that are often written without their place.

공사 by itself is mostly work on a building; 공원, 도서관, 센터 without their place are mostly common nouns.
"""

SHORT_BODIES: Final = frozenset({"암센터", "의료원", "보건원"})
"""Names of two or three syllables that nevertheless tell which body is meant."""

FOUNDERS: Final = frozenset({"국립", "공립", "시립", "도립", "사립", "한국", "대한"})
"""What stands before the name of a body like a place."""

_KNOWN: Final = """
과학기술정보통신부 과기정통부 과기부 | 국토교통부 국토부 | 기획재정부 기재부 | 고용노동부 고용부
행정안전부 행안부 | 문화체육관광부 문체부 | 보건복지부 복지부 | 산업통상자원부 산업부 산자부
중소벤처기업부 중기부 | 여성가족부 여가부 | 농림축산식품부 농식품부 | 해양수산부 해수부 | 국가보훈부 보훈부
식품의약품안전처 식약처 | 질병관리청 질병청 | 국가철도공단 철도공단 | 국민연금공단 연금공단
국민건강보험공단 건강보험공단 건보공단 | 한국철도공사 코레일 | 한국전력공사 한국전력 한전
한국토지주택공사 LH | 경기주택도시공사 GH | 서울주택도시공사 SH | 한국과학기술연구원 KIST | 한국개발연구원 KDI
"""
KNOWN: Final = tuple(
    tuple(group.split()) for line in _KNOWN.strip().splitlines() for group in line.split("|")
)
"""Names that everybody shortens in the same way: the full one, then the short ones."""
