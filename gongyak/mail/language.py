"""The language of letters' templates: so small that whatever is wrong is seen when one is saved.

A template may print fields, choose by them and go over lists.  It cannot count, call or define anything, and
a loop within a loop goes over a list of the outer one's entry: so it ends, prints no more than the view
holds, and asks for no field that there is not, in whichever branch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, NoReturn, get_args, get_origin

from jinja2 import nodes

from gongyak.errors import Words
from gongyak.mail.filters import FILTERS
from gongyak.mail.pieces import (
    BLOCKS,
    FRAME,
    LINKS,
    SECTION,
    Part,
    Piece,
    fields_of,
    file_name,
    is_shared_by_daily,
    names_of,
    personal_fields,
    view_of,
)
from gongyak.mail.template_errors import BrokenLetterTemplate
from gongyak.mail.views import NoticeView, SectionView

_LOOP: Final[dict[str, object]] = {"index": int, "length": int, "first": bool, "last": bool}
_ORDERS: Final = frozenset({"lt", "lteq", "gt", "gteq"})
_COMPARED: Final = _ORDERS | {"eq", "ne"}

_Complaint = tuple[Words, Words]
"""A mistake and what to do about it, with a place for what was ``seen``."""

_NO_FIELD: Final = (
    Words("‘{seen}’{seen:이라는/라는} 항목은 없습니다.", "there is no field “{seen}”."),
    Words("항목의 이름을 고쳐 주시기 바랍니다.", "Correct the field's name."),
)
_PERSONAL_FIELD: Final = (
    Words(
        "‘{seen}’{seen:은/는} 사람에 관한 항목이므로 제목에 쓸 수 없습니다.",
        "“{seen}” tells of a person, which no subject may.",
    ),
    Words("그 항목은 본문에 적어 주시기 바랍니다.", "Put it into the text."),
)
_NOT_TAKEN: Final = (
    Words("‘{seen}’{seen:은/는} 편지 양식에서 쓸 수 없습니다.", "“{seen}” is not taken in letters."),
    Words(
        "항목의 출력, if, for, include, extends와 block(body, closing)만 써 주시기 바랍니다.",
        "Use fields, if, for, include, extends and block (body, closing) only.",
    ),
)
_NO_FILTER: Final = (
    Words(
        "‘{seen}’{seen:이라는/라는} 필터를 이렇게 쓸 수 없습니다.", "the filter “{seen}” cannot be used so."
    ),
    Words(
        f"필터는 {', '.join(FILTERS)}만 있습니다. 이름과 쓰임을 고쳐 주시기 바랍니다.",
        f"The filters are {', '.join(FILTERS)}: correct its name or its use.",
    ),
)
_NOT_PRINTABLE: Final = (
    Words("‘{seen}’{seen:은/는} 그대로 찍을 수 없는 항목입니다.", "“{seen}” is no text or number."),
    Words(
        "목록은 for로, 묶음은 그 안의 항목으로, 참·거짓은 if로 써 주시기 바랍니다.",
        "Go over a list with for, name a field of a group, ask yes or no with if.",
    ),
)
_NO_LIST: Final = (
    Words("‘{seen}’{seen:은/는} 되풀이할 수 있는 목록이 아닙니다.", "“{seen}” is no list to go over."),
    Words(
        "for는 목록에 쓰고, for 안의 for는 바깥 항목에 딸린 목록에 써 주시기 바랍니다.",
        "Go over lists; within a for, over a list of the outer entry.",
    ),
)
_NO_PIECE: Final = (
    Words("‘{seen}’에서 쓸 수 없는 조각을 넣습니다.", "“{seen}” takes in what is no piece of letters."),
    Words(
        '틀은 {{% extends "frame.txt" %}}로, 단락은 sections를 되풀이하는 for 안에 '
        '{{% include "section-" ~ section.topic ~ ".txt" %}}로 적어 주시기 바랍니다.',
        'Write {{% extends "frame.txt" %}}; in a for over sections, '
        '{{% include "section-" ~ section.topic ~ ".txt" %}}.',
    ),
)


def check_language(tree: nodes.Template, piece: Piece) -> None:
    """Raise `BrokenLetterTemplate` if *tree* does anything that the language of letters has no place for."""
    _Checker(piece).template(tree)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The names that stand for something, with their types; the variable of the loop around, if any."""

    names: Mapping[str, object]
    entry: str | None = None

    def inside(self, entry: str, kind: object) -> _Scope:
        return replace(self, names={**self.names, entry: kind, "loop": _LOOP}, entry=entry)


class _Checker:
    """Goes through one template; every expression has a type, every statement a place."""

    def __init__(self, piece: Piece) -> None:
        self._kind, self._part = piece
        self._name = file_name(*piece)
        self._names = names_of(*piece)
        self._personal = personal_fields(view_of(self._kind))
        self._statements: dict[type[nodes.Node], Callable[..., None]] = {
            nodes.TemplateData: lambda *_: None,
            nodes.Output: self._output,
            nodes.If: self._if,
            nodes.For: self._for,
            nodes.Block: self._block,
            nodes.Extends: self._extends,
            nodes.Include: self._include,
        }
        self._expressions: dict[type[nodes.Node], Callable[..., object]] = {
            nodes.Const: lambda node, _: type(node.value),
            nodes.Name: self._name_of,
            nodes.Getattr: self._field,
            nodes.Filter: self._filter,
            nodes.Concat: self._concat,
            nodes.CondExpr: self._choice,
            nodes.Compare: self._compare,
            nodes.And: self._both,
            nodes.Or: self._both,
            nodes.Not: self._not,
        }

    def template(self, tree: nodes.Template) -> None:
        entry = {LINKS: "notice"}.get(self._kind, "section" if is_shared_by_daily(self._kind) else None)
        self._run(tree.body, _Scope(self._names, entry))

    def _run(self, statements: Iterable[nodes.Node], scope: _Scope) -> None:
        for node in statements:
            check = self._statements.get(type(node))
            if check is None:
                self._refuse(_NOT_TAKEN, node, type(node).__name__.lower())
            check(node, scope)

    def _type(self, node: nodes.Node, scope: _Scope) -> object:
        check = self._expressions.get(type(node))
        if check is None:
            self._refuse(_NOT_TAKEN, node, type(node).__name__.lower())
        return check(node, scope)

    def _output(self, node: nodes.Output, scope: _Scope) -> None:
        for each in node.nodes:
            if not isinstance(each, nodes.TemplateData):
                self._printable(each, scope)

    def _if(self, node: nodes.If, scope: _Scope) -> None:
        self._type(node.test, scope)
        self._run([*node.body, *node.elif_, *node.else_], scope)

    def _for(self, node: nodes.For, scope: _Scope) -> None:
        kind = self._type(node.iter, scope)
        root = _root(node.iter)
        of_the_entry = scope.entry is None or root == scope.entry
        if get_origin(kind) is not tuple or node.recursive or node.test or not of_the_entry:
            self._refuse(_NO_LIST, node, _written(node.iter))
        if not isinstance(node.target, nodes.Name) or node.target.name in scope.names:
            self._refuse(_NOT_TAKEN, node, _written(node.target))
        self._run(node.body, scope.inside(node.target.name, get_args(kind)[0]))
        self._run(node.else_, scope)

    def _block(self, node: nodes.Block, scope: _Scope) -> None:
        if scope.entry is not None or node.scoped or node.name not in BLOCKS:
            self._refuse(_NOT_TAKEN, node, f"block {node.name}")
        self._run(node.body, scope)

    def _extends(self, node: nodes.Extends, scope: _Scope) -> None:
        frame = file_name(FRAME, self._part)
        is_frame = isinstance(node.template, nodes.Const) and node.template.value == frame
        if not is_frame or self._kind == FRAME or scope.entry or self._part is Part.SUBJECT:
            self._refuse(_NO_PIECE, node, "extends")

    def _include(self, node: nodes.Include, scope: _Scope) -> None:
        """Let letters take in sections, and sections the links: so nothing takes itself in."""
        entry: tuple[str, type]
        if self._kind.startswith(SECTION):
            wanted, entry = f"{LINKS}{self._part.ending}", ("notice", NoticeView)
        else:
            wanted, entry = f"{SECTION}section.topic{self._part.ending}", ("section", SectionView)
        named = node.template.nodes if isinstance(node.template, nodes.Concat) else [node.template]
        written = "".join(_written(each) for each in named)
        fits = written == wanted and (scope.entry, scope.names.get(scope.entry or "")) == entry
        if not fits or self._kind == LINKS or not node.with_context:
            self._refuse(_NO_PIECE, node, "include")

    def _name_of(self, node: nodes.Name, scope: _Scope) -> object:
        if node.name not in scope.names:
            self._refuse(_PERSONAL_FIELD if node.name in self._personal else _NO_FIELD, node, node.name)
        return scope.names[node.name]

    def _field(self, node: nodes.Getattr, scope: _Scope) -> object:
        group = self._type(node.node, scope)
        known = _LOOP if group is _LOOP else fields_of(group) if isinstance(group, type) else {}
        if node.attr not in known:
            self._refuse(_NO_FIELD, node, _written(node), known or None)
        if self._part is Part.SUBJECT and isinstance(group, type) and node.attr in personal_fields(group):
            self._refuse(_PERSONAL_FIELD, node, _written(node))
        return known[node.attr]

    def _filter(self, node: nodes.Filter, scope: _Scope) -> object:
        found = FILTERS.get(node.name)
        if found is None or node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            self._refuse(_NO_FILTER, node, node.name)
        taken = self._type(node.node, scope)
        fits = taken == found.takes or (found.takes is tuple and get_origin(taken) is tuple)
        if not fits or not found.accepts([getattr(each, "value", None) for each in node.args]):
            self._refuse(_NO_FILTER, node, node.name)
        return found.gives

    def _concat(self, node: nodes.Concat, scope: _Scope) -> object:
        for each in node.nodes:
            self._printable(each, scope)
        return str

    def _choice(self, node: nodes.CondExpr, scope: _Scope) -> object:
        self._type(node.test, scope)
        if node.expr2 is None:  # without else it may be nothing at all
            self._refuse(_NOT_TAKEN, node, "if … else")
        return self._either(node.expr1, node.expr2, scope)

    def _compare(self, node: nodes.Compare, scope: _Scope) -> object:
        kinds = [self._type(each, scope) for each in (node.expr, *(each.expr for each in node.ops))]
        ordered = any(each.op in _ORDERS for each in node.ops)
        taken = all(each.op in _COMPARED for each in node.ops)
        if not taken or (ordered and any(kind is not int for kind in kinds)):
            self._refuse(_NOT_TAKEN, node, " ".join(each.op for each in node.ops))
        return bool

    def _both(self, node: nodes.And | nodes.Or, scope: _Scope) -> object:
        return self._either(node.left, node.right, scope)

    def _not(self, node: nodes.Not, scope: _Scope) -> object:
        self._type(node.node, scope)
        return bool

    def _either(self, one: nodes.Node, other: nodes.Node, scope: _Scope) -> object:
        """Return the type of two expressions; where they differ, one that can only be asked for yes or no."""
        kind, second = self._type(one, scope), self._type(other, scope)
        return kind if kind == second else bool

    def _printable(self, node: nodes.Node, scope: _Scope) -> None:
        if self._type(node, scope) not in (str, int):
            self._refuse(_NOT_PRINTABLE, node, _written(node))

    def _refuse(
        self, complaint: _Complaint, node: nodes.Node, seen: str, known: Mapping[str, object] | None = None
    ) -> NoReturn:
        mistake, fix = (
            Words(*(words.fill(language, {"seen": seen}) for language in ("ko", "en"))) for words in complaint
        )
        raise BrokenLetterTemplate(
            self._name, mistake, fix, line=node.lineno, fields=tuple(known or self._names)
        )


def _root(node: nodes.Node) -> str | None:
    """Return the name that a path of fields begins with: ``section`` of ``section.notices``."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None


def _written(node: nodes.Node) -> str:
    """Return an expression about as it was written."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Const():
            return str(node.value)
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Filter(node=nodes.Node() as inner):
            return f"{_written(inner)} | {node.name}"
    return type(node).__name__.lower()
