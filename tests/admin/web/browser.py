"""A browser for tests: it asks an app without a network between."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx
from starlette.types import ASGIApp


@dataclass(frozen=True, slots=True)
class Browser:
    """Asks *app*, and follows nothing by itself."""

    app: ASGIApp

    def get(self, path: str) -> httpx.Response:
        """Return the answer to a GET."""
        return self.request("GET", path)

    def post(self, path: str) -> httpx.Response:
        """Return the answer to a POST of an empty form."""
        return self.request("POST", path)

    def request(self, method: str, path: str) -> httpx.Response:
        """Return the answer to any method."""
        return asyncio.run(self._request(method, path))

    async def _request(self, method: str, path: str) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://gongyak.example.kr") as client:
            return await client.request(method, path)
