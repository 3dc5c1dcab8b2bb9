"""Trying a template before it is kept: whatever is wrong is told then, not when a letter is due."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from jinja2 import TemplateError, TemplateSyntaxError, nodes

from gongyak.errors import Words
from gongyak.mail.language import check_language
from gongyak.mail.pieces import BLOCKS, FRAME, Part, Piece, file_name, kinds_using
from gongyak.mail.samples import SAMPLES
from gongyak.mail.template_errors import BrokenLetterTemplate
from gongyak.mail.templates import Templates, as_piece
from gongyak.mail.writing import Written, write_letter

LONGEST_SOURCE: Final = 50_000
"""Characters that a template may have."""
_FETCHING_TAGS: Final = frozenset(
    {
        "applet",
        "audio",
        "base",
        "embed",
        "form",
        "frame",
        "iframe",
        "img",
        "input",
        "link",
        "object",
        "picture",
    }
    | {"script", "source", "svg", "track", "video"}
)
_FETCHING_ATTRIBUTES: Final = frozenset({"background", "poster", "src", "srcset", "action", "formaction"})
_FETCHING_STYLES: Final = ("url(", "@import", "expression(")


def check_letter_template(kind: str, part: str, source: str, templates: Templates) -> None:
    """Raise `BrokenLetterTemplate` if *source* could fail to write a letter as *part* of *kind*.

    It is read for what it may ask for, in all its branches, and then tried on every sample that it has a
    share in, among the *templates* in use.  Raises `NoSuchLetterTemplate` for what there is not.
    """
    piece = as_piece(kind, part)
    if not source.strip():
        raise _broken(
            piece,
            Words("비어 있습니다.", "it is empty."),
            Words(
                "처음의 양식으로 되돌리려면 ‘gongyak letter reset’을 써 주시기 바랍니다.",
                "To return to the template that ships, use “gongyak letter reset”.",
            ),
        )
    if len(source) > LONGEST_SOURCE:
        raise _broken(
            piece,
            Words(
                f"양식이 너무 깁니다({len(source):,}자).", f"the template is {len(source):,} characters long."
            ),
            Words(
                f"{LONGEST_SOURCE:,}자보다 짧게 줄여 주시기 바랍니다.", f"Keep it below {LONGEST_SOURCE:,}."
            ),
        )
    _check_source(piece, source, templates)
    tried = templates.with_edited(*piece, source)
    for each in kinds_using(kind):
        for view in SAMPLES[each]:
            _check_written(piece, write_letter(each, view, tried))


def _check_source(piece: Piece, source: str, templates: Templates) -> None:
    try:
        tree = templates.environment.parse(source, filename=file_name(*piece))
    except TemplateSyntaxError as error:
        raise _broken(
            piece,
            Words(f"태그를 읽을 수 없습니다({error.message}).", f"a tag cannot be read ({error.message})."),
            Words(
                "여는 괄호와 닫는 괄호, if와 endif, for와 endfor의 짝을 맞추어 주시기 바랍니다.",
                "See that brackets, if and endif, for and endfor come in pairs.",
            ),
            error.lineno,
        ) from error
    except (TemplateError, RecursionError) as error:
        raise _broken(
            piece,
            Words(f"태그를 읽을 수 없습니다({error}).", f"a tag cannot be read ({error})."),
            Words("양식을 줄여 주시기 바랍니다.", "Make it simpler."),
        ) from error
    check_language(tree, piece)
    places = {block.name for block in tree.find_all(nodes.Block)}
    if piece[0] == FRAME and places != set(BLOCKS):
        raise _broken(
            piece,
            Words("본문이 들어갈 자리가 없습니다.", "there is no place for what a letter says."),
            Words(
                "{% block body %}{% endblock %}과 {% block closing %}{% endblock %}을 적어 주시기 바랍니다.",
                "Write {% block body %}{% endblock %} and {% block closing %}{% endblock %}.",
            ),
        )


def _check_written(piece: Piece, written: Written) -> None:
    empty = [name for name in ("subject", "text", "html") if not getattr(written, name).strip()]
    if empty:
        raise _broken(
            piece,
            Words("아무것도 쓰지 않는 편지가 있습니다.", "it writes nothing in some letter."),
            Words(
                "모든 경우에 무엇인가 쓰도록 {% else %}를 넣어 주시기 바랍니다.",
                "Let it write something in every case, with {% else %}.",
            ),
        )
    if piece[1] is Part.HTML and (seen := _Fetching.find(written.html)):
        raise _broken(
            piece,
            Words(f"그림이나 바깥 자료를 불러옵니다({seen}).", f"it fetches something ({seen})."),
            Words(
                "편지에는 그림, 스크립트, 바깥 자료를 넣지 말고 글과 링크만 써 주시기 바랍니다.",
                "Letters have words and links, no pictures, scripts or anything from elsewhere.",
            ),
        )


class _Fetching(HTMLParser):
    """Looks for what a mail reader would fetch, run or send: pictures, scripts, forms."""

    def __init__(self) -> None:
        super().__init__()
        self.found = ""

    @classmethod
    def find(cls, html: str) -> str:
        """Return the first thing that *html* would fetch; empty: nothing."""
        parser = cls()
        parser.feed(html)
        parser.close()
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = [name for name, _ in attrs if name in _FETCHING_ATTRIBUTES or name.startswith("on")]
        styled = [value for name, value in attrs if name == "style" and _fetches(value or "")]
        scripted = [value for name, value in attrs if name == "href" and _runs(value or "")]
        if tag in _FETCHING_TAGS or named or styled or scripted:
            self.found = self.found or f"<{' '.join([tag, *named])}>"

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style" and _fetches(data):
            self.found = self.found or "<style>"


def _fetches(style: str) -> bool:
    return any(each in style.lower().replace(" ", "") for each in _FETCHING_STYLES)


def _runs(address: str) -> bool:
    return not address.strip().lower().startswith(("http://", "https://", "mailto:", "tel:", "#"))


def _broken(piece: Piece, mistake: Words, fix: Words, line: int = 0) -> BrokenLetterTemplate:
    return BrokenLetterTemplate(file_name(*piece), mistake, fix, line=line)
