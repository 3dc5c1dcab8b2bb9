"""The pages of the single sign-on: the way to the provider, and the way back."""

from __future__ import annotations

import hmac
import logging
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.web.access import Everyone, Page, tie_of
from admin.web.login import Login
from admin.web.pages import Pages
from admin.web.session import SESSION, address_of, own_path, token_in
from admin.web.trips import come_back, set_out
from gongyak.errors import GongyakError
from jobs.account_errors import NoPostToday, NotVouched, ProviderSilent, TooManyAttempts
from jobs.desk import Desk
from jobs.provider import RETURN, Provider
from jobs.vouching import log_in_vouched

LOG: Final = logging.getLogger("gongyak.oidc")
PATH: Final = "/login/oidc"
_LONGEST_CODE: Final = 4000


class Oidc:
    """Whom the provider vouches for comes in here."""

    def __init__(self, desk: Desk, pages: Pages, login: Login) -> None:
        """Let people in at *desk*, as *login* does."""
        self._desk: Final = desk
        self._pages: Final = pages
        self._login: Final = login
        self._issuer: Final = desk.settings.oidc.issuer or ""
        self._provider: Final = Provider(desk.settings.oidc, desk.settings.site.address or "")

    def leave(self, request: Request) -> Response:
        """Send the browser to the provider."""
        onward = own_path(request.query_params.get("next", "/"))
        if request.state.user:
            return self._pages.go(onward)
        now = self._desk.now()
        try:
            way = self._provider.way(set_out(tie_of(request), now, onward), now)
        except ProviderSilent as error:
            return self._told(request, onward, error)
        return RedirectResponse(way, HTTPStatus.SEE_OTHER)

    def come_back(self, request: Request) -> Response:
        """Log in whoever the provider vouches for, and go on to where they wanted to go."""
        if request.state.user:
            return self._pages.go("/")
        query = request.query_params
        trip = come_back(tie_of(request), self._desk.now(), query.get("state", ""))
        proof, onward = trip or (None, "/")
        code = query.get("code", "")

        def vouch() -> str:
            is_issuer = hmac.compare_digest(query.get("iss", self._issuer).encode(), self._issuer.encode())
            if proof is None or not is_issuer or not 0 < len(code) <= _LONGEST_CODE:
                raise NotVouched(why="not of a trip that this browser is on")
            return self._provider.vouched(code, proof, self._desk.now())

        try:
            former = token_in(request, SESSION)
            token = log_in_vouched(self._desk, vouch, address_of(request), former)
        except (NotVouched, ProviderSilent, NoPostToday, TooManyAttempts) as error:
            return self._told(request, onward, error)
        return self._login.admit(request, token, onward)

    def _told(self, request: Request, onward: str, error: GongyakError) -> Response:
        """Tell people that they may not, and the administrator why."""
        LOG.warning("single sign-on: %s: %s", type(error).__name__, error.values.get("why", ""))
        return self._login.show(request, onward, error=error)


def oidc_pages(desk: Desk, pages: Pages, login: Login) -> list[Page]:
    """Return the pages of the single sign-on, if there is one."""
    if not desk.settings.oidc.issuer:
        return []
    oidc = Oidc(desk, pages, login)
    return [Page(PATH, oidc.leave, needs=Everyone()), Page(RETURN, oidc.come_back, needs=Everyone())]
