"""관리 > 편지 문구: the words that letters are written from."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import text_of, user_of
from admin.web.manage.frame import Frame, Mistake
from admin.web.wording import LETTER_KIND
from gongyak.letters import LetterKind
from gongyak.mail.pieces import Part
from gongyak.mail.template_errors import NoSuchLetterTemplate
from gongyak.permissions import Action, Subject, may
from jobs.draft_list import names_for
from jobs.letter_templates import (
    keep_letter_template,
    list_letter_templates,
    preview_letters,
    reset_letter_template,
)
from jobs.managing.errors import ChangedBefore
from jobs.managing.letters import PiecePage, kinds_of_pieces, read_piece

_TOP: Final = "/manage/letters"
PARTS: Final = {Part.SUBJECT: "제목", Part.TEXT: "본문(글자)", Part.HTML: "본문(HTML)"}
_SHARED: Final = {
    "frame": "모든 편지의 틀",
    "links": "안내 아래의 링크",
    "section-event": "알림의 부분: 다가오는 일정",
    "section-date-wanted": "알림의 부분: 날짜를 확인할 일정",
    "section-date-changed": "알림의 부분: 바뀐 일정",
    "section-dropped": "알림의 부분: 취소된 일정",
    "section-missing": "알림의 부분: 미입력 자료",
    "section-overdue": "알림의 부분: 기한이 지난 일",
    "section-escalation": "알림의 부분: 경과 보고",
}


class LetterWords:
    """The list of letters' parts, and one of them."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def listed(self, request: Request) -> Response:
        """Show all parts, and which were edited here."""
        edited = {(each.kind, each.part): each.edited for each in list_letter_templates(self._frame.desk)}
        return self._frame.show(
            request,
            "manage-letters.html",
            kinds=kinds_of_pieces(),
            edited=edited,
            parts=PARTS,
            called=called,
            names=names_for(self._frame.desk),
        )

    def shown(self, request: Request) -> Response:
        """Show a part: its source, the letters that come of it, its versions."""
        return self._show(request)

    def save(self, request: Request) -> Response:
        """Save a part as its newest version, unless a letter could not be written from it."""

        def do() -> str:
            piece = self._piece(request)
            if text_of(request, "seen") != str(piece.newest):
                raise ChangedBefore
            source = text_of(request, "source").replace("\r\n", "\n")
            keep_letter_template(self._frame.lent(request), piece.kind, piece.part, source)
            return f"{_address(request)}?told=saved"

        return self._frame.take(do, lambda mistake: self._show(request, mistake), "letter")

    def reset(self, request: Request) -> Response:
        """Return to the words that ship."""

        def do() -> str:
            piece = self._piece(request)
            is_done = reset_letter_template(self._frame.lent(request), piece.kind, piece.part)
            return f"{_address(request)}?told={'shipped' if is_done else 'nothing'}"

        return self._frame.take(do, lambda mistake: self._show(request, mistake))

    def _piece(self, request: Request) -> PiecePage:
        params = request.path_params
        try:
            return read_piece(self._frame.desk, params["letter_kind"], params["part"])
        except NoSuchLetterTemplate as error:
            raise HTTPException(HTTPStatus.NOT_FOUND) from error

    def _show(self, request: Request, mistake: Mistake | None = None) -> Response:
        piece = self._piece(request)
        is_letter = piece.kind in set(LetterKind)
        chosen = request.query_params.get("version", "")
        older = next((each.source for each in piece.versions if str(each.version) == chosen), "")
        return self._frame.show(
            request,
            "manage-letter.html",
            mistake,
            piece=piece,
            source=text_of(request, "source") if mistake else older or piece.source,
            samples=preview_letters(self._frame.desk, piece.kind) if is_letter else (),
            label=f"{called(piece.kind)} {PARTS[piece.part]}",
            address=_address(request),
            names=names_for(self._frame.desk),
            may_change=may(user_of(request), Action.EDIT, Subject.SETTING),
        )


def called(kind: str) -> str:
    """Return what people call a kind of letters, or a piece that they share."""
    if kind in set(LetterKind):
        return LETTER_KIND[LetterKind(kind)]
    return _SHARED.get(kind, kind)


def _address(request: Request) -> str:
    params = request.path_params
    return f"{_TOP}/{params['letter_kind']}/{params['part']}"
