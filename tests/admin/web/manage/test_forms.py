"""A form is checked before it is taken, every version is kept, and drafts are made with the one in use."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from docx import Document
from starlette.applications import Starlette

from admin.web.session import CSRF_FIELD, csrf_of
from jobs.desk import Desk
from jobs.managing.forms import show_forms
from tests.admin.web.browser import SITE, Browser
from tests.admin.web.people import browser_of, settle
from tests.jobs.world import desk_at

TOP = "/manage/forms"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        yield desk


@pytest.fixture
def admin(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "admin")


def form(*lines: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def hand_in(browser: Browser, name: str, data: bytes) -> httpx.Response:
    """Send a file as a browser does."""
    tie = browser.cookies["gongyak_session"]

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=browser.app, client=(browser.address, 50000))
        async with httpx.AsyncClient(transport=transport, base_url=SITE, cookies=browser.cookies) as client:
            return await client.post(TOP, data={CSRF_FIELD: csrf_of(tie)}, files={"file": (name, data)})

    return asyncio.run(send())


def test_a_right_form_is_used_at_once_by_every_desk_lent_anew(desk: Desk, admin: Browser) -> None:
    assert desk.form.name == "pledge.docx"
    data = form("{{ name }}")
    assert hand_in(admin, "우리 서식.docx", data).status_code == 303
    lent = desk.lent_to("officer")
    assert lent.form.name == "우리 서식.docx"
    assert lent.form.checksum != desk.form.checksum, "a desk that began with a form keeps it"
    assert admin.get(f"{TOP}/1").content == data
    assert "우리 서식.docx" in admin.get(TOP).text


def test_one_goes_back_to_an_earlier_form_and_to_the_shipped_one(desk: Desk, admin: Browser) -> None:
    for text in ("{{ name }}", "{{ number }}"):
        hand_in(admin, "서식.docx", form(text))
    assert show_forms(desk).in_use == 2
    assert admin.submit(TOP, {"version": "1"}, to=f"{TOP}/use").status_code == 303
    assert show_forms(desk).in_use == 1
    assert admin.submit(TOP, {"version": "0"}, to=f"{TOP}/use").status_code == 303
    assert desk.lent_to("officer").form.name == "pledge.docx"
    assert admin.submit(TOP, {"version": "9"}, to=f"{TOP}/use").status_code == 422
    assert [each.version for each in show_forms(desk).forms] == [2, 1]


def test_a_form_with_mistakes_is_not_taken_and_each_is_named(desk: Desk, admin: Browser) -> None:
    answer = hand_in(admin, "서식.docx", form("{{ nmae }}", "{{ nummer }}"))
    assert answer.status_code == 422
    assert all(each in answer.text for each in ("nmae", "nummer"))
    assert "등록하지 않았습니다" in answer.text
    assert show_forms(desk).forms == ()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 no archive"])
def test_what_is_no_word_document_is_refused(desk: Desk, admin: Browser, data: bytes) -> None:
    assert hand_in(admin, "서식.docx", data).status_code == 422
    assert show_forms(desk).forms == ()


def test_without_a_file_one_is_asked_for(admin: Browser) -> None:
    assert admin.submit(TOP, {}).status_code == 422


def test_coordinators_see_the_forms_and_change_nothing(desk: Desk, app: Starlette) -> None:
    coordinator = browser_of(desk, app, "coordinator")
    assert coordinator.get(TOP).status_code == 200
    assert coordinator.get(f"{TOP}/0").content.startswith(b"PK")
    assert coordinator.get(f"{TOP}/7").status_code == 404
    assert coordinator.get(f"{TOP}/x").status_code == 404
    assert hand_in(coordinator, "서식.docx", form("x")).status_code == 403
