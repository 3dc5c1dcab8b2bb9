"""관련 사진: the photos that stand in a half-year's report, their captions and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import ClassVar, Final

from gongyak.editing.arranging import insert, permute
from gongyak.editing.merging import ORDER, Fields
from gongyak.editing.reader import Reader
from gongyak.editing.rows import MOVE, moved
from gongyak.editing.section import Scene, ids_in
from gongyak.editing.texts import LONGEST_NAME, read_line
from gongyak.errors import GongyakError, Words
from gongyak.photos import Photo, Picture
from gongyak.pledges import Pledge

CAPTION: Final = "caption"
FILE: Final = "file"
REMOVE: Final = "remove"
MOST: Final = 40
"""Photos that a half-year's report may have: twenty rows of two, some seven pages."""


class NoFile(GongyakError):
    """A new photo of which only the caption came; values: none."""

    text = Words("사진 파일이 오지 않았습니다.", "The photo's file is missing.")
    remedy = Words("사진을 다시 골라 주시기 바랍니다.", "Choose the photo again.")


class SamePhoto(GongyakError):
    """A new photo that stands in the report already; values: ``caption`` (of the one that is there)."""

    text = Words("'{caption}' 사진과 같은 사진입니다.", "It is the same photo as '{caption}'.")
    remedy = Words("둘 가운데 하나를 빼 주시기 바랍니다.", "Take out one of the two.")


class TooManyPhotos(GongyakError):
    """More photos than a report may have; values: ``count``, ``most``."""

    text = Words("사진이 {count}장으로, {most}장을 넘었습니다.", "There are {count} of {most} photos.")
    remedy = Words(
        "오래된 사진을 빼고 다시 저장하여 주시기 바랍니다.", "Take out older ones, and save again."
    )


@dataclass(frozen=True, slots=True)
class PhotosSection:
    """Captions and order; ``pictures`` are those of new photos, and of photos that were turned, by their ids.

    A photo that is taken out stays in the reports before this half-year's.
    """

    name: ClassVar[str] = "photos"
    title: ClassVar[str] = "관련 사진"
    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}))

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return the photos' ids in their order, and each one's caption."""
        standing = _standing(pledge, scene)
        captions = {f"{CAPTION}.{key}": photo.caption for key, photo in standing.items()}
        return {ORDER: " ".join(standing), **captions}

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with the photos that *fields* list, new ones with their ``pictures``."""
        standing, before = _standing(pledge, scene), self.fields(pledge, scene)
        listed = ids_in(fields, ORDER) if ORDER in fields else list(standing)
        wanted = [key for key in moved(listed, fields.get(MOVE, "")) if f"{REMOVE}.{key}" not in fields]
        others = {photo.id for photo in pledge.photos} - standing.keys()
        reader = Reader(fields)
        if len(wanted) > max(MOST, len(standing)):
            reader.refuse(ORDER, TooManyPhotos(count=len(wanted), most=MOST))
        shown: dict[str, Photo] = {}
        for key in wanted:
            caption = f"{CAPTION}.{key}"
            text = reader.read_again(caption, before.get(caption, ""), _read_caption)
            picture = self.pictures.get(key) or (standing[key].picture if key in standing else None)
            if picture is None or key in others:
                reader.refuse(f"{FILE}.{key}", NoFile())
                continue
            photo = standing.get(key) or Photo(key, text, picture, scene.half_year)
            shown[key] = replace(photo, caption=text, picture=picture)
        _refuse_doubles(reader, shown, standing)
        reader.finish()
        return replace(pledge, photos=_arranged(pledge.photos, shown, standing, scene))


def _read_caption(text: str) -> str:
    return read_line(text, LONGEST_NAME)


def _standing(pledge: Pledge, scene: Scene) -> dict[str, Photo]:
    return {photo.id: photo for photo in pledge.photos if photo.stands_in(scene.half_year)}


def _refuse_doubles(reader: Reader, shown: Mapping[str, Photo], standing: Mapping[str, Photo]) -> None:
    """Refuse each new photo whose picture another one shows."""
    first: dict[str, Photo] = {}
    for photo in sorted(shown.values(), key=lambda each: each.id not in standing):
        same = first.setdefault(photo.picture.checksum, photo)
        if same is not photo and photo.id not in standing:
            reader.refuse(f"{FILE}.{photo.id}", SamePhoto(caption=same.caption or "설명 없는 사진"))


def _arranged(
    stored: Sequence[Photo], shown: Mapping[str, Photo], standing: Mapping[str, Photo], scene: Scene
) -> tuple[Photo, ...]:
    """Return all photos of the pledge: those *shown* in their order, those of other half-years in between."""
    kept: dict[str, Photo] = {}
    for photo in stored:
        if photo.id in shown or photo.id not in standing:
            kept[photo.id] = shown.get(photo.id, photo)
        elif photo.entered < scene.half_year:
            kept[photo.id] = replace(photo, retired=scene.half_year)
    order = insert(permute(list(kept), list(shown)), list(shown))
    return tuple({**kept, **shown}[key] for key in order)
