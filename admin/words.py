"""The language of the person at the command line, and sentences in it."""

from __future__ import annotations

import os
from unicodedata import east_asian_width

from gongyak.errors import Words
from gongyak.language import Language, language_of

_WIDE = frozenset("WF")


def language() -> Language:
    """Return the language that this process speaks (``GONGYAK_LANGUAGE``, else the locale)."""
    return language_of(os.environ)


def say(ko: str, en: str) -> str:
    """Return the sentence in the reader's language."""
    return ko if language() == "ko" else en


def told(words: Words) -> str:
    """Return *words* in the reader's language as they are, without places to fill."""
    return say(words.ko, words.en)


def width(text: str) -> int:
    """Return how many columns of a terminal *text* takes: a Hangul syllable takes two."""
    return sum(2 if east_asian_width(letter) in _WIDE else 1 for letter in text)


def pad(text: str, columns: int) -> str:
    """Return *text* filled up with spaces to *columns* columns."""
    return text + " " * (columns - width(text))
