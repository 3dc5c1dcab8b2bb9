"""The facts that a report printed, read from its frozen view: by what they are, whatever the half-year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

from gongyak.participation_notes import NOTE
from gongyak.participation_notes import TITLE as PARTICIPATION
from gongyak.references import TOTAL
from gongyak.reports import TextPath

Plain = Mapping[str, Any]
"""A frozen view as plain JSON, as drafts keep it."""
Key = tuple[str, ...]
"""What a fact is, the same in every report: ``("line", "ab12")``, ``("planned", "hall", "시비", "2024")``."""
Texts = tuple[tuple[TextPath, str], ...]
"""Texts of a view with their paths."""

_HEAD: Final = {
    "name": "공약명",
    "field": "분야",
    "goal": "목표",
    "status": "이행상태",
    "department": "주관부서",
    "team": "팀명",
}
_STAFF: Final = "주관부서"
_PROJECT: Final = "단위사업"
_OVERALL: Final = "overall"
_TABLES: Final = ("planned", "secured")
"""The tables of the view whose blocks are the unit projects, in the same order."""
_NO_CAPTION: Final = "(설명 없음)"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as printed: its place in the form's words, its text, the rows behind it.

    ``topic`` is the text of the topic over a detail.
    ``groups`` are the period groups in which a line stands for itself; a topic that only heads its details
    stands in none.  ``picture`` is a photo's checksum.  ``is_computed`` tells a sum or a note that follows
    from other facts.  ``texts`` are the texts of the view that are the fact's alone, by their paths: a label
    within a note has none.
    """

    place: tuple[str, ...]
    text: str
    rows: tuple[str, ...]
    topic: str = ""
    groups: frozenset[str] = frozenset()
    picture: str = ""
    is_computed: bool = False
    texts: Texts = ()


def facts_of(view: Plain) -> dict[Key, Fact]:
    """Return the facts that *view* prints, in the order of the form."""
    facts: dict[Key, Fact] = {}
    for key, fact in chain(_head(view), _staff(view), _notes(view), _traced(view)):
        facts[key] = _joined(facts[key], fact) if key in facts else fact
    return facts


def _joined(one: Fact, other: Fact) -> Fact:
    """Return a fact that comes twice: a topic in two periods, a unit project in two tables, a stated note."""
    told = one if one.groups else other
    text = one.text if other.text in one.text else f"{one.text}\n{other.text}"
    texts = tuple(dict.fromkeys((*one.texts, *other.texts)))
    return replace(told, text=text, groups=one.groups | other.groups, texts=texts)


def _head(view: Plain) -> Iterator[tuple[Key, Fact]]:
    for name, title in _HEAD.items():
        if text := view[name]:
            yield ("head", name), Fact((title,), text, _pledge(view), texts=(((name,), text),))


def _staff(view: Plain) -> Iterator[tuple[Key, Fact]]:
    """Yield one fact a post: a successor changes it, whoever left and came."""
    posts: defaultdict[str, list[str]] = defaultdict(list)
    texts: defaultdict[str, list[tuple[TextPath, str]]] = defaultdict(list)
    for i, person in enumerate(view["people"]):
        role, name, phone = person["role"], person["name"], person["phone"]
        posts[role].append(f"{name} ({phone})" if phone else name)
        texts[role] += [(("people", i, "name"), name), (("people", i, "phone"), phone)]
    for role, names in posts.items():
        yield ("staff", role), Fact((_STAFF, role), ", ".join(names), _pledge(view), texts=tuple(texts[role]))


def _notes(view: Plain) -> Iterator[tuple[Key, Fact]]:
    """Yield the notes as printed; the trace tells below which of them were stated."""
    for n, note in enumerate(view["participation"]["notes"]):
        place, text = (PARTICIPATION, note["title"], NOTE), note["text"]
        texts = ((("participation", "notes", n, "text"), text),)
        yield ("note", note["title"], NOTE), Fact(place, text, (), is_computed=True, texts=texts)


def _pledge(view: Plain) -> tuple[str, ...]:
    return (f"pledge:{view['number']}",)


def _traced(view: Plain) -> Iterator[tuple[Key, Fact]]:
    pictures = {photo["id"]: photo["picture"] for row in view["photos"] for photo in row}
    for trace in view["trace"]:
        path, text = tuple(trace["path"]), trace["text"]
        fact = Fact(tuple(trace["place"]), text, tuple(trace["rows"]), texts=((path, text),))
        match path[0]:
            case "periods":
                topic, groups = _standing(view, path)
                yield _id(fact), replace(fact, topic=topic, groups=groups)
            case "participation":
                yield _count(fact)
            case "planned" | "secured":
                yield from _budget(view, path, fact)
            case "photos":
                key = _id(fact)
                yield key, replace(fact, text=fact.text or _NO_CAPTION, picture=pictures[key[1]])
            case _:
                yield _id(fact), fact


def _id(fact: Fact) -> Key:
    """Return the kind and the id of the first row: ``line:ab12``."""
    kind, _, key = fact.rows[0].partition(":")
    return kind, key


def _standing(view: Plain, path: Sequence[Any]) -> tuple[str, frozenset[str]]:
    """Return the topic over a line, and the group in which the line stands for itself."""
    period = view["periods"][path[1]]
    topic = period["topics"][path[3]]
    is_detail = "details" in path
    is_head = not is_detail and topic["details"]
    return topic["text"] if is_detail else "", frozenset() if is_head else frozenset((period["kind"],))


def _count(fact: Fact) -> tuple[Key, Fact]:
    _, category, *label = fact.place
    is_stated = fact.rows[0].startswith("stated:")
    if not label:
        return ("total", category), replace(fact, is_computed=not is_stated)
    kind = "note" if is_stated else "count"
    return (kind, category, *label), replace(fact, texts=fact.texts if is_stated else ())


def _budget(view: Plain, path: TextPath, fact: Fact) -> Iterator[tuple[Key, Fact]]:
    """Yield a cell and, with the total of its block, the unit project; ids and keys outlive their names."""
    table, block = str(path[0]), path[2]
    _, name, source, head = fact.place
    is_overall = block == 0 and len(view[table]["projects"]) > 1
    # What was entered for a cell comes before what it is computed from; a sum may stand without its parts.
    own = _cell(fact.rows[0]) if fact.rows else (_OVERALL, source, head)
    key = (_OVERALL if is_overall else own[0], source, TOTAL if head == TOTAL else own[2])
    if source == head == TOTAL and not is_overall:
        texts = tuple(((each, "projects", block, "name"), name) for each in _TABLES)
        yield ("project", own[0]), Fact((_PROJECT,), name, _pledge(view), texts=texts)
    yield (table, *key), replace(fact, is_computed=key != own)


def _cell(row: str) -> Key:
    """Return unit project, source and column of ``budget:hall/시비/2024@2024H2``, ``overall:시비/계@…``."""
    kind, _, place = row.rpartition("@")[0].partition(":")
    project, _, place = place.partition("/") if kind != _OVERALL else (kind, "", place)
    source, _, column = place.rpartition("/")
    return project, source, column
