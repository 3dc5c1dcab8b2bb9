from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gongyak.compose import compose_report
from gongyak.drafts import Draft
from gongyak.participation import Category, Count, Participation
from gongyak.reports import ReportView
from jobs.errors import AmbiguousPlace, NoSuchPlace
from jobs.places import find_cell, find_line
from jobs.rendering import freeze
from tests.cast import CITY, H1_2024, H2_2024, cell, pledge, project, result, topic

PLEDGE = pledge(
    topic("포럼", result("forum", H1_2024, "2024-03-14"), result("meeting", H2_2024, "2024-10-16")),
    topic("교육", result("education", H2_2024)),
    projects=(project("기본계획", cell("시비", "2023", 100, 45, 40), cell("국비", "2023", 5)),),
    participation=Participation((Count(Category.MEETING, "포럼 회의", H2_2024, 7),)),
)


def draft_of(view: ReportView) -> Draft:
    return Draft(
        number="2024H2_1-1_v1",
        half_year=H2_2024,
        pledge="1-1",
        version=1,
        view=freeze(view),
        made_at=datetime(2025, 1, 2, tzinfo=UTC),
        inputs="",
        template="",
        document="",
        cause="",
        made_by="",
    )


DRAFT = draft_of(compose_report(CITY, PLEDGE, H2_2024))


def test_a_figure_is_found_by_words_of_its_table_row_and_column() -> None:
    found = find_cell(DRAFT, "확보/시비/’23")
    assert found.text == "45\n(40)"
    assert found.rows == ("budget:기본계획/시비/2023@2024H2",)
    assert found.places == (("연도별 확보(집행)액", "기본계획 사업", "시비", "’23"),)


@pytest.mark.parametrize("apostrophe", ["'", "‘", "’", "`", ""])
def test_every_apostrophe_is_the_same(apostrophe: str) -> None:
    assert find_cell(DRAFT, f"투자 계획 / 시비 / {apostrophe}23").text == "100"


def test_a_whole_word_wins_over_a_part_of_another() -> None:
    found = find_cell(DRAFT, "투자계획/계/계")  # 기본계획 holds 계 too
    assert found.places[0][2:] == ("계", "계")
    assert found.text == "105"


def test_words_that_fit_several_figures_list_them_all() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        find_cell(DRAFT, "투자계획/23")
    lines = caught.value.say("ko").splitlines()
    assert "  연도별 투자계획(사업비) / 기본계획 사업 / 계 / ’23: 105" in lines
    assert "  연도별 투자계획(사업비) / 기본계획 사업 / 시비 / ’23: 100" in lines


def test_the_same_figure_from_the_same_rows_is_one_wherever_it_stands() -> None:
    assert len(find_cell(DRAFT, "확보/시비").places) == 2  # 계 and ’23


def test_a_blank_cell_is_no_figure() -> None:
    with pytest.raises(NoSuchPlace):
        find_cell(DRAFT, "확보/도비/23")


@pytest.mark.parametrize("words", ["", "/", " / "])
def test_no_words_find_nothing(words: str) -> None:
    with pytest.raises(NoSuchPlace):
        find_cell(DRAFT, words)


def test_a_count_is_found_by_its_label() -> None:
    assert find_cell(DRAFT, "시민참여/회의/포럼 회의").rows == ("count:meeting/포럼 회의@2024H2",)


def test_a_line_is_found_by_a_part_of_its_text_whatever_the_spaces() -> None:
    found = find_line(DRAFT, "2024.10.16.")
    assert found.text == "(2024. 10. 16.) meeting 개최"
    assert found.rows == ("line:meeting",)


def test_a_line_is_found_by_its_id() -> None:
    assert find_line(DRAFT, "education").rows == ("line:education",)


def test_a_topic_that_stands_in_two_periods_is_one_line_in_two_places() -> None:
    found = find_line(DRAFT, "포럼 추진")
    assert found.rows == ("line:포럼",)
    assert [place[1] for place in found.places] == ["그동안 추진실적", "2024년 하반기 추진실적"]


def test_a_text_in_several_lines_lists_them() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        find_line(DRAFT, "개최")
    assert "meeting 개최" in caught.value.say("en")
