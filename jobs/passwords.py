"""Passwords: hashed with argon2, and compared.  Both take a while: never call them on an event loop."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from pwdlib import PasswordHash


def hash_of(password: str) -> str:
    """Return the hash of *password* in PHC form, with a salt of its own."""
    return _hasher().hash(_typed(password))


def is_right(password: str, kept: str | None) -> bool:
    """Tell whether *password* is that of the hash *kept*; without one (no such account) it takes as long."""
    right = _hasher().verify(_typed(password), kept or _hash_of_nobody())
    return right and kept is not None


def _typed(password: str) -> str:
    """Return the one form of what was typed: some systems send a syllable of Hangul as its letters."""
    return normalize("NFC", password)


@cache
def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def _hash_of_nobody() -> str:
    return _hasher().hash("nobody's password")
