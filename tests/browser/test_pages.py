from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, Judge, Visits
from tests.browser.town import ADMINISTRATOR, COORDINATOR, HEAD, OFFICER

pytestmark = pytest.mark.needs("chromium", "korean_fonts")
PAGES = [
    (None, "/login"),
    (OFFICER, "/"),
    (COORDINATOR, "/"),
    (ADMINISTRATOR, "/"),
    (COORDINATOR, "/pledges?half_year=2024H2"),
    (OFFICER, "/pledges/1-1?half_year=2024H2"),
    (OFFICER, "/pledges/1-1/work?half_year=2024H2"),
    (COORDINATOR, "/drafts?half_year=2024H2"),
    (HEAD, "/drafts/2024H2_1-1_v1"),
    (COORDINATOR, "/events?state=all"),
    (COORDINATOR, "/events?view=month&month=2027-01"),
    (COORDINATOR, "/events/new-event"),
    (OFFICER, "/events/lih_g_second_opening"),
    (OFFICER, "/events/lih_g_second_opening/edit"),
    (OFFICER, "/calendar-feed"),
    (COORDINATOR, "/letters"),
    (ADMINISTRATOR, "/schedule"),
    (ADMINISTRATOR, "/runs"),
    (COORDINATOR, "/history"),
    (COORDINATOR, "/manage"),
    (COORDINATOR, "/manage/pledges"),
    (COORDINATOR, "/manage/pledges/1-1"),
    (COORDINATOR, "/manage/words"),
    (COORDINATOR, "/manage/mutes"),
    (ADMINISTRATOR, "/manage/people"),
    (ADMINISTRATOR, "/manage/people/g1103"),
    (ADMINISTRATOR, "/manage/departments"),
    (ADMINISTRATOR, "/manage/terms"),
    (ADMINISTRATOR, "/manage/days"),
    (ADMINISTRATOR, "/manage/forms"),
    (ADMINISTRATOR, "/manage/letters"),
    (ADMINISTRATOR, "/manage/letters/event/subject"),
    (ADMINISTRATOR, "/manage/settings"),
    (ADMINISTRATOR, "/manage/settings/timetable.overview"),
    (ADMINISTRATOR, "/manage/settings/mail.resend_unknown"),
    (ADMINISTRATOR, "/manage/access"),
    (OFFICER, "/password"),
]

RULES_OF_LOOKS = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""What another width and other colours may change."""


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_hinders_nobody_and_fits_a_phone(
    visits: Visits, hindrances: Judge, who: str | None, path: str
) -> None:
    page = visits.open(who, path, color_scheme="light")
    assert page.locator("h1").count() == 1
    found = hindrances(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    found += hindrances(page, *RULES_OF_LOOKS)
    assert not found, "\n".join(found)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{path} is {wide} px wider than a telephone"


def test_the_keyboard_alone_finds_the_way_in(visits: Visits) -> None:
    page = visits.open(OFFICER, "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "본문으로 건너뛰기"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
