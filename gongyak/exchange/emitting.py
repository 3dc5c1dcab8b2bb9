"""Writes plain data as YAML that people like to read: the same data always gives the same text.

Texts stand plain where YAML lets them, else in double quotes; texts of several lines as blocks, long ones
folded at their spaces; a row of figures in one line.  `tree` reads back exactly what was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias
from unicodedata import east_asian_width

Data: TypeAlias = "str | int | Sequence[Data] | Mapping[str, Data]"

_WIDTH: Final = 100
_STEP: Final = "  "
_INVISIBLE: Final = re.compile(
    "[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# What a plain text may not begin with, hold or end with, because it means something in YAML.
_SIGNS: Final = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|.*?(?::\s|\s#)|.*[:\s]\Z", re.DOTALL)
_FLOW_KEY: Final = re.compile(r"\w+")
_SINGLE_SPACE: Final = re.compile(r"(?<=\S) (?=\S)")


def emit(data: Mapping[str, Data], comments: Mapping[str, str], heading: str) -> str:
    """Return *data* as YAML, with a *heading* and above each of its keys the comment that belongs to it."""
    lines = [f"# {heading}"]
    for key, value in data.items():
        lines += [f"# {comments[key]}"] if isinstance(value, str | int) else ["", f"# {comments[key]}"]
        lines += _entry(_key(key), value, "")
    return "\n".join(lines) + "\n"


def _entry(head: str, value: Data, pad: str) -> Iterator[str]:
    """Yield the lines of ``head: value``, indented by *pad*."""
    if isinstance(value, str | int):
        yield from _scalar(f"{pad}{head}:", value, pad + _STEP)
    elif isinstance(value, Mapping) and all(isinstance(figure, int) for figure in value.values()):
        row = ", ".join(f"{_key(key, _FLOW_KEY)}: {figure}" for key, figure in value.items())
        yield f"{pad}{head}: {{{row}}}"
    elif isinstance(value, Sequence) and all(isinstance(figure, int) for figure in value):
        yield f"{pad}{head}: [{', '.join(map(str, value))}]"
    else:
        yield f"{pad}{head}:"
        yield from _block(value, pad + _STEP)


def _block(value: Sequence[Data] | Mapping[str, Data], pad: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _entry(_key(key), entry, pad)
        return
    for item in value:
        yield from _item(item, pad)


def _item(item: Data, pad: str) -> Iterator[str]:
    if isinstance(item, str | int):
        yield from _scalar(f"{pad}-", item, pad + _STEP)
        return
    first, *others = _block(item, pad + _STEP)
    yield f"{pad}- {first.strip()}"
    yield from others


def _scalar(head: str, value: str | int, pad: str) -> Iterator[str]:
    text = str(value)
    if "\n" in text and _is_literal(text):
        yield f"{head} |{'' if text.endswith(chr(10)) else '-'}"
        yield from (f"{pad}{line}".rstrip() for line in text.removesuffix("\n").split("\n"))
    elif _width(head) + _width(text) > _WIDTH and _is_foldable(text):
        yield f"{head} >-"
        yield from (f"{pad}{line}" for line in _fold(text, _WIDTH - len(pad)))
    else:
        yield f"{head} {text if _is_plain(text) else _quoted(text)}"


def _key(text: str, plain: re.Pattern[str] | None = None) -> str:
    fits = plain.fullmatch(text) if plain else _is_plain(text)
    return text if fits else _quoted(text)


def _is_plain(text: str) -> bool:
    return bool(text) and not _INVISIBLE.search(text) and not _SIGNS.match(text)


def _is_literal(text: str) -> bool:
    """Tell whether every line can stand as it is: visible, and without space at its ends that nobody sees."""
    lines = text.removesuffix("\n").split("\n")
    visible = not any(_INVISIBLE.search(line) or line != line.rstrip() for line in lines)
    return visible and lines[0] == lines[0].lstrip() != "" and lines[-1] != ""


def _is_foldable(text: str) -> bool:
    return text == text.strip() and not _INVISIBLE.search(text)


def _fold(text: str, width: int) -> Iterable[str]:
    """Return the lines that read as *text* again when a space is put between them."""
    lines: list[str] = []
    for word in _SINGLE_SPACE.split(text):
        if lines and _width(lines[-1]) + 1 + _width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _width(text: str) -> int:
    """Return how many columns *text* takes in an editor: two for a Hangul syllable."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _quoted(text: str) -> str:
    """Return *text* in double quotes, with everything escaped that no editor shows."""
    plain = json.dumps(text, ensure_ascii=False)
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
