"""How the facts' own types stand in columns, and the rule that the database keeps for each of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from sqlalchemy import BigInteger, Date, Dialect, Enum, Integer, Text, TypeDecorator
from sqlalchemy import DateTime as AnyDateTime

from gongyak.halfyear import HalfYear
from gongyak.money import Money
from gongyak.store.errors import NotStorable, NumberTooLarge
from gongyak.when import When

if TYPE_CHECKING:
    from enum import StrEnum

    from sqlalchemy.types import TypeEngine

T = TypeVar("T")

_DIGITS: Final = "0123456789"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def _made_of(characters: str) -> str:
    """Return the rule that a text holds these characters only, as both databases can check it."""
    return f"rtrim({{column}}, '{characters}') = ''"


class _Stored(TypeDecorator[T]):
    """A column of values of one type, each stored in another form; NULL is None.

    ``rule`` is what the database checks, ``{column}`` standing for the column's name.
    """

    __abstract__ = True
    rule: ClassVar[str] = ""

    def process_bind_param(self, value: T | None, dialect: Dialect) -> object:
        """Return the stored form."""
        return None if value is None else self.to_stored(value, dialect)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> T | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Return the value of the stored form."""
        return None if value is None else self.from_stored(value)

    def to_stored(self, value: T, dialect: Dialect) -> object:
        """Return *value* as the database of *dialect* holds it."""
        raise NotImplementedError

    def from_stored(self, stored: Any) -> T:  # noqa: ANN401 - whatever the driver gives
        """Return what *stored* stands for."""
        raise NotImplementedError


class PlainText(_Stored[str]):
    """A text of any length.

    PostgreSQL holds no NUL and no half of a surrogate pair; neither do we on SQLite, so that what one
    database takes the other takes too.
    """

    impl = Text
    cache_ok = True

    def to_stored(self, value: str, _dialect: Dialect) -> str:
        """Refuse what cannot be stored, by `NotStorable`."""
        if "\0" in value or not _is_unicode(value):
            raise NotStorable(text=ascii(value))
        return value

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Leave texts as they are: there are many."""


def _is_unicode(value: str) -> bool:
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


class NameText(PlainText):
    """A name: a text that is not empty."""

    cache_ok = True
    rule = "{column} <> ''"


class KeyText(PlainText):
    """The short key of a line, a photo, …: 1 to 32 characters of ``a-z0-9_``."""

    cache_ok = True
    rule = f"length({{column}}) BETWEEN 1 AND 32 AND {_made_of(_LETTERS + _DIGITS + '_')}"


class ChecksumText(PlainText):
    """A SHA-256 in hex."""

    cache_ok = True
    rule = f"length({{column}}) = 64 AND {_made_of(_DIGITS + 'abcdef')}"


class ColumnKeyText(PlainText):
    """The key of a budget column: ``before``, a fiscal year in four digits, or ``after``."""

    cache_ok = True
    rule = f"{{column}} IN ('before', 'after') OR length({{column}}) = 4 AND {_made_of(_DIGITS)}"


# A city has some twenty half-years and few thousand dates, each of them on many rows.
_half_year = lru_cache(maxsize=1024)(HalfYear.parse)
_when = lru_cache(maxsize=16384)(When.parse)


class HalfYearText(_Stored[HalfYear]):
    """A half-year as ``2024H2``, which sorts as time does."""

    impl = Text
    cache_ok = True
    rule = (
        "length({column}) = 6 AND rtrim(substr({column}, 1, 4), '0123456789') = ''"
        " AND substr({column}, 5, 2) IN ('H1', 'H2')"
    )

    def to_stored(self, value: HalfYear, _dialect: Dialect) -> str:
        """Write the short form."""
        return str(value)

    def from_stored(self, stored: str) -> HalfYear:
        """Read the short form."""
        return _half_year(stored)


class EdtfText(_Stored[When]):
    """A date of any precision in its stored form (EDTF); what was written stands in a column of its own."""

    impl = Text
    cache_ok = True
    rule = "{column} <> ''"

    def to_stored(self, value: When, _dialect: Dialect) -> str:
        """Write the stored form."""
        return value.edtf

    def from_stored(self, stored: str) -> When:
        """Read the stored form."""
        return _when(stored)


class LeadsText(_Stored[tuple[int, ...]]):
    """Lead times in days as ``-30 -7 0 3``; no lead at all is an empty text, which is not NULL."""

    impl = Text
    cache_ok = True
    rule = f"rtrim({{column}}, '{_DIGITS}- ') = ''"

    def to_stored(self, value: tuple[int, ...], _dialect: Dialect) -> str:
        """Write the numbers."""
        return " ".join(map(str, value))

    def from_stored(self, stored: str) -> tuple[int, ...]:
        """Read the numbers."""
        return tuple(map(int, stored.split()))


class Number(_Stored[int]):
    """A count."""

    impl = Integer
    cache_ok = True

    def to_stored(self, value: int, _dialect: Dialect) -> int:
        """Refuse what one of the databases cannot hold; raises `NumberTooLarge`."""
        return _within(value, 31)

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Leave numbers as they are."""


def _within(number: int, bits: int) -> int:
    if number.bit_length() > bits:
        raise NumberTooLarge(number=number)
    return number


class Thousands(_Stored[Money]):
    """An amount in whole 천원."""

    impl = BigInteger
    cache_ok = True

    def to_stored(self, value: Money, _dialect: Dialect) -> int:
        """Write the plain number; raises `NumberTooLarge`."""
        return _within(int(value), 63)

    def from_stored(self, stored: int) -> Money:
        """Give the number its unit back."""
        return Money(stored)


class Instant(_Stored[datetime]):
    """A point in time: aware in Python, UTC in the database, which on SQLite knows no zones."""

    impl = AnyDateTime(timezone=True)
    cache_ok = True

    def to_stored(self, value: datetime, dialect: Dialect) -> datetime:
        """Turn it to UTC; a time without a zone is a mistake of the program (ValueError)."""
        if value.tzinfo is None:
            message = f"an instant needs a zone: {value!r}"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def from_stored(self, stored: datetime) -> datetime:
        """Return it in UTC, whatever zone the session of the database has."""
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


def json_ready(value: object) -> object:
    """Return a column's value as JSON can hold it: dates and half-years in their stored forms."""
    match value:
        case When():
            return value.edtf
        case date():
            return value.isoformat()
        case bool() | None:
            return value
        case int():
            return int(value)
        case tuple():
            return [json_ready(each) for each in value]
        case _:
            return str(value)


def from_json(column: TypeEngine[Any], value: Any) -> object:  # noqa: ANN401 - whatever JSON holds
    """Return what `json_ready` made *value* of, for a *column* of this type."""
    match column:
        case HalfYearText() | EdtfText() | Thousands() if value is not None:
            return column.from_stored(value)
        case LeadsText() if value is not None:
            return tuple(value)
        case Enum() if value is not None and column.enum_class:
            return column.enum_class(value)
        case Date() if value is not None:
            return date.fromisoformat(value)
        case _:
            return value


def enum_values(members: type[StrEnum]) -> list[str]:
    """Return what an enum stores: the values of its members."""
    return [member.value for member in members]
