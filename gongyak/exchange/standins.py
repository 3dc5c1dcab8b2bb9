"""Mends a copy of a faulty file with stand-ins, so that the rest of it can still be checked.

A folder's mistakes are told all at once: a misspelt date must not hide an unknown department until the next
run.  What is mended here is only checked, never kept.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final, TypeVar

from pydantic import ValidationError

from gongyak.events import EventState
from gongyak.exchange.entries import Entry
from gongyak.exchange.tree import Path, Plain
from gongyak.lines import Fate, Side
from gongyak.people import Role
from gongyak.pledges import Status

_F = TypeVar("_F", bound=Entry)
_KEY: Final = "[key]"
_ROUNDS: Final = 40
_BLANK: Final = None
# One of these suits any entry; a blank comes first, because most may be left out.
_STAND_INS: Final[tuple[Plain, ...]] = (
    _BLANK,
    "0",
    "2024H2",
    "2024-01-01",
    "2024-01-01T00:00:00Z",
    "true",
    "a@example.kr",
    *(next(iter(kind)).value for kind in (Role, Status, Side, Fate, EventState)),
    [],
    {},
)


def mend(data: Plain, model: type[_F]) -> _F | None:
    """Return the entry that *data* makes with stand-ins where it is wrong, or None where nothing helps."""
    mended = deepcopy(data)
    tries: dict[Path, int] = {}
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(mended)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                gone = detail["type"] == "extra_forbidden" or _KEY in detail["loc"]
                path = _deepest(mended, tuple(part for part in detail["loc"] if part != _KEY))
                if not path or tries.get(path, 0) >= len(_STAND_INS):
                    return None
                _put(mended, path, _STAND_INS[tries.get(path, 0)], gone=gone)
                tries[path] = tries.get(path, 0) + 1
    return None


def _deepest(data: Plain, path: Path) -> Path:
    """Return as much of *path* as can be replaced: a detail's short form has no inside."""
    for length, part in enumerate(path):
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            return path[:length]
    return path


def _put(data: Plain, path: Path, value: Plain, *, gone: bool) -> None:
    *before, last = path
    for part in before:
        data = data[part]  # type: ignore[index] # `_deepest` followed the same path
    if isinstance(data, dict) and gone:
        data.pop(str(last), None)
    else:
        data[last] = deepcopy(value)  # type: ignore[index]
