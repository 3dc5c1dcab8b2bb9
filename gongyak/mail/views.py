"""The frozen views of the letters: everything a letter prints, and what its templates may ask for.

A view holds texts as they are printed, whole numbers and yes or no; an empty text means there is none.  The
docstrings are Korean because they are what people read in docs/letters.md, which is made from them: below the
summary one line a field, ``name: meaning``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from gongyak.letters import LetterKind

PERSONAL: Final = {"personal": True}
"""Marks a field that tells of a person: no subject may print it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """편지를 받는 사람.

    name: 성명
    title: 호칭에 쓰는 직위(담당자, 팀장, 과장)
    department: 부서
    team: 팀
    """

    name: str
    title: str = ""
    department: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """문의처.

    department: 부서와 팀
    name: 성명
    phone: 전화번호
    email: 전자우편 주소
    """

    department: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """모든 편지에 있는 항목.

    city: 지방자치단체의 이름
    today: 편지의 날짜
    recipient: 받는 사람
    contact: 문의처
    site: gongyak 화면의 주소
    files: 붙임 파일의 이름
    """

    city: str
    today: str
    recipient: PersonView = field(metadata=PERSONAL)
    contact: ContactView = field(default=ContactView(), metadata=PERSONAL)
    site: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksView:
    """받는 사람이 누르는 링크.

    snooze: ‘7일 뒤 다시 알림’의 주소
    done: ‘완료하였습니다’의 주소
    not_mine: ‘담당이 아닙니다’의 주소
    """

    snooze: str = ""
    done: str = ""
    not_mine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LackView:
    """입력되지 않은 사항 하나.

    what: 무엇이 없는지(추진실적, 사업비, 관련 사진 등)
    items: 그 가운데 어느 것인지(결과가 없는 계획, 금액이 없는 단위사업 등)
    is_hint: 그대로가 맞을 수도 있으면 참
    """

    what: str
    items: tuple[str, ...] = ()
    is_hint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """알리는 일 하나: 행사 하나, 또는 한 공약에서 입력되지 않은 사항.

    pledge: 관련 공약의 관리번호와 이름(시 전체의 행사이면 빈칸)
    department: 관련 공약의 주관부서와 팀
    event: 행사의 이름(입력되지 않은 사항이면 빈칸)
    when: 행사의 일시. 날짜가 정해지지 않았으면 ‘2025년 상반기’와 같음
    before: 일정이 바뀌었을 때 종전에 안내한 일시
    place: 행사의 장소
    is_settled: 대략의 일정이 날짜로 정해졌으면 참
    half_year: 입력할 반기(2026년 하반기)
    lacks: 입력되지 않은 사항
    due: 입력 기한
    d_day: D-7, D-Day, D+3, 진행 중(날짜가 정해지지 않았으면 빈칸)
    is_late: 행사일이나 입력 기한이 지났으면 참
    is_again: 입력을 다시 부탁드리는 것이면 참
    answer_by: 회신하여 주기를 바라는 날
    answerable: 담당자의 성명(팀장·과장에게 알릴 때)
    reason: 이 사람에게 보내는 까닭(행사 책임자 등), 현황에서는 회신의 내용
    absent: 부재 중이어서 이 사람이 대신 받는 담당자의 성명(아니면 빈칸)
    links: 링크
    """

    pledge: str = ""
    department: str = ""
    event: str = ""
    when: str = ""
    before: str = ""
    place: str = ""
    is_settled: bool = False
    half_year: str = ""
    lacks: tuple[LackView, ...] = ()
    due: str = ""
    d_day: str = ""
    is_late: bool = False
    is_again: bool = False
    answer_by: str = ""
    answerable: tuple[str, ...] = field(default=(), metadata=PERSONAL)
    reason: str = field(default="", metadata=PERSONAL)
    absent: str = field(default="", metadata=PERSONAL)
    links: LinksView = LinksView()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """하루의 편지 가운데 한 주제의 단락.

    topic: 주제. event(다가오는 일정), date-wanted(날짜 확인 요청), date-changed(일정 변경), dropped(취소), missing(미입력), overdue(기한 경과), escalation(팀장·과장 안내)
    notices: 알리는 일, 급한 것부터
    """  # noqa: E501 - the list of topics is one line of the table that is made of it

    topic: str
    notices: tuple[NoticeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyView(LetterView):
    """하루에 한 통 보내는 안내: 다가오는 일정, 일정 변경, 미입력, 기한 경과.

    topic: 가장 급한 일의 주제(sections의 첫 단락과 같음)
    first: 가장 급한 일
    others: 그 밖의 일의 수(제목의 ‘외 n건’)
    sections: 주제별 단락
    """

    topic: str
    first: NoticeView
    others: int = 0
    sections: tuple[SectionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """초안에서 확인이 필요한 사항 하나.

    severity: 정도(오류, 확인 필요, 참고)
    place: 보고서 안의 자리
    message: 무엇이 어떠한지
    remedy: 바로잡는 법
    """

    severity: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """작성된 초안 하나.

    number: 초안 번호
    pledge: 공약의 관리번호와 이름
    as_of: 기준일
    findings: 확인이 필요한 사항
    link: 초안을 내려받는 주소(붙임이 너무 클 때)
    """

    number: str
    pledge: str
    as_of: str
    findings: tuple[FindingView, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReadyView(LetterView):
    """반기 보고서의 초안이 작성되었음을 알리는 편지.

    half_year: 반기(2026년 하반기)
    deadline: 검토 기한
    first: 첫 초안
    others: 그 밖의 초안의 수
    drafts: 초안 모두
    """

    half_year: str
    deadline: str
    first: DraftView
    others: int = 0
    drafts: tuple[DraftView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView(LetterView):
    """초안의 검토나 보완을 요청하는 편지.

    is_returned: 보완 요청이면 참, 검토 요청이면 거짓
    half_year: 반기(2026년 하반기)
    number: 초안 번호
    pledge: 공약의 관리번호와 이름
    who: 요청한 사람의 성명
    note: 요청한 사람이 적은 의견(없으면 빈칸)
    link: 초안 화면의 주소(없으면 빈칸)
    """

    is_returned: bool
    half_year: str
    number: str
    pledge: str
    who: str = field(metadata=PERSONAL)
    note: str = field(default="", metadata=PERSONAL)
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """현황의 숫자 하나.

    label: 무엇의 수인지
    number: 수와 단위(16건)
    note: 덧붙이는 말
    """

    label: str
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView(LetterView):
    """총괄 담당자에게 매주 보내는 현황.

    first_day: 현황의 첫날
    last_day: 현황의 마지막 날
    counts: 숫자로 본 현황
    ahead: 다가오는 일정
    wanted: 날짜가 정해지지 않은 일정
    overdue: 일시가 지났으나 결과가 입력되지 않은 일정
    missing: 입력되지 않은 사항이 있는 공약
    answered: 완료하였다고 하거나 뒤로 미룬 회신이 있는 일정
    without_address: 전자우편 주소가 입력되지 않은 사람
    troubles: 시스템에서 살펴볼 것
    """

    first_day: str
    last_day: str
    counts: tuple[CountView, ...] = ()
    ahead: tuple[NoticeView, ...] = ()
    wanted: tuple[NoticeView, ...] = ()
    overdue: tuple[NoticeView, ...] = ()
    missing: tuple[NoticeView, ...] = ()
    answered: tuple[NoticeView, ...] = ()
    without_address: tuple[str, ...] = field(default=(), metadata=PERSONAL)
    troubles: tuple[str, ...] = ()


class Trouble(StrEnum):
    """What a letter of failure tells of."""

    FAILED = "failed"
    MISSED = "missed"
    LETTER = "letter"
    ADDRESS = "address"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureView(LetterView):
    """관리자에게 실패를 알리는 편지.

    trouble: 무슨 일인지. failed(작업 실패), missed(때를 놓침), letter(편지를 보내지 못함), address(주소에 발송을 멈춤), check(점검에서 찾음)
    what: 작업이나 점검의 이름
    id: 작업 번호(draft:2026H2), 편지 번호
    due: 예정된 때
    at: 실패한 때
    attempts: 시도한 횟수
    error: 오류의 내용과 조치
    address: 발송을 멈춘 주소
    commands: 다음에 쓸 명령
    """  # noqa: E501 - the list of troubles is one line of the table that is made of it

    trouble: str
    what: str
    id: str = ""
    due: str = ""
    at: str = ""
    attempts: int = 0
    error: str = ""
    address: str = field(default="", metadata=PERSONAL)
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TestView(LetterView):
    """메일 설정을 시험하는 편지.

    server: 메일 서버(없으면 .eml 파일을 두는 폴더)
    sender: 보내는 주소
    at: 보낸 때
    """

    __test__ = False  # no test of pytest's

    server: str
    sender: str = field(metadata=PERSONAL)
    at: str


VIEWS: Final[dict[LetterKind, type[LetterView]]] = {
    LetterKind.DRAFT_READY: DraftReadyView,
    LetterKind.REVIEW: ReviewView,
    LetterKind.MISSING: DailyView,
    LetterKind.EVENT: DailyView,
    LetterKind.DATE_CHANGED: DailyView,
    LetterKind.OVERDUE: DailyView,
    LetterKind.ESCALATION: DailyView,
    LetterKind.OVERVIEW: OverviewView,
    LetterKind.FAILURE: FailureView,
    LetterKind.TEST: TestView,
}
"""The view that each kind of letter is written from."""
