"""The database itself refuses what the facts rule out, whoever writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Enum

from gongyak.letters import Attachment
from gongyak.occurrences import Request
from gongyak.store.errors import Refused
from gongyak.store.occurrences import ask
from gongyak.store.tables import METADATA, TABLE_OF_KIND
from gongyak.store.writing import write_pledge
from tests import cast
from tests.store.clerk import execute, write
from tests.store.facts import BIG
from tests.store.post import NOON, letter, queue
from tests.store.strategies import CONTENTS

if TYPE_CHECKING:
    from gongyak.store.database import Database

NONSENSE = [
    "UPDATE city SET id = 2",
    "UPDATE terms SET last_day = '1999-01-01'",
    "UPDATE terms SET first_day = '2022-07-01'",
    "UPDATE term_columns SET column_key = '22'",
    "UPDATE sources SET name = '계' WHERE name = '기타'",
    "UPDATE sources SET name = '국고' WHERE name = '국비'",
    "DELETE FROM departments",
    "DELETE FROM fields",
    "DELETE FROM officials",
    "DELETE FROM pledges",
    "DELETE FROM pictures",
    "UPDATE pledges SET term = '민선1기'",
    "UPDATE pledges SET department = '총무과'",
    "UPDATE assignments SET until = '1999-01-01'",
    "UPDATE assignments SET official = 'nobody'",
    "UPDATE statuses SET status = '진행중'",
    "UPDATE statuses SET half_year = '2024H3' WHERE half_year = '2024H2'",
    "UPDATE statuses SET half_year = '24.하반기' WHERE half_year = '2024H2'",
    "UPDATE lines SET id = 'Upper-Case' WHERE id = 'b3'",
    "UPDATE lines SET parent = id WHERE id = 'b2'",
    "UPDATE lines SET parent = 'nobody' WHERE id = 'b2'",
    "UPDATE lines SET pledge = '1-1' WHERE id = 'b2'",
    "UPDATE lines SET text = '' WHERE id = 'b1'",
    "UPDATE lines SET entered = '2024'",
    "UPDATE lines SET stand = 'hope'",
    "UPDATE lines SET first_day = NULL WHERE id = 'b2'",
    "UPDATE lines SET first_day = last_day, last_day = first_day WHERE id = 'b2'",
    "UPDATE lines SET written = 'soon' WHERE id = 'b1'",
    "UPDATE outcomes SET line = 'b9'",
    "UPDATE outcomes SET fate = 'forgotten'",
    "UPDATE topic_orders SET line = 'b9' WHERE line = 'b1'",
    "UPDATE projects SET id = '가'",
    "UPDATE statements SET project = 'u9' WHERE as_of = '2024H1'",
    "UPDATE cells SET source = '국비' WHERE place = '계/계'",
    "UPDATE cells SET place = '국비/2024' WHERE place = '계/계'",
    "UPDATE cells SET as_of = '2025H1'",
    "UPDATE overall_cells SET as_of = '2025H1'",
    "UPDATE counts SET number = -1",
    "UPDATE counts SET category = 'rumour'",
    "UPDATE stated_counts SET total = NULL, note = NULL",
    "UPDATE remarks SET text = ''",
    "UPDATE remarks SET retired = '2023H2'",
    "UPDATE photos SET checksum = '0000'",
    "UPDATE pictures SET width = 0",
    "UPDATE events SET edtf = NULL, first_day = NULL, last_day = NULL",
    "UPDATE events SET line = 'b9'",
    "UPDATE events SET pledge = NULL",
    "UPDATE events SET responsible = 'nobody'",
    "UPDATE changes SET who = ''",
    "UPDATE events SET event_kind = ''",
    "UPDATE events SET leads = 'D-7'",
    "INSERT INTO absences VALUES ('담당', '2026-12-07', '2026-12-01', NULL, 1)",
    "INSERT INTO absences VALUES ('담당', '2026-12-07', NULL, '담당', 1)",
    "INSERT INTO absences VALUES ('담당', '2026-12-07', NULL, 'nobody', 1)",
    "INSERT INTO absences VALUES ('nobody', '2026-12-07', NULL, NULL, 1)",
    "INSERT INTO quiet_days VALUES ('2026-12-31', '2026-12-30', '점검')",
    "INSERT INTO quiet_days VALUES ('2026-12-30', '2026-12-31', '')",
    "INSERT INTO schedule VALUES ('overdue', '', NULL, 'g1001', NULL)",
    "INSERT INTO suppressions VALUES ('a@example.kr', 0, '', NULL)",
    "INSERT INTO told VALUES ('event:e1', '2027-40', '-7', 'g1103', '2026-12-01', 99)",
    "INSERT INTO letter_attempts VALUES (99, 1, '2026-12-01', '하나', 'sent', 'answer', 250, '')",
    "INSERT INTO letter_templates VALUES ('event', 'text', 0, '', 'g1002', '2026-12-01')",
    "INSERT INTO answers VALUES (1, 'event:e1', '', 'g1103', 'perhaps', '2026-12-01', NULL)",
]


@pytest.fixture
def filled(city_database: Database) -> Database:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
    return city_database


def is_refused(database: Database, statement: str) -> bool:
    try:
        with write(database) as session:
            execute(session, statement)
    except Refused:
        return True
    return False


def test_nonsense_is_refused(filled: Database) -> None:
    assert [statement for statement in NONSENSE if not is_refused(filled, statement)] == []


def test_a_detail_of_another_pledge_is_refused_though_both_are_there(filled: Database) -> None:
    with write(filled) as session:
        write_pledge(session, cast.pledge(number="9-1"), {})
    with pytest.raises(Refused), write(filled) as session:
        execute(session, "UPDATE lines SET pledge = '9-1' WHERE id = 'b2'")


def test_every_constraint_has_a_name_short_enough_for_postgresql() -> None:
    tables = METADATA.tables.values()
    names = [str(constraint.name) for table in tables for constraint in table.constraints]
    names += [str(index.name) for table in tables for index in table.indexes]
    assert all(0 < len(name) <= 63 for name in names)
    assert len(names) == len(set(names))


def test_every_enum_is_checked_by_the_database() -> None:
    enums = [
        column.type
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, Enum)
    ]
    assert len(enums) > 10
    assert all(each.create_constraint and not each.native_enum for each in enums)


def test_every_kind_of_reference_names_one_table() -> None:
    assert len(set(TABLE_OF_KIND.values())) == len(TABLE_OF_KIND)
    assert set(TABLE_OF_KIND.values()) <= set(METADATA.tables)


LETTER_NONSENSE = [
    "UPDATE letters SET state = 'claimed'",
    "UPDATE letters SET holder = '하나'",
    "UPDATE letters SET state = 'lost'",
    "UPDATE letters SET attempts = -1",
    "UPDATE letter_attachments SET content = NULL",
    "UPDATE letter_attachments SET draft = '2024H2_1-1_v1'",
    "UPDATE occurrences SET state = 'done'",
    "UPDATE occurrences SET done = 2, total = 1",
    "DELETE FROM letters",
]


def test_nonsense_about_letters_and_occurrences_is_refused(database: Database) -> None:
    queue(database, letter(attachments=(Attachment("a.ics", "text/calendar", b"BEGIN"),)))
    asked = Request(id="post:1", job="post", argument="1", due=NOON, asked_by="clock", asked_at=NOON)
    with write(database) as session:
        assert ask(session, asked)
    assert [statement for statement in LETTER_NONSENSE if not is_refused(database, statement)] == []
