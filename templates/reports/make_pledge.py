"""Make the form of a pledge's half-year report: ``python -m templates.reports.make_pledge``.

The form is made once; then it is an ordinary Word file, and whoever administers gongyak edits it in Word.
Its blocks and their order are those of the half-year reports that cities publish (공약 추진실적 서식).
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.shared import Mm

from templates.reports.styles import BAND_FILL, HEAD_FILL, font_table, settings, styles
from templates.reports.word import (
    MARK_STYLE,
    Cell,
    Row,
    cell,
    element,
    field,
    pack,
    paragraph,
    row,
    runs,
    spaced,
    table,
    tag_row,
)

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

FORM: Final = Path(__file__).with_name("pledge.docx")
NOTHING: Final = "해당 사항 없음"
NO_FILL: Final = "FFFFFF"

PAGE: Final = (210, 297)
MARGINS: Final = {"left": 20, "right": 20, "top": 20, "bottom": 18, "header": 11, "footer": 9}

HEAD_WIDTHS: Final = (26, 42, 20, 30, 22, 30)
PERIOD_WIDTHS: Final = (26, 128, 16)
COUNT_WIDTHS: Final = (34, 34, 34, 34, 34)
PHOTO_WIDTHS: Final = (85, 85)
PHOTO_ROW: Final = 55
# 단위사업, 구분, 계, then one column of the term between the two tags that repeat it: wide enough for the
# seven columns of a whole term; with fewer of them all columns grow alike.
BUDGET_WIDTHS: Final = (32, 13, 16.5, 46.5, 15.5, 46.5)

_UNUSED_PARTS: Final = (
    RT.NUMBERING,
    RT.THEME,
    RT.WEB_SETTINGS,
    RT.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_UNUSED_FILES: Final = (RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)
_MADE: Final = datetime(2025, 1, 1, tzinfo=UTC)


def make() -> bytes:
    """Return the form as the bytes of a Word file; the same each time."""
    document = docx.Document()
    _drop_unused_parts(document)
    _replace(document.styles.element, styles())
    _replace(document.settings.element, settings())
    _set_page(document)
    _set_properties(document)
    body = document.element.body
    for each in content():
        body.insert(len(body) - 1, each)
    saved = io.BytesIO()
    document.save(saved)
    return pack(saved.getvalue(), {"word/fontTable.xml": serialize_part_xml(font_table())})


def content() -> list[_Element]:
    """Return the form's blocks, from the title to the photos."""
    return [
        paragraph("Title", "{{ half_year }} 공약 추진실적 및 향후 추진계획"),
        head_table(),
        heading("추진실적 및 향후 추진계획"),
        *periods(),
        heading("시민참여(소통) 실적", "(단위 : 회)"),
        *participation(),
        heading("연도별 투자계획(사업비)", "(단위 : 백만원)"),
        *budget("planned"),
        heading("연도별 확보(집행)액", "(단위 : 백만원)"),
        *budget("secured"),
        heading("문제점 및 개선대책"),
        *remarks("문제점", "problem", "problems"),
        *remarks("개선대책", "measure", "measures"),
        heading("관련 사진"),
        *photos(),
    ]


def heading(title: str, unit: str = "") -> _Element:
    """Return the heading of a block, with the unit of its figures at the right."""
    return paragraph("Heading1", f"❏\t{title}", runs(f"\t{unit}", "Unit") if unit else "")


def label(*texts: str | list[_Element]) -> Cell:
    """Return a cell that names what stands beside it."""
    return cell("TableLabel", *texts, fill=HEAD_FILL)


def head(*texts: str | list[_Element]) -> Cell:
    """Return a cell at the head of a column."""
    return cell("TableHead", *texts, fill=HEAD_FILL)


def department(tag: str = "") -> Cell:
    """Return the cell of the department and its team; *tag* shapes it."""
    return Cell(
        (
            paragraph("TableCentre", f"{tag}{{{{ department }}}}"),
            paragraph("Tag", "{%p if team %}"),
            paragraph("TableCentre", "({{ team }})"),
            paragraph("Tag", "{%p endif %}"),
        )
    )


def head_table() -> _Element:
    """Return the table of the pledge and the people in charge."""
    name = cell("TableName", "{{ name }}", span=5)
    goal = cell("TableText", "{{ goal or '-' }}", span=5)
    return table(
        HEAD_WIDTHS,
        row(label(list(spaced("공약명", 4))), name, height=10),
        row(
            label("관리번호"), cell("TableCentre", "{{ number }}"),
            label(list(spaced("분야", 10))), cell("TableCentre", "{{ field or '-' }}"),
            label("이행상태"), cell("TableCentre", "{{ status or '-' }}"),
        ),
        row(label(list(spaced("목표", 10))), goal),
        tag_row("{%tr for person in people %}"),
        row(
            label("{% vm %}주관부서", "(팀명)"), department("{% vm %}"), label("{{ person.role }}"),
            cell("TableCentre", "{{ person.name }}"),
            label("{% vm %}연락처"), cell("TableCentre", "{{ person.phone }}"),
        ),
        tag_row("{%tr else %}"),
        row(label("주관부서", "(팀명)"), department(), cell("TableCentre", NOTHING, span=4)),
        tag_row("{%tr endfor %}"),
    )  # fmt: skip


def periods() -> list[_Element]:
    """Return the loop of the periods: one table each, so that its two heads repeat on every page."""
    topic = (
        paragraph("Topic", "❍\t{% bookmark topic.mark %}{{ topic.text }}"),
        paragraph("Tag", "{%p for detail in topic.details %}"),
        paragraph("Detail", "-\t{% bookmark detail.mark %}{{ detail.text }}"),
        paragraph("Tag", "{%p endfor %}"),
    )
    heads = row(
        head(list(spaced("구분", 10))),
        head("추진실적 및 추진계획"),
        head(list(spaced("비고", 5))),
        header=True,
    )
    label_and_span = [*runs("{{ period.label }} "), *runs("{{ period.span }}", "PeriodSpan")]
    band = cell("TableBand", label_and_span, span=3, fill=BAND_FILL)
    return [
        paragraph("Tag", "{%p for period in periods %}"),
        table(
            PERIOD_WIDTHS,
            heads,
            row(band, header=True),
            tag_row("{%tr for topic in period.topics %}"),
            tag_row("{%tr if topic.mark %}"),
            row(Cell(topic, span=2, vertical="top"), cell("TableText", "")),
            tag_row("{%tr else %}"),
            row(cell("TableCentre", "{{ topic.text }}", span=2), cell("TableText", "")),
            tag_row("{%tr endif %}"),
            tag_row("{%tr endfor %}"),
        ),
        paragraph("Gap"),
        paragraph("Tag", "{%p endfor %}"),
    ]


def participation() -> list[_Element]:
    """Return the table of the counts and the numbered notes under it."""
    titles = ("공약 관련 회의", "설명회, 민생탐방", "전문가 자문", "언론/방송 보도")
    fields = ("meeting", "briefing", "advice", "press", "other")
    return [
        table(
            COUNT_WIDTHS,
            row(*map(head, titles), head(list(spaced("기타", 10))), header=True),
            row(*(cell("TableCentre", f"{{{{ participation.{name} }}}}") for name in fields), height=9),
        ),
        paragraph("Gap"),
        paragraph("Tag", "{%p for note in participation.notes %}"),
        paragraph("NoteTitle", "{{ note.number }}\t{{ note.title }}"),
        paragraph("NoteText", "-\t{{ note.text }}"),
        paragraph("Tag", "{%p endfor %}"),
    ]


def budget(name: str) -> list[_Element]:
    """Return the table of *name* (``planned`` or ``secured``): a loop of columns in a loop of rows.

    Every row but a project's last keeps to the next one, so that no page break parts a project.
    """
    heads = row(
        *(head("단위사업"), head("구분"), head("계")),
        *columns("column", f"{name}.columns", head("{{ column }}")),
        header=True,
    )
    rows = (
        tag_row(f"{{%tr set tint = '{BAND_FILL}' if row.source == '계' else '{NO_FILL}' %}}"),
        tag_row("{%tr if not loop.last %}"),
        budget_row(keep=True),
        tag_row("{%tr else %}"),
        budget_row(keep=False),
        tag_row("{%tr endif %}"),
    )
    loops = (f"{{%tr for project in {name}.projects %}}", "{%tr for row in project.rows %}")
    ends = ("{%tr endfor %}", "{%tr endfor %}")
    return [
        paragraph("Tag", f"{{%p if {name}.projects %}}"),
        table(BUDGET_WIDTHS, heads, *map(tag_row, loops), *rows, *map(tag_row, ends)),
        paragraph("Tag", f"{{%p if {name}.note %}}"),
        paragraph("Note", f"{{{{ {name}.note }}}}"),
        paragraph("Tag", "{%p endif %}"),
        paragraph("Gap"),
        paragraph("Tag", "{%p else %}"),
        paragraph("Nothing", NOTHING),
        paragraph("Tag", "{%p endif %}"),
    ]


def budget_row(*, keep: bool) -> Row:
    """Return the row of one source, tinted as the row above it says."""
    return row(
        cell("ProjectName", "{% vm %}{{ project.name }}", keep=keep),
        cell("TableCentre", "{% cellbg tint %}{{ row.source }}", keep=keep),
        cell("Figure", "{% cellbg tint %}{{ row.total }}", keep=keep),
        *columns("amount", "row.amounts", cell("Figure", "{% cellbg tint %}{{ amount }}", keep=keep)),
    )


def columns(each: str, name: str, repeated: Cell) -> tuple[Cell, Cell, Cell]:
    """Return the cells of a loop of columns: one *repeated* for *each* of *name*, between its tags."""
    return cell("Tag", f"{{%tc for {each} in {name} %}}"), repeated, cell("Tag", "{%tc endfor %}")


def remarks(title: str, each: str, name: str) -> list[_Element]:
    """Return the items of *name* under ❍ *title*."""
    return [
        paragraph("RemarkTitle", f"❍\t{title}"),
        paragraph("Tag", f"{{%p for {each} in {name} %}}"),
        paragraph("Remark", f"-\t{{% bookmark {each}.mark %}}{{{{ {each}.text }}}}"),
        paragraph("Tag", "{%p else %}"),
        paragraph("Remark", f"-\t{NOTHING}"),
        paragraph("Tag", "{%p endfor %}"),
    ]


def photos() -> list[_Element]:
    """Return the loop of the photos: two a row, each over its caption; the last may stand alone."""
    tint = f"{{% cellbg '{BAND_FILL}' if pair|length > 1 else '{NO_FILL}' %}}"
    return [
        paragraph("Tag", "{%p if photos %}"),
        table(
            PHOTO_WIDTHS,
            tag_row("{%tr for pair in photos %}"),
            row(
                cell("Picture", "{{ pair[0].picture }}"),
                cell("Picture", "{% if pair|length > 1 %}{{ pair[1].picture }}{% endif %}"),
                height=PHOTO_ROW,
            ),
            row(
                cell("Caption", "{{ pair[0].caption }}", fill=BAND_FILL),
                cell("Caption", f"{tint}{{% if pair|length > 1 %}}{{{{ pair[1].caption }}}}{{% endif %}}"),
            ),
            tag_row("{%tr endfor %}"),
        ),
        paragraph("Gap"),
        paragraph("Tag", "{%p else %}"),
        paragraph("Nothing", NOTHING),
        paragraph("Tag", "{%p endif %}"),
    ]


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, PAGE)
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.header_distance, section.footer_distance = Mm(MARGINS["header"]), Mm(MARGINS["footer"])
    for grid in section._sectPr.findall(element("docGrid").tag):  # noqa: SLF001 - python-docx has no name for it
        section._sectPr.remove(grid)  # noqa: SLF001 - the lines' distances are the styles'
    mark = runs("{% if not draft.is_clean %}\u00a0초안\u00a0{% endif %}", MARK_STYLE)
    dates = "\t기준일 {{ as_of }}  |  작성일시 {{ draft.made_at }}  |  {{ draft.number }}"
    _replace(section.header._element, [paragraph("Header", mark, dates)])  # noqa: SLF001 - python-docx sets no runs
    _replace(section.footer._element, [paragraph("Footer", "- ", field("PAGE"), " -")])  # noqa: SLF001 - as above


def _set_properties(document: Document) -> None:
    properties = document.core_properties
    properties.title = "공약 추진실적 보고서 서식"
    properties.author = properties.last_modified_by = "gongyak"
    properties.comments = properties.keywords = ""
    properties.language = "ko-KR"
    properties.created = properties.modified = _MADE
    properties.revision = 1


def _drop_unused_parts(document: Document) -> None:
    for rels, unused in ((document.part.rels, _UNUSED_PARTS), (document.part.package.rels, _UNUSED_FILES)):
        for key in [key for key, rel in rels.items() if rel.reltype in unused]:
            del rels[key]


def _replace(parent: _Element, children: list[_Element]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def main() -> None:
    """Write the form beside this script."""
    FORM.write_bytes(make())


if __name__ == "__main__":
    main()
