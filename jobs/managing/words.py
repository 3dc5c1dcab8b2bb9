"""Editing the city's 용어집, and the pairs of names of which both are right."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from gongyak.judgement import Glossary, Judgement
from gongyak.store.judgement import read_judgement, write_names
from jobs.managing.city import changing
from jobs.managing.errors import FieldMissing, NameTaken
from jobs.managing.fields import NAME, optional_in, require_seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jobs.desk import Desk

    Given = Mapping[str, str]


def show_judgement(desk: Desk) -> Judgement:
    """Return all that was decided about the checks."""
    with desk.database.read() as session:
        return read_judgement(session)


def save_glossary(desk: Desk, given: Given) -> None:
    """Make the 용어집 that of a form: names, and the variants that are to be written so, between commas.

    Raises `ChangedBefore`, and `NameTaken` for a name or a variant that stands in it twice.
    """
    preferred = tuple(
        (name, tuple(each.strip() for each in others.split(",") if each.strip()))
        for name, others in _pairs_in(given, "name", "variants")
        if name
    )
    _require_single([*(name for name, _ in preferred), *(each for _, others in preferred for each in others)])
    with changing(desk, "용어집") as session:
        stored = read_judgement(session)
        require_seen(stored.glossary, given.get("seen", ""))
        write_names(session, Glossary(preferred), stored.accepted)


def save_pairs(desk: Desk, given: Given) -> None:
    """Make the pairs of names of which both are right those of a form; an emptied one is gone.

    Raises `ChangedBefore`, `FieldMissing` for half a pair, `NameTaken` for one that stands there twice.
    """
    pairs = tuple((one, other) for one, other in _pairs_in(given, "one", "other") if one or other)
    if not all(one and other for one, other in pairs):
        raise FieldMissing(**NAME.values)
    _require_single([" · ".join(sorted(pair)) for pair in pairs])
    with changing(desk, "인정한 비슷한 이름") as session:
        stored = read_judgement(session)
        require_seen(stored.accepted, given.get("seen", ""))
        write_names(session, stored.glossary, pairs)


def _pairs_in(given: Given, left: str, right: str) -> Iterator[tuple[str, str]]:
    for number in count():
        if f"{left}-{number}" not in given:
            return
        yield (
            optional_in(given, f"{left}-{number}", NAME) or "",
            optional_in(given, f"{right}-{number}", NAME) or "",
        )


def _require_single(names: list[str]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise NameTaken(name=twice)
