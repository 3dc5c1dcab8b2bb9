"""Occurrences: asked for once, begun, followed, ended, each by one statement whose row count tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, case, delete, func, literal, or_, select, update

from gongyak.occurrences import FAR_AHEAD, Occurrence, OccurrenceState, Request
from gongyak.store.columns import Instant
from gongyak.store.errors import NoSuchOccurrence
from gongyak.store.statements import insert_new, table_of
from gongyak.store.tables import OccurrenceRow, RunLogRow, ScheduleRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Update
    from sqlalchemy.orm import Session

_TABLE: Final = table_of(OccurrenceRow)
_LINES: Final = table_of(ScheduleRow)
_LOG: Final = table_of(RunLogRow)
_REQUEST: Final = ("id", "job", "argument", "due", "asked_by", "asked_at", "line", "options")
_COURSE: Final = ("state", "started_at", "ended_at", "runner", "done", "total", "made", "error")
_OPEN: Final = (OccurrenceState.WAITING, OccurrenceState.RUNNING)


def ask(session: Session, request: Request) -> bool:
    """Ask for what *request* says, and tell whether it is new: the same id is asked for once."""
    return insert_new(session, _TABLE, _asked(request))


def strike(  # noqa: PLR0913 - a strike is all of this, kept in one transaction
    session: Session,
    line: str,
    *,
    spec: str,
    requests: Iterable[Request] = (),
    missed: Iterable[Request] = (),
    fired_through: datetime,
) -> frozenset[str]:
    """Ask for what a line of the timetable is due for, and keep up to when it has been asked.

    *missed* are those found too late: their occurrences are kept as missed.  Returns the ids that are new;
    all others another clock has asked for before.  ``fired_through`` does not go back,
    except from where only a clock gone wrong can have put it.
    """
    _move(session, line, spec, fired_through)
    struck = [_asked(request) for request in requests]
    struck += [
        _asked(request) | {"state": OccurrenceState.MISSED, "ended_at": request.asked_at}
        for request in missed
    ]
    return frozenset(values["id"] for values in struck if insert_new(session, _TABLE, values))


def waiting(session: Session, limit: int = 100) -> tuple[Request, ...]:
    """Return what waits for its beginning, the longest due first."""
    columns = (_TABLE.c[name] for name in _REQUEST)
    query = select(*columns).where(_TABLE.c.state == OccurrenceState.WAITING)
    rows = session.connection().execute(query.order_by(_TABLE.c.due, _TABLE.c.asked_at).limit(limit))
    return tuple(Request(**row) for row in rows.mappings())


def begin(session: Session, occurrence: str, runner: str, now: datetime) -> bool:
    """Let *runner* begin an occurrence, or go on with one that another process has left; False: it has ended.

    To begin again changes nothing but the runner.
    """
    return _change(
        session,
        update(_TABLE)
        .where(_TABLE.c.id == occurrence, _TABLE.c.state.in_(_OPEN))
        .values(
            state=OccurrenceState.RUNNING,
            runner=runner,
            started_at=func.coalesce(_TABLE.c.started_at, literal(now, Instant())),
        ),
    )


def progress(session: Session, occurrence: str, done: int, total: int) -> bool:
    """Keep that *done* of *total* parts are done; False: it is not running."""
    running = _TABLE.c.state == OccurrenceState.RUNNING
    change = update(_TABLE).where(_TABLE.c.id == occurrence, running)
    return _change(session, change.values(done=min(done, total), total=total))


def end(  # noqa: PLR0913 - an ending is all of this
    session: Session,
    occurrence: str,
    state: OccurrenceState,
    now: datetime,
    *,
    made: str | None = None,
    error: str | None = None,
) -> bool:
    """End an occurrence as *state*; False: it had ended before, and nothing changes.

    Who closes writes its letters in the same transaction, and only after True: then they are written once.
    """
    is_done = state is OccurrenceState.DONE
    change = update(_TABLE).where(_TABLE.c.id == occurrence, _TABLE.c.state.in_(_OPEN))
    return _change(
        session,
        change.values(
            state=state,
            ended_at=now,
            made=made or None,
            error=error,
            done=_TABLE.c.total if is_done else _TABLE.c.done,
        ),
    )


def read_occurrence(session: Session, occurrence: str) -> Occurrence:
    """Return an occurrence; raises `NoSuchOccurrence`."""
    found = session.connection().execute(_occurrences().where(_TABLE.c.id == occurrence)).first()
    if found is None:
        raise NoSuchOccurrence(id=occurrence)
    return _occurrence(found._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def list_occurrences(  # noqa: PLR0913 - each is one word of what is wanted
    session: Session,
    *,
    job: str | None = None,
    line: str | None = None,
    states: Collection[OccurrenceState] = (),
    limit: int = 100,
    offset: int = 0,
) -> tuple[Occurrence, ...]:
    """Return the newest occurrences of a *job* (None: any), a *line* and of *states* (none: any), by due.

    The newest *offset* of them are passed over.
    """
    query = (
        _occurrences().where(*_wanted(job, line, states)).order_by(_TABLE.c.due.desc(), _TABLE.c.id.desc())
    )
    query = query.limit(limit).offset(offset)
    return tuple(_occurrence(row) for row in session.connection().execute(query).mappings())


def count_occurrences(
    session: Session, *, job: str | None = None, states: Collection[OccurrenceState] = ()
) -> int:
    """Return how many occurrences of a *job* (None: any) and of *states* (none: any) there are."""
    query = select(func.count()).select_from(_TABLE).where(*_wanted(job, None, states))
    return session.connection().execute(query).scalar_one()


def count_by_job(session: Session) -> dict[tuple[str, OccurrenceState], int]:
    """Return how many occurrences there are by job and state."""
    query = select(_TABLE.c.job, _TABLE.c.state, func.count()).group_by(_TABLE.c.job, _TABLE.c.state)
    return {(job, state): count for job, state, count in session.connection().execute(query)}


def prune(session: Session, job: str, before: datetime) -> int:
    """Forget what *job* did *before* an instant without making anything; return how many occurrences."""
    idle = (
        _TABLE.c.job == job,
        _TABLE.c.state == OccurrenceState.DONE,
        _TABLE.c.made.is_(None),
        _TABLE.c.ended_at < before,
    )
    ids = select(_TABLE.c.id).where(*idle)
    session.connection().execute(delete(_LOG).where(_LOG.c.occurrence.in_(ids)))
    return session.connection().execute(delete(_TABLE).where(*idle)).rowcount


def _wanted(
    job: str | None, line: str | None, states: Collection[OccurrenceState]
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if job is not None:
        wanted.append(_TABLE.c.job == job)
    if line is not None:
        wanted.append(_TABLE.c.line == line)
    if states:
        wanted.append(_TABLE.c.state.in_(states))
    return wanted


def _asked(request: Request) -> dict[str, Any]:
    own = {name: getattr(request, name) for name in _REQUEST}
    return own | {"state": OccurrenceState.WAITING, "done": 0, "total": 0}


def _move(session: Session, line: str, spec: str, fired_through: datetime) -> None:
    """Move the line's mark forward; the row stays locked until the transaction ends, so clocks queue up.

    Back it goes only from where no clock that is right can have put it.
    """
    if insert_new(session, _LINES, {"line": line, "spec": spec, "fired_through": fired_through}):
        return
    before = _LINES.c.fired_through
    is_apt = or_(before.is_(None), before < fired_through, before > fired_through + FAR_AHEAD)
    mark = case((is_apt, literal(fired_through, Instant())), else_=before)
    change = update(_LINES).where(_LINES.c.line == line).values(spec=spec, fired_through=mark)
    session.connection().execute(change)


def _change(session: Session, change: Update) -> bool:
    return bool(session.connection().execute(change).rowcount)


def _occurrences() -> Select[*tuple[Any, ...]]:
    return select(*(_TABLE.c[name] for name in (*_REQUEST, *_COURSE)))


def _occurrence(row: Any) -> Occurrence:  # noqa: ANN401 - a mapping of columns of many types
    request = Request(**{name: row[name] for name in _REQUEST})
    return Occurrence(request=request, **{name: row[name] for name in _COURSE})
