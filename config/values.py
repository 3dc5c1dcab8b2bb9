"""The kinds of values that settings have: how each is read from text, and what is said of another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, SecretStr

from config.rules import Spec, parse_spec

_MAILBOX: Final = r"^[^\s@<>,;\"]+@[^\s@<>,;\"]+$"
_ONE_LINE: Final = r"^\P{Cc}*[^\s\p{Cc}]\P{Cc}*$"
_KIND_OF_EVENT: Final = r"^[^:]*[^:\s][ \t]*:[ \t]*[-+]?[0-9]{1,4}([ \t]*,[ \t]*[-+]?[0-9]{1,4})*[ \t]*$"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a setting must be, told to the person who wrote something else."""

    ko: str
    en: str


def _with_driver(url: SecretStr) -> SecretStr:
    """Name the driver where people write PostgreSQL's plain address; refuse every other database."""
    scheme, _, rest = url.get_secret_value().partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"} and rest:
        return SecretStr(f"postgresql+psycopg://{rest}")
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return url
    raise ValueError


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


def _split(value: object) -> object:
    """Read a list from one line, as the environment gives it: its entries between semicolons or commas."""
    if not isinstance(value, str):
        return value
    mark = ";" if ";" in value else ","
    return [part.strip() for part in value.split(mark) if part.strip()]


def _split_kinds(value: object) -> object:
    """Read a list whose entries hold commas from one line, or from several."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in re.split(r"[;\n]", value) if part.strip()]


def _line(value: object) -> Spec | Literal["off"] | None:
    """Read a line of the timetable; None: as shipped."""
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - pydantic gathers ValueError only
    if value.strip() in {"", "off"}:
        return "off" if value.strip() else None
    return parse_spec(value)


DatabaseUrl = Annotated[
    SecretStr,
    AfterValidator(_with_driver),
    Expected("sqlite:///파일 또는 postgresql://…", "sqlite:///FILE or postgresql://…"),
]
Folder = Annotated[Path, BeforeValidator(_none_if_empty), Expected("폴더의 경로", "the path of a folder")]
OptionalFile = Annotated[
    Path | None, BeforeValidator(_none_if_empty), Expected("파일의 경로", "the path of a file")
]
Zone = Annotated[ZoneInfo, Expected("Asia/Seoul 같은 시간대 이름", "the name of a time zone, as Asia/Seoul")]
Millimetres = Annotated[
    float,
    Field(ge=10, le=297, allow_inf_nan=False),
    Expected("10에서 297까지의 수", "a number from 10 to 297"),
]
DotsPerInch = Annotated[
    int, Field(ge=72, le=600), Expected("72에서 600까지의 정수", "a whole number from 72 to 600")
]


Text = Annotated[str, Expected("글자", "text")]
OptionalText = Annotated[str | None, BeforeValidator(_none_if_empty), Expected("글자", "text")]
Secret = Annotated[SecretStr | None, BeforeValidator(_none_if_empty), Expected("글자", "text")]
WebAddress = Annotated[
    Annotated[str, Field(pattern=r"^https?://[^\s/]+(/[^\s]*)?$")] | None,
    BeforeValidator(_none_if_empty),
    Expected("http://… 또는 https://…", "http://… or https://…"),
]
MailAddress = Annotated[
    str, Field(pattern=_MAILBOX), Expected("전자우편 주소 하나: gongyak@example.kr", "one mail address")
]
OptionalMailAddress = Annotated[
    Annotated[str, Field(pattern=_MAILBOX)] | None,
    BeforeValidator(_none_if_empty),
    Expected("전자우편 주소 하나: gongyak@example.kr", "one mail address"),
]
PortOrNone = Annotated[
    int, Field(ge=0, le=65535), Expected("0에서 65535까지의 정수", "a number from 0 to 65535")
]
Port = Annotated[int, Field(ge=1, le=65535), Expected("1에서 65535까지의 정수", "a number from 1 to 65535")]
Whole = Annotated[int, Field(ge=0, le=100_000), Expected("0 이상의 정수", "a whole number from 0 on")]
Positive = Annotated[int, Field(ge=1, le=100_000), Expected("1 이상의 정수", "a whole number from 1 on")]
Name = Annotated[str, Field(pattern=_ONE_LINE), Expected("한 줄의 글자", "a line of text")]
Minutes = Annotated[
    int, Field(ge=5, le=100_000), Expected("5 이상의 정수(분)", "a whole number of minutes from 5 on")
]
Letters = Annotated[
    tuple[
        Literal[
            "draft-ready",
            "review",
            "missing",
            "event",
            "date-changed",
            "overdue",
            "escalation",
            "overview",
            "failure",
            "test",
        ],
        ...,
    ],
    BeforeValidator(_split),
    Expected(
        "편지 종류의 목록: draft-ready, review, missing, event, date-changed, overdue, escalation, overview, "
        "failure, test",
        "a list of kinds of letters: draft-ready, review, missing, event, date-changed, overdue, escalation, "
        "overview, failure, test",
    ),
]
Days = Annotated[
    tuple[Annotated[int, Field(ge=-9999, le=9999)], ...],
    BeforeValidator(_split),
    Expected("날수의 목록: -7, -1, 0, 3", "a list of days: -7, -1, 0, 3"),
]
KindsOfEvents = Annotated[
    tuple[Annotated[str, Field(pattern=_KIND_OF_EVENT)], ...],
    BeforeValidator(_split_kinds),
    Expected(
        "종류와 날수: '개관: -60, -30, -7, 0; 협약: -7, -1, 0'",
        "kinds and their days: '개관: -60, -30, -7, 0; 협약: -7, -1, 0'",
    ),
]
Security = Annotated[
    Literal["starttls", "tls", "plain"],
    Expected("starttls, tls, plain 가운데 하나", "one of starttls, tls, plain"),
]
LogForm = Annotated[Literal["text", "json"], Expected("text, json 가운데 하나", "one of text, json")]
SecureCookies = Annotated[
    Literal["auto", "yes", "no"], Expected("auto, yes, no 가운데 하나", "one of auto, yes, no")
]
YesOrNo = Annotated[Literal["yes", "no"], Expected("yes, no 가운데 하나", "one of yes, no")]
Line = Annotated[
    Spec | Literal["off"] | None,
    PlainValidator(_line),
    Expected(
        "off 또는 'half-year-end +1d 09:00 after', 'working-day 08:30', 'mon 09:00 after', 'daily 02:00', "
        "'every minute', 'cron 30 8 * * mon-fri'(요일은 이름으로) 꼴('; catch-up once; late 10d'를 덧붙임)",
        "off, or as 'half-year-end +1d 09:00 after', 'working-day 08:30', 'mon 09:00 after', 'daily 02:00', "
        "'every minute', 'cron 30 8 * * mon-fri' (weekdays by name), and '; catch-up once; late 10d'",
    ),
]
Shift = Annotated[Literal["before", "after"], Expected("before, after 가운데 하나", "one of before, after")]
