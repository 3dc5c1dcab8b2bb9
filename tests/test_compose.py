from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongyak.compose import compose_report
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Outcome
from gongyak.people import Assignment, Tenure
from gongyak.photos import Photo, Picture
from gongyak.pledges import Pledge, Remark, RemarkKind, Status, StatusEntry
from gongyak.reports import ReportView
from tests.cast import (
    CITY,
    H1_2024,
    H1_2025,
    H2_2024,
    HEAD,
    LEAD,
    NEW_HEAD,
    OFFICER,
    cell,
    plan,
    pledge,
    project,
    result,
    topic,
    when,
)


def report(facts: Pledge, half_year: HalfYear = H2_2024) -> ReportView:
    return compose_report(CITY, facts, half_year)


def test_the_head_names_who_held_each_post_on_the_last_day() -> None:
    assert [(each.role, each.name) for each in report(pledge()).people] == [
        ("과장", NEW_HEAD.name),
        ("팀장", LEAD.name),
        ("담당자", OFFICER.name),
    ]
    assert report(pledge(), H1_2024).people[0].name == HEAD.name


def test_an_officer_who_has_moved_on_is_not_named() -> None:
    moved = pledge(officers=(Assignment(OFFICER.id, Tenure(date(2023, 1, 1), date(2024, 12, 30))),))
    assert [each.role for each in report(moved).people] == ["과장", "팀장"]


def test_a_department_without_the_team_has_no_team_lead() -> None:
    assert [each.role for each in report(pledge(team=None)).people] == ["과장", "담당자"]


def test_periods_are_labelled_as_the_form_labels_them() -> None:
    labels = [(each.label, each.span) for each in report(pledge()).periods]
    assert labels == [
        ("그동안 추진실적", "(2022. 7.~2024. 6.)"),
        ("2024년 하반기 추진실적", "(2024. 7.~12.)"),
        ("2025년 상반기 추진계획", "(향후 추진계획)"),
    ]


def test_the_last_report_plans_for_the_time_after_the_term() -> None:
    assert report(pledge(), HalfYear(2026, 1)).periods[-1].label == "임기 후 계획"


def test_an_empty_period_says_so() -> None:
    assert [topic.text for topic in report(pledge()).periods[0].topics] == ["해당 사항 없음"]


def test_every_line_carries_its_bookmark() -> None:
    forum = report(pledge(topic("포럼", result("회의", H2_2024, "2024-07-03")))).periods[1].topics[0]
    assert (forum.mark, forum.details[0].mark) == ("gy_포럼", "gy_회의")
    assert forum.details[0].text == "(2024. 7. 3.) 회의 개최"


def test_remarks_and_photos_stand_until_they_are_retired() -> None:
    picture = Picture("0" * 64, "image/jpeg", 800, 600)
    facts = pledge(
        remarks=(
            Remark("p", RemarkKind.PROBLEM, "국도비 확보 필요", H1_2024),
            Remark("m", RemarkKind.MEASURE, "예산지원 요청", H1_2024, H2_2024),
        ),
        photos=tuple(Photo(f"f{n}", f"사진 {n}", picture, H1_2024) for n in range(3)),
    )
    assert [line.text for line in report(facts).problems] == ["국도비 확보 필요"]
    assert report(facts).measures == ()
    assert [[photo.caption for photo in row] for row in report(facts).photos] == [
        ["사진 0", "사진 1"],
        ["사진 2"],
    ]


def test_the_state_is_that_of_the_report() -> None:
    facts = pledge(statuses=(StatusEntry(H1_2024, Status.PARTIAL), StatusEntry(H2_2024, Status.ON_TRACK)))
    assert [report(facts, half).status for half in (H1_2024, H2_2024)] == ["일부추진", "정상추진"]
    assert report(pledge()).status == ""


def test_every_printed_line_is_traced_to_its_rows() -> None:
    done = Outcome(reported=H1_2025, fate=Fate.DONE, when=when("2025-05-20"))
    facts = pledge(topic("분원", plan("개소식", H2_2024, "2025-40", outcomes=(done,))))
    traces = {trace.text: trace for trace in report(facts, H1_2025).trace}
    assert traces["(2025. 5. 20.) 개소식"].rows == ("line:개소식", "outcome:개소식@2025H1")
    assert traces["(2025. 5. 20.) 개소식"].place == ("추진실적 및 추진계획", "2025년 상반기 추진실적")


def test_equal_facts_give_an_equal_view() -> None:
    facts = pledge(topic("포럼", result("회의", H1_2024)), projects=(project("p", cell("시비", "2024", 5)),))
    assert report(facts) == report(replace(facts))
    assert report(facts) != report(replace(facts, goal="목표"))
