"""The pieces that letters are made of: three parts of each kind, a frame around them, and sections."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Final, get_type_hints

from gongyak.letters import LetterKind
from gongyak.mail.views import VIEWS, DailyView, LetterView, NoticeView, SectionView
from gongyak.reminders.notice import NoticeTopic

FRAME: Final = "frame"
BLOCKS: Final = ("body", "closing")
"""The places in the frame that a letter fills."""
SECTION: Final = "section-"
"""What the names of sections begin with; their topic follows."""


class Part(StrEnum):
    """The three parts of a letter, each from a template of its own; ``ending`` is that of its file."""

    SUBJECT = "subject"
    TEXT = "text"
    HTML = "html"

    @property
    def ending(self) -> str:
        """What the file's name ends with: ``.subject.txt``, ``.txt``, ``.html``."""
        return {"subject": ".subject.txt", "text": ".txt", "html": ".html"}[self]


LINKS: Final = "links"
"""The links under a notice, which sections take in."""

Piece = tuple[str, Part]
"""The name of a template: a kind of letter, the frame or a section; and the part."""

PIECES: Final[tuple[Piece, ...]] = (
    *((kind.value, part) for kind in LetterKind for part in Part),
    *((kind, part) for kind in (FRAME, LINKS) for part in (Part.TEXT, Part.HTML)),
    *((f"{SECTION}{topic}", part) for topic in NoticeTopic for part in (Part.TEXT, Part.HTML)),
)


def file_name(kind: str, part: Part) -> str:
    """Return the name of a template's file below ``templates/mail``."""
    return f"{kind}{part.ending}"


def is_shared_by_daily(kind: str) -> bool:
    """Tell whether a template is a piece of daily letters: a section, or the links."""
    return kind == LINKS or kind.startswith(SECTION)


def kinds_using(kind: str) -> tuple[LetterKind, ...]:
    """Return the kinds of letters that a template has a share in."""
    if kind == FRAME:
        return tuple(LetterKind)
    if is_shared_by_daily(kind):
        return tuple(each for each in LetterKind if VIEWS[each] is DailyView)
    return (LetterKind(kind),)


def view_of(kind: str) -> type[LetterView]:
    """Return the view that a template is filled from: of the frame, what all letters have."""
    return LetterView if kind == FRAME else VIEWS[kinds_using(kind)[0]]


def names_of(kind: str, part: Part) -> dict[str, object]:
    """Return the names that a template may use, with their types."""
    view = view_of(kind)
    if part is Part.SUBJECT:
        return {name: type_ for name, type_ in fields_of(view).items() if name not in personal_fields(view)}
    section: dict[str, object] = {"section": SectionView} if is_shared_by_daily(kind) else {}
    notice: dict[str, object] = {"notice": NoticeView} if kind == LINKS else {}
    return {**fields_of(view), **section, **notice, "subject": str}


def fields_of(view: type) -> dict[str, object]:
    """Return the fields of a view's class with their types; another class has none."""
    return get_type_hints(view) if is_dataclass(view) else {}


def personal_fields(view: type) -> frozenset[str]:
    """Return the fields of a view's class that tell of a person."""
    found = fields(view) if is_dataclass(view) else ()
    return frozenset(field.name for field in found if "personal" in field.metadata)
