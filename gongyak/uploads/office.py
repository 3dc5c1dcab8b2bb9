"""A look into a document of Word or Excel: of the right kind, runs nothing, fetches nothing from outside."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from gongyak.documents.errors import TemplateUnreadableError
from gongyak.documents.package import Part, read_package
from gongyak.errors import Words
from gongyak.uploads import errors
from gongyak.uploads.kinds import ACTIVE, DRAWING, XML, kind_of

_CONTENT_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = "application/vnd.openxmlformats-officedocument."
DOCX: Final = f"{_MAIN}wordprocessingml.document.main+xml"
XLSX: Final = f"{_MAIN}spreadsheetml.sheet.main+xml"
_KINDS: Final[Mapping[str, Words]] = {
    DOCX: Words("Word 문서(.docx)", "a Word document (.docx)"),
    XLSX: Words("Excel 통합 문서(.xlsx)", "an Excel workbook (.xlsx)"),
    f"{_MAIN}wordprocessingml.template.main+xml": Words("Word 서식 파일(.dotx)", "a Word template (.dotx)"),
    f"{_MAIN}spreadsheetml.template.main+xml": Words("Excel 서식 파일(.xltx)", "an Excel template (.xltx)"),
    f"{_MAIN}presentationml.presentation.main+xml": Words("PowerPoint 문서", "a presentation"),
}
_OTHER: Final = Words("Word나 Excel 문서가 아닌 압축 파일", "an archive that is no document")
_MACROS: Final = ("vbaproject", "vbadata", "macroenabled")
_LINKS: Final = frozenset({"http", "https", "mailto"})
_FETCHED: Final = frozenset(
    {"afchunk", "externallink", "externallinkpath", "attachedtemplate", "connections"}
)
"""Kinds of relations, in small letters, that bring in another document, wherever it lies."""
_LONGEST_RELATIONS: Final = 4 * 1024 * 1024
_HEAD: Final = 1024
_SHOWN: Final = 120


class _HasDoctype(Exception):
    """An XML part declares its type."""


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of a short part: its name without prefix, and its attributes without theirs."""

    name: str
    attributes: Mapping[str, str]


def look_into(data: bytes, name: str, main: str) -> None:
    """Raise a refusal unless *data* is a sound document whose main part is of the type *main*."""
    try:
        parts = read_package(data, name)
    except TemplateUnreadableError as error:
        reason = {key: error.values[key] for key in ("reason_ko", "reason_en")}
        raise errors.UnsoundDocument(name=name, **reason) from None
    for part in parts.values():
        _refuse_what_it_is(part, name)
    _refuse_kind(parts, name, main)
    for part in parts.values():
        if part.name.lower().endswith(".rels"):
            _refuse_relations(part, name)


def _refuse_what_it_is(part: Part, name: str) -> None:
    """Refuse macros, files within the file, and XML that declares entities."""
    if any(mark in part.name.lower() for mark in _MACROS):
        raise errors.HasMacros(name=name, part=part.name)
    head = next(part.pieces(), b"")[:_HEAD]
    kind = kind_of(head)
    if kind in {XML, DRAWING} or part.name.lower().endswith((".xml", ".rels")):
        _refuse_doctype(part, name)
    elif kind in ACTIVE:
        raise errors.HoldsAnotherFile(name=name, part=part.name, found_ko=kind.ko, found_en=kind.en)


def _refuse_doctype(part: Part, name: str) -> None:
    """Read as far as the first element: a declaration can only stand before it."""
    has_begun = False

    def begin(*_: object) -> None:
        nonlocal has_begun
        has_begun = True

    parser = _parser()
    parser.StartElementHandler = begin
    try:
        for piece in part.pieces():
            parser.Parse(piece, False)  # noqa: FBT003 - expat's signature
            if has_begun:
                return
    except _HasDoctype:
        raise errors.DeclaresEntities(name=name, part=part.name) from None
    except expat.ExpatError:
        pass
    raise _damaged(part, name)


def _refuse_kind(parts: Mapping[str, Part], name: str, main: str) -> None:
    """Refuse macros by the type that a part is given, and a document of another kind than *main*."""
    declared = list(_elements(parts[_CONTENT_TYPES], name))
    kinds = [element.attributes.get("ContentType", "") for element in declared]
    places = [element.attributes.get("PartName", "") for element in declared]
    for place, kind in zip(places, kinds, strict=True):
        if any(mark in kind.lower() for mark in _MACROS):
            raise errors.HasMacros(name=name, part=place or kind)
    if not any(
        kind == main and place.lstrip("/") in parts for place, kind in zip(places, kinds, strict=True)
    ):
        found = next((_KINDS[kind] for kind in kinds if kind in _KINDS and kind != main), _OTHER)
        wanted = _KINDS[main]
        raise errors.WrongKind(
            name=name, found_ko=found.ko, found_en=found.en, wanted_ko=wanted.ko, wanted_en=wanted.en
        )


def _refuse_relations(part: Part, name: str) -> None:
    for element in _elements(part, name):
        target = element.attributes.get("Target", "")
        kind = posixpath.basename(element.attributes.get("Type", "")).lower()
        is_outside = element.attributes.get("TargetMode", "").lower() == "external"
        is_link = kind == "hyperlink" and target.partition(":")[0].lower() in _LINKS
        if kind in _FETCHED or (is_outside and not is_link):
            raise errors.ReachesOutside(name=name, part=part.name, target=target[:_SHOWN])


def _elements(part: Part, name: str) -> Iterator[_Element]:
    """Yield the elements of a short part."""
    if part.size > _LONGEST_RELATIONS:
        raise _damaged(part, name)
    found: list[_Element] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        found.append(_Element(tag.rpartition(":")[2], plain))

    parser = _parser()
    parser.StartElementHandler = begin
    try:
        parser.Parse(part.read(), True)  # noqa: FBT003 - expat's signature
    except (expat.ExpatError, zlib.error):
        raise _damaged(part, name) from None
    return iter(found)


def _parser() -> expat.XMLParserType:
    """Return a parser that refuses a declaration of the document's type as soon as it begins."""

    def refuse(*_: object) -> None:
        raise _HasDoctype

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _damaged(part: Part, name: str) -> errors.UnsoundDocument:
    shown = part.name[:_SHOWN]
    return errors.UnsoundDocument(
        name=name, reason_ko=f"'{shown}' 부분이 손상되었습니다", reason_en=f"its part '{shown}' is damaged"
    )
