from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jobs.desk import open_desk
from jobs.inviting import accept
from tests.admin.conftest import Call

PASSWORD = "가람시-공약-2025"  # noqa: S105 - of invented people


@pytest.fixture
def officials(city: Path, call: Call) -> list[str]:
    """Give the ids of the officials of the city."""
    assert city
    return [each["official"] for each in json.loads(call("account", "list", "--json").out)]


def let_in(call: Call, official: str) -> None:
    """Have *official* follow the link of an invitation."""
    token = call("account", "invite", official).out.strip().rpartition("/")[2]
    with open_desk() as desk:
        accept(desk, token, PASSWORD, PASSWORD)


def state(call: Call, official: str) -> str:
    rows = call("account", "list").out.splitlines()
    return next(row for row in rows if row.strip().startswith(f"{official} "))


def test_an_invitation_is_a_link_for_one_person(call: Call, officials: list[str]) -> None:
    answer = call("account", "invite", officials[0])
    assert answer.code == 0
    assert "24시간 안에 한 번만" in answer.out
    assert re.search(r"^http://127\.0\.0\.1:8000/welcome/[\w-]{43}$", answer.out, re.MULTILINE)
    assert "초대함" in state(call, officials[0])


def test_the_link_leads_to_the_address_of_the_site(
    call: Call, officials: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGYAK_SITE_ADDRESS", "https://www.example.kr/gongyak/")
    assert "https://www.example.kr/gongyak/welcome/" in call("account", "invite", officials[0]).out


def test_an_account_is_used_disabled_enabled_renewed_and_removed(call: Call, officials: list[str]) -> None:
    who = officials[0]
    let_in(call, who)
    assert " 사용 " in state(call, who)
    for command, told, shown in (
        ("disable", "사용을 중지하였습니다", "사용 중지"),
        ("disable", "이미 사용 중지되어", "사용 중지"),
        ("enable", "다시 사용할 수 있습니다", " 사용 "),
        ("enable", "사용할 수 있는 계정입니다", " 사용 "),
        ("renew", "비밀번호를 바꾸어야", "비밀번호 변경 필요"),
        ("remove", "계정을 지웠습니다", " - "),
    ):
        answer = call("account", command, who)
        assert (answer.code, told in answer.out) == (0, True), command
        assert shown in state(call, who)


def test_who_has_no_account_is_told_how_to_get_one(call: Call, officials: list[str]) -> None:
    for command in ("disable", "enable", "renew", "remove"):
        answer = call("account", command, officials[0])
        assert (answer.code, "gongyak account invite" in answer.err) == (4, True), command
    assert call("account", "invite", "nobody").code == 4


def test_no_hash_and_no_token_is_listed(call: Call, officials: list[str]) -> None:
    let_in(call, officials[0])
    listed = call("account", "list", "--json").out
    assert "argon2" not in listed
    first = json.loads(listed)[0]
    assert (first["has_account"], first["is_active"], first["is_invited"]) == (True, True, False)
