"""Text with formatting of its own, and paragraphs with styles of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from markupsafe import escape

from gongyak.documents.richtext import RichText as FormattedText
from gongyak.documents.richtext import Run
from gongyak.documents.values import Inline, MisplacedValueError

if TYPE_CHECKING:
    from gongyak.documents.building import Building
    from gongyak.documents.values import Level


class Formatting(TypedDict, total=False):
    """What ``RichText.add`` takes besides the text.

    *size* is in half-points; *color* and *highlight* are ``RRGGBB`` with or without ``#``; *underline* is
    True or a kind such as ``double``; *font* may name a region (``eastAsia:바탕``); *url_id* comes from
    ``build_url_id``.
    """

    style: str | None
    color: str | None
    highlight: str | None
    size: int | None
    subscript: bool | None
    superscript: bool | None
    bold: bool
    italic: bool
    underline: bool | str
    strike: bool
    font: str | None
    url_id: str | None
    rtl: bool
    lang: str | None


class RichText(Inline):
    """Text in pieces, each with its own formatting; a template prints it with ``{{r x }}``."""

    def __init__(self, text: object = None, **formatting: Unpack[Formatting]) -> None:
        """Begin with *text*, if any."""
        self._runs: list[Run] = []
        if text:
            self.add(text, **formatting)

    def add(self, text: object, **formatting: Unpack[Formatting]) -> None:
        """Add a piece: a text, or another RichText, which keeps its own formatting."""
        if isinstance(text, RichText):
            self._runs += text._runs  # noqa: SLF001 - of the same class
        else:
            self._runs.append(_run(str(text), formatting))

    def to_xml(self, building: Building, level: Level) -> str:
        """Return the pieces as Word's runs."""
        return FormattedText(tuple(self._runs)).to_xml(building, level)

    def __str__(self) -> str:
        """Return the text alone."""
        return "".join(run.text for run in self._runs)


class RichTextParagraph(Inline):
    """Whole paragraphs, each with a paragraph style; a template prints them with ``{{p x }}``."""

    def __init__(self, text: object = None, parastyle: str | None = None) -> None:
        """Begin with a paragraph of *text*, if any."""
        self._paragraphs: list[tuple[RichText, str | None]] = []
        if text:
            self.add(text, parastyle)

    def add(self, text: object, parastyle: str | None = None) -> None:
        """Add a paragraph of text or RichText in the style whose id is *parastyle*."""
        self._paragraphs.append((text if isinstance(text, RichText) else RichText(text), parastyle))

    def to_xml(self, building: Building, level: Level) -> str:
        """Return the paragraphs.  Raises MisplacedValueError where no paragraph can stand."""
        if level != "paragraph":
            raise MisplacedValueError(level)
        return "".join(_paragraph(text.to_xml(building, "run"), style) for text, style in self._paragraphs)

    def __str__(self) -> str:
        """Return the text alone, a line a paragraph."""
        return "\n".join(str(text) for text, _ in self._paragraphs)


R = RichText
RP = RichTextParagraph


def _run(text: str, given: Formatting) -> Run:
    size = given.get("size")
    return Run(
        text,
        bold=bool(given.get("bold")),
        italic=bool(given.get("italic")),
        underline=given.get("underline") or False,
        strike=bool(given.get("strike")),
        color=given.get("color") or "",
        highlight=given.get("highlight") or "",
        size=None if size is None else size / 2,
        font=given.get("font") or "",
        style=given.get("style") or "",
        superscript=bool(given.get("superscript")),
        subscript=bool(given.get("subscript")),
        link=given.get("url_id") or "",
        rtl=bool(given.get("rtl")),
        lang=given.get("lang") or "",
    )


def _paragraph(runs: str, style: str | None) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"
