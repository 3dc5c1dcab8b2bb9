"""Changes are told in words: tables, columns, amounts, dates and people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongyak.store.base import Fact
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.history import Asked, ToldChange, read_history
from jobs.history_words import COLUMNS, TABLES
from tests.cast import OFFICER, cell, project
from tests.jobs.world import NOON, small_pledge, stock

KINDS = [mapper.class_ for mapper in Fact.registry.mappers if issubclass(mapper.class_, Fact)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__tablename__)
def test_every_table_and_column_whose_changes_are_kept_has_a_korean_name(kind: type[Fact]) -> None:
    assert kind.__tablename__ in TABLES
    assert set(kind.audited_names()) <= COLUMNS.keys()


def told(desk: Desk, table: str) -> ToldChange:
    return next(each for each in read_history(desk, Asked()).changes if each.table == table)


def test_amounts_dates_people_and_choices_are_written_as_people_write_them(desk: Desk) -> None:
    pledge = small_pledge("1-1")
    stock(desk.database, [pledge])
    changed = replace(pledge, projects=(project("project_1_1", cell("시비", "2023", 1234, 45, 40)),))
    with desk.database.begin(who=OFFICER.id, at=NOON, cause="고침") as session:
        write_pledge(session, changed, {})
    money = told(desk, "사업비")
    assert (money.who, money.pledge, money.cause) == (OFFICER.name, "1-1", "고침")
    assert [(each.label, each.before, each.after) for each in money.values] == [
        ("계획", "100,000천원", "1,234,000천원")
    ]
    values = {each.label: each.after for each in told(desk, "담당자 지정").values}
    assert values["직원"] == OFFICER.name
    assert values["시작일"] == "2023. 1. 1."
    line = {each.label: each.after for each in told(desk, "추진 내용").values}
    assert line["입력 반기"] in {"2024년 상반기", "2024년 하반기"}
    assert line["실적·계획"] == "실적"
