"""Which language a person at the command line reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["ko", "en"]


def language_of(environment: Mapping[str, str]) -> Language:
    """Return the language that *environment* asks for: Korean for any Korean locale, else English.

    ``GONGYAK_LANGUAGE`` wins over the locale; of the locale's variables the first that is set decides, in the
    order of POSIX (``LC_ALL``, ``LC_MESSAGES``, ``LANG``).
    """
    names = ("GONGYAK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((environment[name] for name in names if environment.get(name)), "")
    return "ko" if said.lower().startswith("ko") else "en"
