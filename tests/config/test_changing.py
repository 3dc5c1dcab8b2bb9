"""What may be changed while gongyak runs lies over the files, below the environment, by their grammar."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.changing import CHANGEABLE, Override, is_fixed, lay_over, read_value
from config.errors import SettingsError
from config.layers import Layer, default_layer
from config.settings import Settings, is_secret, load_settings
from config.showing import as_text, explanations, show_settings
from gongyak.letters import LetterKind
from gongyak.reminders.policy import read_kinds

PLACE = "관리 화면, 2026-11-23 문하람"
NOWHERE = Path("/nowhere")
KEPT_OUTSIDE = ("database.", "paths.", "templates.", "oidc.", "log.", "zone")
KEPT_OUTSIDE_TOO = {
    *("site.address", "site.secret", "web.host", "web.port", "web.secure_cookies"),
    *("mail.server", "mail.port", "mail.security", "mail.ca_file", "mail.username", "mail.password"),
    *("mail.sender", "mail.folder", "watch.ping_url", "watch.heartbeat", "backup.folder"),
}
WRONG = [
    ("mail.per_minute", "많이"),
    ("web.session_minutes", "1"),
    ("reminders.leads", "-7, 내일"),
    ("reminders.leads", "99999"),
    ("reminders.kinds", "개관 -7"),
    ("mail.resend_unknown", "event, none-such"),
    ("mail.sender_name", " "),
    ("mail.reply_to", "아무개"),
    ("timetable.overview", "월요일 09:00"),
    ("timetable.backup", "cron 0 2 * * 1"),
    ("reminders.shift", ""),
]


def override(name: str, text: str) -> Override:
    return Override(name, text, PLACE)


def value_of(settings: Settings, name: str) -> object:
    section, _, key = name.partition(".")
    return getattr(getattr(settings, section), key)


def test_what_locks_out_or_tells_a_secret_cannot_be_changed() -> None:
    assert not [name for name in CHANGEABLE if is_secret(name) or name.startswith(KEPT_OUTSIDE)]
    assert not KEPT_OUTSIDE_TOO & set(CHANGEABLE)
    assert set(CHANGEABLE) < set(default_layer())


def test_every_setting_is_explained_and_nothing_else() -> None:
    assert explanations().keys() == default_layer().keys()
    choices = {name for name, each in explanations().items() if each.form == "choice"}
    for name in choices & set(CHANGEABLE):
        for value in explanations()[name].words:
            read_value(override(name, value))


def test_a_change_holds_over_the_file_and_the_environment_over_both(tmp_path: Path) -> None:
    (tmp_path / "gongyak.toml").write_text("[mail]\nper_minute = 10\nattempts = 5\n[backup]\nkeep = 7\n")
    settings = load_settings({"GONGYAK_MAIL_ATTEMPTS": "6"}, tmp_path)
    laid = lay_over(settings, [override("mail.per_minute", "20"), override("mail.attempts", "9")])
    assert laid.faults == {}
    assert (laid.settings.mail.per_minute, laid.settings.mail.attempts, laid.settings.backup.keep) == (
        20,
        6,
        7,
    )
    places = {
        name: laid.settings.origin_of(name)
        for name in ("mail.per_minute", "mail.attempts", "backup.keep", "photo.dpi")
    }
    assert {name: origin.layer for name, origin in places.items()} == {
        "mail.per_minute": Layer.PAGE,
        "mail.attempts": Layer.ENVIRONMENT,
        "backup.keep": Layer.FILE,
        "photo.dpi": Layer.DEFAULTS,
    }
    assert places["mail.per_minute"].place == PLACE
    assert [name for name in places if is_fixed(settings, name)] == ["mail.attempts"]
    assert settings.mail.per_minute == 10


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_a_wrong_value_is_left_out_and_told_with_place_value_and_remedy(name: str, text: str) -> None:
    settings = load_settings({}, NOWHERE)
    laid = lay_over(settings, [override("mail.attempts", "3"), override(name, text)])
    assert (value_of(laid.settings, name), laid.settings.mail.attempts) == (value_of(settings, name), 3)
    said = laid.faults[name].say("ko")
    assert said.startswith(f"{PLACE}: ")
    assert repr(text) in said
    assert "필요한 값: " in said


@pytest.mark.parametrize("name", ["database.url", "mail.password", "zone", "mail.gone", "gone", ""])
def test_a_change_of_what_may_not_be_changed_is_left_out_and_told(name: str) -> None:
    settings = load_settings({}, NOWHERE)
    laid = lay_over(settings, [override(name, "sqlite:////tmp/x")])
    assert laid.settings == settings
    assert f"화면에서 바꿀 수 있는 설정이 아닙니다: {name}" in laid.faults[name].say("ko")


TEXTS = (
    st.text(max_size=30)
    | st.integers(-10, 500).map(str)
    | st.lists(st.integers(-50, 50).map(str), max_size=4).map(", ".join)
    | st.lists(st.sampled_from(LetterKind).map(str), max_size=3).map(";".join)
    | st.sampled_from(
        ["off", "daily 02:00", "mon,thu 9:00 after; late 2d", "개관: -3, 0; 협약: +1", "a@b.kr"]
    )
)


@given(name=st.sampled_from(CHANGEABLE), text=TEXTS)
def test_whatever_is_accepted_once_is_accepted_by_the_loader_and_as_it_is_shown(name: str, text: str) -> None:
    settings = load_settings({}, NOWHERE)
    try:
        value = read_value(override(name, text))
    except SettingsError:
        assert name in lay_over(settings, [override(name, text)]).faults
        return
    laid = lay_over(settings, [override(name, text)])
    assert laid.faults == {}
    assert value_of(laid.settings, name) == value
    assert value_of(lay_over(settings, [override(name, as_text(value))]).settings, name) == value
    read_kinds(laid.settings.reminders.kinds)


@given(st.lists(st.from_regex(r"[^:;]{1,5}[ \t]*:[ \t\v\x0b]*[-+]?\d{1,5}([ ,]*\d{1,4}){0,2}"), max_size=2))
def test_kinds_that_the_settings_take_are_kinds_for_the_reminders(lines: list[str]) -> None:
    try:
        value = read_value(override("reminders.kinds", "\n".join(lines)))
    except SettingsError:
        return
    assert isinstance(value, tuple)
    read_kinds(value)


def test_the_letters_that_the_settings_know_are_the_letters_there_are() -> None:
    for kind in LetterKind:
        assert read_value(override("mail.resend_unknown", kind)) == (kind,)
    letters = get_args(Settings.model_fields["mail"].annotation.model_fields["resend_unknown"].annotation)[0]  # type: ignore[union-attr]
    assert set(get_args(letters)) == set(LetterKind)


def test_of_secrets_it_is_shown_only_that_there_are_some() -> None:
    settings = load_settings({"GONGYAK_SITE_SECRET": "very-secret"}, NOWHERE)
    shown = {each.name: each for each in show_settings(settings)}
    assert shown["site.secret"].value is None
    assert not shown["site.secret"].is_default
    assert "very-secret" not in repr(shown)
    assert (shown["mail.per_minute"].is_changeable, shown["mail.server"].is_changeable) == (True, False)
