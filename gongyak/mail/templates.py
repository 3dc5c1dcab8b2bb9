"""The templates that letters are written from: those that ship, and the city's own in their place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import DictLoader

from gongyak.mail.filters import FILTERS
from gongyak.mail.pieces import PIECES, Part, Piece, file_name
from gongyak.mail.template_errors import NoSuchLetterTemplate
from gongyak.sandbox import Sandbox

if TYPE_CHECKING:
    from jinja2 import Environment


class Templates:
    """All templates of letters; nothing is read or opened to render them."""

    def __init__(self, shipped: Mapping[Piece, str], edited: Mapping[Piece, str] | None = None) -> None:
        """Take every piece from *edited*, or else from *shipped*, which has all of them."""
        self.shipped = dict(shipped)
        self.edited = dict(edited or {})

    def source(self, kind: str, part: Part) -> str:
        """Return the template in use; raise `NoSuchLetterTemplate`."""
        piece = as_piece(kind, part)
        return self.edited.get(piece, self.shipped[piece])

    def with_edited(self, kind: str, part: Part, source: str) -> Templates:
        """Return the same templates with one of the city's own more."""
        return Templates(self.shipped, {**self.edited, as_piece(kind, part): source})

    def render(self, kind: str, part: Part, context: Mapping[str, object]) -> str:
        """Return what the template makes of *context*, plain data; raises Jinja2's errors."""
        return self.environment.get_template(file_name(kind, part)).render(context)

    @cached_property
    def environment(self) -> Environment:
        """The sandbox that they run in: HTML is escaped, plain text is not."""
        sources = {file_name(*piece): text for piece, text in {**self.shipped, **self.edited}.items()}
        sandbox = Sandbox(autoescape=_is_html, loader=DictLoader(sources))
        environment = sandbox.overlay(trim_blocks=True, lstrip_blocks=True)
        environment.filters = {name: each.apply for name, each in FILTERS.items()}
        return environment


def as_piece(kind: str, part: str) -> Piece:
    """Return the piece of that kind and part; raise `NoSuchLetterTemplate` with the kinds there are."""
    found = next((piece for piece in PIECES if piece == (kind, part)), None)
    if found is None:
        known = ", ".join(f"{name} {own}" for name, own in PIECES)
        raise NoSuchLetterTemplate(kind=kind, part=part, known=known)
    return found


def _is_html(name: str | None) -> bool:
    return name is None or name.endswith(Part.HTML.ending)
