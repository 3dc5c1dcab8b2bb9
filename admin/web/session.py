"""The cookie of a session, and the token that proves that a form came from one of our own pages."""

from __future__ import annotations

import hmac
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from secrets import token_urlsafe
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from config.settings import Settings
from jobs.entering import TOKEN_BYTES

SESSION: Final = "gongyak_session"
"""The cookie of somebody who is logged in."""
VISIT: Final = "gongyak_visit"
"""The cookie of somebody who is not: it only ties the login form to the browser that it was shown to."""
CSRF_FIELD: Final = "_csrf"
CSRF_HEADER: Final = "X-CSRF-Token"
_PURPOSE: Final = "gongyak form\0"
_LONGEST: Final = 100
_NETWORK: Final = 64


class Cookies:
    """Sets and takes back the two cookies: never for scripts, never for requests from other sites."""

    def __init__(self, settings: Settings, base: str) -> None:
        """Bind cookies to the site's path *base*; the settings say whether they are for https only."""
        self._path: Final = base or "/"
        self._wish: Final = settings.web.secure_cookies
        self._is_https: Final = (settings.site.address or "").startswith("https://")

    def open(self, response: Response, request: Request, token: str) -> None:
        """Give the browser the session of *token*, in place of whatever it had before."""
        self._set(response, request, SESSION, token)
        response.delete_cookie(VISIT, path=self._path)

    def greet(self, response: Response, request: Request, token: str) -> None:
        """Give a browser without a session the token that its forms are tied to."""
        self._set(response, request, VISIT, token)

    def close(self, response: Response) -> None:
        """Take the session's cookie back."""
        response.delete_cookie(SESSION, path=self._path)

    def _set(self, response: Response, request: Request, name: str, token: str) -> None:
        response.set_cookie(
            name, token, path=self._path, httponly=True, samesite="lax", secure=self._is_secure(request)
        )

    def _is_secure(self, request: Request) -> bool:
        if self._wish != "auto":
            return self._wish == "yes"
        return self._is_https or request.url.scheme == "https"


def token_in(request: Request, name: str) -> str | None:
    """Return the token in the cookie *name*, if the browser sent one that we may have made."""
    token = request.cookies.get(name, "")
    return token if 0 < len(token) <= _LONGEST and token.isascii() else None


def new_token() -> str:
    """Return a token that nobody guesses: 256 random bits."""
    return token_urlsafe(TOKEN_BYTES)


def csrf_of(token: str) -> str:
    """Return what the forms shown to the browser with the cookie *token* carry: nobody derives that back."""
    return sha256(f"{_PURPOSE}{token}".encode()).hexdigest()


def is_csrf(given: object, token: str) -> bool:
    """Tell whether *given*, from a form or a header, is what the cookie *token* asks for."""
    return isinstance(given, str) and hmac.compare_digest(given.encode(), csrf_of(token).encode())


def address_of(request: Request) -> str:
    """Return where a request comes from; of IPv6 the network, of which a single person has all addresses."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(ip_network((address.packed, _NETWORK), strict=False))
    return host


def own_path(text: str) -> str:
    r"""Return *text* if it is a path of our own site to go on to, else the path of the first page.

    Browsers take ``//host``, ``/\host`` and paths with control characters in them for other sites.
    """
    is_path = text.startswith("/") and not text.startswith("//")
    return text if is_path and "\\" not in text and text.isprintable() else "/"
