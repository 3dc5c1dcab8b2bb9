"""Drafts: records that are added and read, never changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from gongyak.drafts import Draft
from gongyak.findings import Finding, Severity
from gongyak.store.errors import NoSuchDraft, VersionTaken
from gongyak.store.queries import AnySelect
from gongyak.store.tables import DraftDocumentRow, DraftFindingRow, DraftRow
from gongyak.store.texts import each
from gongyak.store.unit_of_work import attempt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from gongyak.halfyear import HalfYear


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSummary:
    """A draft without what is long (its view, the findings' texts), for lists; see `gongyak.drafts.Draft`.

    ``found`` says how many findings of each severity it has.
    """

    number: str
    half_year: HalfYear
    pledge: str
    version: int
    inputs: str
    template: str
    document: str
    cause: str
    made_by: str
    made_at: datetime
    found: Mapping[Severity, int]


_NAMES = tuple(field.name for field in fields(DraftSummary) if field.name != "found")
_OWN = [getattr(DraftRow, name) for name in _NAMES]


def next_version(session: Session, half_year: HalfYear, pledge: str) -> int:
    """Return the version that the next draft of *pledge* for *half_year* will have, from 1 on."""
    newest = select(func.max(DraftRow.version)).where(
        DraftRow.half_year == half_year, DraftRow.pledge == pledge
    )
    return (session.scalar(newest) or 0) + 1


def find_draft_by_inputs(
    session: Session, half_year: HalfYear, pledge: str, inputs: str
) -> DraftSummary | None:
    """Return the newest draft made from these *inputs* (a checksum), or None."""
    query = select(*_OWN).where(
        DraftRow.half_year == half_year, DraftRow.pledge == pledge, DraftRow.inputs == inputs
    )
    return next(iter(_summaries(session, query.order_by(DraftRow.version.desc()).limit(1))), None)


def newest_drafts(
    session: Session, half_year: HalfYear, pledges: Iterable[str] | None = None
) -> dict[str, DraftSummary]:
    """Return the newest draft for *half_year* by 관리번호, of these *pledges* (None: of all)."""
    newest = select(DraftRow.pledge, func.max(DraftRow.version).label("version"))
    newest = newest.where(DraftRow.half_year == half_year).group_by(DraftRow.pledge)
    if pledges is not None:
        newest = newest.where(DraftRow.pledge.in_(each(pledges)))
    last = newest.subquery()
    query = select(*_OWN).join(
        last, (DraftRow.pledge == last.c.pledge) & (DraftRow.version == last.c.version)
    )
    return {
        draft.pledge: draft for draft in _summaries(session, query.where(DraftRow.half_year == half_year))
    }


def count_drafts(session: Session) -> int:
    """Return how many drafts there are."""
    return session.scalar(select(func.count()).select_from(DraftRow)) or 0


def drafted_half_years(session: Session) -> tuple[HalfYear, ...]:
    """Return the half-years that have drafts, the latest first."""
    return tuple(sorted(session.scalars(select(DraftRow.half_year).distinct()), reverse=True))


def list_drafts(
    session: Session,
    half_year: HalfYear | None = None,
    pledge: str | None = None,
    cause: str | None = None,
) -> tuple[DraftSummary, ...]:
    """Return the drafts for *half_year* of *pledge* and *cause* (None: any), the newest first."""
    query = select(*_OWN).order_by(DraftRow.made_at.desc(), DraftRow.number.desc())
    if half_year is not None:
        query = query.where(DraftRow.half_year == half_year)
    if pledge is not None:
        query = query.where(DraftRow.pledge == pledge)
    if cause is not None:
        query = query.where(DraftRow.cause == cause)
    return tuple(_summaries(session, query))


def read_draft(session: Session, number: str) -> Draft:
    """Return the draft with its view and findings; raises `NoSuchDraft`."""
    row = session.get(DraftRow, number)
    if row is None:
        raise NoSuchDraft(number=number)
    names = [field.name for field in fields(Draft) if field.name != "findings"]
    findings = session.scalars(
        select(DraftFindingRow).where(DraftFindingRow.draft == number).order_by(DraftFindingRow.position)
    )
    return Draft(**{name: getattr(row, name) for name in names}, findings=tuple(map(_finding, findings)))


def read_findings(session: Session, numbers: Iterable[str]) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of the drafts with these *numbers*, each list in its order: one query."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    rows = select(DraftFindingRow).where(DraftFindingRow.draft.in_(each(numbers)))
    for row in session.scalars(rows.order_by(DraftFindingRow.draft, DraftFindingRow.position)):
        found[row.draft].append(_finding(row))
    return {number: tuple(findings) for number, findings in found.items()}


def read_document(session: Session, number: str) -> bytes:
    """Return the bytes of the draft; raises `NoSuchDraft`."""
    content = session.scalar(select(DraftDocumentRow.content).where(DraftDocumentRow.draft == number))
    if content is None:
        raise NoSuchDraft(number=number)
    return content


def document_sizes(session: Session, numbers: Iterable[str]) -> dict[str, int]:
    """Return how many bytes the drafts with these *numbers* have, without reading them."""
    sizes = select(DraftDocumentRow.draft, func.length(DraftDocumentRow.content))
    rows = session.execute(sizes.where(DraftDocumentRow.draft.in_(each(numbers))))
    return {number: size for number, size in rows}  # noqa: C416 - rows are no pairs to dict() for mypy


def add_draft(session: Session, draft: Draft, document: bytes, *, again: bool = False) -> DraftSummary:
    """Keep *draft* with its bytes, and return the draft that stands.

    That is *draft*, or the one that was made from the same inputs before, perhaps a moment ago by somebody
    else: then nothing is kept, and the numbers differ.  With *again* the same inputs may make another one.
    Raises `VersionTaken` (retryable) where another draft has got the version meanwhile.
    """
    try:
        with attempt(session):
            session.add_all(_rows(draft, document, _repeats(session, draft) if again else 0))
            session.flush()
    except IntegrityError as error:
        standing = find_draft_by_inputs(session, draft.half_year, draft.pledge, draft.inputs)
        if standing is not None and not again:
            return standing
        if session.scalar(select(DraftRow.number).where(DraftRow.number == draft.number)):
            raise VersionTaken(number=draft.number) from error
        raise
    return _summary(draft)


def _repeats(session: Session, draft: Draft) -> int:
    """Return how many drafts from the same inputs there are."""
    same = select(func.count()).where(
        DraftRow.half_year == draft.half_year,
        DraftRow.pledge == draft.pledge,
        DraftRow.inputs == draft.inputs,
    )
    return session.scalar(same) or 0


def _rows(draft: Draft, document: bytes, repeat: int) -> list[DraftRow | DraftDocumentRow | DraftFindingRow]:
    own = {field.name: getattr(draft, field.name) for field in fields(Draft) if field.name != "findings"}
    findings = (
        DraftFindingRow(
            draft=draft.number,
            position=position,
            rule=finding.rule,
            severity=finding.severity,
            message=finding.message,
            remedy=finding.remedy,
            place=finding.place,
            rows=list(finding.rows),
        )
        for position, finding in enumerate(draft.findings)
    )
    return [
        DraftRow(**own, again=repeat),
        DraftDocumentRow(draft=draft.number, content=document),
        *findings,
    ]


def _finding(row: DraftFindingRow) -> Finding:
    return Finding(row.rule, row.severity, row.message, row.remedy, row.place, tuple(row.rows))


def _summary(draft: Draft) -> DraftSummary:
    found: defaultdict[Severity, int] = defaultdict(int)
    for finding in draft.findings:
        found[finding.severity] += 1
    return DraftSummary(**{name: getattr(draft, name) for name in _NAMES}, found=dict(found))


def _summaries(session: Session, query: AnySelect) -> list[DraftSummary]:
    """Return the drafts of *query* in its order, with what was found in them: two queries."""
    numbers = query.with_only_columns(DraftRow.number).order_by(None)
    counted = (
        select(DraftFindingRow.draft, DraftFindingRow.severity, func.count())
        .where(DraftFindingRow.draft.in_(numbers))
        .group_by(DraftFindingRow.draft, DraftFindingRow.severity)
    )
    found: defaultdict[str, dict[Severity, int]] = defaultdict(dict)
    for number, severity, count in session.execute(counted):
        found[number][severity] = count
    rows = (dict(zip(_NAMES, row, strict=True)) for row in session.execute(query))  # mappings() is slower
    return [DraftSummary(**own, found=found.get(own["number"], {})) for own in rows]
