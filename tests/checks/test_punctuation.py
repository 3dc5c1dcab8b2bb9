from __future__ import annotations

from typing import Any

import pytest

from gongyak.halfyear import HalfYear
from gongyak.participation import Category, Participation, StatedCount
from tests.checks.asking import found, lines


@pytest.mark.parametrize(
    "text", ["국립보건원(LIH 협약", "LIH) 협약", "「조례 제정", "(국비(5개년) 확보", "[1단계"]
)
def test_a_bracket_without_its_partner_is_an_error(text: str) -> None:
    assert len(found("unbalanced-bracket", current=lines(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "국립보건원(LIH) 협약",
        "1) 기본계획 2) 실시계획",
        "가) 설계 나) 시공",
        "(재)진흥원(분원(2호))",
        "「조례」",
    ],
)
def test_partners_and_enumerators_are_quiet(text: str) -> None:
    assert found("unbalanced-bracket", current=lines(text)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("‘조례 제정", 1),
        ("“조례” 제정", 0),
        ("조례’ 제정", 1),
        ("’24년 ‘조례’ 제정", 0),
        ('"조례 제정', 1),
        ("'24년 계획", 0),
    ],
)
def test_quotation_marks_come_in_pairs(text: str, count: int) -> None:
    assert len(found("unbalanced-quote", current=lines(text))) == count


def noted(rule: str, note: str) -> list[str]:
    stated = Participation(stated=(StatedCount(Category.MEETING, HalfYear(2024, 2), None, note),))
    facts: dict[str, Any] = {"participation": stated}
    return [finding.message for finding in found(rule, **facts)]


def test_counted_labels_are_parted_by_commas() -> None:
    messages = noted("count-separator", "기본계획 회의(3) 조성 관련(2)설치 관련(1), 논의(4)")
    assert [("'조성 …'" in messages[0], "'설치 …'" in messages[1])] == [(True, True)]
    assert len(messages) == 2
    assert noted("count-separator", "기본계획 회의(3), 설명회(1차)(2), 분원(LIH) 회의(1)") == []


def test_a_space_before_a_count_is_noted_once_a_note() -> None:
    assert len(noted("count-spacing", "설치 관련 (1), 구축 관련 (2)")) == 1
    assert noted("count-spacing", "설치 관련(1), 구축 (LIH) 관련(2)") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1,548억원(토지·건축비)예상되며", 1), ("(2023. 8. 10.)간담회", 1), ("국립보건원(LIH)과 협력", 0),
        ("(재)진흥원 자문", 0),
        ("국립보건원(LIH)에서는 분원을 설치", 0), ("(가칭)숲속센터", 0), ("열람실(200석) 설치", 0),
        ("회의(1차), 자문", 0),
    ],
)  # fmt: skip
def test_a_word_glued_to_a_bracket_is_noted_and_a_particle_is_not(text: str, count: int) -> None:
    assert len(found("bracket-without-space", current=lines(f"추진 {text}"))) == count
