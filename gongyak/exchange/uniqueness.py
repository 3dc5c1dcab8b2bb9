"""Checks that what must be there once is not there twice, in one file or in two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongyak.errors import Words
from gongyak.exchange import errors
from gongyak.exchange.entries import CityFile, PledgeFile
from gongyak.exchange.names import PLEDGE, Mistake
from gongyak.exchange.tree import Path, Tree

_NAMES: Final = {
    "sources": Words("재원", "source"),
    "fields": Words("분야", "field"),
    "terms": Words("임기", "term"),
    "departments": Words("부서", "department"),
    "officials": Words("직원 id", "official's id"),
    "days": Words("날짜", "day"),
    "quiet": Words("편지를 보내지 않는 기간의 첫날", "first of quiet days"),
    "glossary": Words("용어집의 이름", "preferred name"),
}
_VARIANT: Final = Words("용어집의 다른 표기", "variant of a name")
_PAIR: Final = Words("둘 다 맞는 이름", "accepted pair")
_MUTE: Final = Words("꺼 둔 규칙", "mute")
_IDS: Final = {
    "topics": Words("줄 id", "line's id"),
    "projects": Words("단위사업 id", "unit project's id"),
    "remarks": Words("문제점·개선대책 id", "problem's or measure's id"),
    "photos": Words("사진 id", "photo's id"),
    "events": Words("행사 id", "event's id"),
}


class Register:
    """Remembers where each name and id was first written, over all files of a folder."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._first: dict[tuple[str, str], str] = {}

    def enter_city(self, tree: Tree, file: CityFile) -> Iterator[Mistake]:
        """Yield a mistake for every name of the city's file that stands there again."""
        for name, kind in _NAMES.items():
            for index, entry in enumerate(getattr(file, name)):
                yield from self._enter(tree, (name, index), kind, _key_of(entry))
        for index, department in enumerate(file.departments):
            for place, team in enumerate(department.teams):
                kind = Words(f"{department.name}의 팀", f"team of {department.name}")
                yield from self._enter(tree, ("departments", index, "teams", place), kind, team)
        for index, official in enumerate(file.officials):
            for place, absence in enumerate(official.absences):
                kind = Words(f"{official.id}의 부재 첫날", f"first day of absence of {official.id}")
                path: Path = ("officials", index, "absences", place)
                yield from self._enter(tree, path, kind, str(absence.since))
        yield from self._enter_ids(tree, file, ("events",))
        yield from self._enter_judgement(tree, file)

    def enter_pledge(self, tree: Tree, file: PledgeFile) -> Iterator[Mistake]:
        """Yield a mistake for every id of a pledge's file that was written before."""
        yield from self._enter(tree, ("number",), PLEDGE, file.number)
        for index, topic in enumerate(file.topics):
            path: Path = ("topics", index)
            yield from self._enter_id(tree, path, _IDS["topics"], topic.id)
            for place, detail in enumerate(topic.details):
                yield from self._enter_id(tree, (*path, "details", place), _IDS["topics"], detail.id)
        yield from self._enter_ids(tree, file, ("projects", "problems", "measures", "photos", "events"))
        for half, order in file.orders.items():
            for index, topic_id in enumerate(order):
                if topic_id in order[:index]:
                    yield ("orders", str(half), index), errors.DuplicateKey(key=topic_id)

        words = [f"{word.block}@{word.half_year}" for word in file.not_applicable]
        for index, word in enumerate(words):
            if word in words[:index]:
                yield ("not_applicable", index, "block"), errors.DuplicateKey(key=word)

    def _enter_judgement(self, tree: Tree, file: CityFile) -> Iterator[Mistake]:
        for index, entry in enumerate(file.glossary):
            for place, variant in enumerate(entry.variants):
                yield from self._enter(tree, ("glossary", index, "variants", place), _VARIANT, variant)
        for index, pair in enumerate(file.accepted):
            yield from self._enter(tree, ("accepted", index), _PAIR, f"{pair.one}, {pair.other}")
        for index, mute in enumerate(file.mutes):
            scope = " ".join(each for each in (mute.rule, mute.pledge, mute.row) if each is not None)
            yield from self._enter(tree, ("mutes", index), _MUTE, scope)

    def _enter_ids(
        self, tree: Tree, file: CityFile | PledgeFile, names: tuple[str, ...]
    ) -> Iterator[Mistake]:
        for name in names:
            kind = _IDS["remarks" if name in {"problems", "measures"} else name]
            for index, entry in enumerate(getattr(file, name)):
                yield from self._enter_id(tree, (name, index), kind, entry.id)

    def _enter_id(self, tree: Tree, path: Path, kind: Words, value: str | None) -> Iterator[Mistake]:
        if value is not None:
            yield from self._enter(tree, (*path, "id"), kind, value)

    def _enter(self, tree: Tree, path: Path, kind: Words, value: str) -> Iterator[Mistake]:
        first = self._first.get((kind.en, value))
        if first is not None:
            yield path, errors.Twice(kind_ko=kind.ko, kind_en=kind.en, value=value, first=first)
        else:
            line, _ = tree.place_of(path)
            self._first[kind.en, value] = f"{tree.file}:{line}"


def _key_of(entry: object) -> str:
    """Return what an entry of the city's file is known by: the first of these that it has, or itself."""
    names = ("id", "name", "day", "first")
    return str(next((getattr(entry, name) for name in names if hasattr(entry, name)), entry))
