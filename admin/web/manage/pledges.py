"""관리 > 공약 대장: what pledges are called and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import texts_of, user_of
from admin.web.listing import asked
from admin.web.manage.frame import Frame, Mistake, base_of, number_of
from gongyak.permissions import Action, Subject, may
from jobs.desk import Desk
from jobs.managing import pledges
from jobs.managing.errors import NoSuchThing

_TOP: Final = "/manage/pledges"


class Masters:
    """The list of pledges, and the master data of one."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def listed(self, request: Request) -> Response:
        """Show all pledges, or those asked for."""
        return self._list(request)

    def add(self, request: Request) -> Response:
        """Add a pledge, and go on to its page."""

        def do() -> str:
            number = pledges.add_pledge(self._frame.lent(request), texts_of(request))
            return f"{_address(number)}?told=added"

        return self._frame.take(do, lambda mistake: self._list(request, mistake), "add")

    def shown(self, request: Request) -> Response:
        """Show the master data of a pledge."""
        return self._show(request)

    def save(self, request: Request) -> Response:
        """Change the master data."""
        base, given = base_of(request), texts_of(request)
        return self._do(request, "master", lambda desk, key: pledges.change_master(desk, key, base, given))

    def add_charge(self, request: Request) -> Response:
        """Put somebody in charge."""
        given = texts_of(request)
        return self._do(request, "charge", lambda desk, key: pledges.add_charge(desk, key, given))

    def change_charge(self, request: Request) -> Response:
        """Change the time of a charge, or remove it."""
        index, given = number_of(request), texts_of(request)
        return self._do(
            request, f"charge{index}", lambda desk, key: pledges.change_charge(desk, key, index, given)
        )

    def remove(self, request: Request) -> Response:
        """Remove a pledge entered by mistake."""

        def do() -> str:
            pledges.drop_pledge(self._frame.lent(request), request.path_params["number"])
            return f"{_TOP}?told=removed"

        return self._frame.take(do, lambda mistake: self._show(request, mistake))

    def _do(self, request: Request, form: str, change: Callable[[Desk, str], None]) -> Response:
        def do() -> str:
            key = request.path_params["number"]
            change(self._frame.lent(request), key)
            return f"{_address(key)}?told=saved"

        return self._frame.take(do, lambda mistake: self._show(request, mistake), form)

    def _show(self, request: Request, mistake: Mistake | None = None) -> Response:
        try:
            master = pledges.read_master(self._frame.desk, request.path_params["number"])
        except NoSuchThing as error:
            raise HTTPException(404) from error
        return self._frame.show(request, "manage-pledge.html", mistake, master=master)

    def _list(self, request: Request, mistake: Mistake | None = None) -> Response:
        city, found = pledges.list_masters(self._frame.desk)
        wanted = asked(request, "words", "term", "field", "department")
        words = wanted["words"].casefold()
        shown = [
            each
            for each in found
            if all(wanted[name] in {"", getattr(each, name)} for name in ("term", "field", "department"))
            and (not words or words in f"{each.number} {each.name}".casefold())
        ]
        return self._frame.show(
            request,
            "manage-pledges.html",
            mistake,
            city=city,
            pledges=shown,
            total=len(found),
            wanted=wanted,
            names={each.id: each.name for each in city.officials},
            may_add=may(user_of(request), Action.MAKE, Subject.PLEDGE),
        )


def _address(number: str) -> str:
    return f"{_TOP}/{quote(number, safe='')}"
