"""People with accounts, for the tests of pages: one for each role, in two departments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from starlette.types import ASGIApp

from gongyak.accounts import Account, LoginSession, digest_of, standing_of, user_on
from gongyak.city import City
from gongyak.people import Department, Official, Post, Role, Tenure
from gongyak.store.accounts import write_account
from gongyak.store.city import write_city
from gongyak.store.sessions import open_session
from jobs.desk import Desk
from jobs.passwords import hash_of
from tests.admin.web.browser import Browser
from tests.cast import CITY, DEPARTMENT, TEAM

OTHER: Final = "복지과"
PASSWORD: Final = "가람시-공약-2025"  # noqa: S105 - of invented people
SINCE: Final = date(2024, 1, 1)


def person(key: str, role: Role | None, department: str = DEPARTMENT, until: date | None = None) -> Official:
    """Return an official with one post (or, without a role, none)."""
    team = TEAM if role in {Role.OFFICER, Role.TEAM_LEAD} and department == DEPARTMENT else None
    posts = (Post(role, department, team, Tenure(SINCE, until)),) if role else ()
    return Official(key, f"이{key}", f"{key}@example.kr", None, posts)


PEOPLE: Final = {
    "officer": person("officer", Role.OFFICER),
    "lead": person("lead", Role.TEAM_LEAD),
    "head": person("head", Role.HEAD),
    "coordinator": person("coordinator", Role.COORDINATOR),
    "admin": person("admin", Role.ADMINISTRATOR),
    "reader": person("reader", Role.READER),
    "otherofficer": person("otherofficer", Role.OFFICER, OTHER),
    "otherhead": person("otherhead", Role.HEAD, OTHER),
}
TOWN: Final[City] = replace(
    CITY,
    departments=(*CITY.departments, Department(OTHER)),
    officials=(*CITY.officials, *PEOPLE.values(), person("nopost", None)),
)


def settle(desk: Desk, *, accounts: Iterable[str] = (*PEOPLE, "nopost"), city: City = TOWN) -> None:
    """Write *city* into the database of *desk*, and an account with `PASSWORD` for each of *accounts*."""
    hashed = hash_of(PASSWORD)
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        write_city(session, city)
        for key in accounts:
            write_account(session, Account(official=key, password=hashed, set_at=desk.now()))


def browser_of(desk: Desk, app: ASGIApp, key: str) -> Browser:
    """Return a browser in which the official *key* is logged in, without the time that hashing takes."""
    browser, token = Browser(app), f"token-of-{key}"
    official = next(each for each in TOWN.officials if each.id == key)
    opened = LoginSession(
        digest=digest_of(token),
        official=key,
        standing=standing_of(user_on(official, desk.today)),
        started_at=desk.now(),
        seen_at=desk.now(),
    )
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        open_session(session, opened)
    browser.cookies.set("gongyak_session", token, domain="gongyak.example.kr")
    return browser
