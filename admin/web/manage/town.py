"""관리 > 부서·팀, 임기·분야·재원, 근무일: what the city consists of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import text_of, texts_of
from admin.web.manage.frame import Frame, Mistake
from gongyak.workdays import Calendar
from jobs.desk import Desk
from jobs.managing import lists, terms
from jobs.managing.city import show_city
from jobs.managing.fields import seen_of

_DEPARTMENTS: Final = "/manage/departments"
_TERMS: Final = "/manage/terms"
_DAYS: Final = "/manage/days"
_Do = Callable[[Desk, dict[str, str]], object]


class Town:
    """The pages of what the city consists of."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def departments(self, request: Request) -> Response:
        """Show departments and teams."""
        return self._show(request, _DEPARTMENTS)

    def terms(self, request: Request) -> Response:
        """Show terms, fields and sources of money."""
        return self._show(request, _TERMS)

    def days(self, request: Request) -> Response:
        """Show the days that are against the calendar, and those without letters."""
        return self._show(request, _DAYS)

    def save_departments(self, request: Request) -> Response:
        """Save the departments' names and order."""
        return self._named(request, _DEPARTMENTS, lists.save_departments, "departments")

    def save_teams(self, request: Request) -> Response:
        """Save the names and the order of a department's teams."""
        form = f"teams-{text_of(request, 'department')}"
        return self._named(request, _DEPARTMENTS, lists.save_teams, form)

    def save_fields(self, request: Request) -> Response:
        """Save the fields' names and order."""
        return self._named(request, _TERMS, lists.save_fields, "fields")

    def save_sources(self, request: Request) -> Response:
        """Save the sources' names and order."""
        return self._done(request, _TERMS, lists.save_sources, "saved", "sources")

    def add_term(self, request: Request) -> Response:
        """Add a term."""
        return self._done(request, _TERMS, terms.add_term, "added", "term")

    def change_term(self, request: Request) -> Response:
        """Change a term, or remove it (``remove``)."""
        name = text_of(request, "was")
        if text_of(request, "remove"):
            return self._done(request, _TERMS, lambda desk, _: terms.remove_term(desk, name), "removed")
        form = f"term-{name}"
        return self._named(request, _TERMS, lambda desk, given: terms.change_term(desk, name, given), form)

    def add_day(self, request: Request) -> Response:
        """Add a day against the calendar."""
        return self._done(request, _DAYS, terms.add_day, "added", "day")

    def remove_day(self, request: Request) -> Response:
        """Leave a day to the calendar again."""
        return self._done(request, _DAYS, terms.remove_day, "removed")

    def add_quiet(self, request: Request) -> Response:
        """Add days without letters."""
        return self._done(request, _DAYS, terms.add_quiet, "added", "quiet")

    def remove_quiet(self, request: Request) -> Response:
        """Let letters go out again."""
        return self._done(request, _DAYS, terms.remove_quiet, "removed")

    def _named(self, request: Request, page: str, save: _Do, form: str) -> Response:
        """Do what `_done` does, and tell where something was renamed."""

        def do() -> str:
            is_renamed = save(self._frame.lent(request), texts_of(request))
            return f"{page}?told={'renamed' if is_renamed else 'saved'}"

        return self._frame.take(do, lambda mistake: self._show(request, page, mistake), form)

    def _done(self, request: Request, page: str, do: _Do, word: str, form: str = "") -> Response:
        def act() -> str:
            do(self._frame.lent(request), texts_of(request))
            return f"{page}?told={word}"

        return self._frame.take(act, lambda mistake: self._show(request, page, mistake), form)

    def _show(self, request: Request, page: str, mistake: Mistake | None = None) -> Response:
        city = show_city(self._frame.desk)
        return self._frame.show(
            request,
            f"manage-{page.rpartition('/')[2]}.html",
            mistake,
            city=city,
            departments=tuple(each.name for each in city.departments),
            seen=seen_of,
            calendar=Calendar(),
        )
