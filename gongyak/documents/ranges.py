"""Ranges: the stretches of a printed body that comments stand on and marks underline.

``Commented`` texts are printed between control characters.  Here each becomes a run of its own, with the
formatting of the run it was printed in, between the beginning and the end of its comments' ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from gongyak.documents.comments import Comment, Commented
from gongyak.documents.seams import CLOSE_TEXT, OPEN_TEXT, properties_at
from gongyak.documents.text import NOTE_BEGINS, NOTE_ENDS, NOTE_TEXT, inline_xml

_NOTE = re.compile(f"{NOTE_BEGINS}(\\d+){NOTE_TEXT}([^{NOTE_ENDS}]*){NOTE_ENDS}")
_STRAY = re.compile(f"[{NOTE_BEGINS}{NOTE_TEXT}{NOTE_ENDS}]")
_ANCHOR = re.compile(r'<w:comment(?:RangeStart|RangeEnd|Reference) w:id="\d+"/>')
_UNDERLINE = re.compile(r"<w:u [^>]*/>")
# ECMA-376 part 1, 17.3.2: what stands behind w:u among the properties of a run.
_BEHIND_UNDERLINE = re.compile(
    r"<w:(?:effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath|rPrChange)\b|</w:rPr>"
)
_NEXT_RUN = re.compile("<w:r[ >]")
_DOTTED: Final = '<w:u w:val="dotted"/>'


@dataclass(frozen=True, slots=True)
class NoteStyles:
    """The ids of the styles of a comment's text, of its number in the body, and of a mark's label."""

    text: str = "CommentText"
    reference: str = "CommentReference"
    label: str = "PledgeMark"


@dataclass(slots=True)
class Notes:
    """The texts with comments or marks of one rendering, and the comments that got a number."""

    first: int
    printed: list[Commented] = field(default_factory=list)
    placed: list[tuple[int, Comment]] = field(default_factory=list)
    styles: NoteStyles = NoteStyles()
    _seen: set[int] = field(default_factory=set)

    def add(self, text: Commented) -> int:
        """Return the number under which *text* is printed."""
        self.printed.append(text)
        return len(self.printed) - 1

    def number(self, text: Commented, *, tell_place: bool = False) -> list[int]:
        """Return the numbers of the comments on *text*; printed again, it has none: a comment stands once."""
        if id(text) in self._seen:
            return []
        self._seen.add(id(text))
        start = self.first + len(self.placed)
        shown = [_told(comment) if tell_place else comment for comment in text.comments]
        self.placed += enumerate(shown, start)
        return list(range(start, start + len(shown)))

    def needs_styles(self) -> bool:
        """Tell whether the document uses any of the styles."""
        return bool(self.placed) or any(text.mark for text in self.printed)


@dataclass(frozen=True, slots=True)
class _Run:
    """The run around a printed text: where it begins, its properties, where its first text begins."""

    start: int
    properties: str
    text: int


class _Body:
    """The XML of a body, and whether it has text boxes at all (looking for one each time would cost most)."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self._has_boxes = "<w:txbxContent" in xml

    def run_around(self, at: int) -> _Run | None:
        """Return the run whose text holds the place *at*; None where a comment cannot stand."""
        xml = self.xml
        start = xml.rfind("<w:r>", 0, at)
        start = max(start, xml.rfind("<w:r ", max(start, 0), at))
        if start < 0 or xml.find("</w:r>", start, at) >= 0 or self._in_text_box(at):
            return None
        inside = xml.index(">", start) + 1
        properties = properties_at(xml, inside, "w:rPr")
        return _Run(start, properties, xml.index(">", inside + len(properties)) + 1)

    def _in_text_box(self, at: int) -> bool:
        if not self._has_boxes:
            return False
        return self.xml.rfind("<w:txbxContent", 0, at) > self.xml.rfind("</w:txbxContent>", 0, at)


def write_ranges(xml: str, notes: Notes, wanted: Iterable[Commented]) -> str:
    """Return the body *xml* with all ranges; *wanted* texts not printed have theirs on its first words."""
    body = "".join(_pieces(xml, notes))
    homeless = [number for text in wanted for number in notes.number(text, tell_place=True)]
    return _on_first_words(body, homeless, notes.styles) if homeless else body


def without_strays(xml: str) -> str:
    """Return *xml* without the control characters of data that look like an end of a range."""
    return _STRAY.sub("", xml)


def without_repeated_anchors(xml: str) -> str:
    """Return *xml* with each anchor of the form's own comments once, where a loop has repeated it."""
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        repeated = found[0] in seen
        seen.add(found[0])
        return "" if repeated else found[0]

    return _ANCHOR.sub(once, xml)


def _pieces(xml: str, notes: Notes) -> Iterator[str]:
    body = _Body(xml)
    position, start = 0, xml.find(NOTE_BEGINS)
    while start >= 0:
        found = _NOTE.match(xml, start)
        if found and int(found[1]) < len(notes.printed):
            piece, position = _piece(body, position, found, notes)
            yield piece
        start = xml.find(NOTE_BEGINS, max(position, start + 1))
    yield xml[position:]


def _piece(body: _Body, position: int, found: re.Match[str], notes: Notes) -> tuple[str, int]:
    """Return what the body reads from *position* to the end of a printed text, and where it goes on."""
    note, styles = notes.printed[int(found[1])], notes.styles
    xml, (at, end) = body.xml, found.span()
    run = body.run_around(at)
    numbers = notes.number(note) if run else []
    if run is None or not (numbers or note.mark is not None):
        return xml[position:at] + found[2], end
    begins_run = run.start >= position and run.text == at
    before = xml[position : run.start] if begins_run else xml[position:at] + CLOSE_TEXT
    ends_run = xml.startswith(CLOSE_TEXT, end)
    after = "" if ends_run else f"<w:r>{run.properties}{OPEN_TEXT}"
    properties = run.properties if note.mark is None else _underlined(run.properties)
    text = f"<w:r>{properties}{OPEN_TEXT}{found[2]}{CLOSE_TEXT}"
    piece = before + _commented(text, numbers, styles) + _label(note.mark, styles) + after
    return piece, end + len(CLOSE_TEXT) if ends_run else end


def _commented(run: str, numbers: list[int], styles: NoteStyles) -> str:
    starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
    reference = f'<w:r><w:rPr><w:rStyle w:val="{styles.reference}"/></w:rPr><w:commentReference w:id='
    ends = "".join(f'<w:commentRangeEnd w:id="{number}"/>{reference}"{number}"/></w:r>' for number in numbers)
    return starts + run + ends


def _label(mark: str | None, styles: NoteStyles) -> str:
    if not mark:
        return ""
    properties = f'<w:rPr><w:rStyle w:val="{styles.label}"/></w:rPr>'
    return f"<w:r>{properties}{OPEN_TEXT}{inline_xml(mark)}{CLOSE_TEXT}"


def _underlined(properties: str) -> str:
    """Return a run's properties with a dotted underline, in the place the schema gives it."""
    properties = _UNDERLINE.sub("", properties, count=1) or "<w:rPr></w:rPr>"
    behind = _BEHIND_UNDERLINE.search(properties)
    at = behind.start() if behind else 0
    return properties[:at] + _DOTTED + properties[at:]


def _told(comment: Comment) -> Comment:
    """Return a comment that says itself what it is about."""
    return replace(comment, text=f"({comment.place})\n{comment.text}") if comment.place else comment


def _on_first_words(xml: str, numbers: list[int], styles: NoteStyles) -> str:
    """Return *xml* with comments on its first run that has words; a body without any gets a paragraph."""
    found = next(_runs_with_words(xml), None)
    if found is None:
        start = xml.index(">", xml.index("<w:body")) + 1
        return f"{xml[:start]}<w:p>{_commented('', numbers, styles)}</w:p>{xml[start:]}"
    start, end = found
    return xml[:start] + _commented(xml[start:end], numbers, styles) + xml[end:]


def _runs_with_words(xml: str) -> Iterator[tuple[int, int]]:
    """Yield where each run with a text begins and ends; not those in text boxes, nor those that hold one."""
    body, at = _Body(xml), xml.find("</w:t>")
    while at >= 0:
        run = body.run_around(at)
        end = xml.find("</w:r>", at) + len("</w:r>")
        if run and xml[at - 1] != ">" and not _NEXT_RUN.search(xml, at, end):
            yield run.start, end
        at = xml.find("</w:t>", at + 1)
