"""From facts to plain data: what a template receives is text, numbers, lists and mappings, nothing alive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from gongyak.documents.errors import UnprintableValueError
from gongyak.documents.values import Inline

_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_DEEPEST = 50


class _UnprintableError(Exception):
    """A live object; the steps that lead to it are gathered on the way out."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.kind = type(value).__name__
        self.steps: list[str] = []


def plain_data(value: object, name: str) -> object:
    """Return *value* as plain data: mappings as dict, sequences as list, frozen dataclasses as dict.

    *name* is what the template calls it.  Raises UnprintableValueError, with the path, for anything else (a
    live object would lend its methods to whoever edits the template).
    """
    try:
        return _plain(value, 0)
    except _UnprintableError as error:
        path = "".join([name, *reversed(error.steps)])
        raise UnprintableValueError(path=path, kind=error.kind) from None


def _plain(value: object, depth: int) -> object:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if depth > _DEEPEST:
        raise _UnprintableError(value)
    if kind is dict:
        return _mapping(value, depth + 1)  # type: ignore[arg-type]
    if kind is list or kind is tuple:
        return _sequence(value, depth + 1)  # type: ignore[arg-type]
    return _unusual(value, depth)


def _mapping(value: dict[Any, object], depth: int) -> dict[Any, object]:
    """Return *value*, or a copy where something in it had to change: big views are not held twice."""
    found = value
    for key, item in value.items():
        if type(key) is not str and not isinstance(key, str | int):
            raise _UnprintableError(key)
        if type(item) in _AS_THEY_ARE:
            continue
        try:
            plain = _plain(item, depth)
        except _UnprintableError as error:
            error.steps.append(f".{key}")
            raise
        if plain is not item:
            found = dict(value) if found is value else found
            found[key] = plain
    return found


def _sequence(value: Sequence[object], depth: int) -> Sequence[object]:
    """Return *value*, or a list where something in it had to change."""
    found: list[object] | None = None
    try:
        for number, item in enumerate(value):
            plain = _plain(item, depth)
            if plain is not item:
                found = list(value) if found is None else found
                found[number] = plain
    except _UnprintableError as error:
        error.steps.append("[]")
        raise
    return value if found is None else found


def _unusual(value: object, depth: int) -> object:
    """Convert the rarer shapes: values of our own, frozen dataclasses, subclasses, other collections."""
    if isinstance(value, Inline):
        return value
    if is_dataclass(value) and not isinstance(value, type) and _is_frozen(type(value)):
        names, values = _getter(type(value))
        return _mapping(dict(zip(names, values(value), strict=False)), depth + 1)
    for base in (str, bool, int, float):
        if isinstance(value, base):
            return base(value)
    if isinstance(value, Mapping):
        return _mapping(dict(value), depth + 1)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return _sequence(list(value), depth + 1)
    raise _UnprintableError(value)


@cache
def _getter(kind: type) -> tuple[tuple[str, ...], attrgetter[tuple[object, ...]]]:
    """Return a dataclass's field names, and what reads them all at once (always as a tuple)."""
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names, "__class__")


def _is_frozen(kind: type) -> bool:
    return bool(kind.__dataclass_params__.frozen)  # type: ignore[attr-defined]
