"""Mistakes in a template's tags, collected so that all of them can be shown at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gongyak.documents.places import Place

_WORDS: Final = {
    "unclosed": ("태그가 닫히지 않았습니다", "the tag is not closed"),
    "stray": ("여는 태그 없이 닫는 괄호가 있습니다", "a closing delimiter without an opening one"),
    "syntax": ("태그를 이해할 수 없습니다", "the tag cannot be understood"),
    "unknown word": ("알 수 없는 명령입니다", "there is no such statement"),
    "not taken": ("쓸 수 없는 명령입니다", "this statement is not taken here"),
    "not ended": ("시작한 블록이 끝나지 않았습니다", "the block that begins here is never ended"),
    "not begun": ("시작하지 않은 블록을 끝냅니다", "there is no open block for this tag"),
    "crossing": (
        "여는 태그와 닫는 태그의 수준(문단, 행, 칸)이 다릅니다",
        "the block begins and ends on different levels (paragraph, row, cell)",
    ),
    "outside": ("표 안에서만 쓸 수 있는 태그입니다", "the tag belongs inside a table"),
    "outside loop": ("반복(for) 안에서만 쓸 수 있습니다", "the tag belongs inside a for loop"),
    "twice": (
        "한 문단·행·칸에 이런 태그는 하나만 쓸 수 있습니다",
        "only one tag of this kind fits into one paragraph, row or cell",
    ),
    "merge": ("합칠 앞뒤 문단이 없습니다", "there is no neighbouring paragraph to merge with"),
    "filter": ("없는 필터입니다", "there is no such filter"),
    "section": ("구역 나누기가 든 문단에는 쓸 수 없습니다", "the paragraph holds a section break"),
    "field": ("없는 항목입니다", "there is no such field"),
}


@dataclass(frozen=True, slots=True)
class TagProblem:
    """One wrong tag: what kind of mistake, its place, the tag as written, and a detail for people."""

    kind: str
    place: Place
    tag: str
    detail: str = ""

    def words(self, language: str = "ko") -> str:
        """Return one line: place, tag, mistake."""
        said = _WORDS[self.kind][0 if language == "ko" else 1]
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.place.words(language)}: {self.tag} – {said}{detail}"

    def __str__(self) -> str:
        """Return the Korean line."""
        return self.words()


@dataclass(slots=True)
class Problems:
    """The mistakes found so far, in the order of the template."""

    found: list[TagProblem] = field(default_factory=list)

    def fatal(self) -> bool:
        """Return whether the template cannot be used (a stray delimiter merely prints itself)."""
        return any(problem.kind != "stray" for problem in self.found)

    def add(self, kind: str, place: Place, tag: str, detail: str = "") -> None:
        """Note a mistake of *kind* (a key of the table above) once."""
        problem = TagProblem(kind, place, tag, detail)
        if problem not in self.found:
            self.found.append(problem)
