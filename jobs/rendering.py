"""From a report's view to the bytes of its Word file: no query, no clock, the same input the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final, cast

from gongyak.documents import Picture
from gongyak.findings import Finding
from gongyak.printing import write_instant
from gongyak.reports import PhotoView, ReportView, TextPath
from jobs.annotating import annotate
from jobs.form import Form

DRAFT_PROPERTY: Final = "gongyak.draft"
"""The custom property of the Word file that names the draft it came from."""
_EMU_PER_MM: Final = 36_000
_HIDDEN: Final = frozenset({"trace", "photos"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame that a photo is fitted into, in millimetres."""

    width: float
    height: float

    def fit(self, width: int, height: int) -> tuple[int, int]:
        """Return width and height in EMU of a picture of these pixels, as large as the frame allows."""
        scale = min(self.width / width, self.height / height) * _EMU_PER_MM
        return round(width * scale), round(height * scale)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form may print about the draft itself: its number, and when it was made in the city's zone.

    ``is_clean`` tells a copy to be handed in, which does not call itself a draft.
    """

    number: str
    made_at: datetime
    is_clean: bool = False


def freeze(view: ReportView) -> str:
    """Return *view* as JSON, one text for equal views: keys sorted, no spaces."""
    return _as_json(view)


def inputs_of(frozen: str, findings: Sequence[Finding], form: Form, frame: Frame) -> str:
    """Return the SHA-256 of all that decides a report's content: view, findings, form, the photos' frame."""
    digest = hashlib.sha256(frozen.encode())
    digest.update(f"\n{_as_json(findings)}\n{form.checksum}\n{frame.width}x{frame.height}".encode())
    return digest.hexdigest()


def render(  # noqa: PLR0913 - all that a document is made of
    view: ReportView,
    findings: Sequence[Finding],
    form: Form,
    stamp: Stamp,
    *,
    pictures: Mapping[str, bytes],
    frame: Frame,
    marks: Mapping[TextPath, str] = MappingProxyType({}),
) -> bytes:
    """Return the Word file, the findings as comments; *pictures* holds the bytes by checksum.

    *marks* are the labels of texts to be marked, by their paths.  Raises the errors of `gongyak.documents`.
    """
    context = context_of(view, stamp, pictures, frame)
    annotated = annotate(context, view, findings, marks, stamp.made_at)
    return form.template.render(
        annotated.context,
        properties={DRAFT_PROPERTY: stamp.number},
        modified=stamp.made_at,
        wanted=annotated.commented,
    )


def context_of(
    view: ReportView, stamp: Stamp, pictures: Mapping[str, bytes], frame: Frame
) -> dict[str, object]:
    """Return every field that a form may use."""
    shown = {field.name: getattr(view, field.name) for field in fields(view) if field.name not in _HIDDEN}
    photos = [[_photo(photo, pictures, frame) for photo in row] for row in view.photos]
    draft = {"number": stamp.number, "made_at": write_instant(stamp.made_at), "is_clean": stamp.is_clean}
    return {**shown, "photos": photos, "draft": draft}


def pictures_in(view: ReportView) -> Iterator[str]:
    """Yield the checksums of the pictures that *view* shows."""
    return (photo.picture for row in view.photos for photo in row)


def _photo(photo: PhotoView, pictures: Mapping[str, bytes], frame: Frame) -> dict[str, object]:
    width, height = frame.fit(photo.width, photo.height)
    picture = Picture(pictures[photo.picture], width, height, description=photo.caption, name=photo.id)
    return {"id": photo.id, "caption": photo.caption, "picture": picture}


def _as_json(value: object) -> str:
    return json.dumps(value, default=_members, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _members(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in _names(cast("Hashable", type(value)))}


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", kind)))
