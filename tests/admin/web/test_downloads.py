"""File names reach every browser whole, and nothing in one breaks out of its header."""

from __future__ import annotations

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from admin.web.downloads import DOCX, disposition, download


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_name_of_any_characters_is_one_header_line_and_read_back(name: str) -> None:
    header = disposition(name)
    found = re.fullmatch(
        r'attachment; filename="([A-Za-z0-9._-]+)"; filename\*=UTF-8\'\'([A-Za-z0-9._~%-]*)', header
    )
    assert found
    assert unquote(found[2]) == name
    assert not found[1].startswith(".")


def test_a_document_is_kept_under_its_korean_name() -> None:
    answer = download("2024H2_1-1_v1_공약.docx", b"PK", DOCX)
    plain, _, whole = answer.headers["content-disposition"].rpartition("; ")
    assert plain == 'attachment; filename="2024H2_1-1_v1__.docx"'
    assert whole == "filename*=UTF-8''2024H2_1-1_v1_%EA%B3%B5%EC%95%BD.docx"
