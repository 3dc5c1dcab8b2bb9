"""The form's styles: fonts, sizes, distances, the table's lines, and the settings Word reads first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from templates.reports.word import MARK_STYLE, SYMBOL_STYLE, element, twips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

BODY_FONT: Final = "맑은 고딕"
HEADING_FONT: Final = "HY헤드라인M"
SYMBOL_FONT: Final = "Segoe UI Symbol"

# A font that is not installed gives way to its alternative; nothing is embedded.
ALTERNATIVES: Final = {
    BODY_FONT: ("Malgun Gothic", "81", "modern"),
    HEADING_FONT: ("맑은 고딕", "81", "roman"),
    SYMBOL_FONT: ("DejaVu Sans", "00", "swiss"),
}

INK: Final = "000000"
GREY: Final = "595959"
HEAD_FILL: Final = "DCE4EE"
BAND_FILL: Final = "EEF2F7"
OUTER_LINE: Final = "6"  # eighths of a point
INNER_LINE: Final = "2"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name in Word, letters and lines in points, distances in millimetres.

    ``line`` is exact, so that a page breaks alike whichever font stands in for a missing one; 0 lets a
    line grow, as a picture needs.  ``tab`` is the place of a tab stop at which text ends.
    """

    name: str
    size: float = 10
    line: float = 16
    bold: bool = False
    font: str = BODY_FONT
    colour: str = INK
    align: str = "left"
    left: float = 0
    right: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0
    tab: float = 0
    keep: bool = False
    outline: int | None = None
    border: str = ""


STYLES: Final[dict[str, Style]] = {
    "Normal": Style("Normal"),
    "Header": Style("header", size=8.5, line=14, colour=GREY, tab=170, border="bottom"),
    "Footer": Style("footer", size=9, line=14, align="center", colour=GREY),
    "Title": Style(
        "Title", size=18, line=28, bold=True, font=HEADING_FONT, align="center", after=10, keep=True
    ),
    "Heading1": Style(
        "heading 1", size=13, line=20, bold=True, font=HEADING_FONT, left=6, hanging=6, before=11, after=5,
        tab=170, keep=True, outline=0,
    ),
    "Topic": Style("항목 ❍", size=10.5, line=17, bold=True, left=5.5, hanging=5.5, before=1),
    "Detail": Style("세부 -", line=16.5, left=9, hanging=3.5),
    "NoteTitle": Style("주석 제목", line=16, left=5, hanging=5, before=3, keep=True),
    "NoteText": Style("주석 내용", size=9.5, line=15.5, left=8.5, hanging=3.5),
    "TableHead": Style("표 머리", line=16, bold=True, align="center", keep=True),
    "TableBand": Style("표 기간 띠", size=10.5, line=17, bold=True, left=0.5, keep=True),
    "TableLabel": Style("표 이름", line=16, bold=True, align="center"),
    "TableRole": Style("표 직위", line=16, bold=True, align="distribute", left=2, right=2),
    "TableText": Style("표 내용", line=16, left=0.5),
    "TableCentre": Style("표 가운데", line=16, align="center"),
    "TableName": Style("표 공약명", size=12, line=20, bold=True, left=0.5),
    "ProjectName": Style("단위사업", size=9.5, line=15, align="center", keep=True),
    "Figure": Style("금액", size=9.5, line=14.5, align="right"),
    "Nothing": Style("해당 사항 없음", line=18, left=6, colour=GREY, before=2),
    "Remark": Style("문제점·개선대책", size=10.5, line=17.5, left=9.5, hanging=3.5),
    "RemarkTitle": Style(
        "문제점·개선대책 제목", size=11, line=18, bold=True, left=6, hanging=5.5, before=3, keep=True
    ),
    "Note": Style("표 아래 주", size=9, line=14, colour=GREY, before=2),
    "Picture": Style("사진", line=0, align="center", keep=True),
    "Caption": Style("사진 설명", size=9.5, line=15, align="center"),
    "Gap": Style("표 사이", size=4, line=7),
    "Tag": Style("지시문", size=8, line=11, colour="7F7F7F"),
}  # fmt: skip


def styles() -> list[_Element]:
    """Return what the part of the styles holds: the defaults, every style of the form, the table's."""
    return [
        _defaults(),
        *(_paragraph_style(key, style) for key, style in STYLES.items()),
        _default_character_style(),
        *_character_styles(),
        _default_table_style(),
        _table_style(),
    ]


def _defaults() -> _Element:
    language = element("lang", val="ko-KR", eastAsia="ko-KR", bidi="ar-SA")
    letters = element("rPr", _fonts(BODY_FONT), *_sizes(10), language)
    return element("docDefaults", element("rPrDefault", letters), element("pPrDefault", element("pPr")))


def _fonts(name: str) -> _Element:
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _sizes(points: float) -> list[_Element]:
    half_points = str(round(points * 2))
    return [element("sz", val=half_points), element("szCs", val=half_points)]


def _paragraph_style(key: str, style: Style) -> _Element:
    made = element("style", element("name", val=style.name), type="paragraph", styleId=key)
    if key == "Normal":
        made.set(_w("default"), "1")
    else:
        made.append(element("basedOn", val="Normal"))
        made.set(_w("customStyle"), "0" if style.name.isascii() else "1")
    made.extend([element("qFormat"), element("pPr", *_paragraph_properties(style)), _letters(style)])
    return made


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _paragraph_properties(style: Style) -> list[_Element]:
    """Return the paragraph's properties in the order the schema asks for."""
    made = [element("keepNext", val="1" if style.keep else "0"), element("widowControl")]
    if style.border:
        line = element(style.border, val="single", sz="4", space="3", color="A6A6A6")
        made.append(element("pBdr", line))
    if style.tab:
        made.append(element("tabs", element("tab", val="right", pos=twips(style.tab))))
    made.extend([element("autoSpaceDE", val="0"), element("autoSpaceDN", val="0")])
    spacing = {"before": str(round(style.before * 20)), "after": str(round(style.after * 20))}
    exact = {"line": str(round(style.line * 20)), "lineRule": "exact"}
    made.append(
        element("spacing", **spacing, **(exact if style.line else {"line": "240", "lineRule": "auto"}))
    )
    ends = {"left": twips(style.left), "right": twips(style.right), "hanging": twips(style.hanging)}
    made.extend([element("ind", **ends), element("jc", val=style.align)])
    if style.outline is not None:
        made.append(element("outlineLvl", val=str(style.outline)))
    return made


def _letters(style: Style) -> _Element:
    weight = [element("b"), element("bCs")] if style.bold else []
    return element(
        "rPr", _fonts(style.font), *weight, element("color", val=style.colour), *_sizes(style.size)
    )


def _default_character_style() -> _Element:
    name, hidden = element("name", val="Default Paragraph Font"), element("semiHidden")
    return element("style", name, hidden, type="character", default="1", styleId="DefaultParagraphFont")


def _character_styles() -> Iterator[_Element]:
    """Yield the styles of words inside a paragraph."""
    yield _character_style(MARK_STYLE, "초안 표시", _fonts(BODY_FONT), *_mark_letters())
    yield _character_style("Unit", "단위", _fonts(BODY_FONT), *_sizes(9.5))
    yield _character_style("PeriodSpan", "기간", _fonts(BODY_FONT), *_sizes(10))
    yield _character_style(SYMBOL_STYLE, "기호 ❏❍", _fonts(SYMBOL_FONT))


def _mark_letters() -> list[_Element]:
    """Return bold, widely set letters in a box."""
    box = element("bdr", val="single", sz="6", space="0", color=INK)
    ink, wide = element("color", val=INK), element("spacing", val="60")
    return [element("b"), element("bCs"), ink, wide, *_sizes(10), box]


def _character_style(key: str, name: str, *letters: _Element) -> _Element:
    properties = (element("name", val=name), element("qFormat"), element("rPr", *letters))
    return element("style", *properties, type="character", customStyle="1", styleId=key)


def _default_table_style() -> _Element:
    name, hidden = element("name", val="Normal Table"), element("semiHidden")
    return element("style", name, hidden, type="table", default="1", styleId="TableNormal")


def _table_style() -> _Element:
    outer = [
        element(side, val="single", sz=OUTER_LINE, space="0", color=INK)
        for side in ("top", "left", "bottom", "right")
    ]
    inner = [
        element(side, val="single", sz=INNER_LINE, space="0", color=INK) for side in ("insideH", "insideV")
    ]
    margins = element(
        "tblCellMar",
        element("top", w=twips(0.6), type="dxa"),
        element("left", w=twips(1.5), type="dxa"),
        element("bottom", w=twips(1.0), type="dxa"),
        element("right", w=twips(1.5), type="dxa"),
    )
    return element(
        "style",
        element("name", val="공약 표"),
        element("basedOn", val="TableNormal"),
        element("tblPr", element("tblBorders", *outer, *inner), margins),
        type="table", customStyle="1", styleId="PledgeTable",
    )  # fmt: skip


def settings() -> list[_Element]:
    """Return the document's settings: Word's current mode, Korean."""
    word = "http://schemas.microsoft.com/office/word"
    names = ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents")
    modes = {"compatibilityMode": "15", **dict.fromkeys(names, "1")}
    compat = (element("compatSetting", name=name, uri=word, val=val) for name, val in modes.items())
    return [
        element("zoom", percent="100"),
        element("defaultTabStop", val="800"),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", *compat),
        element("themeFontLang", val="en-US", eastAsia="ko-KR"),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ]


def font_table() -> _Element:
    """Return the table of fonts: each with the one to take where it is not installed."""
    return element(
        "fonts",
        *(
            element(
                "font",
                element("altName", val=alternative),
                element("charset", val=charset),
                element("family", val=family),
                name=name,
            )
            for name, (alternative, charset, family) in ALTERNATIVES.items()
        ),
    )
