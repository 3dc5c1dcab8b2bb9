"""The settings are shown to administrators, and no secret with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from admin.web.app import make_app
from tests.admin.web.browser import Browser
from tests.admin.web.people import browser_of, settle
from tests.jobs.world import NOON, desk_at

TOP = "/manage/settings"


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
            rows = answer.text.split("<tr>")
            (line,) = [row for row in rows if "<code>overview</code>" in row]
            assert "tue 10:00" in line
            assert "고침" in line
            (line,) = [row for row in rows if "<code>session_minutes</code>" in row]
            assert "60" in line
            assert "고침" not in line


def test_nobody_sees_settings(migrated_url: str, tmp_path: Path) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        assert Browser(make_app(desk)).get(TOP).status_code == 303
