"""관리 > 사람: whether somebody can come in: invited, disabled, locked, thrown out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import user_of
from admin.web.manage.frame import Frame
from admin.web.manage.people import People
from jobs import accounts
from jobs.desk import Desk
from jobs.inviting import PATH, invite
from jobs.managing.accounts import disable


class Accounts:
    """What is done with the account of a person."""

    def __init__(self, frame: Frame, people: People) -> None:
        """Show by *frame*, on the page of *people*."""
        self._frame: Final = frame
        self._people: Final = people

    def invite(self, request: Request) -> Response:
        """Make a link that sets a password, and show it this once."""
        key = request.path_params["account"]
        links: list[str] = []

        def do() -> str:
            links.append(invite(self._frame.lent(request), key))
            return ""

        answer = self._frame.take(do, lambda mistake: self._people.show(request, mistake, key))
        if not links:
            return answer
        site = self._frame.desk.settings.site.address or str(request.base_url)
        return self._people.show(request, key=key, invitation=f"{site.rstrip('/')}/{PATH}/{links[0]}")

    def disable(self, request: Request) -> Response:
        """Let the person in no more."""
        return self._do(request, disable, "disabled")

    def enable(self, request: Request) -> Response:
        """Let the person in again."""
        return self._do(request, accounts.enable, "enabled")

    def unlock(self, request: Request) -> Response:
        """Let the person try again at once."""
        return self._do(request, accounts.unlock, "unlocked")

    def end_sessions(self, request: Request) -> Response:
        """End all sessions of the person."""
        return self._do(request, accounts.end_sessions, "ended")

    def renew(self, request: Request) -> Response:
        """Have the person choose another password."""
        return self._do(request, accounts.renew, "renewed")

    def _do(self, request: Request, change: Callable[[Desk, str], object], word: str) -> Response:
        key = request.path_params["account"]

        def do() -> str:
            change(self._frame.lent(request), key)
            is_out = key == user_of(request).official and word == "ended"
            return "/login" if is_out else f"/manage/people/{quote(key, safe='')}?told={word}"

        return self._frame.take(do, lambda mistake: self._people.show(request, mistake, key))
