"""One XML part of a template: read, its tags put into place, and compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError
from lxml import etree

from gongyak.documents.cells import shape_cells
from gongyak.documents.joining import Joiner, Tokens, drop_stale
from gongyak.documents.lifting import lift_tags, merge_lines
from gongyak.documents.names import BOOKMARK_END, BOOKMARK_START, DOC_PR, w
from gongyak.documents.places import Place, Places
from gongyak.documents.source import SourceWriter, check_blocks
from gongyak.documents.tags import Tag

if TYPE_CHECKING:
    from jinja2 import Template
    from lxml.etree import _Element

    from gongyak.documents.problems import Problems

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ID, _NAME = w("id"), w("name")
_WITH_TAGS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments|charts/chart\d*)\.xml|docProps/(core|app)\.xml"
)


class DoctypeError(ValueError):
    """A part declares a document type, which Open Packaging forbids because entities hide in it."""


@dataclass(frozen=True, slots=True)
class PartSource:
    """The Jinja2 source of one part, with the tag of each line and the tags in document order."""

    name: str
    source: str
    lines: dict[int, Tag]
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part ready to be rendered: its Jinja2 template and, for messages, the tag of each line."""

    name: str
    template: Template
    lines: dict[int, Tag]


def may_hold_tags(name: str) -> bool:
    """Return whether people can write tags into the part *name*."""
    return _WITH_TAGS.fullmatch(name) is not None


def parse_xml(data: bytes) -> _Element:
    """Return the root of *data*; no entities, no network.  Raises XMLSyntaxError, DoctypeError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = etree.fromstring(data, parser)
    # the stubs do not know the property
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise DoctypeError
    return root


def read_part(name: str, data: bytes, problems: Problems, extra: frozenset[str]) -> PartSource | None:
    """Return the Jinja2 source of the part *data*, or None when it has no tag; mistakes go to *problems*.

    *extra* are further statement words that the environment understands.
    """
    root = parse_xml(data)
    tokens = Tokens(etree.tostring(root, encoding="unicode"))
    joiner = Joiner(tokens, Places(name, root), problems)
    joiner.join(root)
    if not joiner.changed:
        return None
    drop_stale(root)
    merge_lines(root, tokens, problems)
    lift_tags(root, tokens, problems)
    shape_cells(root, tokens, problems)
    _number(root, tokens, Place(name, None, None, None, ""))
    xml = _HEAD + etree.tostring(root, encoding="unicode")
    check_blocks(xml, tokens, problems, extra)
    writer = SourceWriter(tokens)
    return PartSource(name, writer.write(xml), writer.lines, tuple(writer.order))


def compile_part(part: PartSource, environment: Environment, problems: Problems) -> CompiledPart | None:
    """Return *part* compiled, or None with the mistake added to *problems*."""
    try:
        return CompiledPart(part.name, environment.from_string(part.source), part.lines)
    except TemplateSyntaxError as error:
        tag = tag_at(part.lines, error.lineno)
        problems.add("syntax", tag.place, tag.text, error.message or "")
        return None


def tag_at(lines: dict[int, Tag], line: int) -> Tag:
    """Return the tag of *line*, or the last one before it."""
    at = max((number for number in lines if number <= line), default=min(lines))
    return lines[at]


def _number(root: _Element, tokens: Tokens, place: Place) -> None:
    """Have drawings and bookmarks numbered when rendered: a loop would repeat the template's numbers."""
    tag = Tag("{", "", "", before=False, after=False, place=place, text="")
    for drawing in root.iter(DOC_PR):
        drawing.set("id", tokens.add(tag, "''|gongyak.id"))
    for start in root.iter(BOOKMARK_START):
        start.set(_NAME, tokens.add(tag, f"{start.get(_NAME, '')!r}|gongyak.name"))
        start.set(_ID, tokens.add(tag, f"{start.get(_ID, '')!r}|gongyak.open"))
    for end in root.iter(BOOKMARK_END):
        end.set(_ID, tokens.add(tag, f"{end.get(_ID, '')!r}|gongyak.close"))
