"""The names that people give their files: data to be shown, never a path."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NAMELESS: Final = "이름 없는 파일"
CAMERA: Final = (
    r"^(img|dsc[fn]?|pxl|mvimg|kakaotalk|screenshot|image|photo|picture|사진|캡처|스크린샷)(?![a-z가-힣])"
)
"""How the names begin that cameras and programs give; also for scripts."""
_LONGEST: Final = 100
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_CAMERA: Final = re.compile(CAMERA, re.IGNORECASE)
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def name_of(sent: str | None) -> str:
    """Return the name of a file as it may be shown: no folders, nothing invisible, not too long, NFC."""
    visible = "".join(" " if each.isspace() else each for each in sent or "" if _is_visible(each))
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", visible))[-1]
    return " ".join(last.split())[-_LONGEST:].strip() or NAMELESS


def caption_of(name: str) -> str:
    """Return the caption that a file's *name* suggests; nothing where a camera has named it."""
    stem = _ENDING.sub("", name).replace("_", " ").strip()
    if name == NAMELESS or _CAMERA.match(stem) or not any(each.isalpha() for each in stem):
        return ""
    return stem


def _is_visible(character: str) -> bool:
    """Tell letters and blanks from what turns or hides them (the marks for right-to-left, NUL)."""
    return character.isspace() or unicodedata.category(character) not in _INVISIBLE
