"""The form (서식) that reports are filled into: the shipped one, or one of the city's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gongyak.documents import Template, compile_template
from gongyak.store.forms import chosen_form, read_form_file
from jobs.errors import TemplateMissing

if TYPE_CHECKING:
    from gongyak.store.session import Session

SHIPPED: Final = "reports/pledge.docx"


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form: its file's name, the SHA-256 of its bytes, the template."""

    name: str
    checksum: str
    template: Template


def form_in_use(session: Session, path: Path | None) -> Form:
    """Return the form that reports are made with now: the city's own one that was taken into use.

    Without one it is that at *path*, or the shipped one.  Raises as `open_form` does.
    """
    version = chosen_form(session)
    stored = None if version is None else read_form_file(session, version)
    return _compiled(*stored) if stored else open_form(path)


def open_form(path: Path | None) -> Form:
    """Return the form at *path*, or the shipped one for None.

    Raises `TemplateMissing`, and what `compile_template` raises for a file that is no form.
    """
    return _compiled(path.name if path else Path(SHIPPED).name, read_form(path))


def read_form(path: Path | None) -> bytes:
    """Return the bytes of the form at *path*, or of the shipped one for None; raise `TemplateMissing`."""
    source = path or files("templates").joinpath(SHIPPED)
    try:
        return source.read_bytes()
    except OSError as error:
        raise TemplateMissing(path=source, reason=error.strerror or error) from error


@lru_cache(maxsize=8)
def _compiled(name: str, data: bytes) -> Form:
    return Form(name, hashlib.sha256(data).hexdigest(), compile_template(data, name=name))
