"""Forms are kept in all their versions; the newest choice tells which one is in use."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from gongyak.store.errors import Refused
from gongyak.store.forms import add_form, choose_form, chosen_form, list_forms, read_form_file
from tests.store.post import NOON

if TYPE_CHECKING:
    from gongyak.store.database import Database


def test_versions_are_kept_and_one_is_in_use(database: Database) -> None:
    with database.begin(who="tester", at=NOON, cause="test") as session:
        assert chosen_form(session) is None
        assert add_form(session, "서식.docx", b"one", who="kim", at=NOON) == 1
        assert add_form(session, "서식.docx", b"two", who="lee", at=NOON) == 2
        assert chosen_form(session) is None
        for version in (2, 1, None, 1):
            choose_form(session, version, who="kim", at=NOON)
            assert chosen_form(session) == version
    with database.read() as session:
        newest, oldest = list_forms(session)
        assert (newest.version, newest.saved_by) == (2, "lee")
        assert oldest.checksum == sha256(b"one").hexdigest()
        assert read_form_file(session, 1) == ("서식.docx", b"one")
        assert read_form_file(session, 3) is None


def test_a_version_that_there_is_not_is_not_taken_into_use(database: Database) -> None:
    with pytest.raises(Refused), database.begin(who="tester", at=NOON, cause="test") as session:
        choose_form(session, 7, who="kim", at=NOON)
