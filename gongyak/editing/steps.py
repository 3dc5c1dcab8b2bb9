"""What the buttons of a list of lines do where no script runs: a row more, less, or elsewhere."""

from __future__ import annotations

from gongyak.editing.line_fields import SIDE, TEXT, WHEN, under
from gongyak.editing.merging import ORDER, Fields
from gongyak.lines import Side

JOINED = "join"
"""The field in which a topic of earlier half-years is chosen."""
_UNDER = under("")


def stepped(fields: Fields, step: str, new: str) -> tuple[dict[str, str], str]:
    """Return *fields* after a *step*, and the id of the line to look at next (empty: none).

    The step is ``up.<id>``, ``down.<id>``, ``remove.<id>``, ``add.<topic>``, ``add`` (a topic) or ``join`` (a
    detail under the chosen topic); *new* is the id of what it adds.  Any other step does nothing.
    """
    do, _, about = step.partition(".")
    changed = dict(fields)
    match do:
        case "up" | "down":
            _move(changed, about, -1 if do == "up" else 1)
        case "remove":
            return changed, _remove(changed, about)
        case "add":
            return changed, _add(changed, about, new)
        case "join" if changed.get(JOINED):
            return changed, _add(changed, changed.pop(JOINED), new)
        case _:
            return changed, ""
    return changed, about


def _ids(fields: Fields, name: str) -> list[str]:
    return fields.get(name, "").split()


def _home(fields: Fields, about: str) -> str:
    """Return the field in whose order *about* stands; empty: in none."""
    names = (name for name in fields if name == ORDER or name.endswith(_UNDER))
    return next((name for name in names if about in _ids(fields, name)), "")


def _move(fields: dict[str, str], about: str, by: int) -> None:
    """Let *about* change places with its neighbour; a detail at an end goes to the topic beyond it."""
    home = _home(fields, about)
    ids = _ids(fields, home)
    if about not in ids:
        return
    place = ids.index(about)
    if 0 <= place + by < len(ids):
        ids[place], ids[place + by] = ids[place + by], ids[place]
        fields[home] = " ".join(ids)
    elif home != ORDER:
        _move_beyond(fields, about, home, by)


def _move_beyond(fields: dict[str, str], about: str, home: str, by: int) -> None:
    topics = _ids(fields, ORDER)
    topic = home.removesuffix(_UNDER)
    beyond = topics.index(topic) + by if topic in topics else -1
    if not 0 <= beyond < len(topics):
        return
    there = under(topics[beyond])
    fields[home] = " ".join(each for each in _ids(fields, home) if each != about)
    others = _ids(fields, there)
    fields[there] = " ".join([*others, about] if by < 0 else [about, *others])


def _add(fields: dict[str, str], topic: str, new: str) -> str:
    """Add the line *new*: a detail at the end of *topic*, which stands in the order then, or a topic."""
    order = under(topic) if topic else ORDER
    if topic and topic not in _ids(fields, ORDER):
        _append(fields, ORDER, topic)
    _append(fields, order, new)
    side = Side.BEFORE if topic else Side.AFTER
    fields |= {f"{TEXT}.{new}": "", f"{WHEN}.{new}": "", f"{SIDE}.{new}": side}
    if not topic:
        fields[under(new)] = ""
    return new


def _append(fields: dict[str, str], name: str, new: str) -> None:
    fields[name] = " ".join([*_ids(fields, name), new])


def _remove(fields: dict[str, str], about: str) -> str:
    """Remove *about*, with its details; return what stood before it."""
    home = _home(fields, about)
    if not home:
        return ""
    for detail in _ids(fields, under(about)):
        _forget(fields, detail)
    ids = _ids(fields, home)
    place = ids.index(about)
    fields[home] = " ".join(each for each in ids if each != about)
    _forget(fields, about)
    return ids[place - 1] if place else home.removesuffix(ORDER).removesuffix(".")


def _forget(fields: dict[str, str], about: str) -> None:
    for name in (*(f"{each}.{about}" for each in (TEXT, WHEN, SIDE)), under(about)):
        fields.pop(name, None)
