"""The facts that a report printed, read from its frozen view: by what they are, whatever the half-year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

from gongyak.participation_notes import NOTE
from gongyak.participation_notes import TITLE as PARTICIPATION
from gongyak.references import TOTAL

Plain = Mapping[str, Any]
"""A frozen view as plain JSON, as drafts keep it."""
Key = tuple[str, ...]
"""What a fact is, the same in every report: ``("line", "ab12")``, ``("planned", "hall", "시비", "2024")``."""

_HEAD: Final = {
    "name": "공약명",
    "field": "분야",
    "goal": "목표",
    "status": "추진상태",
    "department": "주관부서",
    "team": "팀명",
}
_STAFF: Final = "주관부서"
_PROJECT: Final = "단위사업"
_OVERALL: Final = "overall"
_NO_CAPTION: Final = "(설명 없음)"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as printed: its place in the form's words, its text, the rows behind it.

    ``topic`` is the text of the topic over a detail.
    ``groups`` are the period groups in which a line stands for itself; a topic that only heads its details
    stands in none.  ``picture`` is a photo's checksum.  ``is_computed`` tells a sum or a note that follows
    from other facts.
    """

    place: tuple[str, ...]
    text: str
    rows: tuple[str, ...]
    topic: str = ""
    groups: frozenset[str] = frozenset()
    picture: str = ""
    is_computed: bool = False


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
    return replace(told, text=text, groups=one.groups | other.groups)


def _head(view: Plain) -> Iterator[tuple[Key, Fact]]:
    for name, title in _HEAD.items():
        if text := view[name]:
            yield ("head", name), Fact((title,), text, _pledge(view))


def _staff(view: Plain) -> Iterator[tuple[Key, Fact]]:
    """Yield one fact a post: a successor changes it, whoever left and came."""
    posts: dict[str, list[str]] = {}
    for person in view["people"]:
        phone = f" ({person['phone']})" if person["phone"] else ""
        posts.setdefault(person["role"], []).append(f"{person['name']}{phone}")
    for role, names in posts.items():
        yield ("staff", role), Fact((_STAFF, role), ", ".join(names), _pledge(view))


def _notes(view: Plain) -> Iterator[tuple[Key, Fact]]:
    """Yield the notes as printed; the trace tells below which of them were stated."""
    for note in view["participation"]["notes"]:
        place = (PARTICIPATION, note["title"], NOTE)
        yield ("note", note["title"], NOTE), Fact(place, note["text"], (), is_computed=True)


def _pledge(view: Plain) -> tuple[str, ...]:
    return (f"pledge:{view['number']}",)


def _traced(view: Plain) -> Iterator[tuple[Key, Fact]]:
    pictures = {photo["id"]: photo["picture"] for row in view["photos"] for photo in row}
    for trace in view["trace"]:
        place, text, rows, path = tuple(trace["place"]), trace["text"], tuple(trace["rows"]), trace["path"]
        match path[0]:
            case "periods":
                topic, groups = _standing(view, path)
                yield _id(rows), Fact(place, text, rows, topic, groups)
            case "participation":
                yield _count(place, text, rows)
            case "planned" | "secured":
                yield from _budget(view, path, place, text, rows)
            case "photos":
                key = _id(rows)
                yield key, Fact(place, text or _NO_CAPTION, rows, picture=pictures[key[1]])
            case _:
                yield _id(rows), Fact(place, text, rows)


def _id(rows: Sequence[str]) -> Key:
    """Return the kind and the id of the first row: ``line:ab12``."""
    kind, _, key = rows[0].partition(":")
    return kind, key


def _standing(view: Plain, path: Sequence[Any]) -> tuple[str, frozenset[str]]:
    """Return the topic over a line, and the group in which the line stands for itself."""
    period = view["periods"][path[1]]
    topic = period["topics"][path[3]]
    is_detail = "details" in path
    is_head = not is_detail and topic["details"]
    return topic["text"] if is_detail else "", frozenset() if is_head else frozenset((period["kind"],))


def _count(place: tuple[str, ...], text: str, rows: tuple[str, ...]) -> tuple[Key, Fact]:
    _, category, *label = place
    is_stated = rows[0].startswith("stated:")
    if not label:
        return ("total", category), Fact(place, text, rows, is_computed=not is_stated)
    kind = "note" if is_stated else "count"
    return (kind, category, *label), Fact(place, text, rows)


def _budget(
    view: Plain, path: Sequence[Any], place: tuple[str, ...], text: str, rows: tuple[str, ...]
) -> Iterator[tuple[Key, Fact]]:
    """Yield a cell and, with the total of its block, the unit project; ids and keys outlive their names."""
    table, _, block, *_ = path
    _, name, source, head = place
    is_overall = block == 0 and len(view[table]["projects"]) > 1
    # What was entered for a cell comes before what it is computed from; a sum may stand without its parts.
    own = _cell(rows[0]) if rows else (_OVERALL, source, head)
    key = (_OVERALL if is_overall else own[0], source, TOTAL if head == TOTAL else own[2])
    if source == head == TOTAL and not is_overall:
        yield ("project", own[0]), Fact((_PROJECT,), name, _pledge(view))
    yield (table, *key), Fact(place, text, rows, is_computed=key != own)


def _cell(row: str) -> Key:
    """Return unit project, source and column of ``budget:hall/시비/2024@2024H2``, ``overall:시비/계@…``."""
    kind, _, place = row.rpartition("@")[0].partition(":")
    project, _, place = place.partition("/") if kind != _OVERALL else (kind, "", place)
    source, _, column = place.rpartition("/")
    return project, source, column
