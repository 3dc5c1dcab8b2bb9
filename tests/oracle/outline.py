"""A Word file as lines that two renderers can be compared by.

The outline holds what a reader of the document would notice: text, formatting, styles, table grids, merged
and coloured cells, pictures (by their bytes and size), links (by their targets) and the document's
properties.  It leaves out what no reader sees: how text is cut into runs, relationship ids, names of media
files, the order of properties, and attributes for complex scripts.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PARTS: Final = re.compile(
    r"word/(document|(header|footer)\d*|footnotes|endnotes|comments)\.xml|docProps/core\.xml"
)
_UNSEEN: Final = frozenset(
    {"bCs", "iCs", "szCs", "noProof", "proofErr", "lastRenderedPageBreak", "rPrChange"}
)
_BREAKS: Final = {"page": "\f", "column": "\v"}
_SEEN_PROPERTIES: Final = frozenset({"title", "subject", "creator", "keywords", "description", "category"})

Piece = tuple[str, str]


def outline(document: bytes) -> list[str]:
    """Return the lines of *document*, part by part in the order of their names."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        names = sorted(name for name in package.namelist() if _PARTS.fullmatch(name))
        return [line for name in names for line in [f"[{name}]", *_Part(package, name).lines()]]


def text(document: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of each paragraph of *part*, those in tables and text boxes too."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        root = etree.fromstring(package.read(part))
    return ["".join(_plain(run) for run in _nodes(p, "r")) for p in _nodes(root, "p")]


def grid(document: bytes) -> list[list[str]]:
    """Return the text of each cell of each row of every table of the body, a merged cell once."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [
        ["".join(_plain(run) for run in _nodes(cell, "r")) for cell in _children(row, "tc")]
        for row in _nodes(root, "tr")
    ]


def shape_ids(document: bytes) -> list[str]:
    """Return the ids of all drawings of the body; Word repairs a document in which two are the same."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [str(node.get("id")) for node in _nodes(root, "docPr")]


class _Part:
    """One part of the package, with what its relationships point to."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self.package = package
        self.root = etree.fromstring(package.read(name))
        self.folder, base = posixpath.split(name)
        rels = posixpath.join(self.folder, "_rels", f"{base}.rels")
        tree = etree.fromstring(package.read(rels)) if rels in package.namelist() else ()
        self.targets = {str(rel.get("Id")): str(rel.get("Target")) for rel in tree}

    def lines(self) -> Iterator[str]:
        """Yield the lines of the part: properties of the document, or its blocks."""
        if _local(self.root) == "coreProperties":
            yield from sorted(
                f"{_local(p)}: {p.text}" for p in self.root if _local(p) in _SEEN_PROPERTIES and p.text
            )
        elif _local(self.root) == "document":
            yield from self.blocks(self.root[0], "")
        else:
            yield from self.blocks(self.root, "")

    def blocks(self, parent: etree._Element, indent: str) -> Iterator[str]:
        """Yield the lines of all blocks in *parent*."""
        for block in parent:
            match _local(block):
                case "p":
                    yield from self.paragraph(block, indent)
                case "tbl":
                    yield from self.table(block, indent)
                case "sdt":
                    yield f"{indent}CONTROL"
                    yield from self.blocks(_children(block, "sdtContent")[0], f"{indent}  ")
                case "sectPr":
                    yield f"{indent}SECTION {_properties(block)}"
                case "footnote" | "endnote" | "comment":
                    yield f"{indent}{_local(block).upper()} {_attributes(block)}"
                    yield from self.blocks(block, f"{indent}  ")
                case _:
                    pass

    def paragraph(self, paragraph: etree._Element, indent: str) -> Iterator[str]:
        """Yield the line of a paragraph, then those of the text boxes that hang on it."""
        pieces = [piece for child in paragraph for piece in self.pieces(child, "")]
        joined = [
            (mark, "".join(text for _, text in same))
            for mark, same in groupby(pieces, lambda piece: piece[0])
        ]
        shown = " ".join(f"{text!r}{f'<{mark}>' if mark else ''}" for mark, text in joined if text)
        yield f"{indent}P{_braced(_child_properties(paragraph, 'pPr'))} {shown}".rstrip()
        for box in _nodes(paragraph, "txbxContent"):
            yield f"{indent}  BOX"
            yield from self.blocks(box, f"{indent}    ")

    def pieces(self, node: etree._Element, link: str) -> Iterator[Piece]:
        """Yield (formatting, text) for each piece of a paragraph's child; *link* is the target around it."""
        match _local(node):
            case "r":
                yield from self.run(node, link)
            case "hyperlink":
                target = self.target(node, "id") or f"#{_get(node, 'anchor')}"
                yield from (piece for child in node for piece in self.pieces(child, target))
            case "bookmarkStart":
                yield "bookmark", f"{_get(node, 'name')};"
            case "ins" | "del" | "smartTag" | "sdt" | "sdtContent" | "fldSimple":
                yield from (piece for child in node for piece in self.pieces(child, link))
            case _:
                pass

    def run(self, run: etree._Element, link: str) -> Iterator[Piece]:
        """Yield the text and the pictures of *run* in their order; the text stands under its formatting."""
        mark = " ".join(filter(None, [_child_properties(run, "rPr"), link and f"link={link}"]))
        for child in run:
            yield mark, _characters(child)
            yield from (self.picture(blip, child) for blip in _nodes(child, "blip"))

    def picture(self, blip: etree._Element, drawing: etree._Element) -> Piece:
        """Return the piece that stands for a picture: its bytes, its size, where a click on it leads."""
        name = posixpath.normpath(posixpath.join(self.folder, self.target(blip, "embed")))
        extent = _nodes(drawing, "extent")[0]
        clicks = [self.target(click, "id") for click in _nodes(drawing, "hlinkClick")][:1]
        digest = sha256(self.package.read(name)).hexdigest()[:12]
        return "picture", f"{digest} {extent.get('cx')}x{extent.get('cy')} {clicks};"

    def target(self, node: etree._Element, attribute: str) -> str:
        """Return what the relationship named by *attribute* points to, or an empty string."""
        return self.targets.get(_get(node, attribute), "")

    def table(self, table: etree._Element, indent: str) -> Iterator[str]:
        """Yield the lines of a table: its grid, rows, cells and what they hold."""
        columns = len(_children(_children(table, "tblGrid")[0], "gridCol"))
        yield f"{indent}TABLE columns={columns}{_braced(_child_properties(table, 'tblPr'))}"
        for row in _children(table, "tr"):
            yield f"{indent}  ROW{_braced(_child_properties(row, 'trPr'))}"
            for cell in _children(row, "tc"):
                yield f"{indent}    CELL{_braced(_child_properties(cell, 'tcPr', without=('tcW',)))}"
                yield from self.blocks(cell, f"{indent}      ")


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _children(node: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in node if _local(child) == name]


def _nodes(node: etree._Element, name: str) -> list[etree._Element]:
    return list(node.iter(f"{{*}}{name}"))


def _get(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if etree.QName(key).localname == name), "")


def _plain(run: etree._Element) -> str:
    return "".join(_characters(child) for child in run)


def _characters(node: etree._Element) -> str:
    match _local(node):
        case "t" | "instrText" | "delText":
            return node.text or ""
        case "tab":
            return "\t"
        case "br":
            return _BREAKS.get(_get(node, "type"), "\n")
        case "footnoteReference" | "commentReference":
            return f"[{_local(node)} {_get(node, 'id')}]"
        case _:
            return ""


def _attributes(node: etree._Element) -> str:
    return ",".join(
        sorted(
            f"{etree.QName(key).localname}={value!s}"
            for key, value in node.attrib.items()
            if "rsid" not in key
        )
    )


def _properties(node: etree._Element, without: Sequence[str] = ()) -> str:
    kept = (child for child in node if _local(child) not in {*_UNSEEN, *without, ""})
    return " ".join(sorted(_property(child) for child in kept))


def _property(node: etree._Element) -> str:
    """Return one property; shading and colour as the colour alone, a font as its names."""
    match _local(node):
        case "shd":
            return f"shd={_get(node, 'fill').upper() or 'AUTO'}"
        case "color":
            return f"color={_get(node, 'val').upper()}"
        case "rFonts":
            return f"font={','.join(sorted(set(map(str, node.attrib.values()))))}"
        case name if _get(node, "val") in {"true", "1"}:
            return name
        case name:
            return f"{name}{_braced(_attributes(node))}{_braced(_properties(node))}"


def _child_properties(node: etree._Element, name: str, without: Iterable[str] = ()) -> str:
    return " ".join(_properties(child, tuple(without)) for child in _children(node, name))


def _braced(inner: str) -> str:
    return f"({inner})" if inner else ""
