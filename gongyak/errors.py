"""Every mistake that a person may read: what is wrong, where, and what to do about it.

One class is one mistake.  Its text names the value and the place, its remedy says what to do.  Both are kept
in Korean and in English; the door through which the error leaves (command line, page, letter) chooses.
Exit codes are documented in ``docs/exit-codes.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from gongyak.particles import ParticleFormatter

_FORMATTER: Final = ParticleFormatter()


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in Korean and English, with ``{name}`` places for values.

    In Korean ``{name:이/가}`` stands for the particle that fits after the value (`gongyak.particles`).
    """

    ko: str
    en: str

    def fill(self, language: str, values: dict[str, object]) -> str:
        """Return the sentence in *language* (``ko`` or ``en``) with its places filled."""
        return _FORMATTER.vformat(self.ko if language == "ko" else self.en, (), values)


class GongyakError(Exception):
    """A mistake with a remedy; the values given by keyword fill the places of its texts.

    ``exit_code`` is what a command ends with.  ``retryable`` says whether the same call may succeed later
    without anybody changing anything.
    """

    text: ClassVar[Words] = Words("처리할 수 없습니다.", "This cannot be done.")
    remedy: ClassVar[Words] = Words("관리자에게 문의하여 주시기 바랍니다.", "Ask the administrator.")
    exit_code: ClassVar[int] = 2
    retryable: ClassVar[bool] = False

    def __init__(self, **values: object) -> None:
        """Keep the *values* that the texts name."""
        super().__init__(values)
        self.values = values

    def say(self, language: str = "ko") -> str:
        """Return the one line that a person reads: the mistake, then the remedy."""
        return f"{self.text.fill(language, self.values)} → {self.remedy.fill(language, self.values)}"

    def __reduce__(self) -> tuple[Callable[..., GongyakError], tuple[object, ...]]:
        """Let an error travel between processes: its values are given by keyword."""
        return _remade, (type(self), self.values)

    def __str__(self) -> str:
        """Return the Korean line: who catches nothing still shows people their own language."""
        return self.say("ko")


def _remade(kind: type[GongyakError], values: dict[str, object]) -> GongyakError:
    return kind(**values)
