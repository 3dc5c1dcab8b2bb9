"""The Python contenders: each turns the report's content into a file, in the way its users do.

A contender loads its libraries when it is called, reads its template when it is given a folder, and then
writes report after report.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from benchmarks.content import PHOTO_WIDTH_MM

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.content import Content


Writer = Callable[["Content", "Path"], None]
MakeWriter = Callable[["Path"], Writer]


def gongyak() -> MakeWriter:
    """Return gongyak's renderer: the template is compiled once, a photo is a Picture."""
    from gongyak.documents.pictures import EMU_PER_MM, Picture
    from gongyak.documents.template import compile_template

    def make(folder: Path) -> Writer:
        template = compile_template((folder / "shared.docx").read_bytes())

        def write(content: Content, target: Path) -> None:
            def picture(photo: Content) -> Picture:
                return Picture(photo_file(folder, photo).read_bytes(), width=PHOTO_WIDTH_MM * EMU_PER_MM)

            target.write_bytes(template.render(_with_pictures(content, picture)))

        return write

    return make


def docxtpl() -> MakeWriter:
    """Return docxtpl as its documentation shows it: open the template, render, save."""
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]

    def make(folder: Path) -> Writer:
        def write(content: Content, target: Path) -> None:
            document = DocxTemplate(folder / "shared.docx")

            def picture(photo: Content) -> InlineImage:
                return InlineImage(document, str(photo_file(folder, photo)), width=Mm(PHOTO_WIDTH_MM))

            document.render(_with_pictures(content, picture))
            document.save(target)

        return write

    return make


def python_docx() -> MakeWriter:
    """Return the report built paragraph by paragraph with python-docx."""
    from benchmarks.by_hand import build

    def make(folder: Path) -> Writer:
        def write(content: Content, target: Path) -> None:
            build(content, lambda photo: str(photo_file(folder, photo))).save(str(target))

        return write

    return make


CONTENDERS: Final[dict[str, Callable[[], MakeWriter]]] = {
    "gongyak": gongyak,
    "docxtpl": docxtpl,
    "python-docx": python_docx,
}


def photo_file(folder: Path, photo: Content) -> Path:
    """Return where in *folder* the picture of *photo* lies."""
    return folder / f"photo{photo['number']}.jpg"


def _with_pictures(content: Content, picture: Callable[[Content], object]) -> Content:
    pairs = [[{**photo, "picture": picture(photo)} for photo in pair] for pair in content["pairs"]]
    return {**content, "pairs": pairs}
