# ruff: noqa: SLF001 - python-docx shows grids and properties only through its elements
"""Small forms, made with python-docx, and eyes to read what came out."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from lxml import etree
from PIL import Image

from gongyak.documents import compile_template
from gongyak.documents.package import Part, read_package, write_package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from docx.document import Document


def form(build: Callable[[Document], object]) -> bytes:
    """Return the bytes of an empty document that *build* has written into."""
    document = docx.Document()
    build(document)
    return saved(document)


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines(*texts: str) -> bytes:
    """Return a form with one paragraph a text."""
    return form(lambda document: [document.add_paragraph(text) for text in texts])


def runs(*texts: str) -> bytes:
    """Return a form with one paragraph whose runs are *texts*; every second one is bold."""

    def build(document: Document) -> None:
        paragraph = document.add_paragraph()
        for number, text in enumerate(texts):
            paragraph.add_run(text).bold = number % 2 == 1

    return form(build)


def grid(*rows: Sequence[str]) -> bytes:
    """Return a form with one table of *rows*, whose cells hold lines parted by ``¶``."""
    return form(lambda document: fill(document.add_table(len(rows), len(rows[0])), rows))


def fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *rest = text.split("¶")
            cell.text = first
            for line in rest:
                cell.add_paragraph(line)


def render(data: bytes, context: Mapping[str, object] | None = None) -> Any:
    return opened(compile_template(data).render(context or {}))


def opened(data: bytes) -> Any:
    """Return the document, untyped: a test that meets a None fails as it should."""
    return docx.Document(io.BytesIO(data))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def cells(document: Document, number: int = 0) -> list[list[str]]:
    """Return the texts of a table, cell by cell as they stand in the XML."""
    table = document.tables[number]
    return [[_Cell(cell, table).text for cell in row._tr.tc_lst] for row in table.rows]


def columns(document: Document) -> list[int]:
    found = document.tables[0]._tbl.tblGrid.findall(qn("w:gridCol"))
    return [int(column.get(qn("w:w"), "0")) for column in found]


def part(data: bytes, name: str = "word/document.xml") -> str:
    return read_package(data, "made")[name].read().decode()


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """Return the package *data* with the part *name* replaced or added."""
    parts = read_package(data, "form")
    parts[name] = Part.deflated(name, content.encode() if isinstance(content, str) else content)
    return write_package(list(parts.values()))


def body(xml: str) -> bytes:
    """Return a form whose body is *xml*."""
    data = lines("")
    document = part(data)
    start, end = document.index("<w:body>") + 8, document.index("<w:sectPr")
    return with_part(data, "word/document.xml", document[:start] + xml + document[end:])


def names_and_ids(data: bytes, tag: str) -> list[tuple[str | None, str | None]]:
    root = etree.fromstring(part(data).encode())
    return [
        (e.get(qn("w:name")) or e.get("name"), e.get(qn("w:id")) or e.get("id")) for e in root.iter(qn(tag))
    ]


def jpeg(width: int = 40, height: int = 20, **options: object) -> bytes:
    return _picture("JPEG", "RGB", width, height, **options)


def png(width: int = 40, height: int = 20, mode: str = "RGB", **options: object) -> bytes:
    return _picture("PNG", mode, width, height, **options)


def _picture(kind: str, mode: str, width: int, height: int, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), 0 if mode in {"P", "1"} else "teal").save(out, kind, **options)
    return out.getvalue()


def comments_on(data: bytes) -> list[tuple[str, str]]:
    """Return each comment's text with the text it stands on, in the order in which the comments begin."""
    said = {comment.comment_id: comment.text for comment in opened(data).comments}
    found: dict[int, str] = {}
    standing: set[int] = set()
    for element in etree.fromstring(part(data).encode()).iter(etree.Element):
        number = int(element.get(qn("w:id"), "-1"))
        if element.tag == qn("w:commentRangeStart"):
            standing.add(number)
            found[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            standing.remove(number)
        for one in standing:
            found[one] += _text_of(element)
    return [(said[number], text) for number, text in found.items()]


def _text_of(element: Any) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    return {qn("w:br"): "\n", qn("w:tab"): "\t"}.get(element.tag, "")


def converted(data: bytes, folder: Path, suffix: str, filters: str) -> bytes:
    """Return the document *data* as LibreOffice saves it with the export filter *filters*."""
    (folder / "made.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", filters, "--outdir", "saved", "made.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return (folder / "saved" / f"made.{suffix}").read_bytes()
