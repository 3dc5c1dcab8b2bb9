"""A setting that is changed holds in every process that looks again, and nothing is asked for in vain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongyak.reminders.notice import NoticeTopic
from gongyak.store.settings import drop_setting, write_setting
from jobs import remind
from jobs.desk import Desk
from jobs.doctor import examine
from jobs.entering import Credentials, log_in, recognise
from tests.admin.web.people import PASSWORD
from tests.admin.web.people import settle as settle_accounts
from tests.cast import OFFICER, pledge
from tests.jobs.conftest import Opened
from tests.jobs.townhall import settle
from tests.jobs.world import desk_at
from tests.reminders.office import event
from tests.store.clerk import statements

LEADS, RATE = "reminders.leads", "mail.per_minute"


@pytest.fixture
def elsewhere(migrated_url: str, tmp_path: Path, opened: Opened) -> Desk:
    """Give a desk at the same database, as another process has it."""
    return opened(desk_at(migrated_url, tmp_path))


def put(desk: Desk, name: str, text: str | None) -> None:
    with desk.database.begin(who=OFFICER.id, at=desk.now(), cause="test") as session:
        if text is None:
            assert drop_setting(session, name)
        else:
            write_setting(session, name, text, who=OFFICER.id, at=desk.now())


def test_another_process_sees_a_change_as_soon_as_it_looks(desk: Desk, elsewhere: Desk) -> None:
    settle(desk)
    lent = elsewhere.lent_to("somebody")
    put(desk, RATE, "20")
    assert (elsewhere.settings.mail.per_minute, lent.settings.mail.per_minute) == (0, 0)
    elsewhere.catch_up()
    assert (elsewhere.settings.mail.per_minute, lent.settings.mail.per_minute) == (20, 20)
    assert elsewhere.settings.origin_of(RATE).place == f"관리 화면, 2025-01-02 {OFFICER.name}"
    put(desk, RATE, None)
    elsewhere.catch_up()
    assert elsewhere.settings.mail.per_minute == 0


def test_a_command_begins_with_what_holds_and_works_without_a_database(
    desk: Desk, migrated_url: str, tmp_path: Path
) -> None:
    put(desk, RATE, "20")
    with desk_at(migrated_url, tmp_path) as command:
        assert command.settings.mail.per_minute == 20
    with desk_at(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path) as command:
        assert command.settings.mail.per_minute == 0
    assert not (tmp_path / "none.sqlite3").exists()


def test_a_request_sees_a_change_without_a_query_of_its_own(desk: Desk, elsewhere: Desk) -> None:
    settle_accounts(desk, accounts=["officer"])
    token = log_in(desk, Credentials("officer", PASSWORD, "192.0.2.1"))

    def queries() -> int:
        with statements() as sent:
            assert recognise(elsewhere, token)
        return len([each for each in sent if each.startswith("SELECT")])

    queries()
    usual = queries()
    put(desk, RATE, "20")
    assert queries() == usual + 1
    assert queries() == usual
    assert elsewhere.settings.mail.per_minute == 20


def test_other_lead_days_change_what_is_told_from_the_next_run_on(desk: Desk, elsewhere: Desk) -> None:
    settle(desk, pledge(events=(event("2025-05-20", "lih_g"),)))

    def topics() -> list[NoticeTopic]:
        elsewhere.catch_up()
        with elsewhere.database.begin(who="tester", at=desk.now(), cause="test") as session:
            plan = remind.plan_letters(session, elsewhere, remind.Reminding(date(2025, 3, 20)), cause="test")
        told = (notice.topic for digest in plan.plan.letters for notice in digest.notices)
        return [topic for topic in told if topic is NoticeTopic.EVENT]

    assert topics() == []
    put(desk, LEADS, "-61, 0")
    assert topics() == [NoticeTopic.EVENT]


def test_a_rehearsal_writes_into_the_folder_whatever_is_looked_at(
    migrated_url: str, tmp_path: Path, opened: Opened
) -> None:
    desk = opened(desk_at(migrated_url, tmp_path, GONGYAK_MAIL_SERVER="mail.example.kr"))
    put(desk, RATE, "20")
    rehearsing = desk.rehearsing(desk.now())
    rehearsing.catch_up()
    assert (rehearsing.settings.mail.server, rehearsing.settings.mail.per_minute) == (None, 20)


def test_a_value_of_another_version_stops_nobody_and_the_administrator_is_told(desk: Desk) -> None:
    put(desk, "mail.of_another_version", "1")
    put(desk, RATE, "빨리")
    desk.catch_up()
    assert desk.settings == desk.given
    (check,) = [each for each in examine(desk) if each.name.en == "Settings changed on the page"]
    assert check.is_needed
    assert not check.is_well
    assert "mail.of_another_version" in check.seen.ko
    assert "쓸 수 없는 값 '빨리' → 필요한 값: 0 이상의 정수" in check.seen.ko
    assert check.remedy
    assert "되돌려" in check.remedy.ko
