"""Text of several lines."""

from __future__ import annotations


class Listing(str):
    r"""Text that prints as it is, with ``\n``, ``\t``, ``\a`` and ``\f`` as line, tab, paragraph and page."""

    __slots__ = ()
