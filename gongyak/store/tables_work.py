"""The tables of the clock and the engine: what is due, what came of it, and which processes are at work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.occurrences import LogLevel, OccurrenceState
from gongyak.store.base import Name, Record, Whole, Work, refers_to


class ScheduleRow(Work):
    """A line of the timetable: how far its strikes have been asked for, and who has paused it."""

    __tablename__ = "schedule"
    __table_args__ = (CheckConstraint("(paused_by IS NULL) = (paused_at IS NULL)", name="paused"),)

    line: Mapped[Name] = mapped_column(primary_key=True)
    spec: Mapped[str]
    fired_through: Mapped[datetime | None]
    paused_by: Mapped[str | None]
    paused_at: Mapped[datetime | None]


class OccurrenceRow(Work):
    """What was due or asked for, once however many clocks strike, and what came of it."""

    __tablename__ = "occurrences"
    __table_args__ = (
        CheckConstraint("done BETWEEN 0 AND total", name="progress"),
        CheckConstraint(
            "(state IN ('waiting', 'running')) = (ended_at IS NULL)",
            name="ended",
        ),
        Index(None, "state", "due"),
        Index(None, "job", "due"),
        Index(None, "line", "due"),
        Index(None, "due"),
    )

    id: Mapped[Name] = mapped_column(primary_key=True)
    job: Mapped[Name]
    argument: Mapped[str]
    due: Mapped[datetime]
    asked_by: Mapped[Name]
    asked_at: Mapped[datetime]
    line: Mapped[str | None]
    options: Mapped[dict[str, object]]
    state: Mapped[OccurrenceState]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    runner: Mapped[str | None]
    done: Mapped[Whole]
    total: Mapped[Whole]
    made: Mapped[str | None]
    error: Mapped[str | None]


class RunLogRow(Record):
    """A line in the log of a run."""

    __tablename__ = "run_log"
    __table_args__ = (Index(None, "occurrence", "at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence: Mapped[str] = mapped_column(refers_to("occurrences.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    runner: Mapped[Name]
    level: Mapped[LogLevel]
    text: Mapped[Name]


class FactsMarkRow(Work):
    """The mark of the facts as they stand: another one after each transaction that has changed any."""

    __tablename__ = "facts_mark"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[Name]


class ReplicaRow(Work):
    """A process with an engine, under its executor id."""

    __tablename__ = "replicas"

    id: Mapped[Name] = mapped_column(primary_key=True)
    kind: Mapped[Name]
    host: Mapped[str]
    pid: Mapped[int]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
