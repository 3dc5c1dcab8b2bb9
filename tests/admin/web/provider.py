"""A little OpenID provider for tests: real HTTP on the loopback, and whatever a bad one would do."""

from __future__ import annotations

import threading
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CLIENT: Final = "gongyak"
SECRET: Final = "비밀 값:1"  # noqa: S105 - of a provider in a test
AT: Final = 1735786800
"""The instant of `tests.jobs.world.NOON`."""


@cache
def pair() -> RSAKey:
    """Return the key for RS256: one for all tests, for it takes its time to make."""
    return RSAKey.generate_key(2048, {"kid": "1"})


@dataclass
class TestProvider:
    """What the provider says and does; a test changes what it wants to go wrong."""

    __test__ = False
    address: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"email": "officer@example.kr"})
    alg: str = "RS256"
    key: Any = field(default_factory=pair)
    shown: Any = None
    """The key that is published, where it is not the one that signs."""
    token: str | None = None
    methods: list[str] = field(default_factory=lambda: ["client_secret_basic"])
    discovery: dict[str, Any] = field(default_factory=dict)
    trips: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    date: str = "Thu, 02 Jan 2025 03:00:00 GMT"
    """What the provider's clock shows; empty: it does not tell."""

    def consent(self, way: str) -> str:
        """Do what the provider's page does once somebody is known there: return the query to go back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(way).query).items()}
        code = f"code-{len(self.trips)}"
        self.trips[code] = asked
        return f"code={code}&state={asked['state']}"

    def configuration(self, _: Request) -> Response:
        """Tell the addresses."""
        self.asked.append("discovery")
        said = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize?realm=city",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": self.methods,
        }
        return JSONResponse(said | self.discovery)

    def keys(self, _: Request) -> Response:
        """Tell the keys."""
        self.asked.append("keys")
        strange = {"kty": "oct", "k": "c2VjcmV0", "kid": "2"}
        shown = [strange, (self.shown or self.key).as_dict(private=False)]
        return JSONResponse({"keys": shown}, headers={"Date": self.date} if self.date else {})

    async def redeem(self, request: Request) -> Response:
        """Give the ID token for a code, once, to the client whose verifier fits."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        self.asked.append("token")
        trip = self.trips.pop(form["code"], None)
        challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        if (
            trip is None
            or trip["code_challenge"] != challenge
            or trip["code_challenge_method"] != "S256"
            or trip["redirect_uri"] != form["redirect_uri"]
            or not self._is_client(request, form)
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": self._token(trip)})

    def _is_client(self, request: Request, form: dict[str, str]) -> bool:
        if "client_secret_basic" in self.methods:
            given = b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
            return parse_qs(f"a={given}") == {"a": [f"{CLIENT}:{SECRET}"]}
        return (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)

    def _token(self, trip: dict[str, str]) -> str:
        if self.token is not None:
            return self.token
        usual = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "7",
            "exp": AT + 300,
            "iat": AT,
            "nonce": trip["nonce"],
        }
        claims = {name: value for name, value in (usual | self.claims).items() if value is not None}
        header = {"alg": self.alg, "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[self.alg])


def curve() -> ECKey:
    """Return a key for ES256."""
    return ECKey.generate_key("P-256", {"kid": "1"})


@contextmanager
def provider() -> Iterator[TestProvider]:
    """Run a provider at an address of its own."""
    state = TestProvider()
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", state.configuration),
            Route("/keys", state.keys),
            Route("/token", state.redeem, methods=["POST"]),
        ]
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", date_header=False))
    listening = server.config.bind_socket()
    state.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield state
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
