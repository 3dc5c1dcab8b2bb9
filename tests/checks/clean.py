"""Clean pledges: reports with nothing wrong, of many shapes, written as people write them.

A block holds topics (❍) and details (-), dates in brackets before the text or at the end of a topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.city import City
from gongyak.halfyear import HalfYear
from gongyak.judgement import Judgement
from gongyak.lines import Detail, Fate, Outcome, Side, Stand, Topic
from gongyak.money import Money
from gongyak.notation import read_when
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Assignment, Department, Official, Post, Role, Tenure
from gongyak.photos import Photo, Picture
from gongyak.pledges import Pledge, Remark, RemarkKind, Status, StatusEntry
from gongyak.term import Term
from gongyak.when import When

TERM: Final = Term("민선8기", date(2022, 7, 1), date(2026, 6, 30))
DEPARTMENT: Final = "정책기획과"
TEAM: Final = "공약관리팀"
_DATED: Final = re.compile(r"\((\d{4}\. [^()]*)\) ?|(\d{4}년(?: [상하]반기)?) ")
_CLOSING: Final = re.compile(r" \((\d{4}\. [^()]*)\)\Z")


def _official(key: str, name: str, role: Role) -> Official:
    team = None if role is Role.HEAD else TEAM
    return Official(key, name, posts=(Post(role, DEPARTMENT, team, Tenure(TERM.first_day)),))


CITY: Final = City(
    name="가람시",
    terms=(TERM,),
    departments=(Department(DEPARTMENT, (TEAM,)),),
    officials=(
        _official("head", "강가람", Role.HEAD),
        _official("lead", "윤나래", Role.TEAM_LEAD),
        _official("officer", "서다온", Role.OFFICER),
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A report to check: the city, the pledge, the half-year, and what people have decided."""

    city: City
    pledge: Pledge
    half_year: HalfYear
    judgement: Judgement = Judgement()  # noqa: RUF009 - frozen, so one instance may serve all


def case(number: str, name: str, half_year: str = "2024H2", **more: Any) -> Case:
    """Return a case from its written parts."""
    half = HalfYear.parse(half_year)
    before = half.previous if half.previous in TERM else half
    blocks = (
        _block(more.pop("past", ""), f"p{number}a", before, Stand.RESULT),
        _block(more.pop("current", ""), f"p{number}b", half, Stand.RESULT),
        _block(more.pop("plan", ""), f"p{number}c", half, Stand.PLAN),
    )
    given: dict[str, Any] = {
        "officers": (Assignment("officer", Tenure(TERM.first_day)),),
        "statuses": (StatusEntry(before, Status.ON_TRACK),),
        "topics": (*(topic for block in blocks for topic in block), *more.pop("topics", ())),
        "projects": tuple(
            _project(f"u{number}{n}", half, *each) for n, each in enumerate(more.pop("money", ()))
        ),
        "participation": _participation(half, more.pop("counts", {})),
        "remarks": tuple(_remarks(number, half, *more.pop("remarks", ((), ())))),
        "photos": tuple(_photos(number, half, more.pop("captions", ()))),
    }
    pledge = Pledge(
        number=number,
        name=name,
        term=TERM.name,
        field="행정",
        department=DEPARTMENT,
        team=TEAM,
        **(given | more),
    )
    return Case(CITY, pledge, half)


def _block(text: str, key: str, entered: HalfYear, stand: Stand) -> list[Topic]:
    made: list[Topic] = []
    for number, line in enumerate(text.strip().splitlines()):
        mark, _, words = line.strip().partition(" ")
        shared: dict[str, Any] = {
            "id": f"{key}{number}".replace("-", "_"),
            "entered": entered,
            "stand": stand,
        }
        if mark == "❍":
            closing = _CLOSING.search(words)
            when = read_when(closing[1]) if closing else None
            made.append(Topic(text=_CLOSING.sub("", words), when=when, **shared))
            continue
        written = _DATED.match(words)
        when = read_when(written[1] or written[2]) if written else None
        detail = Detail(text=words[written.end() :] if written else words, when=when, **shared)
        topic = made.pop()
        made.append(replace(topic, details=(*topic.details, detail)))
    return made


def _project(
    key: str, half: HalfYear, name: str, cells: dict[tuple[str, str], tuple[int, ...]]
) -> UnitProject:
    """Return a unit project; cells are planned, secured, executed in 백만원, its totals stated rightly."""
    entered = [BudgetCell(*place, _amounts(values)) for place, values in cells.items()]
    total = [sum(values[n] for values in cells.values()) for n in range(3)]
    statement = Statement(half, (*entered, BudgetCell(None, None, _amounts(tuple(total)))))
    return UnitProject(key.replace("-", "_"), name, (statement,))


def _amounts(millions: tuple[int, ...]) -> Amounts:
    return Amounts(*(Money.million(n) if n else None for n in millions))


def _participation(half: HalfYear, counts: dict[Category, dict[str, int]]) -> Participation:
    entered = [
        Count(category, label, half, number)
        for category, labels in counts.items()
        for label, number in labels.items()
    ]
    stated = []
    for category, labels in counts.items():
        note = ", ".join(f"{label}({number})" for label, number in labels.items())
        stated.append(StatedCount(category, half, sum(labels.values()), note))
    return Participation(tuple(entered), tuple(stated))


def _remarks(
    number: str, half: HalfYear, problems: tuple[str, ...], measures: tuple[str, ...]
) -> list[Remark]:
    both = [(RemarkKind.PROBLEM, text) for text in problems] + [
        (RemarkKind.MEASURE, text) for text in measures
    ]
    return [
        Remark(f"r{number}{n}".replace("-", "_"), kind, text, half) for n, (kind, text) in enumerate(both)
    ]


def _photos(number: str, half: HalfYear, captions: tuple[str, ...]) -> list[Photo]:
    picture = Picture("0" * 64, "image/jpeg", 4, 3)
    return [Photo(f"f{number}{n}".replace("-", "_"), text, picture, half) for n, text in enumerate(captions)]


def _plan(key: str, text: str, edtf: str, *outcomes: Outcome) -> Detail:
    return Detail(
        id=key,
        text=text,
        entered=HalfYear(2024, 1),
        stand=Stand.PLAN,
        when=When.parse(edtf),
        outcomes=outcomes,
    )


LIBRARY: Final = case(
    "1-1",
    "권역별 공공도서관 확충",
    past="""
    ❍ 달빛공공도서관 건립
    - (2022. 11. 8.) 건립 기본계획 수립
    - (2023. 3. 14.) 설계공모 당선작 선정
    - (2024. 2. 20.) 공사 착공
    ❍ 도서관 운영 시민 자문단 회의
    - (2023. 5. 11.) 자문단 회의(1차)
    - (2023. 9. 21.) 자문단 회의(2차)
    - (2024. 4. 18.) 자문단 회의(3차)
    """,
    current="""
    ❍ 달빛공공도서관 골조 및 마감
    - (2024. 7. 16.) 골조 공사 완료
    - (2024. 11. 26.) 내부 마감 설계 변경
    ❍ 이동도서관 순회 운영
    - (2024. 9. 2.~11. 29.) 농촌지역 12개 마을 순회
    """,
    plan="""
    ❍ 달빛공공도서관 개관 준비
    - 2025년 상반기 내부 마감 공사
    - 2025년 하반기 개관 예정
    """,
    money=[
        (
            "달빛공공도서관 건립",
            {
                ("국비", "2023"): (1200, 1200, 1200),
                ("도비", "2024"): (800, 800, 650),
                ("시비", "2024"): (2400, 2300, 1900),
                ("시비", "2025"): (1600, 0, 0),
            },
        )
    ],
    counts={Category.MEETING: {"자문단 회의": 3, "설계공모 심사": 1}, Category.BRIEFING: {"주민 설명회": 2}},
    remarks=(("자재 가격이 올라 마감 공사비가 부족함",), ("2025년 본예산에 시비를 반영하도록 협의",)),
    captions=("달빛공공도서관 골조 공사", "이동도서관 마을 순회"),
)
YOUTH: Final = case(
    "1-2",
    "청년이 머무는 도시 조성",
    past="""
    ❍ 청년정책 기본계획 수립
    - (2023. 2. 8.) 실태조사 용역 착수보고회 개최
    - (2023. 5. 17.) 중간보고회 개최
    - (2023. 8. 23.) 최종보고회 개최
    - 용역비 : 60,000천원
    ❍ 청년협의체 위촉 (2023. 10. 12.)
    - 만 19~39세 청년 30명, 5개 분과
    """,
    current="""
    ❍ 청년협의체 정기회의
    - (2024. 8. 14.) 일자리 분과 회의
    - (2024. 10. 23.) 주거 분과 회의
    ❍ 청년의 날 행사 개최
    - (2024. 9. 21.) 강변광장, 청년 1,200명 참여
    """,
    plan="""
    ❍ 청년공간 2호점 조성
    - 2025년 상반기 공간 설치 공사
    - (2025. 9.) 개소 예정
    """,
    money=[
        (
            "청년공간 조성",
            {("시비", "2023"): (60, 60, 60), ("시비", "2025"): (450, 0, 0), ("도비", "2025"): (150, 0, 0)},
        )
    ],
    counts={Category.MEETING: {"청년협의체 분과 회의": 2}, Category.PRESS: {"청년의 날": 3, "기본계획": 1}},
    remarks=(("청년공간이 한 곳뿐이어서 이용이 몰림",), ("유휴 공공건물에 2호점을 조성",)),
    captions=("청년의 날 행사",),
)
MARKET: Final = case(
    "1-3",
    "전통시장 주차장 확충",
    past="""
    ❍ 새벽시장 공영주차장 조성
    - (2022. 12. 6.) 토지 보상 협의 완료
    - (2023. 4. 25.) 실시설계 완료
    - (2023. 9. 12.) 공사 착공
    - (2024. 5. 28.) 공사 준공
    - 사업비 : 3,200백만원(국비 19억 2천만원, 시비 12억 8천만원)
    """,
    current="""
    ❍ 새벽시장 공영주차장 운영
    - (2024. 7. 1.) 운영 개시(118면)
    - (2024. 10. 15.) 이용 만족도 조사 결과 보고
    ❍ 시장 상인회 간담회
    - (2024. 8. 29.) 주차 요금 감면 협의
    - (2024. 12. 5.) 배송센터 운영 협의
    """,
    plan="""
    ❍ 저녁장터 시범 운영
    - 2025년 상반기 저녁장터 개최 예정
    """,
    money=[
        ("새벽시장 공영주차장", {("국비", "2023"): (1920, 1920, 1920), ("시비", "2024"): (1280, 1280, 1280)})
    ],
    counts={Category.ADVICE: {"상인회 간담회": 2}, Category.PRESS: {"공영주차장 준공": 4}},
    remarks=(("주말 이용 차량이 많아 대기 행렬이 생김",), ("인근 학교 운동장을 주말에 개방하도록 협의",)),
    captions=("새벽시장 공영주차장 전경",),
)
CARE: Final = case(
    "2-1",
    "국공립어린이집 확충",
    past="""
    ❍ 국공립어린이집 신축
    - (2023. 3. 7.) 별빛어린이집 신축 방침 수립
    - (2023. 11. 14.) 별빛어린이집 공사 착공
    ❍ 민간 시설의 국공립 전환
    - (2024. 3. 5.) 전환 대상 3개소 선정
    """,
    current="""
    ❍ 국공립어린이집 개원
    - (2024. 9. 2.) 별빛어린이집 개원(정원 98명)
    - (2024. 11. 4.) 숲속어린이집 전환 개원(정원 45명)
    ❍ 야간 연장 돌봄
    - (2024. 10. 7.) 위탁 협약 체결
    """,
    plan="""
    ❍ 국공립어린이집 추가 전환
    - (2025. 3.) 전환 대상 선정
    - 2025년 하반기 시설 보수 공사
    """,
    money=[
        ("어린이집 신축", {("국비", "2023"): (700, 700, 700), ("시비", "2024"): (900, 900, 870)}),
        (
            "국공립 전환",
            {
                ("도비", "2024"): (120, 120, 96),
                ("시비", "2024"): (280, 260, 250),
                ("시비", "2025"): (300, 0, 0),
            },
        ),
    ],
    counts={Category.BRIEFING: {"학부모 설명회": 3}},
    remarks=(("전환을 원하는 시설의 노후도가 높음",), ("보수비 지원 기준을 마련하여 우선순위를 정함",)),
    captions=("별빛어린이집 개원",),
)
STREAM: Final = case(
    "2-2",
    "맑은 하천 되살리기",
    past="""
    ❍ 은빛천 생태하천 복원
    - (2022. 10. 18.) 기본계획 수립
    - (2023. 6. 13.) 하천점용 허가 신청
    - (2024. 3. 12.) 1구간 정비 공사 착공
    """,
    current="""
    ❍ 은빛천 1구간 공사
    - (2024. 7. 9.) 여울 3개소 설치
    - (2024. 12. 10.) 정비 공사 완료
    ❍ 시민 물놀이 축제 개최
    - (2024. 8. 10.~8. 11.) 시민 3,500명 참여
    ❍ 주민 하천 지킴이 활동
    - (2024. 10. 19.) 하천 정화 봉사
    """,
    plan="""
    ❍ 은빛천 2구간 공사
    - 2025년 상반기 정비 공사 착공 예정
    - 2026년 준공 예정
    """,
    money=[
        (
            "은빛천 복원",
            {
                ("국비", "2022"): (300, 300, 300),
                ("국비", "2024"): (2500, 2500, 2100),
                ("도비", "2024"): (750, 750, 750),
                ("시비", "2025"): (1800, 0, 0),
                ("시비", "2026"): (900, 0, 0),
            },
        )
    ],
    counts={Category.MEETING: {"주민협의체 회의": 6, "관계기관 회의": 2}, Category.PRESS: {"물놀이 축제": 5}},
    remarks=(("갈수기에 유지용수가 부족함",), ("하수처리수를 재이용하는 방안을 검토",)),
    captions=("은빛천 여울 설치", "시민 물놀이 축제"),
)
RULE: Final = case(
    "2-3",
    "시민이 정하는 예산",
    past="""
    ❍ 주민참여예산 조례 개정
    - (2023. 2. 15.) 개정안 입법예고
    - (2023. 4. 19.) 시의회 의안 제출
    - (2023. 5. 31.) 조례 공포
    """,
    current="""
    ❍ 주민참여예산위원회 운영
    - (2024. 7. 24.) 위원회 회의(1차)
    - (2024. 9. 11.) 위원회 회의(2차)
    - (2024. 11. 13.) 위원회 회의(3차)
    ❍ 동 지역회의
    - (2024. 8. 5.~8. 30.) 12개 동 지역회의, 제안 214건 접수
    """,
    plan="""
    ❍ 주민참여예산 학교
    - 2025년 상반기 권역별 교육 예정
    """,
    counts={Category.MEETING: {"위원회 회의": 3, "동 지역회의": 12}},
    remarks=(("제안이 일부 동에 몰림",), ("찾아가는 설명회를 열어 제안을 고르게 받음",)),
    captions=("주민참여예산위원회 회의",),
)
FESTIVAL: Final = case(
    "3-1",
    "사계절 문화도시",
    past="""
    ❍ 문화도시 조성계획 수립
    - (2023. 3. 22.) 추진단 구성 방침 결재
    - (2023. 10. 25.) 조성계획 보고회 개최
    ❍ 봄꽃 축제 개최
    - (2024. 4. 6.~4. 7.) 시민 2만 명 참여
    """,
    current="""
    ❍ 여름 음악회 개최
    - (2024. 8. 17.) 호수공원 야외무대
    ❍ 가을 책 축제 개최
    - (2024. 10. 12.) 중앙광장, 출판사 40곳 참여
    ❍ 겨울 빛 축제 추진
    - (2024. 11. 6.) 기획 회의
    - (2024. 12. 14.) 점등식 개최
    """,
    plan="""
    ❍ 생활문화센터 조성
    - 2025년 상반기 리모델링 공사
    """,
    money=[
        (
            "문화도시 조성",
            {
                ("시비", "2023"): (200, 200, 180),
                ("시비", "2024"): (650, 650, 640),
                ("시비", "2025"): (700, 0, 0),
            },
        )
    ],
    counts={Category.BRIEFING: {"문화도시 시민 토론회": 2}, Category.PRESS: {"여름 음악회": 2, "책 축제": 6}},
    remarks=(("행사가 도심에 치우침",), ("읍면동 생활문화 행사를 늘림",)),
    captions=("여름 음악회", "가을 책 축제"),
)
SMART: Final = case(
    "3-2",
    "스마트도시 기반 구축",
    past="""
    ❍ 스마트도시계획 수립 용역
    - (2023. 4. 4.) 착수보고회 개최
    - (2023. 9. 5.) 중간보고회 개최
    - (2024. 1. 30.) 최종보고회 개최
    - (2024. 3. 29.) 계획 승인
    """,
    current="""
    ❍ 도시정보 통합플랫폼 구축
    - (2024. 7. 11.) 구축 사업 계약 체결
    - (2024. 8. 20.) 착수보고회 개최
    - (2024. 11. 19.) 중간보고회 개최
    ❍ 국토부 공모사업 선정 (2024. 9. 26.)
    - 국비 50억원 확보
    """,
    plan="""
    ❍ 도시정보 통합플랫폼 구축 마무리
    - (2025. 4.) 최종보고회 개최 예정
    - 2025년 상반기 현장 장비 설치
    """,
    money=[
        (
            "통합플랫폼 구축",
            {
                ("국비", "2024"): (3000, 3000, 1200),
                ("국비", "2025"): (2000, 2000, 0),
                ("시비", "2025"): (5000, 0, 0),
            },
        )
    ],
    counts={Category.ADVICE: {"전문가 자문": 4}, Category.MEETING: {"추진단 회의": 7}},
    remarks=(("부서별 자료의 형식이 서로 다름",), ("자료 표준을 정하여 단계적으로 맞춤",)),
    captions=("통합플랫폼 착수보고회",),
)
DONE: Final = case(
    "3-3",
    "시민안전보험 가입",
    past="""
    ❍ 시민안전보험 도입
    - (2022. 9. 27.) 운영계획 수립
    - (2022. 12. 20.) 보험사 계약 체결
    - (2023. 1. 1.) 보장 개시
    """,
    current="""
    ❍ 보험금 지급 현황 점검 (2024. 12. 3.)
    - 지급 86건
    """,
    statuses=(StatusEntry(HalfYear(2023, 1), Status.COMPLETED),),
    money=[("보험료", {("시비", "2023"): (240, 240, 236), ("시비", "2024"): (250, 250, 250)})],
    counts={Category.PRESS: {"시민안전보험": 8}},
    remarks=(("보장 항목을 모르는 시민이 많음",), ("전입신고 때 안내문을 나누어 줌",)),
    captions=("보험금 지급 현황 점검",),
)
FIRST: Final = case(
    "4-1",
    "걷고 싶은 둘레길 조성",
    "2022H2",
    current="""
    ❍ 둘레길 노선 조사
    - (2022. 9. 14.) 현장 조사
    - (2022. 11. 22.) 노선 자문 회의
    """,
    plan="""
    ❍ 둘레길 조성
    - 2023년 상반기 설계 용역 착수
    - 2024년 안내판 설치
    """,
    money=[("둘레길 조성", {("시비", "2023"): (180, 0, 0), ("시비", "2024"): (420, 0, 0)})],
    counts={Category.ADVICE: {"노선 자문": 1}},
    remarks=(("사유지 통과 구간이 있음",), ("토지 사용 동의를 받도록 협의",)),
    captions=("둘레길 현장 조사",),
)
LAST: Final = case(
    "4-2",
    "수소 시내버스 도입",
    "2026H1",
    past="""
    ❍ 수소 충전소 설치
    - (2023. 7. 18.) 부지 선정
    - (2024. 10. 29.) 충전소 공사 준공
    ❍ 수소 시내버스 구입
    - (2025. 5. 20.) 1차분 20대 계약 체결
    """,
    current="""
    ❍ 수소 시내버스 운행
    - (2026. 2. 10.) 2차분 15대 계약 체결
    - (2026. 4. 1.) 3개 노선 운행 개시
    """,
    plan="""
    ❍ 노선 확대
    - 2026년 하반기 5개 노선 운행 예정
    """,
    money=[
        (
            "수소버스 도입",
            {
                ("국비", "2024"): (4200, 4200, 4200),
                ("국비", "2025"): (3000, 3000, 3000),
                ("시비", "2026"): (2250, 2250, 1100),
                ("시비", "after"): (1500, 0, 0),
            },
        )
    ],
    counts={Category.MEETING: {"운수업체 회의": 9}},
    remarks=(("충전 대기 시간이 김",), ("충전기 1기를 추가로 설치하도록 협의",)),
    captions=("수소 시내버스 운행",),
)
OUTCOMES: Final = case(
    "4-3",
    "공공의료 강화",
    past="""
    ❍ 공공심야약국 지정
    - (2023. 6. 20.) 4개소 지정
    """,
    current="""
    ❍ 달빛어린이병원 운영
    - (2024. 7. 23.) 하늘소아병원과 업무협약 체결
    - (2024. 12. 17.) 야간 진료 확대 협의
    """,
    topics=(
        Topic(
            id="clinic",
            text="건강생활지원센터 개소",
            entered=HalfYear(2024, 1),
            stand=Stand.PLAN,
            side=Side.AFTER,
            details=(
                _plan(
                    "clinic_a",
                    "센터 내부 설계 예정",
                    "2024-41",
                    Outcome(reported=HalfYear(2024, 2), fate=Fate.DONE, when=When.parse("2024-09-24")),
                ),
                _plan(
                    "clinic_b",
                    "의료 장비 구입 예정",
                    "2024-41",
                    Outcome(
                        reported=HalfYear(2024, 2),
                        fate=Fate.POSTPONED,
                        when=When.parse("2025-40"),
                        reason="납품 지연",
                    ),
                ),
                _plan(
                    "clinic_c",
                    "이동진료 차량 임차 예정",
                    "2024-41",
                    Outcome(reported=HalfYear(2024, 2), fate=Fate.DROPPED, reason="수요 부족"),
                ),
            ),
        ),
    ),
    money=[
        ("건강생활지원센터", {("도비", "2024"): (400, 400, 320), ("시비", "2025"): (550, 0, 0)}),
    ],
    counts={Category.ADVICE: {"의료기관 간담회": 2}},
    remarks=(("야간에 일할 의료 인력이 부족함",), ("인근 시와 순환 진료를 협의",)),
    captions=("하늘소아병원 업무협약",),
)

CLEAN: Final = (
    LIBRARY,
    YOUTH,
    MARKET,
    CARE,
    STREAM,
    RULE,
    FESTIVAL,
    SMART,
    DONE,
    FIRST,
    LAST,
    OUTCOMES,
)
