"""The queries that read pledges: one a table, the 관리번호 first in every row."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Row, Select, select

from gongyak.store.tables import (
    AssignmentRow,
    CellRow,
    CountRow,
    EventRow,
    LineRow,
    NotApplicableRow,
    OutcomeRow,
    OverallCellRow,
    OverallStatementRow,
    PhotoRow,
    PictureRow,
    PledgeRow,
    ProjectRow,
    RemarkRow,
    StatedCountRow,
    StatementRow,
    StatusRow,
    TopicOrderRow,
)

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]

PLEDGES: Final[AnySelect] = select(
    PledgeRow.number,
    PledgeRow.name,
    PledgeRow.term,
    PledgeRow.field,
    PledgeRow.department,
    PledgeRow.team,
    PledgeRow.goal,
)
PARTS: Final[dict[str, AnySelect]] = {
    "officers": select(
        AssignmentRow.pledge, AssignmentRow.official, AssignmentRow.since, AssignmentRow.until
    ).order_by(AssignmentRow.position),
    "statuses": select(StatusRow.pledge, StatusRow.half_year, StatusRow.status).order_by(StatusRow.half_year),
    "lines": select(
        LineRow.pledge,
        LineRow.id,
        LineRow.parent,
        LineRow.text,
        LineRow.entered,
        LineRow.stand,
        LineRow.side,
        LineRow.when,
        LineRow.written,
    ).order_by(LineRow.position),
    "outcomes": select(
        OutcomeRow.pledge,
        OutcomeRow.line,
        OutcomeRow.reported,
        OutcomeRow.fate,
        OutcomeRow.text,
        OutcomeRow.reason,
        OutcomeRow.when,
        OutcomeRow.written,
    ).order_by(OutcomeRow.reported),
    "orders": select(TopicOrderRow.pledge, TopicOrderRow.half_year, TopicOrderRow.line).order_by(
        TopicOrderRow.half_year, TopicOrderRow.position
    ),
    "projects": select(ProjectRow.pledge, ProjectRow.id, ProjectRow.name).order_by(ProjectRow.position),
    "statements": select(StatementRow.pledge, StatementRow.project, StatementRow.as_of).order_by(
        StatementRow.as_of
    ),
    "cells": select(
        CellRow.pledge,
        CellRow.project,
        CellRow.as_of,
        CellRow.source,
        CellRow.column_key,
        CellRow.planned,
        CellRow.secured,
        CellRow.executed,
    ).order_by(CellRow.position),
    "overall": select(OverallStatementRow.pledge, OverallStatementRow.as_of).order_by(
        OverallStatementRow.as_of
    ),
    "overall_cells": select(
        OverallCellRow.pledge,
        OverallCellRow.as_of,
        OverallCellRow.source,
        OverallCellRow.column_key,
        OverallCellRow.planned,
        OverallCellRow.secured,
        OverallCellRow.executed,
    ).order_by(OverallCellRow.position),
    "counts": select(
        CountRow.pledge, CountRow.category, CountRow.label, CountRow.half_year, CountRow.number
    ).order_by(CountRow.position),
    "stated": select(
        StatedCountRow.pledge,
        StatedCountRow.category,
        StatedCountRow.half_year,
        StatedCountRow.total,
        StatedCountRow.note,
    ).order_by(StatedCountRow.position),
    "remarks": select(
        RemarkRow.pledge,
        RemarkRow.id,
        RemarkRow.remark_kind,
        RemarkRow.text,
        RemarkRow.entered,
        RemarkRow.retired,
    ).order_by(RemarkRow.position),
    "photos": select(
        PhotoRow.pledge,
        PhotoRow.id,
        PhotoRow.caption,
        PhotoRow.entered,
        PhotoRow.retired,
        PictureRow.checksum,
        PictureRow.media_type,
        PictureRow.width,
        PictureRow.height,
    )
    .join(PictureRow, PictureRow.checksum == PhotoRow.checksum)
    .order_by(PhotoRow.position),
    "events": select(
        EventRow.pledge,
        EventRow.id,
        EventRow.name,
        EventRow.when,
        EventRow.written,
        EventRow.place,
        EventRow.responsible,
        EventRow.line,
        EventRow.state,
        EventRow.event_kind,
        EventRow.leads,
    ).order_by(EventRow.position),
    "not_applicable": select(
        NotApplicableRow.pledge, NotApplicableRow.half_year, NotApplicableRow.block, NotApplicableRow.reason
    ).order_by(NotApplicableRow.half_year, NotApplicableRow.block),
}
