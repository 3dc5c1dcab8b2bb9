"""Signed links in letters: what a click means, for whom, and until when, in one short token.

A token is a version, a day, an action and three texts, followed by an HMAC-SHA256 over them (RFC 2104) that
is cut to 128 bits (RFC 2104, 5), all in URL-safe Base64.  Nothing else need be kept: who has the letter may
answer it, on a closed network too, until the day is over.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from gongyak.errors import GongyakError, Words
from gongyak.notices import AnswerKind
from gongyak.printing import write_day

PATH: Final = "a"
"""Below the site's address, the folder of the pages that links lead to: ``/a/<token>``."""
SNOOZE_DAYS: Final = 7
"""For how many days, from the answer's own on, a snooze keeps the letters away."""

_VERSION: Final = b"\x01"
_PURPOSE: Final = b"gongyak link\0"
_SIGNATURE: Final = 16
_DAY: Final = 3
_ACTIONS: Final = {AnswerKind.SNOOZE: b"s", AnswerKind.DONE: b"d", AnswerKind.NOT_MINE: b"n"}
_ACTION_OF: Final = {code: action for action, code in _ACTIONS.items()}
_END: Final = "\0"


class LinkBroken(GongyakError):
    """A link that is not one of ours, or not as it was sent; no values."""

    text = Words("올바르지 않은 링크입니다.", "The link is not valid.")
    remedy = Words(
        "편지의 링크가 줄바꿈으로 끊기지 않았는지 확인하고 처음부터 끝까지 다시 여시거나, "
        "공약관리 시스템 관리자에게 문의하여 주시기 바랍니다.",
        "See that the link of the letter is whole, or ask the administrator.",
    )
    exit_code = 4


class LinkExpired(GongyakError):
    """A link of ours whose days are over; values: ``expires`` (its last day, as printed)."""

    text = Words("사용 기한({expires})이 지난 링크입니다.", "The link worked until {expires}.")
    remedy = Words(
        "최근에 받으신 편지의 링크를 사용하시거나 공약관리 시스템 관리자에게 문의하여 주시기 바랍니다.",
        "Use the link of a newer letter, or ask the administrator.",
    )
    exit_code = 4


class CannotLink(GongyakError):
    """A link whose parts no token can carry: they hold a NUL; values: ``about``."""

    text = Words("링크로 만들 수 없는 글자가 있습니다: {about!r}", "No link can carry this: {about!r}")
    remedy = Words("NUL 문자를 지워 주시기 바랍니다.", "Remove the NUL character.")


@dataclass(frozen=True, slots=True)
class Link:
    """What a click means: ``official`` (an id) gives the answer ``action`` about ``about`` (``event:<id>``).

    ``version`` is the date (EDTF) that the letter told: an answer to an old date says nothing of a new one.
    """

    about: str
    version: str
    official: str
    action: AnswerKind


@dataclass(frozen=True, slots=True)
class NoticeLinks:
    """The addresses that a notice of a letter offers: later, it has happened, I am the wrong person."""

    snooze: str
    done: str
    not_mine: str


@dataclass(frozen=True, slots=True)
class Links:
    """What makes the links of a day's letters.

    ``address`` is where people reach the pages (None: nowhere, so there are no links), ``expires`` the last
    day on which the links work.
    """

    address: str | None
    secret: str
    expires: date

    def for_notice(self, about: str, version: str, official: str) -> NoticeLinks | None:
        """Return what *official* may answer about *about*, told for the date *version*; None: no pages."""
        if self.address is None:
            return None
        base = self.address.rstrip("/")
        return NoticeLinks(
            *(
                f"{base}/{PATH}/{sign(Link(about, version, official, action), self.expires, self.secret)}"
                for action in (AnswerKind.SNOOZE, AnswerKind.DONE, AnswerKind.NOT_MINE)
            )
        )


def snoozed_until(today: date) -> date:
    """Return the last quiet day of a snooze that begins *today*."""
    return today + timedelta(days=SNOOZE_DAYS - 1)


def sign(link: Link, expires: date, secret: str) -> str:
    """Return the token of *link*, which works until the end of *expires*; raise `CannotLink`.

    It is some 110 characters long: letters, digits, ``-`` and ``_``.
    """
    texts = (link.about, link.version, link.official)
    if any(_END in text for text in texts):
        raise CannotLink(about=link.about)
    told = expires.toordinal().to_bytes(_DAY) + _ACTIONS[link.action] + _END.join(texts).encode()
    return urlsafe_b64encode(_VERSION + _signature(told, secret) + told).rstrip(b"=").decode()


def read(token: str, secret: str, today: date) -> Link:
    """Return the link that *token* stands for; raise `LinkBroken`, and `LinkExpired` once its day is over."""
    raw = _bytes(token)
    signature, told = raw[1 : 1 + _SIGNATURE], raw[1 + _SIGNATURE :]
    if raw[:1] != _VERSION or not hmac.compare_digest(signature, _signature(told, secret)):
        raise LinkBroken
    expires = date.fromordinal(int.from_bytes(told[:_DAY]))
    if today > expires:
        raise LinkExpired(expires=write_day(expires))
    about, version, official = told[_DAY + 1 :].decode().split(_END)
    return Link(about, version, official, _ACTION_OF[told[_DAY : _DAY + 1]])


def _bytes(token: str) -> bytes:
    """Return what *token* encodes, if it is written in the one way that `sign` writes it."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (Error, ValueError):
        raise LinkBroken from None
    if urlsafe_b64encode(raw).rstrip(b"=").decode() != token:
        raise LinkBroken
    return raw


def _signature(told: bytes, secret: str) -> bytes:
    return hmac.digest(secret.encode(), _PURPOSE + _VERSION + told, sha256)[:_SIGNATURE]
