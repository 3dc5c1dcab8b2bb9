"""Whoever writes facts leaves a trace; whoever would not is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from gongyak.changes import Action
from gongyak.store.audit import UnauditedWrite
from gongyak.store.base import Fact
from gongyak.store.changes import read_changes
from gongyak.store.tables import ChangeRow, DepartmentRow, LineRow, OfficialRow, TeamRow
from gongyak.store.writing import write_pledge
from tests.store.clerk import changes, write
from tests.store.facts import BIG, SMALL
from tests.store.strategies import CONTENTS, pledges

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from gongyak.pledges import Pledge
    from gongyak.store.database import Database

Rows = dict[tuple[str, str, str | None], dict[str, object]]


def rows(session: Session) -> Rows:
    """Return every fact as the audit would tell it."""
    kinds: list[Any] = [mapper.class_ for mapper in Fact.registry.mappers if issubclass(mapper.class_, Fact)]
    found = (row for kind in kinds for row in session.scalars(select(kind)))
    return {(row.__tablename__, row.key, row.of_pledge): row.audited() for row in found}


def replayed(session: Session) -> Rows:
    """Return every fact as the audit's changes, one after another, make it."""
    made: Rows = {}
    for change in reversed(read_changes(session)):
        row = (change.table, change.key, change.pledge)
        if change.action is Action.REMOVED:
            assert made.pop(row) == change.before
            continue
        values = made.setdefault(row, {})
        assert {name: values.get(name) for name in change.before} == change.before
        made[row] = {name: value for name, value in (values | change.after).items() if value is not None}
    return made


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=10,
    deadline=None,
)
@given(pledge=pledges())
def test_the_audit_tells_exactly_what_is_stored(city_database: Database, pledge: Pledge) -> None:
    with write(city_database) as session:
        write_pledge(session, pledge, CONTENTS)
    with city_database.read() as session:
        assert replayed(session) == rows(session)


def test_a_row_changed_through_its_object_is_audited_like_any_other(city_database: Database) -> None:
    with write(city_database, who="관리자") as session:
        session.get_one(OfficialRow, "담당").phone = "031-8000-0000"
    with city_database.read() as session:
        (change,) = read_changes(session, limit=1)
    assert (change.who, change.table, change.key) == ("관리자", "officials", "담당")
    assert (change.before, change.after) == ({"phone": None}, {"phone": "031-8000-0000"})


def test_the_old_value_is_kept_even_where_it_was_not_loaded(city_database: Database) -> None:
    with write(city_database) as session:
        row = session.get_one(OfficialRow, "담당")
        row.phone = "하나"
        session.flush()
        session.expire(row)
        row.phone = "둘"
    with city_database.read() as session:
        (change,) = read_changes(session, limit=1)
    assert (change.before, change.after) == ({"phone": "하나"}, {"phone": "둘"})


def test_setting_what_is_there_already_is_no_change(city_database: Database) -> None:
    with write(city_database) as session:
        count = changes(session)
        row = session.get_one(OfficialRow, "담당")
        row.name = str(row.name)
        session.flush()
        assert changes(session) == count


def test_a_flush_that_failed_leaves_no_trace_behind(city_database: Database) -> None:
    with write(city_database) as session:
        count = changes(session)
        with pytest.raises(IntegrityError):
            add_nameless(session)
        session.add(DepartmentRow(name="새 과"))
        session.flush()
        count += 1
        assert changes(session) == count


def test_a_department_is_renamed_with_all_that_refer_to_it(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
    with write(city_database) as session:
        session.get_one(DepartmentRow, SMALL.department).name = "미래산업과"
    with city_database.read() as session:
        assert set(session.scalars(select(TeamRow.department))) == {"미래산업과"}
        assert session.scalars(select(ChangeRow.after).order_by(ChangeRow.id.desc())).first() == {
            "name": "미래산업과"
        }


def add_nameless(session: Session) -> None:
    with session.begin_nested():
        session.add_all([DepartmentRow(name="하나"), DepartmentRow(name="")])
        session.flush()


def bulk_insert(session: Session) -> None:
    session.execute(insert(DepartmentRow), [{"name": "몰래", "position": 1}])


def bulk_update(session: Session) -> None:
    session.execute(update(LineRow).values(text="몰래"))


def bulk_delete(session: Session) -> None:
    session.execute(delete(LineRow))


def plain_update(session: Session) -> None:
    assert isinstance(LineRow.__table__, Table)
    session.execute(LineRow.__table__.update().values(text="몰래"))


def old_bulk_insert(session: Session) -> None:
    session.bulk_insert_mappings(DepartmentRow, [{"name": "몰래"}])


def old_bulk_save(session: Session) -> None:
    session.bulk_save_objects([DepartmentRow(name="몰래")])


@pytest.mark.parametrize(
    "sneak", [bulk_insert, bulk_update, bulk_delete, plain_update, old_bulk_insert, old_bulk_save]
)
def test_no_way_of_writing_facts_passes_the_audit_by(
    city_database: Database, sneak: Callable[[Session], None]
) -> None:
    with write(city_database) as session, pytest.raises(UnauditedWrite):
        sneak(session)


def test_a_session_for_reading_writes_no_facts(city_database: Database) -> None:
    with city_database.read() as session:
        session.add(DepartmentRow(name="몰래"))
        with pytest.raises(UnauditedWrite, match="department:몰래"):
            session.flush()


def test_the_audit_itself_is_never_changed(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
        session.scalars(select(ChangeRow).limit(1)).one().who = "다른 사람"
        with pytest.raises(UnauditedWrite):
            session.flush()
        session.rollback()
