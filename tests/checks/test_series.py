from __future__ import annotations

import pytest

from tests.checks.asking import found, lines

RULES = ("series-gap", "series-number-twice", "series-out-of-order")


@pytest.mark.parametrize(
    "block",
    [
        lines(
            "(2024. 7. 2.) 추진 회의(1차)",
            "(2024. 8. 6.) 추진 회의(2차)",
            "(2024. 9. 3.) 추진 회의(3차), 안건 3건",
        ),
        lines("(2024. 7. 2.) 제안서 제출 및 회의(1차)", "(2024. 8. 6.) 설치 추진 회의(2차)"),
        lines("(2024. 7. 2.) 설계 회의(1차)", "(2024. 7. 9.) 예산 회의(1차)", "(2024. 8. 6.) 설계 회의(2차)"),
        lines("(2024. 7. 2.) 제2차 도서관 발전계획 수립"),
        lines("(2024. 7. 2.) 제7차 운영위원회", "(2024. 9. 3.) 제8차 운영위원회"),
        "❍ 자문\n- (2024. 7. 2.) 자문회의(1차)\n❍ 후속 자문\n- (2024. 9. 3.) 자문회의(2차)",
    ],
)
def test_complete_series_are_quiet(block: str) -> None:
    for rule in RULES:
        assert found(rule, current=block) == []


@pytest.mark.parametrize(
    ("block", "missing"),
    [
        (lines("(2024. 7. 2.) 국립암센터(2차) 회의"), "1차가"),
        (lines("(2024. 7. 2.) 국립암센터(1차) 회의", "(2024. 7. 9.) 일산병원(2차) 회의"), "1차가"),
        (lines("(2024. 7. 2.) 추진 회의(1차)", "(2024. 9. 3.) 추진 회의(4차)"), "2차, 3차가"),
        (lines("(2024. 7. 2.) 제7차 운영위원회", "(2024. 9. 3.) 제9차 운영위원회"), "8차가"),
    ],
)
def test_a_missing_number_is_named(block: str, missing: str) -> None:
    (finding,) = found("series-gap", current=block)
    assert missing in finding.message


def test_a_number_given_twice_is_found() -> None:
    block = lines("(2024. 7. 2.) 추진 회의(1차)", "(2024. 8. 6.) 추진 회의(1차)")
    assert len(found("series-number-twice", current=block)) == 1


def test_numbers_against_the_order_of_time_are_found() -> None:
    block = lines("(2024. 8. 6.) 추진 회의(1차)", "(2024. 7. 2.) 추진 회의(2차)")
    assert len(found("series-out-of-order", current=block)) == 1


START, INTERIM, FINAL = "착수보고회 개최", "중간보고회 개최", "최종보고회 개최"


def test_an_interim_report_without_a_final_one_or_a_plan_is_found() -> None:
    (finding,) = found(
        "series-unfinished", current=lines(f"(2024. 7. 2.) {START}", f"(2024. 9. 3.) {INTERIM}")
    )
    assert "(2024. 9. 3.) 중간보고회" in finding.message


@pytest.mark.parametrize(
    ("current", "plan"),
    [
        (lines(f"(2024. 9. 3.) {INTERIM}", f"(2024. 11. 5.) {FINAL}"), ""),
        (lines(f"(2024. 9. 3.) {INTERIM}", "(2024. 11. 5.) 용역 완료"), ""),
        (lines(f"(2024. 9. 3.) {INTERIM}"), lines(f"2025년 상반기 {FINAL} 예정")),
        (lines(f"(2024. 9. 3.) {START}"), ""),
        (lines("착수보고(2023. 3.), 중간보고(2023. 5.), 최종보고(2023. 9.)"), ""),
    ],
)
def test_finished_and_planned_and_young_studies_are_quiet(current: str, plan: str) -> None:
    assert found("series-unfinished", current=current, plan=plan) == []


def test_a_start_more_than_a_year_ago_is_found() -> None:
    assert len(found("series-unfinished", past=lines(f"(2023. 3. 7.) {START}"))) == 1


def test_a_study_continued_under_a_slightly_different_topic_is_finished() -> None:
    first = f"❍ 복합센터 타당성조사 용역\n- {INTERIM}(2023. 5.)"
    block = f"{first}\n❍ 복합센터 타당성 조사 용역 추진\n- (2023. 12. 20.) {FINAL}"
    assert found("series-unfinished", past=block) == []
