"""All tables: importing this module makes the metadata whole."""

from __future__ import annotations

from typing import Final

from gongyak.store.base import Base, Fact
from gongyak.store.tables_budget import CellRow, OverallCellRow, OverallStatementRow, ProjectRow, StatementRow
from gongyak.store.tables_city import (
    CityRow,
    DayRow,
    DepartmentRow,
    EventRow,
    FieldRow,
    OfficialRow,
    PostRow,
    SourceRow,
    TeamRow,
    TermColumnRow,
    TermRow,
)
from gongyak.store.tables_drafts import ChangeRow, DraftDocumentRow, DraftFindingRow, DraftRow
from gongyak.store.tables_judgement import AcceptedPairRow, MuteRow, NameVariantRow, PreferredNameRow
from gongyak.store.tables_pledges import (
    AssignmentRow,
    CountRow,
    LineRow,
    OutcomeRow,
    PhotoRow,
    PictureRow,
    PledgeRow,
    RemarkRow,
    StatedCountRow,
    StatusRow,
    TopicOrderRow,
)

METADATA: Final = Base.metadata
TABLE_OF_KIND: Final[dict[str, str]] = {
    mapper.class_.kind: mapper.class_.__tablename__
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Fact)
}

__all__ = [
    "METADATA",
    "TABLE_OF_KIND",
    "AcceptedPairRow",
    "AssignmentRow",
    "CellRow",
    "ChangeRow",
    "CityRow",
    "CountRow",
    "DayRow",
    "DepartmentRow",
    "DraftDocumentRow",
    "DraftFindingRow",
    "DraftRow",
    "EventRow",
    "FieldRow",
    "LineRow",
    "MuteRow",
    "NameVariantRow",
    "OfficialRow",
    "OutcomeRow",
    "OverallCellRow",
    "OverallStatementRow",
    "PhotoRow",
    "PictureRow",
    "PledgeRow",
    "PostRow",
    "PreferredNameRow",
    "ProjectRow",
    "RemarkRow",
    "SourceRow",
    "StatedCountRow",
    "StatementRow",
    "StatusRow",
    "TeamRow",
    "TermColumnRow",
    "TermRow",
    "TopicOrderRow",
]
