"""The engine: DBOS, which sees every occurrence through to its end whatever dies on the way.

The only module that knows DBOS.  A workflow bears the id of its occurrence, so it runs once however often it
is asked for; every effect is a step, and every step may be repeated.  What runs is looked up on the bench
that the engine was started with: DBOS finds workflows by name, in this process or the next, so they are
module-level.

DBOS keeps three threads busy with polling, so it is awake only while there is something to do; between two
calls of `Engine.rest` and `Engine.wake` the process costs next to nothing.
"""

from __future__ import annotations

import json
import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, cast

import dbos
from dbos import DBOS, DBOSConfig, SetWorkflowID

from gongyak.errors import GongyakError
from gongyak.store.errors import DatabaseFull
from jobs.catalogue import Result
from scheduler.running import Bench

VERSION: Final = "gongyak-1"
"""Pinned: workflows begun by one version are ended by the next (change them with ``DBOS.patch`` only)."""
OCCURRENCES: Final = "occurrences"
PARTS: Final = "parts"
ALONE: Final = "alone"
"""The queues: occurrences; their parts, one at a time a process; jobs of which no two may run at once."""
ALONE_JOBS: Final = frozenset({"post"})
MOST_DEATHS: Final = 25
"""How many processes may die of one workflow before it is set aside."""
KEPT: Final = timedelta(days=7)
"""How long DBOS's own rows of an ended occurrence are kept."""
_OCCURRENCES_AT_ONCE: Final = 4
_PAUSE: Final = 1.0
_GARBAGE_AT_ONCE: Final = 500
_ENDED: Final = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_DEATHS: Final = "deaths"

LOG: Final = logging.getLogger("gongyak.engine")


class Recorded(Exception):
    """A mistake as DBOS's rows keep it: its words alone."""


class JsonSerializer(dbos.Serializer):
    """Keeps arguments, results and mistakes as JSON: readable, and nothing in it can run."""

    def serialize(self, data: Any) -> str:  # noqa: ANN401 - DBOS's signature
        """Return *data* as JSON, an exception by its words."""
        plain = {"$mistake": words_of(data)} if isinstance(data, BaseException) else data
        return json.dumps(plain, ensure_ascii=False)

    def deserialize(self, serialized_data: str) -> Any:  # noqa: ANN401 - DBOS's signature
        """Return what `serialize` was given; an exception comes back as `Recorded`."""
        plain = json.loads(serialized_data)
        return Recorded(plain["$mistake"]) if isinstance(plain, dict) and "$mistake" in plain else plain

    def name(self) -> str:
        """Return the name that DBOS keeps beside each value."""
        return "json"


def words_of(error: BaseException) -> str:
    """Return the words of a mistake as people read them; of many attempts, those of the last."""
    attempts = getattr(error, "errors", None)
    if isinstance(error, dbos.error.DBOSMaxStepRetriesExceeded) and attempts:
        return words_of(attempts[-1])
    if isinstance(error, GongyakError | Recorded):
        return str(error)
    return f"{type(error).__name__}: {error}"


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a step is tried whose mistake may pass, and the seconds before the second try (then doubled).

    Ten tries are some eight minutes: a database that restarts is back by then.
    ``look`` is how many seconds pass between two looks into a queue; into that of the parts a process looks
    twice as often, as it waits for its next one.
    """

    tries: int = 10
    pause: float = _PAUSE
    look: float = 1.0

    @property
    def look_for_parts(self) -> float:
        """Seconds between two looks into the queue of the parts."""
        return self.look / 2


@dataclass
class _Place:
    """What the workflows of this process find: the bench, how patient they are, which of them run now."""

    bench: Bench
    patience: Patience
    active: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)


_places: Final[list[_Place]] = []
"""The place of the engine that is awake; DBOS's functions are global, and so is what they look at."""


def _place() -> _Place:
    return _places[-1]


@DBOS.workflow(name="occurrence", max_recovery_attempts=None)
def _occurrence(id_: str) -> None:
    """See one occurrence through: begin, parts, close; or set it aside."""
    with _running(id_):
        bench = _place().bench
        try:
            parts = cast("list[str] | None", _step("begin", lambda: bench.begin(id_)))
            if parts is not None:
                results = _parts(bench, id_, parts)
                _step("close", lambda: bench.close(id_, results))
        except (GongyakError, Recorded, dbos.error.DBOSMaxStepRetriesExceeded) as error:
            words = words_of(error)
            _step("fail", lambda: bench.fail(id_, words))


@DBOS.workflow(name="part", max_recovery_attempts=None)
def _part(id_: str, number: int, part: str) -> Result:
    """Do one of several parts; its mistake is a result, so that the other parts go on."""
    with _running(f"{id_}/{number}"):
        bench = _place().bench
        try:
            return {"result": _step("work", lambda: bench.work(id_, part, alone=False))}
        except (GongyakError, Recorded, dbos.error.DBOSMaxStepRetriesExceeded) as error:
            return {"mistake": words_of(error)}


def _parts(bench: Bench, id_: str, parts: list[str]) -> list[Result]:
    """Return what the parts came to: one is done right here, several are shared out among the processes."""
    if len(parts) == 1:
        return [cast("Result", _step("work", lambda: bench.work(id_, parts[0], alone=True)))]
    handles = []
    for number, part in enumerate(parts):
        with SetWorkflowID(f"{id_}/{number}"):
            handles.append(DBOS.enqueue_workflow(PARTS, _part, id_, number, part))
    answers: list[Result] = []
    looks = _place().patience.look_for_parts
    for handle in handles:
        answers.append(handle.get_result(polling_interval_sec=looks))
        bench.collected(id_, len(answers), len(parts))
    for answer in answers:
        if "mistake" in answer:
            raise Recorded(answer["mistake"])
    return [answer["result"] for answer in answers]


def _step(name: str, do: Callable[[], object]) -> object:
    """Do an effect once: DBOS keeps its result, and tries again where the mistake may pass."""
    patience = _place().patience
    options: dbos.StepOptions = {
        "name": name,
        "retries_allowed": True,
        "max_attempts": patience.tries,
        "interval_seconds": patience.pause,
        "should_retry": _may_pass,
    }
    return DBOS.run_step(options, do)


def _may_pass(error: BaseException) -> bool:
    retryable = isinstance(error, DatabaseFull) or (isinstance(error, GongyakError) and error.retryable)
    if retryable:
        LOG.warning("will be tried again: %s", words_of(error))
    return retryable


@contextmanager
def _running(id_: str) -> Iterator[None]:
    """Keep the workflow among the active ones while it runs here."""
    place = _place()
    with place.lock:
        place.active.add(id_)
    try:
        yield
    finally:
        with place.lock:
            place.active.discard(id_)


class Engine:
    """DBOS on the database at *url*, for the bench's jobs; one a process.

    Its methods are called by one thread; the jobs run in threads of their own.
    """

    def __init__(self, bench: Bench, url: str, patience: Patience | None = None) -> None:
        """Keep what is needed; nothing is opened before `wake`."""
        self._place: Final = _Place(bench, patience or Patience())
        self._url: Final = url
        self._asked: Final[set[str]] = set()

    @property
    def executor(self) -> str:
        """The id under which this process runs workflows."""
        return self._place.bench.executor

    @property
    def is_awake(self) -> bool:
        """Whether DBOS runs."""
        return self._place in _places

    def wake(self) -> None:
        """Start DBOS, unless it runs; raises what SQLAlchemy raises where the database does not answer."""
        if self.is_awake:
            return
        _quieten()
        _places.append(self._place)
        try:
            DBOS(config=self._config())
            _quieten()
            DBOS.launch()
            _register_queues(self._place.patience)
        except BaseException:
            self._forget()
            raise
        LOG.debug("awake")

    def rest(self, seconds: float = 0) -> None:
        """Stop DBOS; what still runs after *seconds* is left to whoever resumes it."""
        if self.is_awake:
            self._forget(round(seconds))
            LOG.debug("at rest")

    def drain(self, seconds: float) -> bool:
        """Begin nothing more, wait for what runs, stop; tell whether all of it ended in time."""
        self.rest(seconds if self._place.active else 0)
        return not self._place.active

    def enqueue(self, id_: str, job: str) -> None:
        """Start the occurrence with this id, here or in another process; asking again does nothing."""
        if id_ in self._asked:
            return
        with SetWorkflowID(id_):
            DBOS.enqueue_workflow(ALONE if job in ALONE_JOBS else OCCURRENCES, _occurrence, id_)
        self._asked.add(id_)

    def executors(self) -> dict[str, list[str]]:
        """Return the executor ids that unfinished workflows were begun by, with those workflows' ids."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for status in _unfinished():
            found[status.executor_id or ""].append(status.workflow_id)
        return dict(found)

    def lost(self, mine: Collection[str]) -> frozenset[str]:
        """Return which of the workflows that are taken for this process's own do not run in it.

        A full disk can stop a workflow without an end: DBOS could write neither its result nor its mistake.
        """
        with self._place.lock:
            return frozenset(mine) - self._place.active

    def resume_of(self, executors: Collection[str]) -> tuple[str, ...]:
        """Resume what these dead executors had begun, and return the ids."""
        dead = [status for status in _unfinished() if status.executor_id in executors]
        return self._resume(dead)

    def resume(self, ids: Collection[str]) -> tuple[str, ...]:
        """Resume these workflows, which no process runs, and return those that were."""
        return self._resume([status for status in _unfinished() if status.workflow_id in ids])

    def _resume(self, statuses: list[dbos.WorkflowStatus]) -> tuple[str, ...]:
        """Put them back into their queues; one that too many processes died of is set aside instead."""
        by_queue: defaultdict[str, list[str]] = defaultdict(list)
        for status in statuses:
            deaths = int((status.attributes or {}).get(_DEATHS, 0)) + 1
            DBOS.update_workflow_attributes(status.workflow_id, {_DEATHS: deaths})
            if deaths > MOST_DEATHS:
                self._set_aside(status.workflow_id)
            else:
                by_queue[status.queue_name or OCCURRENCES].append(status.workflow_id)
        for queue, ids in by_queue.items():
            DBOS.resume_workflows(ids, queue_name=queue if queue in {ALONE, PARTS} else OCCURRENCES)
            LOG.warning("resumed %s", ", ".join(ids))
            self._place.bench.resumed(ids)
        return tuple(id_ for ids in by_queue.values() for id_ in ids)

    def give_up(self, id_: str, words: str) -> None:
        """Set an occurrence aside that no workflow can end any more."""
        self._place.bench.fail(id_.partition("/")[0], words)

    def _set_aside(self, id_: str) -> None:
        DBOS.cancel_workflow(id_, cancel_children=True)
        self.give_up(id_, f"이 작업을 처리하던 프로세스가 {MOST_DEATHS}번 넘게 중단되었습니다.")

    def abandoned(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return which of these running occurrences have no workflow any more that could end them."""
        if not ids:
            return ()
        found = DBOS.list_workflows(workflow_ids=list(ids), load_input=False, load_output=False)
        status_of = {status.workflow_id: status.status for status in found}
        return tuple(id_ for id_ in ids if status_of.get(id_, "SUCCESS") in _ENDED)

    def collect_garbage(self, now: datetime) -> int:
        """Delete DBOS's rows of occurrences that ended some days ago; return how many there were."""
        old = DBOS.list_workflows(
            completed_before=(now - KEPT).isoformat(),
            has_parent=False,
            limit=_GARBAGE_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        ids = [status.workflow_id for status in old]
        if ids:
            DBOS.delete_workflows(ids, delete_children=True)
        self._asked.clear()
        return len(ids)

    def _config(self) -> DBOSConfig:
        return {
            "name": "gongyak",
            "system_database_url": self._url,
            "application_version": VERSION,
            "executor_id": self.executor,
            "serializer": JsonSerializer(),
            "log_level": "WARNING",
            "sys_db_pool_size": 5,
            "scheduler_polling_interval_sec": 3600,
            "notification_listener_polling_interval_sec": self._place.patience.look,
            "use_listen_notify": False,
        }

    def _forget(self, seconds: int = 0) -> None:
        DBOS.destroy(workflow_completion_timeout_sec=seconds)
        if self.is_awake:
            _places.remove(self._place)
        self._asked.clear()


def _unfinished() -> list[dbos.WorkflowStatus]:
    return DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)


def _register_queues(patience: Patience) -> None:
    DBOS.register_queue(
        OCCURRENCES, worker_concurrency=_OCCURRENCES_AT_ONCE, polling_interval_sec=patience.look
    )
    DBOS.register_queue(PARTS, worker_concurrency=1, polling_interval_sec=patience.look_for_parts)
    DBOS.register_queue(ALONE, global_concurrency=1, polling_interval_sec=patience.look)


def _quieten() -> None:
    """Let DBOS speak through our own log, and only of what is wrong."""
    logger = logging.getLogger("dbos")
    logger.handlers = [logging.NullHandler()]  # any handler keeps DBOS from adding its own
    logger.propagate = True
    logger.setLevel(logging.WARNING)
