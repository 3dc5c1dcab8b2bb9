"""Photos on the page where a half-year is filled in, as a browser with scripts shows them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Judge, Visits
from tests.browser.town import OFFICER

pytestmark = pytest.mark.needs("chromium", "korean_fonts")
PAGE = "/pledges/1-1/work?half_year=2024H2"
CARDS = "#part-photos .photo-card"
CAPTIONS = f"{CARDS} input[name^='caption.']"
SAVE = "#part-photos .buttons button"
Chosen = Sequence[tuple[str, str, bytes]]


def picture(colour: str, kind: str = "JPEG", size: tuple[int, int] = (1600, 1200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def choose(page: Page, *files: tuple[str, str, bytes]) -> None:
    """Choose *files*, each a name, what the browser takes it for, and its bytes."""
    chosen = [{"name": name, "mimeType": kind, "buffer": data} for name, kind, data in files]
    page.set_input_files("#photo-files", chosen)  # type: ignore[arg-type] # Playwright's own TypedDict


def captions(page: Page) -> list[str]:
    return [each.input_value() for each in page.locator(CAPTIONS).all()]


def save(page: Page) -> None:
    page.click(SAVE)
    page.locator("#part-photos .saved").wait_for()


def test_photos_are_seen_described_and_ordered_before_they_are_sent(
    visits: Visits, hindrances: Judge
) -> None:
    page = visits.open(OFFICER, PAGE)
    before = captions(page)
    choose(
        page,
        ("룩셈부르크 협약식.jpg", "image/jpeg", picture("navy")),
        ("IMG_0001.png", "image/png", picture("teal", "PNG")),
    )
    assert captions(page) == [*before, "룩셈부르크 협약식", ""]
    shown = page.locator(f"{CARDS}.new img").first
    expect(shown).to_have_js_property("naturalWidth", 1600)
    page.locator(CAPTIONS).last.fill("전경")
    page.locator(f"{CARDS}.new").last.get_by_role("button", name="앞으로").focus()
    page.keyboard.press("Enter")
    wanted = [*before, "전경", "룩셈부르크 협약식"]
    assert captions(page) == wanted
    for size in (None, PHONE):
        if size:
            page.set_viewport_size(size)
        assert not hindrances(page)
    save(page)
    assert captions(page) == wanted
    assert page.locator(f"{CARDS}.new").count() == 0
    page.reload()
    assert captions(page) == wanted
    expect(page.locator(f"{CARDS} img").last).to_have_js_property("complete", value=True)
    page.context.close()


def test_a_refused_file_leaves_the_others_and_what_was_typed(visits: Visits) -> None:
    page = visits.open(OFFICER, PAGE)
    before = captions(page)
    choose(
        page,
        ("좋은 사진.jpg", "image/jpeg", picture("olive")),
        ("나쁜 사진.jpg", "image/jpeg", b"<svg onload='alert(1)'>"),
    )
    page.locator(CAPTIONS).nth(len(before)).fill("고친 설명")
    page.click(SAVE)
    mistake = page.locator("#part-photos .mistake")
    mistake.wait_for()
    expect(mistake).to_contain_text("'나쁜 사진.jpg'의 실제 내용은 SVG 그림입니다")
    assert captions(page) == [*before, "고친 설명", "나쁜 사진"]
    expect(page.locator(f"{CARDS}.new input[type=file]").first).to_be_hidden()  # it has its file again
    page.locator(f"{CARDS}.new").last.get_by_role("button", name="빼기").click()
    save(page)
    assert captions(page) == [*before, "고친 설명"]
    page.context.close()


def test_what_cannot_be_a_photo_is_told_at_once(visits: Visits) -> None:
    page = visits.open(OFFICER, PAGE)
    before = captions(page)
    same = ("같은 사진.jpg", "image/jpeg", picture("maroon", size=(40, 30)))
    choose(page, ("IMG_1.HEIC", "image/heic", b"x"), ("표.xlsx", "", b"x"), same)
    refused = page.locator("#part-photos [data-refused] li")
    expect(refused).to_have_count(2)
    expect(refused.first).to_contain_text("높은 호환성")
    assert len(captions(page)) == len(before) + 1
    page.context.close()


def test_a_photo_is_turned_by_its_button(visits: Visits) -> None:
    page = visits.open(OFFICER, PAGE)
    first = page.locator(f"{CARDS} img").first
    width, height = first.get_attribute("width"), first.get_attribute("height")
    first.locator("xpath=ancestor::li").get_by_role("button", name="90° 돌리기").click()
    page.locator("#part-photos .saved").wait_for()
    turned = page.locator(f"{CARDS} img").first
    assert (turned.get_attribute("width"), turned.get_attribute("height")) == (height, width)
    page.context.close()


def test_files_are_dropped_and_photos_dragged(visits: Visits) -> None:
    page = visits.open(OFFICER, PAGE)
    before = captions(page)
    dropped = page.evaluate_handle(
        """async () => {
            const canvas = document.createElement("canvas");
            const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
            const held = new DataTransfer();
            held.items.add(new File([blob], "끌어온 사진.png", {type: "image/png"}));
            return held;
        }"""
    )
    page.dispatch_event("#part-photos [data-drop-zone]", "drop", {"dataTransfer": dropped})
    assert captions(page) == [*before, "끌어온 사진"]
    pictures = page.locator(f"{CARDS} .picture img")
    pictures.last.drag_to(pictures.nth(len(before) - 1), target_position={"x": 2, "y": 20})
    wanted = [*before[:-1], "끌어온 사진", before[-1]]
    assert captions(page) == wanted
    save(page)
    assert captions(page) == wanted
    page.context.close()
