"""The ledger: what people have been told and have answered, found quickly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from gongyak.notices import Answer, AnswerKind, Told

CHANGED: Final = "changed"
DROPPED: Final = "dropped"


class Replies:
    """The last answer of each official about one version of a matter."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        """Take the *answers*, oldest first."""
        self._last = {answer.official: answer for answer in answers}
        kinds = [(official, answer.kind) for official, answer in self._last.items()]
        self.is_done = any(kind is AnswerKind.DONE for _, kind in kinds)
        self.refused = frozenset(official for official, kind in kinds if kind is AnswerKind.NOT_MINE)

    def is_snoozed(self, officials: Iterable[str], day: date) -> bool:
        """Tell whether one of *officials* asked not to hear of it on *day*."""
        if not self._last:
            return False
        answers = [self._last[each] for each in officials if each in self._last]
        return any(
            answer.kind is AnswerKind.SNOOZE and answer.until is not None and day <= answer.until
            for answer in answers
        )


_NO_REPLIES: Final = Replies(())


class Ledger:
    """All that was told and answered; it grows as a plan is carried out."""

    def __init__(self, told: Iterable[Told] = (), answers: Iterable[Answer] = ()) -> None:
        """Take what was told and answered, in any order."""
        self._keys: set[tuple[str, str, str, str]] = set()
        self._latest: dict[str, dict[str, Told]] = {}
        self._states: dict[str, list[tuple[str, bool]]] = {}
        self.add(sorted(told, key=lambda each: each.day))
        grouped: dict[tuple[str, str], list[Answer]] = {}
        for answer in sorted(answers, key=lambda each: each.at):
            grouped.setdefault((answer.about, answer.version), []).append(answer)
        self._replies = {key: Replies(group) for key, group in grouped.items()}

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

    def has_any(self, about: str, version: str, lead: str, recipients: Iterable[str]) -> bool:
        """Tell whether one of *recipients* was told."""
        keys = self._keys
        return any((about, version, lead, each) in keys for each in recipients)

    def latest(self, about: str) -> Mapping[str, Told]:
        """Return what each recipient was told last of *about*."""
        return self._latest.get(about, {})

    def fresh(self, word: str, about: str, version: str, recipient: str) -> str:
        """Return *word* as a lead not told yet: a date that changes back and forth is told each time."""
        lead, times = word, 1
        while self.has(about, version, lead, recipient):
            times += 1
            lead = f"{word}-{times}"
        return lead

    def sequence(self, about: str, version: str, *, dropped: bool = False) -> int:
        """Return how often the date told of *about* has changed, with the change to *version* (SEQUENCE)."""
        states = self._states.get(about, [])
        return len(states) - ((version, dropped) in states[-1:])

    def replies(self, about: str, version: str) -> Replies:
        """Return what was answered about this version."""
        return self._replies.get((about, version), _NO_REPLIES)


def _state(told: Told) -> tuple[str, bool]:
    return told.version, told.lead.startswith(DROPPED)
