"""The sample city holds what it is meant to show."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from gongyak.compose import compose_report
from gongyak.events import EventState
from gongyak.exchange.reading import Exchange, read_folder
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Stand
from gongyak.periods import lines_of
from gongyak.pledges import Pledge, Status
from gongyak.when import Precision

FOLDER = Path("jobs/sample_city")
H2_2024 = HalfYear(2024, 2)
REPORTED = "1-1"


@pytest.fixture(scope="module")
def sample() -> Exchange:
    return read_folder(FOLDER)


@pytest.fixture(scope="module")
def reported(sample: Exchange) -> Pledge:
    return next(pledge for pledge in sample.pledges if pledge.number == REPORTED)


def in_term(sample: Exchange, term: str) -> list[Pledge]:
    return [pledge for pledge in sample.pledges if pledge.term == term]


def test_there_are_the_reported_pledge_and_at_least_eleven_others_and_three_of_the_next_term(
    sample: Exchange,
) -> None:
    assert len(in_term(sample, "민선8기")) >= 12
    assert len(in_term(sample, "민선9기")) == 3


def test_every_report_of_every_half_year_of_both_terms_can_be_composed(sample: Exchange) -> None:
    for pledge in sample.pledges:
        term = sample.city.term_named(pledge.term)
        half = term.first_half
        while half in term:
            assert compose_report(sample.city, pledge, half).number == pledge.number
            half = half.next


def test_the_reported_pledge_prints_its_topics_in_the_order_of_the_printed_report(
    sample: Exchange, reported: Pledge
) -> None:
    past, current, plan = compose_report(sample.city, reported, H2_2024).periods
    assert (len(past.topics), len(current.topics), len(plan.topics)) == (18, 5, 1)
    assert [topic.text[:8] for topic in past.topics[-5:]] == [
        "3D 바이오 프",
        "경기·고양 글로",
        "바이오산업 육성",
        "바이오산업 관련",
        "성사혁신센터 바",
    ]
    assert [topic.text[:8] for topic in current.topics] == [
        "고양시 바이오산",
        "룩셈부르크 국립",
        "경기·고양 글로",
        "3D 바이오 프",
        "바이오산업 관련",
    ]
    assert [detail.text for detail in plan.topics[0].details] == [
        "2025년 상반기 인테리어 공사",
        "2025년 상반기 개소식 예정",
    ]


def test_the_reported_pledge_keeps_every_error_of_the_printed_report(
    sample: Exchange, reported: Pledge
) -> None:
    view = compose_report(sample.city, reported, H2_2024)
    topics = [topic for period in view.periods for topic in period.topics]
    texts = [topic.text for topic in topics]
    texts += [detail.text for topic in topics for detail in topic.details]
    texts += [line.text for line in (*view.problems, *view.measures)]
    printed = " ".join([*texts, *(note.text for note in view.participation.notes)])
    for words in (
        "명지명원",
        "충복 오송",
        "경기도‧고양시",
        "바이오컴플렉스",
        "바이오콤플렉스",
        "바이오 콤플렉스",
        "벤치 마킹",
        "R&D센터",
        "기본계획 관련 회의(3) 고양바이오정밀의료클러스터",
        "설치 관련 (1)",
        "(토지·건축비)예상되며",
    ):
        assert words in printed
    counts = view.participation
    assert (counts.meeting, counts.briefing, counts.advice, counts.press) == ("41", "3", "12", "10")


def test_the_opening_is_a_planned_event_known_only_by_its_half_year(reported: Pledge) -> None:
    event, second = reported.events
    assert (second.when.precision, second.when.edtf) == (Precision.HALF, "2027-40")
    assert event.when.precision is Precision.HALF
    assert event.when.edtf == "2025-40"
    opening = next(line for line in lines_of(reported.topics) if line.id == event.line)
    assert [outcome.fate for outcome in opening.outcomes] == [Fate.POSTPONED, Fate.DONE]


def test_every_state_stands_in_the_second_half_of_2024(sample: Exchange) -> None:
    states = {pledge.status_by(H2_2024) for pledge in in_term(sample, "민선8기")}
    assert states == set(Status)


def test_there_are_pledges_of_every_shape(sample: Exchange) -> None:
    pledges = in_term(sample, "민선8기")
    lines = [(len(pledge.topics), sum(len(topic.details) for topic in pledge.topics)) for pledge in pledges]
    assert (45, 90) in lines
    assert (1, 0) in lines
    assert max(len(pledge.photos) for pledge in pledges) == 8
    assert max(len(pledge.officers) for pledge in pledges) == 3
    assert any(len(pledge.projects) > 1 and pledge.overall for pledge in pledges)
    assert any(set(sample.city.sources) <= sources_of(pledge) for pledge in pledges)
    assert any(not open_plans(pledge) for pledge in pledges)
    assert any(min(line.entered for line in lines_of(pledge.topics)) == H2_2024 for pledge in pledges)


def sources_of(pledge: Pledge) -> set[str | None]:
    statements = (statement for project in pledge.projects for statement in project.statements)
    return {cell.source for statement in statements for cell in statement.cells}


def open_plans(pledge: Pledge) -> list[str]:
    plans = (line for line in lines_of(pledge.topics) if line.stand is Stand.PLAN)
    return [line.text for line in plans if line.entered <= H2_2024 and line.outcome_by(H2_2024) is None]


def test_every_fate_of_a_plan_occurs(sample: Exchange) -> None:
    lines = (line for pledge in sample.pledges for line in lines_of(pledge.topics))
    assert {outcome.fate for line in lines for outcome in line.outcomes} == set(Fate)


def test_texts_hold_signs_pictographs_and_hanja_in_composed_form(sample: Exchange) -> None:
    text = " ".join(line.text for pledge in sample.pledges for line in lines_of(pledge.topics))
    assert all(sign in text for sign in "&<>\"'🌙嘉")
    assert unicodedata.is_normalized("NFC", text)


def test_nobody_and_nothing_can_be_written_to_or_called(sample: Exchange) -> None:
    for official in sample.city.officials:
        assert (official.email or "").endswith(".example.kr")
        assert (official.phone or "").startswith("031-8000-")


def test_pictures_are_small_and_of_both_kinds_and_one_is_upright(sample: Exchange) -> None:
    pictures = {photo.picture for pledge in sample.pledges for photo in pledge.photos}
    assert len(pictures) >= 14
    assert all(len(data) <= 150_000 for data in sample.pictures.values())
    assert {picture.media_type for picture in pictures} == {"image/jpeg", "image/png"}
    assert any(picture.height > picture.width for picture in pictures)


def test_what_is_still_ahead_is_known_by_its_half_year_month_day_or_days(sample: Exchange) -> None:
    events = [*sample.city.events, *(event for pledge in sample.pledges for event in pledge.events)]
    ahead = [each for each in events if each.state is EventState.PLANNED and each.when.first.year >= 2026]
    assert {"2027-40", "2027-04", "2026-12-17", "2027-01-18/2027-01-22"} <= {each.when.edtf for each in ahead}
    assert {each.kind for each in ahead} >= {"개관", "개통", "설명회", "회의"}
    assert any(each.leads for each in ahead)


def test_somebody_is_away_with_a_deputy_and_some_days_are_quiet(sample: Exchange) -> None:
    away = [absence for official in sample.city.officials for absence in official.absences]
    assert any(absence.deputy for absence in away)
    assert sample.city.quiet
