"""The form (서식) that reports are filled into: the shipped one, or one of the city's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from gongyak.documents import Template, compile_template
from jobs.errors import TemplateMissing

SHIPPED: Final = "reports/pledge.docx"


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form: its file's name, the SHA-256 of its bytes, the template."""

    name: str
    checksum: str
    template: Template


def open_form(path: Path | None) -> Form:
    """Return the form at *path*, or the shipped one for None.

    Raises `TemplateMissing`, and what `compile_template` raises for a file that is no form.
    """
    data = read_form(path)
    name = path.name if path else Path(SHIPPED).name
    return Form(name, hashlib.sha256(data).hexdigest(), compile_template(data, name=name))


def read_form(path: Path | None) -> bytes:
    """Return the bytes of the form at *path*, or of the shipped one for None; raise `TemplateMissing`."""
    source = path or files("templates").joinpath(SHIPPED)
    try:
        return source.read_bytes()
    except OSError as error:
        raise TemplateMissing(path=source, reason=error.strerror or error) from error
