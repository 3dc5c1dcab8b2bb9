"""Provinces and what lies in them: a province's short name misspelt before one of its places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongyak.checks.jamo import is_one_letter_apart
from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject
from gongyak.checks.words import quoted
from gongyak.findings import Severity

_BY_PROVINCE: Final = """
경기 수원 성남 의정부 안양 부천 광명 평택 동두천 안산 고양 과천 구리 남양주 오산 시흥 군포 의왕 하남 용인
경기 파주 이천 안성 김포 화성 양주 포천 여주 연천 가평 양평 판교 분당 일산 동탄 광교
인천 송도 청라 영종 강화 옹진
서울 마곡 여의도 홍릉 양재 구로 상암
부산 해운대 기장 강서
대구 수성 달성 군위
대전 유성 대덕
울산 울주
광주 광산 첨단
세종 조치원
강원 춘천 원주 강릉 태백 속초 삼척 홍천 횡성 영월 평창 정선 철원 화천 양구 인제 양양
충북 청주 충주 제천 보은 옥천 영동 증평 진천 괴산 음성 단양 오송 오창
충남 천안 공주 보령 아산 서산 논산 계룡 당진 금산 부여 서천 청양 홍성 예산 태안 내포
전북 전주 군산 익산 정읍 남원 김제 완주 진안 무주 장수 임실 순창 고창 부안 새만금
전남 목포 여수 순천 나주 광양 담양 곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 영광 장성 완도
전남 진도 신안
경북 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천 봉화
경북 울진 울릉
경남 창원 진주 통영 사천 김해 밀양 거제 양산 의령 함안 창녕 남해 하동 산청 함양 거창 합천
제주 서귀포
"""


def _places() -> dict[str, str]:
    rows = (line.split() for line in _BY_PROVINCE.strip().splitlines())
    return {place: province for province, *places in rows for place in places}


PLACES: Final = _places()
"""Cities, counties and well-known places, without their ending, and the province (시·도) each lies in."""

PROVINCES: Final = frozenset(PLACES.values())

_ORDINARY: Final = frozenset(
    {"정기", "경비", "경지", "경시", "전담", "대선", "대진", "무산", "인선", "전복", "광구"}
)
"""Words one letter from a province's name that may well stand before a place: 정기 일산 간담회."""


@rule("province-misspelt", Severity.WARNING, "시·도의 이름을 확인하여 주시기 바랍니다.")
def province_misspelt(subject: Subject) -> Iterator[Hit]:
    """시·도의 이름이 잘못 적힘.

    시·군이나 널리 알려진 곳의 이름 바로 앞에 적힌 두 글자가, 그곳이 속한 시·도의 이름과 자모 하나만 다른
    경우입니다.

    보기: 충복 오송
    옳음: 충북 오송
    """
    known = {word: province for word in subject.places if (province := _province_of(word))}
    for text, words in subject.words:
        for (_, before), (gap, place) in pairwise(words):
            province = known.get(place) if gap == " " else None
            if province and _is_misspelt(before, province):
                yield at(
                    text,
                    f"'{before} {place}'의 {quoted(before, '은/는')} '{province}'의 잘못으로 보입니다.",
                )


def _province_of(word: str) -> str | None:
    return PLACES.get(word) or (PLACES.get(word[:-1]) if word[-1] in "시군" else None)


def _is_misspelt(word: str, province: str) -> bool:
    if len(word) != len(province) or not is_one_letter_apart(word, province):
        return False
    return word not in PROVINCES and word not in PLACES and word not in _ORDINARY
