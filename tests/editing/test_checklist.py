"""The checklist asks about each open plan once, and keeps what other reports told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.checklist import (
    FATES,
    ChecklistSection,
    DoneLater,
    DoneWithoutDate,
    NoSuchFate,
    PostponedBack,
    ReasonWanted,
    is_due,
    open_plans,
)
from gongyak.editing.section import Mistaken, Scene
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Line, Outcome
from gongyak.notation import NotADate
from gongyak.pledges import Pledge
from gongyak.when import When
from tests.cast import CITY, H1_2024, H1_2025, H2_2024, H2_2025, plan, pledge, result, topic
from tests.store.strategies import HALF_YEARS, pledges

SECTION = ChecklistSection()
SCENE = Scene(CITY, H1_2025)
POSTPONED = Outcome(reported=H2_2024, fate=Fate.POSTPONED, when=When.half(H1_2025), reason="공사 지연")
LATER = Outcome(reported=H2_2025, fate=Fate.DROPPED, reason="예산 삭감")
OPEN = plan("a", H2_2024, "2025-40")
PLEDGE = pledge(topic("t", OPEN, plan("b", H1_2024, outcomes=(POSTPONED, LATER)), result("c", H2_2024)))
DONE = {"fate.a": "완료", "when.a": "5. 20."}
TYPED = st.sampled_from(
    ["", "완료", "연기", "취소", "5. 20.", "2025년 하반기", "언젠가", "공사 지연 ", "대충"]
)


def asked(of: Pledge, half_year: HalfYear = H1_2025) -> list[str]:
    return [line.id for plans in open_plans(of, half_year) for line in plans.lines]


def lines_of(of: Pledge) -> dict[str, Line]:
    return {line.id: line for each in of.topics for line in (replace(each, details=()), *each.details)}


def saved(fields: dict[str, str], of: Pledge = PLEDGE) -> Pledge:
    return SECTION.applied(of, SCENE, SECTION.fields(of, SCENE) | fields)


def told(fields: dict[str, str], key: str = "a") -> Outcome | None:
    return next((each for each in lines_of(saved(fields))[key].outcomes if each.reported == H1_2025), None)


def mistakes(fields: dict[str, str]) -> dict[str, type[Exception]]:
    with pytest.raises(Mistaken) as error:
        saved(fields)
    return {name: type(each) for name, each in error.value.mistakes.items()}


@given(pledges(), HALF_YEARS)
def test_a_form_sent_as_it_was_shown_changes_nothing(given_: Pledge, half_year: HalfYear) -> None:
    scene = Scene(CITY, half_year)
    assert SECTION.applied(given_, scene, SECTION.fields(given_, scene)) == given_


@given(pledges(), HALF_YEARS, st.data())
def test_only_what_this_report_tells_of_open_plans_ever_changes(
    given_: Pledge, half_year: HalfYear, data: st.DataObject
) -> None:
    scene = Scene(CITY, half_year)
    fields = {name: data.draw(TYPED) for name in SECTION.fields(given_, scene)}
    try:
        edited = SECTION.applied(given_, scene, fields)
    except Mistaken:
        return
    for key, line in lines_of(edited).items():
        before = lines_of(given_)[key]
        others = [each for each in before.outcomes if each.reported != half_year]
        assert [each for each in line.outcomes if each.reported != half_year] == others
        assert list(line.outcomes) == sorted(line.outcomes, key=lambda each: each.reported)
        if key not in asked(given_, half_year):
            assert line == before
    assert SECTION.applied(edited, scene, SECTION.fields(edited, scene)) == edited
    assert replace(edited, topics=given_.topics) == given_


def test_only_plans_that_earlier_reports_left_open_are_asked_about() -> None:
    assert asked(PLEDGE) == ["a", "b"]
    assert asked(PLEDGE, H2_2024) == ["b"]
    assert asked(saved(DONE), HalfYear.parse("2026H1")) == []
    heading = topic("h", plan("d", H2_2024), stand=OPEN.stand, entered=H1_2024)
    assert asked(pledge(heading)) == ["d"]
    assert asked(pledge(replace(heading, when=When.half(H1_2025)))) == ["h", "d"]


def test_what_was_done_has_its_day_and_reads_as_the_report_would_print_it() -> None:
    assert SECTION.fields(PLEDGE, SCENE)["text.a"] == "a"
    day = When.parse("2025-05-20", "5. 20.")
    assert told(DONE) == Outcome(reported=H1_2025, fate=Fate.DONE, when=day)
    assert told({**DONE, "text.a": " a  개최함 "}) == Outcome(
        reported=H1_2025, fate=Fate.DONE, when=day, text="a 개최함"
    )


def test_what_was_postponed_or_dropped_has_its_reason() -> None:
    fields = {"fate.b": "연기", "when.b": "2025년 하반기", "reason.b": "설계 변경"}
    when = When.half(H2_2025).as_written("2025년 하반기")
    assert told(fields, "b") == Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=when, reason="설계 변경")
    assert lines_of(saved(fields))["b"].outcomes[0] == POSTPONED
    assert lines_of(saved(fields))["b"].outcomes[2] == LATER
    dropped = {"fate.a": "취소", "when.a": "5. 20.", "reason.a": "예산 삭감"}
    assert told(dropped) == Outcome(reported=H1_2025, fate=Fate.DROPPED, reason="예산 삭감")


def test_what_was_told_may_be_taken_back() -> None:
    done = saved(DONE)
    assert saved({"fate.a": ""}, done) == PLEDGE


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"fate.a": "대충"}, {"fate.a": NoSuchFate}),
        ({"fate.a": "완료"}, {"when.a": DoneWithoutDate}),
        ({"fate.a": "완료", "when.a": "언젠가"}, {"when.a": NotADate}),
        ({"fate.a": "완료", "when.a": "2025. 7. 1."}, {"when.a": DoneLater}),
        ({"fate.a": "연기", "reason.a": "지연", "when.a": "2024. 11."}, {"when.a": PostponedBack}),
        ({"fate.a": "연기", "when.a": "2025. 11."}, {"reason.a": ReasonWanted}),
        ({"fate.a": "취소", "reason.a": " "}, {"reason.a": ReasonWanted}),
        ({"fate.a": "완료", "fate.b": "취소"}, {"when.a": DoneWithoutDate, "reason.b": ReasonWanted}),
    ],
)
def test_every_mistake_is_told_at_once(fields: dict[str, str], expected: dict[str, type[Exception]]) -> None:
    assert mistakes(fields) == expected


def test_a_plan_is_due_when_its_time_is_over_whatever_this_report_says_of_it() -> None:
    assert is_due(OPEN, H1_2025)
    assert not is_due(OPEN, H2_2024)
    assert is_due(lines_of(saved(DONE))["a"], H1_2025)
    later = replace(POSTPONED, when=When.half(H2_2025))
    assert not is_due(plan("b", H1_2024, outcomes=(later,)), H1_2025)


def test_the_words_of_the_form_name_every_fate_once() -> None:
    assert set(FATES) == set(Fate)
    assert len(set(FATES.values())) == len(FATES)
