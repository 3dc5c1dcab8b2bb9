"""이력: what was changed in one row of a pledge, by whom and when; on the work page it stands in a dialog."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import is_by_script
from admin.web.pages import Pages
from admin.web.wording import CHANGE
from jobs.desk import Desk
from jobs.row_history import read_row_history


class RowHistories:
    """The history of single rows."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def shown(self, request: Request) -> Response:
        """Show a row's history: a script gets what stands in the dialog, else it is a page of its own."""
        number, row = request.path_params["number"], request.path_params["row"]
        told = read_row_history(self._desk, number, row)
        if told is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        page = "row-history-dialog.html" if is_by_script(request) else "row-history.html"
        return self._pages.show_to(request, page, told=told, words=CHANGE)
