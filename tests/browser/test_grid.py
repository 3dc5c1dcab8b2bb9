from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from gongyak.editing.figures import NotAnAmount, NotInThousands, read_amount, write_amount
from tests.browser.conftest import Visits
from tests.browser.town import OFFICER

pytestmark = pytest.mark.needs("chromium", "korean_fonts")
ADDRESS = "/pledges/1-1/work?half_year=2024H2"
TEXTS = """
1500| 1,500 |-|△1,500|(1,500)|-1,500|１，５００|2억|1.5억원|30만원|1.5백만원|150,000원|1,500원|150,500원|
0.05만원|1234.0|1234.5|0|00012|1,50|12 000|abc|(1,500|(-5)|9,999,999,999억|999999999999999|
9999999999999999|0.5원|1e5|①
"""
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


def cell(page: Page, measure: str, source: str, column: str) -> Locator:
    """Return the field of an amount of the only unit project."""
    return page.locator(f'input[name="{measure}.bio_complex/{source}/{column}"]')


def paste(into: Locator, text: str) -> None:
    """Paste what was copied from a spreadsheet."""
    into.focus()
    into.evaluate(_PASTE, text)


def told(page: Page) -> str:
    """Return what the grid says of what was done."""
    return page.locator("[data-grid-told]").inner_text()


def expected(text: str, *, is_executed: bool) -> str | None:
    """Return what a field shows after a text was typed; None: a mistake."""
    try:
        return write_amount(read_amount(text, is_executed=is_executed))
    except (NotAnAmount, NotInThousands):
        return None


def test_the_script_reads_amounts_as_the_server_does(page: Page) -> None:
    for measure in ("planned", "executed"):
        field = cell(page, measure, "국비", "2024")
        for text in TEXTS.replace("\n", "").split("|"):
            field.fill(text)
            field.blur()
            is_wrong = field.get_attribute("aria-invalid") == "true"
            shown = None if is_wrong else field.input_value()
            assert shown == expected(text, is_executed=measure == "executed"), text
            if is_wrong:
                assert field.input_value() == text


def test_sums_and_differences_follow_as_one_types(page: Page) -> None:
    total = cell(page, "planned", "국비", "계")
    cell(page, "planned", "국비", "2023").fill("1,000")
    cell(page, "planned", "국비", "2024").fill("500")
    assert total.get_attribute("placeholder") == "1,500"
    total.fill("1,400")
    assert "합 1,500 차 -100" in " ".join(total.locator("..").inner_text().split())
    total.fill("")
    assert not total.locator("..").locator(".sum").is_visible()


def test_a_block_from_a_spreadsheet_fills_the_cells_and_can_be_taken_back(page: Page) -> None:
    start = cell(page, "secured", "국비", "2023")
    start.fill("7")
    before = cell(page, "executed", "시비", "2023").input_value()
    paste(start, '"1,000"\t-\t\r\n(400)\t△5\t\r\n 20백만원 \t\t3\r\n\t9\t\r\n')
    assert start.input_value() == "1,000"
    assert cell(page, "secured", "국비", "2024").input_value() == "0"
    assert cell(page, "executed", "국비", "2023").input_value() == "400"
    assert cell(page, "executed", "국비", "2024").input_value() == "-5"
    assert cell(page, "secured", "도비", "2023").input_value() == "20,000"
    assert cell(page, "secured", "도비", "2025").input_value() == "3"
    assert cell(page, "executed", "도비", "2024").input_value() == "9"
    assert cell(page, "secured", "국비", "계").get_attribute("placeholder") == "1,000"
    assert told(page).startswith("12칸에 붙여 넣었습니다")
    page.keyboard.press("Control+z")
    assert start.input_value() == "7"
    assert cell(page, "secured", "도비", "2025").input_value() == ""
    assert cell(page, "executed", "시비", "2023").input_value() == before
    assert cell(page, "secured", "국비", "계").get_attribute("placeholder") == "7"


def test_what_does_not_fit_or_is_no_amount_is_told_and_not_dropped(page: Page) -> None:
    start = cell(page, "planned", "기타", "2026")
    paste(start, "국비\t2\t77\n88\t\t99")
    assert start.input_value() == "국비"
    assert start.get_attribute("aria-invalid") == "true"
    assert cell(page, "planned", "기타", "after").input_value() == "2"
    assert "읽을 수 없는 1칸을 고쳐 주시기 바랍니다: 국비." in told(page)
    assert "벗어난 3칸은 넣지 못하였습니다: 77, 88, 99." in told(page)


def test_the_keyboard_alone_moves_through_the_grid_and_sends_nothing(page: Page) -> None:
    cell(page, "planned", "국비", "2023").focus()
    page.keyboard.type("12345")
    page.keyboard.press("Enter")
    assert cell(page, "planned", "국비", "2023").input_value() == "12,345"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("6")
    page.keyboard.press("Tab")
    assert cell(page, "planned", "국비", "2024").input_value() == "6"
    assert page.evaluate("document.activeElement.name") == "planned.bio_complex/국비/2025"
    page.keyboard.press("Shift+Enter")
    assert page.evaluate("document.activeElement.name") == "planned.bio_complex/계/2025"
    page.keyboard.type("5")
    page.keyboard.press("Escape")
    assert cell(page, "planned", "계", "2025").input_value() == ""
    assert page.locator("#part-budget .saved").count() == 0


def test_what_was_pasted_is_saved_and_the_findings_follow(page: Page) -> None:
    paste(cell(page, "executed", "기타", "2023"), "10\t20")
    page.locator("#part-budget .buttons button").click()
    page.locator("#part-budget .saved").wait_for()
    assert cell(page, "executed", "기타", "2024").input_value() == "20"
    assert "집행액 10천원이 확보액" in page.locator("#part-budget .found-at").inner_text()
    cell(page, "executed", "기타", "2023").fill("많음")
    page.locator("#part-budget .buttons button").click()
    page.locator("#part-budget .alert").wait_for()
    wrong = cell(page, "executed", "기타", "2023")
    assert wrong.input_value() == "많음"
    assert "'많음'을 금액으로 읽을 수 없습니다." in wrong.locator("..").inner_text()


def test_the_history_of_the_cell_one_is_in_is_one_step_away(page: Page) -> None:
    cell(page, "planned", "시비", "2022").focus()
    page.locator("[data-history]").click()
    page.locator("#row-history .things").wait_for()
    assert "150,000" in page.locator("#row-history").inner_text().replace("150000", "150,000")
