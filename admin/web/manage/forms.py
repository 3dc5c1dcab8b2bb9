"""관리 > 보고서 서식: the Word form that reports are filled into."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import form_of, text_of, user_of
from admin.web.downloads import DOCX, download
from admin.web.manage.frame import Frame, Mistake
from gongyak.documents import TagProblem
from gongyak.permissions import Action, Subject, may
from jobs.draft_list import names_for
from jobs.managing.errors import FieldMissing, NoSuchThing
from jobs.managing.fields import Label
from jobs.managing.forms import FormProblems, form_file, show_forms, take_form, use_form
from jobs.template import form_fields

_TOP: Final = "/manage/forms"
_BASE: Final = "0"
_FILE: Final = Label("서식 파일", "file")
_MOST_DIGITS: Final = 6
LARGEST: Final = 21_000_000
"""Bytes of a form with all that a browser sends around it; the guard allows a little less."""


class ReportForms:
    """The versions of the form."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def shown(self, request: Request) -> Response:
        """Show the versions, and what a form may ask for."""
        return self._show(request)

    def take(self, request: Request) -> Response:
        """Take a form that was handed in, if nothing is wrong with it."""
        sent = form_of(request).get("file")

        def do() -> str:
            if not isinstance(sent, UploadFile) or not sent.filename:
                raise FieldMissing(**_FILE.values)
            take_form(self._frame.lent(request), sent.filename, sent.file)
            return f"{_TOP}?told=in-use"

        try:
            return self._frame.take(do, lambda mistake: self._show(request, mistake))
        except FormProblems as error:
            return self._show(request, name=error.name, problems=error.problems)

    def use(self, request: Request) -> Response:
        """Take another version into use."""

        def do() -> str:
            use_form(self._frame.lent(request), _version(text_of(request, "version")))
            return f"{_TOP}?told=in-use"

        return self._frame.take(do, lambda mistake: self._show(request, mistake))

    def file(self, request: Request) -> Response:
        """Answer with the Word file of a version."""
        try:
            name, content = form_file(self._frame.desk, _version(request.path_params["version"]))
        except NoSuchThing as error:
            raise HTTPException(HTTPStatus.NOT_FOUND) from error
        return download(name, content, DOCX)

    def _show(
        self,
        request: Request,
        mistake: Mistake | None = None,
        name: str = "",
        problems: tuple[TagProblem, ...] = (),
    ) -> Response:
        response = self._frame.show(
            request,
            "manage-forms.html",
            mistake,
            forms=show_forms(self._frame.desk),
            may_change=may(user_of(request), Action.EDIT, Subject.SETTING),
            file=name,
            problems=[each.words("ko") for each in problems],
            fields=form_fields(),
            names=names_for(self._frame.desk),
        )
        if problems:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


def _version(text: str) -> int | None:
    """Return the version that an address or a form names; None: the form of the settings, or ours."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return None if text == _BASE else int(text)
