"""The parts behind comments: word/comments.xml, and the styles of comments and marks."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final

from gongyak.documents.building import insert_before
from gongyak.documents.names import W_NS, w
from gongyak.documents.parts import parse_xml
from gongyak.documents.ranges import NoteStyles, without_repeated_anchors, write_ranges
from gongyak.documents.seams import CLOSE_TEXT, OPEN_TEXT
from gongyak.documents.text import inline_xml, plain_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

    from gongyak.documents.building import Building
    from gongyak.documents.comments import Comment, Commented

COMMENTS: Final = "word/comments.xml"
_STYLES: Final = "word/styles.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY: Final = f'{_HEAD}<w:comments xmlns:w="{W_NS}"></w:comments>'.encode()
_RELATION = re.compile(
    rb'<Relationship\b(?=[^>]*\bType="[^"]*/relationships/comments")[^>]*\bTarget="([^"]+)"'
)
_COMMENT = re.compile(rb'<w:comment\b[^>]*?\bw:id="(\d+)"')
_SMALL: Final = '<w:rPr><w:color w:val="7F7F7F"/><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr>'

# Type, id and name of each style (the names are those by which Word knows its own), and what it sets.
_OWN: Final[dict[tuple[str, str, str], str]] = {
    ("paragraph", "CommentText", "annotation text"): (
        '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr><w:spacing w:before="0" w:after="0" w:line="240"'
        ' w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
        '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    ),
    ("character", "CommentReference", "annotation reference"): (
        '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
    ),
    ("character", "PledgeMark", "공약 변경 표시"): (
        '<w:uiPriority w:val="99"/><w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:u w:val="none"/>'
        '<w:vertAlign w:val="superscript"/></w:rPr>'
    ),
}
_ID: Final = w("styleId")
_LINE_END: Final = re.compile(r"\r\n|[\r\n\a\v\f]")


def find_comments(parts: Mapping[str, bytes]) -> str:
    """Return the name of the part that holds the comments of the body, or that will hold them."""
    found = _RELATION.search(parts.get("word/_rels/document.xml.rels", b""))
    if found is None:
        return COMMENTS
    return posixpath.normpath(posixpath.join("word", found[1].decode())).lstrip("/")


def highest_comment(comments: bytes) -> int:
    """Return the highest number of a comment in the part *comments*, or -1."""
    return max((int(number) for number in _COMMENT.findall(comments)), default=-1)


def note_body(xml: str, building: Building, wanted: Iterable[Commented]) -> str:
    """Return the printed body *xml* with the ranges of its comments; *building* gets the styles they need.

    *wanted* texts that the body does not print have their comments on its first words.
    """
    if building.skeleton.next_comment > 0:
        xml = without_repeated_anchors(xml)
    notes, old = building.notes, building.read(_STYLES) if building.has(_STYLES) else b""
    new, notes.styles = _with_styles(old) if old else (old, NoteStyles())
    noted = write_ranges(xml, notes, wanted)
    if new != old and notes.needs_styles():
        building.changed[_STYLES] = new
    return noted


def add_comments(building: Building, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the part with the comments that were placed, if any; *made* are the parts rendered so far."""
    notes, name = building.notes, building.skeleton.comments
    if not notes.placed:
        return {}
    if name not in made and not building.has(name):
        building.add_part(name, _TYPE, _EMPTY)
    old = made.get(name) or building.read(name)
    new = "".join(_comment_xml(number, comment, notes.styles) for number, comment in notes.placed)
    return {name: insert_before(old, b"</w:comments>", new.encode())}


def _comment_xml(number: int, comment: Comment, styles: NoteStyles) -> str:
    """Return one comment, a paragraph a line (ECMA-376 part 1, 17.13.4.2).

    Word reads ``w:date`` as the clock on the wall, whatever zone is written behind it, and writes a Z itself.
    """
    when = f' w:date="{comment.when:%Y-%m-%dT%H:%M:%SZ}"' if comment.when else ""
    names = f'w:author="{plain_xml(comment.author)}"{when} w:initials="{plain_xml(comment.initials)}"'
    sign = f'<w:r><w:rPr><w:rStyle w:val="{styles.reference}"/></w:rPr><w:annotationRef/></w:r>'
    lines = [("", line) for line in _LINE_END.split(comment.text)]
    lines += [(_SMALL, comment.small)] if comment.small else []
    style = f'<w:pPr><w:pStyle w:val="{styles.text}"/></w:pPr>'
    paragraphs = [f"<w:r>{properties}{OPEN_TEXT}{inline_xml(line)}{CLOSE_TEXT}" for properties, line in lines]
    inside = "</w:p><w:p>".join([style + paragraph for paragraph in paragraphs])
    inside = inside.replace(style, style + sign, 1)
    return f'<w:comment w:id="{number}" {names}><w:p>{inside}</w:p></w:comment>'


@lru_cache(maxsize=16)
def _with_styles(data: bytes) -> tuple[bytes, NoteStyles]:
    """Return word/styles.xml with the styles of comments and marks, and their ids; a form's own ones win."""
    root = parse_xml(data)
    named = {_style_name(style): style.get(_ID, "") for style in root.iter(w("style"))}
    taken, ids, new = set(named.values()), [], b""
    for (kind, wanted, name), inside in _OWN.items():
        key = named.get((kind, name))
        if key is None:
            key = next(free for free in _candidates(wanted) if free not in taken)
            new += _style_xml(kind, key, name, _base(root, kind) + inside).encode()
        ids.append(key)
    return insert_before(data, b"</w:styles>", new), NoteStyles(*ids)


def _style_xml(kind: str, key: str, name: str, inside: str) -> str:
    own = "" if name.startswith("annotation") else ' w:customStyle="1"'
    return f'<w:style w:type="{kind}"{own} w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'


def _base(root: _Element, kind: str) -> str:
    """Return what a style of *kind* is based on: the form's default one, if it has one."""
    for style in root.iter(w("style")):
        if style.get(w("type")) == kind and style.get(w("default")) in {"1", "true", "on"}:
            return f'<w:basedOn w:val="{plain_xml(style.get(_ID, ""))}"/>'
    return ""


def _candidates(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}{number}" for number in count(2))


def _style_name(style: _Element) -> tuple[str, str]:
    name = style.find(w("name"))
    return str(style.get(w("type"))), "" if name is None else str(name.get(w("val"))).lower()
