"""Lifting tags to the level they name, and merging lines.

``{%p`` takes its paragraph's place, ``{%tr`` its row's, ``{%tc`` its cell's, ``{%r`` its run's.  ``{%-`` and
``-%}`` join their line with the one before and after.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from gongyak.documents.joining import Tokens, remove, replace_by_text, set_text
from gongyak.documents.names import BR, CR, LEVELS, P_PR, R_PR, SECT_PR, P, R, T

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gongyak.documents.problems import Problems
    from gongyak.documents.tags import Tag

_LEVEL_CODES = {"p": "gongyak.paragraph", "tr": "gongyak.row", "tc": "gongyak.cell", "r": "gongyak.run"}
_SPACE = " \t\n"
_NOTHING = "''"


def merge_lines(root: _Element, tokens: Tokens, problems: Problems) -> None:
    """Carry out ``{%-`` and ``-%}``: the line they stand in is joined with its neighbours."""
    for element in [element for element in root.iter(T) if tokens.mark in (element.text or "")]:
        for token, tag in list(tokens.in_text(element.text)):
            if tag.before and not _merge(element, token, after=False):
                problems.add("merge", tag.place, tag.text)
            if tag.after and not _merge(element, token, after=True):
                problems.add("merge", tag.place, tag.text)


def lift_tags(root: _Element, tokens: Tokens, problems: Problems) -> None:
    """Move every tag with a level (``p``, ``tr``, ``tc``, ``r``) into the place of its element."""
    taken: dict[_Element, Tag] = {}
    for element in [element for element in root.iter(T) if tokens.mark in (element.text or "")]:
        for token, tag in list(tokens.in_text(element.text)):
            if tag.level == "r":
                element = _split_run(element, token, tag)  # noqa: PLW2901 - goes on behind the token
            elif tag.level:
                _claim(element, tag, taken, problems)
    numbers = {id(tag): number for number, tag in enumerate(tokens.tags)}
    for target, tag in taken.items():
        number = numbers[id(tag)]
        if tag.kind == "#":
            tokens.codes[number] = _NOTHING
        leaves_no_trace = tag.kind == "#" and tag.level != "tc"  # without its cell, a table's grid changes
        replace_by_text(target, "" if leaves_no_trace else f"{tokens.mark}{number}{tokens.mark}")
    for number, tag in enumerate(tokens.tags):
        if tag.level and tag.kind == "{":
            tokens.codes[number] = f"({tag.inner})|{_LEVEL_CODES[tag.level]}"


def _claim(element: _Element, tag: Tag, taken: dict[_Element, Tag], problems: Problems) -> None:
    """Mark the paragraph, row or cell around *element* to be replaced by *tag*."""
    target = next(element.iterancestors(LEVELS[tag.level]), None)
    if target is None:
        problems.add("outside", tag.place, tag.text)
    elif target in taken and "#" not in {tag.kind, taken[target].kind}:
        problems.add("twice", tag.place, tag.text)
    elif tag.level == "p" and target.find(f"{P_PR}/{SECT_PR}") is not None:
        problems.add("section", tag.place, tag.text)
    elif target not in taken or taken[target].kind == "#":
        taken[target] = tag


def _split_run(text: _Element, token: str, tag: Tag) -> _Element:
    """Part the run of *text* at *token*, which goes between the halves; return the second ``w:t``."""
    run = text.getparent()
    if run is None or run.tag != R:
        return text
    before, _, after = (text.text or "").partition(token)
    rest = run.makeelement(R)
    formatting = run.find(R_PR)
    if formatting is not None:
        rest.append(copy.deepcopy(formatting))
    rest_text = etree.SubElement(rest, T)
    for child in list(text.itersiblings()):
        rest.append(child)
    set_text(text, before)
    set_text(rest_text, after)
    tail, run.tail = run.tail, None
    run.addnext(rest)
    run.tail, rest.tail = ("" if tag.kind == "#" else token), tail
    for half in (run, rest):
        if all(child.tag == R_PR or (child.tag == T and not child.text) for child in half):
            remove(half)
    return rest_text


def _merge(text: _Element, token: str, *, after: bool) -> bool:
    """Join the line of *token* with the next (or the one before); False when there is none.

    Spaces at the seam of two lines are kept, as docxtpl keeps them; in the middle of a line there is nothing
    to join, and the spaces next to the tag go, as Jinja2 has it.
    """
    left, _, right = (text.text or "").partition(token)
    if (right if after else left).strip(_SPACE):
        set_text(text, left + token + right.lstrip(_SPACE) if after else left.rstrip(_SPACE) + token + right)
        return True
    paragraph = next(text.iterancestors(P), None)
    if paragraph is None:
        return False
    line = list(paragraph.iter(T, BR, CR))
    position = line.index(text) + (1 if after else -1)
    if not 0 <= position < len(line):
        return _merge_paragraphs(paragraph, after=after)
    if line[position].tag != T:
        remove(line[position])
    return True


def _merge_paragraphs(paragraph: _Element, *, after: bool) -> bool:
    """Append the next paragraph's content to *paragraph*, or *paragraph*'s to the one before."""
    other = paragraph.getnext() if after else paragraph.getprevious()
    if other is None or other.tag != P:
        return False
    first, second = (paragraph, other) if after else (other, paragraph)
    for child in [child for child in second if child.tag != P_PR]:
        first.append(child)
    remove(second)
    return True
