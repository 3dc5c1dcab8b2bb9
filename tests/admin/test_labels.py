"""The words of plans and letters in the language of the person at the command line."""

from __future__ import annotations

import re
from datetime import date

import pytest

from admin import labels
from gongyak.letters import AttemptOutcome, LetterState
from gongyak.reminders.notice import Hindrance, LackKind, Reason, Why


def every_label() -> list[str]:
    return [
        *(labels.reason(Reason(why)) for why in Why),
        *map(labels.lack, LackKind),
        *map(labels.hindrance, Hindrance),
        *map(labels.state, LetterState),
        *map(labels.outcome, AttemptOutcome),
        labels.weekday(date(2026, 12, 11)),
        labels.rest("토요일"),
        labels.count(2, "편지 {}통", "letter"),
    ]


def test_every_label_is_korean_for_koreans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGYAK_LANGUAGE", "ko")
    assert all(re.search("[가-힣]", label) for label in every_label())


def test_no_label_is_korean_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGYAK_LANGUAGE", "en")
    assert not [label for label in every_label() if re.search("[가-힣]", label)]


def test_english_has_one_letter_and_two_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGYAK_LANGUAGE", "en")
    told = [labels.count(number, "편지 {}통", "letter") for number in (0, 1, 2, 1000)]
    assert told == ["0 letters", "1 letter", "2 letters", "1,000 letters"]
