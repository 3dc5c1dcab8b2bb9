"""Who may come in: accounts, their passwords' rule, sessions, invitations, and how long the hasty wait.

What somebody may do is no part of an account: it follows from the posts of the day (`gongyak.permissions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from gongyak.errors import GongyakError, Words
from gongyak.people import Official, Role

SHORTEST: Final = 9
"""So many characters a password of letters, digits and signs has at least."""
LONGEST: Final = 200
"""No password is longer: hashing takes its time over each character."""
LONG: Final = 16
"""From this length on a password may be made of anything."""
FEWEST_CHARACTERS: Final = 5
"""So many different characters a password has at least."""
TELLING: Final = 4
"""An id of fewer characters may stand in a password: it makes it no easier to guess."""
INVITATION_LASTS: Final = timedelta(hours=24)
_ENOUGH: Final = 16
"""Two to this power, in seconds, is longer than anybody has to wait."""
_LEADING: Final = frozenset({Role.TEAM_LEAD, Role.HEAD})


class PasswordUnfit(GongyakError):
    """A password that is too easily guessed; no values, for none of it may be shown."""

    text = Words("이 비밀번호는 사용할 수 없습니다.", "This password cannot be used.")
    remedy = Words(
        f"글자·숫자·기호를 섞어 {SHORTEST}자 이상, 또는 종류와 관계없이 {LONG}자 이상으로 "
        f"정하여 주시기 바랍니다. 아이디를 넣거나 같은 글자를 되풀이할 수 없으며, "
        f"{LONGEST}자를 넘을 수 없습니다.",
        f"Take at least {SHORTEST} characters with letters, digits and signs, or at least {LONG} of any "
        f"kind; without your id, not one character over and over, and at most {LONGEST}.",
    )


class AccessKind(StrEnum):
    """What the log of comings and goings tells."""

    LOGIN = "login"
    LOGOUT = "logout"
    REFUSED = "refused"
    LOCKED = "locked"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account of an official, who logs in under the own id.

    ``password`` is the hash (argon2, in PHC form), ``set_at`` when it was chosen.  ``must_change``: before
    anything else another one has to be chosen.
    """

    official: str
    password: str
    set_at: datetime
    is_active: bool = True
    must_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginSession:
    """A session of a browser: ``digest`` is its token's, ``standing`` that of the roles at its start."""

    digest: str
    official: str
    standing: str
    started_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link that sets a password, once: for ``official``, or (None) for the first administrator."""

    digest: str
    official: str | None
    made_by: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who is at the browser, with what the posts of the day make of them.

    ``leads`` are the departments in which they are 팀장 or 과장, ``departments`` those of all their posts.
    """

    official: str
    name: str
    roles: frozenset[Role] = frozenset()
    leads: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pace:
    """How many attempts are ``free`` before each one waits twice as long as the last, up to ``longest``."""

    free: int
    longest: timedelta

    def wait_after(self, attempts: int) -> timedelta:
        """Return how long to wait after so many attempts in a row that have failed."""
        excess = attempts - self.free
        if excess < 0:
            return timedelta(0)
        return min(timedelta(seconds=2 ** min(excess, _ENOUGH)), self.longest)


PER_ACCOUNT: Final = Pace(5, timedelta(minutes=15))
PER_ADDRESS: Final = Pace(20, timedelta(minutes=1))
"""Many people may share an address (a gateway), so it has more attempts, and waits less long."""
FORGOTTEN_AFTER: Final = timedelta(hours=1)
"""So long after the last wait is over, attempts count from the beginning."""


def digest_of(token: str) -> str:
    """Return the SHA-256 in hex by which a token is kept; the token itself is kept nowhere."""
    return sha256(token.encode()).hexdigest()


def user_on(official: Official, day: date) -> User:
    """Return *official* as a user, by the posts held on *day*."""
    posts = [post for post in official.posts if day in post.tenure]
    return User(
        official=official.id,
        name=official.name,
        roles=frozenset(post.role for post in posts),
        leads=frozenset(post.department for post in posts if post.role in _LEADING),
        departments=frozenset(post.department for post in posts),
    )


def standing_of(user: User) -> str:
    """Return a digest of what *user* may do: a session whose user has another one is over."""
    parts = (sorted(user.roles), sorted(user.leads), sorted(user.departments))
    return sha256(repr(parts).encode()).hexdigest()


def require_fit(password: str, official: str) -> None:
    """Raise `PasswordUnfit` unless *password* will do for the account of *official*."""
    kinds = (str.isalpha, str.isdigit, lambda letter: not letter.isalnum())
    is_mixed = all(any(kind(letter) for letter in password) for kind in kinds)
    fit = (
        (LONG if not is_mixed else SHORTEST) <= len(password) <= LONGEST,
        len(set(password)) >= FEWEST_CHARACTERS,
        len(official) < TELLING or official.casefold() not in password.casefold(),
    )
    if not all(fit):
        raise PasswordUnfit
