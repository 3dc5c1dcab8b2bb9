"""Blocks: which tag ends which, checked over the whole part before Jinja2 sees it.

Jinja2 would report the first mistake only and knows nothing of Word's levels.  Here every block's tags must
stand on the same level of the XML, else a document could come out that Word cannot open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gongyak.documents.problems import Problems
    from gongyak.documents.tags import Tag

BLOCK_WORDS: Final = {"for", "if", "macro", "call", "filter", "with", "set", "block", "autoescape"}
_MIDDLE: Final = {"elif": {"if"}, "else": {"if", "for"}}
_SINGLE: Final = {"set", "do", "break", "continue"}
_NOT_TAKEN: Final = {"include", "import", "from", "extends"}
CELL_WORDS: Final = {"vm", "hm", "colspan", "cellbg"}
OWN_WORDS: Final = CELL_WORDS | {"bookmark"}


@dataclass(slots=True)
class _Open:
    tag: Tag
    path: tuple[str, ...]


@dataclass(slots=True)
class Blocks:
    """Matches the statements of one part, given in the order in which they stand in its XML."""

    problems: Problems
    extra: frozenset[str] = frozenset()
    _stack: list[_Open] = field(default_factory=list)

    def see(self, tag: Tag, path: tuple[str, ...]) -> None:
        """Take the next statement; *path* is the XML elements that are open around it."""
        word = tag.word
        if word.startswith("end"):
            self._end(tag, path, word[3:])
        elif word in _MIDDLE:
            self._middle(tag, path, _MIDDLE[word])
        elif word in _NOT_TAKEN:
            self.problems.add("not taken", tag.place, tag.text)
        elif word in BLOCK_WORDS and not (word == "set" and "=" in tag.rest):
            self._stack.append(_Open(tag, path))
        elif word not in _SINGLE | OWN_WORDS | self.extra:
            self.problems.add("unknown word", tag.place, tag.text)

    def in_loop(self) -> bool:
        """Return whether a ``for`` is open."""
        return any(opened.tag.word == "for" for opened in self._stack)

    def finish(self) -> None:
        """Report the blocks that were never ended."""
        for opened in self._stack:
            self.problems.add("not ended", opened.tag.place, opened.tag.text)

    def _end(self, tag: Tag, path: tuple[str, ...], word: str) -> None:
        if not any(opened.tag.word == word for opened in self._stack):
            self.problems.add("not begun", tag.place, tag.text)
            return
        while (opened := self._stack.pop()).tag.word != word:
            self.problems.add("not ended", opened.tag.place, opened.tag.text)
        self._same_level(opened, tag, path)

    def _middle(self, tag: Tag, path: tuple[str, ...], words: set[str]) -> None:
        if not self._stack or self._stack[-1].tag.word not in words:
            self.problems.add("not begun", tag.place, tag.text)
            return
        self._same_level(self._stack[-1], tag, path)

    def _same_level(self, opened: _Open, tag: Tag, path: tuple[str, ...]) -> None:
        if opened.path != path:
            self.problems.add("crossing", tag.place, tag.text, opened.tag.text)
