"""A single sign-on that nobody could come in by is told before somebody stands at the door."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jobs.desk import Desk
from jobs.doctor import Check, examine
from tests.admin.web.provider import CLIENT, TestProvider, provider
from tests.jobs.world import NOON, desk_at

NAME = "Single sign-on (OIDC)"


@pytest.fixture(scope="module")
def server() -> Iterator[TestProvider]:
    with provider() as running:
        yield running


@pytest.fixture
def idp(server: TestProvider) -> TestProvider:
    """Give the provider as it was before anything went wrong."""
    server.__dict__.update(TestProvider(server.address).__dict__)
    return server


def desk_with(idp: TestProvider, folder: Path, **more: str) -> Desk:
    settings = {
        "GONGYAK_OIDC_ISSUER": idp.address,
        "GONGYAK_OIDC_CLIENT_ID": CLIENT,
        "GONGYAK_OIDC_PLAIN_HTTP": "yes",
        "GONGYAK_SITE_ADDRESS": "http://gongyak.example.kr",
    }
    return desk_at(f"sqlite:///{folder}/none.sqlite3", folder, lambda: NOON, **settings | more)


def seen(desk: Desk) -> Check:
    (check,) = [each for each in examine(desk) if each.name.en == NAME]
    return check


def test_without_a_single_sign_on_none_is_looked_at(tmp_path: Path) -> None:
    desk = desk_at(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path)
    assert NAME not in {each.name.en for each in examine(desk)}


@pytest.mark.parametrize(
    "date", ["Thu, 02 Jan 2025 03:00:59 GMT", "Thu, 02 Jan 2025 02:59:01 GMT", "", "noon"]
)
def test_a_provider_that_answers_as_it_should_is_well(tmp_path: Path, idp: TestProvider, date: str) -> None:
    idp.date = date
    check = seen(desk_with(idp, tmp_path))
    assert (check.is_well, check.is_needed, check.seen.ko) == (True, False, idp.address)
    assert idp.asked == ["discovery", "keys"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"discovery": {"issuer": "https://evil.example.kr"}}, "issuer와 다릅니다"),
        ({"discovery": {"jwks_uri": "ftp://evil.example.kr"}}, "사용할 수 없는 주소"),
        ({"discovery": {"jwks_uri": None}}, "사용할 수 없는 주소"),
        ({"date": "Thu, 02 Jan 2025 03:01:01 GMT"}, "시계가 61초 다릅니다"),
        ({"date": "Thu, 02 Jan 2025 02:00:00 GMT"}, "시계가 3,600초 다릅니다"),
    ],
)
def test_what_is_wrong_with_a_provider_is_told_with_the_remedy(
    tmp_path: Path, idp: TestProvider, change: dict[str, Any], told: str
) -> None:
    idp.__dict__.update(change)
    check = seen(desk_with(idp, tmp_path))
    assert not check.is_well
    assert told in check.seen.ko
    assert check.remedy
    assert ("NTP" in check.remedy.ko) == ("시계" in told)


def test_a_provider_without_a_key_for_signatures_is_told(tmp_path: Path, idp: TestProvider) -> None:
    idp.shown = Shown({"kty": "RSA", "use": "enc", "n": "AQAB", "e": "AQAB"})
    assert "열쇠(RSA, EC)가 없습니다" in seen(desk_with(idp, tmp_path)).seen.ko


def test_a_provider_that_is_not_there_or_not_trusted_is_told(tmp_path: Path, idp: TestProvider) -> None:
    nowhere = {"GONGYAK_OIDC_ISSUER": "http://127.0.0.1:1"}
    check = seen(desk_with(idp, tmp_path, **nowhere))
    assert check.seen.ko.startswith("발급자 http://127.0.0.1:1: 제대로 된 응답을")
    assert "(ConnectError" in check.seen.ko
    check = seen(desk_with(idp, tmp_path, GONGYAK_OIDC_CA_FILE=str(tmp_path / "none.pem")))
    assert "FileNotFoundError" in check.seen.ko


class Shown:
    """A key as it is published."""

    def __init__(self, key: dict[str, str]) -> None:
        self._key = key

    def as_dict(self, **_: object) -> dict[str, str]:
        return self._key
