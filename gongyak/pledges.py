"""The pledge (공약) and everything its report tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gongyak.budget import Statement, UnitProject
from gongyak.events import PlannedEvent
from gongyak.halfyear import HalfYear
from gongyak.lines import Topic
from gongyak.participation import Participation
from gongyak.people import Assignment
from gongyak.photos import Photo


class Status(StrEnum):
    """The six states of a pledge (이행상태), spelt as the Manifesto center's tables spell them."""

    COMPLETED = "완료"
    CONTINUING = "이행 후 계속추진"
    ON_TRACK = "정상추진"
    PARTIAL = "일부추진"
    ON_HOLD = "보류"
    ABANDONED = "폐기"


AT_REST: Final = frozenset({Status.COMPLETED, Status.ABANDONED, Status.ON_HOLD})
"""The states in which a half-year may well bring nothing new."""
_FIGURES: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """The state of a pledge as of the report of ``half_year``."""

    half_year: HalfYear
    status: Status


class RemarkKind(StrEnum):
    """The two lists of ❏ 문제점 및 개선대책."""

    PROBLEM = "problem"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem or a measure: printed from the report of ``entered`` until before that of ``retired``."""

    id: str
    kind: RemarkKind
    text: str
    entered: HalfYear
    retired: HalfYear | None = None

    def stands_in(self, half_year: HalfYear) -> bool:
        """Tell whether the report of *half_year* prints it."""
        return half_year.is_within(self.entered, self.retired)


class Block(StrEnum):
    """A block of the report that a half-year may well have nothing for."""

    RESULTS = "results"
    MONEY = "money"
    COUNTS = "counts"
    PHOTOS = "photos"
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A person's word that a ``block`` of the report of ``half_year`` has nothing (해당 없음), and why."""

    half_year: HalfYear
    block: Block
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TopicOrder:
    """The order, by id, in which topics stand among the results of one half-year; others follow in theirs."""

    half_year: HalfYear
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """One pledge with all its facts.

    ``number`` is the 관리번호, unique in the city, ``term`` the name of its term, ``field`` its 분야 and
    ``goal`` its 목표.  Whatever has a half-year is kept for every half-year, so that
    reports of the past can be drawn again.
    """

    number: str
    name: str
    term: str
    field: str
    department: str
    team: str | None = None
    goal: str | None = None
    officers: tuple[Assignment, ...] = ()
    statuses: tuple[StatusEntry, ...] = ()
    topics: tuple[Topic, ...] = ()
    orders: tuple[TopicOrder, ...] = ()
    projects: tuple[UnitProject, ...] = ()
    overall: tuple[Statement, ...] = ()
    participation: Participation = Participation()  # noqa: RUF009 - frozen, so one instance may serve all
    remarks: tuple[Remark, ...] = ()
    photos: tuple[Photo, ...] = ()
    events: tuple[PlannedEvent, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()

    def status_by(self, half_year: HalfYear) -> Status | None:
        """Return the state as of the report of *half_year*, or None where none was entered yet."""
        known = [entry for entry in self.statuses if entry.half_year <= half_year]
        return max(known, key=lambda entry: entry.half_year).status if known else None


def number_order(number: str) -> list[tuple[bool, int, str]]:
    """Return what sorts 관리번호 as people do: 1-2 before 1-10."""
    parts = _FIGURES.split(number)
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part]
