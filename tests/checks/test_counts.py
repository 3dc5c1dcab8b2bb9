from __future__ import annotations

from gongyak.participation import Category
from tests.checks.asking import found

FORUM = """❍ 시민 정책 포럼 개최
- (2024. 8. 6.) 준비 회의(1차)
- (2024. 9. 3.) 준비 회의(2차)
- (2024. 10. 15.) 개최"""


def test_a_label_with_as_many_dated_facts_is_quiet() -> None:
    counts = {Category.MEETING: {"시민 정책 포럼 회의": 2}}
    assert found("counts-and-facts", current=FORUM, counts=counts) == []


def test_a_label_with_more_or_fewer_facts_says_both_numbers() -> None:
    (finding,) = found(
        "counts-and-facts", current=FORUM, counts={Category.MEETING: {"시민 정책 포럼 회의": 7}}
    )
    assert "7회" in finding.message
    assert "2건" in finding.message
    assert finding.place == "시민참여(소통) 실적 · 공약 관련 회의 · 시민 정책 포럼 회의"
    assert len(finding.rows) == 3


def test_press_reports_are_not_told_in_lines() -> None:
    assert found("counts-and-facts", current=FORUM, counts={Category.PRESS: {"시민 정책 포럼": 5}}) == []
