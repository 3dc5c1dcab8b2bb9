"""Photos of a report: caption, order, and the picture itself, known by the checksum of its bytes."""

from __future__ import annotations

from dataclasses import dataclass

from gongyak.halfyear import HalfYear


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as stored: SHA-256 of its bytes in hex, media type, width and height in pixels."""

    checksum: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture with its caption: printed from the report of ``entered`` until before that of ``retired``."""

    id: str
    caption: str
    picture: Picture
    entered: HalfYear
    retired: HalfYear | None = None

    def stands_in(self, half_year: HalfYear) -> bool:
        """Tell whether the report of *half_year* prints it."""
        return half_year.is_within(self.entered, self.retired)
