from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.event import NotLeads, applied, fields_of, read_leads, write_leads
from gongyak.editing.section import Mistaken
from gongyak.events import PlannedEvent
from gongyak.when import When

EVENT = PlannedEvent(
    id="opening", name="개소식", when=When.parse("2025-40", "상반기 중"), line="plan", responsible="gone"
)
LEADS = st.lists(st.integers(-999, 999), max_size=20).map(lambda leads: tuple(sorted(set(leads))))


@given(LEADS)
def test_leads_are_read_as_they_are_written(leads: tuple[int, ...]) -> None:
    assert read_leads(write_leads(leads)) == leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("D-30, D-7, D-Day, D+3", (-30, -7, 0, 3)),
        ("3,0,-7,-7", (-7, 0, 3)),
        ("d - 7 ,dday", (-7, 0)),
        ("없음", ()),
    ],
)
def test_leads_are_read_as_people_type_them(text: str, leads: tuple[int, ...]) -> None:
    assert read_leads(text) == leads


@pytest.mark.parametrize(
    "text", ["", ",", "일주일 전", "-1000", "1.5", "D7x", ", ".join(map(str, range(21)))]
)
def test_what_names_no_leads_is_told(text: str) -> None:
    with pytest.raises(NotLeads):
        read_leads(text)


@given(
    st.builds(
        PlannedEvent,
        id=st.just("e"),
        name=st.sampled_from(["개소식", "R&D <포럼>"]),
        when=st.sampled_from(["2025-05-20", "2025-05-20/2025-05-22", "2025-03", "2025-33", "2025"]).map(
            When.parse
        ),
        place=st.sampled_from([None, "시청"]),
        responsible=st.sampled_from([None, "g1"]),
        line=st.sampled_from([None, "plan"]),
        kind=st.sampled_from([None, "개관"]),
        leads=st.none() | LEADS,
    )
)
def test_a_form_that_nobody_touches_changes_nothing(event: PlannedEvent) -> None:
    assert applied(event, fields_of(event), ["g1"]) == event


def test_what_was_written_of_a_date_stays_with_it() -> None:
    moved = applied(EVENT, {**fields_of(EVENT), "date": " 2025. 5. 20.(화) "}, [])
    assert moved == replace(EVENT, when=When.parse("2025-05-20", "2025. 5. 20.(화)"))


def test_every_mistake_is_told_at_once_by_its_field() -> None:
    wrong = {"name": " ", "date": "언젠가", "place": "가" * 201, "responsible": "nobody", "leads": "곧"}
    with pytest.raises(Mistaken) as told:
        applied(EVENT, wrong, ["g1"])
    assert set(told.value.mistakes) == set(wrong)


def test_whoever_answers_for_it_already_may_stay_though_not_in_the_list() -> None:
    assert applied(EVENT, {**fields_of(EVENT), "name": "개관식"}, []).responsible == "gone"
