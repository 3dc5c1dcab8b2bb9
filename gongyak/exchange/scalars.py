"""The kinds of value an entry can have: each reads a text that people typed, or says what is wrong with it.

Every kind is a type that pydantic checks and that carries its JSON schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from gongyak.errors import GongyakError
from gongyak.events import EventState
from gongyak.exchange import errors
from gongyak.exchange.tree import FORBIDDEN, code_of
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Side
from gongyak.money import Money
from gongyak.notation import read_when
from gongyak.participation import Category
from gongyak.people import Role
from gongyak.pledges import Block, Status
from gongyak.when import When

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)

MAX_NAME: Final = 160
ID_PATTERN: Final = r"[a-z0-9_]{1,32}"
AMOUNT_PATTERN: Final = r"-?(?:\d{1,14}|\d{1,3}(?:,\d{3}){1,4})"
LEAD_PATTERN: Final = r"[+-]?\d{1,3}"
COUNT_PATTERN: Final = r"\d{1,9}|\d{1,3}(?:,\d{3}){1,2}"
HALF_YEAR_PATTERN: Final = r"\d{4}H[12]"
_EMAIL: Final = re.compile(r"[^\s@,;:<>()\"]+@[^\s@,;:<>()\"]+")
_FILE_NAME: Final = re.compile(r"(?!\.)[^\x00-\x1f/\\:*?\"<>|]{1,60}(?<![. ])")


def told(error: GongyakError) -> PydanticCustomError:
    """Return *error* as pydantic passes it on."""
    return PydanticCustomError("told", "told", {"error": error})


def wrong_kind(value: object, ko: str, en: str) -> PydanticCustomError:
    """Return the mistake of a *value* of another kind than the one named."""
    return told(errors.WrongKind(value=shown(value), expected_ko=ko, expected_en=en))


def shown(value: object) -> str:
    """Return *value* short enough to be shown in a mistake."""
    match value:
        case None:
            return ""
        case list():
            return "[…]"
        case dict():
            return "{" + ", ".join(f"{key}: …" for key in list(value)[:3]) + "}"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - about a line


def _scalar(read: Callable[[str], _T]) -> PlainValidator:
    def check(value: object) -> _T:
        if not isinstance(value, str):
            raise wrong_kind(value, "글이나 숫자 한 개", "a single text or number")
        try:
            return read(value)
        except GongyakError as error:
            raise told(error) from None

    return PlainValidator(check)


def _text(text: str) -> str:
    hidden = FORBIDDEN.search(text)
    if hidden:
        raise errors.ForbiddenCharacter(code=code_of(hidden[0]))
    return text


def _name(text: str) -> str:
    if not text.strip() or len(text.splitlines()) > 1 or len(text) > MAX_NAME:
        raise errors.NotAName(value=shown(text))
    return _text(text)


def _matching(pattern: str | re.Pattern[str], mistake: type[GongyakError]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise mistake(value=shown(text))
        return _text(text)

    return read


def _figure(pattern: str, mistake: type[GongyakError], make: Callable[[int], _T]) -> Callable[[str], _T]:
    def read(text: str) -> _T:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise mistake(value=shown(text))
        return make(int(text.replace(",", "")))

    return read


def _day(text: str) -> date:
    when = read_when(text)
    if not when.is_day:
        raise errors.NotADay(value=text)
    return when.first


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise errors.NotAnInstant(value=shown(text)) from None
    if instant.tzinfo is None:
        raise errors.NotAnInstant(value=shown(text))
    return instant


def _half(text: str) -> HalfYear:
    """Read ``2024H2`` alone: as keys, two notations of one half-year would hide each other."""
    if not re.fullmatch(HALF_YEAR_PATTERN, text, re.ASCII):
        raise errors.NotAHalf(value=shown(text))
    return HalfYear.parse(text)


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise errors.NotOneOf(value=shown(text), known="true, false")
    return text == "true"


def _one_of(kind: type[_E], *, spaced: bool = False) -> Callable[[str], _E]:
    """Return a reader of the values of *kind*; where they are *spaced*, the spaces may be left out."""
    plain = {member.value.replace(" ", ""): member for member in kind}

    def read(text: str) -> _E:
        found = plain.get(text.replace(" ", "") if spaced else text)
        if found is None:
            raise errors.NotOneOf(value=shown(text), known=", ".join(kind))
        return found

    return read


def _when(value: object) -> When:
    """Read a date, or the long form ``{date: 2024-08-29, written: 8월 말}`` of one written in its own way."""
    if not isinstance(value, dict):
        return _read_when(value)
    if set(value) != {"date", "written"} or not all(isinstance(part, str) for part in value.values()):
        raise wrong_kind(value, "{date: …, written: …}", "{date: …, written: …}")
    return _read_when(value["date"]).as_written(_text(value["written"]))


def _read_when(value: object) -> When:
    if not isinstance(value, str):
        raise wrong_kind(value, "날짜", "a date")
    try:
        return read_when(value)
    except GongyakError as error:
        raise told(error) from None


def _schema(kind: str, description: str, **more: Any) -> WithJsonSchema:  # noqa: ANN401 - JSON
    return WithJsonSchema({"type": kind, "description": description, **more})


def _choice(kind: type[StrEnum], description: str) -> WithJsonSchema:
    return _schema("string", description, enum=[member.value for member in kind])


Text = Annotated[str, _scalar(_text), _schema("string", "글")]
Name = Annotated[str, _scalar(_name), _schema("string", "한 줄 이름", minLength=1, maxLength=MAX_NAME)]
Id = Annotated[
    str,
    _scalar(_matching(ID_PATTERN, errors.NotAnId)),
    _schema("string", "id: 영문 소문자·숫자·밑줄, 32자까지", pattern=f"^{ID_PATTERN}$"),
]
FileName = Annotated[
    str,
    _scalar(_matching(_FILE_NAME, errors.NotAFileName)),
    _schema("string", "파일 이름이 될 수 있는 글", minLength=1, maxLength=60),
]
Email = Annotated[
    str, _scalar(_matching(_EMAIL, errors.NotAnEmail)), _schema("string", "전자우편 주소", format="email")
]
Half = Annotated[
    HalfYear,
    _scalar(_half),
    _schema("string", "반기: 2024H2", pattern=f"^{HALF_YEAR_PATTERN}$"),
]
Day = Annotated[date, _scalar(_day), _schema("string", "하루: 2024-08-29 또는 2024. 8. 29.")]
Instant = Annotated[
    datetime,
    _scalar(_instant),
    _schema("string", "일시: 2025-01-02T09:00:00+09:00", format="date-time"),
]
Date = Annotated[
    When,
    PlainValidator(_when),
    WithJsonSchema(
        {
            "description": "날짜·기간: 2024. 8. 29., 2024. 8. 12.~8. 23., 2024. 8., 2025년 상반기, 2025년",
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"date": {"type": "string"}, "written": {"type": "string"}},
                    "required": ["date", "written"],
                    "additionalProperties": False,
                },
            ],
        }
    ),
]
Amount = Annotated[
    Money,
    _scalar(_figure(AMOUNT_PATTERN, errors.NotAnAmount, Money)),
    WithJsonSchema(
        {
            "description": "금액(천원)",
            "anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^({AMOUNT_PATTERN})$"}],
        }
    ),
]
Number = Annotated[
    int,
    _scalar(_figure(COUNT_PATTERN, errors.NotACount, int)),
    WithJsonSchema(
        {
            "description": "횟수",
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": f"^({COUNT_PATTERN})$"},
            ],
        }
    ),
]
Lead = Annotated[
    int,
    _scalar(_figure(LEAD_PATTERN, errors.NotALead, int)),
    _schema("integer", "알림 시점: 행사일을 0으로 한 날수", minimum=-999, maximum=999),
]
Flag = Annotated[bool, _scalar(_flag), _schema("boolean", "true 또는 false")]
RoleName = Annotated[Role, _scalar(_one_of(Role)), _choice(Role, "직책")]
StatusName = Annotated[Status, _scalar(_one_of(Status, spaced=True)), _choice(Status, "이행상태")]
SideName = Annotated[Side, _scalar(_one_of(Side)), _choice(Side, "날짜의 자리: 내용의 앞(before), 뒤(after)")]
FateName = Annotated[
    Fate, _scalar(_one_of(Fate)), _choice(Fate, "계획의 결과: 이행(done), 연기(postponed), 취소(dropped)")
]
EventStateName = Annotated[
    EventState,
    _scalar(_one_of(EventState)),
    _choice(EventState, "행사의 상태: 예정(planned), 개최(happened), 취소(dropped)"),
]
BlockName = Annotated[Block, _scalar(_one_of(Block)), _choice(Block, "보고서의 항목")]
CategoryName = Annotated[Category, _scalar(_one_of(Category)), _choice(Category, "시민참여의 구분")]
