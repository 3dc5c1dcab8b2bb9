"""Pictures: stored once each under the checksum of their bytes, whatever photos show them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import select

from gongyak.store.errors import PictureMissing, WrongPicture
from gongyak.store.tables import PictureRow
from gongyak.store.texts import each

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from gongyak.photos import Photo


def read_pictures(session: Session, checksums: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of the pictures with these checksums, in one query; unknown ones are left out."""
    wanted = PictureRow.checksum.in_(each(checksums))
    rows = session.execute(select(PictureRow.checksum, PictureRow.content).where(wanted))
    return {checksum: content for checksum, content in rows}  # noqa: C416 - rows are no pairs to dict() for mypy


def add_pictures(session: Session, photos: Iterable[Photo], pictures: Mapping[str, bytes]) -> None:
    """Store the pictures of *photos* that are not stored yet; raises `PictureMissing` and `WrongPicture`."""
    shown = {photo.picture.checksum: photo for photo in photos}
    if not shown:
        return
    stored = session.scalars(select(PictureRow.checksum).where(PictureRow.checksum.in_(each(shown))))
    for checksum in shown.keys() - set(stored):
        session.add(_picture(shown[checksum], pictures))


def _picture(photo: Photo, pictures: Mapping[str, bytes]) -> PictureRow:
    picture = photo.picture
    content = pictures.get(picture.checksum)
    if content is None:
        raise PictureMissing(checksum=picture.checksum, photo=photo.id)
    if sha256(content).hexdigest() != picture.checksum:
        raise WrongPicture(checksum=picture.checksum)
    return PictureRow(
        checksum=picture.checksum,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        content=content,
    )
