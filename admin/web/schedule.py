"""The pages of the clock: the timetable with its pauses, what was run, and how far a run has come."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import is_by_script, user_of
from admin.web.listing import Pager, asked
from admin.web.pages import Pages
from admin.web.wording import LINE, LOG_LEVEL, RUN, asker
from gongyak.halfyear import HalfYear, NotAHalfYear
from gongyak.occurrences import OccurrenceState
from gongyak.occurrences import Request as Wanted
from gongyak.permissions import Action, Scope, Subject, may, reach
from jobs.catalogue import CATALOGUE
from jobs.desk import Desk
from jobs.draft_list import names_for, readable
from jobs.failing import name_of_job
from scheduler.showing import (
    count_runs,
    list_runs,
    pause_line,
    resume_line,
    run_line_now,
    show_clock,
    show_run,
    show_schedule,
)

_PAGE: Final = 50
_ASK_NO_MORE: Final = 286
"""The status by which htmx ends what it does every second."""
_JOBS: Final = {name_of_job(job): job for job in CATALOGUE}
_STATES: Final = {word: state for state, (word, _) in RUN.items()}


class Schedule:
    """Shows the clock, and has it do what people want."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*, show by *pages*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def shown(self, request: Request) -> Response:
        """Show the timetable with the next and the last runs of each line."""
        shown = show_schedule(self._desk)
        return self._show(
            request,
            "schedule.html",
            shown=shown,
            clock=show_clock(self._desk),
            lines=LINE,
            may_operate=may(user_of(request), Action.OPERATE, Subject.SCHEDULE),
        )

    def run_now(self, request: Request) -> Response:
        """Have a line's job done now, and go to its run; raises `NoSuchLine`."""
        run = run_line_now(self._lent(request), request.path_params["line"])
        return self._pages.go(f"/runs/{quote(run.id, safe='')}")

    def pause(self, request: Request) -> Response:
        """Pause a line; raises `NoSuchLine`."""
        return self._turn(request, pause_line)

    def resume(self, request: Request) -> Response:
        """Let a line strike again; raises `NoSuchLine`."""
        return self._turn(request, resume_line)

    def runs(self, request: Request) -> Response:
        """Show what was run."""
        wanted = asked(request, "job", "state")
        job, state = _JOBS.get(wanted["job"]), _STATES.get(wanted["state"])
        states: tuple[OccurrenceState, ...] = (state,) if state else ()
        pager = Pager.of(request, count_runs(self._desk, job, states), _PAGE, wanted)
        start = (pager.number - 1) * _PAGE
        return self._show(
            request,
            "runs.html",
            runs=list_runs(self._desk, job, states, _PAGE, start),
            pager=pager,
            wanted=wanted,
            job_choices=tuple(_JOBS),
            state_choices=tuple(_STATES),
        )

    def run(self, request: Request) -> Response:
        """Show one run and how far it has come; raises `NoSuchOccurrence`.

        The page itself asks again and again; once the run has ended, it is told to ask no more.
        """
        shown = show_run(self._desk, request.path_params["run"])
        user, is_part = user_of(request), is_by_script(request)
        return self._show(
            request,
            "run-part.html" if is_part else "run.html",
            status=_ASK_NO_MORE if is_part and shown.run.ended_at else HTTPStatus.OK,
            shown=shown,
            run=shown.run,
            levels=LOG_LEVEL,
            drafts=readable(self._desk, user, shown.drafts),
            in_list=reach(user, Action.READ, Subject.SCHEDULE) > Scope.NOTHING,
        )

    def _turn(self, request: Request, turn: Callable[[Desk, str], bool]) -> Response:
        turn(self._lent(request), request.path_params["line"])
        return self._pages.go("/schedule")

    def _lent(self, request: Request) -> Desk:
        return self._desk.lent_to(user_of(request).official)

    def _show(self, request: Request, page: str, status: int = HTTPStatus.OK, **fields: object) -> Response:
        names = names_for(self._desk)
        return self._pages.show_to(
            request,
            page,
            status=status,
            states=RUN,
            name_of_job=name_of_job,
            about=_about,
            in_zone=self._desk.in_zone,
            who=lambda key: asker(key, names),
            **fields,
        )


def _about(request: Wanted) -> str:
    """Return what a job was asked for as people call it: a half-year's name, or the argument itself."""
    try:
        return HalfYear.parse(request.argument).name
    except NotAHalfYear:
        return request.argument
