"""The migrations make exactly the tables of the code, and lead up, down and up again."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, inspect, text

from gongyak.letters import Attachment, LetterKind
from gongyak.store import migration
from gongyak.store.city import read_city, write_city
from gongyak.store.database import Database
from gongyak.store.engines import for_writing, make_engine
from gongyak.store.errors import Refused
from gongyak.store.failures import translated
from gongyak.store.letters import list_letters
from gongyak.store.migration import Age, Schema
from gongyak.store.outbox import read_letter
from gongyak.store.tables import METADATA
from tests.conftest import empty
from tests.store.clerk import write
from tests.store.post import letter, queue
from tests.store.strategies import CITY

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = for_writing(make_engine(database_url, patience=10))
    yield engine
    engine.dispose()


def up(engine: Engine, revision: str = "head") -> None:
    with engine.begin() as connection:
        migration.upgrade(connection, revision)


def down(engine: Engine, revision: str = "base") -> None:
    with engine.begin() as connection:
        migration.downgrade(connection, revision)


def plain(value: Any) -> Any:
    return (
        sorted((key, plain(each)) for key, each in value.items()) if isinstance(value, dict) else str(value)
    )


def in_order(rows: Any) -> list[str]:
    return sorted(str(plain(row)) for row in rows)


def reflected(engine: Engine) -> dict[str, dict[str, list[str]]]:
    """Return all that the database knows of our tables: columns, keys, checks, indexes, and their names."""
    found = inspect(engine)
    return {
        table: {
            "columns": in_order(found.get_columns(table)),
            "primary key": in_order([found.get_pk_constraint(table)]),
            "foreign keys": in_order(found.get_foreign_keys(table)),
            "unique": in_order(found.get_unique_constraints(table)),
            "checks": in_order(found.get_check_constraints(table)),
            "indexes": in_order(found.get_indexes(table)),
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_alembic_finds_no_difference_between_migrations_and_tables(engine: Engine) -> None:
    up(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_the_migrated_tables_are_those_of_the_code_to_the_last_check(engine: Engine) -> None:
    up(engine)
    migrated = reflected(engine)
    down(engine)
    METADATA.create_all(engine)
    made = reflected(engine)
    assert made.keys() == migrated.keys() == METADATA.tables.keys()
    for table, parts in made.items():
        assert migrated[table] == parts, table


def test_down_leaves_nothing_and_up_works_again(engine: Engine) -> None:
    up(engine)
    down(engine)
    assert [name for name in inspect(engine).get_table_names() if name != "alembic_version"] == []
    up(engine)
    assert set(METADATA.tables) < set(inspect(engine).get_table_names())


def test_each_step_leads_down_and_up(engine: Engine) -> None:
    for revision in migration.REVISIONS:
        up(engine, revision)
        down(engine, "-1")
        up(engine, revision)
    with engine.connect() as connection:
        assert migration.current(connection).age is Age.CURRENT


def test_the_revisions_are_read_from_the_file_names_as_alembic_reads_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(migration.FOLDER))
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(migration.REVISIONS)
    assert scripts.get_current_head() == migration.HEAD


@pytest.mark.parametrize(
    ("found", "age"),
    [
        (None, Age.MISSING),
        (migration.HEAD, Age.CURRENT),
        (migration.REVISIONS[0], Age.OLDER),
        ("9999", Age.NEWER),
    ],
)
def test_a_schema_knows_how_it_stands_to_the_program(found: str | None, age: Age) -> None:
    assert Schema(found).age is age


def test_a_migration_that_fails_leaves_nothing_half_made(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    up(engine, "0001")
    before = reflected(engine)
    monkeypatch.setattr(migration, "_require_whole", lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        migration.migrate(engine)
    assert reflected(engine) == before
    with engine.connect() as connection:
        assert migration.current(connection) == Schema("0001")


def test_a_reference_to_nothing_is_found_after_a_migration(engine: Engine) -> None:
    def break_a_reference() -> None:
        with engine.connect() as connection:
            migration.foreign_keys(connection, on=False)
            with connection.begin():
                connection.execute(text("INSERT INTO teams VALUES ('없는 과', '팀', 1)"))
                migration.upgrade(connection)

    up(engine)
    rule = "teams → departments" if engine.dialect.name == "sqlite" else "fk_teams_department"
    with pytest.raises(Refused, match=rule), translated(str(engine.url)):
        break_a_reference()


def test_foreign_keys_are_checked_again_after_a_migration(database_url: str) -> None:
    with Database(database_url) as database:
        database.migrate()
        with pytest.raises(Refused), write(database) as session:
            session.execute(text("INSERT INTO term_columns VALUES ('없는 임기', '2024', '’24', 1)"))


def test_two_migrations_at_once_make_the_tables_once(database_url: str) -> None:
    barrier = Barrier(2)
    mistakes: list[Exception] = []

    def migrate() -> None:
        with Database(database_url) as database:
            barrier.wait(30)
            try:
                database.migrate()
            except Exception as mistake:  # noqa: BLE001 - a thread's mistake is judged by the test
                mistakes.append(mistake)

    threads = [Thread(target=migrate) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert mistakes == []
    with Database(database_url) as database:
        assert database.check().age is Age.CURRENT


def test_facts_survive_a_migration_that_finds_nothing_to_do(database_url: str) -> None:
    with Database(database_url) as database:
        assert database.migrate().age is Age.MISSING
        with write(database) as session:
            write_city(session, CITY)
        assert database.migrate().age is Age.CURRENT
        with database.read() as session:
            assert read_city(session) == CITY


def test_another_programs_tables_are_left_alone(engine: Engine) -> None:
    other = MetaData()
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE another (id integer)"))
    up(engine)
    down(engine)
    other.reflect(engine)
    assert "another" in other.tables


def make_engine_tables(engine: Engine) -> None:
    """Make tables as the durable engine makes them in the same database, with a reference to nothing."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("CREATE SCHEMA dbos"))
            connection.execute(text("CREATE TABLE dbos.workflow_status (workflow_uuid text PRIMARY KEY)"))
        return
    with engine.connect() as connection:
        migration.foreign_keys(connection, on=False)
        with connection.begin():
            connection.execute(text("CREATE TABLE dbos_migrations (version integer)"))
            connection.execute(text("CREATE TABLE workflow_status (workflow_uuid text PRIMARY KEY)"))
            outputs = "CREATE TABLE operation_outputs (id text REFERENCES workflow_status (workflow_uuid))"
            connection.execute(text(outputs))
            connection.execute(text("INSERT INTO operation_outputs VALUES ('nobody')"))


def test_the_engines_tables_in_the_same_database_are_left_alone(engine: Engine, database_url: str) -> None:
    make_engine_tables(engine)
    theirs = set(inspect(engine).get_table_names())
    up(engine, "0006")
    with Database(database_url) as database:
        assert database.check().age is Age.OLDER
        assert database.migrate().age is Age.OLDER
        assert database.check().age is Age.CURRENT
    empty(database_url)
    down(engine)
    assert set(inspect(engine).get_table_names()) - {"alembic_version"} == theirs


def test_letters_survive_a_new_kind_and_only_that_kind_goes_with_it(database_url: str) -> None:
    file = Attachment("개소식.ics", "text/calendar", content=b"BEGIN:VCALENDAR")
    with Database(database_url) as database:
        database.migrate()
        queue(database, letter("event", attachments=(file,)), letter("review", kind=LetterKind.REVIEW))
    engine = for_writing(make_engine(database_url, patience=10))
    with engine.connect() as connection:
        migration.foreign_keys(connection, on=False)
        with connection.begin():
            migration.downgrade(connection, "0015")
            connection.execute(text("UPDATE letters SET error = 'kept'"))
    engine.dispose()
    with Database(database_url) as database:
        assert database.migrate().age is Age.OLDER
        with database.read() as session:
            (kept,) = [read_letter(session, each.id) for each in list_letters(session)]
    assert (kept.letter.key, kept.letter.attachments, kept.error) == ("event", (file,), "kept")
