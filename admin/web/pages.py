"""Pages made of the templates below ``templates/web``."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from jinja2 import FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from admin.web.access import Page, form_token
from admin.web.assets import Assets
from admin.web.dueness import write_dueness
from admin.web.menu import Menu
from gongyak.printing import (
    write_appointment,
    write_d_day,
    write_day,
    write_instant,
    write_weekday,
    write_when,
)
from gongyak.sandbox import Strict
from jobs.desk import Desk

_WRITTEN: Final = {
    "when": write_when,
    "day": write_day,
    "instant": write_instant,
    "weekday": write_weekday,
    "appointment": write_appointment,
    "d_day": write_d_day,
    "dueness": write_dueness,
}
"""The filters by which pages write dates."""
_FOLDER: Final = Path(str(files("templates").joinpath("web")))


class Pages:
    """The pages' templates, read once.  A page gets plain data; a field it asks for in vain is an error."""

    def __init__(self, desk: Desk) -> None:
        """Show by the settings at *desk*: the site's name, and the path of its address (behind a proxy)."""
        self._desk: Final = desk
        self.base: Final = urlsplit(desk.settings.site.address or "").path.rstrip("/")
        self._environment: Final = Strict(loader=FileSystemLoader(_FOLDER))
        self._environment.filters.update(_WRITTEN)
        self._menu = Menu()
        self.assets: Final = Assets(self.base)
        self._environment.globals["asset"] = self.assets.address

    def offer(self, declared: Iterable[Page]) -> None:
        """Take the menu from the pages that are *declared*."""
        self._menu = Menu(declared)

    def show(self, page: str, *, status: int = 200, **fields: object) -> HTMLResponse:
        """Return the page of the template *page* (``question.html``) with *fields* in it."""
        template = self._environment.get_template(page)
        site = self._desk.settings.mail.sender_name
        return HTMLResponse(template.render(site=site, base=self.base, **fields), status)

    def show_to(self, request: Request, page: str, *, status: int = 200, **fields: object) -> HTMLResponse:
        """Return *page* as `show` does, for the person behind *request*.

        It gets ``user`` (None: nobody is logged in), ``path`` (that of the request), ``menu``, and ``csrf``,
        which every form of it carries: ``{% include "csrf.html" %}``.
        """
        user, path = request.state.user, request.url.path
        own = {"user": user, "path": path, "csrf": form_token(request), "menu": self._menu.of(user, path)}
        return self.show(page, status=status, **own, **fields)

    def go(self, path: str) -> RedirectResponse:
        """Return the way to *path*, one of the site's own, after something was done."""
        return RedirectResponse(f"{self.base}{path}", HTTPStatus.SEE_OTHER)
