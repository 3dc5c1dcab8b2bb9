"""The forms of the parts of a page, as a browser without scripts fills and sends them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

import httpx

from tests.admin.web.browser import Browser

PAGE: Final = "/pledges/1-1/work?half_year=2024H2"


class _Fields(HTMLParser):
    """Collects what a form would send if its last button without a name were pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._area: str | None = None
        self._choice = ""
        self._pattern = False  # in what only a script would put into the form

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._pattern |= tag == "template"
        if self._pattern:
            return
        if tag == "textarea":
            self._area = given["name"]
            self.fields[self._area] = ""
        elif tag == "select":
            self._choice = given["name"]
        elif tag == "option" and ("selected" in given or self._choice not in self.fields):
            self.fields[self._choice] = given.get("value", "")
            self._area = None if "value" in given else self._choice  # then its text is the value
        elif tag == "input" and "name" in given:
            if given.get("type") == "checkbox" and "checked" not in given:
                return
            self.fields[given["name"]] = given.get("value", "on" if given.get("type") == "checkbox" else "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        self._pattern &= tag != "template"
        if tag in {"textarea", "option"} and self._area:
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = None


def part_in(page: str, part: str) -> str:
    """Return the HTML of a *part* of the page."""
    return re.split(r"</section>", page[page.index(f'id="part-{part}"') :])[0]


def form_in(page: str, part: str) -> dict[str, str]:
    """Return the fields of the form of a *part* as the page shows them."""
    parser = _Fields()
    parser.feed(part_in(page, part))
    return parser.fields


def send(
    web: Browser, part: str, typed: dict[str, str], page: str | None = None, **more: str
) -> httpx.Response:
    """Send the form of a *part* with what was *typed* into the *page* (None: as it is now)."""
    form = form_in(web.get(PAGE).text if page is None else page, part)
    return web.post(f"/pledges/1-1/work/{part}", form | typed, **more)
