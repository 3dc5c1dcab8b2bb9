"""Draws the pictures of the sample city: pleasant, plainly drawn, and of nobody.

``python -m jobs.sample_city.draw_photos`` draws them all; the same Pillow draws the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image

from jobs.sample_city.drawing import (
    DARK,
    DARK_GREEN,
    DUSK,
    GOLD,
    GRASS,
    GREY,
    NAVY,
    RED,
    ROOM,
    SKIN,
    SKY,
    SUITS,
    WATER,
    WHITE,
    WOOD,
    Canvas,
    building,
    flag,
    hills,
    person,
    screen,
    sitting,
    tree,
)

_FOLDER: Final = Path(__file__).parent / "photos"
_JPEG_QUALITY: Final = 78


def meeting() -> Canvas:
    """Draw a meeting around a long table."""
    on = Canvas(ROOM)
    on.box(0, 760, 1600, 1067, (186, 168, 142))
    screen(on, 520, 120, 1080, 430)
    flag(on, 300, 700, (WATER, WHITE, NAVY))
    flag(on, 1220, 700, (GOLD, WHITE, DARK_GREEN))
    for place in range(7):
        sitting(on, 290 + place * 170, 660, 190, SUITS[place % 6])
    on.shape([(150, 660), (1450, 660), (1560, 820), (40, 820)], WOOD)
    on.box(40, 820, 1560, 860, (132, 94, 62))
    for place in range(8):
        on.box(180 + place * 165, 690, 260 + place * 165, 730, WHITE, 4)
        on.box(285 + place * 165, 676, 303 + place * 165, 728, (120, 160, 190), 6)
    for place in range(6):
        sitting(on, 210 + place * 235, 1067, 300, SUITS[(place + 3) % 6], behind=True)
    return on


def laboratory() -> Canvas:
    """Draw a bank of samples with visitors."""
    on = Canvas(((226, 236, 240), (206, 220, 226)))
    on.box(0, 800, 1600, 1067, (198, 206, 210))
    random = Random(7)  # noqa: S311 - a drawing, no secret
    for left in (70, 470, 870, 1270):
        on.box(left, 140, left + 280, 800, WHITE, 14)
        for row in range(6):
            top = 170 + row * 100
            on.box(left + 20, top, left + 260, top + 84, (216, 228, 232), 6)
            for tube in range(8):
                colour = random.choice((RED, WATER, GOLD, DARK_GREEN, NAVY))
                on.box(left + 32 + tube * 28, top + 18, left + 50 + tube * 28, top + 74, colour, 8)
    for place, x in enumerate((330, 500, 800, 1010, 1180)):
        person(on, x, 1010, 520, WHITE if place == 1 else SUITS[place], DARK)
    return on


def institute() -> Canvas:
    """Draw a visiting group before an institute."""
    on = Canvas(SKY)
    hills(on, 620, (150, 186, 150), 3)
    building(on, 240, 250, 1120, 760, (228, 222, 210), 12)
    on.box(700, 560, 900, 760, (120, 150, 172))
    on.box(0, 760, 1600, 1067, (206, 202, 192))
    for x in (120, 1480):
        tree(on, x, 800, 420)
    for place in range(9):
        person(
            on,
            400 + place * 100,
            1000 - 24 * (place % 2),
            400,
            SUITS[place % 6],
            (DARK, (120, 92, 66))[place % 2],
        )
    return on


def signing() -> Canvas:
    """Draw the signing of an agreement."""
    on = Canvas(((58, 84, 128), (88, 118, 160)))
    on.box(260, 130, 1340, 420, WHITE, 16)
    on.box(360, 200, 1240, 246, NAVY, 8)
    on.box(520, 296, 1080, 330, GOLD, 8)
    on.box(0, 800, 1600, 1067, (150, 60, 60))
    for place in range(6):
        person(on, 340 + place * 184, 860, 400, SUITS[(place + 1) % 6])
    for x, suit in ((640, SUITS[0]), (960, SUITS[2])):
        sitting(on, x, 800, 260, suit)
    on.box(420, 790, 1180, 980, (126, 88, 58), 10)
    on.box(420, 790, 1180, 816, WOOD, 8)
    for x in (570, 890):
        on.box(x, 766, x + 140, 792, (120, 40, 44), 4)
        on.box(x + 10, 760, x + 130, 780, WHITE, 2)
    flag(on, 230, 980, (RED, WHITE, WATER))
    flag(on, 1310, 980, (NAVY, WHITE, GOLD))
    return on


def forum() -> Canvas:
    """Draw a forum: a stage, a speaker, and the backs of the audience."""
    on = Canvas(((44, 52, 74), (70, 82, 112)))
    screen(on, 460, 110, 1140, 470)
    on.shape([(120, 640), (1480, 640), (1600, 740), (0, 740)], WOOD)
    on.box(0, 740, 1600, 790, (110, 78, 52))
    for place in range(4):
        sitting(on, 250 + place * 130, 640, 180, SUITS[place])
    person(on, 1250, 660, 330, SUITS[5])
    on.box(1190, 470, 1310, 660, (132, 94, 62), 8)
    for row in range(3):
        for place in range(11):
            x = 60 + place * 148 + (row % 2) * 74
            sitting(on, x, 930 + row * 90, 170 + row * 40, SUITS[(place + row * 2) % 6], behind=True)
    return on


def training() -> Canvas:
    """Draw a class around a printer of three-dimensional things."""
    on = Canvas(ROOM)
    on.box(0, 780, 1600, 1067, (176, 186, 178))
    screen(on, 140, 130, 620, 420)
    for place in range(5):
        person(on, 180 + place * 150, 900, 440, SUITS[place])
    on.box(820, 640, 1500, 690, GREY, 8)
    on.box(860, 690, 900, 1000, DARK)
    on.box(1420, 690, 1460, 1000, DARK)
    on.box(940, 250, 1380, 640, DARK, 20)
    on.box(980, 290, 1340, 600, (214, 226, 232))
    on.box(980, 360, 1340, 376, GREY)
    on.box(1120, 376, 1200, 440, GOLD, 6)
    on.oval(1160, 530, 90, 60, (232, 150, 140))
    on.oval(1120, 500, 40, 30, (240, 176, 164))
    person(on, 1500, 960, 480, WHITE)
    return on


def ribbon() -> Canvas:
    """Draw the cutting of a ribbon before a new building."""
    on = Canvas(SKY)
    building(on, 180, 180, 1240, 720, (222, 214, 200), 14)
    on.box(690, 520, 910, 720, (110, 142, 166))
    on.box(0, 720, 1600, 1067, (212, 206, 194))
    for x in (90, 1510):
        tree(on, x, 780, 360)
    for place in range(9):
        person(on, 240 + place * 140, 950, 430, SUITS[place % 6])
    on.line([(60, 790), (400, 806), (800, 810), (1200, 806), (1540, 790)], RED, 22)
    for x in (240, 520, 800, 1080, 1360):
        on.oval(x, 808, 40, 30, (228, 104, 96))
        on.oval(x, 808, 16, 12, GOLD)
    on.box(40, 700, 70, 1000, GOLD, 6)
    on.box(1530, 700, 1560, 1000, GOLD, 6)
    return on


def park() -> Canvas:
    """Draw a neighbourhood park with a pond."""
    on = Canvas(SKY)
    hills(on, 480, (150, 186, 150), 11)
    on.box(0, 560, 1600, 1067, GRASS)
    on.oval(980, 800, 470, 130, (96, 146, 92))
    on.oval(980, 796, 450, 116, WATER)
    on.line([(0, 980), (320, 900), (520, 760), (560, 600), (700, 540)], (222, 206, 174), 74)
    for x, foot, size in (
        (140, 720, 380),
        (330, 640, 280),
        (1480, 700, 420),
        (1260, 610, 260),
        (760, 600, 240),
    ):
        tree(on, x, foot, size)
    on.box(170, 870, 400, 892, WOOD, 6)
    on.box(170, 820, 400, 840, WOOD, 6)
    for x in (190, 370):
        on.box(x, 820, x + 14, 940, DARK)
    for place, x in enumerate((470, 540)):
        person(on, x, 860 + 20 * place, 210 - 60 * place, SUITS[place + 1])
    return on


def library() -> Canvas:
    """Draw the reading room of a library."""
    on = Canvas(ROOM)
    random = Random(5)  # noqa: S311 - a drawing, no secret
    for shelf in range(4):
        top = 90 + shelf * 160
        on.box(60, top, 1540, top + 146, (142, 102, 68))
        on.box(76, top + 8, 1524, top + 130, (112, 78, 50))
        x, end = 84.0, 1490
        while x < end:
            wide, tall = random.uniform(14, 34), random.uniform(80, 112)
            colour = random.choice((*SUITS, RED, GOLD, WATER, WHITE, DARK_GREEN))
            on.box(x, top + 130 - tall, x + wide, top + 130, colour, 2)
            x += wide + 3
    on.box(0, 760, 1600, 1067, (196, 172, 140))
    for place in range(5):
        sitting(on, 260 + place * 270, 860, 210, SUITS[(place + 2) % 6])
    on.shape([(100, 860), (1500, 860), (1580, 960), (20, 960)], WOOD)
    for place in range(5):
        on.box(210 + place * 270, 880, 310 + place * 270, 914, WHITE, 3)
    return on


def bus() -> Canvas:
    """Draw an electric bus at a stop."""
    on = Canvas(SKY)
    for left, top, wall in (
        (40, 240, (214, 206, 196)),
        (330, 320, (196, 208, 216)),
        (1180, 200, (222, 212, 196)),
    ):
        building(on, left, top, 260, 720, wall, 5)
    on.box(0, 700, 1600, 780, (206, 202, 194))
    on.box(0, 780, 1600, 1067, (112, 116, 122))
    for x in range(40, 1600, 220):
        on.box(x, 960, x + 120, 974, WHITE)
    on.box(420, 430, 1320, 840, (70, 150, 120), 34)
    on.box(420, 690, 1320, 720, WHITE)
    for place in range(5):
        on.box(460 + place * 150, 490, 590 + place * 150, 640, (206, 226, 236), 12)
    on.box(1210, 490, 1290, 820, (206, 226, 236), 12)
    for x in (600, 1120):
        on.oval(x, 840, 68, 68, DARK)
        on.oval(x, 840, 30, 30, GREY)
    on.box(150, 520, 166, 800, DARK)
    on.box(90, 480, 226, 560, NAVY, 10)
    for place, x in enumerate((230, 300, 370)):
        person(on, x, 820, 250, SUITS[place])
    return on


def bicycle() -> Canvas:
    """Draw a bicycle road along a river."""
    on = Canvas(DUSK)
    hills(on, 420, (122, 140, 150), 21)
    on.box(0, 470, 1600, 720, WATER)
    for y in range(500, 710, 34):
        on.line([(60 + y % 90, y), (420 + y % 130, y)], (142, 190, 210), 5)
        on.line([(860 + y % 110, y + 12), (1320 + y % 70, y + 12)], (142, 190, 210), 5)
    on.box(0, 700, 1600, 1067, GRASS)
    on.shape([(0, 860), (1600, 760), (1600, 900), (0, 1040)], (168, 84, 72))
    on.line([(0, 950), (1600, 830)], WHITE, 8)
    for x, foot in ((180, 740), (1420, 720)):
        tree(on, x, foot, 300)
    for x, y, shirt in ((520, 900, SUITS[3]), (980, 866, SUITS[1])):
        for wheel in (x - 70, x + 70):
            on.ring(wheel, y, 52, DARK, 9)
        on.line([(x - 70, y), (x - 20, y - 70), (x + 50, y - 70), (x + 70, y)], RED, 10)
        on.line([(x - 70, y), (x + 4, y), (x + 50, y - 70)], RED, 10)
        on.line([(x - 20, y - 80), (x + 10, y - 190), (x + 52, y - 84)], shirt, 34)
        on.oval(x + 14, y - 232, 26, 30, SKIN)
        on.cap(x + 14, y - 270, 30, 66, GOLD)
    return on


def market() -> Canvas:
    """Draw a market under a glass roof."""
    on = Canvas(((214, 224, 230), (236, 232, 222)))
    for x in range(0, 1601, 160):
        on.line([(x, 0), (800, 330)], (168, 182, 190), 8)
    on.shape([(0, 1067), (620, 420), (980, 420), (1600, 1067)], (206, 198, 186))
    stalls = ((40, RED), (250, DARK_GREEN), (430, GOLD), (1030, NAVY), (1190, RED), (1380, DARK_GREEN))
    for left, awning in stalls:
        far = 1 - abs(left + 90 - 800) / 800
        top, foot = 300 + 90 * far, 920 - 300 * far
        on.box(left, top + 60, left + 190, foot, (232, 224, 210))
        for stripe in range(6):
            colour = awning if stripe % 2 else WHITE
            x = left - 12 + stripe * 36
            on.shape([(x, top + 80), (x + 36, top + 80), (x + 30, top), (x + 8, top)], colour)
        for place in range(4):
            fruit = (RED, GOLD, (150, 186, 90), (228, 140, 70))[place]
            on.oval(left + 34 + place * 42, foot - 60, 22, 20, fruit)
        on.box(left, foot - 44, left + 190, foot, WOOD)
    for place, (x, foot, size) in enumerate(
        ((700, 720, 250), (800, 640, 190), (900, 820, 320), (620, 940, 400))
    ):
        person(on, x, foot, size, SUITS[place + 1])
    return on


def pump_station() -> Canvas:
    """Draw a pumping station on a stream in the rain."""
    on = Canvas(((112, 124, 138), (182, 192, 198)))
    building(on, 520, 330, 620, 640, (196, 200, 204), 8)
    on.box(0, 600, 1600, 700, (136, 142, 140))
    for x in (600, 780, 960):
        on.oval(x, 690, 56, 56, DARK)
        on.oval(x, 690, 38, 38, (90, 104, 112))
        on.shape([(x - 34, 700), (x + 34, 700), (x + 60, 860), (x - 60, 860)], (206, 222, 230))
    on.box(0, 840, 1600, 1067, (104, 138, 150))
    random = Random(9)  # noqa: S311 - a drawing, no secret
    for _ in range(150):
        drop = (random.uniform(0, 1600), random.uniform(0, 1000))
        on.line([drop, (drop[0] - 12, drop[1] + 44)], (214, 222, 228), 2.5)
    for place, x in enumerate((200, 300, 1300, 1400)):
        person(on, x, 800, 320, (GOLD, (236, 140, 60))[place % 2], GOLD)
    return on


def housing() -> Canvas:
    """Draw a tower of flats for the young, upright."""
    on = Canvas(SKY, (1067, 1600))
    hills(on, 1180, (150, 186, 150), 31)
    building(on, 250, 260, 330, 1330, (226, 214, 196), 5)
    building(on, 600, 440, 260, 1330, (190, 206, 214), 4)
    on.box(250, 1230, 860, 1330, (126, 96, 76))
    on.box(0, 1330, 1067, 1600, (204, 200, 190))
    for x, size in ((120, 380), (960, 420)):
        tree(on, x, 1380, size)
    for place, x in enumerate((360, 450, 640, 720)):
        person(on, x, 1500 + 14 * (place % 2), 260, SUITS[place + 1])
    return on


def playground() -> Canvas:
    """Draw a playground beside a nursery."""
    on = Canvas(((150, 200, 230), (226, 240, 246)))
    building(on, 90, 330, 620, 680, (244, 220, 180), 7)
    on.shape([(60, 340), (400, 200), (740, 340)], RED)
    on.box(0, 680, 1600, 1067, (222, 200, 156))
    on.box(0, 660, 1600, 700, GRASS)
    on.box(960, 420, 984, 900, NAVY)
    on.box(1130, 420, 1154, 900, NAVY)
    on.box(950, 520, 1164, 548, GOLD)
    on.shape([(1154, 530), (1200, 530), (1460, 880), (1400, 890)], RED)
    for y in range(600, 890, 56):
        on.box(890, y, 960, y + 14, GREY)
    on.shape([(930, 430), (1184, 430), (1057, 320)], DARK_GREEN)
    person(on, 1060, 540, 150, GOLD)
    for place, x in enumerate((240, 360, 560, 760)):
        person(on, x, 930 - 30 * (place % 2), 220, (GOLD, RED, WATER, DARK_GREEN)[place])
    for x in (1400, 1520):
        tree(on, x, 700, 260)
    return on


PICTURES: Final[dict[str, Callable[[], Canvas]]] = {
    "meeting.jpg": meeting,
    "laboratory.jpg": laboratory,
    "institute.jpg": institute,
    "signing.jpg": signing,
    "forum.jpg": forum,
    "training.jpg": training,
    "ribbon.jpg": ribbon,
    "park.png": park,
    "library.jpg": library,
    "bus.jpg": bus,
    "bicycle.jpg": bicycle,
    "market.jpg": market,
    "pump_station.jpg": pump_station,
    "housing.jpg": housing,
    "playground.png": playground,
}


def draw_all(folder: Path = _FOLDER) -> None:
    """Draw every picture into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in PICTURES.items():
        image = scene().finished()
        if name.endswith(".png"):
            image.quantize(128, dither=Image.Dither.NONE).convert("RGB").save(folder / name, optimize=True)
        else:
            image.save(folder / name, quality=_JPEG_QUALITY, optimize=True)


if __name__ == "__main__":
    draw_all()
