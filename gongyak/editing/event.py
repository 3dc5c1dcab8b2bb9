"""A planned event as the fields of a form, and back."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from gongyak.editing.merging import Fields
from gongyak.editing.section import Mistaken, tidy
from gongyak.errors import GongyakError, Words
from gongyak.events import PlannedEvent
from gongyak.notation import ImpossibleDate, NotADate, read_when
from gongyak.printing import write_d_day, write_when
from gongyak.when import When

NAME: Final = "name"
DATE: Final = "date"
PLACE: Final = "place"
KIND: Final = "kind"
RESPONSIBLE: Final = "responsible"
LEADS: Final = "leads"
FIELDS: Final = (NAME, DATE, PLACE, KIND, RESPONSIBLE, LEADS)
LONGEST: Final = 200
"""Characters that a name, a place or a kind may have."""
_LEAD: Final = re.compile(r"(?:D)?([+-]\d{1,4})|(?:D)?-?(0|DAY)|(\d{1,4})", re.ASCII | re.IGNORECASE)
_FURTHEST: Final = 999
_MOST: Final = 20
_NEVER: Final = "없음"


class NameWanted(GongyakError):
    """An event without a name; no values."""

    text = Words("행사명을 입력하지 않았습니다.", "The event has no name.")
    remedy = Words("행사명을 입력하여 주시기 바랍니다.", "Write its name.")


class TooLong(GongyakError):
    """A name, place or kind with too many characters; values: ``longest``."""

    text = Words("{longest}자를 넘었습니다.", "It has more than {longest} characters.")
    remedy = Words("짧게 줄여 주시기 바랍니다.", "Make it shorter.")


class NotLeads(GongyakError):
    """A text that names no days on which people hear of an event; values: ``text``."""

    text = Words(
        "'{text}'{text:은/는} 알림 시점으로 읽을 수 없습니다.", "'{text}' names no days to be reminded on."
    )
    remedy = Words(
        "'D-30, D-7, D-Day, D+3'과 같이 쉼표로 나누어 입력하거나, 알리지 않으려면 '없음'이라고 입력하여 "
        "주시기 바랍니다.",
        "Write them parted by commas: D-30, D-7, D-Day, D+3; or 없음 for none at all.",
    )


class NobodyKnown(GongyakError):
    """An official that there is not; values: ``id``."""

    text = Words("등록되지 않은 직원입니다({id}).", "There is no such official ({id}).")
    remedy = Words("목록에서 선택하여 주시기 바랍니다.", "Choose one of the list.")


def fields_of(event: PlannedEvent) -> dict[str, str]:
    """Return the fields that show *event*."""
    return {
        NAME: event.name,
        DATE: event.when.written or write_when(event.when),
        PLACE: event.place or "",
        KIND: event.kind or "",
        RESPONSIBLE: event.responsible or "",
        LEADS: "" if event.leads is None else write_leads(event.leads),
    }


def applied(event: PlannedEvent, fields: Fields, officials: Collection[str]) -> PlannedEvent:
    """Return *event* with what *fields* say; raise `Mistaken` with every mistake in them.

    Who answers for it is one of *officials*, or whoever does already.
    """
    mistakes: dict[str, GongyakError] = {}
    texts = {name: _text(fields, name, mistakes) for name in (NAME, PLACE, KIND)}
    if not texts[NAME]:
        mistakes.setdefault(NAME, NameWanted())
    when = _when(event, fields, mistakes)
    leads = _leads(fields, mistakes)
    responsible = fields.get(RESPONSIBLE, "") or None
    if responsible not in {None, event.responsible, *officials}:
        mistakes[RESPONSIBLE] = NobodyKnown(id=responsible)
    if mistakes:
        raise Mistaken(mistakes)
    return replace(
        event,
        name=texts[NAME],
        when=when,
        place=texts[PLACE] or None,
        kind=texts[KIND] or None,
        responsible=responsible,
        leads=leads,
    )


def read_leads(text: str) -> tuple[int, ...]:
    """Return the days that ``D-30, D-7, D-Day, D+3`` or ``-30, -7, 0, 3`` names; raise `NotLeads`.

    ``없음`` is none at all: nobody is ever reminded.
    """
    if text == _NEVER:
        return ()
    leads = [_lead("".join(part.split()), text) for part in text.split(",")]
    if len(leads) > _MOST:
        raise NotLeads(text=text)
    return tuple(sorted(set(leads)))


def write_leads(leads: Collection[int]) -> str:
    """Return *leads* as people write them: ``D-30, D-7, D-Day, D+3``."""
    return ", ".join(write_d_day(-lead) for lead in leads) or _NEVER


def _lead(part: str, text: str) -> int:
    match = _LEAD.fullmatch(part)
    if match is None:
        raise NotLeads(text=text)
    lead = 0 if match[2] else int(match[1] or match[3])
    if abs(lead) > _FURTHEST:
        raise NotLeads(text=text)
    return lead


def _text(fields: Fields, name: str, mistakes: dict[str, GongyakError]) -> str:
    text = tidy(fields.get(name, ""))
    if len(text) > LONGEST:
        mistakes[name] = TooLong(longest=LONGEST)
    return text


def _when(event: PlannedEvent, fields: Fields, mistakes: dict[str, GongyakError]) -> When:
    """Return the date typed; one that nobody has touched stays to the letter."""
    text = tidy(fields.get(DATE, ""))
    if text == tidy(fields_of(event)[DATE]):
        return event.when
    try:
        return read_when(text).as_written(text)
    except (NotADate, ImpossibleDate) as error:
        mistakes[DATE] = error
    return event.when


def _leads(fields: Fields, mistakes: dict[str, GongyakError]) -> tuple[int, ...] | None:
    text = tidy(fields.get(LEADS, ""))
    try:
        return read_leads(text) if text else None
    except NotLeads as error:
        mistakes[LEADS] = error
    return None
