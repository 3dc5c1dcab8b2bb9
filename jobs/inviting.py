"""The job of inviting: a link that sets a password, once, for an official or for the first administrator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from gongyak.accounts import INVITATION_LASTS, Account, Invitation, digest_of
from gongyak.people import Official, Post, Role, Tenure
from gongyak.store.accounts import (
    add_invitation,
    drop_first_invitations,
    find_account,
    find_invitation,
    has_accounts,
    take_invitation,
    write_account,
)
from gongyak.store.city import find_official, read_city, write_city
from gongyak.store.sessions import clear_attempts, end_sessions_of
from jobs.account_errors import AccountDisabled, IdTaken, NoInvitation, NoSuchOfficial, UnfitPerson
from jobs.entering import TOKEN_BYTES, require_chosen, subject_of_account
from jobs.passwords import hash_of

if TYPE_CHECKING:
    from datetime import datetime

    from gongyak.city import City
    from gongyak.store.session import Session
    from jobs.desk import Desk

PATH: Final = "welcome"
"""Below the site's address, the folder of the pages that invitations lead to: ``/welcome/<token>``."""
_CAUSE: Final = "계정 초대"


@dataclass(frozen=True, slots=True)
class Welcome:
    """What an invitation's page shows: whom it invites, or (None) all who may be the first administrator."""

    official: Official | None
    officials: tuple[Official, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Who becomes the first administrator: an official's id, or a new one with name and department."""

    official: str
    name: str = ""
    department: str = ""


def invite(desk: Desk, official: str) -> str:
    """Return the token of a new invitation for *official*; an earlier one is void.

    Raises `NoSuchOfficial`, `AccountDisabled`.
    """
    now = desk.now()
    with desk.database.begin(who=desk.who, at=now, cause=_CAUSE) as session:
        if find_official(session, official) is None:
            raise NoSuchOfficial(official=official)
        account = find_account(session, official)
        if account and not account.is_active:
            raise AccountDisabled(official=official)
        return _invite(session, official, desk.who, now)


def invite_first(desk: Desk) -> str | None:
    """Return the token that makes the first administrator; None: there are accounts already."""
    now = desk.now()
    with desk.database.begin(who=desk.who, at=now, cause=_CAUSE) as session:
        return None if has_accounts(session) else _invite(session, None, desk.who, now)


def read_welcome(desk: Desk, token: str) -> Welcome:
    """Return what the page of an invitation shows; raise `NoInvitation`, and `NoCity` before facts are there.

    It changes nothing.
    """
    with desk.database.read() as session:
        invitation = _invitation(session, token, desk.now())
        if invitation.official is not None:
            return Welcome(find_official(session, invitation.official))
        city = read_city(session)
    return Welcome(None, city.officials, tuple(department.name for department in city.departments))


def accept(desk: Desk, token: str, password: str, again: str, person: Person | None = None) -> str:
    """Set the password of whom the invitation is for, and return their id; all their sessions end.

    The first administrator is *person*, who gets a post as 관리자 from today on unless they have one.
    Raises `NoInvitation`, `PasswordsDiffer`, `PasswordUnfit`, `UnfitPerson`, `IdTaken`, `NoCity`.
    """
    with desk.database.read() as session:  # before any hashing: whoever has no invitation costs no time
        official = _invitation(session, token, desk.now()).official
    whose = official or (person.official if person else "")
    require_chosen(whose, password, again)
    hashed, now = hash_of(password), desk.now()
    with desk.database.begin(who=whose or desk.who, at=now, cause=_CAUSE) as session:
        if not take_invitation(session, digest_of(token)):
            raise NoInvitation
        if official is None:
            whose = _appoint(session, desk, person)
            drop_first_invitations(session)
        write_account(session, Account(official=whose, password=hashed, set_at=now))
        end_sessions_of(session, whose)
        clear_attempts(session, subject_of_account(whose))
    return whose


def _invite(session: Session, official: str | None, who: str, now: datetime) -> str:
    token = token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(
        digest=digest_of(token),
        official=official,
        made_by=who,
        made_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    add_invitation(session, invitation)
    return token


def _invitation(session: Session, token: str, now: datetime) -> Invitation:
    """Return the invitation, if it still holds: that of a first administrator, while there is no account."""
    found = find_invitation(session, digest_of(token), now)
    if found is None or (found.official is None and has_accounts(session)):
        raise NoInvitation
    if found.official is not None:
        account = find_account(session, found.official)
        if account and not account.is_active:
            raise NoInvitation
    return found


def _appoint(session: Session, desk: Desk, person: Person | None) -> str:
    """See to it that *person* is an official with a post as 관리자, and return their id."""
    if person is None or has_accounts(session):
        raise NoInvitation
    city = read_city(session)
    today = desk.today
    known = next((each for each in city.officials if each.id == person.official), None)
    if known and person.name:
        raise IdTaken(official=person.official)
    official = known or _newcomer(city, person)
    posts = [post for post in official.posts if today in post.tenure]
    if all(post.role is not Role.ADMINISTRATOR for post in posts):
        department = person.department or (posts[0].department if posts else "")
        if department not in {each.name for each in city.departments}:
            raise UnfitPerson
        post = Post(Role.ADMINISTRATOR, department, None, Tenure(today))
        official = replace(official, posts=(*official.posts, post))
        others = tuple(each for each in city.officials if each.id != official.id)
        write_city(session, replace(city, officials=(*others, official)))
    return official.id


def _newcomer(city: City, person: Person) -> Official:
    """Return a new official; raise `UnfitPerson` for one without an id or a name."""
    texts = (person.official, person.name, person.department)
    if not all(text.strip() and text.isprintable() for text in texts) or not city.departments:
        raise UnfitPerson
    return Official(person.official, person.name)
