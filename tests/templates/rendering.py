"""Rendering the shipped form with a view, and reading what came out."""

from __future__ import annotations

import io
import subprocess
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import docx
from PIL import Image, ImageDraw

from jobs.form import Form, open_form
from jobs.rendering import Frame, Stamp, render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from docx.document import Document

    from gongyak.reports import PhotoView, ReportView

MADE_AT = datetime(2025, 1, 2, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))
FRAME = Frame(80, 52)


@cache
def form() -> Form:
    """Return the shipped form, compiled once."""
    return open_form(None)


def filled(view: ReportView) -> bytes:
    """Return the Word file of *view*."""
    pictures = {photo.picture: draw(photo) for pair in view.photos for photo in pair}
    stamp = Stamp(f"2024H2_{view.number}_v1", MADE_AT)
    return render(view, (), form(), stamp, pictures=pictures, frame=FRAME)


def opened(view: ReportView) -> Document:
    """Return the document of *view* as python-docx reads it."""
    return docx.Document(io.BytesIO(filled(view)))


def draw(photo: PhotoView) -> bytes:
    """Return a drawn picture of the photo's size."""
    picture = Image.new("RGB", (photo.width, photo.height), "#7799bb")
    ImageDraw.Draw(picture).ellipse((99, 99, photo.width - 99, photo.height - 99), fill="#ddddcc")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()


def pages(views: Mapping[str, ReportView], folder: Path) -> dict[str, list[str]]:
    """Return the text of every page of each view as LibreOffice lays it out, its lines as they are."""
    for name, view in views.items():
        (folder / f"{name}.docx").write_bytes(filled(view))
    written = [str(folder / f"{name}.docx") for name in views]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *written]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    return {name: _text(folder / f"{name}.pdf") for name in views}


def _text(pdf: Path) -> list[str]:
    extract = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(extract, check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def xml(of: object) -> Any:
    """Return the element behind an object of python-docx, for what it has no property for."""
    return of._element  # type: ignore[attr-defined]  # noqa: SLF001 - see above


def packed(text: str) -> str:
    """Return *text* without white space: layout may part letters and lines."""
    return "".join(text.split())
