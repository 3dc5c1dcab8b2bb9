"""관리 > 설정: what holds, to look at; it is changed in the file of settings."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.manage.frame import Frame
from config.showing import ShownSetting, show_settings

SECTIONS: Final = {
    "": "기본",
    "database": "데이터베이스",
    "paths": "폴더",
    "templates": "보고서 서식",
    "photo": "사진",
    "site": "사이트 주소와 링크",
    "web": "화면 서버와 로그인",
    "oidc": "통합 로그인",
    "mail": "메일 발송",
    "reminders": "일정 알림",
    "timetable": "일정표",
    "watch": "감시",
    "backup": "백업",
    "log": "기록(로그)",
}
"""What the sections are called; one that is not here is shown by its own name."""


class SettingsPage:
    """The settings as they hold."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def shown(self, request: Request) -> Response:
        """Show every setting; of a secret only whether there is one."""
        found = show_settings(self._frame.desk.settings)
        sections = [(name, list(group)) for name, group in groupby(found, _section)]
        return self._frame.show(request, "manage-settings.html", sections=sections, called=SECTIONS)


def _section(setting: ShownSetting) -> str:
    return setting.section
