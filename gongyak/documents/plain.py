"""From facts to plain data: what a template receives is text, numbers, lists and mappings, nothing alive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from functools import cache

from gongyak.documents.errors import UnprintableValueError
from gongyak.documents.values import Inline

_DEEPEST = 50


def plain_data(value: object, path: str = "", depth: int = 0) -> object:
    """Return *value* as plain data: mappings as dict, sequences as list, frozen dataclasses as dict.

    *path* names the value for messages.  Raises UnprintableValueError for anything else (a live object
    would lend its methods to whoever edits the template).
    """
    kind = type(value)
    if kind in _AS_THEY_ARE or isinstance(value, Inline):
        return value
    if depth > _DEEPEST:
        raise UnprintableValueError(path=path, kind="…")
    if kind is dict:
        return {_key(k, path): plain_data(v, f"{path}.{k}", depth + 1) for k, v in value.items()}  # type: ignore[attr-defined]
    if kind is list or kind is tuple:
        return [plain_data(v, f"{path}[]", depth + 1) for v in value]  # type: ignore[attr-defined]
    return _unusual(value, path, depth)


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def _unusual(value: object, path: str, depth: int) -> object:
    """Convert the rarer shapes: text and number subclasses, frozen dataclasses, other collections."""
    for base in (str, bool, int, float):
        if isinstance(value, base):
            return base(value)
    if is_dataclass(value) and not isinstance(value, type) and _is_frozen(type(value)):
        names = _names(type(value))
        return {name: plain_data(getattr(value, name), f"{path}.{name}", depth + 1) for name in names}
    if isinstance(value, Mapping):
        return {_key(k, path): plain_data(v, f"{path}.{k}", depth + 1) for k, v in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [plain_data(v, f"{path}[]", depth + 1) for v in value]
    kind = "set" if isinstance(value, Set) else type(value).__name__
    raise UnprintableValueError(path=path, kind=kind)


def _key(key: object, path: str) -> str | int:
    if isinstance(key, str | int):
        return key
    raise UnprintableValueError(path=path, kind=f"key {type(key).__name__}")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


def _is_frozen(kind: type) -> bool:
    return bool(kind.__dataclass_params__.frozen)  # type: ignore[attr-defined]
