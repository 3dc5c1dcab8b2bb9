"""Reads YAML as a tree of texts that remembers where each of them stands.

Scalars stay what people typed: ``1-1``, ``no``, ``2024.10`` and ``0031`` are texts, never numbers, dates or
truth values.  An empty value is None.  Texts come in Unicode form NFC, with a bare line feed as line break.
Anchors, aliases, tags, several documents and deep nesting are refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import yaml

from gongyak.errors import GongyakError
from gongyak.exchange import errors
from gongyak.exchange.faults import Fault

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None
Path: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]

MAX_DEPTH: Final = 24
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# What XML 1.0 (section 2.2), and so a Word file, cannot hold; C1 controls besides, which no editor shows.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS: Final = re.compile("\r\n?")
_REASONS: Final = {
    "values are not allowed": "내용 가운데에 ': '이 있거나 들여쓰기가 어긋남",
    "sequence entries": "'-'가 올 수 없는 자리",
    "cannot start any token": "기호로 시작하는 내용",
    "quoted scalar": "따옴표가 닫히지 않음",
    "flow": "괄호 [ ] 또는 { }의 짝이 맞지 않음",
    "block mapping": "들여쓰기가 어긋났거나 따옴표 뒤에 다른 글자가 있음",
    "block collection": "들여쓰기가 어긋남",
    "simple key": "항목 이름 뒤에 ':'이 없음",
}


@dataclass
class Tree:
    """One file as read: its data, where each part of it stands, and the mistakes of its form.

    ``data`` is None where the file could not be read to its end.  ``places`` has (line, column), both from 1,
    by path: of the key for the entries of a table, of the item for those of a list.  ``wrong`` has the paths
    whose values were found wrong: what is said of them later follows from that.
    """

    file: str
    data: Plain = None
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    wrong: set[Path] = field(default_factory=set)

    def fault(self, path: Path, error: GongyakError) -> Fault:
        """Return *error* with the place, the name and the value of the field at *path*."""
        line, column = self.place_of(path)
        value = self.at(path)
        written = value if isinstance(value, str) else ""
        return Fault(self.file, error, line, column, field_name(path), written)

    def place_of(self, path: Path) -> Place | tuple[None, None]:
        """Return where *path* stands, or what holds it where it has no place of its own."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (None, None))

    def at(self, path: Path) -> Plain:
        """Return what stands at *path*, or None where there is nothing of its own."""
        data = self.data
        for part in path:
            inside = isinstance(data, list) or (isinstance(data, dict) and part in data)
            data = data[part] if inside else None  # type: ignore[index]
        return data

    def is_wrong(self, path: Path) -> bool:
        """Tell whether the value at *path*, or what holds it, was found wrong."""
        return any(path[:length] in self.wrong for length in range(1, len(path) + 1))


def field_name(path: Path) -> str:
    """Return *path* as people read it, entries of lists counted from 1: ``topics[3].when``."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def read_tree(data: bytes, file: str) -> Tree:
    """Return the tree of a YAML file's bytes; its mistakes are in ``faults``, none is raised."""
    tree = Tree(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        tree.faults.append(Fault(file, errors.NotUtf8(), line))
        return tree
    hidden = [
        Fault(file, errors.ForbiddenCharacter(code=code_of(found[0])), *_place_in(text, found.start()))
        for found in FORBIDDEN.finditer(text)
    ]
    if hidden:
        tree.faults += hidden
        return tree
    _Builder(tree).build(text)
    return tree


def code_of(character: str) -> str:
    """Return the name of *character* as Unicode's tables write it: ``U+0007``."""
    return f"U+{ord(character):04X}"


def _place_in(text: str, position: int) -> Place:
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")


class _RefusedError(Exception):
    """Stops the reading of a file at an event that is not taken."""

    def __init__(self, error: GongyakError, event: yaml.Event) -> None:
        super().__init__(error)
        self.error = error
        self.place = _place(event)


class _Builder:
    """Builds a tree from YAML's events, without recursion, so that no file can exhaust the stack."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open: list[tuple[Path, list[Plain] | dict[str, Plain]]] = []
        self.key: str | None = None

    def build(self, text: str) -> None:
        """Read *text* into the tree, or leave the first mistake of form there."""
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            self._stop(*_syntax(error, text))
        except _RefusedError as refused:
            self._stop(refused.error, refused.place)

    def _stop(self, error: GongyakError, place: Place | tuple[None, None]) -> None:
        self.tree.faults.append(Fault(self.tree.file, error, *place))
        self.tree.data = None

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and self.tree.data is not None:
            raise _RefusedError(errors.SecondDocument(), event)
        if isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.NodeEvent):
            _refuse_signs(event)
            if self.open and isinstance(self.open[-1][1], dict) and self.key is None:
                self.key = self._read_key(event, *self.open[-1])
            else:
                self._put(event)

    def _read_key(self, event: yaml.NodeEvent, path: Path, table: list[Plain] | dict[str, Plain]) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(
                errors.NotYaml(reason_ko="항목 이름이 글이 아님", reason_en="a key is no text"), event
            )
        key = _text(event.value)
        here = (*path, key)
        self.tree.places[here] = _place(event)
        if key in table:
            self.tree.faults.append(self.tree.fault(here, errors.DuplicateKey(key=key)))
        return key

    def _put(self, event: yaml.NodeEvent) -> None:
        """Put the value that *event* begins where it belongs, and open it if it holds others."""
        value = _value(event)
        path = self._settle(value, event)
        self.key = None
        if isinstance(value, list | dict):
            if len(self.open) >= MAX_DEPTH:
                raise _RefusedError(errors.TooDeep(), event)
            self.open.append((path, value))

    def _settle(self, value: Plain, event: yaml.NodeEvent) -> Path:
        if not self.open:
            self.tree.data = value
            return ()
        path, holder = self.open[-1]
        if isinstance(holder, dict):
            holder[self.key or ""] = value
            return (*path, self.key or "")
        here = (*path, len(holder))
        holder.append(value)
        self.tree.places[here] = _place(event)
        return here


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _refuse_signs(event: yaml.NodeEvent) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise _RefusedError(errors.AliasUsed(sign=f"*{event.anchor}"), event)
    if event.anchor is not None:
        raise _RefusedError(errors.AliasUsed(sign=f"&{event.anchor}"), event)
    if getattr(event, "tag", None) is not None:
        raise _RefusedError(errors.AliasUsed(sign="!"), event)


def _value(event: yaml.NodeEvent) -> Plain:
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    if isinstance(event, yaml.ScalarEvent):
        is_empty = not event.value and event.style in (None, "")
        return None if is_empty else _text(event.value)
    return {}


def _text(value: str) -> str:
    return unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", value))


def _syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[GongyakError, Place | tuple[None, None]]:
    """Return what a parser's error means to people, and where it stands."""
    reason = ", ".join(part for part in (error.context, error.problem) if part)
    korean = next((ko for part, ko in _REASONS.items() if part in reason), "형식 오류")
    meant = errors.NotYaml(reason_ko=korean, reason_en=reason)
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return meant, (None, None)
    line = text.split("\n")[mark.line : mark.line + 1]
    at_tab = any(part.startswith("\t", mark.column) for part in line)
    return errors.TabIndent() if at_tab else meant, (mark.line + 1, mark.column + 1)
