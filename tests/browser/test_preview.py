"""A draft is shown in its page, in a frame where whatever a document holds finds nothing to take."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from playwright.sync_api import Frame, Page, expect
from sqlalchemy import update

from gongyak.store.statements import table_of
from gongyak.store.tables import DraftDocumentRow
from tests.browser.conftest import PHONE, Judge, Visits
from tests.browser.hostile import hostile_document
from tests.browser.town import COORDINATOR, HEAD, LOOPBACK, OFFICER, Site, desk_in

pytestmark = pytest.mark.needs("chromium", "korean_fonts")
DRAFT: Final = "/drafts/2024H2_1-1_v1"
HOSTILE: Final = "2024H2_1-2_v1"
_PATIENCE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Outside:
    """A site that is none of ours, and knows whether anybody came."""

    address: str
    listener: socket.socket

    def was_asked(self) -> bool:
        """Tell whether anybody has connected."""
        self.listener.setblocking(False)  # noqa: FBT003 - the signature of sockets
        try:
            self.listener.accept()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def outside() -> Iterator[Outside]:
    with socket.create_server((LOOPBACK, 0)) as listener:
        yield Outside(f"http://{LOOPBACK}:{listener.getsockname()[1]}", listener)


def replace_document(site: Site, number: str, content: bytes) -> None:
    """Put *content* in the place of a draft's document, as nobody can by the program itself."""
    with (
        desk_in(site.folder) as desk,
        desk.database.begin(who="tester", at=desk.now(), cause="test") as session,
    ):
        table = table_of(DraftDocumentRow)
        session.connection().execute(update(table).where(table.c.draft == number).values(content=content))


def shown(page: Page) -> Frame:
    """Return the frame, once the document stands in it."""
    page.frame_locator("iframe").locator("section.docx").first.wait_for()
    frame = page.frame(url=re.compile("/preview$"))
    assert frame is not None
    return frame


def test_a_draft_shows_its_document_with_the_comments_as_wide_as_the_page(visits: Visits) -> None:
    page = visits.open(HEAD, DRAFT)
    frame = shown(page)
    assert "바이오 정밀의료클러스터 조성 추진" in frame.inner_text("section.docx >> nth=0")
    for size in (page.viewport_size, PHONE):
        assert size is not None
        page.set_viewport_size(size)
        expect(page.locator("[data-told]")).to_be_hidden()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert frame.evaluate(wide) <= 0
    mark = frame.locator(".docx-comment-ref").first
    mark.focus()
    expect(frame.locator("#note")).to_contain_text("공약 점검")
    page.keyboard.press("Escape")
    expect(frame.locator("#note")).to_be_hidden()


def test_the_whole_document_can_be_unfolded(visits: Visits) -> None:
    page = visits.open(HEAD, DRAFT)
    frame = shown(page)
    button = page.get_by_role("button", name="전체 펼치기")
    button.click()
    bounds = page.locator("iframe").bounding_box()
    assert bounds is not None
    assert bounds["height"] >= frame.evaluate(
        "document.getElementById('pages').getBoundingClientRect().height"
    )
    page.get_by_role("button", name="접기").click()
    folded = page.locator("iframe").bounding_box()
    assert folded is not None
    assert folded["height"] < bounds["height"]


def test_nothing_of_a_hostile_document_runs_or_is_loaded(
    visits: Visits, site: Site, outside: Outside
) -> None:
    replace_document(site, HOSTILE, hostile_document(outside.address))
    page = visits.open(COORDINATOR, f"/drafts/{HOSTILE}")
    frame = shown(page)
    frame.get_by_text("누르지 마십시오").click()
    frame.get_by_text("바깥", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.hacked") is None
    assert frame.evaluate("window.hacked") is None
    assert (
        frame.evaluate("document.querySelectorAll('iframe, a[href], [onload], [onclick], [onerror]').length")
        == 0
    )
    assert page.frame(url=re.compile("/preview$")) is frame
    assert "<script>" in frame.inner_text("section.docx >> nth=0")
    assert not outside.was_asked()
    # What the policy refuses is told on the console, and counted by the browser as if it had been asked for.
    visits.complaints[:] = [told for told in visits.complaints if "Content Security Policy" not in told]
    visits.strays[:] = [url for url in visits.strays if not url.startswith(outside.address)]


def test_whoever_ran_in_the_frame_would_find_nothing_there(visits: Visits) -> None:
    page = visits.open(OFFICER, DRAFT)
    frame = shown(page)
    for attempt in (
        "document.cookie",
        "localStorage.length",
        "parent.document.title",
        "fetch('/healthz')",
    ):
        told = frame.evaluate(
            f"(async () => {{ try {{ await ({attempt}); return 'open' }} catch {{ return 'shut' }} }})()"
        )
        assert told == "shut", attempt
    assert frame.evaluate("self.origin") == "null"
    visits.complaints.clear()  # each attempt was refused aloud


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"%PDF-1.7"])
def test_a_document_that_cannot_be_shown_is_told_calmly(visits: Visits, site: Site, content: bytes) -> None:
    replace_document(site, "2024H2_1-3_v1", content)
    page = visits.open(COORDINATOR, "/drafts/2024H2_1-3_v1")
    expect(page.locator("[data-told]")).to_contain_text("표시하지 못하였습니다")
    expect(page.locator("iframe")).to_have_count(0)


def test_without_scripts_the_document_is_downloaded(visits: Visits) -> None:
    page = visits.open(OFFICER, DRAFT, java_script_enabled=False)
    expect(page.locator("[data-told]")).to_contain_text("내려받기")
    expect(page.locator("iframe")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word 내려받기").click()
    assert download.value.suggested_filename.endswith(".docx")


def test_a_draft_is_made_again_under_the_eyes_of_whoever_asked(visits: Visits, hindrances: Judge) -> None:
    page = visits.open(COORDINATOR, "/drafts/2024H2_2-1_v1")
    page.get_by_label("달라진 것이 없어도").check()
    page.get_by_role("button", name="다시 만들기").click()
    expect(page.locator("#told")).to_have_text("보고서 초안 작성: 완료", timeout=_PATIENCE_MS)
    assert hindrances(page) == []
    page.get_by_role("link", name="2024H2_2-1_v2").click()
    expect(page.get_by_role("heading", name="이전 초안과 달라진 점")).to_be_visible()


def test_a_draft_is_handed_on_and_approved_by_keyboard(visits: Visits) -> None:
    officer = visits.open(OFFICER, "/pledges/1-1?half_year=2024H2")
    officer.get_by_role("link", name=re.compile("초안 ")).click()
    button = officer.get_by_role("button", name="검토 요청")
    button.focus()
    officer.keyboard.press("Enter")
    expect(officer.locator("ol.steps li")).to_have_count(2, timeout=_PATIENCE_MS)
    head = visits.open(HEAD, "/")
    head.locator("section[aria-labelledby=awaited] a").click()
    head.get_by_role("button", name="승인").click()
    expect(head.locator("ol.steps li")).to_have_count(3, timeout=_PATIENCE_MS)
