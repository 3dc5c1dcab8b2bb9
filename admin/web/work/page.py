"""공약 입력: a pledge's half-year, filled in part by part.

A part that a script has saved is answered with itself and the findings that have changed; without scripts the
whole page comes again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from http import HTTPStatus
from secrets import token_hex
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import is_by_script, text_of, texts_of, user_of
from admin.web.board import half_year_asked, half_year_in
from admin.web.pages import Pages
from admin.web.session import CSRF_FIELD
from admin.web.wording import in_words
from admin.web.work.parts import PARTS, Part, Stepping
from admin.web.work.shown import ShownPart, as_stored
from admin.web.work.slots import Slots, slot_id
from admin.web.work.taking import taken_by
from gongyak.editing.merging import Fields, agreed
from gongyak.editing.photos import PhotosSection
from gongyak.editing.section import Mistaken, tidy
from gongyak.errors import GongyakError
from gongyak.findings import Finding
from gongyak.halfyear import HalfYear
from gongyak.notation import ImpossibleDate, NotADate, read_when
from jobs.desk import Desk
from jobs.editing import Conflicting, save
from jobs.pledge_page import PledgePage, read_pledge_page
from jobs.undoing import BuiltUpon, NotLast, RowsChanged, read_last_change, undo

_BASE: Final = "base"
_HALF_YEAR: Final = "half_year"
_CHANGE: Final = "change"
_LONGEST: Final = 18
"""Digits that every database takes for a number."""
_STEP: Final = "step"
_YEAR: Final = "year"
_ID_BYTES: Final = 6
_SAVED: Final = "saved"
"""The part of a page's address that tells which part was saved just now."""
_OWN: Final = frozenset({CSRF_FIELD, _BASE, _HALF_YEAR, _STEP})
"""The fields of every form that are none of the part's."""


class Work:
    """The page of one pledge's half-year."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read and save at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def shown(self, request: Request) -> Response:
        """Show the whole page with what is stored."""
        return self._show(request, self._told(request, half_year_asked(request)))

    def save(self, request: Request) -> Response:
        """Save one part; show it again with what came of that."""
        return self._save(request, _part_of(request))

    def save_photos(self, request: Request) -> Response:
        """Save the part that takes files; more may be sent to it than to any other."""
        return self._save(request, _part_named(PhotosSection.name))

    def _save(self, request: Request, part: Part) -> Response:
        half_year = _half_year(request)
        before = self._told(request, half_year)
        typed, base = typed_in(request), base_in(request)
        try:
            desk = self._lent(request)
            taken = taken_by(part, desk, before, typed, request)
            save(desk, before.pledge.number, half_year, taken.section, base, taken.fields, taken.pictures)
        except Mistaken as error:
            shown = ShownPart(part, before, typed, base, mistakes=error.mistakes)
            return self._answer(request, shown, HTTPStatus.UNPROCESSABLE_ENTITY, before)
        except Conflicting as error:
            theirs = part.section.fields(before.pledge, before.scene)
            seen = agreed(base, theirs, error.conflicts)
            shown = ShownPart(part, before, typed, seen, conflicts=error.conflicts)
            return self._answer(request, shown, HTTPStatus.CONFLICT, before)
        told = self._told(request, half_year)
        if not is_by_script(request):
            name = part.section.name
            return self._pages.go(_address(told, f"&{_SAVED}={name}#part-{name}"))
        return self._answer(request, as_stored(part, told, is_saved=True), HTTPStatus.OK, before)

    def step(self, request: Request) -> Response:
        """Show a part again with what was typed and a row more, less, or elsewhere; nothing is saved."""
        part = _part_of(request)
        if not isinstance(part, Stepping):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        told = self._told(request, _half_year(request))
        fields, focus = part.stepped(typed_in(request), text_of(request, _STEP), token_hex(_ID_BYTES))
        shown = ShownPart(part, told, fields, base_in(request), focus=focus)
        return self._answer(request, shown, HTTPStatus.OK, told)

    def read_date(self, request: Request) -> Response:
        """Show how a date that is being typed is understood: the one field of the query beside the year."""
        asked = request.query_params
        text = next((value for name, value in asked.items() if name != _YEAR), "")
        year = int(asked[_YEAR]) if re.fullmatch("[0-9]{4}", asked.get(_YEAR, "")) else None
        try:
            when, wrong = read_when(tidy(text), year=year) if text.strip() else None, ""
        except (NotADate, ImpossibleDate) as error:
            when, wrong = None, error.text.fill("ko", error.values)
        return self._pages.show_to(request, "work-date.html", when=when, wrong=wrong)

    def undo(self, request: Request) -> Response:
        """Turn back what this person saved last."""
        half_year = _half_year(request)
        told = self._told(request, half_year)
        try:
            undo(self._lent(request), told.pledge.number, _number(request))
        except (NotLast, RowsChanged, BuiltUpon) as error:
            return self._show(request, told, status=HTTPStatus.CONFLICT, trouble=error)
        return self._pages.go(_address(told, "#work-aside"))

    def _lent(self, request: Request) -> Desk:
        return self._desk.lent_to(user_of(request).official)

    def _told(self, request: Request, half_year: HalfYear | None) -> PledgePage:
        told = read_pledge_page(self._desk, request.path_params["number"], half_year)
        if told is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return told

    def _answer(self, request: Request, shown: ShownPart, status: HTTPStatus, before: PledgePage) -> Response:
        if not is_by_script(request):
            return self._show(request, shown.told, shown, status)
        return self._pages.show_to(
            request,
            "work-saved.html",
            status=status,
            told=shown.told,
            part=shown,
            slot_id=slot_id,
            slots=Slots(shown.told),
            last=read_last_change(self._lent(request), shown.told.pledge.number),
            trouble=None,
            changed=_references((*(before.findings or ()), *(shown.told.findings or ()))),
        )

    def _show(
        self,
        request: Request,
        told: PledgePage,
        answered: ShownPart | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        trouble: GongyakError | None = None,
    ) -> Response:
        """Show the whole page: *answered* as it is given, all other parts with what is stored."""
        saved = request.query_params.get(_SAVED)
        shown = [
            answered
            if answered and answered.part is part
            else as_stored(part, told, is_saved=part.section.name == saved)
            for part in PARTS
        ]
        return self._pages.show_to(
            request,
            "work.html",
            status=status,
            told=told,
            parts=shown,
            slot_id=slot_id,
            slots=Slots(told),
            last=read_last_change(self._lent(request), told.pledge.number),
            trouble=in_words(trouble),
        )


def typed_in(request: Request) -> dict[str, str]:
    """Return the fields of the part that a form sent, with line breaks as they are stored."""
    return {name: text for name, text in texts_of(request).items() if name not in _OWN}


def base_in(request: Request) -> Fields:
    """Return the fields that the form was shown with; raise HTTPException 400 for what is no page of ours."""
    try:
        base = json.loads(text_of(request, _BASE))
    except ValueError:
        base = None
    if not isinstance(base, dict) or not all(isinstance(value, str) for value in base.values()):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    return base


def _part_of(request: Request) -> Part:
    return _part_named(request.path_params["section"])


def _part_named(name: str) -> Part:
    part = next((part for part in PARTS if part.section.name == name), None)
    if part is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return part


def _number(request: Request) -> int:
    """Return the number of the change that is to be turned back; raise HTTPException 400 for none."""
    text = text_of(request, _CHANGE)
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    return int(text)


def _half_year(request: Request) -> HalfYear:
    half_year = half_year_in(text_of(request, _HALF_YEAR))
    if half_year is None:
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    return half_year


def _address(told: PledgePage, anchor: str) -> str:
    return f"/pledges/{quote(told.pledge.number, safe='')}/work?half_year={told.half_year}{anchor}"


def _references(findings: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(finding.rows[0] for finding in findings if finding.rows))
