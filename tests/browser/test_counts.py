from __future__ import annotations

import pytest

from tests.browser.conftest import Visits
from tests.browser.town import OFFICER

pytestmark = pytest.mark.needs("chromium", "korean_fonts")


def test_a_new_row_comes_as_the_last_is_used_and_the_sum_follows(visits: Visits) -> None:
    page = visits.open(OFFICER, "/pledges/1-1/work?half_year=2024H2")
    total = page.locator('[name="total.other"]')
    page.locator('[name="label.other/new1"]').fill("누리소통망 홍보")
    page.locator('[name="number.other/new1"]').fill("3")
    page.locator('[name="label.other/new2"]').fill("현장 설문")
    page.locator('[name="number.other/new2"]').fill("4회")
    assert total.get_attribute("placeholder") == "7"
    assert page.locator('[name="label.other/new3"]').input_value() == ""
    total.fill("6")
    assert "합 7회와 -1만큼" in page.locator("[data-counts]", has=total).locator(".differs").inner_text()
    page.locator("#part-counts .buttons button").click()
    page.locator("#part-counts .saved").wait_for()
    assert page.locator('#part-counts [value="현장 설문"]').count() == 1
    assert page.locator('#part-counts [value="누리소통망 홍보"]').count() == 1
