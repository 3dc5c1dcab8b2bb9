"""A small city in a database, for the tests of jobs and commands."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from PIL import Image

from config.settings import load_settings
from gongyak.halfyear import HalfYear
from gongyak.photos import Photo, Picture
from gongyak.pledges import Pledge
from gongyak.store.city import write_city
from gongyak.store.database import Database
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.cast import CITY, H1_2024, H2_2024, cell, pledge, project, result, topic

NOON = datetime(2025, 1, 2, 3, 0, tzinfo=UTC)
"""Noon in Seoul on the first working day after 2024H2."""


def jpeg(colour: tuple[int, int, int] = (40, 90, 160), size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a small JPEG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def photo(key: str, data: bytes, size: tuple[int, int] = (64, 48)) -> Photo:
    """Return a photo of *data*, whatever that is."""
    picture = Picture(sha256(data).hexdigest(), "image/jpeg", *size)
    return Photo(key, f"{key} 사진", picture, H2_2024)


def small_pledge(number: str, *photos: Photo, **more: object) -> Pledge:
    """Return a pledge with a topic in two periods, money, and ids of its own."""
    key = number.replace("-", "_")
    forum = topic(
        f"forum_{key}",
        result(f"plan_{key}", H1_2024, "2024-03-14"),
        result(f"held_{key}", H2_2024, "2024-10-16"),
    )
    money = project(f"project_{key}", cell("시비", "2023", 100, 45, 40))
    return pledge(forum, number=number, projects=(money,), photos=photos, **{"name": f"공약 {number}"} | more)


def stock(database: Database, pledges: Iterable[Pledge], *pictures: bytes, at: datetime = NOON) -> None:
    """Write the city and *pledges* into *database*."""
    stored = {sha256(data).hexdigest(): data for data in pictures}
    with database.begin(who="tester", at=at, cause="test") as session:
        write_city(session, CITY)
        for each in pledges:
            write_pledge(session, each, stored)


def desk_at(url: str, folder: Path, now: Callable[[], datetime] = lambda: NOON, **settings: str) -> Desk:
    """Return a desk on the database at *url*, its folders below *folder*, with a clock that stands still."""
    environment = {"GONGYAK_DATABASE_URL": url, "GONGYAK_PATHS_VAR": str(folder / "var")}
    return Desk(load_settings(environment | settings, folder), "tester", now)


def half(text: str) -> HalfYear:
    """Return the half-year that *text* names."""
    return HalfYear.parse(text)
