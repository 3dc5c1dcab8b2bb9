"""Small templates for the comparison, built with python-docx."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph


def empty() -> WordDocument:
    """Return a document without a single block, in python-docx's default styles."""
    document = Document()
    document._body.clear_content()  # noqa: SLF001 - python-docx offers no public way
    return document


def saved(document: WordDocument) -> bytes:
    """Return *document* as the bytes of a file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def paragraphs(*texts: str, style: str | None = None) -> bytes:
    """Return a template with one paragraph a text."""
    document = empty()
    for text in texts:
        document.add_paragraph(text, style)
    return saved(document)


def runs(*texts: tuple[str, str]) -> bytes:
    """Return a template with one paragraph of runs, each (text, formatting: letters of ``biu``)."""
    document = empty()
    add_runs(document.add_paragraph(), *texts)
    return saved(document)


def add_runs(paragraph: Paragraph, *texts: tuple[str, str]) -> None:
    """Add runs to *paragraph*, each (text, formatting: letters of ``biu``)."""
    for text, marks in texts:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.underline = (
            "b" in marks or None,
            "i" in marks or None,
            "u" in marks or None,
        )


def table(*rows: Sequence[str], style: str = "Table Grid") -> bytes:
    """Return a template with one table; a new line in a cell's text begins a new paragraph."""
    document = empty()
    add_table(document, rows, style)
    document.add_paragraph("after the table")
    return saved(document)


def add_table(
    document: WordDocument | _Cell, rows: Sequence[Sequence[str]], style: str = "Table Grid"
) -> None:
    """Add a table to *document*; rows may be of different lengths, as Word allows them to be."""
    grid = document.add_table(len(rows), max(map(len, rows)))
    grid.style = style
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell in row.cells[len(texts) :]:
            row._tr.remove(cell._tc)  # noqa: SLF001 - python-docx offers no public way
        for cell, text in zip(row.cells, texts, strict=False):
            fill(cell, text)


def fill(cell: _Cell, text: str) -> None:
    """Write *text* into *cell*, one paragraph a line."""
    first, *others = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for other in others:
        cell.add_paragraph(other)


def header_and_footer(header: str, footer: str, *body: str) -> bytes:
    """Return a template with a header and a footer of one paragraph each."""
    document = empty()
    for text in body:
        document.add_paragraph(text)
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    return saved(document)


def text_box(*texts: str) -> bytes:
    """Return a template whose one paragraph carries a text box with a paragraph a text."""
    inside = "".join(f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>" for text in texts)
    document = empty()
    paragraph = document.add_paragraph("beside the box")
    drawn = (
        f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict>"
        f"<v:shape style='width:200pt;height:50pt'><v:textbox><w:txbxContent>{inside}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(drawn))  # noqa: SLF001 - python-docx knows no text boxes
    return saved(document)


def with_footnote(body: str, note: str) -> bytes:
    """Return a template whose paragraph *body* carries a footnote *note*."""
    document = empty()
    paragraph = document.add_paragraph(body)
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:footnoteReference w:id='2'/></w:r>"))  # noqa: SLF001
    footnotes = (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?><w:footnotes {nsdecls('w')}>"
        "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>"
        f"<w:r><w:t xml:space='preserve'>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    return with_part(saved(document), "word/footnotes.xml", footnotes.encode(), kind, relation)


def with_part(document: bytes, name: str, content: bytes, kind: str, relation: str) -> bytes:
    """Return *document* with one more part that the body is related to."""
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    target = name.removeprefix("word/")
    link = f'<Relationship Id="rIdMore" Type="{relation}" Target="{target}"/></Relationships>'
    added = _changed(document, "[Content_Types].xml", lambda xml: xml.replace("</Types>", override))
    added = _changed(added, "word/_rels/document.xml.rels", lambda xml: xml.replace("</Relationships>", link))
    file = BytesIO(added)
    with ZipFile(file, "a", ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return file.getvalue()


def with_body(document: bytes, change: Callable[[str], str]) -> bytes:
    """Return *document* with the XML of its body changed."""
    return _changed(document, "word/document.xml", change)


def split_tags(document: bytes) -> bytes:
    """Return *document* with its body's runs cut after every other letter, as Word does."""

    def apart(match: re.Match[str]) -> str:
        return match[1] + re.sub(r"(\S)(\S)", rf"\1{cut}\2", match[2]) + match[3]

    cut = "</w:t></w:r><w:r><w:t xml:space='preserve'>"
    return with_body(document, lambda xml: re.sub(r"(<w:t(?: [^>]*)?>)([^<&]*)(</w:t>)", apart, xml))


def _changed(document: bytes, part: str, change: Callable[[str], str]) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(document)) as source, ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name in source.namelist():
            data = source.read(name)
            package.writestr(name, change(data.decode()).encode() if name == part else data)
    return target.getvalue()


def picture(colour: str = "teal", size: tuple[int, int] = (60, 40), kind: str = "PNG") -> bytes:
    """Return a picture of one colour."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind, dpi=(96, 96))
    return file.getvalue()
