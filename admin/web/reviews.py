"""The steps of a draft's review, each behind a page of its own: what a step needs is asked by the gate."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import text_of, user_of
from admin.web.pages import Pages
from gongyak.errors import GongyakError
from gongyak.reviews import Stage
from jobs.desk import Desk
from jobs.review_errors import DraftSuperseded, NoteWanted, ReviewedMeanwhile, StepOutOfOrder
from jobs.reviewing import take_step

REFUSALS: Final[dict[type[GongyakError], HTTPStatus]] = {
    ReviewedMeanwhile: HTTPStatus.CONFLICT,
    DraftSuperseded: HTTPStatus.CONFLICT,
    StepOutOfOrder: HTTPStatus.CONFLICT,
    NoteWanted: HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""What keeps a step from being taken; it is told above the draft's page."""
_LARGEST_SEEN: Final = 6


class Reviews:
    """Takes drafts from stage to stage."""

    def __init__(self, desk: Desk, pages: Pages, show: Callable[[Request, GongyakError], Response]) -> None:
        """Write at *desk*; *show* shows the draft with what kept a step from being taken."""
        self._desk: Final = desk
        self._pages: Final = pages
        self._show: Final = show

    def to(self, stage: Stage) -> Callable[[Request], Response]:
        """Return the endpoint that takes a draft to *stage*."""

        def taken(request: Request) -> Response:
            number = request.path_params["draft"]
            desk = self._desk.lent_to(user_of(request).official)
            try:
                take_step(desk, number, stage, _seen(request), text_of(request, "note"))
            except tuple(REFUSALS) as error:
                return self._show(request, error)
            return self._pages.go(f"/drafts/{quote(number, safe='')}#review")

        return taken


def _seen(request: Request) -> int:
    """Return how many steps the page of the form had shown; none, where it says nonsense."""
    text = text_of(request, "seen")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LARGEST_SEEN else 0
