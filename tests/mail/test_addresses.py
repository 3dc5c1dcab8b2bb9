"""One address is one mailbox, and no name breaks out of its header."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.mail.addresses import address_header, domain_of, mailbox, one_line
from gongyak.mail.errors import BadAddress


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("officer@example.kr", "officer@example.kr"),
        (" officer@example.kr ", "officer@example.kr"),
        ("officer+pledges@EXAMPLE.kr", "officer+pledges@example.kr"),
        ("담당@가람시.한국", "담당@xn--o39a02ti6i.xn--3e0b707e"),
        (normalize("NFD", "담당@example.kr"), "담당@example.kr"),
        ("root@relay", "root@relay"),
    ],
)
def test_one_mailbox_is_taken_with_its_domain_in_ascii(text: str, address: str) -> None:
    assert mailbox(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "officer",
        "@example.kr",
        "officer@",
        "a@example.kr, evil@example.kr",
        "a@example.kr;evil@example.kr",
        "a@example.kr evil@example.kr",
        "officer@example.kr\r\nBcc: evil@example.kr",
        "officer\n@example.kr",
        "officer@example.kr\n",
        "<officer@example.kr>",
        "담당 <officer@example.kr>",
        '"a b"@example.kr',
        "a(comment)@example.kr",
        "a@b@example.kr",
        "a..b@example.kr",
        ".a@example.kr",
        "a@-example.kr",
        "a@example..kr",
        "a@[127.0.0.1]",
        "a\u200bb@example.kr",
        "a\ud800@example.kr",
        "a" * 65 + "@example.kr",
        "a@" + "b" * 64 + ".kr",
    ],
)
def test_anything_else_is_refused_on_one_line(text: str) -> None:
    with pytest.raises(BadAddress) as refused:
        mailbox(text)
    assert "\n" not in refused.value.say()


def test_the_domain_is_what_follows_the_at() -> None:
    assert domain_of("gongyak@example.kr") == "example.kr"


def parsed(value: str) -> tuple[str, str]:
    message = message_from_bytes(f"To: {value}\r\n\r\n".encode())
    raw = str(message["To"]).replace("\r\n", "")
    name, address = parseaddr(raw)
    return str(make_header(decode_header(name))), address


@given(st.text(max_size=80))
def test_any_name_comes_back_as_it_was_and_starts_no_line_of_its_own(name: str) -> None:
    value = address_header("To", name, "officer@example.kr")
    assert all(line.startswith(" ") for line in value.split("\r\n")[1:])
    assert all(len(line) <= 78 for line in f"To: {value}".split("\r\n"))
    assert parsed(value) == (one_line(name), "officer@example.kr")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Kim Officer", "Kim Officer <officer@example.kr>"),
        ("", "<officer@example.kr>"),
        ("담당", "=?utf-8?b?64u064u5?= <officer@example.kr>"),
    ],
)
def test_names_are_plain_where_they_can_be(name: str, value: str) -> None:
    assert address_header("To", name, "officer@example.kr") == value


def test_an_address_outside_ascii_stays_as_it_is() -> None:
    assert address_header("To", "담당", "담당@example.kr") == "=?utf-8?b?64u064u5?= <담당@example.kr>"
