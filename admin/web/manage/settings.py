"""관리 > 설정: what holds and where it is from, and a page for each setting that may be changed here."""

from __future__ import annotations

from http import HTTPStatus
from itertools import groupby
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import form_of, text_of, user_of
from admin.web.dueness import write_dueness
from admin.web.manage.frame import Frame, Mistake
from admin.web.wording import LETTER_KIND
from config.layers import Layer
from config.showing import Explained
from gongyak.letters import LetterKind
from gongyak.permissions import Action, Subject, may
from jobs.managing.fields import seen_of
from jobs.managing.settings import (
    HeldSetting,
    NoSuchSetting,
    list_settings,
    read_setting,
    reset_setting,
    save_setting,
)
from scheduler.timetable import shipped_specs

_TOP: Final = "/manage/settings"
_TIMETABLE: Final = "timetable."
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
LAYERS: Final = {
    Layer.DEFAULTS: ("기본값", "quiet"),
    Layer.FILE: ("설정 파일", "info"),
    Layer.PAGE: ("관리 화면", "good"),
    Layer.ENVIRONMENT: ("환경 변수", "warn"),
}


class SettingsPages:
    """The list of the settings, and the page of one."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def listed(self, request: Request) -> Response:
        """Show every setting; of a secret only whether there is one."""
        return self._list(request)

    def shown(self, request: Request) -> Response:
        """Show a setting: its form, its value, what it was before."""
        return self._show(request)

    def save(self, request: Request) -> Response:
        """Have a setting hold another value, unless its grammar does not allow it."""

        def do() -> str:
            name = request.path_params["setting"]
            texts = [each for each in form_of(request).getlist("value") if isinstance(each, str)]
            desk, seen = self._frame.lent(request), text_of(request, "seen")
            is_new = save_setting(desk, name, ";".join(texts), seen)
            return f"{_TOP}/{name}?told={'saved' if is_new else 'nothing'}"

        return self._frame.take(do, lambda mistake: self._show(request, mistake), "setting")

    def reset(self, request: Request) -> Response:
        """Have a setting hold again what the files say."""

        def do() -> str:
            is_done = reset_setting(self._frame.lent(request), request.path_params["setting"])
            return f"{_TOP}?told={'reset' if is_done else 'nothing'}"

        return self._frame.take(do, lambda mistake: self._list(request, mistake))

    def _list(self, request: Request, mistake: Mistake | None = None) -> Response:
        found = list_settings(self._frame.desk)
        sections = [(name, list(group)) for name, group in groupby(found.settings, _section)]
        wrong = [(each.shown.explained.label, each.shown.name, each.fault) for each in found.settings]
        unknown = [(stored.name, stored.name, fault) for stored, fault in found.unknown]
        return self._frame.show(
            request,
            "manage-settings.html",
            mistake,
            sections=sections,
            wrong=[each for each in (*wrong, *unknown) if each[2]],
            called=SECTIONS,
            **self._words(request),
        )

    def _show(self, request: Request, mistake: Mistake | None = None) -> Response:
        name = request.path_params["setting"]
        try:
            held = read_setting(self._frame.desk, name)
        except NoSuchSetting as error:
            raise HTTPException(HTTPStatus.NOT_FOUND) from error
        typed = (
            [each for each in form_of(request).getlist("value") if isinstance(each, str)] if mistake else []
        )
        return self._frame.show(
            request,
            "manage-setting.html",
            mistake,
            held=held,
            value=(typed[0] if typed else "") if mistake else _written(held),
            chosen=typed if mistake else (held.shown.value or "").split("; "),
            seen=seen_of(held.stored),
            section=SECTIONS.get(held.shown.section, held.shown.section),
            letters=LETTER_KIND,
            address=f"{_TOP}/{name}",
            **self._words(request),
        )

    def _words(self, request: Request) -> dict[str, object]:
        return {
            "layers": LAYERS,
            "in_words": in_words,
            "may_set": may(user_of(request), Action.EDIT, Subject.SETTING),
        }


def in_words(held: HeldSetting, text: str | None) -> str:
    """Return the *text* of a value as people read it; None: the one that the files say."""
    name, explained = held.shown.name, held.shown.explained
    text = held.given if text is None else text
    if name.startswith(_TIMETABLE):
        return _line_in_words(text or shipped_specs()[name])
    return _value_in_words(explained, text) or "-"


def _value_in_words(explained: Explained, text: str) -> str:
    match explained.form:
        case "choice":
            return explained.words.get(text, text)
        case "letters":
            kinds = [each.strip() for each in text.replace(",", ";").split(";") if each.strip()]
            return ", ".join(
                LETTER_KIND[LetterKind(each)] if each in set(LetterKind) else each for each in kinds
            )
        case "lines":
            return "; ".join(text.splitlines())
    unit = f" {explained.unit}" if explained.unit.isascii() else explained.unit
    return f"{text}{unit}".strip() if text else ""


def _line_in_words(text: str) -> str:
    """Return when a line is due; one that was written by another grammar stands as it is."""
    try:
        return "하지 않음" if text == "off" else write_dueness(text)
    except ValueError:
        return text


def _written(held: HeldSetting) -> str:
    """Return the value in force as it stands in its form."""
    value = held.shown.value or ""
    return "\n".join(value.split("; ")) if held.shown.explained.form == "lines" else value


def _section(held: HeldSetting) -> str:
    return held.shown.section
