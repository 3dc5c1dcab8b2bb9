"""Copies of drafts: without comments, to be handed in, or with marks on what is new since the report before.

A copy is rendered from the draft's record: its frozen view, its findings, its number and its time.  It is no
new draft, and the draft's own file stays as it is.  The clean copy of a confirmed draft is the one that was
kept when it was confirmed, whatever form is in use by now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from gongyak.drafts import Draft
from gongyak.errors import GongyakError
from gongyak.findings import Severity
from gongyak.store.drafts import read_draft
from gongyak.store.pictures import read_pictures
from gongyak.store.reviews import find_final
from jobs.desk import Desk
from jobs.drafted import Drafted, Failure, Report
from jobs.due import read_due
from jobs.earlier import Earlier, reports_before
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
    earlier = _earlier(desk, drafted) if copy is Copy.MARKED and drafted.reports else {}
    for report in drafted.reports:
        file = drafted.folder / file_name(f"{report.draft}_{report.name}", f"_{copy}.docx")
        try:
            write_file(file, _content(desk, report, copy, earlier.get(report.pledge), force=force))
        except GongyakError as error:
            failed.append(Failure(report.pledge, report.name, error))
            file = report.file
        reports.append(replace(report, file=file))
    return replace(drafted, reports=tuple(reports), failed=tuple(failed))


def clean_copy(desk: Desk, number: str, *, force: bool = False) -> bytes:
    """Return the draft *number* without comments, to be handed in.

    Raises `NoSuchDraft`, and `DraftHasErrors` where it has errors (오류), unless *force* wants it so, or it
    was confirmed with them.
    """
    with desk.database.read() as session:
        final = find_final(session, number)
    return final or _document(desk, _draft(desk, number, force=force), Copy.CLEAN, None)


def _content(desk: Desk, report: Report, copy: Copy, earlier: Earlier | None, *, force: bool) -> bytes:
    if copy is Copy.CLEAN:
        return clean_copy(desk, report.draft, force=force)
    return _document(desk, _draft(desk, report.draft, force=True), copy, earlier)


def _earlier(desk: Desk, drafted: Drafted) -> Mapping[str, Earlier]:
    """Return the reports of the half-year before, by 관리번호."""
    with desk.database.read() as session:
        due = read_due(session, drafted.half_year)
        pledges = due.chosen(report.pledge for report in drafted.reports)
        return reports_before(session, due.city, drafted.half_year, pledges)


def _draft(desk: Desk, number: str, *, force: bool) -> Draft:
    """Return the draft's record; raise `DraftHasErrors` where it has errors, unless *force* wants it so."""
    with desk.database.read() as session:
        draft = read_draft(session, number)
    errors = sum(finding.severity is Severity.ERROR for finding in draft.findings)
    if errors and not force:
        raise DraftHasErrors(draft=draft.number, count=errors)
    return draft


def _document(desk: Desk, draft: Draft, copy: Copy, earlier: Earlier | None) -> bytes:
    view, is_marked = thaw(draft.view), copy is Copy.MARKED
    with desk.database.read() as session:
        pictures = read_pictures(session, set(pictures_in(view)))
    return render(
        view,
        draft.findings if is_marked else (),
        desk.form,
        Stamp(draft.number, desk.in_zone(draft.made_at), is_clean=copy is Copy.CLEAN),
        pictures=pictures,
        frame=desk.frame,
        marks=marks_since(earlier.view, draft.view) if is_marked and earlier else {},
    )
