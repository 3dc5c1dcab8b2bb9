"""공약: the list of pledges, and each as its report reads."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import user_of
from admin.web.board import half_year_asked, shown_board
from admin.web.pages import Pages
from jobs.board import read_board
from jobs.desk import Desk


class Pledges:
    """The pages of pledges."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def listed(self, request: Request) -> Response:
        """Show the pledges that the person may read; raises `NoCity`."""
        board = read_board(self._desk, user_of(request), half_year_asked(request))
        return self._pages.show_to(request, "pledges.html", board=shown_board(request, board))
