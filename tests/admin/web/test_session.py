from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.requests import Request

from admin.web.session import address_of, csrf_of, is_csrf, new_token, own_path, token_in

SITE = "https://gongyak.example.kr"
NASTY = st.text(alphabet="/\\:?#@.%\t\n\r\0 evilhttps가", max_size=20)


def request(host: str | None = "192.0.2.1", cookie: str = "") -> Request:
    client = (host, 50000) if host is not None else None
    return Request({"type": "http", "client": client, "headers": [(b"cookie", cookie.encode("latin-1"))]})


@given(NASTY)
@example("//evil.example.kr")
@example("/\\evil.example.kr")
@example("/\t/evil.example.kr")
def test_no_text_leads_off_the_site(text: str) -> None:
    path = own_path(text)
    seen = path.replace("\\", "/").replace("\t", "").replace("\n", "").replace("\r", "")  # as browsers do
    assert path.startswith("/")
    assert not seen.startswith("//")
    assert urlsplit(urljoin(SITE, path)).netloc == "gongyak.example.kr"


@pytest.mark.parametrize("path", ["/", "/pledges/1-1?tab=budget#sum", "/drafts?half_year=2024H2", "/a//b"])
def test_a_path_of_our_own_is_gone_on_to(path: str) -> None:
    assert own_path(path) == path


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 43 for token in tokens)


def test_a_form_belongs_to_one_cookie() -> None:
    assert is_csrf(csrf_of("one"), "one")
    for wrong in (csrf_of("two"), "", None, b"x", "가", csrf_of("one")[:-1], "one"):
        assert not is_csrf(wrong, "one")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unix", "unix"),
        (None, ""),
    ],
)
def test_an_address_is_that_of_a_network_where_a_person_has_many(host: str | None, address: str) -> None:
    assert address_of(request(host)) == address


@pytest.mark.parametrize(
    ("cookie", "token"),
    [
        ("gongyak_session=abc", "abc"),
        ("other=x; gongyak_session=abc", "abc"),
        ("gongyak_session=", None),
        ("", None),
        (f"gongyak_session={'x' * 101}", None),
        ("gongyak_session=\xea\xb0\x80", None),
    ],
)
def test_a_cookie_that_is_none_of_ours_is_none(cookie: str, token: str | None) -> None:
    assert token_in(request(cookie=cookie), "gongyak_session") == token
