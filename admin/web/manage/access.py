"""관리 > 접속 기록: who came in from where, who was refused, who took documents along."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.listing import Pager, asked
from admin.web.manage.frame import Frame
from gongyak.accounts import AccessKind
from jobs.managing.access import count_log, read_log

_PAGE: Final = 50
KINDS: Final = {
    AccessKind.LOGIN: ("로그인", "good"),
    AccessKind.LOGOUT: ("로그아웃", "quiet"),
    AccessKind.REFUSED: ("실패", "warn"),
    AccessKind.LOCKED: ("실패(잠금)", "wrong"),
    AccessKind.DOWNLOAD: ("내려받기", "info"),
}
"""What the kinds of entries are called, and how loudly they are shown."""


class AccessLog:
    """The log of comings and goings."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def shown(self, request: Request) -> Response:
        """Show a page of the log."""
        wanted, desk = asked(request, "kind", "who"), self._frame.desk
        kinds = [AccessKind(wanted["kind"])] if wanted["kind"] in set(AccessKind) else list(AccessKind)
        official = wanted["who"] or None
        pager = Pager.of(request, count_log(desk, kinds, official), _PAGE, wanted)
        found = read_log(desk, kinds, official, _PAGE, (pager.number - 1) * _PAGE)
        return self._frame.show(
            request,
            "manage-access.html",
            found=found,
            pager=pager,
            wanted=wanted,
            kinds=KINDS,
            days=desk.settings.web.access_log_days,
        )
