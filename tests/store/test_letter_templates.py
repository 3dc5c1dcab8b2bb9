"""Every version of an edited letter is kept; the newest holds, an empty one gives back the shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongyak.letters import LetterKind
from gongyak.store.letter_templates import read_letter_templates, save_letter_template
from tests.store.clerk import write
from tests.store.post import LATER, NOON

if TYPE_CHECKING:
    from gongyak.store.database import Database


def test_the_newest_version_of_each_part_holds(database: Database) -> None:
    with write(database) as session:
        assert save_letter_template(session, LetterKind.EVENT, "subject", "하나", who="g1002", at=NOON) == 1
        assert save_letter_template(session, LetterKind.EVENT, "subject", "둘", who="g1002", at=LATER) == 2
        assert save_letter_template(session, LetterKind.EVENT, "html", "<p>", who="g1002", at=NOON) == 1
        found = read_letter_templates(session)
    assert {part: template.source for (_, part), template in found.items()} == {
        "subject": "둘",
        "html": "<p>",
    }
    newest = found[LetterKind.EVENT, "subject"]
    assert (newest.version, newest.saved_by, newest.saved_at) == (2, "g1002", LATER)


def test_an_empty_version_goes_back_to_the_shipped(database: Database) -> None:
    with write(database) as session:
        save_letter_template(session, LetterKind.TEST, "text", "시험", who="g1002", at=NOON)
        save_letter_template(session, LetterKind.TEST, "text", "", who="g1002", at=NOON)
        assert read_letter_templates(session) == {}
        save_letter_template(session, LetterKind.TEST, "text", "다시", who="g1002", at=NOON)
        assert read_letter_templates(session)[LetterKind.TEST, "text"].version == 3
