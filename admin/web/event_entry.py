"""The form of a planned event: a new one of a pledge or of the city, or one that is there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import text_of, user_of
from admin.web.event import REFUSALS
from admin.web.pages import Pages
from admin.web.wording import in_words
from gongyak.editing.event import FIELDS
from gongyak.editing.merging import Conflict, Fields
from gongyak.editing.section import Mistaken
from gongyak.errors import GongyakError
from gongyak.permissions import Action, Subject, may
from jobs.desk import Desk
from jobs.editing import Conflicting
from jobs.event_entry import add, choices, edit, editable_pledges, new_id, stored_fields

_ID: Final = re.compile(r"[a-z0-9_]{1,32}")
_LABELS: Final = {
    "name": "행사명",
    "date": "일시",
    "place": "장소",
    "kind": "종류",
    "responsible": "책임자",
    "leads": "알림 시점",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it is shown: for the event ``key``, with ``base`` where that is there already.

    ``mistakes`` are by field; ``conflicts`` are what somebody else has changed meanwhile.
    """

    key: str
    fields: Fields
    base: Fields | None = None
    reason: str = ""
    mistakes: Mapping[str, GongyakError] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    error: GongyakError | None = None

    @property
    def status(self) -> HTTPStatus:
        """The status of the answer."""
        if self.error:
            return REFUSALS[type(self.error)]
        if self.conflicts:
            return HTTPStatus.CONFLICT
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.mistakes else HTTPStatus.OK

    @property
    def base_json(self) -> str | None:
        """What the form carries along, so that saving can tell what was changed, by whom."""
        return None if self.base is None else json.dumps(dict(self.base), ensure_ascii=False)


class EventEntry:
    """Forms in which events are entered."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read and write at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def choose(self, request: Request) -> Response:
        """Ask which pledge a new event belongs to; go on where that is told, or where there is only one."""
        user = user_of(request)
        pledges = editable_pledges(self._desk, user)
        wanted = request.query_params.get("pledge", "")
        for_city = may(user, Action.MAKE, Subject.EVENT)
        if not wanted and len(pledges) == 1 and not for_city:
            wanted = pledges[0].number
        if wanted in {each.number for each in pledges}:
            return self._pages.go(f"/pledges/{quote(wanted, safe='')}/events/new")
        return self._pages.show_to(request, "event-choose.html", pledges=pledges, for_city=for_city)

    def ask(self, request: Request) -> Response:
        """Show an empty form."""
        return self._form(request, Filled(key=new_id(), fields=dict.fromkeys(FIELDS, "")))

    def add(self, request: Request) -> Response:
        """Add the event that was typed."""
        key, typed = text_of(request, "key"), _typed(request)
        if not _ID.fullmatch(key):
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        number = request.path_params.get("number")
        desk = self._desk.lent_to(user_of(request).official)
        return self._saved(request, Filled(key=key, fields=typed), lambda: add(desk, key, number, typed))

    def shown(self, request: Request) -> Response:
        """Show the form of an event that is there."""
        key = request.path_params["event"]
        fields = stored_fields(self._desk, key)
        if fields is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return self._form(request, Filled(key=key, fields=fields, base=fields))

    def save(self, request: Request) -> Response:
        """Change the event to what was typed."""
        key, typed, base = request.path_params["event"], _typed(request), _base(request)
        desk, reason = self._desk.lent_to(user_of(request).official), text_of(request, "reason")
        filled = Filled(key=key, fields=typed, base=base, reason=reason)
        return self._saved(request, filled, lambda: edit(desk, key, base, typed, reason))

    def _saved(self, request: Request, filled: Filled, save: Callable[[], object]) -> Response:
        """Save, and show the event; what is wrong is told in the form, with all that was typed."""
        try:
            save()
        except Mistaken as error:
            return self._form(request, replace(filled, mistakes=error.mistakes))
        except Conflicting as error:
            base = _agreed(filled.base or {}, error.conflicts)
            return self._form(request, replace(filled, base=base, conflicts=error.conflicts))
        except tuple(REFUSALS) as error:
            return self._form(request, replace(filled, error=error))
        return self._pages.go(f"/events/{filled.key}")

    def _form(self, request: Request, filled: Filled) -> Response:
        return self._pages.show_to(
            request,
            "event-form.html",
            status=filled.status,
            filled=filled,
            fields=filled.fields,
            mistakes={name: in_words(each) for name, each in filled.mistakes.items()},
            error=in_words(filled.error),
            labels=_LABELS,
            choices=choices(self._desk),
            number=request.path_params.get("number"),
        )


def _typed(request: Request) -> dict[str, str]:
    return {name: text_of(request, name).strip() for name in FIELDS}


def _base(request: Request) -> Fields:
    """Return the fields that the form was shown with; raise HTTPException 400 for what is no form of ours."""
    try:
        base = json.loads(text_of(request, "base") or "{}")
    except ValueError:
        base = None
    if not isinstance(base, dict) or not all(isinstance(value, str) for value in base.values()):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    return base


def _agreed(base: Fields, conflicts: tuple[Conflict, ...]) -> Fields:
    """Return *base* as of now: whoever saves again has seen what the other one had saved."""
    return {**base, **{each.field: each.theirs or "" for each in conflicts}}
