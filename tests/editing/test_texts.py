from __future__ import annotations

import pytest

from gongyak.editing.texts import TextTooLong, TextWanted, Unprintable, read_line, read_wanted_line


def test_a_text_is_one_line_without_needless_blanks() -> None:
    assert read_line("  부지 \r\n\t확보  ") == "부지 확보"
    assert read_line("가" * 1000) == "가" * 1000


def test_what_no_document_holds_is_refused_with_its_code() -> None:
    with pytest.raises(Unprintable, match="0007"):
        read_line("부지\x07 확보")
    with pytest.raises(Unprintable):
        read_line("부지\ud800")


def test_what_is_too_long_or_wanted_is_refused() -> None:
    with pytest.raises(TextTooLong, match="161"):
        read_line("가" * 161, 160)
    with pytest.raises(TextWanted):
        read_wanted_line("  ")
