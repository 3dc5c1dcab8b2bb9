from __future__ import annotations

import pytest

from tests.checks.asking import found, lines


@pytest.mark.parametrize(
    "text",
    [
        "(2024. 8. 31.) 관계기관 회의",
        "(2024. 8. 15.) 업무협약 체결",
        "(2024. 10. 1.) 조례 공포",
        "(2024. 11. 24.) 용역 완료",
        "(2024. 11. 24.) 축제 추진위원회 회의",
        "(2024. 11. 24.) 기본계획 수립",
    ],
)
def test_an_office_act_on_a_day_off_is_found(text: str) -> None:
    assert len(found("office-act-on-day-off", current=lines(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "(2024. 8. 30.) 관계기관 회의",
        "(2024. 8. 31.) 시민 축제 개최",
        "(2024. 8. 31.) 청소년 진로 교육",
        "(2024. 8. 31.) 선진지 답사",
        "(2024. 8. 31.) 도서관 포럼 개최",
        "(2024. 8. 31.) 업무협약식",
        "(2024. 8. 31.) 주민 설명회 개최",
        "(2024. 8. 31.~9. 8.) 해외 협력 기관 회의",
        "(2024. 8.) 운영 방침 수립",
        "(2024. 8. 31.) 교육 완료",
        "(2024. 8. 31.) 열람실 이용자 1,000명 달성",
        "(2024. 8. 31.)",
    ],
)
def test_events_ranges_and_working_days_are_quiet(text: str) -> None:
    assert found("office-act-on-day-off", current=lines(text)) == []


def test_a_bare_detail_is_understood_through_its_topic() -> None:
    assert len(found("office-act-on-day-off", current="❍ 협약 체결\n- (2024. 8. 31.) 추진")) == 1
    assert found("office-act-on-day-off", current="❍ 음악회 개최\n- (2024. 8. 31.) 개최") == []


def test_a_result_after_the_report_s_day_is_an_error_and_a_range_under_way_is_not() -> None:
    assert len(found("result-after-period", current=lines("(2025. 1. 7.) 보고회 개최"))) == 1
    assert found("result-after-period", current=lines("(2024. 12. 2.~2025. 2. 28.) 기획전 운영")) == []
    assert found("result-after-period", current=lines("(2024. 12. 31.) 보고회 개최")) == []


def test_a_result_before_the_term_is_to_be_checked() -> None:
    assert len(found("result-before-term", past=lines("(2022. 6. 30.) 방침 수립"))) == 1
    assert (
        found("result-before-term", past=lines("(2022. 6.~2022. 7.) 방침 수립", "(2022. 7. 1.) 착수")) == []
    )


def test_a_plan_after_the_term_is_a_note_except_in_the_last_report() -> None:
    assert len(found("plan-after-term", plan=lines("2027년 준공 예정"))) == 1
    assert found("plan-after-term", plan=lines("2026년 준공 예정")) == []
    assert found("plan-after-term", "2026H1", plan=lines("2027년 준공 예정")) == []


@pytest.mark.parametrize(
    "block",
    [
        lines("(2024. 9. 3.) 착공"),
        "❍ 업무협약 체결 (2024. 9. 3.)\n- 공동 연구 협력 지원",
        lines("사업비 : 100,000천원"),
        lines("착수보고(2023.3.), 중간보고(2023.5.)"),
        lines("2024년 하반기 중 시범 운영"),
    ],
)
def test_results_with_a_date_of_their_own_or_of_their_topic_are_quiet(block: str) -> None:
    assert found("result-without-date", current=block) == []


def test_results_without_any_date_are_noted() -> None:
    assert (
        len(found("result-without-date", current=lines("관내 병원 간담회 추진(2회)", "(2024. 9. 3.) 착공")))
        == 1
    )
    assert len(found("result-without-date", current="❍ 기업 유치 활동 추진")) == 1


def test_work_planned_in_a_year_without_money_is_found_and_an_event_is_not() -> None:
    money = [("도서관", {("시비", "2024"): (100, 100, 0), ("시비", "2026"): (50, 0, 0)})]
    plan = lines("2025년 상반기 인테리어 공사", "2025년 상반기 개소식 예정", "2026년 상반기 전시 설비 설치")
    (finding,) = found("plan-without-money", plan=plan, money=money)
    assert "인테리어 공사" in finding.message
    assert found("plan-without-money", plan=plan) == []


def test_topics_and_details_out_of_order_are_noted_once() -> None:
    block = "❍ 기본계획 수립\n- (2024. 8. 7.) 자문\n❍ 협약\n- (2024. 7. 1.) 체결\n- (2024. 9. 11.) 점검"
    assert len(found("topics-out-of-order", current=block)) == 1
    assert found("details-out-of-order", current=block) == []
    assert len(found("details-out-of-order", current=lines("(2024. 9. 2.) 설계", "(2024. 8. 1.) 자문"))) == 1


def test_details_from_the_newest_to_the_oldest_are_an_order_too() -> None:
    block = lines("(2024. 11. 4.) 준공", "(2024. 9. 2.) 설계", "(2024. 8. 1.) 자문")
    assert found("details-out-of-order", current=block) == []
