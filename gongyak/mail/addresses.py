"""Addresses: one mailbox each, and names in headers that no text can break out of.

``a@b, evil@x`` as one address would become two recipients, and a line break in a name another header.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.header import Header
from typing import Final
from unicodedata import normalize

from gongyak.mail.errors import BadAddress

_LOCAL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a0-\U0010ffff-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a0-\U0010ffff-]+)*\Z"
)
_DOMAIN: Final = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\Z"
)
_LONGEST_LOCAL: Final = 64
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]*\Z")
LONGEST_LINE: Final = 78
"""Characters that a line of a header should not exceed (RFC 5322, 2.1.1)."""
FOLD: Final = "\r\n"
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who letters are from, and where answers go (None: to the sender)."""

    name: str
    address: str
    reply_to: str | None = None


def mailbox(text: str) -> str:
    """Return *text* as one address with its domain in ASCII (IDNA), or raise `BadAddress`.

    The part before the @ is an RFC 5322 dot-atom, in any script (RFC 6532); quoted ones, comments and
    address literals, which hide things from people, are refused.
    """
    address = normalize("NFC", text.strip(" "))
    local, at, domain = address.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
        fits = len(local.encode()) <= _LONGEST_LOCAL
    except UnicodeError:
        raise BadAddress(address=one_line(text)) from None
    if not (at and fits and _is_local(local) and _DOMAIN.match(ascii_domain)):
        raise BadAddress(address=one_line(text))
    return f"{local}@{ascii_domain}"


def _is_local(local: str) -> bool:
    return _LOCAL.match(local) is not None and local.isprintable()


def domain_of(address: str) -> str:
    """Return the domain of *address* in ASCII; raise `BadAddress`."""
    return mailbox(address).rpartition("@")[2]


def one_line(text: str) -> str:
    """Return *text* in NFC on one line: breaks and control characters become spaces; other spaces stay."""
    whole = normalize("NFC", text).encode("utf-8", "replace").decode()
    return _BREAKS.sub(" ", whole).strip()


def address_header(field: str, name: str, address: str) -> str:
    """Return the value of the header *field* that names one mailbox, folded, without the field's name.

    A name that is not plain ASCII is encoded (RFC 2047).  An address outside ASCII stays as it is (RFC 6532).
    """
    box = mailbox(address)
    shown = one_line(name)
    if not shown:
        return f"<{box}>"
    if _PLAIN_NAME.match(shown):
        return f"{shown} <{box}>"
    encoded = Header(shown, "utf-8", header_name=field).encode(linesep="\r\n")
    last = len(encoded.rpartition("\n")[2]) + (0 if "\n" in encoded else len(f"{field}: "))
    fits = last + len(f" <{box}>") <= LONGEST_LINE
    return f"{encoded}{'' if fits else FOLD} <{box}>"
