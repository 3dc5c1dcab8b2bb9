"""A half-year as its people live it: entered by the official, approved by the head, confirmed, handed in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from gongyak.drafts import draft_number
from gongyak.halfyear import HalfYear
from gongyak.store.drafts import list_drafts
from jobs.desk import Desk
from tests.browser.conftest import Visits
from tests.browser.town import COORDINATOR, HEAD, OFFICER, PASSWORD, READER, Site, desk_in
from tests.jobs.world import jpeg

pytestmark = pytest.mark.needs("chromium", "korean_fonts")
HALF_YEAR = HalfYear.parse("2025H1")
WORK = f"/pledges/1-1/work?half_year={HALF_YEAR}"
CHECKLIST, RESULTS, BUDGET, PHOTOS = (
    f"#part-{name}" for name in ("checklist", "results", "budget", "photos")
)
SAVED = "저장하였습니다."
PASTE = """(input, text) => {
    const copied = new DataTransfer();
    copied.setData("text/plain", text);
    input.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: copied, bubbles: true, cancelable: true}),
    );
}"""


@pytest.fixture
def desk(site: Site) -> Iterator[Desk]:
    with desk_in(site.folder) as desk:
        yield desk


def save(page: Page, part: str) -> None:
    """Save a part of the form as it stands, and wait until it is."""
    page.locator(f"{part} .buttons button").get_by_text("저장", exact=True).click()
    expect(page.locator(f"{part} .saved")).to_have_text(SAVED)


def text_of(page: Page, number: str, kind: str) -> str:
    """Return the text of a Word file as the page's reader downloads it."""
    answer = page.context.request.get(f"/drafts/{number}/{kind}")
    document = Document(io.BytesIO(answer.body()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_half_year_from_the_checklist_to_the_document(visits: Visits, desk: Desk, tmp_path: Path) -> None:
    page = visits.open(None, WORK)
    log_in(page, OFFICER)
    expect(page.get_by_role("heading", level=1)).to_contain_text("입력")
    postpone_the_opening(page)
    enter_a_result_by_keyboard(page)
    paste_a_block_of_the_budget(page)
    add_a_photo(page, tmp_path)
    number = have_it_drafted(page)
    ask_for_review(page, number)
    approve(visits.open(HEAD, f"/drafts/{number}"))
    confirm(visits.open(COORDINATOR, f"/drafts/{number}"))

    reader = visits.open(READER, f"/drafts/{number}")
    expect(reader.locator("main")).to_contain_text("확정")
    handed_in = text_of(reader, number, "clean")
    for expected in ("입주기업 간담회 개최", "(2025. 3. 14.)", "개소식 사진"):
        assert expected in handed_in
    with desk.database.read() as session:
        made = [draft for draft in list_drafts(session, HALF_YEAR) if draft.pledge == "1-1"]
    assert [draft.version for draft in made] == [1]


def log_in(page: Page, official: str) -> None:
    page.get_by_label("아이디").fill(official)
    page.get_by_label("비밀번호").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/work"))


def postpone_the_opening(page: Page) -> None:
    """Tell that a plan of the last report was postponed: a reason is asked for, and kept."""
    plan = page.locator(f"{CHECKLIST} fieldset.plan").first
    plan.get_by_label("연기").check()
    plan.get_by_label("새 시기").fill("2025년 하반기")
    page.locator(f"{CHECKLIST} .buttons button").click()
    expect(page.locator(f"{CHECKLIST} [role=alert]")).to_contain_text("저장하지 않았습니다")
    plan.get_by_label("사유").fill("공사 지연")
    save(page, CHECKLIST)
    expect(plan.get_by_label("사유")).to_have_value("공사 지연")


def enter_a_result_by_keyboard(page: Page) -> None:
    """Add a topic and its detail with a date, touching nothing but keys."""
    add = page.locator(f"{RESULTS} button[value=add]")
    add.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("입주기업 간담회")
    page.locator(f"{RESULTS} button[value^='add.']").last.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("입주기업 간담회 개최")
    page.keyboard.press("Tab")
    page.keyboard.type("3. 14.")
    page.keyboard.press("Tab")
    expect(page.locator(RESULTS)).to_contain_text("2025. 3. 14.")
    save(page, RESULTS)


def paste_a_block_of_the_budget(page: Page) -> None:
    """Paste what was copied from Excel: two cells beside one another, with separators."""
    cells = [
        page.locator(f"{BUDGET} input[name='planned.bio_complex/시비/{column}']")
        for column in ("2024", "2025")
    ]
    cells[0].focus()
    cells[0].evaluate(PASTE, "12,000\t30,000\r\n")
    for cell, amount in zip(cells, ("12,000", "30,000"), strict=True):
        expect(cell).to_have_value(amount)
    save(page, BUDGET)
    expect(cells[1]).to_have_value("30,000")


def add_a_photo(page: Page, folder: Path) -> None:
    """Choose a photo: the name of its file is offered as its caption."""
    file = folder / "개소식 사진.jpg"
    file.write_bytes(jpeg(size=(800, 600)))
    page.set_input_files("#photo-files", file)
    save(page, PHOTOS)


def have_it_drafted(page: Page) -> str:
    """Have the pledge's report drafted, watch it being made, and return the draft's number."""
    page.goto(f"/drafts?half_year={HALF_YEAR}")
    page.get_by_label("1-1 바이오 정밀의료클러스터 조성 추진 선택").check()
    page.get_by_role("button", name="선택한 공약 다시 만들기").click()
    page.wait_for_url(re.compile("/runs/"))
    expect(page.locator("main")).to_contain_text("초안 1건", timeout=60_000)
    return draft_number(HALF_YEAR, "1-1", 1)


def ask_for_review(page: Page, number: str) -> None:
    page.goto(f"/drafts/{number}")
    page.get_by_role("button", name="검토 요청").click()
    expect(page.locator("main")).to_contain_text("주관부서의 팀장 또는 과장이 확인할 차례입니다")


def approve(page: Page) -> None:
    page.get_by_role("button", name="승인").click()
    expect(page.locator("#review .badge")).to_have_text("승인")


def confirm(page: Page) -> None:
    page.get_by_label("의견").fill("오류는 확인하였습니다.")
    page.get_by_role("button", name="확정").click()
    expect(page.locator("main")).to_contain_text("확정되었습니다")
