"""Settings are shown to administrators and changed by them, and no secret is shown with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from admin.web.app import make_app
from config.changing import CHANGEABLE
from config.layers import Layer
from gongyak.store.settings import write_setting
from jobs.desk import Desk
from jobs.history import Asked, read_history
from jobs.managing.fields import seen_of
from jobs.managing.settings import UnfitSetting, read_setting, save_setting
from tests.admin.web.browser import Browser
from tests.admin.web.people import PEOPLE, browser_of, settle
from tests.jobs.world import NOON, desk_at

TOP = "/manage/settings"
RATE, DEADLINE = f"{TOP}/mail.per_minute", f"{TOP}/timetable.entry_deadline"
FIXED = {"GONGYAK_MAIL_ATTEMPTS": "5"}


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "gongyak.toml").write_text("[mail]\nper_minute = 10\n")
    with desk_at(migrated_url, tmp_path, lambda: NOON, **FIXED) as desk:
        settle(desk)
        yield desk


@pytest.fixture
def admin(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "admin")


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("coordinator", 403), ("reader", 403)])
def test_settings_are_shown_without_secrets(migrated_url: str, tmp_path: Path, who: str, status: int) -> None:
    own = {"GONGYAK_MAIL_PASSWORD": "very-secret-1", "GONGYAK_SITE_SECRET": "very-secret-2" * 4}
    own |= {"GONGYAK_TIMETABLE_OVERVIEW": "tue 10:00", "GONGYAK_MAIL_PER_MINUTE": "77"}
    with desk_at(migrated_url, tmp_path, lambda: NOON, **own) as desk:
        settle(desk)
        answer = browser_of(desk, make_app(desk), who).get(TOP)
        assert answer.status_code == status
        assert "very-secret" not in answer.text
        assert desk.settings.database.url.get_secret_value() not in answer.text
        if status == 200:
            line = row(answer.text, "overview")
            assert "tue 10:00" in line
            assert "매주 화요일 10:00" in line
            assert "환경 변수" in line
            line = row(answer.text, "session_minutes")
            assert "60분" in line
            assert "기본값" in line


def test_nobody_sees_settings(migrated_url: str, tmp_path: Path) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        assert Browser(make_app(desk)).get(TOP).status_code == 303


def row(page: str, key: str) -> str:
    (line,) = [each for each in page.split("<tr>") if f"<code>{key}</code>" in each]
    return line


def test_a_saved_value_holds_at_once_with_who_set_it_and_what_was_before(desk: Desk, admin: Browser) -> None:
    answer = admin.submit(RATE, {"value": " 30 "})
    assert answer.status_code == 303
    assert "저장하였습니다." in admin.get(answer.headers["location"]).text
    assert desk.settings.mail.per_minute == 30
    line = row(admin.get(TOP).text, "per_minute")
    for told in ("30통", "이전 값: 10통", "관리 화면", PEOPLE["admin"].name):
        assert told in line
    change = read_history(desk, Asked()).changes[0]
    assert (change.who, change.table, change.key) == (PEOPLE["admin"].name, "설정", "mail.per_minute")
    assert change.cause == "관리 화면: 설정 ‘분당 발송 통수’"
    assert [(each.label, each.after) for each in change.values if each.label == "값"] == [("값", "30")]


def test_the_same_value_again_is_no_change(desk: Desk, admin: Browser) -> None:
    assert admin.submit(RATE, {"value": "10"}).headers["location"].endswith("told=nothing")
    assert read_setting(desk, "mail.per_minute").stored is None


@pytest.mark.parametrize(
    ("page", "text", "needed"),
    [
        (RATE, "빨리", "필요한 값: 0 이상의 정수"),
        (RATE, "", "필요한 값: 0 이상의 정수"),
        (DEADLINE, "월요일 아침", "필요한 값: off 또는"),
        (f"{TOP}/reminders.kinds", "개관: -7\n착공", "필요한 값: 종류와 날수"),
        (f"{TOP}/mail.sender_name", "이름\x07", "필요한 값: 한 줄의 글자"),
        (f"{TOP}/mail.sender_name", "가" * 2001, "필요한 값: 한 줄의 글자"),
    ],
)
def test_a_mistake_is_told_beside_the_field_and_nothing_is_saved(
    desk: Desk, admin: Browser, page: str, text: str, needed: str
) -> None:
    before = desk.settings
    answer = admin.submit(page, {"value": text})
    assert answer.status_code == 422
    assert 'aria-invalid="true" aria-describedby="mistake"' in answer.text
    (beside,) = re.findall(r'<p class="mistake" id="mistake">(.*)</p>', answer.text)
    assert needed in beside
    assert text.partition("\n")[0].replace("\x07", "") in answer.text
    admin.get(TOP)
    assert desk.settings == before
    assert read_setting(desk, page.rpartition("/")[2]).stored is None


def test_lines_choices_and_kinds_of_letters_are_set_by_their_forms(desk: Desk, admin: Browser) -> None:
    admin.submit(f"{TOP}/reminders.kinds", {"value": "개관: -60, -30\r\n\r\n 협약 : -7"})
    admin.submit(f"{TOP}/reminders.shift", {"value": "after"})
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', admin.get(f"{TOP}/mail.resend_unknown").text))
    many = {"_csrf": hidden["_csrf"], "seen": hidden["seen"], "value": ["event", "draft-ready"]}
    assert admin.post(f"{TOP}/mail.resend_unknown", many).status_code == 303
    assert "개관: -60, -30\n협약 : -7</textarea>" in admin.get(f"{TOP}/reminders.kinds").text
    assert desk.settings.reminders.kinds == ("개관: -60, -30", "협약 : -7")
    assert desk.settings.reminders.shift == "after"
    assert desk.settings.mail.resend_unknown == ("event", "draft-ready")
    assert "일정 알림, 초안 안내" in row(admin.get(TOP).text, "resend_unknown")


def test_two_who_change_the_same_setting_do_not_overwrite_each_other(desk: Desk, admin: Browser) -> None:
    seen = seen_of(read_setting(desk, "mail.per_minute").stored)
    admin.submit(RATE, {"value": "30"})
    answer = admin.submit(RATE, {"value": "40", "seen": seen})
    assert answer.status_code == 409
    assert desk.settings.mail.per_minute == 30


def test_a_change_is_taken_back_to_what_the_file_says(desk: Desk, admin: Browser) -> None:
    admin.submit(RATE, {"value": "30"})
    assert "되돌린 값: 10통" in admin.get(RATE).text
    answer = admin.submit(RATE, {}, to=f"{RATE}/reset")
    assert "되돌렸습니다." in admin.get(answer.headers["location"]).text
    assert desk.settings.mail.per_minute == 10
    assert "30통 → 10통" in admin.get(RATE).text
    assert admin.submit(RATE, {}, to=f"{RATE}/reset").headers["location"].endswith("told=nothing")


def test_what_the_environment_says_cannot_be_changed_here(desk: Desk, admin: Browser) -> None:
    page = f"{TOP}/mail.attempts"
    shown = admin.get(page).text
    assert "GONGYAK_MAIL_ATTEMPTS" in shown
    assert 'name="value"' not in shown
    token = dict(re.findall(r'name="(\w+)" value="([^"]*)"', admin.get(RATE).text))["_csrf"]
    answer = admin.post(page, {"_csrf": token, "value": "9"})
    assert answer.status_code == 422
    assert "환경 변수 GONGYAK_MAIL_ATTEMPTS에 정해져 있어" in answer.text
    assert desk.settings.mail.attempts == 5


@pytest.mark.parametrize("name", ["mail.password", "database.url", "mail", "mail.none", "zone"])
def test_other_settings_have_no_page(admin: Browser, name: str) -> None:
    assert admin.get(f"{TOP}/{name}").status_code == 404
    assert admin.submit(RATE, {"value": "x"}, to=f"{TOP}/{name}").status_code == 404


def test_values_that_do_not_hold_any_more_are_shown_and_can_be_taken_back(desk: Desk, admin: Browser) -> None:
    with desk.database.begin(who="admin", at=desk.now(), cause="test") as session:
        for name in ("mail.per_minute", "mail.of_another_version"):
            write_setting(session, name, "옛 값", who="admin", at=desk.now())
    shown = admin.get(TOP).text
    assert "적용되지 않는 값" in shown
    assert f"관리 화면, 2025-01-02 {PEOPLE['admin'].name}" in shown
    assert desk.settings.mail.per_minute == 10
    for name in ("mail.per_minute", "mail.of_another_version"):
        assert admin.submit(RATE, {}, to=f"{TOP}/{name}/reset").status_code == 303
    assert "적용되지 않는 값" not in admin.get(TOP).text


def test_the_name_that_letters_are_from_stands_over_every_page_at_once(admin: Browser) -> None:
    admin.submit(f"{TOP}/mail.sender_name", {"value": "가람시 공약 알림"})
    assert "가람시 공약 알림" in admin.get("/").text


def test_every_setting_that_may_be_changed_has_a_form_and_takes_what_its_grammar_allows(
    desk: Desk, admin: Browser
) -> None:
    texts = ("99", "after", "daily 02:00", "개관: 7", "event", "a@example.kr", "이름")
    for name in set(CHANGEABLE) - {"mail.attempts"}:
        assert 'name="value"' in admin.get(f"{TOP}/{name}").text, name
        assert any(fits(desk, name, text) for text in texts), name
    desk.catch_up()
    assert desk.standing.laid.faults == {}
    assert {desk.settings.origin_of(name).layer for name in CHANGEABLE} == {Layer.PAGE, Layer.ENVIRONMENT}


def fits(desk: Desk, name: str, text: str) -> bool:
    try:
        return save_setting(desk, name, text, seen_of(None))
    except UnfitSetting:
        return False
