"""What kind of act a line tells of, by its last telling word: Korean puts the head of a phrase at its end."""

from __future__ import annotations

import re
from enum import StrEnum, auto
from functools import lru_cache
from typing import Final

from gongyak.checks.words import without_brackets


class Act(StrEnum):
    """The kinds that rules ask for."""

    OFFICE = auto()
    """An act of the office, done on working days: 회의, 보고회, 수립, 제출, 완료, 체결, 공포."""
    EVENT = auto()
    """Something held for people, on any day: 축제, 포럼, 교육, 답사."""
    WORK = auto()
    """Work that costs money: 공사, 설치, 매입, 용역."""


_OFFICE: Final = """
회의 보고회 수립 제출 완료 체결 공포 자문 심의 의결 협의 계약 착수 발주 접수 승인 통보 방침 심사 제정 개정
공고 고시 요청 결재 선정 신청 위원회 확정 지정 보고 의뢰 송부 회신 검토 확보 변경 편성 교부
"""
_EVENT: Final = """
축제 행사 포럼 교육 답사 방문 벤치마킹 견학 박람회 공연 체험 캠페인 전시 전시회 대회 음악회 마라톤
홍보 걷기 장터 마켓 투어 강좌 프로그램 개장 개관 개막 개통 개시 시행 운영 설명회 공청회 간담회
워크숍 세미나 토론회 캠프 봉사 연수 컨퍼런스 콘서트 영화제 문화제 촬영 방송 상담회 발표회 경진대회
강연 특강 학교 아카데미
"""
_WORK: Final = """
공사 건립 구축 설치 매입 용역 조성 리모델링 설계 착공 준공 보수 정비 구입 제작 신축 증축 보강 확충 철거
포장 건설 개설
"""
_KINDS: Final = {
    word: kind
    for kind, words in ((Act.OFFICE, _OFFICE), (Act.EVENT, _EVENT), (Act.WORK, _WORK))
    for word in words.split()
}
_CEREMONY: Final = "[가-힣]{2}식(?![가-힣])"  # 협약식, 준공식, 개소식
_TELLING: Final = re.compile("|".join((_CEREMONY, *sorted(_KINDS, key=len, reverse=True))))
_STEPS: Final = frozenset({"완료", "착수"})
"""A step of whatever is named before it: 교육 완료 is about an event, 용역 착수 about work."""


@lru_cache(maxsize=4096)
def act_of(text: str) -> Act | None:
    """Return the kind of act that *text* tells of, or None where no word tells."""
    telling = _TELLING.findall(without_brackets(text)) or _TELLING.findall(text)
    if not telling:
        return None
    kinds = [_KINDS.get(word, Act.EVENT) for word in telling]
    if telling[-1] in _STEPS and kinds[-2:-1] == [Act.EVENT]:
        return Act.EVENT
    return kinds[-1]


@lru_cache(maxsize=4096)
def is_work(text: str) -> bool:
    """Tell whether *text* is about work that costs money, or about a step of it (공사 완료, 용역 착수)."""
    telling = [word for word in _TELLING.findall(without_brackets(text)) if word not in _STEPS]
    return bool(telling) and _KINDS.get(telling[-1]) is Act.WORK
