"""From a part's XML with tokens to the source of a Jinja2 template.

The delimiters handed to Jinja2 are control characters that no XML text can hold, so nothing that an author
wrote is ever mistaken for a tag.  Each tag begins a line of its own *inside* its delimiters: the line number
of an error is the tag.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gongyak.documents.blocks import Blocks

if TYPE_CHECKING:
    from gongyak.documents.joining import Tokens
    from gongyak.documents.problems import Problems
    from gongyak.documents.tags import Tag

BLOCK: Final = ("\x01", "\x02")
VALUE: Final = ("\x03", "\x04")
COMMENT: Final = ("\x05", "\x06")
_XML_TAG = r"<(/?)([\w:.-]+)[^>]*?(/?)>"


class SourceWriter:
    """Writes the Jinja2 source of one part and remembers which line is which tag."""

    def __init__(self, tokens: Tokens) -> None:
        """Take the tags and codes of *tokens*."""
        self._tokens = tokens
        self._pieces: list[str] = []
        self._line = 1
        self.lines: dict[int, Tag] = {}
        self.order: list[Tag] = []

    def write(self, xml: str) -> str:
        """Return the source of *xml*."""
        position = 0
        for found in self._tokens.pattern.finditer(xml):
            self._literal(xml[position : found.start()])
            self._tag(int(found[1]))
            position = found.end()
        self._literal(xml[position:])
        return "".join(self._pieces)

    def _literal(self, text: str) -> None:
        self._pieces.append(text)
        self._line += text.count("\n")

    def _tag(self, number: int) -> None:
        tag = self._tokens.tags[number]
        code = self._tokens.codes.get(number)
        if code is None:
            opening, closing = BLOCK if tag.kind == "%" else VALUE
            code = tag.inner
        elif code.startswith("%"):
            (opening, closing), code = BLOCK, code[1:]
        else:
            opening, closing = VALUE
        self._line += 1
        self._pieces.append(f"{opening}\n{code} {closing}")
        self.lines[self._line] = tag
        self.order.append(tag)


def check_blocks(xml: str, tokens: Tokens, problems: Problems, extra: frozenset[str]) -> None:
    """Match the blocks of *xml*, with the path of open elements around each statement."""
    blocks = Blocks(problems, extra)
    path: list[str] = []
    for closing, name, empty, token in re.findall(f"{_XML_TAG}|{tokens.pattern.pattern}", xml):
        if token:
            _see(int(token), tokens, blocks, tuple(path))
        elif closing:
            path.pop()
        elif not empty:
            path.append(name)
    blocks.finish()


def _see(number: int, tokens: Tokens, blocks: Blocks, path: tuple[str, ...]) -> None:
    tag = tokens.tags[number]
    if tag.kind == "%" and number not in tokens.codes:
        blocks.see(tag, path)
    elif tag.word in {"vm", "hm"} and not blocks.in_loop():
        blocks.problems.add("outside loop", tag.place, tag.text)
