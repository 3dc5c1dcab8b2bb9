"""The page in the frame has a policy of its own; what surrounds it keeps the site's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from admin.web.app import make_app
from admin.web.guard import HEADERS
from admin.web.preview import POLICY
from tests.admin.web.browser import Browser
from tests.jobs.world import desk_at


@pytest.fixture
def web(migrated_url: str, tmp_path: Path) -> Iterator[Browser]:
    with desk_at(migrated_url, tmp_path) as desk:
        yield Browser(make_app(desk))


def test_the_frame_may_load_nothing_but_its_own_scripts_and_what_is_in_the_document(web: Browser) -> None:
    answer = web.get("/preview")
    rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "blob: data:",
        "font-src": "blob: data:",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "allow-scripts",
    }
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


def test_no_other_page_has_the_policy_of_the_frame(web: Browser) -> None:
    assert (
        web.get("/login").headers["content-security-policy"] == HEADERS["Content-Security-Policy"] != POLICY
    )


def test_the_frame_holds_no_script_of_its_own_and_no_attribute_that_runs(web: Browser) -> None:
    page = web.get("/preview").text
    assert page.count("<script src=") == page.count("<script") == 3
    assert " on" not in page.replace(" only", "")
    assert "style=" not in page
