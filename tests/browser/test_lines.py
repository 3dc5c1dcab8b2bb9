"""Topics and details typed in a real browser: by keys, by pasting, and how nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.conftest import Judge, Visits
from tests.browser.town import OFFICER

pytestmark = pytest.mark.needs("chromium", "korean_fonts")
ADDRESS = "/pledges/1-1/work?half_year=2025H1"
PART = "#part-results"
_PASTE = """(input, text) => {
    const copied = new DataTransfer();
    copied.setData("text/plain", text);
    input.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: copied, bubbles: true, cancelable: true}),
    );
}"""


@pytest.fixture
def page(visits: Visits) -> Page:
    return visits.open(OFFICER, ADDRESS)


def begin(page: Page, *details: str) -> Locator:
    """Add a topic with *details* by keys alone; return it, with the focus in the last detail."""
    page.locator(f"{PART} button[value=add]").click()
    page.keyboard.type("주민 설명회")
    for detail in details:
        page.keyboard.press("Enter")
        page.keyboard.type(detail)
    return page.locator(f"{PART} [data-lines] > ol > li.topic").last


def texts(topic: Locator) -> list[str]:
    """Return the texts of a topic's details, in the order in which they stand and are sent."""
    sent = topic.locator("> input[name$='.order']").input_value().split()
    lines = topic.locator("> ol > li")
    assert sent == [line.get_attribute("data-line") for line in lines.all()]
    return [field.input_value() for field in lines.locator("textarea").all()]


def said(page: Page) -> Locator:
    """Return where it is told to who cannot see it what a key did."""
    return page.locator(f"{PART} [data-said]")


def focused(page: Page) -> str:
    """Return the value of the field that has the focus."""
    value = page.evaluate("document.activeElement.value")
    assert isinstance(value, str)
    return value


def save(page: Page) -> None:
    """Send the part as it stands."""
    page.locator(f"{PART} .buttons button").click()


def test_enter_begins_the_next_detail_and_backspace_takes_an_empty_one_away(page: Page) -> None:
    topic = begin(page, "장소 선정", "설명회 개최")
    assert texts(topic) == ["장소 선정", "설명회 개최"]
    page.keyboard.press("Enter")
    assert texts(topic) == ["장소 선정", "설명회 개최", ""]
    expect(said(page)).to_have_text("세부 내용을 추가하였습니다.")
    page.keyboard.press("Backspace")
    assert texts(topic) == ["장소 선정", "설명회 개최"]
    assert focused(page) == "설명회 개최"
    page.keyboard.press("Backspace")
    assert texts(topic) == ["장소 선정", "설명회 개"]


def test_alt_and_arrows_move_a_line_and_tell_where_it_is(page: Page) -> None:
    topic = begin(page, "하나", "둘", "셋")
    page.keyboard.press("Alt+ArrowUp")
    assert (texts(topic), focused(page)) == (["하나", "셋", "둘"], "셋")
    expect(said(page)).to_have_text("옮겼습니다: 세부 내용 2번째(모두 3개)")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert (texts(topic), focused(page)) == (["하나", "둘", "셋"], "셋")
    expect(said(page)).to_have_text("더 옮길 수 없습니다.")


def test_several_lines_that_are_pasted_become_several_details(page: Page) -> None:
    topic = begin(page, "")
    pasted = " - 3. 14. 사전 협의\r\n\r\n❍ 장소 선정\n설명회 개최\n"
    topic.locator("> ol textarea").evaluate(_PASTE, pasted)
    assert texts(topic) == ["3. 14. 사전 협의", "장소 선정", "설명회 개최"]
    expect(said(page)).to_have_text("3줄을 붙여 넣었습니다.")


def test_a_date_is_understood_while_it_is_typed(page: Page) -> None:
    row = begin(page, "설명회 개최").locator("> ol .row")
    page.keyboard.press("Tab")
    page.keyboard.type("3. 14.")
    expect(row).to_contain_text("2025. 3. 14.(금)")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("2. 30.")
    expect(row.locator(".mistake")).to_contain_text("2. 30.")


def test_a_topic_of_earlier_half_years_goes_on(page: Page, hindrances: Judge) -> None:
    choice = page.locator(f"{PART} select[name=join] option").nth(1)
    key, name = choice.get_attribute("value"), choice.inner_text()
    page.locator(f"{PART} select[name=join]").select_option(key)
    page.locator(f"{PART} button[value=join]").click()
    topic = page.locator(f"{PART} [data-lines] > ol > li[data-line='{key}']")
    expect(topic.locator("> .row .fixed")).to_have_text(name)
    expect(page.locator(f"{PART} option[value='{key}']")).to_have_count(0)
    assert hindrances(page) == []
    page.keyboard.type("2단계 협의")
    save(page)
    expect(page.locator(f"{PART} .saved")).to_be_visible()
    expect(topic.locator("> .row textarea")).to_have_value(name)  # its heading may be corrected now
    assert texts(topic) == ["2단계 협의"]


def test_who_leaves_with_something_unsaved_is_asked(page: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    topic = begin(page, "장소 선정")
    with page.expect_event("dialog"):
        page.locator("a.brand").click()
    assert asked == ["beforeunload"]
    assert texts(topic) == ["장소 선정"]
    save(page)
    expect(page.locator(f"{PART} .saved")).to_be_visible()
    page.locator("a.brand").click()
    page.wait_for_url(lambda url: "/work" not in url)
    assert asked == ["beforeunload"]


def test_what_was_saved_keeps_its_place_and_a_mistake_leads_to_its_field(page: Page) -> None:
    topic = begin(page, "설명회 개최")
    save(page)
    expect(page.locator(f"{PART} form > .buttons button")).to_be_focused()
    wrong = topic.locator("> ol input.date")
    wrong.fill("언젠가")
    save(page)
    expect(page.locator(f"{PART} .alert")).to_be_visible()
    expect(wrong).to_be_focused()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_value("언젠가")
    expect(page.locator(PART)).to_have_class(re.compile(r"\bchanged\b"))
