"""Values that are more than text: they write themselves into the document that is being built."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gongyak.documents.building import Building

Level = Literal["text", "run", "paragraph", "row", "cell"]


class Inline(ABC):
    """A value that knows its own XML.

    A template prints it with ``{{ x }}`` (level ``text``: inside a ``w:t``), ``{{r x }}`` (``run``),
    ``{{p x }}`` (``paragraph``), ``{{tr x }}`` (``row``) or ``{{tc x }}`` (``cell``).
    """

    @abstractmethod
    def to_xml(self, building: Building, level: Level) -> str:
        """Return the XML that takes the tag's place at *level*, closing and opening nothing else.

        At level ``text`` the XML stands inside a ``w:t``; see ``gongyak.documents.seams`` for leaving it.
        Raises MisplacedValueError where the value cannot stand.
        """


class MisplacedValueError(Exception):
    """A value stands on a level that it cannot fill; the renderer adds the place."""


def in_run(drawing: str, level: Level) -> str:
    """Return *drawing* (what a run may hold) wrapped for *level*."""
    if level == "text":
        return f'</w:t>{drawing}<w:t xml:space="preserve">'
    run = f"<w:r>{drawing}</w:r>"
    return in_paragraph(run, level)


def in_paragraph(runs: str, level: Level) -> str:
    """Return *runs* (what a paragraph may hold) wrapped for ``run``, ``paragraph`` or ``cell``."""
    if level == "run":
        return runs
    if level == "paragraph":
        return f"<w:p>{runs}</w:p>"
    if level == "cell":
        return f"<w:tc><w:p>{runs}</w:p></w:tc>"
    raise MisplacedValueError(level)
