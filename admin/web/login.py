"""The pages by which people come in and go out: login, logout, password, invitation, and the first page."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import PASSWORD, text_of, user_of
from admin.web.pages import Pages
from admin.web.session import SESSION, Cookies, address_of, own_path, token_in
from admin.web.wording import in_words
from gongyak.accounts import PasswordUnfit
from gongyak.errors import GongyakError
from jobs.account_errors import (
    IdTaken,
    NoPostToday,
    NotVouched,
    PasswordsDiffer,
    ProviderSilent,
    SamePassword,
    TooManyAttempts,
    UnfitPerson,
    WrongLogin,
)
from jobs.desk import Desk
from jobs.entering import Credentials, change_password, log_in, log_out
from jobs.inviting import Person, accept, read_welcome

_LONGEST_ID: Final = 64
_LONGEST_PASSWORD: Final = 1000
"""What is longer was never anybody's password, and is not worth the time of hashing."""
_REFUSALS: Final[dict[type[GongyakError], HTTPStatus]] = {
    WrongLogin: HTTPStatus.UNAUTHORIZED,
    TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    NoPostToday: HTTPStatus.FORBIDDEN,
    NotVouched: HTTPStatus.FORBIDDEN,
    ProviderSilent: HTTPStatus.BAD_GATEWAY,
    PasswordsDiffer: HTTPStatus.UNPROCESSABLE_ENTITY,
    SamePassword: HTTPStatus.UNPROCESSABLE_ENTITY,
    PasswordUnfit: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnfitPerson: HTTPStatus.UNPROCESSABLE_ENTITY,
    IdTaken: HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""The mistakes after which the same form is shown again with what was wrong."""


class Login:
    """Whoever comes in passes here."""

    def __init__(self, desk: Desk, pages: Pages, cookies: Cookies) -> None:
        """Let people in at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages
        self._cookies: Final = cookies

    def ask(self, request: Request) -> Response:
        """Show the login page; whoever is logged in goes on."""
        onward = own_path(request.query_params.get("next", "/"))
        if request.state.user:
            return self._pages.go(onward)
        return self.show(request, onward)

    def enter(self, request: Request) -> Response:
        """Log in, and go on to where the person wanted to go."""
        onward = own_path(text_of(request, "next") or "/")
        given = _credentials(request, text_of(request, "official").strip())
        try:
            token = log_in(self._desk, given, token_in(request, SESSION))
        except tuple(_REFUSALS) as error:
            return self.show(request, onward, official=given.official, error=error)
        return self.admit(request, token, onward)

    def leave(self, request: Request) -> Response:
        """Log out."""
        token = token_in(request, SESSION)
        if token:
            log_out(self._desk, token, address_of(request))
        response = self._pages.go("/login")
        self._cookies.close(response)
        return response

    def ask_password(self, request: Request) -> Response:
        """Show the page to change the password."""
        return self._show_password(request)

    def set_password(self, request: Request) -> Response:
        """Change the password; all other sessions of the person end."""
        given = _credentials(request, user_of(request).official)
        try:
            token = change_password(self._desk, given, text_of(request, "new"), text_of(request, "again"))
        except tuple(_REFUSALS) as error:
            return self._show_password(request, error=error)
        return self.admit(request, token, "/")

    def ask_welcome(self, request: Request) -> Response:
        """Show the page of an invitation; raises `NoInvitation`."""
        return self._show_welcome(request)

    def welcome(self, request: Request) -> Response:
        """Set the password of whoever was invited."""
        fields = {name: text_of(request, name).strip() for name in ("official", "id", "name", "department")}
        person = Person(fields["official"] or fields["id"], fields["name"], fields["department"])
        try:
            official = accept(
                self._desk,
                request.path_params["token"],
                text_of(request, "new"),
                text_of(request, "again"),
                person,
            )
        except tuple(_REFUSALS) as error:
            return self._show_welcome(request, fields, error)
        return self.show(request, "/", official=official, is_new=True)

    def admit(self, request: Request, token: str, onward: str) -> Response:
        """Give the browser the session of *token*, and lead it on."""
        response = self._pages.go(onward)
        self._cookies.open(response, request, token)
        return response

    def show(
        self,
        request: Request,
        onward: str,
        *,
        official: str = "",
        is_new: bool = False,
        error: GongyakError | None = None,
    ) -> Response:
        """Show the login page, with the *error* after which it is shown again."""
        oidc = self._desk.settings.oidc
        label = oidc.label if oidc.issuer else None
        fields = {"onward": onward, "official": official, "is_new": is_new, "oidc": label}
        return self._show(request, "login.html", error, **fields)

    def _show_password(self, request: Request, error: GongyakError | None = None) -> Response:
        return self._show(request, "login-password.html", error, action=PASSWORD)

    def _show_welcome(
        self, request: Request, fields: dict[str, str] | None = None, error: GongyakError | None = None
    ) -> Response:
        welcome = read_welcome(self._desk, request.path_params["token"])
        given = fields or {"official": "", "id": "", "name": "", "department": ""}
        return self._show(request, "login-welcome.html", error, welcome=welcome, given=given)

    def _show(self, request: Request, page: str, error: GongyakError | None, **fields: object) -> Response:
        status = _REFUSALS[type(error)] if error else HTTPStatus.OK
        response = self._pages.show_to(request, page, status=status, error=in_words(error), **fields)
        if isinstance(error, TooManyAttempts):
            response.headers["Retry-After"] = str(error.values["seconds"])
        return response


def _credentials(request: Request, official: str) -> Credentials:
    password = text_of(request, "password")[:_LONGEST_PASSWORD]
    return Credentials(official[:_LONGEST_ID], password, address_of(request))
