"""What the states of letters and runs are called in Korean, at the command line and on the pages."""

from __future__ import annotations

from typing import Final

from gongyak.letters import AttemptOutcome, LetterState
from gongyak.occurrences import LogLevel, OccurrenceState

LETTER: Final = {
    LetterState.QUEUED: "대기",
    LetterState.CLAIMED: "발송 준비",
    LetterState.SENDING: "발송 중",
    LetterState.SENT: "발송",
    LetterState.FAILED: "실패",
    LetterState.UNKNOWN: "확인 필요",
    LetterState.HELD: "보류",
}
ATTEMPT: Final = {
    AttemptOutcome.SENT: "발송",
    AttemptOutcome.DEFERRED: "연기",
    AttemptOutcome.FAILED: "실패",
    AttemptOutcome.UNKNOWN: "확인 필요",
}
RUN: Final = {
    OccurrenceState.WAITING: "대기",
    OccurrenceState.RUNNING: "실행 중",
    OccurrenceState.DONE: "완료",
    OccurrenceState.FAILED: "실패",
    OccurrenceState.MISSED: "놓침",
}
LOG_LEVEL: Final = {LogLevel.INFO: "알림", LogLevel.WARNING: "주의", LogLevel.ERROR: "오류"}
