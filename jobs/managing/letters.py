"""The words of letters on their pages: every part with its versions, tried before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.mail.pieces import PIECES, Part
from gongyak.mail.templates import as_piece
from gongyak.store.letter_templates import LetterTemplate, list_versions
from jobs.letter_templates import read_letter_templates, shipped_templates

if TYPE_CHECKING:
    from jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class PiecePage:
    """A part of letters: what holds now, what ships, and the versions saved here, the newest first.

    A version with an empty source is a return to what ships.
    """

    kind: str
    part: Part
    source: str
    shipped: str
    versions: tuple[LetterTemplate, ...]

    @property
    def newest(self) -> int:
        """The number of the newest version; 0: none was saved here."""
        return self.versions[0].version if self.versions else 0


def kinds_of_pieces() -> dict[str, tuple[Part, ...]]:
    """Return the kinds of letters and shared pieces with their parts, in their order."""
    kinds: dict[str, tuple[Part, ...]] = {}
    for kind, part in PIECES:
        kinds[kind] = (*kinds.get(kind, ()), part)
    return kinds


def read_piece(desk: Desk, kind: str, part: str) -> PiecePage:
    """Return a part of a kind of letters; raise `NoSuchLetterTemplate`."""
    piece = as_piece(kind, part)
    with desk.database.read() as session:
        templates = read_letter_templates(session)
        versions = list_versions(session, *piece)
    return PiecePage(*piece, templates.source(*piece), shipped_templates()[piece], versions)
