"""A real Chromium, and a real site for it; whatever a page complains about fails the test."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, sync_playwright

from tests.browser.town import Site, found, serving

ARGUMENTS: Final = (
    "--no-sandbox",  # the tests may run as root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP: Final[ViewportSize] = {"width": 1280, "height": 900}
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
_AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
_STANDARDS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run a module: each has a site of its own, which takes a while to start."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium; it is started once a module, since its loop must not outlive the tests."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the sample city, drafted and with accounts, to be copied."""
    folder = tmp_path_factory.mktemp("founded")
    found(folder)
    return folder


@pytest.fixture(scope="module")
def site(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a site of the module's own."""
    with serving(founded, tmp_path_factory.mktemp("site")) as site:
        yield site


@dataclass
class Visits:
    """Opens the site as whoever is asked for, and remembers what the browser complained about."""

    chromium: Browser
    site: Site
    complaints: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def open(self, official: str | None, path: str = "/", **options: Any) -> Page:
        """Return the page at *path*, opened as the *official* (None: nobody) in a window of its own."""
        context = self.chromium.new_context(
            base_url=self.site.address, locale="ko-KR", viewport=DESKTOP, **options
        )
        if official:
            cookie = {"name": "gongyak_session", "value": self.site.enter(official), "url": self.site.address}
            context.add_cookies([cookie])  # type: ignore[list-item] # Playwright's own TypedDict
        page = context.new_page()
        page.on("console", lambda told: self._hear(told.type, told.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._watch)
        page.goto(path)
        return page

    def _hear(self, kind: str, text: str) -> None:
        # A 4xx is an answer that the tests look at themselves; Chromium and htmx both report it.
        is_answer = re.search(r"the server responded with a status of 4|^Response Status Error Code 4", text)
        if kind in {"error", "warning"} and not is_answer:
            self.complaints.append(text)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.site.address, "blob:", "data:")):
            self.strays.append(request.url)


@pytest.fixture
def visits(chromium: Browser, site: Site) -> Iterator[Visits]:
    """Give the way to open pages; no page may complain, or ask anything of another site."""
    visits = Visits(chromium, site)
    yield visits
    for context in chromium.contexts:
        context.close()
    assert visits.complaints == []
    assert visits.strays == []


Judge = Callable[..., list[str]]


@pytest.fixture(scope="session")
def hindrances() -> Judge:
    """Give what finds on a page what hinders people (axe-core, WCAG 2.2 AA): by all rules or those given."""

    def judge(page: Page, *rules: str) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(_AXE)
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": _STANDARDS}
        found = page.evaluate("options => axe.run(document, options)", {"runOnly": only})
        return [
            f"{page.url}: {each['id']}: {each['help']}: {node['target']}: {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    return judge
