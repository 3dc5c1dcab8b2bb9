"""Settings that were changed on the page are kept with who changed them, told to readers, and audited."""

from __future__ import annotations

from datetime import timedelta

from gongyak.changes import Action
from gongyak.store.changes import read_changes
from gongyak.store.database import Database
from gongyak.store.settings import StoredSetting, drop_setting, read_settings, write_setting
from tests.store.clerk import NOW, statements, write
from tests.store.strategies import CITY

RATE = "mail.per_minute"
OFFICIAL = CITY.officials[0]


def stored(database: Database) -> tuple[StoredSetting, ...]:
    with database.read() as session:
        return read_settings(session)


def test_a_setting_is_kept_with_the_name_of_who_set_it(city_database: Database) -> None:
    with write(city_database) as session:
        write_setting(session, RATE, "20", who=OFFICIAL.id, at=NOW)
        write_setting(session, "mail.attempts", "3", who="gone", at=NOW)
    assert stored(city_database) == (
        StoredSetting("mail.attempts", "3", "gone", NOW),
        StoredSetting(RATE, "20", OFFICIAL.name, NOW),
    )


def test_the_same_value_again_changes_nothing_and_another_one_says_who_and_when(
    city_database: Database,
) -> None:
    later = NOW + timedelta(days=1)
    for value, at in (("20", NOW), ("20", later)):
        with write(city_database) as session:
            write_setting(session, RATE, value, who=OFFICIAL.id, at=at)
    assert [each.at for each in stored(city_database)] == [NOW]
    with write(city_database) as session:
        write_setting(session, RATE, "30", who=OFFICIAL.id, at=later)
    assert [(each.value, each.at) for each in stored(city_database)] == [("30", later)]


def test_each_change_is_audited_with_what_was_before(city_database: Database) -> None:
    for value in ("20", "30"):
        with write(city_database, who=OFFICIAL.id) as session:
            write_setting(session, RATE, value, who=OFFICIAL.id, at=NOW)
    with write(city_database, who=OFFICIAL.id) as session:
        assert drop_setting(session, RATE)
        assert not drop_setting(session, RATE)
    assert stored(city_database) == ()
    with city_database.read() as session:
        found = read_changes(session, limit=3)
    assert {(each.who, each.table, each.key) for each in found} == {(OFFICIAL.id, "settings", RATE)}
    assert [(each.action, each.before.get("value"), each.after.get("value")) for each in found] == [
        (Action.REMOVED, "30", None),
        (Action.CHANGED, "20", "30"),
        (Action.ADDED, None, "20"),
    ]


def test_readers_ask_once_until_somebody_else_changes_something(
    city_database: Database, migrated_url: str
) -> None:
    def queries() -> int:
        with city_database.read() as session, statements() as sent:
            read_settings(session)
        return sum(each.startswith("SELECT") for each in sent)

    assert [queries(), queries()] == [2, 1]  # the second asks for the mark alone
    with Database(migrated_url) as elsewhere, write(elsewhere) as session:
        write_setting(session, RATE, "20", who="admin", at=NOW)
    assert [each.value for each in stored(city_database)] == ["20"]
