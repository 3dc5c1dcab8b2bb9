"""The units of docs/systemd: real commands, real settings, and what systemd itself says of them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest
import typer

from admin.cli import app
from config.settings import load_settings

UNITS: Final = sorted((Path(__file__).parent.parent / "docs" / "systemd").glob("*.service"))
PROGRAM: Final = "/opt/gongyak/bin/gongyak"


def values(unit: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit.read_text("utf-8"), re.MULTILINE)


def test_there_is_one_for_the_service_and_one_for_workers() -> None:
    assert [unit.name for unit in UNITS] == ["gongyak-worker@.service", "gongyak.service"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    (start,) = values(unit, "ExecStart")
    program, command = start.split()
    assert program == PROGRAM
    assert command in typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_every_variable_of_a_unit_is_a_setting_be_it_switched_on_or_not(unit: Path, tmp_path: Path) -> None:
    (tmp_path / "gongyak.toml").write_text("")
    (tmp_path / "database-url").write_text("postgresql:///gongyak")
    (tmp_path / "mail-password").write_text("x")
    pairs = [line.partition("=") for line in values(unit, "#?Environment")]
    variables = {name: text.replace("%d", str(tmp_path)) for name, _, text in pairs}
    variables["GONGYAK_CONFIG"] = str(tmp_path / Path(variables["GONGYAK_CONFIG"]).name)
    assert load_settings(variables, tmp_path).paths.var == Path("/var/lib/gongyak")
    credentials = {line.partition(":")[0] for line in values(unit, "#?LoadCredential")}
    assert {text.removeprefix("%d/") for _, _, text in pairs if text.startswith("%d/")} == credentials


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_started_again_whatever_ends_it(unit: Path) -> None:
    assert values(unit, "Restart") == ["always"]
    assert values(unit, "StartLimitIntervalSec") == ["0"]


def test_the_units_differ_in_nothing_but_their_purpose() -> None:
    worker, service = ({*unit.read_text("utf-8").splitlines()} for unit in UNITS)
    differing = {line.partition("=")[0] for line in worker ^ service if not line.startswith("#")}
    assert differing == {"Description", "ExecStart"}


@pytest.mark.needs("systemd")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_finds_no_fault_with_a_unit(unit: Path, tmp_path: Path) -> None:
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text("utf-8").replace(PROGRAM, "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
