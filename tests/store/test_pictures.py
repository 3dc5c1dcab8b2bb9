"""Pictures are stored once each, under the checksum of their bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from gongyak.photos import Photo
from gongyak.store.pictures import read_pictures
from gongyak.store.tables import PictureRow
from gongyak.store.writing import write_pledge
from tests import cast
from tests.store.clerk import statements, write
from tests.store.facts import BIG, SMALL
from tests.store.strategies import CONTENTS, PICTURES

if TYPE_CHECKING:
    from gongyak.store.database import Database


def test_pictures_come_back_byte_for_byte_in_one_query(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
    shown = [photo.picture.checksum for photo in BIG.photos]
    with city_database.read() as session, statements() as sent:
        assert read_pictures(session, [*shown, "0" * 64]) == {key: CONTENTS[key] for key in shown}
    assert len([statement for statement in sent if statement.startswith("SELECT")]) == 1


def test_two_photos_of_one_picture_store_it_once(city_database: Database) -> None:
    photos = tuple(Photo(key, "", PICTURES[0], cast.H1_2024) for key in ("a", "b"))
    with write(city_database) as session:
        write_pledge(session, replace(SMALL, photos=photos), CONTENTS)
        write_pledge(session, replace(SMALL, number="1-2", topics=()), {})
        assert session.scalar(select(func.count()).select_from(PictureRow)) == 1


def test_a_picture_stays_when_its_photo_goes(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
        write_pledge(session, replace(BIG, photos=()), {})
        write_pledge(session, BIG, {})
        assert read_pictures(session, [PICTURES[0].checksum])


def test_reading_pledges_reads_no_picture(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
        session.expire_all()
        with statements() as sent:
            write_pledge(session, BIG, {})
    assert not [statement for statement in sent if "content" in statement]
