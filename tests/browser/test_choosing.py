"""The drafts of a long list are chosen all at once, or one by one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.town import COORDINATOR

pytestmark = pytest.mark.needs("chromium", "korean_fonts")


def test_all_lines_are_chosen_at_once_and_counted(visits: Visits) -> None:
    page = visits.open(COORDINATOR, "/drafts?half_year=2024H2")
    boxes = page.locator("td input[name=pledge]")
    every = page.get_by_label("모두 선택")
    every.check()
    count = boxes.count()
    assert count > 1
    assert all(box.is_checked() for box in boxes.all())
    told = page.locator("[data-choose-all] [role=status]")
    expect(told).to_have_text(f"{count}건 선택함")
    boxes.first.uncheck()
    expect(told).to_have_text(f"{count - 1}건 선택함")
    expect(every).not_to_be_checked()
    assert every.evaluate("box => box.indeterminate")
