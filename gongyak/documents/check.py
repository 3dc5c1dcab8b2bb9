"""Checking a template before it is used: every wrong tag and every unknown field, all at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

from gongyak.documents.environment import FormEnvironment, for_word
from gongyak.documents.fields import find_uses
from gongyak.documents.source import BLOCK, VALUE
from gongyak.documents.template import extra_words, read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from gongyak.documents.parts import PartSource
    from gongyak.documents.problems import Problems, TagProblem
    from gongyak.documents.tags import Tag


def check_template(data: bytes, known_fields: Iterable[str] | None = None) -> tuple[TagProblem, ...]:
    """Return every mistake in the tags of the Word file *data*, in the order of the template.

    *known_fields* are paths as ``Template.fields`` writes them (``pledges[].name``); a use of any other is
    a problem of kind ``field``.  None leaves the fields unchecked.  Raises TemplateUnreadableError.
    """
    environment = for_word(FormEnvironment())
    _, sources, problems = read_sources(data, "template", extra_words(environment))
    for source in sources:
        _check_expressions(source, environment, problems)
    if known_fields is not None:
        known = _with_parents(known_fields)
        for use in find_uses(sources, environment):
            if use.path not in known:
                problems.add("field", use.tag.place, use.tag.text, use.path)
    return tuple(problems.found)


def _check_expressions(source: PartSource, environment: Environment, problems: Problems) -> None:
    """Parse each tag by itself, so that one mistake does not hide the next."""
    for tag in dict.fromkeys(source.tags):
        if not tag.text or tag.word.startswith("end") or tag.word in {"else", "vm", "hm"}:
            continue
        try:
            tree = environment.parse(_alone(tag))
        except TemplateSyntaxError as error:
            problems.add("syntax", tag.place, tag.text, error.message or "")
            continue
        for node in tree.find_all(nodes.Filter):
            if node.name not in environment.filters:
                problems.add("filter", tag.place, tag.text, node.name)


def _alone(tag: Tag) -> str:
    """Return the smallest template that holds *tag* and nothing else."""
    if tag.kind == "{" or tag.word in {"colspan", "cellbg", "bookmark"}:
        return f"{VALUE[0]} {tag.inner if tag.kind == '{' else tag.rest} {VALUE[1]}"
    opening, closing = BLOCK
    code = f"if {tag.rest}" if tag.word == "elif" else tag.inner
    word = "if" if tag.word == "elif" else tag.word
    ended = word not in {"do", "break", "continue"} and not (word == "set" and "=" in tag.rest)
    return f"{opening} {code} {closing}" + (f"{opening} end{word} {closing}" if ended else "")


def _with_parents(fields: Iterable[str]) -> set[str]:
    """Return the paths and everything above them: ``a[].b`` makes ``a[]`` and ``a`` known."""
    known: set[str] = set()
    for path in fields:
        known.add(path)
        known.update(path[: found.start()] for found in re.finditer(r"\.|\[\]", path))
        known.update(path[: found.end()] for found in re.finditer(r"\[\]", path))
    return known
