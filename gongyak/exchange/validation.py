"""Turns a tree into an entry, or every mistake in it into a fault with its place."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args

from pydantic import ValidationError

from gongyak.errors import GongyakError
from gongyak.exchange import errors
from gongyak.exchange.entries import Entry
from gongyak.exchange.scalars import shown
from gongyak.exchange.standins import mend

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from gongyak.exchange.faults import Fault
    from gongyak.exchange.tree import Path, Tree

_F = TypeVar("_F", bound=Entry)
_KEY: Final = "[key]"
_KINDS: Final = {
    "model_type": ("항목들의 표(이름: 값)", "a table (name: value)"),
    "dict_type": ("항목들의 표(이름: 값)", "a table (name: value)"),
    "tuple_type": ("목록('- '로 시작하는 줄들)", "a list (lines that begin with '- ')"),
}


def validate(tree: Tree, model: type[_F]) -> _F | None:
    """Return the entry that *tree* holds, and add its mistakes to the tree's faults.

    Where there are any, the entry has stand-ins in their places, or is None where it cannot be read at all.
    """
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        tree.faults += [_fault(tree, model, detail) for detail in error.errors(include_url=False)]
        return mend(tree.data, model)


def _fault(tree: Tree, model: type[Entry], detail: ErrorDetails) -> Fault:
    path: Path = tuple(part for part in detail["loc"] if part != _KEY)
    tree.wrong.add(path)
    if detail["type"] == "extra_forbidden":
        tree.wrong |= _meant_by(tree, _entry_at(model, path[:-1]), path)
    return tree.fault(path, _mistake(model, path, detail))


def _meant_by(tree: Tree, model: type[Entry], path: Path) -> set[Path]:
    """Return the fields that an unknown key may have been meant for: those its entry does not have."""
    given = tree.at(path[:-1])
    return {(*path[:-1], name) for name in model.model_fields if not given or name not in given}


def _mistake(model: type[Entry], path: Path, detail: ErrorDetails) -> GongyakError:
    kind = detail["type"]
    if kind == "missing":
        return errors.MissingKey(key=path[-1])
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), _entry_at(model, path[:-1]))
    if kind in _KINDS:
        ko, en = _KINDS[kind]
        return errors.WrongKind(value=shown(detail["input"]), expected_ko=ko, expected_en=en)
    return cast("GongyakError", detail["ctx"]["error"])


def _unknown_key(key: str, model: type[Entry]) -> errors.UnknownKey:
    known = list(model.model_fields)
    near = get_close_matches(key, known, n=3, cutoff=0.6) or known
    return errors.UnknownKey(key=key, near=", ".join(near))


def _entry_at(model: type[Entry], path: Path) -> type[Entry]:
    """Return the class of the entry that *path* leads to from *model*."""
    for part in path:
        if part in model.model_fields:
            model = next(_entries_in(model.model_fields[part].annotation), model)
    return model


def _entries_in(annotation: Any) -> Iterator[type[Entry]]:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        yield annotation
    for argument in get_args(annotation):
        yield from _entries_in(argument)
