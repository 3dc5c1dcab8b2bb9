from __future__ import annotations

import tomllib
from contextlib import suppress
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from config.errors import SettingsError
from config.settings import Settings, load_settings

BAD_VALUES = [
    ("GONGYAK_ZONE", "Seoul"),
    ("GONGYAK_ZONE", "/etc/localtime"),
    ("GONGYAK_PHOTO_DPI", "many"),
    ("GONGYAK_PHOTO_DPI", "71"),
    ("GONGYAK_PHOTO_DPI", "200.5"),
    ("GONGYAK_PHOTO_WIDTH_MM", "nan"),
    ("GONGYAK_PHOTO_HEIGHT_MM", "inf"),
    ("GONGYAK_REMINDERS_LEADS", "-7, x"),
    ("GONGYAK_REMINDERS_KINDS", "개관, -7"),
    ("GONGYAK_MAIL_RESEND_UNKNOWN", "event, x"),
]


def faults(environment: dict[str, str], folder: Path) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_settings(environment, folder)
    return caught.value


def test_without_anything_said_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path)
    assert settings.zone == ZoneInfo("Asia/Seoul")
    assert settings.database.url.get_secret_value() == "sqlite:///var/gongyak.sqlite3"
    assert settings.paths.drafts == Path("var/drafts")
    assert settings.templates.pledge is None


def test_the_defaults_name_every_setting_and_nothing_else() -> None:
    defaults = tomllib.loads(files("config").joinpath("defaults.toml").read_text("utf-8"))
    assert set(defaults) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            assert set(defaults[name]) == set(field.annotation.model_fields)


def test_every_setting_has_a_comment_on_the_line_above() -> None:
    lines = files("config").joinpath("defaults.toml").read_text("utf-8").splitlines()
    bare = [line for above, line in pairwise(lines) if " = " in line and not above]
    assert bare == []


def test_the_file_wins_over_the_defaults_and_the_environment_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "gongyak.toml").write_text("[photo]\ndpi = 150\nwidth_mm = 70\n")
    settings = load_settings({"GONGYAK_PHOTO_DPI": "300"}, tmp_path)
    assert (settings.photo.dpi, settings.photo.width_mm, settings.photo.height_mm) == (300, 70, 60)


def test_the_file_may_stand_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('[templates]\npledge = "우리 서식.docx"\n', "utf-8")
    settings = load_settings({"GONGYAK_CONFIG": str(tmp_path / "ours.toml")}, tmp_path / "far")
    assert settings.templates.pledge == Path("우리 서식.docx")


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    assert load_settings({"GONGYAK_ZONE": ""}, tmp_path).zone.key == "Asia/Seoul"


def test_the_folder_var_moves_what_lies_in_it(tmp_path: Path) -> None:
    settings = load_settings({"GONGYAK_PATHS_VAR": "/srv/gongyak"}, tmp_path)
    assert settings.database.url.get_secret_value() == "sqlite:////srv/gongyak/gongyak.sqlite3"
    assert settings.paths.drafts == Path("/srv/gongyak/drafts")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_may_be_written_as_people_write_it(tmp_path: Path, scheme: str) -> None:
    settings = load_settings({"GONGYAK_DATABASE_URL": f"{scheme}://u:p@db/gongyak"}, tmp_path)
    assert settings.database.url.get_secret_value() == "postgresql+psycopg://u:p@db/gongyak"


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("postgresql://u:p@db/gongyak\n")
    settings = load_settings({"GONGYAK_DATABASE_URL_FILE": str(tmp_path / "secret")}, tmp_path)
    assert settings.database.url.get_secret_value().endswith("u:p@db/gongyak")


def test_a_secret_is_never_printed(tmp_path: Path) -> None:
    settings = load_settings({"GONGYAK_DATABASE_URL": "postgresql://u:open-sesame@db/x"}, tmp_path)
    assert "sesame" not in f"{settings!r} {settings} {settings.model_dump_json()}"


@pytest.mark.parametrize("url", ["mysql://u:open-sesame@db/x", "open-sesame", "sqlite:///", "postgresql://"])
def test_a_wrong_address_is_refused_without_showing_it(tmp_path: Path, url: str) -> None:
    error = faults({"GONGYAK_DATABASE_URL": url}, tmp_path)
    assert (
        error.say("en") == "GONGYAK_DATABASE_URL: cannot use *** → needed: sqlite:///FILE or postgresql://…"
    )
    assert error.__cause__ is None


@pytest.mark.parametrize(("variable", "text"), BAD_VALUES)
def test_a_wrong_value_is_one_line_with_place_value_and_remedy(
    tmp_path: Path, variable: str, text: str
) -> None:
    error = faults({variable: text}, tmp_path)
    for language, needed in [("ko", "필요한 값: "), ("en", "needed: ")]:
        line = error.say(language)
        assert line.startswith(f"{variable}: ")
        assert repr(text) in line
        assert needed in line
        assert "\n" not in line


def test_all_mistakes_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "gongyak.toml").write_text('zone = 3\n[photo]\ndpi = "x"\n[paths]\nvar = ""\n')
    lines = str(faults({}, tmp_path)).splitlines()
    places = [line.partition(": 쓸")[0] for line in lines]
    assert places == ["gongyak.toml: zone", "gongyak.toml: paths.var", "gongyak.toml: photo.dpi"]


def test_a_misspelt_name_is_told_with_the_right_one(tmp_path: Path) -> None:
    (tmp_path / "gongyak.toml").write_text("[photo]\ndpl = 150\n")
    error = faults({"GONGYAK_PHOTO_DIP": "3"}, tmp_path)
    assert error.say("en").splitlines() == [
        "gongyak.toml: photo.dpl: no such setting; did you mean: photo.dpi?",
        "GONGYAK_PHOTO_DIP: no such setting; did you mean: GONGYAK_PHOTO_DPI?",
    ]


def test_a_section_written_as_a_value_is_told(tmp_path: Path) -> None:
    (tmp_path / "gongyak.toml").write_text("photo = 3\n")
    assert "gongyak.toml: photo: " in str(faults({}, tmp_path))


def test_variables_read_elsewhere_are_no_mistake(tmp_path: Path) -> None:
    load_settings({"GONGYAK_LANGUAGE": "ko", "GONGYAK_TEST_POSTGRESQL": "x", "HOME": "/"}, tmp_path)


def test_a_file_that_is_missing_broken_or_not_utf8_is_told(tmp_path: Path) -> None:
    assert "GONGYAK_CONFIG=no.toml" in str(faults({"GONGYAK_CONFIG": "no.toml"}, tmp_path))
    assert "/no/secret" in str(faults({"GONGYAK_DATABASE_URL_FILE": "/no/secret"}, tmp_path))
    (tmp_path / "gongyak.toml").write_text("[photo\n")
    assert "line 1" in str(faults({}, tmp_path))
    (tmp_path / "gongyak.toml").write_bytes("zone = '서울'".encode("cp949"))
    assert "gongyak.toml" in str(faults({}, tmp_path))


def test_settings_do_not_change(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path)
    with pytest.raises(ValidationError):
        settings.photo.dpi = 3  # type: ignore[misc]


@given(st.dictionaries(st.sampled_from([name for name, _ in BAD_VALUES]), st.text()))
def test_no_value_whatever_makes_anything_but_settings_or_a_settings_error(values: dict[str, str]) -> None:
    with suppress(SettingsError):
        assert load_settings(values, Path("/nowhere")).zone.key


SINGLE_SIGN_ON = {
    "GONGYAK_OIDC_ISSUER": "https://sso.example.kr/realms/city",
    "GONGYAK_OIDC_CLIENT_ID": "gongyak",
    "GONGYAK_SITE_ADDRESS": "https://gongyak.example.kr",
}


def test_a_single_sign_on_is_off_unless_an_issuer_is_named(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path).oidc.issuer is None
    (tmp_path / "secret").write_text("a secret of the issuer\n")
    given = SINGLE_SIGN_ON | {"GONGYAK_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret")}
    oidc = load_settings(given, tmp_path).oidc
    assert (oidc.claim, oidc.label, oidc.plain_http) == ("email", "통합 로그인", "no")
    assert oidc.client_secret is not None
    assert oidc.client_secret.get_secret_value() == "a secret of the issuer"
    assert "a secret" not in repr(oidc)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"GONGYAK_OIDC_CLIENT_ID": ""}, "oidc.client_id"),
        ({"GONGYAK_SITE_ADDRESS": ""}, "site.address"),
        ({"GONGYAK_OIDC_ISSUER": "http://sso.example.kr"}, "oidc.plain_http"),
        ({"GONGYAK_OIDC_ISSUER": "sso.example.kr"}, "https://"),
        ({"GONGYAK_OIDC_PLAIN_HTTP": "perhaps"}, "yes, no"),
    ],
)
def test_half_a_single_sign_on_is_told_where_it_lacks_something(
    tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    said = str(faults(SINGLE_SIGN_ON | changed, tmp_path))
    assert told in said
    assert "GONGYAK_OIDC_" in said


def test_a_single_sign_on_without_encryption_has_to_be_asked_for(tmp_path: Path) -> None:
    plain = {"GONGYAK_OIDC_ISSUER": "http://sso.example.kr", "GONGYAK_OIDC_PLAIN_HTTP": "yes"}
    assert load_settings(SINGLE_SIGN_ON | plain, tmp_path).oidc.issuer == "http://sso.example.kr"
