"""Sample views of every kind and shape, with invented names: templates are tried on them when saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gongyak.letters import LetterKind
from gongyak.mail.views import (
    ContactView,
    CountView,
    DailyView,
    DraftReadyView,
    DraftView,
    FailureView,
    FindingView,
    LackView,
    LetterView,
    LinksView,
    NoticeView,
    OverviewView,
    PersonView,
    ReviewView,
    SectionView,
    TestView,
    Trouble,
)
from gongyak.reminders.notice import NoticeTopic

CITY: Final = "가람시"
TODAY: Final = "2026. 11. 23.(월)"
SITE: Final = "http://gongyak.example.kr"
OFFICER: Final = PersonView(name="유서진", title="담당자", department="전략산업과", team="전략산업팀")
NOBODY: Final = PersonView(name="gongyak@example.kr")
CONTACT: Final = ContactView(
    department="기획예산과 공약관리팀",
    name="서지완",
    phone="031-8000-1001",
    email="seo.jiwan@garam.example.kr",
)
LINKS: Final = LinksView(snooze=f"{SITE}/a/snooze", done=f"{SITE}/a/done", not_mine=f"{SITE}/a/not-mine")

OPENING: Final = NoticeView(
    pledge="1-1 바이오 정밀의료클러스터 조성 추진",
    department="전략산업과 전략산업팀",
    event="LIH-G 개소식",
    when="2026. 11. 30.(월)",
    place="가람시 국제연구센터 3층",
    d_day="D-7",
    answer_by="2026. 11. 26.(목)",
    reason="행사 책임자",
    links=LINKS,
)
FORUM: Final = replace(
    OPENING, event="2026 바이오 국제포럼", when="2026. 12. 7.(월)~12. 8.(화)", d_day="D-14"
)
BARE: Final = NoticeView(event="시민의 날", when="2026. 11. 23.(월)", d_day="D-Day")
ROUGH: Final = replace(OPENING, when="2027년 상반기", d_day="", answer_by="2026. 11. 26.(목)")
MOVED: Final = replace(OPENING, when="2026. 12. 7.(월)", before="2026. 11. 30.(월)", d_day="D-14")
SETTLED: Final = replace(MOVED, before="2026년 하반기", is_settled=True)
DROPPED: Final = replace(OPENING, before="2026. 11. 30.(월)", d_day="")
LACKS: Final = (
    LackView(what="지난 계획의 추진 결과", items=("LIH-G 개소식", "가람대학교(의과대학)와 업무협약 체결")),
    LackView(what="추진실적"),
    LackView(what="사업비", items=("바이오 정밀의료클러스터 조성",)),
    LackView(what="관련 사진", is_hint=True),
)
MISSING: Final = NoticeView(
    pledge=OPENING.pledge,
    department=OPENING.department,
    half_year="2026년 하반기",
    lacks=LACKS,
    due="2027. 1. 8.(금)",
    d_day="D-18",
    answer_by="2027. 1. 8.(금)",
    reason="공약 담당자",
)
MISSING_ONE: Final = replace(MISSING, pledge="1-2 청년창업 지원", lacks=LACKS[1:2], absent="이다온")
LATE: Final = replace(OPENING, when="2026. 11. 20.(금)", d_day="D+3", is_late=True)
LATE_BARE: Final = replace(BARE, d_day="D+3", is_late=True, answer_by="2026. 11. 26.(목)")
LATE_LACKS: Final = replace(MISSING, d_day="D+3", is_late=True, answer_by="2027. 1. 14.(목)")
FOLLOW_UP: Final = replace(LATE, d_day="D+7", answerable=("유서진", "이다온"), links=LinksView())
FOLLOW_UP_LACKS: Final = replace(LATE_LACKS, d_day="D+7", answerable=("유서진",))


def daily(*sections: tuple[NoticeTopic, tuple[NoticeView, ...]], bare: bool = False) -> DailyView:
    """Return a daily letter of *sections*; a *bare* one has nothing that may be left out."""
    (topic, notices), *_ = sections
    return DailyView(
        city=CITY,
        today=TODAY,
        recipient=NOBODY if bare else OFFICER,
        contact=ContactView() if bare else CONTACT,
        site="" if bare else SITE,
        files=("LIH-G 개소식.ics",) if topic is NoticeTopic.EVENT and not bare else (),
        topic=topic,
        first=notices[0],
        others=sum(len(each) for _, each in sections) - 1,
        sections=tuple(SectionView(topic=topic, notices=notices) for topic, notices in sections),
    )


_FINDINGS: Final = (
    FindingView(
        severity="오류",
        place="연도별 확보(집행)액 > 시비 > 2026",
        message="집행액 150백만원이 확보액 120백만원보다 많습니다.",
        remedy="확보액과 집행액을 확인하여 주시기 바랍니다.",
    ),
    FindingView(
        severity="확인 필요",
        place="2026년 하반기 추진실적",
        message="지난 반기의 계획 ‘LIH-G 개소식’에 결과가 없습니다.",
        remedy="",
    ),
)
_DRAFT: Final = DraftView(
    number="2026H2_1-1_v1", pledge=OPENING.pledge, as_of="2026. 12. 31.", findings=_FINDINGS
)
_CLEAN: Final = DraftView(
    number="2026H2_1-2_v3",
    pledge="1-2 청년창업 지원",
    as_of="2026. 12. 31.",
    link=f"{SITE}/drafts/2026H2_1-2_v3",
)


def _draft_ready(*drafts: DraftView, files: tuple[str, ...], person: PersonView = OFFICER) -> DraftReadyView:
    return DraftReadyView(
        city=CITY,
        today="2027. 1. 4.(월)",
        recipient=person,
        contact=CONTACT if person is OFFICER else ContactView(),
        files=files,
        half_year="2026년 하반기",
        deadline="2027. 1. 11.(월)",
        first=drafts[0],
        others=len(drafts) - 1,
        drafts=drafts,
    )


_REVIEW: Final = ReviewView(
    city=CITY,
    today="2027. 1. 6.(수)",
    recipient=PersonView(name="정가온", title="팀장", department="전략산업과", team="전략산업팀"),
    contact=CONTACT,
    site=SITE,
    is_returned=False,
    half_year="2026년 하반기",
    number="2026H2_1-1_v1",
    pledge=OPENING.pledge,
    who="유서진",
    note="사업비는 12월 말 기준으로 다시 확인하였습니다.",
    link=f"{SITE}/drafts/2026H2_1-1_v1",
)
_OVERVIEW: Final = OverviewView(
    city=CITY,
    today=TODAY,
    recipient=PersonView(name="서지완", title="총괄 담당자", department="기획예산과", team="공약관리팀"),
    contact=CONTACT,
    site=SITE,
    first_day=TODAY,
    last_day="2026. 11. 29.(일)",
    counts=(
        CountView(label="2026년 하반기 자료 입력을 마친 공약", number="58건", note="전체 72건"),
        CountView(label="지난주에 보낸 메일", number="41건"),
    ),
    ahead=(OPENING, FORUM, BARE),
    wanted=(ROUGH,),
    overdue=(LATE, LATE_BARE),
    missing=(MISSING, MISSING_ONE),
    answered=(replace(OPENING, reason="완료하였다고 회신함(유서진)"),),
    without_address=("노은채", "이다온"),
    troubles=("보내지 못한 메일 1건: gongyak mail list --state failed",),
)


def _failure(trouble: Trouble, what: str, **more: object) -> FailureView:
    view = FailureView(city=CITY, today=TODAY, recipient=NOBODY, trouble=trouble, what=what)
    return replace(view, **more)  # type: ignore[arg-type] # the fields of the sample below


_DAILY: Final = {
    LetterKind.EVENT: (
        daily(
            (NoticeTopic.EVENT, (OPENING, FORUM)),
            (NoticeTopic.DATE_WANTED, (ROUGH,)),
            (NoticeTopic.DATE_CHANGED, (MOVED, SETTLED)),
            (NoticeTopic.DROPPED, (DROPPED,)),
            (NoticeTopic.MISSING, (MISSING, MISSING_ONE)),
            (NoticeTopic.OVERDUE, (LATE, LATE_LACKS)),
            (NoticeTopic.ESCALATION, (FOLLOW_UP, FOLLOW_UP_LACKS)),
        ),
        daily((NoticeTopic.EVENT, (OPENING,))),
        daily((NoticeTopic.EVENT, (BARE,)), bare=True),
        daily((NoticeTopic.DATE_WANTED, (ROUGH,))),
        daily(
            (
                NoticeTopic.DATE_WANTED,
                (replace(BARE, when="2027년", d_day="", answer_by="2026. 11. 26.(목)"),),
            ),
            bare=True,
        ),
    ),
    LetterKind.MISSING: (
        daily((NoticeTopic.MISSING, (MISSING, MISSING_ONE))),
        daily((NoticeTopic.MISSING, (replace(MISSING_ONE, is_again=True),)), bare=True),
    ),
    LetterKind.DATE_CHANGED: (
        daily((NoticeTopic.DATE_CHANGED, (MOVED,)), (NoticeTopic.EVENT, (FORUM,))),
        daily((NoticeTopic.DATE_CHANGED, (SETTLED,)), (NoticeTopic.OVERDUE, (LATE_BARE,))),
        daily((NoticeTopic.DROPPED, (DROPPED,))),
        daily((NoticeTopic.DATE_CHANGED, (replace(BARE, before="2026년"),)), bare=True),
    ),
    LetterKind.OVERDUE: (
        daily((NoticeTopic.OVERDUE, (LATE, LATE_LACKS)), (NoticeTopic.EVENT, (FORUM,))),
        daily((NoticeTopic.OVERDUE, (LATE_LACKS,))),
        daily((NoticeTopic.OVERDUE, (LATE_BARE,)), bare=True),
    ),
    LetterKind.ESCALATION: (
        daily((NoticeTopic.ESCALATION, (FOLLOW_UP, FOLLOW_UP_LACKS))),
        daily((NoticeTopic.ESCALATION, (FOLLOW_UP_LACKS,))),
        daily((NoticeTopic.ESCALATION, (LATE_BARE,)), bare=True),
    ),
}
SAMPLES: Final[dict[LetterKind, tuple[LetterView, ...]]] = {
    **_DAILY,
    LetterKind.DRAFT_READY: (
        _draft_ready(_DRAFT, files=("2026H2_1-1_v1.docx",)),
        _draft_ready(_DRAFT, _DRAFT, _CLEAN, files=("2026H2_1-1_v1.docx", "2026H2_1-3_v1.docx")),
        _draft_ready(_CLEAN, files=(), person=NOBODY),
    ),
    LetterKind.REVIEW: (
        _REVIEW,
        replace(
            _REVIEW,
            recipient=OFFICER,
            is_returned=True,
            who="정가온",
            note="집행액을 다시 확인하여 주시기 바랍니다.",
        ),
        replace(_REVIEW, recipient=NOBODY, contact=ContactView(), site="", note="", link=""),
    ),
    LetterKind.OVERVIEW: (
        _OVERVIEW,
        OverviewView(city=CITY, today=TODAY, recipient=NOBODY, first_day=TODAY, last_day="2026. 11. 29.(일)"),
    ),
    LetterKind.FAILURE: (
        _failure(
            Trouble.FAILED,
            "반기 초안 작성",
            id="draft:2026H2",
            due="2027. 1. 4. 09:00",
            at="2027. 1. 4. 09:12",
            attempts=5,
            error="서식 파일 ‘pledge.docx’를 열 수 없습니다. → 다시 저장하여 주시기 바랍니다.",
            commands=("gongyak schedule", "gongyak run draft --for 2026H2"),
            contact=CONTACT,
            recipient=PersonView(name="문하람", title="관리자", department="기획예산과", team="공약관리팀"),
        ),
        _failure(Trouble.MISSED, "밤사이 백업", id="backup:2026-11-22", due="2026. 11. 22. 02:00"),
        _failure(Trouble.LETTER, "일정 알림", id="17", error="메일 서버가 거절하였습니다(550)."),
        _failure(
            Trouble.ADDRESS, "거절 3회", address="gone@garam.example.kr", commands=("gongyak mail retry 17",)
        ),
        _failure(Trouble.CHECK, "디스크 공간"),
        _failure(Trouble.FAILED, "알림 발송"),
    ),
    LetterKind.TEST: (
        TestView(
            city=CITY,
            today=TODAY,
            recipient=NOBODY,
            contact=CONTACT,
            server="smtp.garam.example.kr:587",
            sender="gongyak@example.kr",
            at="2026. 11. 23. 10:20",
        ),
        TestView(
            city=CITY, today=TODAY, recipient=NOBODY, server="var/mail", sender="gongyak@example.kr", at=TODAY
        ),
    ),
}
"""For each kind: views with everything in them, and views with nothing that may be left out."""
