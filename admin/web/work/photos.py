"""관련 사진: photos handed in, their captions and their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import UploadFile

from admin.web.work.taking import Taken
from gongyak.editing.merging import ORDER, Fields
from gongyak.editing.photos import CAPTION, FILE, MOST, PhotosSection
from gongyak.editing.rows import new_id
from gongyak.editing.section import Mistaken
from gongyak.errors import GongyakError, Words
from gongyak.photos import Photo, Picture
from gongyak.uploads.guard import PHOTO
from gongyak.uploads.names import CAMERA
from jobs.desk import Desk
from jobs.photos import TakenPhoto, take_photo, turn_photo
from jobs.pledge_page import PledgePage

FILES: Final = "files"
"""The field of the files that were chosen without a script: their captions are typed later."""
TURN: Final = "turn"
"""The field that a button sends to turn a photo by 90° clockwise: its id."""
MOST_AT_ONCE: Final = 20
FILES_IN_ONE_FORM: Final = 3 * MOST_AT_ONCE
"""How many are read before they are counted: who sends a few too many is told so on the page."""
LARGEST: Final = 100_000_000
"""Bytes of all files that are sent at once: those of a telephone have some five million each."""


class TooManyFiles(GongyakError):
    """More files at once than one request may bring; values: ``count``, ``most``."""

    text = Words("파일 {count}개를 한꺼번에 올릴 수 없습니다.", "{count} files cannot be sent at once.")
    remedy = Words("{most}개 이하로 나누어 올려 주시기 바랍니다.", "Send at most {most} at a time.")


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo of the form; ``photo`` is None for one that is not stored yet."""

    id: str
    photo: Photo | None


class PhotosPart:
    """A card for each photo."""

    section = PhotosSection()
    template = "work-photos.html"

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:
        """Return the photos in the order of the form, what may be sent, and how cameras call their files."""
        photos = {photo.id: photo for photo in told.pledge.photos if photo.stands_in(told.half_year)}
        labels = {f"{CAPTION}.{key}": f"‘{photo.caption}’의 설명" for key, photo in photos.items()}
        return {
            "photos": [ShownPhoto(key, photos.get(key)) for key in fields.get(ORDER, "").split()],
            "most": MOST,
            "most_at_once": MOST_AT_ONCE,
            "largest": LARGEST,
            "largest_file": PHOTO.largest,
            "camera": CAMERA,
            "labels": {**labels, ORDER: "순서"},
        }

    def taken(
        self, desk: Desk, told: PledgePage, typed: Fields, files: Sequence[tuple[str, UploadFile]]
    ) -> Taken:
        """Return what is to be saved of the form's fields and *files*; raise `Mistaken` for files refused."""
        if len(files) > MOST_AT_ONCE:
            raise Mistaken({FILES: TooManyFiles(count=len(files), most=MOST_AT_ONCE)})
        photos = _take_all(desk, files)
        named = {key.partition(".")[2]: photo for key, photo in photos.items() if key.startswith(f"{FILE}.")}
        loose = [photo for key, photo in photos.items() if key.startswith(FILES)]
        fields, added = _with_loose(told, typed, loose)
        turned = turn_photo(desk, told.pledge, typed[TURN]) if typed.get(TURN) else None
        pictures = {**named, **added, **({typed[TURN]: turned} if turned else {})}
        described: dict[str, Picture] = {key: photo.picture for key, photo in pictures.items()}
        data = {photo.picture.checksum: photo.data for photo in pictures.values()}
        return Taken(PhotosSection(described), fields, data)


def _take_all(desk: Desk, files: Iterable[tuple[str, UploadFile]]) -> dict[str, TakenPhoto]:
    """Return the photos by the names of their fields, of which no two are the same."""
    photos: dict[str, TakenPhoto] = {}
    mistakes: dict[str, GongyakError] = {}
    for place, (field, file) in enumerate(files):
        key = field if field.startswith(f"{FILE}.") else f"{FILES}.{place}"
        try:
            photos[key] = take_photo(desk, file.filename, file.file)
        except GongyakError as error:
            mistakes[key] = error
    if mistakes:
        raise Mistaken(mistakes)
    return photos


def _with_loose(
    told: PledgePage, typed: Fields, loose: Iterable[TakenPhoto]
) -> tuple[Fields, dict[str, TakenPhoto]]:
    """Return the fields with photos that came without a card of their own at the end, and these by id."""
    standing = {photo.id for photo in told.pledge.photos if photo.stands_in(told.half_year)}
    others = {photo.id for photo in told.pledge.photos} - standing
    added = {_id_of(told, photo, others): photo for photo in loose}
    captions = {f"{CAPTION}.{key}": photo.caption for key, photo in added.items() if key not in standing}
    order = dict.fromkeys((*typed.get(ORDER, "").split(), *added))
    return ({**typed, **captions, ORDER: " ".join(order)} if added else typed), added


def _id_of(told: PledgePage, photo: TakenPhoto, taken: Iterable[str]) -> str:
    """Return the id of a photo: the same for the same one, so that a form sent twice adds it once."""
    return new_id(frozenset(taken), told.pledge.number, told.half_year, photo.picture.checksum)
