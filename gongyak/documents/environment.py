"""The Jinja2 environment of templates: sandboxed, strict, and printing values as Word wants them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, Undefined, pass_context
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from gongyak.documents.grid import fit_grid
from gongyak.documents.source import BLOCK, COMMENT, VALUE
from gongyak.documents.text import Xml, escaped, inline_xml, markup_xml, plain_xml
from gongyak.documents.values import Inline, Level, MisplacedValueError
from gongyak.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

    from gongyak.documents.building import Building

BUILDING: Final = "the building"
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})|auto")


class FormEnvironment(Sandbox):
    """The sandbox a form runs in: values that print themselves keep their methods to themselves."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja2's signature
        """Refuse what the sandbox refuses, and of a value that prints itself all but what any text has."""
        own = isinstance(obj, Inline) and not (isinstance(obj, str) and hasattr(str, attr))
        return not own and super().is_safe_attribute(obj, attr, value)


def for_word(base: Environment) -> Environment:
    """Return *base* with the delimiters of the source writer and with Word's printing of values."""
    environment = base.overlay(
        block_start_string=BLOCK[0],
        block_end_string=BLOCK[1],
        variable_start_string=VALUE[0],
        variable_end_string=VALUE[1],
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
        line_statement_prefix=None,
        line_comment_prefix=None,
        trim_blocks=False,
        lstrip_blocks=False,
        keep_trailing_newline=True,
        newline_sequence="\n",
        finalize=_finalize(sparing=isinstance(base, FormEnvironment)),
        autoescape=True,
    )
    environment.code_generator_class = _WordCode
    environment.filters = {**base.filters, **_FILTERS}
    return environment


class _WordCode(CodeGenerator):
    """Prints every value through ``finalize`` alone, which escapes by itself (Jinja2 would do it twice)."""

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.finalize(context, ")

    def _output_child_post(self, *_: object) -> None:
        self.write(")")


def _finalize(*, sparing: bool) -> Callable[[Context, object], str]:
    """Return what prints a value inside a ``w:t``; *sparing* prints None as nothing."""

    @pass_context
    def finalize(context: Context, value: object) -> str:
        if type(value) is str:
            return inline_xml(value)
        if type(value) is int:
            return str(value)
        if value is None and sparing:
            return ""
        return _unusual(context, value)

    return finalize


def _unusual(context: Context, value: object) -> str:
    if isinstance(value, Inline):
        return _inline(context, value, "text")
    if type(value) is Xml:
        return value
    if isinstance(value, Markup):
        return markup_xml(value)
    if hasattr(value, "__html__") and not isinstance(value, Undefined):
        return markup_xml(escape(value))
    return inline_xml(str(value))


def _inline(context: Context, value: Inline, level: Level) -> Xml:
    building: Building = context[BUILDING]
    return Xml(value.to_xml(building, level))


def _at(level: Level, wrap: str) -> Callable[[Context, object], object]:
    """Return the filter that prints a value in the place of a run, paragraph, row or cell."""

    @pass_context
    def print_at(context: Context, value: object) -> object:
        if isinstance(value, Inline):
            return _inline(context, value, level)
        if isinstance(value, Undefined):
            return value
        if isinstance(value, Markup):
            return Xml(value)
        if not wrap:
            raise MisplacedValueError(level)
        text = "" if value is None else inline_xml(str(value))
        return Xml(wrap.replace("|", text))

    return print_at


def _plain(value: object) -> object:
    if isinstance(value, Undefined | Markup):
        return value
    return plain_xml("" if value is None else str(value))


def _span(value: Any) -> int:  # noqa: ANN401 - whatever the template gives
    return max(1, int(value))


def _colour(value: object) -> str:
    found = _COLOUR.fullmatch(str(value).strip())
    return (found[1] or "auto").upper().replace("AUTO", "auto") if found else "auto"


def _filled(xml: str) -> str:
    """Return the content of a cell (header, text box …), ended by a paragraph as Word wants it."""
    return xml if xml.endswith(("</w:p>", "<w:p/>")) else xml + Markup("<w:p/>")


@pass_context
def _begin(context: Context, name: object) -> object:
    if isinstance(name, Undefined):
        return name
    building: Building = context[BUILDING]
    return Xml(building.begin_bookmark("" if name is None else str(name)))


@pass_context
def _end(context: Context, _: object) -> str:
    building: Building = context[BUILDING]
    return Xml(building.end_bookmark())


@pass_context
def _name(context: Context, name: str) -> object:
    building: Building = context[BUILDING]
    return plain_xml(building.unique_bookmark(name))


@pass_context
def _open(context: Context, number: str) -> int:
    building: Building = context[BUILDING]
    return building.renumber(number)


@pass_context
def _close(context: Context, number: str) -> int:
    building: Building = context[BUILDING]
    return building.renumbered(number)


@pass_context
def _id(context: Context, _: object) -> int:
    building: Building = context[BUILDING]
    return building.next_id()


_RUN = '<w:r><w:t xml:space="preserve">|</w:t></w:r>'
_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "e": escaped,
    "escape": escaped,
    "gongyak.plain": _plain,
    "gongyak.run": _at("run", _RUN),
    "gongyak.paragraph": _at("paragraph", f"<w:p>{_RUN}</w:p>"),
    "gongyak.cell": _at("cell", f"<w:tc><w:p>{_RUN}</w:p></w:tc>"),
    "gongyak.row": _at("row", ""),
    "gongyak.span": _span,
    "gongyak.colour": _colour,
    "gongyak.grid": fit_grid,
    "gongyak.filled": _filled,
    "gongyak.begin": _begin,
    "gongyak.end": _end,
    "gongyak.id": _id,
    "gongyak.name": _name,
    "gongyak.open": _open,
    "gongyak.close": _close,
}
