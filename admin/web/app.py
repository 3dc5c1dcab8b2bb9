"""Which pages there are, what answers for each, and what each needs."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from admin.web.access import LOGIN, PASSWORD, Everyone, Gate, Known, Needs, Page, require_doors
from admin.web.answers import Answers
from admin.web.guard import Guard
from admin.web.health import Health
from admin.web.home import HomePage
from admin.web.login import Login
from admin.web.pages import Pages
from admin.web.pledges import Pledges
from admin.web.session import Cookies
from admin.web.troubles import Troubles
from gongyak.errors import GongyakError
from gongyak.links import PATH
from gongyak.permissions import Action, Subject
from jobs.desk import Desk
from jobs.inviting import PATH as WELCOME


def make_app(desk: Desk) -> Starlette:
    """Return the site that works at *desk*.

    Every endpoint is a plain function: it runs in a thread, where the database may be waited for.
    """
    pages = Pages(desk.settings)
    cookies = Cookies(desk.settings, pages.base)
    troubles = Troubles(desk, pages)
    declared = [
        *_open_pages(desk, pages),
        *_login_pages(Login(desk, pages, cookies)),
        *_pledge_pages(desk, pages),
    ]
    pages.offer(declared)
    routes = Gate(desk, cookies, pages.base).routes(declared)
    require_doors(routes)
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, at_fault=troubles.unforeseen)],
        exception_handlers={GongyakError: troubles.told, HTTPException: troubles.refused},
    )


def _open_pages(desk: Desk, pages: Pages) -> list[Page]:
    """Return what needs no login: links of letters, the style sheet, what monitors ask."""
    answers, health = Answers(desk, pages), Health(desk)
    return [
        Page(f"/{PATH}/{{token}}", answers.ask, needs=Everyone(is_bare=True)),
        Page(f"/{PATH}/{{token}}", answers.take, needs=Everyone(is_bare=True), method="POST"),
        Page("/style.css", pages.style, needs=Everyone(is_bare=True)),
        Page("/healthz", health.live, needs=Everyone(is_bare=True)),
        Page("/readyz", health.ready, needs=Everyone(is_bare=True)),
    ]


def _login_pages(login: Login) -> list[Page]:
    """Return the pages by which people come in and go out."""
    invitation = f"/{WELCOME}/{{token}}"
    return [
        Page(LOGIN, login.ask, needs=Everyone()),
        Page(LOGIN, login.enter, needs=Everyone(), method="POST", is_slow=True),
        Page("/logout", login.leave, needs=Known(is_first=True), method="POST"),
        Page(PASSWORD, login.ask_password, needs=Known(is_first=True)),
        Page(PASSWORD, login.set_password, needs=Known(is_first=True), method="POST", is_slow=True),
        Page(invitation, login.ask_welcome, needs=Everyone()),
        Page(invitation, login.welcome, needs=Everyone(), method="POST", is_slow=True),
    ]


def _pledge_pages(desk: Desk, pages: Pages) -> list[Page]:
    """Return what people begin with, and the pledges."""
    home, pledges = HomePage(desk, pages), Pledges(desk, pages)
    read = Needs(Action.READ, Subject.PLEDGE)
    return [
        Page("/", home.show, needs=Known()),
        Page("/pledges", pledges.listed, needs=read),
    ]
