from __future__ import annotations

from gongyak.findings import Severity
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
    assert "'시민 정책 포럼 회의' 7회, 글에 2건" in finding.message
    assert finding.place == "시민참여(소통) 실적 · 공약 관련 회의 · 시민 정책 포럼 회의"
    assert len(finding.rows) == 3


def test_a_report_is_told_once_of_all_labels_with_those_the_text_exceeds_first() -> None:
    counts = {
        Category.MEETING: {"상인회 회의": 4, "시민 정책 포럼 회의": 1},
        Category.BRIEFING: {"시민 정책 포럼 행사": 3, "시민 정책 포럼": 1},
        Category.ADVICE: {"건축 자문": 2},
    }
    (finding,) = found("counts-and-facts", current=FORUM, counts=counts)
    assert finding.severity is Severity.NOTE
    assert finding.place.endswith("시민 정책 포럼 회의")
    more, fewer, none = finding.message.split(". ")[1:]
    assert more == "글에 더 많은 항목: '시민 정책 포럼 회의' 1회, 글에 2건"
    assert fewer == "글에 더 적은 항목: '시민 정책 포럼 행사' 3회, 글에 1건"
    assert none == "글에 없는 항목: '상인회 회의' 4회, 글에 0건 / '건축 자문' 2회, 글에 0건."


def test_press_reports_are_not_told_in_lines() -> None:
    assert found("counts-and-facts", current=FORUM, counts={Category.PRESS: {"시민 정책 포럼": 5}}) == []
