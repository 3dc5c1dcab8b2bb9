"""The number of the request that is being answered: one that people can tell, and every log line carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex
from typing import Final

_NUMBER: Final[ContextVar[str]] = ContextVar("gongyak.request", default="")
_FIT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_BYTES: Final = 6


def request_number() -> str:
    """Return the number of the request that this thread or task answers; empty: it answers none."""
    return _NUMBER.get()


@contextmanager
def answering(given: str | None) -> Iterator[str]:
    """Give the request of this block its number: the one that a proxy has *given* it, else a new one."""
    number = given if given and _FIT.fullmatch(given) else token_hex(_BYTES)
    token = _NUMBER.set(number)
    try:
        yield number
    finally:
        _NUMBER.reset(token)
