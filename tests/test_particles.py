from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.errors import Words
from gongyak.particles import particle


@pytest.mark.parametrize(
    ("word", "pair", "fitting"),
    [
        ("공약", "이/가", "이"),
        ("보고서", "이/가", "가"),
        ("전략산업팀", "은/는", "은"),
        ("담당자", "을/를", "를"),
        ("국립암센터", "과/와", "와"),
        ("서울", "으로/로", "로"),
        ("가람시청", "으로/로", "으로"),
        ("하반기", "으로/로", "로"),
        ("2024H2", "이/가", "가"),
        ("1-1", "이/가", "이"),
        ("제3", "은/는", "은"),
        ("LIH-G", "이/가", "가"),
        ("DB.xlsm", "은/는", "은"),
        ("URL", "으로/로", "로"),
        ("명지병원(LIH)", "과/와", "과"),
        ("‘다시, 시장으로’", "이/가", "가"),
        ("(1차)", "이/가", "가"),
        ("", "이/가", "가"),
    ],
)
def test_the_particle_fits_the_last_sound(word: str, pair: str, fitting: str) -> None:
    assert particle(word, pair) == fitting


@given(st.text(), st.sampled_from(["이/가", "은/는", "을/를", "과/와", "으로/로"]))
def test_any_word_gets_one_of_the_two(word: str, pair: str) -> None:
    assert particle(word, pair) in pair.split("/")


def test_a_text_asks_for_the_particle_after_its_value() -> None:
    words = Words("'{name}'{name:이/가} 없습니다.", "There is no '{name}'.")
    assert words.fill("ko", {"name": "도서관"}) == "'도서관'이 없습니다."
    assert words.fill("en", {"name": "도서관"}) == "There is no '도서관'."
