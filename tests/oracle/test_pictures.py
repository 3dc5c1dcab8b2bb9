"""Pictures put in by value, and files of the template replaced by others."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm, Inches, Mm, Pt

from gongyak.documents.errors import UnreadablePictureError
from tests.oracle.outline import outline, text
from tests.oracle.peers import agreed, both, ours, rendered
from tests.oracle.templates import empty, header_and_footer, paragraphs, picture, saved, table, with_part

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

Peer = Any
Template = Any


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize(
    "size",
    [{}, {"width": Mm(20)}, {"height": Cm(1)}, {"width": Inches(1), "height": Pt(30)}, {"width": 914400}],
    ids=["own", "width", "height", "both", "number"],
)
def test_a_picture_in_a_paragraph(kind: str, size: dict[str, Any]) -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"photo": peer.InlineImage(template, BytesIO(picture(kind=kind)), **size)}

    document = agreed(paragraphs("before {{ photo }} after"), context)
    assert any("<picture>" in line for line in outline(document))


def test_other_kinds_of_pictures_are_refused() -> None:
    """docxtpl was "tested with JPEG and PNG files" and takes more; ours takes these two and says so."""

    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"photo": peer.InlineImage(template, BytesIO(picture(kind="GIF")))}

    with pytest.raises(UnreadablePictureError):
        rendered(ours(), paragraphs("{{ photo }}"), context)


def test_a_picture_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "사진.png"
    file.write_bytes(picture())

    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"photo": peer.InlineImage(template, str(file), Mm(20))}

    agreed(paragraphs("{{ photo }}"), context)


def test_pictures_in_a_loop_of_rows() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {
            "photos": [
                {
                    "picture": peer.InlineImage(template, BytesIO(picture(colour)), width=Mm(30)),
                    "caption": colour,
                }
                for colour in ("red", "green", "blue")
            ]
        }

    rows = table(["{%tr for p in photos %}"], ["{{ p.picture }}", "{{ p.caption }}"], ["{%tr endfor %}"])
    document = agreed(rows, context)
    assert "".join(outline(document)).count("<picture>") == 3


def test_photos_two_a_row() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        photos = [
            {"picture": peer.InlineImage(template, BytesIO(picture(c)), width=Mm(70)), "caption": c}
            for c in ("red", "green", "blue")
        ]
        return {"photos": photos}

    rows = table(["{%tr for pair in photos|batch(2) %}", ""],
                 ["{{ pair[0].picture }}", "{% if pair[1] %}{{ pair[1].picture }}{% endif %}"],
                 ["{{ pair[0].caption }}", "{% if pair[1] %}{{ pair[1].caption }}{% endif %}"],
                 ["{%tr endfor %}", ""])  # fmt: skip
    document = agreed(rows, context)
    assert "".join(outline(document)).count("<picture>") == 3


def test_the_same_picture_many_times() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"photo": peer.InlineImage(template, BytesIO(picture()), width=Mm(10))}

    document = agreed(paragraphs("{{ photo }} {{ photo }}", "{{ photo }}"), context)
    with ZipFile(BytesIO(document)) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 1


def test_a_picture_with_a_link() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        photo = peer.InlineImage(
            template, BytesIO(picture()), width=Mm(10), anchor="https://example.kr/?a=1&b=2"
        )
        return {"photo": photo}

    document = agreed(paragraphs("{{ photo }}"), context)
    assert any("https://example.kr/?a=1" in line for line in outline(document))


def test_a_picture_between_formatted_runs_and_text() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"photo": peer.InlineImage(template, BytesIO(picture()), width=Mm(10)), "name": "길"}

    assert text(agreed(paragraphs("{{ name }}: {{ photo }} ({{ name }})"), context)) == ["길:  (길)"]


def test_a_picture_under_autoescape() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"photo": peer.InlineImage(template, BytesIO(picture()), width=Mm(10)), "name": "R&D"}

    agreed(paragraphs("{{ name }} {{ photo }}"), context, autoescape=True)


def test_a_condition_on_a_picture() -> None:
    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"photo": peer.InlineImage(template, BytesIO(picture()), width=Mm(10)), "none": None}

    lines = ("{% if photo %}{{ photo }}{% endif %}", "{% if none %}{{ none }}{% else %}no photo{% endif %}")
    assert text(agreed(paragraphs(*lines), context)) == ["", "no photo"]


def test_a_picture_in_a_header() -> None:
    """The documentation says it cannot be done; docxtpl 0.20.2 does it all the same, and so do we."""

    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"logo": peer.InlineImage(template, BytesIO(picture()), width=Mm(10))}

    document = agreed(header_and_footer("{{ logo }} city", "{{ logo }}", "body"), context)
    assert "".join(outline(document)).count("<picture>") == 2


def test_a_template_keeps_its_own_pictures() -> None:
    document = empty()
    document.add_picture(BytesIO(picture("navy")), width=Mm(15))
    document.add_paragraph("{{ photo }}")

    def context(peer: Peer, template: Template) -> dict[str, Any]:
        return {"photo": peer.InlineImage(template, BytesIO(picture("red")), width=Mm(10))}

    assert "".join(outline(agreed(saved(document), context))).count("<picture>") == 2


def _with_pictures(*, header: bool = False) -> bytes:
    document = empty()
    document.add_paragraph("{{ name }}")
    place = document.sections[0].header.paragraphs[0] if header else document.add_paragraph()
    place.add_run().add_picture(BytesIO(picture("navy")), width=Mm(15))
    drawing = place._p  # noqa: SLF001 - Word keeps the file's name where python-docx does not let us write it
    next(drawing.iter("{*}docPr")).set("name", "dummy.png")
    next(drawing.iter("{*}cNvPr")).set("name", "dummy.png")
    return saved(document)


@pytest.mark.parametrize("header", [False, True], ids=["body", "header"])
def test_a_picture_is_replaced_by_its_name(tmp_path: Path, *, header: bool) -> None:
    (tmp_path / "new.png").write_bytes(picture("lime"))
    template = _with_pictures(header=header)

    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(template))
        document.replace_pic("dummy.png", str(tmp_path / "new.png"))
        document.render({"name": "길"})
        return _saved(document)

    assert outline(both(script)) != outline(rendered(ours(), template, {"name": "길"}))


def test_a_picture_is_replaced_by_an_open_file() -> None:
    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(_with_pictures()))
        document.replace_pic("dummy.png", BytesIO(picture("lime")))
        document.render({"name": "길"})
        return _saved(document)

    both(script)


def test_replacing_a_picture_that_is_not_there_is_an_error() -> None:
    document = ours().DocxTemplate(BytesIO(_with_pictures()))
    document.replace_pic("other.png", BytesIO(picture()))
    document.render({})
    with pytest.raises(ValueError, match=r"other\.png"):
        _saved(document)


@pytest.mark.parametrize("header", [False, True], ids=["body", "header"])
def test_media_are_replaced_by_their_content(tmp_path: Path, *, header: bool) -> None:
    old, new = tmp_path / "old.png", tmp_path / "new.png"
    old.write_bytes(picture("navy"))
    new.write_bytes(picture("lime"))
    template = _with_pictures(header=header)

    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(template))
        document.replace_media(str(old), str(new))
        document.render({"name": "길"})
        return _saved(document)

    assert outline(both(script)) != outline(rendered(ours(), template, {"name": "길"}))


def test_media_are_replaced_from_open_files() -> None:
    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(_with_pictures()))
        document.replace_media(BytesIO(picture("navy")), BytesIO(picture("lime")))
        document.render({"name": "길"})
        return _saved(document)

    both(script)


def _with_embedded(content: bytes, name: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return with_part(paragraphs("{{ name }}"), name, content, kind, RELATIONSHIP_TYPE.PACKAGE)


def test_an_embedded_document_is_replaced_by_its_content(tmp_path: Path) -> None:
    dummy, wanted = tmp_path / "dummy.docx", tmp_path / "wanted.docx"
    dummy.write_bytes(paragraphs("dummy"))
    wanted.write_bytes(paragraphs("wanted"))
    template = _with_embedded(dummy.read_bytes(), "word/embeddings/Microsoft_Word_Document1.docx")

    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(template))
        document.replace_embedded(str(dummy), str(wanted))
        document.render({"name": "길"})
        made = _saved(document)
        with ZipFile(BytesIO(made)) as package:
            assert package.read("word/embeddings/Microsoft_Word_Document1.docx") == wanted.read_bytes()
        return made

    both(script)


def test_a_part_is_replaced_by_its_name_in_the_package(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_bytes(b"the new sheet")
    template = _with_embedded(b"the old sheet", "word/embeddings/Microsoft_Excel_Sheet1.xlsx")

    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(template))
        document.replace_zipname("word/embeddings/Microsoft_Excel_Sheet1.xlsx", str(sheet))
        document.render({"name": "길"})
        made = _saved(document)
        with ZipFile(BytesIO(made)) as package:
            assert package.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx") == b"the new sheet"
        return made

    both(script)


def test_replacements_are_forgotten_on_request() -> None:
    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(_with_pictures()))
        document.replace_media(BytesIO(picture("navy")), BytesIO(picture("lime")))
        document.render({"name": "one"})
        _saved(document)
        document.reset_replacements()
        document.render({"name": "two"})
        return _saved(document)

    both(script)


def _saved(document: Template) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
