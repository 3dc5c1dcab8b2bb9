"""Joining tags that Word has split over runs, and putting a token in their place.

Word cuts ``{{ name }}`` into several runs whenever spelling, language or formatting changes inside it.  Each
tag of a paragraph becomes one token in the run where it begins; the text around keeps its own runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from gongyak.documents.names import BR, CR, R_PR, TAB, XML_SPACE, P, R, T, w
from gongyak.documents.problems import Problems
from gongyak.documents.tags import Span, Tag, find_spans, parse_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from gongyak.documents.places import Place, Places

_BREAKS = {BR: "\n", CR: "\n", TAB: "\t"}
_DELETED = {w("delText"), w("delInstrText")}
_STALE = {w("proofErr"), w("lastRenderedPageBreak")}
_WITH_REVISIONS = {P, R, w("tr"), w("sectPr")}
_REVISION_IDS = re.compile(r"\}(rsid\w*|paraId|textId)$")
_STRAY = re.compile(r"[}%#]\}")
_PRIVATE = range(0x10F000, 0x10FFFD)


class Tokens:
    """The tags of a part and the tokens that stand for them in its XML: ``mark number mark``."""

    def __init__(self, xml: str) -> None:
        """Choose a private-use character that *xml* does not contain."""
        self.mark = next(mark for mark in map(chr, _PRIVATE) if mark not in xml)
        self.pattern = re.compile(f"{self.mark}(\\d+){self.mark}")
        self.tags: list[Tag] = []
        self.codes: dict[int, str] = {}

    def add(self, tag: Tag, code: str | None = None) -> str:
        """Return the token of *tag*; *code* overrides what the tag becomes in the Jinja2 source."""
        self.tags.append(tag)
        number = len(self.tags) - 1
        if code is not None:
            self.codes[number] = code
        return f"{self.mark}{number}{self.mark}"

    def in_text(self, text: str | None) -> Iterator[tuple[str, Tag]]:
        """Yield the tokens of *text* with their tags."""
        for found in self.pattern.finditer(text or ""):
            yield found[0], self.tags[int(found[1])]


@dataclass(slots=True)
class _Node:
    """A text-bearing element of a paragraph and the stretch of the paragraph's text it holds."""

    element: _Element
    start: int
    end: int


def drop_stale(root: _Element) -> None:
    """Remove what Word recomputes itself (spelling marks, revision ids) and line ends between elements."""
    for element in list(root.iter(*_STALE)):
        remove(element)
    for element in root.iter(etree.Element):
        if element.tag in _WITH_REVISIONS:
            for name in [name for name in element.attrib if _REVISION_IDS.search(str(name))]:
                del element.attrib[name]
        if "\n" in (element.text or ""):
            element.text = (element.text or "").strip("\n\r\t ") if len(element) else _one_line(element.text)
        if "\n" in (element.tail or ""):
            element.tail = (element.tail or "").strip("\n\r\t ")


def _one_line(text: str | None) -> str:
    """Return *text* with its line ends as the spaces that Word shows for them."""
    return re.sub(r"\s*\n\s*", " ", text or "")


class Joiner:
    """Puts a token in the place of every tag of a part, paragraph after paragraph."""

    def __init__(self, tokens: Tokens, places: Places, problems: Problems) -> None:
        """Write tags to *tokens*, mistakes to *problems*; ``changed`` tells whether there was any tag."""
        self._tokens, self._places, self._problems = tokens, places, problems
        self._raw = False
        self.changed = False

    def join(self, root: _Element) -> None:
        """Join all tags below *root*: paragraphs, then drawing text and attributes."""
        paragraphs = list(root.iter(P))
        in_paragraphs = {element for paragraph in paragraphs for element in paragraph.iter(T)}
        for paragraph in paragraphs:
            self._join_paragraph(paragraph)
        for element in root.iter(etree.Element):
            if element not in in_paragraphs and element.tag not in _DELETED and element.text:
                element.text = self._join_plain(element, element.text)
            for name, value in element.attrib.items():
                if "{" in value:
                    element.set(name, self._join_plain(element, str(value)))

    def _join_paragraph(self, paragraph: _Element) -> None:
        nodes, text = _text_nodes(paragraph)
        if "{" not in text and "}" not in text:
            return
        place = self._places.of(paragraph, text)
        spans = [span for span in find_spans(text) if self._is_sound(span, place)]
        self._find_stray(text, spans, place)
        replacements = [(span, self._replacement(span, place)) for span in spans]
        for node in nodes:
            _rewrite(node, text, replacements)
        for node in nodes:
            _drop_if_empty(node.element)

    def _join_plain(self, element: _Element, text: str) -> str:
        """Replace the tags of text that is not a paragraph's: an attribute, a property, a chart's words."""
        if "{" not in text and "_}" not in text:
            return text
        place = self._places.of(element, text)
        pieces, position = [], 0
        for span in find_spans(text):
            if self._is_sound(span, place):
                pieces += [text[position : span.start], self._replacement(span, place, plain=True)]
                position = span.end
        return "".join([*pieces, text[position:]])

    def _is_sound(self, span: Span, place: Place) -> bool:
        if not span.closed and not self._raw:
            self._problems.add("unclosed", place, span.source)
        return span.closed

    def _find_stray(self, text: str, spans: list[Span], place: Place) -> None:
        """Report closing delimiters that no tag opens: an author who sees them printed would wonder why."""
        edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            found = _STRAY.search(text, start, end)
            if found and not self._raw:
                self._problems.add("stray", place, found[0])

    def _replacement(self, span: Span, place: Place, *, plain: bool = False) -> str:
        """Return what stands for *span* from now on: a token, or literal text."""
        self.changed = True
        if span.literal is not None:
            return span.literal
        tag = parse_tag(span.source, place)
        if tag.word in {"raw", "endraw"}:
            self._raw = tag.word == "raw"
            return ""
        if self._raw:
            return span.source
        if tag.kind == "#" and not tag.level:
            return ""
        return self._tokens.add(tag, _plain_code(tag) if plain else None)


def _plain_code(tag: Tag) -> str | None:
    return f"({tag.inner})|gongyak.plain" if tag.kind == "{" else None


def _text_nodes(paragraph: _Element) -> tuple[list[_Node], str]:
    """Return the text-bearing elements of *paragraph* itself (not of a text box inside) and its text."""
    nodes: list[_Node] = []
    pieces: list[str] = []
    position = 0
    for element in _own_elements(paragraph):
        if element.tag == T:
            piece = element.text or ""
        elif element.tag in _BREAKS and element.getparent().tag == R:  # type: ignore[union-attr]
            piece = _BREAKS[str(element.tag)]
        else:
            continue
        nodes.append(_Node(element, position, position + len(piece)))
        pieces.append(piece)
        position += len(piece)
    return nodes, "".join(pieces)


def _own_elements(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag != P:
            yield child
            yield from _own_elements(child)


def _rewrite(node: _Node, text: str, replacements: list[tuple[Span, str]]) -> None:
    """Give *node* its share of the text: each replacement goes to the node in which its span begins."""
    touching = [(s, new) for s, new in replacements if s.start < node.end and s.end > node.start]
    if not touching:
        return
    if node.element.tag != T:
        remove(node.element)
        return
    pieces, position = [], node.start
    for span, new in touching:
        pieces.append(text[position : max(position, span.start)])
        if span.start >= node.start:
            pieces.append(new)
        position = min(span.end, node.end)
    set_text(node.element, "".join([*pieces, text[position : node.end]]))


def set_text(element: _Element, text: str) -> None:
    """Set a ``w:t``'s text; Word keeps spaces at its edges, or that a tag brings, only if told so."""
    element.text = text
    element.set(XML_SPACE, "preserve")


def _drop_if_empty(element: _Element) -> None:
    """Remove a ``w:t`` that lost all its text to a joined tag, and then its run if nothing else is in it."""
    run = element.getparent()
    if element.tag != T or element.text or run is None:
        return
    run.remove(element)
    if run.tag == R and all(child.tag == R_PR for child in run):
        remove(run)


def remove(element: _Element) -> None:
    """Remove *element* but keep the text (tokens) that stands after it."""
    replace_by_text(element, "")


def replace_by_text(element: _Element, text: str) -> None:
    """Put *text* in the place of *element*; what stood after the element stays."""
    parent = element.getparent()
    if parent is None:
        return
    kept = text + (element.tail or "")
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + kept
    else:
        parent.text = (parent.text or "") + kept
    element.tail = None
    parent.remove(element)
