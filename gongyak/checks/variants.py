"""When two words that differ in a letter or two are different words, not one word misspelt."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Final

from gongyak.checks.jamo import differing_syllables
from gongyak.checks.regions import PLACES, PROVINCES

_LOOK_ALIKES: Final = """
산업 사업 상업 | 공업 농업 | 지원 자원 직원 지연 | 공원 공연 | 기관 기간 | 안전 안정 | 정비 장비
조성 조정 | 개선 개설 | 제정 재정 개정 개장 | 초등 고등 | 초교 고교 | 시립 사립 | 군립 국립 구립
국비 군비 구비 | 군청 구청 | 시청 시장 신청 | 시민 서민 | 아동 이동 | 인증 인정 | 선정 산정 | 선정 선전
심의 심리 | 협의 합의 | 과장 과정 | 동장 통장 | 동구 중구 | 동부 중부 | 동면 중면 | 소년 소녀 | 교통 고통
확대 확보 | 보전 보존 | 전시 전기 | 정기 전기 | 운영 운용 | 수상 수산 | 임산 임상 | 재난 재단 | 상인 성인
성장 상장 | 장애 장해 | 문화 문학 | 도서 도시 | 산림 삼림 | 전력 전략 | 축산 축제 | 배수 방수 | 통합 종합
본부 분부 | 본원 분원 | 본관 별관 | 본점 분점 | 공공 공동 | 공동 공통 | 공모 공고 | 심사 실사 | 신설 시설
의료 의류 | 지구 지부 | 주민 국민 | 국민 군민 구민 | 지역 지적 | 기본 기분 | 강사 감사 | 상시 수시
수시 수사 | 일시 임시 | 임시 입시 | 대상 대장 | 인구 연구 | 연수 연구 | 농가 농사 | 전담 전답
상반 하반 | 국내 국외 | 내부 외부 | 관내 관외 | 시내 시외 | 대형 소형 | 대규 소규 | 도비 시비 | 유아 영아
유아 육아 | 유상 무상 | 취업 창업 | 양성 육성 | 운영 운행 | 좌측 우측 | 상수 하수 | 상류 하류
상부 하부 | 상행 하행
"""
_COMMON: Final = """
청년 여성 노인 아동 장애 소년 유아 육아 영아 가족 취업 창업 고용 복지 건강 문화 예술 체육 교육 학습
농업 농촌 산업 상업 기업 환경 생태 교통 주거 주택 안전 재난 인권 노동 민원 행정 정보 통신 평생 마을
도시 주민 시민 자원 봉사 관광 의료 보건 연구 기술 과학 경제 경영 무역 수출 투자 금융 신용 물류 유통
항공 철도 도로 하천 공원 녹지 산림 해양 수산 축산 식품 위생 방역 소방 방재 보훈 통일 국제 외국 혁신
전략 기획 홍보 감사 법무 회계 세무 재정 예산 청소 자활 보육 양육 출산 임신 치매 중독 정신 심리 상담
진로 진학 입시 독서 도서 영상 영화 방송 음악 미술 공예 공연 전시 축제
"""
_GROUPS: Final = tuple(
    group.split() for line in _LOOK_ALIKES.strip().splitlines() for group in line.split("|")
)
LONG: Final = 6
"""From how many syllables on a word is so long that two slips in it leave no other word likely."""

_ENDINGS: Final = frozenset("은는을를와과의에로도만이가고며여서게한할함된될됨")
_REGIONS: Final = PLACES.keys() | PROVINCES
_ENUMERATION: Final = frozenset("가나다라마바사아자차카타파하")


def _look_alikes() -> dict[str, set[str]]:
    known: defaultdict[str, set[str]] = defaultdict(set)
    for group in _GROUPS:
        for word in group:
            known[word] |= set(group)
    return dict(known)


_KNOWN: Final = _look_alikes()
_WORDS: Final = frozenset(_COMMON.split()) | _KNOWN.keys()
"""Words that tell what a body is for: two in one place make two bodies (취업지원센터, 창업지원센터)."""


@lru_cache(maxsize=4096)
def is_contrast(one: str, other: str) -> bool:
    """Tell whether words a letter or two apart are both right: 초등학교 and 고등학교, 공주시 and 광주시.

    So are words that differ in figures or Latin letters (1호점, 2호점), in a closing particle, or in how many
    syllables they have.
    """
    places = differing_syllables(one, other)
    if not places or (len(places) > 1 and len(one) < LONG):
        return True
    return any(_is_told_apart(one, other, place) for place in places)


def _is_told_apart(one: str, other: str, place: int) -> bool:
    """Tell whether the syllable at *place*, where two words differ, makes each of them a right word."""
    pair = {one[place], other[place]}
    if not all(map(_is_hangul, pair)):
        return True
    if place == len(one) - 1 and pair <= _ENDINGS:
        return True
    if place == 0 and pair <= _ENUMERATION:
        return True
    windows = (slice(max(place - 1, 0), place + 1), slice(place, place + 2))
    return any(_are_words(one[window], other[window]) for window in windows)


def _are_words(one: str, other: str) -> bool:
    return other in _KNOWN.get(one, ()) or {one, other} <= _REGIONS or {one, other} <= _WORDS


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"
