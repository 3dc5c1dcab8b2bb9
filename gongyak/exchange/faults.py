"""Mistakes with their places, told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongyak.errors import GongyakError, Words


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake and where it stands.

    ``file`` is relative to the folder; ``line`` and ``column`` count from 1 (None: the file as a whole);
    ``field`` reads like ``topics[3].when``, entries counted from 1; ``value`` is what was written there.
    """

    file: str
    error: GongyakError
    line: int | None = None
    column: int | None = None
    field: str = ""
    value: str = ""

    def say(self, language: str = "ko") -> str:
        """Return the one line that a person reads: place, field, mistake, remedy."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return (
            f"{place}: {self.field}: {self._mistake(language)}" if self.field else self._said(place, language)
        )

    def _said(self, place: str, language: str) -> str:
        return f"{place}: {self._mistake(language)}"

    def _mistake(self, language: str) -> str:
        return self.error.say(language)


class FaultyFolder(GongyakError):
    """A folder of facts with mistakes; ``faults`` holds every one, in the order of files and lines."""

    text = Words(
        "'{folder}' 폴더의 자료에서 오류 {number}건을 찾았습니다.",
        "The facts in '{folder}' hold {number} mistake(s).",
    )
    remedy = Words(
        "아래 항목을 고친 뒤 다시 실행하여 주시기 바랍니다. 아무것도 저장하지 않았습니다.",
        "Correct what is listed and run it again; nothing was stored.",
    )
    exit_code = 3

    def __init__(self, folder: str, faults: Iterable[Fault]) -> None:
        """Keep the *faults*, sorted by place."""
        self.faults = tuple(
            sorted(faults, key=lambda fault: (fault.file, fault.line or 0, fault.column or 0))
        )
        super().__init__(folder=folder, number=len(self.faults))

    def say(self, language: str = "ko") -> str:
        """Return the summary and below it every mistake, one a line."""
        return "\n".join([super().say(language), *(f"  {fault.say(language)}" for fault in self.faults)])
