"""Writing a letter: its view and its templates become subject, text and HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from jinja2 import TemplateError

from gongyak.errors import Words
from gongyak.letters import LetterKind
from gongyak.mail.pieces import Part, file_name, personal_fields
from gongyak.mail.template_errors import BrokenLetterTemplate
from gongyak.mail.templates import Templates
from gongyak.mail.views import VIEWS, LetterView

LONGEST: Final = 500_000
"""Characters that one part of a letter may have."""
LONGEST_SUBJECT: Final = 200

_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_TRAILING: Final = re.compile(r"[ \t]+$", re.MULTILINE)
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Written:
    """A letter's words: ``subject`` on one line, ``text`` and ``html`` as they are sent."""

    subject: str
    text: str
    html: str


def write_letter(kind: LetterKind, view: LetterView, templates: Templates) -> Written:
    """Return the letter of *kind* that *templates* make of *view*.

    Raises `BrokenLetterTemplate` where a template asks for what there is not: nothing is written then.
    The view of another kind is a mistake of the program (TypeError).
    """
    if type(view) is not VIEWS[kind]:
        mistake = f"a letter of kind {kind} is not written from a {type(view).__name__}"
        raise TypeError(mistake)
    context = asdict(view)
    public = {name: value for name, value in context.items() if name not in personal_fields(type(view))}
    subject = one_line(_render(kind, Part.SUBJECT, public, templates))
    context["subject"] = subject
    text, html = (_render(kind, part, context, templates) for part in (Part.TEXT, Part.HTML))
    return Written(subject, _tidy(text), html.strip() + "\n")


def one_line(text: str) -> str:
    """Return *text* as one line of at most `LONGEST_SUBJECT` characters; its spaces stay as they are."""
    line = _BREAKS.sub(" ", text.strip())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + _CUT


def _render(kind: str, part: Part, context: Mapping[str, object], templates: Templates) -> str:
    try:
        rendered = templates.render(kind, part, context)
    except (TemplateError, SyntaxError, TypeError, ValueError, RecursionError) as error:
        raise BrokenLetterTemplate(
            file_name(kind, part),
            Words(f"양식대로 쓰지 못하였습니다({error}).", f"it could not be carried out ({error})."),
            Words(
                f"‘gongyak letter reset {kind} {part}’로 처음의 양식으로 되돌려 주시기 바랍니다.",
                f"Return to the template that ships: “gongyak letter reset {kind} {part}”.",
            ),
        ) from error
    if len(rendered) > LONGEST:
        raise BrokenLetterTemplate(
            file_name(kind, part),
            Words(
                f"편지가 너무 깁니다({len(rendered):,}자).",
                f"the letter is {len(rendered):,} characters long.",
            ),
            Words("되풀이하는 부분을 줄여 주시기 바랍니다.", "Make what is repeated shorter."),
        )
    return rendered


def _tidy(text: str) -> str:
    """Return plain text without trailing spaces and with at most one empty line between paragraphs."""
    return _EMPTY_LINES.sub("\n\n", _TRAILING.sub("", text)).strip() + "\n"
