"""What states are called on the pages, and how loudly they are shown (the tones of ``macros.html``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from admin import states
from gongyak.changes import Action
from gongyak.comparing import Kind
from gongyak.errors import GongyakError
from gongyak.letters import AttemptOutcome, LetterKind, LetterState
from gongyak.mail.errors import Stage
from gongyak.occurrences import LogLevel, OccurrenceState
from gongyak.reviews import Stage as ReviewStage
from jobs.reviewing import STAGES
from scheduler.timetable import ASKED_BY

LETTER: Final = {
    LetterState.QUEUED: (states.LETTER[LetterState.QUEUED], "info"),
    LetterState.CLAIMED: (states.LETTER[LetterState.CLAIMED], "info"),
    LetterState.SENDING: (states.LETTER[LetterState.SENDING], "info"),
    LetterState.SENT: (states.LETTER[LetterState.SENT], "good"),
    LetterState.FAILED: (states.LETTER[LetterState.FAILED], "wrong"),
    LetterState.UNKNOWN: (states.LETTER[LetterState.UNKNOWN], "warn"),
    LetterState.HELD: (states.LETTER[LetterState.HELD], "quiet"),
}
LETTER_KIND: Final = {
    LetterKind.DRAFT_READY: "초안 안내",
    LetterKind.REVIEW: "검토·보완 요청",
    LetterKind.MISSING: "미입력 안내",
    LetterKind.EVENT: "일정 알림",
    LetterKind.DATE_CHANGED: "일정 변경",
    LetterKind.OVERDUE: "기한 경과",
    LetterKind.ESCALATION: "경과 보고",
    LetterKind.OVERVIEW: "주간 현황",
    LetterKind.FAILURE: "장애 알림",
    LetterKind.TEST: "시험 편지",
}
ATTEMPT: Final = {
    AttemptOutcome.SENT: (states.ATTEMPT[AttemptOutcome.SENT], "good"),
    AttemptOutcome.DEFERRED: (states.ATTEMPT[AttemptOutcome.DEFERRED], "warn"),
    AttemptOutcome.FAILED: (states.ATTEMPT[AttemptOutcome.FAILED], "wrong"),
    AttemptOutcome.UNKNOWN: (states.ATTEMPT[AttemptOutcome.UNKNOWN], "warn"),
}
STAGE: Final = {
    Stage.CONNECT: "서버 연결",
    Stage.EHLO: "서버와 인사",
    Stage.STARTTLS: "암호화 연결",
    Stage.LOGIN: "서버 로그인",
    Stage.MAIL: "보내는 주소 확인",
    Stage.RCPT: "받는 주소 확인",
    Stage.DATA: "본문 전송 시작",
    Stage.CONTENT: "본문 전송",
    Stage.ANSWER: "서버의 응답",
    Stage.FOLDER: "폴더에 저장",
}
RUN: Final = {
    OccurrenceState.WAITING: (states.RUN[OccurrenceState.WAITING], "info"),
    OccurrenceState.RUNNING: (states.RUN[OccurrenceState.RUNNING], "info"),
    OccurrenceState.DONE: (states.RUN[OccurrenceState.DONE], "good"),
    OccurrenceState.FAILED: (states.RUN[OccurrenceState.FAILED], "wrong"),
    OccurrenceState.MISSED: (states.RUN[OccurrenceState.MISSED], "warn"),
}
LOG_LEVEL: Final = {
    LogLevel.INFO: (states.LOG_LEVEL[LogLevel.INFO], "quiet"),
    LogLevel.WARNING: (states.LOG_LEVEL[LogLevel.WARNING], "warn"),
    LogLevel.ERROR: (states.LOG_LEVEL[LogLevel.ERROR], "wrong"),
}
LINE: Final = {
    "prepare": "반기 마감 준비 안내",
    "entry-deadline": "입력 기한 안내",
    "drafts": "보고서 초안 작성",
    "reminders": "일정 알림",
    "overdue": "기한이 지난 일 알림",
    "overview": "주간 현황",
    "backup": "백업",
    "self-check": "자체 점검",
    "post": "메일 발송",
}
DIFFERENCE: Final = {
    Kind.ADDED: ("추가", "info"),
    Kind.CHANGED: ("변경", "warn"),
    Kind.MOVED: ("이동", "quiet"),
    Kind.GONE: ("빠짐", "quiet"),
}
REVIEW: Final = {
    ReviewStage.DRAFTED: (STAGES[ReviewStage.DRAFTED].ko, "quiet"),
    ReviewStage.REQUESTED: (STAGES[ReviewStage.REQUESTED].ko, "info"),
    ReviewStage.RETURNED: (STAGES[ReviewStage.RETURNED].ko, "warn"),
    ReviewStage.APPROVED: (STAGES[ReviewStage.APPROVED].ko, "info"),
    ReviewStage.CONFIRMED: (STAGES[ReviewStage.CONFIRMED].ko, "good"),
}
CHANGE: Final = {
    Action.ADDED: ("입력", "info"),
    Action.CHANGED: ("변경", "warn"),
    Action.REMOVED: ("삭제", "wrong"),
}


def asker(who: str, names: Mapping[str, str]) -> str:
    """Return the name of whoever asked for something; the timetable is no person."""
    return "자동(일정)" if who == ASKED_BY else names.get(who, who)


def in_words(error: GongyakError | None) -> dict[str, str] | None:
    """Return what went wrong and what to do about it, as people read it; None where nothing did."""
    if error is None:
        return None
    return {
        "text": error.text.fill("ko", error.values),
        "remedy": error.remedy.fill("ko", error.values),
    }
