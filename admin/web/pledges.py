"""공약: the list of pledges, and each as its report reads."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import user_of
from admin.web.board import half_year_asked, shown_board
from admin.web.pages import Pages
from admin.web.wording import CHANGE, REVIEW
from gongyak.permissions import Action, Subject, may
from jobs.board import read_board
from jobs.desk import Desk
from jobs.history import Asked, read_history
from jobs.holdings import find_holding
from jobs.pledge_page import read_picture, read_pledge_page

_CHANGES: Final = 20
"""How many of the newest changes are shown beside a pledge."""


class Pledges:
    """The pages of pledges."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def listed(self, request: Request) -> Response:
        """Show the pledges that the person may read; raises `NoCity`."""
        board = read_board(self._desk, user_of(request), half_year_asked(request))
        shown = shown_board(request, board)
        return self._pages.show_to(request, "pledges.html", board=shown, review_words=REVIEW)

    def one(self, request: Request) -> Response:
        """Show one pledge as its report of a half-year reads, with what stands beside it."""
        number = request.path_params["number"]
        told = read_pledge_page(self._desk, number, half_year_asked(request))
        if told is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        holding = find_holding(self._desk, Subject.PLEDGE, number)
        return self._pages.show_to(
            request,
            "pledge.html",
            told=told,
            may_make=may(user_of(request), Action.MAKE, Subject.DRAFT, holding),
            may_edit=may(user_of(request), Action.EDIT, Subject.PLEDGE, holding),
            view=told.view,
            changes=read_history(self._desk, Asked(pledge=number)).changes[:_CHANGES],
            words=CHANGE,
        )

    def picture(self, request: Request) -> Response:
        """Answer with a picture of the pledge: only of kinds that run nothing in a browser."""
        found = read_picture(self._desk, request.path_params["number"], request.path_params["checksum"])
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return Response(found.content, media_type=found.media_type)
