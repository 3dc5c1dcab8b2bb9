"""The job ``draft``: the reports of a half-year, from the database to Word files.

The facts of all pledges are read at once; then, chunk by chunk, the reports are composed, filled into the
form, kept as records, and only then written as files.  So a crash loses nothing: what is kept is not made
again, and a missing file is written from its record by the next run.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from gongyak.compose import compose
from gongyak.drafts import Draft, draft_number
from gongyak.errors import GongyakError
from gongyak.findings import Finding
from gongyak.halfyear import HalfYear
from gongyak.reports import ReportView
from gongyak.store.drafts import DraftSummary, add_draft, find_draft_by_inputs, read_document
from gongyak.store.errors import VersionTaken
from gongyak.store.pictures import read_pictures
from jobs.checking import Case, read_cases
from jobs.desk import Desk
from jobs.drafted import Drafted, Failure, Report
from jobs.files import draft_file_name, write_file
from jobs.mistakes import mistakes_told
from jobs.progress import Progress, no_progress
from jobs.rendering import Stamp, freeze, inputs_of, pictures_in, render
from jobs.sharing import can_share, share

_In = TypeVar("_In", Case, "Sheet")
_Out = TypeVar("_Out", "Sheet", Report)

_CHUNK: Final = 10
"""Pledges a transaction, and whose pictures are in memory at a time."""
_WORTH_SHARING: Final = 40
"""Pledges from which on a second process saves more than it costs."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch was asked for."""

    half_year: HalfYear
    folder: Path
    force: bool
    cause: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """One pledge's report on its way.

    ``newest`` is the newest draft there is; where it will do, ``is_new`` is False.  Otherwise ``document``
    holds the new one's bytes as soon as it has been rendered.
    """

    view: ReportView
    frozen: str
    inputs: str
    findings: tuple[Finding, ...]
    newest: DraftSummary | None
    is_new: bool
    document: bytes = b""

    @property
    def number(self) -> str:
        """The 관리번호."""
        return self.view.number

    @property
    def name(self) -> str:
        """The pledge's name."""
        return self.view.name

    @property
    def version(self) -> int:
        """The version of the draft that the sheet is, or becomes."""
        return (self.newest.version if self.newest else 0) + self.is_new


def draft_reports(  # noqa: PLR0913 - each is one word of the request
    desk: Desk,
    half_year: HalfYear,
    numbers: Iterable[str] = (),
    *,
    force: bool = False,
    out: Path | None = None,
    cause: str = "gongyak draft",
    progress: Progress = no_progress,
) -> Drafted:
    """Draft the reports of *half_year*: of the pledges with these *numbers*, or of all that are due.

    A report whose inputs are those of its newest draft is not made again, unless *force* says so.  One that
    fails is told in the result and keeps no other back.  The Word files go to *out* (None: the settings'
    folder).  Raises `NoTermFor`, `NoPledges`, `UnknownPledge`, the errors of the form, and `StoreError` where
    the database itself fails; what was kept until then stays.
    """
    order = Order(half_year, out or desk.folder(half_year), force, cause, desk.now())
    cases = read_cases(desk, half_year, numbers)
    desk.form  # noqa: B018 - a form that cannot be used is told before any work
    results: list[Report | Failure] = []
    for finished in _finished(desk, order, cases):
        results += finished
        progress(len(results), len(cases))
    reports = tuple(each for each in results if isinstance(each, Report))
    failed = tuple(each for each in results if isinstance(each, Failure))
    return Drafted(half_year, order.folder, reports, failed)


def _finished(desk: Desk, order: Order, cases: Sequence[Case]) -> Iterator[list[Report | Failure]]:
    """Yield what became of each chunk; a large batch is shared with a second process where that helps."""
    chunks = list(_chunks(cases))
    if len(cases) < _WORTH_SHARING or not can_share():
        return _one_by_one(desk, order, chunks)
    desk.close()  # the second process opens connections of its own
    return share(chunks, lambda part: _one_by_one(desk, order, part))


def _one_by_one(
    desk: Desk, order: Order, chunks: Sequence[Sequence[Case]]
) -> Iterator[list[Report | Failure]]:
    """Yield what became of each chunk; one is kept and written while the next is composed and rendered."""
    with ThreadPoolExecutor(max_workers=1) as keeper:
        waiting: deque[Future[list[Report | Failure]]] = deque()
        for chunk in chunks:
            waiting.append(keeper.submit(_finish, desk, order, _prepare(desk, order, chunk)))
            if len(waiting) > 1:
                yield waiting.popleft().result()
        yield from (future.result() for future in waiting)


def _prepare(desk: Desk, order: Order, cases: Sequence[Case]) -> list[Sheet | Failure]:
    """Return the sheets of *cases*, in order, those to be drafted rendered."""
    composed = _each(cases, lambda case: _compose(desk, order, case))
    pictures = _pictures(desk, composed)
    return _each(composed, lambda sheet: _render(desk, order, sheet, pictures))


def _finish(desk: Desk, order: Order, sheets: Sequence[Sheet | Failure]) -> list[Report | Failure]:
    """Keep the new drafts, then write the files."""
    return _each(_keep(desk, order, sheets), lambda sheet: _write(desk, order, sheet))


def _each(items: Iterable[_In | Failure], step: Callable[[_In], _Out]) -> list[_Out | Failure]:
    """Return what *step* makes of each item that has not failed; one that fails now becomes a `Failure`."""
    results: list[_Out | Failure] = []
    for item in items:
        if isinstance(item, Failure):
            results.append(item)
            continue
        try:
            results.append(step(item))
        except GongyakError as error:
            results.append(Failure(item.number, item.name, error))
    return results


def _compose(desk: Desk, order: Order, case: Case) -> Sheet:
    """Return the sheet of *case*, checked and composed, with the word whether it has to be drafted."""
    findings = case.check(desk)
    with mistakes_told(desk):
        view = compose(case.subject)
        frozen = freeze(view)
        inputs = inputs_of(frozen, findings, desk.form, desk.frame)
    is_new = order.force or case.newest is None or case.newest.inputs != inputs
    return Sheet(view, frozen, inputs, findings, case.newest, is_new)


def _pictures(desk: Desk, sheets: Iterable[Sheet | Failure]) -> dict[str, bytes]:
    """Return the pictures of the sheets to be drafted, by their checksums."""
    drafted = (sheet for sheet in sheets if isinstance(sheet, Sheet) and sheet.is_new)
    wanted = {picture for sheet in drafted for picture in pictures_in(sheet.view)}
    if not wanted:
        return {}
    with desk.database.read() as session:
        return read_pictures(session, wanted)


def _render(desk: Desk, order: Order, sheet: Sheet, pictures: Mapping[str, bytes]) -> Sheet:
    if not sheet.is_new:
        return sheet
    stamp = Stamp(draft_number(order.half_year, sheet.number, sheet.version), desk.in_zone(order.at))
    with mistakes_told(desk):
        document = render(sheet.view, sheet.findings, desk.form, stamp, pictures=pictures, frame=desk.frame)
    return replace(sheet, document=document)


def _keep(desk: Desk, order: Order, sheets: Sequence[Sheet | Failure]) -> list[Sheet | Failure]:
    """Keep the new drafts in one transaction; one that is refused does not undo the others."""
    if not any(isinstance(sheet, Sheet) and sheet.is_new for sheet in sheets):
        return list(sheets)
    with desk.database.begin(who=desk.who, at=order.at, cause=order.cause) as session:

        def record(sheet: Sheet) -> Sheet:
            if not sheet.is_new:
                return sheet
            draft = _draft(desk, order, sheet)
            try:
                standing = add_draft(session, draft, sheet.document, again=sheet.newest is not None)
            except VersionTaken:
                found = find_draft_by_inputs(session, order.half_year, sheet.number, sheet.inputs)
                if found is None:
                    raise
                standing = found
            return sheet if _is_the_same(draft, standing) else _superseded(sheet, standing)

        return _each(sheets, record)


def _draft(desk: Desk, order: Order, sheet: Sheet) -> Draft:
    """Return the record of a rendered sheet."""
    return Draft(
        number=draft_number(order.half_year, sheet.number, sheet.version),
        half_year=order.half_year,
        pledge=sheet.number,
        version=sheet.version,
        inputs=sheet.inputs,
        template=desk.form.checksum,
        document=hashlib.sha256(sheet.document).hexdigest(),
        view=sheet.frozen,
        cause=order.cause,
        made_by=desk.who,
        made_at=order.at,
        findings=sheet.findings,
    )


def _is_the_same(draft: Draft, standing: DraftSummary) -> bool:
    """Tell whether the draft that stands is *draft*: another process's may bear the same number."""
    names = ("number", "document", "made_by", "made_at")
    return all(getattr(draft, name) == getattr(standing, name) for name in names)


def _superseded(sheet: Sheet, standing: DraftSummary) -> Sheet:
    """Return the sheet of a pledge that another process has drafted meanwhile: its draft stands."""
    return replace(sheet, newest=standing, is_new=False, document=b"")


def _write(desk: Desk, order: Order, sheet: Sheet) -> Report:
    """Write the Word file: a new draft's always, another's where it is missing (it may have been edited)."""
    number = draft_number(order.half_year, sheet.number, sheet.version)
    path = order.folder / draft_file_name(number, sheet.name)
    if sheet.is_new:
        write_file(path, sheet.document)
    elif not path.exists():
        with desk.database.read() as session:
            document = read_document(session, number)
        write_file(path, document)
    topics = [topic for period in sheet.view.periods for topic in period.topics if topic.mark]
    return Report(
        pledge=sheet.number,
        name=sheet.name,
        draft=number,
        is_new=sheet.is_new,
        topics=len(topics),
        details=sum(len(topic.details) for topic in topics),
        findings=sheet.findings,
        file=path,
    )


def _chunks(cases: Sequence[Case]) -> Iterator[Sequence[Case]]:
    return (cases[start : start + _CHUNK] for start in range(0, len(cases), _CHUNK))
