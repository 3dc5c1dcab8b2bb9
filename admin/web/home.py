"""오늘: what awaits whoever is logged in, the coordinator's board, and what administrators look after."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import user_of
from admin.web.board import half_year_asked, shown_board
from admin.web.downloads import XLSX, download
from admin.web.pages import Pages
from admin.web.wording import LETTER, LINE, REVIEW, RUN
from gongyak.permissions import Action, Scope, Subject, reach
from gongyak.store.errors import NoCity
from jobs.board import BoardLine, read_board
from jobs.board_file import board_file, board_file_name
from jobs.desk import Desk
from jobs.failing import name_of_job
from jobs.home import read_home, read_upkeep
from scheduler.showing import show_clock, show_deadline, show_schedule


class HomePage:
    """The first page."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def show(self, request: Request) -> Response:
        """Show what awaits the person today; where no city has been entered yet, what is to be done first."""
        user = user_of(request)
        try:
            home = read_home(self._desk, user, half_year_asked(request))
        except NoCity:
            return self._pages.show_to(request, "home-empty.html")
        is_whole = reach(user, Action.READ, Subject.PLEDGE) is Scope.ALL
        is_keeper = reach(user, Action.OPERATE, Subject.SCHEDULE) > Scope.NOTHING
        return self._pages.show_to(
            request,
            "home.html",
            today=self._desk.today,
            home=home,
            board=shown_board(request, home.board) if is_whole else None,
            deadline=show_deadline(self._desk, home.board.half_year) if home.board.own else None,
            schedule=show_schedule(self._desk) if is_keeper else None,
            clock=show_clock(self._desk) if is_keeper else None,
            upkeep=read_upkeep(self._desk) if is_keeper else None,
            review_words=REVIEW,
            words={"runs": RUN, "letters": LETTER, "lines": LINE},
            name_of_job=name_of_job,
            in_zone=self._desk.in_zone,
        )

    def board_file(self, request: Request) -> Response:
        """Send the board as a workbook, narrowed and sorted as it was asked for.  Raises `NoCity`."""
        board = shown_board(request, read_board(self._desk, user_of(request), half_year_asked(request)))
        content = board_file(self._desk, board.lines, board.half_year, _review_of)
        return download(board_file_name(board.half_year), content, XLSX)


def _review_of(line: BoardLine) -> str:
    return REVIEW[line.standing.stage][0] if line.standing else ""
