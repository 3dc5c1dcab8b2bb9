"""The form on paper, as LibreOffice lays it out."""

from __future__ import annotations

import pytest

from tests.templates import shapes
from tests.templates.reference import reference
from tests.templates.rendering import packed, pages

SHAPES = {
    "reference": reference,
    "long": shapes.many_topics,
    "long topic": shapes.long_topic,
    "empty": shapes.nearly_empty,
}
pytestmark = pytest.mark.needs("libreoffice", "pdftoppm", "korean_fonts")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Give the pages of each report, all laid out in one run of LibreOffice."""
    return pages({name: view() for name, view in SHAPES.items()}, tmp_path_factory.mktemp("pages"))


def test_heads_and_period_repeat_on_every_page_of_a_long_period(printed: dict[str, list[str]]) -> None:
    within = [packed(page) for page in printed["long"] if "생활체육시설" in page]
    assert len(within) >= 4
    for page in within:
        assert "구분추진실적및추진계획비고그동안추진실적(2022.7.~2024.6.)" in page


def test_a_topic_is_not_split_over_two_pages(printed: dict[str, list[str]]) -> None:
    for page in printed["long"]:
        assert page.count("생활체육시설") * 2 == page.count("관계기관 협의")


def test_every_page_says_draft_and_bears_its_number(printed: dict[str, list[str]]) -> None:
    assert len(printed["reference"]) == 5
    for number, page in enumerate(printed["reference"], 1):
        text = packed(page)
        assert text.startswith("초안기준일2024.12.31.")
        assert text.endswith(f"-{number}-")


def test_no_heading_stands_at_the_foot_of_a_page(printed: dict[str, list[str]]) -> None:
    for page in printed["reference"]:
        *_, last, _number = [line.strip() for line in page.splitlines() if line.strip()]
        assert not last.startswith(("❏", "❍", "구"))


def test_a_nearly_empty_report_is_one_page(printed: dict[str, list[str]]) -> None:
    assert len(printed["empty"]) == 1


def test_a_topic_longer_than_a_page_loses_nothing(printed: dict[str, list[str]]) -> None:
    text = packed("".join(printed["long topic"]))
    assert all(f"관계기관협의({n}차)" in text for n in range(1, 71))
