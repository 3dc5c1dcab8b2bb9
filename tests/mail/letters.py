"""Short ways to make letters."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from gongyak.letters import Letter, LetterKind, LetterState, Posted
from gongyak.mail.addresses import Sender
from gongyak.mail.message import make_outgoing
from gongyak.mail.post import Outgoing

AT = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Asia/Seoul"))
SENDER = Sender("공약관리 시스템", "gongyak@example.kr")
SUBJECT = "[일정 알림] D-7 룩셈부르크 LIH-G 개관식 일정 안내"
TEXT = "안녕하십니까?\n\n아래와 같이 안내드립니다.\n. 점으로 시작하는 줄\n"


def letter(**more: Any) -> Letter:
    """Return a letter to the officer, with whatever else is given."""
    given: dict[str, Any] = {
        "key": "remind:2026-11-23:담당",
        "kind": LetterKind.EVENT,
        "name": "김담당",
        "address": "officer@example.kr",
        "subject": SUBJECT,
        "text": TEXT,
        "html": "<p>안녕하십니까?</p>",
        "cause": "remind:2026-11-23",
        "recipient": "담당",
    }
    return Letter(**(given | more))


def posted(number: int = 1, **more: Any) -> Posted:
    """Return the letter as the outbox has it."""
    return Posted(
        id=number,
        letter=letter(**more),
        message_id=f"<letter.{number}@example.kr>",
        state=LetterState.CLAIMED,
        queued_at=AT,
        due=AT,
    )


def outgoing(number: int = 1, **more: Any) -> Outgoing:
    """Return the letter's message, ready to go."""
    return make_outgoing(posted(number, **more), SENDER, date=AT)
