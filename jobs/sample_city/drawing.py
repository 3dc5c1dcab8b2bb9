"""The sheet, the colours and the people, trees and houses that the sample city's pictures are made of."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Final

from PIL import Image, ImageDraw

FINE: Final = 2  # drawn twice as large, then scaled down: smooth edges

Colour = tuple[int, int, int]
Point = tuple[float, float]

SKY: Final[tuple[Colour, Colour]] = ((126, 178, 221), (232, 241, 247))
DUSK: Final[tuple[Colour, Colour]] = ((92, 112, 160), (247, 214, 178))
ROOM: Final[tuple[Colour, Colour]] = ((236, 229, 216), (219, 209, 192))
GRASS: Final[Colour] = (126, 174, 106)
DARK_GREEN: Final[Colour] = (72, 122, 84)
WATER: Final[Colour] = (112, 168, 194)
WOOD: Final[Colour] = (168, 122, 82)
DARK: Final[Colour] = (52, 58, 70)
WHITE: Final[Colour] = (250, 250, 247)
RED: Final[Colour] = (206, 82, 74)
NAVY: Final[Colour] = (58, 84, 128)
GOLD: Final[Colour] = (226, 178, 82)
GREY: Final[Colour] = (176, 182, 188)
SKIN: Final[Colour] = (236, 200, 170)
SUITS: Final[tuple[Colour, ...]] = (
    NAVY,
    (84, 92, 108),
    (120, 72, 84),
    (66, 104, 98),
    (146, 110, 74),
    (98, 84, 130),
)


class Canvas:
    """A sheet of 1600 by 1067 units (or upright) that takes its figures in those units."""

    def __init__(self, background: tuple[Colour, Colour], size: tuple[int, int] = (1600, 1067)) -> None:
        """Begin with a sky or wall that fades from the first colour above to the second below."""
        self.width, self.height = size
        self.image = Image.new("RGB", (self.width * FINE, self.height * FINE))
        self.draw = ImageDraw.Draw(self.image)
        top, bottom = background
        for y in range(self.height):
            part = y / self.height
            shade = tuple(round(a + (b - a) * part) for a, b in zip(top, bottom, strict=True))
            self.box(0, y, self.width, y + 1, (shade[0], shade[1], shade[2]))

    def box(  # noqa: PLR0913, PLR0917 - four edges and their looks
        self, left: float, top: float, right: float, bottom: float, colour: Colour, radius: float = 0
    ) -> None:
        """Draw a rectangle with round corners of *radius*."""
        edges = (left * FINE, top * FINE, right * FINE - 1, bottom * FINE - 1)
        self.draw.rounded_rectangle(edges, radius * FINE, fill=colour)

    def oval(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """Draw an ellipse around (*x*, *y*) with the two radii *wide* and *high*."""
        edges = ((x - wide) * FINE, (y - high) * FINE, (x + wide) * FINE, (y + high) * FINE)
        self.draw.ellipse(edges, fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float) -> None:
        """Draw a circle's line."""
        edges = ((x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE)
        self.draw.ellipse(edges, outline=colour, width=round(width * FINE))

    def shape(self, points: Iterable[Point], colour: Colour) -> None:
        """Draw a filled polygon."""
        self.draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)

    def cap(self, x: float, top: float, wide: float, high: float, colour: Colour) -> None:
        """Draw the upper half of an ellipse: hair, or a helmet."""
        edges = ((x - wide) * FINE, top * FINE, (x + wide) * FINE, (top + high) * FINE)
        self.draw.pieslice(edges, 180, 360, fill=colour)

    def line(self, points: Iterable[Point], colour: Colour, width: float) -> None:
        """Draw a bent line."""
        whole = [(x * FINE, y * FINE) for x, y in points]
        self.draw.line(whole, fill=colour, width=round(width * FINE), joint="curve")

    def finished(self) -> Image.Image:
        """Return the picture in its own size."""
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)


def person(  # noqa: PLR0913, PLR0917 - place, size and looks
    on: Canvas, x: float, foot: float, size: float, suit: Colour, hair: Colour = DARK
) -> None:
    """Draw somebody standing with the feet at (*x*, *foot*), *size* units tall, without a face."""
    head = size * 0.085
    top = foot - size
    on.box(x - head * 1.25, foot - size * 0.46, x - head * 0.1, foot, DARK, head * 0.4)
    on.box(x + head * 0.1, foot - size * 0.46, x + head * 1.25, foot, DARK, head * 0.4)
    on.box(x - head * 1.75, top + size * 0.2, x + head * 1.75, foot - size * 0.4, suit, head * 0.8)
    on.shape(
        [(x - head * 0.5, top + size * 0.2), (x + head * 0.5, top + size * 0.2), (x, top + size * 0.36)],
        WHITE,
    )
    on.oval(x, top + head * 1.1, head, head * 1.15, SKIN)
    on.cap(x, top - head * 0.2, head * 1.08, head * 2.4, hair)


def sitting(  # noqa: PLR0913 - place, size and looks
    on: Canvas, x: float, seat: float, size: float, suit: Colour, *, behind: bool = False
) -> None:
    """Draw somebody's upper half above *seat*; from *behind* the hair covers the head."""
    head = size * 0.2
    on.box(x - head * 1.9, seat - size * 0.55, x + head * 1.9, seat, suit, head * 0.9)
    on.oval(x, seat - size * 0.75, head, head * 1.15, DARK if behind else SKIN)
    if not behind:
        on.cap(x, seat - size * 0.99, head * 1.08, size * 0.44, DARK)


def tree(on: Canvas, x: float, foot: float, size: float, leaves: Colour = DARK_GREEN) -> None:
    """Draw a round tree."""
    on.box(x - size * 0.05, foot - size * 0.5, x + size * 0.05, foot, WOOD)
    light = (min(leaves[0] + 22, 255), min(leaves[1] + 22, 255), min(leaves[2] + 18, 255))
    on.oval(x, foot - size * 0.66, size * 0.3, size * 0.32, leaves)
    on.oval(x - size * 0.08, foot - size * 0.74, size * 0.2, size * 0.2, light)


def building(  # noqa: PLR0913, PLR0917 - four edges and their looks
    on: Canvas, left: float, top: float, wide: float, foot: float, wall: Colour, columns: int
) -> None:
    """Draw a building with rows of windows."""
    on.box(left, top, left + wide, foot, wall)
    step = wide / (columns + 0.5)
    y = top + step * 0.6
    while y + step * 0.6 < foot - step * 0.5:
        for column in range(columns):
            x = left + step * (column + 0.45)
            on.box(x, y, x + step * 0.6, y + step * 0.55, (206, 224, 234))
        y += step
    on.box(left, top - 10, left + wide, top + 4, DARK)


def hills(on: Canvas, level: float, colour: Colour, seed: int) -> None:
    """Draw a range of hills with their foot at *level*."""
    random = Random(seed)  # noqa: S311 - a drawing, no secret
    for _ in range(7):
        on.oval(
            random.uniform(0, on.width),
            level + 60,
            random.uniform(200, 420),
            random.uniform(110, 230),
            colour,
        )
    on.box(0, level, on.width, on.height, colour)


def flag(on: Canvas, x: float, foot: float, stripes: tuple[Colour, Colour, Colour]) -> None:
    """Draw a flag of three stripes, no country's, on a pole."""
    on.box(x - 4, foot - 420, x + 4, foot, GOLD)
    for place, colour in enumerate(stripes):
        on.box(x + 4, foot - 410 + place * 44, x + 150, foot - 366 + place * 44, colour)


def screen(on: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    """Draw a projection screen with a chart on it."""
    on.box(left - 10, top - 10, right + 10, bottom + 10, DARK, 8)
    on.box(left, top, right, bottom, WHITE)
    on.box(left + 40, top + 36, left + 320, top + 58, NAVY, 6)
    for place, tall in enumerate((60, 95, 80, 130, 165)):
        x = left + 60 + place * (right - left - 120) / 5
        on.box(x, bottom - 40 - tall, x + 56, bottom - 40, (GOLD, WATER)[place % 2])
