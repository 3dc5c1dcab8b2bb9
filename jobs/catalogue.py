"""The catalogue of jobs: what can be asked for by name, by the timetable or by a person.

A job is three plain functions that know nothing of clocks and engines.  Its module is imported when it is
first used: a service that waits holds no library that it does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from gongyak.errors import Words
from gongyak.occurrences import Request
from jobs.progress import Progress

if TYPE_CHECKING:
    from gongyak.store.session import Session
    from jobs.desk import Desk

Result = dict[str, Any]
"""What a part came to, as plain JSON."""
Plan = Callable[["Desk", Request], Sequence[str]]
Work = Callable[["Desk", Request, str, Progress], Result]
Close = Callable[["Session", "Desk", Request, Sequence[Result]], str]
Needed = Callable[["Session", datetime], bool]


def always(_session: Session, _now: datetime) -> bool:
    """Tell that there is something to do."""
    return True


@dataclass(frozen=True, slots=True)
class Job:
    """What is done under ``name``.

    ``plan`` splits a request into parts (most jobs: ``("",)``), ``work`` does one of them and may be called
    again for the same part, ``close`` writes what follows (letters) in the transaction that ends the
    occurrence, and returns in Korean what was made.  ``needed`` tells whether the timetable need ask at all.
    """

    name: str
    about: Words
    plan: Plan
    work: Work
    close: Close
    needed: Needed = always


_JOBS: Final[dict[str, tuple[str, Words]]] = {
    "draft": (
        "jobs.drafting",
        Words("한 반기의 공약 보고서를 작성합니다.", "Drafts the reports of a half-year."),
    ),
    "remind": (
        "jobs.remind",
        Words(
            "다가오는 일정과 빠진 자료를 담당자에게 알립니다.", "Reminds people of events and missing facts."
        ),
    ),
    "overview": (
        "jobs.overview",
        Words("총괄 담당자에게 주간 현황을 보냅니다.", "Sends the coordinator the weekly overview."),
    ),
    "post": ("jobs.post", Words("기다리는 편지를 보냅니다.", "Sends the letters that wait.")),
    "backup": ("jobs.backup", Words("데이터베이스를 백업합니다.", "Backs up the database.")),
    "self-check": (
        "jobs.self_check",
        Words("시스템이 제대로 갖추어졌는지 살펴봅니다.", "Examines the system."),
    ),
}
"""Each job's module, which has ``plan``, ``work``, ``close`` and perhaps ``needed``; and what it does."""


def make_job(name: str, module: str, about: Words) -> Job:
    """Return the job whose functions are those of *module*, which is imported when one is called."""
    plan, work, close = (partial(_call, module, function) for function in ("plan", "work", "close"))
    return Job(name, about, plan, work, close, partial(_is_needed, module))


def _call(module: str, function: str, *arguments: object) -> Any:  # noqa: ANN401 - as the function itself
    return getattr(import_module(module), function)(*arguments)


def _is_needed(module: str, session: Session, now: datetime) -> bool:
    needed: Needed = getattr(import_module(module), "needed", always)
    return needed(session, now)


CATALOGUE: Final[Mapping[str, Job]] = {
    name: make_job(name, module, about) for name, (module, about) in _JOBS.items() if find_spec(module)
}
"""Every job that this version has, by its name."""
