"""Copies of drafts: without comments, to be handed in, or with marks on what is new since the report before.

A copy is rendered from the draft's record: its frozen view, its findings, its number and its time.  It is no
new draft, and the draft's own file stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from gongyak.compose import compose_report
from gongyak.drafts import Draft
from gongyak.errors import GongyakError
from gongyak.findings import Severity
from gongyak.reports import ReportView
from gongyak.store.city import read_city
from gongyak.store.drafts import newest_drafts, read_draft
from gongyak.store.pictures import read_pictures
from gongyak.store.reading import read_pledges
from jobs.annotating import TextPath
from jobs.desk import Desk
from jobs.drafted import Drafted, Failure, Report
from jobs.errors import DraftHasErrors
from jobs.files import file_name, write_file
from jobs.frozen import thaw
from jobs.marking import marks_since
from jobs.rendering import Stamp, pictures_in, render


class Copy(StrEnum):
    """What a copy is for; the value ends its file's name."""

    CLEAN = "제출용"
    MARKED = "변경표시"


def copy_drafts(desk: Desk, drafted: Drafted, copy: Copy, *, force: bool = False) -> Drafted:
    """Return *drafted* with a copy of every draft for its file; the copies lie in the same folder.

    A clean copy of a draft with errors (오류) is a failure, unless *force* wants it all the same; the report
    then names the draft's own file.
    """
    reports: list[Report] = []
    failed = list(drafted.failed)
    for report in drafted.reports:
        file = report.file
        try:
            file = _copy(desk, report, drafted.folder, copy, force=force)
        except GongyakError as error:
            failed.append(Failure(report.pledge, report.name, error))
        reports.append(replace(report, file=file))
    return replace(drafted, reports=tuple(reports), failed=tuple(failed))


def _copy(desk: Desk, report: Report, folder: Path, copy: Copy, *, force: bool) -> Path:
    with desk.database.read() as session:
        draft = read_draft(session, report.draft)
        view = thaw(draft.view)
        pictures = read_pictures(session, set(pictures_in(view)))
    errors = sum(finding.severity is Severity.ERROR for finding in draft.findings)
    if copy is Copy.CLEAN and errors and not force:
        raise DraftHasErrors(draft=draft.number, count=errors)
    is_marked = copy is Copy.MARKED
    document = render(
        view,
        draft.findings if is_marked else (),
        desk.form,
        Stamp(draft.number, desk.in_zone(draft.made_at)),
        pictures=pictures,
        frame=desk.frame,
        marks=_marks(desk, draft, view) if is_marked else {},
    )
    path = folder / file_name(f"{draft.number}_{view.name}", f"_{copy}.docx")
    write_file(path, document)
    return path


def _marks(desk: Desk, draft: Draft, view: ReportView) -> Mapping[TextPath, str]:
    """Return what is new since the report before; a term's first report has none before it."""
    before = _report_before(desk, draft)
    return marks_since(view, before) if before else {}


def _report_before(desk: Desk, draft: Draft) -> ReportView | None:
    """Return the report of the half-year before as it was drafted last, or else as the facts have it."""
    half_year = draft.half_year.previous
    with desk.database.read() as session:
        drafted = newest_drafts(session, half_year, [draft.pledge]).get(draft.pledge)
        if drafted:
            return thaw(read_draft(session, drafted.number).view)
        city = read_city(session)
        (pledge,) = read_pledges(session, [draft.pledge])  # a pledge that was drafted is never removed
    return compose_report(city, pledge, half_year) if half_year in city.term_named(pledge.term) else None
