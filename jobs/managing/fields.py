"""What people typed into the fields of a form, read one by one; each mistake names its field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from gongyak.people import Tenure
from jobs.managing.errors import ChangedBefore, EndsTooEarly, FieldMissing, UnfitField

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST: Final = 200
_YEARS: Final = range(1900, 2200)
_MAILBOX: Final = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Label:
    """What a field is called: to people, and to those who read English."""

    ko: str
    en: str

    @property
    def values(self) -> dict[str, object]:
        """The values by which an error names the field."""
        return {"field_ko": self.ko, "field_en": self.en}


NAME: Final = Label("이름", "name")
ID: Final = Label("아이디", "id")
EMAIL: Final = Label("전자우편", "mail address")
PHONE: Final = Label("전화", "phone number")
ROLE: Final = Label("역할", "role")
DEPARTMENT: Final = Label("부서", "department")
TEAM: Final = Label("팀", "team")
SINCE: Final = Label("시작일", "first day")
UNTIL: Final = Label("종료일", "last day")
DAY: Final = Label("날짜", "day")
REASON: Final = Label("사유", "reason")


def text_in(given: Mapping[str, str], field: str, label: Label) -> str:
    """Return the text of a *field* that has to be filled in; raise `FieldMissing`, `UnfitField`."""
    text = optional_in(given, field, label)
    if text is None:
        raise FieldMissing(**label.values)
    return text


def optional_in(given: Mapping[str, str], field: str, label: Label) -> str | None:
    """Return the text of a *field*, each run of blanks as one; None: it is empty.  Raise `UnfitField`."""
    text = normalize("NFC", " ".join(given.get(field, "").split()))
    if len(text) > _LONGEST or not text.isprintable():
        raise UnfitField(**label.values, text=text[:_LONGEST])
    return text or None


def mail_in(given: Mapping[str, str], field: str) -> str | None:
    """Return the mail address in a *field*, or None; raise `UnfitField`."""
    text = optional_in(given, field, EMAIL)
    if text is not None and not _MAILBOX.fullmatch(text):
        raise UnfitField(**EMAIL.values, text=text)
    return text


def day_in(given: Mapping[str, str], field: str, label: Label) -> date:
    """Return the day in a *field* that has to be filled in; raise `FieldMissing`, `UnfitField`."""
    day = optional_day_in(given, field, label)
    if day is None:
        raise FieldMissing(**label.values)
    return day


def optional_day_in(given: Mapping[str, str], field: str, label: Label) -> date | None:
    """Return the day in a *field* as browsers send it (2025-03-04), or None; raise `UnfitField`."""
    text = given.get(field, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UnfitField(**label.values, text=text[:_LONGEST]) from None
    if day.year not in _YEARS:
        raise UnfitField(**label.values, text=text)
    return day


def tenure_in(given: Mapping[str, str]) -> Tenure:
    """Return the time from ``since`` to ``until`` (empty: still); raise `EndsTooEarly` and others."""
    since, until = day_in(given, "since", SINCE), optional_day_in(given, "until", UNTIL)
    if until is not None and until < since:
        raise EndsTooEarly(since=since, until=until)
    return Tenure(since, until)


def seen_of(thing: object) -> str:
    """Return the mark of a frozen *thing* as it is now, by which a form tells what it was shown with."""
    return sha256(repr(thing).encode()).hexdigest()[:16]


def require_seen(thing: object, seen: str) -> None:
    """Raise `ChangedBefore` unless *thing* is still as the form with the mark *seen* had it."""
    if seen_of(thing) != seen:
        raise ChangedBefore
