"""The inside of the frame in which a draft's document is shown.

A document comes from people and may hold anything, so it is taken apart where there is nothing to take: in a
sandbox without origin, cookies and network.  The page around it fetches the document and hands it in.
"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.pages import Pages

PATH: Final = "/preview"
POLICY: Final = (
    # The library that shows documents writes their styles as they are; pictures and fonts come out of the
    # document.  Nothing else is loaded, nothing is sent, and only our own pages may frame it.
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src blob: data:; "
    "font-src blob: data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-scripts"
)


class Preview:
    """The page in the frame; it is the same for everybody, and knows nothing of any draft."""

    def __init__(self, pages: Pages) -> None:
        """Show by *pages*."""
        self._pages: Final = pages

    def frame(self, _: Request) -> Response:
        """Answer with the page under its own policy."""
        answer = self._pages.show("preview.html")
        answer.headers["Content-Security-Policy"] = POLICY
        return answer
