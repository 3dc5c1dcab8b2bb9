from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from unicodedata import normalize

import pytest

from gongyak.checks import check_city
from gongyak.judgement import Judgement, Mute
from tests.checks.asking import found, found_in, lines
from tests.checks.clean import CARE, CITY, STREAM, TERM

NOW = datetime(2025, 1, 2, tzinfo=UTC)
RULES = ("middle-dot", "year-mark", "full-width", "invisible-character", "not-composed")


@pytest.mark.parametrize(
    ("rule", "text", "named"),
    [
        ("middle-dot", "경기도‧고양시 협력", "U+2027"),
        ("middle-dot", "국ㆍ도비 확보", "U+318D"),
        ("year-mark", "‘24년 예산 편성", "‘24"),
        ("full-width", "７월～12월 운영", "U+FF17"),
        ("full-width", "（시범） 운영", "U+FF08"),
        ("invisible-character", "국립\u200b암센터 방문", "U+200B"),
        ("invisible-character", "국립\u00a0암센터 방문", "U+00A0"),
        ("not-composed", normalize("NFD", "국립암센터 방문"), "국립암센터"),
    ],
)
def test_a_wrong_character_is_found_and_named(rule: str, text: str, named: str) -> None:
    (finding,) = found(rule, current=lines(text))
    assert named in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "경기·고양 포럼",
        "’24년 예산",
        "'24년 예산",
        "‘24년 청년정책’ 발표",
        "7월~12월",
        "㈜솔메딕스",
        "50% → 70%",
        "㎡당 3명",
    ],
)
def test_right_characters_are_quiet(text: str) -> None:
    for rule in RULES:
        assert found(rule, current=lines(text)) == []


def test_the_heads_of_the_budget_columns_are_looked_at_too() -> None:
    term = replace(TERM, column_labels=(("2022", "‘22.7."),))
    case = replace(STREAM, city=replace(CITY, terms=(term,)))
    (finding,) = found_in("year-mark", case)
    assert "‘22.7." in finding.message
    assert finding.place == "연도별 투자계획(사업비)"


def test_all_wrong_year_marks_of_a_report_are_one_finding() -> None:
    term = replace(TERM, column_labels=(("2022", "‘22.7."), ("2023", "‘23")))
    topic, *others = STREAM.pledge.topics
    marked = [
        replace(topic, text="‘24년 실적과 ‘25년 목표"),
        *(replace(each, text="‘24년") for each in others),
    ]
    pledge = replace(STREAM.pledge, topics=tuple(marked))
    (finding,) = found_in("year-mark", replace(STREAM, city=replace(CITY, terms=(term,)), pledge=pledge))
    assert "‘22.7., ‘23" in finding.message
    assert f"‘24, ‘25, {len(marked)}곳" in finding.message
    assert finding.rows[0] == "pledge:2-2"
    assert len(finding.rows) == len(marked) + 1
    (finding,) = found_in("year-mark", replace(STREAM, pledge=pledge))
    assert finding.rows[0] == f"line:{topic.id}"


def test_a_city_whose_form_opens_quotations_may_mute_the_year_mark_for_all() -> None:
    term = replace(TERM, column_labels=(("2022", "‘22.7."),))
    city = replace(CITY, terms=(term,))
    pledges = [STREAM.pledge, CARE.pledge]
    muted = Judgement((Mute("year-mark", None, None, "서식의 표기를 따름", "officer", NOW),))
    for judgement, count in ((Judgement(), 1), (muted, 0)):
        for findings in check_city(city, pledges, STREAM.half_year, judgement).values():
            assert [each.rule for each in findings].count("year-mark") == count
