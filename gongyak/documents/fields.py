"""The fields that a template asks for, with loops resolved, and where it asks for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

from gongyak.documents.parts import PartSource, tag_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from gongyak.documents.places import Place
    from gongyak.documents.tags import Tag

_SAME_ITEMS = {
    "sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d",
}  # fmt: skip
_IN_GROUPS = {"batch", "slice"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field path such as ``pledges[].name`` and every place of the template that uses it."""

    path: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a field by one tag."""

    path: str
    tag: Tag


def find_fields(sources: Iterable[PartSource], environment: Environment) -> tuple[Field, ...]:
    """Return the fields of all *sources*, each once, in the order of their first use."""
    found: dict[str, list[Place]] = {}
    for use in find_uses(sources, environment):
        places = found.setdefault(use.path, [])
        if use.tag.place not in places:
            places.append(use.tag.place)
    return tuple(Field(path, tuple(places)) for path, places in found.items())


def find_uses(sources: Iterable[PartSource], environment: Environment) -> list[Use]:
    """Return every use of a field in *sources*; a source that does not parse has none."""
    uses: list[Use] = []
    for source in sources:
        try:
            tree = environment.parse(source.source)
        except TemplateSyntaxError:
            continue
        walker = _Walker(source)
        walker.visit(tree, {})
        uses += walker.uses
    return uses


@dataclass(slots=True)
class _Walker:
    """Walks a template's tree; a scope maps a local name to the path it stands for (None: not a field)."""

    source: PartSource
    uses: list[Use] = field(default_factory=list)

    def visit(self, node: nodes.Node, scope: dict[str, str | None]) -> None:
        match node:
            case nodes.For():
                self._for(node, scope)
            case nodes.Assign():
                self.visit(node.node, scope)
                self._bind(node.target, self._path(node.node, scope), scope)
            case nodes.Macro() | nodes.CallBlock():
                self._macro(node, scope)
            case nodes.With():
                self._with(node, scope)
            case nodes.AssignBlock():
                self._bind(node.target, None, scope)
                self._children(node, dict(scope))
            case nodes.Call() if isinstance(node.node, nodes.Getattr):
                self.visit(node.node.node, scope)
                self._children(node, scope, but=node.node)
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                self._reference(node, scope)
            case _:
                self._children(node, scope)

    def _children(self, node: nodes.Node, scope: dict[str, str | None], but: object = None) -> None:
        for child in node.iter_child_nodes():
            if child is not but:
                self.visit(child, scope)

    def _reference(self, node: nodes.Expr, scope: dict[str, str | None]) -> None:
        path = self._path(node, scope)
        if path:
            self.uses.append(Use(path, tag_at(self.source.lines, node.lineno)))
        elif isinstance(node, nodes.Getattr | nodes.Getitem):
            self._children(node, scope)
        if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
            self.visit(node.arg, scope)

    def _for(self, node: nodes.For, scope: dict[str, str | None]) -> None:
        self.visit(node.iter, scope)
        inner = dict(scope) | {"loop": None}
        items = self._path(node.iter, scope)
        self._bind(node.target, None if items is None else f"{items}[]".replace("\0[]", ""), inner)
        for child in (*([node.test] if node.test else []), *node.body):
            self.visit(child, inner)
        for child in node.else_:
            self.visit(child, dict(scope))

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: dict[str, str | None]) -> None:
        if isinstance(node, nodes.Macro):
            scope[node.name] = None
        else:
            self.visit(node.call, scope)
        inner: dict[str, str | None] = dict(scope) | {"caller": None, "varargs": None, "kwargs": None}
        inner |= dict.fromkeys((argument.name for argument in node.args), None)
        for child in (*node.defaults, *node.body):
            self.visit(child, inner)

    def _with(self, node: nodes.With, scope: dict[str, str | None]) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self.visit(value, scope)
            self._bind(target, self._path(value, scope), inner)
        for child in node.body:
            self.visit(child, inner)

    def _bind(self, target: nodes.Node, path: str | None, scope: dict[str, str | None]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = path
        for name in target.find_all(nodes.Name):
            scope.setdefault(name.name, None)
            if name is not target:
                scope[name.name] = None

    def _path(self, node: nodes.Node, scope: dict[str, str | None]) -> str | None:  # noqa: PLR0911 - a table
        """Return the path that an expression stands for, or None when it is no field."""
        match node:
            case nodes.Name(name=name):
                return scope.get(name, name)
            case nodes.Getattr(node=inner, attr=attribute):
                base = self._path(inner, scope)
                return None if base is None else f"{base}.{attribute}"
            case nodes.Getitem(node=inner, arg=nodes.Const(value=str(key))):
                base = self._path(inner, scope)
                return None if base is None else f"{base}.{key}"
            case nodes.Getitem(node=inner, arg=argument):
                base = self._path(inner, scope)
                sliced = isinstance(argument, nodes.Slice)
                return base if sliced or base is None else f"{base}[]"
            case nodes.Filter(node=inner, name=name) if inner is not None and name in _SAME_ITEMS:
                return self._path(inner, scope)
            case nodes.Filter(name="first" | "last", node=inner) if inner is not None:
                base = self._path(inner, scope)
                return None if base is None else f"{base}[]"
            case _:
                return self._grouped(node, scope)

    def _grouped(self, node: nodes.Node, scope: dict[str, str | None]) -> str | None:
        """``xs|batch(2)`` gives groups of xs: a group's items are xs' items, so a group goes by xs' name."""
        if isinstance(node, nodes.Filter) and node.name in _IN_GROUPS and node.node is not None:
            base = self._path(node.node, scope)
            return None if base is None else base + "\0"
        return None
