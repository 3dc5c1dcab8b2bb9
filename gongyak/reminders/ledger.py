"""The ledger: what people have been told and have answered, found quickly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from gongyak.notices import Answer, AnswerKind, Told

CHANGED: Final = "changed"
DROPPED: Final = "dropped"


class Ledger:
    """All that was told and answered; it grows as a plan is carried out."""

    def __init__(self, told: Iterable[Told] = (), answers: Iterable[Answer] = ()) -> None:
        """Take what was told and answered, in any order."""
        self._keys: set[tuple[str, str, str, str]] = set()
        self._latest: dict[str, dict[str, Told]] = {}
        self._states: dict[str, list[tuple[str, bool]]] = {}
        self._answers: dict[tuple[str, str], dict[str, Answer]] = {}
        self.add(sorted(told, key=lambda each: each.day))
        for answer in sorted(answers, key=lambda each: each.at):
            self._answers.setdefault((answer.about, answer.version), {})[answer.official] = answer

    def add(self, told: Iterable[Told]) -> None:
        """Take what is told after all that is here."""
        for each in told:
            self._keys.add((each.about, each.version, each.lead, each.recipient))
            self._latest.setdefault(each.about, {})[each.recipient] = each
            states = self._states.setdefault(each.about, [])
            if (state := _state(each)) not in states[-1:]:
                states.append(state)

    def has(self, about: str, version: str, lead: str, recipient: str) -> bool:
        """Tell whether *recipient* was told."""
        return (about, version, lead, recipient) in self._keys

    def latest(self, about: str) -> Mapping[str, Told]:
        """Return what each recipient was told last of *about*."""
        return self._latest.get(about, {})

    def fresh(self, word: str, about: str, version: str, recipient: str) -> str:
        """Return *word* as a lead not told yet: a date that changes to and fro is told each time."""
        lead, times = word, 1
        while self.has(about, version, lead, recipient):
            times += 1
            lead = f"{word}-{times}"
        return lead

    def sequence(self, about: str, version: str, *, dropped: bool = False) -> int:
        """Return how often the date told of *about* has changed, with the change to *version* (SEQUENCE)."""
        states = self._states.get(about, [])
        return len(states) - ((version, dropped) in states[-1:])

    def is_done(self, about: str, version: str) -> bool:
        """Tell whether somebody answered that it is done."""
        return any(answer.kind is AnswerKind.DONE for answer in self._of(about, version).values())

    def refused_by(self, about: str, version: str) -> frozenset[str]:
        """Return who answered that it is not theirs."""
        answers = self._of(about, version)
        return frozenset(who for who, answer in answers.items() if answer.kind is AnswerKind.NOT_MINE)

    def is_snoozed(self, about: str, version: str, official: str, day: date) -> bool:
        """Tell whether *official* asked not to hear of it on *day*."""
        answer = self._of(about, version).get(official)
        return bool(answer and answer.kind is AnswerKind.SNOOZE and answer.until and day <= answer.until)

    def _of(self, about: str, version: str) -> Mapping[str, Answer]:
        """Return the last answer of each official."""
        return self._answers.get((about, version), {})


def _state(told: Told) -> tuple[str, bool]:
    return told.version, told.lead.startswith(DROPPED)
