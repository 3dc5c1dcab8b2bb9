"""All tables: importing this module makes the metadata whole."""

from __future__ import annotations

from typing import Final

from gongyak.store.base import Base, Fact
from gongyak.store.tables_accounts import AccountRow, AttemptsRow, FeedRow, InvitationRow, SessionRow
from gongyak.store.tables_budget import CellRow, OverallCellRow, OverallStatementRow, ProjectRow, StatementRow
from gongyak.store.tables_city import (
    AbsenceRow,
    CityRow,
    DayRow,
    DepartmentRow,
    EventRow,
    FieldRow,
    OfficialRow,
    PostRow,
    QuietRow,
    SourceRow,
    TeamRow,
    TermColumnRow,
    TermRow,
)
from gongyak.store.tables_drafts import (
    ChangeRow,
    DraftDocumentRow,
    DraftFindingRow,
    DraftReviewRow,
    DraftRow,
    FinalDocumentRow,
)
from gongyak.store.tables_judgement import AcceptedPairRow, MuteRow, NameVariantRow, PreferredNameRow
from gongyak.store.tables_management import AccessRow, FormChoiceRow, ReportFormRow
from gongyak.store.tables_outbox import (
    AnswerRow,
    AttachmentRow,
    AttemptRow,
    LetterRow,
    LetterTemplateRow,
    SuppressionRow,
    ToldRow,
)
from gongyak.store.tables_pledges import (
    AssignmentRow,
    CountRow,
    LineRow,
    NotApplicableRow,
    OutcomeRow,
    PhotoRow,
    PictureRow,
    PledgeRow,
    RemarkRow,
    StatedCountRow,
    StatusRow,
    TopicOrderRow,
)
from gongyak.store.tables_settings import SettingRow
from gongyak.store.tables_work import FactsMarkRow, OccurrenceRow, ReplicaRow, RunLogRow, ScheduleRow

METADATA: Final = Base.metadata
TABLE_OF_KIND: Final[dict[str, str]] = {
    mapper.class_.kind: mapper.class_.__tablename__
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Fact)
}

__all__ = [
    "METADATA",
    "TABLE_OF_KIND",
    "AbsenceRow",
    "AcceptedPairRow",
    "AccessRow",
    "AccountRow",
    "AnswerRow",
    "AssignmentRow",
    "AttachmentRow",
    "AttemptRow",
    "AttemptsRow",
    "CellRow",
    "ChangeRow",
    "CityRow",
    "CountRow",
    "DayRow",
    "DepartmentRow",
    "DraftDocumentRow",
    "DraftFindingRow",
    "DraftReviewRow",
    "DraftRow",
    "EventRow",
    "FactsMarkRow",
    "FeedRow",
    "FieldRow",
    "FinalDocumentRow",
    "FormChoiceRow",
    "InvitationRow",
    "LetterRow",
    "LetterTemplateRow",
    "LineRow",
    "MuteRow",
    "NameVariantRow",
    "NotApplicableRow",
    "OccurrenceRow",
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
    "QuietRow",
    "RemarkRow",
    "ReplicaRow",
    "ReportFormRow",
    "RunLogRow",
    "ScheduleRow",
    "SessionRow",
    "SettingRow",
    "SourceRow",
    "StatedCountRow",
    "StatementRow",
    "StatusRow",
    "SuppressionRow",
    "TeamRow",
    "TermColumnRow",
    "TermRow",
    "ToldRow",
    "TopicOrderRow",
]
