"""A browser for tests: it asks an app without a network between."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import httpx
from starlette.types import ASGIApp

Files = Sequence[tuple[str, tuple[str, bytes]]]
"""Files by the fields they are chosen in: each its name and its bytes."""
SITE = "http://gongyak.example.kr"


@dataclass(frozen=True, slots=True)
class Browser:
    """Asks *app* from *address*, keeps its cookies, and follows nothing by itself."""

    app: ASGIApp
    address: str = "192.0.2.1"
    site: str = SITE
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def get(self, path: str, **more: str) -> httpx.Response:
        """Return the answer to a GET with *more* headers."""
        return self.request("GET", path, headers=more)

    def post(self, path: str, form: Mapping[str, str] | None = None, **more: str) -> httpx.Response:
        """Return the answer to a POST of *form* with *more* headers."""
        return self.request("POST", path, form=form, headers=more)

    def upload(self, path: str, form: Mapping[str, str], files: Files, **more: str) -> httpx.Response:
        """Return the answer to a POST of *form* and *files* with *more* headers."""
        return self.request("POST", path, form=form, files=files, headers=more)

    def submit(self, page: str, form: Mapping[str, str], to: str | None = None) -> httpx.Response:
        """Open *page*, and return the answer to its form, filled with *form*, as a browser sends it."""
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.get(page).text)
        return self.post(to or page, {**dict(hidden), **form})

    def request(
        self,
        method: str,
        path: str,
        *,
        form: Mapping[str, str] | None = None,
        files: Files = (),
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Return the answer to any method."""
        return asyncio.run(self.send(method, path, form=form, files=files, headers=headers))

    async def send(
        self,
        method: str,
        path: str,
        *,
        form: Mapping[str, str] | None = None,
        files: Files = (),
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Return the answer to any method, asked from a loop that runs already."""
        transport = httpx.ASGITransport(app=self.app, client=(self.address, 50000))
        async with httpx.AsyncClient(transport=transport, base_url=self.site, cookies=self.cookies) as client:
            named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
            answer = await client.request(method, path, data=form, files=list(files), headers=named)
        self.cookies.update(answer.cookies)
        _drop_deleted(self.cookies, answer)
        return answer


def _drop_deleted(cookies: httpx.Cookies, answer: httpx.Response) -> None:
    for line in answer.headers.get_list("set-cookie"):
        name, value = line.split(";")[0].split("=", 1)
        if value in {"", '""'} and name in cookies:
            cookies.delete(name)
