"""The commands about the outbox as a person calls them."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.admin.conftest import Call


def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGYAK_MAIL_SERVER", "127.0.0.1")
    monkeypatch.setenv("GONGYAK_MAIL_PORT", "1")


def test_an_empty_outbox_is_told(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    assert call("mail", "list").out == "편지가 없습니다.\n"
    assert json.loads(call("mail", "list", "--json").out)["letters"] == []


def test_a_trial_letter_tells_where_it_went(call: Call, city: Path) -> None:
    answer = call("mail", "test", "me@example.kr")
    assert (answer.code, answer.out) == (0, "보냈습니다: me@example.kr → var/mail\n")
    assert len(list((city / "var" / "mail").glob("*.eml"))) == 1
    shown = call("mail", "show", "1", "--eml", "편지.eml")
    assert "상태: 발송" in shown.out
    assert "1. 2" in shown.out
    message = message_from_bytes((city / "편지.eml").read_bytes(), policy=policy.default)
    assert message["To"].addresses[0].addr_spec == "me@example.kr"
    assert "me@example.kr" in call("mail", "list", "--state", "sent").out
    assert call("mail", "list", "--state", "failed").out == "편지가 없습니다.\n"


def test_a_trial_letter_that_does_not_go_out_says_why_and_goes_later(
    call: Call,
    city: Path,  # noqa: ARG001 - it stands there
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no_server(monkeypatch)
    answer = call("mail", "test", "me@example.kr")
    assert answer.code == 8
    (line,) = answer.err.splitlines()
    assert "메일 서버에 연결할 수 없습니다" in line
    assert line.count("→") == 1
    assert call("mail", "hold", "1").out == "1: 보류하였습니다\n"
    assert "보류" in call("mail", "list", "--state", "held").out
    monkeypatch.delenv("GONGYAK_MAIL_SERVER")
    again = call("mail", "retry", "1")
    assert (again.code, again.out, again.err) == (0, "1: 발송\n", "")


def test_what_cannot_be_held_or_sent_again_is_told_and_counts(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    call("mail", "test", "me@example.kr")
    for command in ("hold", "retry"):
        answer = call("mail", command, "1")
        assert answer.code == 1
        assert answer.out == "1: 그럴 수 있는 상태가 아닙니다(gongyak mail show)\n"


def test_in_english_no_word_is_korean(
    call: Call,
    city: Path,  # noqa: ARG001 - it stands there
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GONGYAK_LANGUAGE", "en")
    assert call("mail", "test", "me@example.kr").out == "Sent: me@example.kr → var/mail\n"
    assert call("mail", "lift", "me@example.kr").out == "me@example.kr: was not stopped.\n"
    assert call("mail", "hold", "1").out == "1: not in a state for that (gongyak mail show)\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "99"), 4, "99"),
        (("hold", "99"), 4, "99"),
        (("retry", "99"), 4, "99"),
        (("test", "x"), 2, "x"),
        (("show", "하나"), 2, "쓸 수 없는 값"),
        (("list", "--state", "gone"), 2, "쓸 수 없는 값"),
        (("list", "--limit", "0"), 2, "쓸 수 없는 값"),
        (("retry",), 2, "빠졌습니다"),
    ],
)
def test_a_mistake_is_one_clear_line_and_its_documented_code(
    call: Call,
    city: Path,  # noqa: ARG001 - it stands there
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    answer = call("mail", *arguments)
    assert answer.code == code
    (line,) = answer.err.splitlines()
    assert said in line
