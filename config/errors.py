"""Mistakes in the settings, told in Korean and English; whoever reads the settings passes them on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: where the value stands, and what is wrong with it, in both languages."""

    origin: str
    ko: str
    en: str

    def say(self, language: str) -> str:
        """Return the mistake as one line in *language* (``ko`` or ``en``)."""
        return f"{self.origin}: {self.ko if language == 'ko' else self.en}"


class SettingsError(ValueError):
    """The settings cannot be used; ``faults`` holds every mistake found, not only the first."""

    def __init__(self, *faults: Fault) -> None:
        """Keep the *faults*."""
        super().__init__(*faults)
        self.faults = faults

    def say(self, language: str = "ko") -> str:
        """Return the mistakes in *language* (``ko`` or ``en``), one a line."""
        return "\n".join(fault.say(language) for fault in self.faults)

    def __str__(self) -> str:
        """Return the mistakes in Korean."""
        return self.say("ko")
