"""Sub-documents: built with python-docx, or read from a file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.shared import Mm, RGBColor

from tests.oracle.outline import outline, text
from tests.oracle.peers import agreed, both
from tests.oracle.templates import add_runs, add_table, empty, paragraphs, picture, saved, table

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

Peer = Any
Template = Any


def test_a_sub_document_built_in_the_script() -> None:
    def context(_: Peer, template: Template) -> dict[str, Any]:
        sub = template.new_subdoc()
        sub.add_paragraph("a sub-document & more")
        paragraph = sub.add_paragraph("it was ", style="List Bullet")
        paragraph.add_run("made").italic = True
        paragraph.add_run(" by python").font.color.rgb = RGBColor(255, 0, 0)
        return {"sub": sub, "name": "길"}

    document = agreed(paragraphs("before {{ name }}", "{{p sub }}", "after"), context)
    assert text(document) == ["before 길", "a sub-document & more", "it was made by python", "after"]


def test_a_sub_document_with_a_table() -> None:
    def context(_: Peer, template: Template) -> dict[str, Any]:
        sub = template.new_subdoc()
        sub.add_heading("품목", 2)
        grid = sub.add_table(rows=1, cols=2)
        grid.style = "Table Grid"
        grid.rows[0].cells[0].text, grid.rows[0].cells[1].text = "이름", "금액"
        for name, amount in (("나무", "10"), ("돌", "20")):
            cells = grid.add_row().cells
            cells[0].text, cells[1].text = name, amount
        grid.cell(1, 0).merge(grid.cell(2, 0))
        sub.add_paragraph("below")
        return {"sub": sub}

    agreed(paragraphs("before", "{{p sub }}", "after"), context)


def test_a_sub_document_with_a_picture() -> None:
    def context(_: Peer, template: Template) -> dict[str, Any]:
        sub = template.new_subdoc()
        sub.add_picture(BytesIO(picture("red")), width=Mm(20))
        sub.add_paragraph("a caption")
        return {"sub": sub}

    document = agreed(paragraphs("before", "{{p sub }}", "after"), context)
    assert "".join(outline(document)).count("<picture>") == 1


def test_a_sub_document_in_a_cell_and_in_a_loop() -> None:
    def context(_: Peer, template: Template) -> dict[str, Any]:
        subs = []
        for name in ("가", "나"):
            sub = template.new_subdoc()
            sub.add_paragraph(f"{name} 1")
            sub.add_paragraph(f"{name} 2")
            subs.append(sub)
        return {"subs": subs}

    rows = table(["{%tr for sub in subs %}"], ["{{ loop.index }}", "{{p sub }}\nend"], ["{%tr endfor %}"])
    assert text(agreed(rows, context))[:4] == ["1", "가 1", "가 2", "end"]
    lines = paragraphs("{%p for sub in subs %}", "{{p sub }}", "{%p endfor %}", "end")
    assert text(agreed(lines, context)) == ["가 1", "가 2", "나 1", "나 2", "end"]


def test_a_sub_document_under_autoescape() -> None:
    def context(_: Peer, template: Template) -> dict[str, Any]:
        sub = template.new_subdoc()
        sub.add_paragraph("R&D")
        return {"sub": sub}

    assert text(agreed(paragraphs("{{p sub }}", "end"), context, autoescape=True)) == ["R&D", "end"]


def _other(*, with_picture: bool = False) -> bytes:
    document = empty()
    document.add_heading("from a file", 1)
    add_runs(document.add_paragraph(), ("bold", "b"), (" and plain", ""))
    add_table(document, [["a", "b"], ["c", "d"]])
    if with_picture:
        document.add_picture(BytesIO(picture("red")), width=Mm(20))
    document.add_paragraph("the last of the file")
    return saved(document)


def test_a_sub_document_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "other.docx").write_bytes(_other())

    def context(_: Peer, template: Template) -> dict[str, Any]:
        return {"sub": template.new_subdoc(str(tmp_path / "other.docx"))}

    printed = text(agreed(paragraphs("before", "{{p sub }}", "after"), context))
    assert printed == [
        "before",
        "from a file",
        "bold and plain",
        "a",
        "b",
        "c",
        "d",
        "the last of the file",
        "after",
    ]


def test_a_sub_document_from_a_file_with_a_picture(tmp_path: Path) -> None:
    (tmp_path / "other.docx").write_bytes(_other(with_picture=True))

    def context(_: Peer, template: Template) -> dict[str, Any]:
        return {"sub": template.new_subdoc(str(tmp_path / "other.docx"))}

    assert "".join(outline(agreed(paragraphs("{{p sub }}", "after"), context))).count("<picture>") == 1


def test_a_sub_document_with_a_style_the_template_lacks(tmp_path: Path) -> None:
    document = empty()
    style = document.styles.add_style("Own Style", 1)
    style.font.bold = True
    document.add_paragraph("in its own style", style="Own Style")
    (tmp_path / "other.docx").write_bytes(saved(document))

    def context(_: Peer, template: Template) -> dict[str, Any]:
        return {"sub": template.new_subdoc(str(tmp_path / "other.docx"))}

    agreed(paragraphs("{{p sub }}", "after"), context)


def test_tags_in_a_sub_document_wait_for_the_next_rendering(tmp_path: Path) -> None:
    """Rendering twice fills first the place of the sub-document, then the tags that came with it."""
    (tmp_path / "other.docx").write_bytes(paragraphs("field: {{ field }}"))

    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ title }}", "{{p sub }}", "end")))
        document.render({"title": "one", "sub": document.new_subdoc(str(tmp_path / "other.docx"))})
        file = BytesIO()
        document.save(file)
        return file.getvalue()

    assert text(both(script)) == ["one", "field: {{ field }}", "end"]
