"""The jobs ``letter …``: the templates that letters are written from, shipped and edited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from gongyak.letters import LetterKind
from gongyak.mail.checking import check_letter_template
from gongyak.mail.pieces import PIECES, Piece, file_name
from gongyak.mail.samples import SAMPLES
from gongyak.mail.template_errors import NoSuchLetter, UnreadableLetterTemplate
from gongyak.mail.templates import Templates, as_piece
from gongyak.mail.writing import Written, write_letter
from gongyak.store import letter_templates as store
from jobs.desk import Desk
from jobs.files import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongyak.store.letter_templates import LetterTemplate
    from gongyak.store.session import Session


@dataclass(frozen=True, slots=True)
class ListedTemplate:
    """A template of letters: its kind, its part, and the city's own version of it (None: the shipped one)."""

    kind: str
    part: str
    edited: LetterTemplate | None


@cache
def shipped_templates() -> Mapping[Piece, str]:
    """Return the templates below ``templates/mail``, read once a process."""
    folder = files("templates").joinpath("mail")
    return {piece: folder.joinpath(file_name(*piece)).read_text("utf-8") for piece in PIECES}


def read_letter_templates(session: Session) -> Templates:
    """Return the templates that hold now; an edited one of a kind that is no more is left out."""
    edited = store.read_letter_templates(session)
    kept = {piece: edited[piece].source for piece in PIECES if piece in edited}
    return Templates(shipped_templates(), kept)


def list_letter_templates(desk: Desk) -> tuple[ListedTemplate, ...]:
    """Return all templates in the order of their kinds."""
    with desk.database.read() as session:
        edited = store.read_letter_templates(session)
    return tuple(ListedTemplate(kind, part.value, edited.get((kind, part))) for kind, part in PIECES)


def show_letter_templates(desk: Desk, kind: str) -> dict[str, str]:
    """Return the templates of a kind as they hold now, by the names of their files; raises `NoSuchLetter`."""
    pieces = [piece for piece in PIECES if piece[0] == kind]
    if not pieces:
        raise NoSuchLetter(kind=kind, known=", ".join(dict.fromkeys(kind for kind, _ in PIECES)))
    with desk.database.read() as session:
        templates = read_letter_templates(session)
    return {file_name(*piece): templates.source(*piece) for piece in pieces}


def preview_letters(desk: Desk, kind: str, out: Path | None = None) -> tuple[Written, ...]:
    """Return every sample letter of a kind; into the folder *out* they go as text and HTML files.

    Raises `NoSuchLetter`, `BrokenLetterTemplate`, `CannotWrite`.
    """
    if kind not in set(LetterKind):
        raise NoSuchLetter(kind=kind, known=", ".join(LetterKind))
    with desk.database.read() as session:
        templates = read_letter_templates(session)
    letter = LetterKind(kind)
    written = tuple(write_letter(letter, view, templates) for view in SAMPLES[letter])
    if out:
        for number, each in enumerate(written, 1):
            write_file(out / f"{kind}-{number}.txt", f"{each.subject}\n\n{each.text}".encode())
            write_file(out / f"{kind}-{number}.html", each.html.encode())
    return written


def save_letter_template(desk: Desk, kind: str, part: str, file: Path) -> int:
    """Put *file* in the place of a template and return its version, if every letter can be written from it.

    Raises `UnreadableLetterTemplate`, `NoSuchLetterTemplate`, `BrokenLetterTemplate`.
    """
    return keep_letter_template(desk, kind, part, _read(file))


def keep_letter_template(desk: Desk, kind: str, part: str, source: str) -> int:
    """Put *source* in the place of a template and return its version, if every letter can be written from it.

    Raises `NoSuchLetterTemplate`, `BrokenLetterTemplate`.
    """
    at = desk.now()
    with desk.database.begin(who=desk.who, at=at, cause="gongyak letter save") as session:
        check_letter_template(kind, part, source, read_letter_templates(session))
        return store.save_letter_template(session, kind, part, source, who=desk.who, at=at)


def reset_letter_template(desk: Desk, kind: str, part: str) -> bool:
    """Return to the shipped template, and tell whether there was another; raises `NoSuchLetterTemplate`."""
    piece = as_piece(kind, part)
    at = desk.now()
    with desk.database.begin(who=desk.who, at=at, cause="gongyak letter reset") as session:
        if piece not in store.read_letter_templates(session):
            return False
        store.save_letter_template(session, *piece, "", who=desk.who, at=at)
    return True


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except OSError as error:
        raise UnreadableLetterTemplate(path=file, reason=error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise UnreadableLetterTemplate(path=file, reason="UTF-8") from error
