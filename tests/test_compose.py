"""compose.yaml and Dockerfile ask for what there is: settings, commands, files, services."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import typer
import yaml

from admin.cli import app
from config.settings import load_settings

ROOT: Final = Path(__file__).parent.parent
SECRETS: Final = Path("/run/secrets")
PLAIN: Final = {
    "database-url": "postgresql://gongyak:x@database:5432/gongyak",
    "link-secret": "0" * 64,
}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text("utf-8")


def ours(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: service for name, service in compose["services"].items() if service["image"] == "gongyak"}


def environment(service: dict[str, Any], folder: Path) -> dict[str, str]:
    """Return the variables of *service*, its secrets lying in *folder*."""
    return {
        name: str(value).replace(str(SECRETS), str(folder)) for name, value in service["environment"].items()
    }


def commands() -> dict[str, Any]:
    return typer.main.get_command(app).commands  # type: ignore[attr-defined, no-any-return]


def test_a_database_two_replicas_a_worker_and_a_mail_catcher_stand_together(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"database", "prepare", "serve", "work", "mail"}
    assert services["database"]["image"].startswith("postgres:")
    assert services["serve"]["deploy"]["replicas"] == 2


def test_every_variable_is_a_setting_with_a_value_that_it_takes(
    compose: dict[str, Any], tmp_path: Path
) -> None:
    for name, text in PLAIN.items():
        (tmp_path / name).write_text(text)
    for service in ours(compose).values():
        settings = load_settings(environment(service, tmp_path), tmp_path)
        assert settings.database.url.get_secret_value().startswith("postgresql+psycopg://")
        assert settings.site.secret is not None
        assert settings.mail.server in compose["services"]


def test_every_command_is_a_command(compose: dict[str, Any]) -> None:
    for service in ours(compose).values():
        name, *rest = service["command"]
        assert name in commands()
        assert rest == []


def test_each_service_of_ours_runs_without_rights_it_does_not_need(compose: dict[str, Any]) -> None:
    for service in ours(compose).values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]


def test_secrets_come_in_files_and_nowhere_else(compose: dict[str, Any]) -> None:
    named = set(compose["secrets"])
    for service in compose["services"].values():
        given = set(service.get("secrets", ()))
        assert given <= named
        for name, value in service.get("environment", {}).items():
            assert not re.search("SECRET|PASSWORD|URL", name) or name.endswith("_FILE")
            if name.endswith("_FILE"):
                assert Path(value).parent == SECRETS
                assert Path(value).name in given
    assert named == {
        secret for service in compose["services"].values() for secret in service.get("secrets", ())
    }
    assert all(entry["file"].startswith("./secrets/") for entry in compose["secrets"].values())


def test_nobody_but_this_computer_reaches_a_port(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_what_a_service_waits_for_can_be_waited_for(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "test" in compose["services"][name]["healthcheck"]
            else:
                assert compose["services"][name]["restart"] == "no"


def test_each_named_volume_is_declared_and_lies_where_the_image_has_it(
    compose: dict[str, Any], dockerfile: str
) -> None:
    for service in compose["services"].values():
        assert {volume.partition(":")[0] for volume in service.get("volumes", ())} <= set(compose["volumes"])
    (folder,) = re.findall(r"^VOLUME (\S+)$", dockerfile, re.MULTILINE)
    assert all(service["volumes"] == [f"var:{folder}"] for service in ours(compose).values())


def test_the_image_names_real_settings_and_commands(dockerfile: str, tmp_path: Path) -> None:
    variables = dict(re.findall(r"\b(GONGYAK_\w+)=(\S+)", dockerfile))
    assert load_settings(variables, tmp_path).paths.var == Path("/var/lib/gongyak")
    for command in called(dockerfile):
        assert command[0] in {*commands(), "--help"}


def called(dockerfile: str) -> Iterator[list[str]]:
    """Yield the arguments that the image hands to gongyak."""
    yield yaml.safe_load(re.findall(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)[0])
    yield yaml.safe_load(re.findall(r"HEALTHCHECK .*CMD (\[.*\])$", dockerfile, re.MULTILINE)[0])[1:]
    for line in re.findall(r"^# docker run .* gongyak (.*)$", dockerfile, re.MULTILINE):
        yield shlex.split(line)


def test_the_image_runs_as_nobody_in_particular(dockerfile: str) -> None:
    last = dockerfile.rpartition("FROM ")[2]
    assert re.search(r"^USER gongyak$", last, re.MULTILINE)
    assert last.index("USER gongyak") < last.index("ENTRYPOINT")


def test_the_image_can_back_up_the_database_that_stands_beside_it(
    compose: dict[str, Any], dockerfile: str
) -> None:
    """The image is a Debian 13, whose client is that of PostgreSQL 17: pg_dump refuses newer servers."""
    assert "postgresql-client" in dockerfile
    assert compose["services"]["database"]["image"] == "postgres:17"
