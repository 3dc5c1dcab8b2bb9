"""Drawn pictures for the reports, the same each time."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

PHOTOS: Final = 6
_GRAINS: Final = (270, 203)
_SIZE: Final = (1024, 768)
_QUALITY: Final = 60


def draw_photos(folder: Path) -> None:
    """Draw six JPEGs of about 200 kB into *folder*: ``photo0.jpg`` to ``photo5.jpg``."""
    for number in range(PHOTOS):
        (folder / f"photo{number}.jpg").write_bytes(_photo(number))


def _photo(number: int) -> bytes:
    width, height = _GRAINS
    noise = Random(number).randbytes(width * height * 3)  # noqa: S311 - a picture, not a secret
    file = BytesIO()
    image = Image.frombytes("RGB", _GRAINS, noise).resize(_SIZE)
    image.save(file, "JPEG", quality=_QUALITY, dpi=(96, 96))
    return file.getvalue()
