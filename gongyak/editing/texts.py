"""Reads names and sentences as people type them into one line of a form."""

from __future__ import annotations

import re
from typing import Final

from gongyak.editing.section import tidy
from gongyak.errors import GongyakError, Words

LONGEST: Final = 1000
"""Characters that a sentence may have."""
LONGEST_NAME: Final = 160
"""Characters that a name may have."""
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class TextWanted(GongyakError):
    """A field that may not be empty; values: none."""

    text = Words("내용이 비어 있습니다.", "There is no text.")
    remedy = Words(
        "내용을 입력하거나, 지우려면 삭제를 선택하여 주시기 바랍니다.", "Write it, or choose to remove it."
    )


class TextTooLong(GongyakError):
    """A text with too many characters; values: ``length``, ``longest``."""

    text = Words("{length}자로, {longest}자를 넘었습니다.", "It has {length} of {longest} characters.")
    remedy = Words("짧게 줄여 주시기 바랍니다.", "Make it shorter.")


class Unprintable(GongyakError):
    """A character that no document holds; values: ``code`` (as U+0007)."""

    text = Words(
        "문서에 쓸 수 없는 글자({code})가 있습니다.", "The character {code} cannot stand in a document."
    )
    remedy = Words(
        "그 글자를 지워 주시기 바랍니다(화면에는 보이지 않을 수 있습니다).",
        "Delete it (it may be invisible).",
    )


def read_line(text: str, longest: int = LONGEST) -> str:
    """Return *text* as one line; raise `TextTooLong` or `Unprintable`."""
    line = tidy(text)
    if len(line) > longest:
        raise TextTooLong(length=f"{len(line):,}", longest=f"{longest:,}")
    found = _UNPRINTABLE.search(line)
    if found:
        raise Unprintable(code=f"U+{ord(found[0]):04X}")
    return line


def read_wanted_line(text: str, longest: int = LONGEST) -> str:
    """Return *text* as one line that is not empty; raise `TextWanted` besides."""
    line = read_line(text, longest)
    if not line:
        raise TextWanted
    return line
