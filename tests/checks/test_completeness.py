from __future__ import annotations

from dataclasses import replace

from gongyak.halfyear import HalfYear
from gongyak.lines import Topic
from gongyak.pledges import Block, NotApplicable, Remark, RemarkKind, Status, StatusEntry
from tests.checks.asking import found, found_in, lines
from tests.checks.clean import CARE, LAST, RULE, Case
from tests.checks.planting import with_pledge, with_statement

H2, H1 = HalfYear(2024, 2), HalfYear(2024, 1)


def test_a_unit_project_without_money_for_the_half_year_is_found() -> None:
    project = CARE.pledge.projects[0]
    stale = with_statement(CARE, project, lambda each: replace(each, as_of=H1))
    (finding,) = found_in("money-not-entered", stale)
    assert finding.rows == (f"project:{project.id}",)


def test_a_half_year_without_results_or_plans_is_found_unless_the_pledge_rests() -> None:
    for status, count in (
        (Status.ON_TRACK, 1),
        (Status.COMPLETED, 0),
        (Status.ON_HOLD, 0),
        (Status.ABANDONED, 0),
    ):
        statuses = (StatusEntry(H1, status),)
        assert len(found("no-results", past=lines("(2024. 3. 5.) 자문"), statuses=statuses)) == count
        assert len(found("no-plans", current=lines("(2024. 8. 6.) 자문"), statuses=statuses)) == count


def said(*blocks: Block, half_year: HalfYear = H2) -> tuple[NotApplicable, ...]:
    return tuple(NotApplicable(half_year, block) for block in blocks)


def test_what_somebody_said_is_not_there_is_not_asked_for() -> None:
    before = lines("(2024. 3. 5.) 자문")
    assert found("no-results", past=before, not_applicable=said(Block.RESULTS)) == []
    assert len(found("no-results", past=before, not_applicable=said(Block.RESULTS, half_year=H1))) == 1
    current = lines("(2024. 8. 6.) 자문")
    words = said(Block.COUNTS, Block.PROBLEMS)
    places = [each.place for each in found("empty-block", current=current, not_applicable=words)]
    assert places == ["관련 사진"]
    stale = with_statement(CARE, CARE.pledge.projects[0], lambda each: replace(each, as_of=H1))
    others = [replace(each, statements=()) for each in stale.pledge.projects[1:]]
    quiet = with_pledge(stale, projects=(stale.pledge.projects[0], *others), not_applicable=said(Block.MONEY))
    assert found_in("money-not-entered", quiet) == []


def test_the_last_report_of_a_term_needs_no_plan() -> None:
    assert found_in("no-plans", _without_plans(LAST)) == []


def _without_plans(case: Case) -> Case:
    def is_result(topic: Topic) -> bool:
        return topic.stand.value == "result"

    return with_pledge(case, topics=tuple(filter(is_result, case.pledge.topics)))


def test_empty_blocks_are_noted_by_name() -> None:
    places = [finding.place for finding in found("empty-block", current=lines("(2024. 8. 6.) 자문"))]
    assert places == ["시민참여(소통) 실적", "문제점 및 개선대책", "관련 사진"]


def test_a_problem_needs_a_measure() -> None:
    assert len(found("problem-without-measure", remarks=(("예산 부족", "부지 협소"), ()))) == 1
    assert found("problem-without-measure", remarks=((), ("도비 확보",))) == []


def remark(
    key: str, entered: HalfYear, retired: HalfYear | None = None, text: str = "예산이 부족함"
) -> Remark:
    return Remark(key, RemarkKind.PROBLEM, text, entered, retired)


def test_a_problem_left_or_typed_as_in_the_last_report_is_noted() -> None:
    left = with_pledge(RULE, remarks=(remark("a", H1),))
    retyped = with_pledge(RULE, remarks=(remark("a", H1, H2), remark("b", H2, text="예산이  부족함.")))
    changed = with_pledge(RULE, remarks=(remark("a", H1, H2), remark("b", H2, text="도비가 부족함")))
    assert [len(found_in("problem-unchanged", case)) for case in (left, retyped, changed)] == [1, 1, 0]


def test_a_photo_needs_a_caption_that_the_text_mentions() -> None:
    block = lines("(2024. 8. 6.) 룩셈부르크 사절단 간담회")
    assert len(found("photo-without-caption", captions=("", "간담회"))) == 1
    assert (
        found("caption-unmentioned", current=block, captions=("룩셈부르크 사절단 방문", "숲속도서관 조감도"))
        == []
    )
    (finding,) = found("caption-unmentioned", current=block, captions=("독일 PRECISION FOR MEDICINE 방문",))
    assert finding.rows[0].startswith("photo:")
