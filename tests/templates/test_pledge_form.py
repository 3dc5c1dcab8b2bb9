"""The shipped form: what its script makes, no wrong tag, Korean fonts everywhere."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from functools import cache
from typing import TYPE_CHECKING, cast

import docx
from docx.oxml.ns import nsmap, qn
from docx.shared import Length
from lxml import etree

from gongyak.documents import check_template
from jobs.template import form_fields
from templates.reports.make_pledge import FORM, MARGINS, make
from tests.templates.rendering import form, xml

if TYPE_CHECKING:
    from docx.section import Section
    from lxml.etree import _Element

NOT_PRINTED = {
    "edition",
    "term",
    "periods[].kind",
    "periods[].topics[].id",
    "periods[].topics[].details[].id",
    "problems[].id",
    "measures[].id",
    "photos[][].id",
}


@cache
def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(name: str) -> _Element:
    return etree.fromstring(parts(FORM.read_bytes())[name])


def values(root: _Element, path: str, attribute: str = "val") -> list[str | None]:
    """Return the attribute of every element at *path* below *root*."""
    found = cast("list[_Element]", root.xpath(path, namespaces={"w": nsmap["w"]}))
    return [each.get(qn(f"w:{attribute}")) for each in found]


def page() -> Section:
    return docx.Document(io.BytesIO(FORM.read_bytes())).sections[0]


def made_afresh() -> bytes:
    """Return the form from a fresh interpreter: docxcompose, once imported, alters python-docx."""
    script = "import sys; from templates.reports.make_pledge import make; sys.stdout.buffer.write(make())"
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout


def test_the_shipped_form_is_what_the_script_makes() -> None:
    assert parts(FORM.read_bytes()) == parts(made_afresh())


def test_the_script_makes_the_same_bytes_each_time() -> None:
    assert make() == make()


def test_no_tag_is_wrong_and_every_field_is_known() -> None:
    assert check_template(FORM.read_bytes(), form_fields()) == ()


def test_the_form_prints_every_field_but_those_for_machines() -> None:
    asked = {field.path for field in form().template.fields()}
    assert set(form_fields()) - asked == NOT_PRINTED


def test_it_is_a_small_word_file_without_leftovers() -> None:
    names = set(parts(FORM.read_bytes()))
    assert {"word/document.xml", "word/styles.xml", "word/fontTable.xml"} < names
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name]


def test_every_style_with_letters_names_an_east_asian_font() -> None:
    styles = part("word/styles.xml")
    kinds = "w:style[@w:type='paragraph' or (@w:type='character' and not(@w:default))]"
    ids = values(styles, kinds, "styleId")
    assert len(ids) > 20
    assert values(styles, f"{kinds}[w:rPr/w:rFonts[@w:eastAsia and @w:ascii]]", "styleId") == ids


def test_the_language_is_korean() -> None:
    path = "w:docDefaults/w:rPrDefault/w:rPr/w:lang"
    assert values(part("word/styles.xml"), path, "eastAsia") == ["ko-KR"]
    assert values(part("word/settings.xml"), "w:themeFontLang", "eastAsia") == ["ko-KR"]


def test_fonts_are_named_with_an_alternative_and_not_embedded() -> None:
    table = part("word/fontTable.xml")
    assert len(values(table, "w:font", "name")) == len(values(table, "w:font/w:altName")) == 3
    assert not [name for name in parts(FORM.read_bytes()) if "/fonts/" in name]


def test_every_symbol_has_the_symbol_font() -> None:
    for run in part("word/document.xml").iter(qn("w:r")):
        text = "".join(each.text or "" for each in run)
        if re.search("[❏❍]", text):
            assert values(run, "w:rPr/w:rStyle") == ["Symbol"], text


def test_nothing_is_indented_by_typed_spaces() -> None:
    texts = [each.text or "" for each in part("word/document.xml").iter(qn("w:t"))]
    assert not [text for text in texts if text.startswith("  ") or "   " in text]


def test_the_page_is_a4_with_the_margins_of_public_documents() -> None:
    sizes = (page().page_width, page().page_height, page().left_margin, page().right_margin)
    assert [round(Length(size or 0).mm) for size in sizes] == [210, 297, 20, 20]
    assert 15 <= MARGINS["top"] <= 20
    assert 15 <= MARGINS["bottom"] <= 20


def test_the_page_number_stands_between_dashes() -> None:
    footer = page().footer.paragraphs[0]
    assert footer.text == "- 1 -"
    assert xml(footer).xpath("string(.//w:instrText)").strip() == "PAGE"


def test_each_table_fills_the_width_of_the_text() -> None:
    for grid in part("word/document.xml").iter(qn("w:tblGrid")):
        widths = sum(int(width or 0) for width in values(grid, "w:gridCol", "w"))
        assert abs(widths - 170 * 1440 / 25.4) <= len(grid)
