from __future__ import annotations

import jinja2
import pytest

from gongyak.documents import compile_template
from gongyak.documents.errors import BrokenDocumentError
from gongyak.documents.wellformed import check_wellformed, place_reached
from tests.documents.forms import form, grid, lines

BODY = "word/document.xml"


def broken(data: bytes, **context: object) -> str:
    """Return what people read of a document that came out malformed."""
    template = compile_template(data, environment=jinja2.Environment(autoescape=True))
    with pytest.raises(BrokenDocumentError) as caught:
        template.render(context)
    return caught.value.say("ko")


def test_sound_xml_has_no_fault() -> None:
    assert check_wellformed(b"<a/>") is None


def test_a_malformed_document_names_its_last_sound_words() -> None:
    assert "본문 “앞 글”" in broken(lines("제목", "앞 글{{ x|safe }}", "뒤 글"), x="<w:r>")


def test_a_malformed_cell_is_named_by_table_row_and_cell() -> None:
    table = grid(["가", "나"], ["다", "라{{ x|safe }}"])
    assert "본문, 표 1, 2행 2칸 “라”" in broken(table, x="<w:r>")


def test_a_malformed_header_is_named() -> None:
    def build(document: object) -> None:
        document.sections[0].header.paragraphs[0].text = "쪽 {{ x|safe }}"  # type: ignore[attr-defined]

    assert "머리글 1 “쪽”" in broken(form(build), x="</w:p>")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("", "본문"),
        ("<w:tbl>", "본문, 표 1"),
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:t>가</w:t>", "본문, 표 1, 1행 2칸 “가”"),
        ("<w:tbl><w:tr><w:tc><w:p><w:t>가</w:t></w:p><w:tbl><w:tr><w:tc>", "본문, 표 2, 1행 1칸 “가”"),
        ("<w:tbl><w:tr><w:tc><w:tbl></w:tbl></w:tc></w:tr><w:tr><w:tc>", "본문, 표 1, 2행 1칸"),
        ("<w:tbl></w:tbl><w:p><w:t>나</w:t>", "본문 “나”"),
        ("</w:tbl><w:tr><w:tc><w:p><w:t>나</w:t>", "본문 “나”"),
    ],
)
def test_the_place_is_what_had_been_reached(before: str, words: str) -> None:
    data = before.encode()
    assert place_reached(BODY, data + b"<never", len(data)).words() == words
