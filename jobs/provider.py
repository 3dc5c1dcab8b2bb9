"""The provider of the single sign-on (OpenID Connect): what it says of itself, and whom it vouches for.

Everything that comes from it is suspect until the signature of its ID token is proved; what cannot be proved
lets nobody in.  httpx and joserfc are imported when somebody comes, for most cities have no single sign-on.
"""

from __future__ import annotations

import json
import ssl
from base64 import b64encode, urlsafe_b64encode
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from hashlib import sha256
from threading import BoundedSemaphore
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus, urlencode

from jobs.account_errors import NotVouched, ProviderSilent
from jobs.id_token import Expectation, KeyUnknown, claims_in, for_signatures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from config.settings import Oidc

RETURN: Final = "/login/oidc/return"
"""Below the site's address, where the provider sends people back to."""
_KEPT_FOR: Final = timedelta(hours=1)
_KEYS_ASKED_EVERY: Final = timedelta(minutes=1)
"""Whoever sends tokens with invented keys makes us ask no more often than this."""
_STEP_S: Final = 4.0
"""How many seconds each step of a request to the provider may take,"""
_WHOLE_S: Final = 8.0
"""and the whole of its answer."""
_LARGEST: Final = 500_000
_AT_ONCE: Final = 8
"""So many people may wait for the provider: the threads of the others go on answering pages."""
ANOTHER_NAME: Final = "its issuer has another name than oidc.issuer"
NO_KEYS: Final = "it has no key for signatures"
UNFIT_ADDRESS: Final = "an address of its discovery cannot be used"
_WELL_KNOWN: Final = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """What a provider says of itself."""

    authorization: str
    token: str
    keys: str
    takes_basic: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What one trip to the provider is known by; only the browser that set out can come back with it."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """Something fetched, and when."""

    value: Any
    at: datetime


class Provider:
    """Asks the provider, and keeps for an hour what it says of itself and its keys."""

    def __init__(self, settings: Oidc, site: str) -> None:
        """Ask the issuer of *settings*; people come back to the address *site*."""
        self._settings: Final = settings
        self._client: Final = settings.client_id or ""
        self._issuer: Final = settings.issuer or ""
        self._return: Final = f"{site.rstrip('/')}{RETURN}"
        self._kept: Final[dict[str, _Kept]] = {}
        self._seats: Final = BoundedSemaphore(_AT_ONCE)
        self._told_at: datetime | None = None

    def way(self, proof: Proof, now: datetime) -> str:
        """Return the address at which somebody proves who they are; raise `ProviderSilent`."""
        with self._seat():
            endpoint = self._endpoints(now).authorization
        asked = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": self._return,
            "scope": "openid email profile",
            "state": proof.state,
            "nonce": proof.nonce,
            "code_challenge": _challenge(proof.verifier),
            "code_challenge_method": "S256",
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def vouched(self, code: str, proof: Proof, now: datetime) -> str:
        """Return the claim that tells who came back with *code*; raise `NotVouched`, `ProviderSilent`."""
        with self._seat():
            endpoints = self._endpoints(now)
            token = self._redeemed(endpoints, code, proof)
            expected = Expectation(self._issuer, self._client, proof.nonce, now)
            for age in (_KEPT_FOR, _KEYS_ASKED_EVERY):  # the provider may have changed its keys
                with suppress(KeyUnknown):
                    return self._who(claims_in(token, self._keys(endpoints, now, age), expected))
        raise NotVouched(why="the ID token's key is none of the provider's")

    def probe(self, now: datetime) -> timedelta | None:
        """Ask for all that a login needs, and return how far its clock is ahead of *now*.

        None: it tells no time.  Raises `ProviderSilent`.
        """
        keys = self._ask_keys(self._ask_endpoints().keys)
        if not for_signatures(keys):
            raise ProviderSilent(why=NO_KEYS)
        return self._told_at - now if self._told_at else None

    def _who(self, claims: Mapping[str, Any]) -> str:
        """Return the claim that is asked for; a mail address only unless it is said not to be verified."""
        name = self._settings.claim
        value = claims.get(name)
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise NotVouched(why=f"no usable claim {name}")
        if name == "email" and str(claims.get("email_verified", True)).lower() != "true":
            raise NotVouched(why="email_verified")
        return value.strip()

    @contextmanager
    def _seat(self) -> Iterator[None]:
        """Wait for the provider, unless too many do already."""
        if not self._seats.acquire(blocking=False):
            raise ProviderSilent(why="too many people wait for it")
        try:
            yield
        finally:
            self._seats.release()

    def _endpoints(self, now: datetime) -> Endpoints:
        kept: Endpoints = self._kept_for("endpoints", now, _KEPT_FOR, self._ask_endpoints)
        return kept

    def _ask_endpoints(self) -> Endpoints:
        said = self._asked("GET", self._issuer.rstrip("/") + _WELL_KNOWN)
        if said.get("issuer") != self._issuer:
            raise ProviderSilent(why=ANOTHER_NAME)
        methods = said.get("token_endpoint_auth_methods_supported")
        return Endpoints(
            authorization=self._safe(said.get("authorization_endpoint")),
            token=self._safe(said.get("token_endpoint")),
            keys=self._safe(said.get("jwks_uri")),
            takes_basic=not isinstance(methods, list) or "client_secret_basic" in methods,
        )

    def _keys(self, endpoints: Endpoints, now: datetime, age: timedelta) -> list[Any]:
        kept: list[Any] = self._kept_for("keys", now, age, lambda: self._ask_keys(endpoints.keys))
        return kept

    def _ask_keys(self, address: str) -> list[Any]:
        keys = self._asked("GET", address).get("keys")
        if not isinstance(keys, list):
            raise ProviderSilent(why="its keys cannot be read")
        return keys

    def _safe(self, address: object) -> str:
        """Return *address*, if it is one that may be asked."""
        schemes = ("https://", "http://") if self._settings.plain_http == "yes" else ("https://",)
        if not isinstance(address, str) or not address.startswith(schemes) or not address.isprintable():
            raise ProviderSilent(why=UNFIT_ADDRESS)
        return address

    def _kept_for(self, name: str, now: datetime, age: timedelta, ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever *ask* returns
        """Return what *ask* returns; what is younger than *age* is not asked for again."""
        kept = self._kept.get(name)
        if kept is None or not timedelta(0) <= now - kept.at < age:
            kept = self._kept[name] = _Kept(ask(), now)
        return kept.value

    def _redeemed(self, endpoints: Endpoints, code: str, proof: Proof) -> str:
        """Return the ID token for *code*."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._return,
            "code_verifier": proof.verifier,
        }
        headers, secret = {}, self._settings.client_secret
        if secret is not None and endpoints.takes_basic:
            pair = f"{quote_plus(self._client)}:{quote_plus(secret.get_secret_value())}"
            headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        else:
            form["client_id"] = self._client
            if secret is not None:
                form["client_secret"] = secret.get_secret_value()
        token = self._asked("POST", endpoints.token, form, headers).get("id_token")
        if not isinstance(token, str):
            raise NotVouched(why="no ID token")
        return token

    def _asked(
        self,
        method: str,
        address: str,
        form: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Return the JSON object that the provider answers with; raise `ProviderSilent`, `NotVouched`."""
        import httpx

        try:
            with httpx.Client(verify=self._trust, timeout=_STEP_S, follow_redirects=False) as client:
                request = client.build_request(method, address, data=form, headers=headers)
                answer = client.send(request, stream=True)
                body = _body(answer)
            said, self._told_at = json.loads(body), _date_of(answer)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RecursionError) as error:
            raise ProviderSilent(why=f"{type(error).__name__} at {method}") from error
        if answer.is_client_error and method == "POST":
            raise NotVouched(why=f"{answer.status_code} for the code")
        if not answer.is_success or not isinstance(said, dict):
            raise ProviderSilent(why=f"{answer.status_code} at {method}")
        return said

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """What the provider's certificate is checked by: read once, for that takes a while."""
        context = ssl.create_default_context()
        if self._settings.ca_file is not None:
            context.load_verify_locations(cafile=self._settings.ca_file)
        return context


def _body(answer: Any) -> bytes:  # noqa: ANN401 - httpx is imported by whoever needs it
    """Return the body of *answer*, which may be neither endless nor slow."""
    body, until = bytearray(), monotonic() + _WHOLE_S
    for part in answer.iter_bytes():
        body += part
        if len(body) > _LARGEST or monotonic() > until:
            raise ValueError
    return bytes(body)


def _date_of(answer: Any) -> datetime | None:  # noqa: ANN401 - as above
    """Return the time that the provider's clock showed, or None."""
    try:
        return parsedate_to_datetime(answer.headers.get("Date", "")).astimezone(UTC)
    except ValueError:
        return None


def _challenge(verifier: str) -> str:
    """Return the S256 challenge of PKCE."""
    return _base64(sha256(verifier.encode()).digest())


def _base64(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
