"""The wheel itself: what it carries, and that it runs far from the source."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from email.parser import Parser
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message

ROOT: Final = Path(__file__).parent.parent
IMPORT_NAMES: Final = ("gongyak", "jobs", "scheduler", "admin", "config", "templates")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source, offline."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder of its own: it is pure Python, so unpacking is all there is to it."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def gongyak(installed: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the installed command in an empty folder, where nothing of the source can be found."""
    entry_points = ConfigParser()
    entry_points.read(next(installed.glob("*.dist-info")) / "entry_points.txt")
    module, _, function = entry_points["console_scripts"]["gongyak"].partition(":")
    away = f"import sys; sys.path = [path for path in sys.path if path != {str(ROOT)!r}]"
    program = f"{away}; from {module} import {function}; sys.exit({function}())"
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GONGYAK_")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=tmp_path,
            env=environment | {"PYTHONPATH": str(installed), "GONGYAK_LANGUAGE": "en"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def name_and_versions(line: str) -> tuple[str, str]:
    """Return the name and the versions that a requirement asks for, as the lock writes them."""
    requirement = Requirement(line)
    return canonicalize_name(requirement.name), ",".join(
        sorted(map(str, requirement.specifier), reverse=True)
    )


def names_in(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def metadata(wheel: Path) -> Message:
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def test_the_wheel_carries_every_file_of_the_six_packages(wheel: Path) -> None:
    source = {
        str(path.relative_to(ROOT))
        for name in IMPORT_NAMES
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert source - names_in(wheel) == set()


@pytest.mark.parametrize(
    "pattern",
    [
        "config/defaults.toml",
        "jobs/sample_city/city.yaml",
        "templates/reports/pledge.docx",
        "gongyak/store/migrations/versions/*.py",
    ],
)
def test_the_wheel_carries_what_is_no_code_but_needed(wheel: Path, pattern: str) -> None:
    assert any(Path(name).match(pattern) for name in names_in(wheel))


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    top = {name.partition("/")[0] for name in names_in(wheel)}
    assert {name for name in top if not name.endswith(".dist-info")} == set(IMPORT_NAMES)


@pytest.mark.parametrize("name", IMPORT_NAMES)
def test_no_other_distribution_provides_one_of_our_names(name: str) -> None:
    assert set(packages_distributions().get(name, ())) <= {"gongyak"}


def test_the_lock_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    (own,) = (package for package in lock["package"] if package["name"] == "gongyak")
    asked = project["project"]["dependencies"]
    locked = {(entry["name"], entry.get("specifier", "")) for entry in own["metadata"]["requires-dist"]}
    assert {name_and_versions(line) for line in asked} == locked, "run make lock"
    for group, entries in project["dependency-groups"].items():
        own_entries = {name_and_versions(entry) for entry in entries if isinstance(entry, str)}
        in_lock = own["metadata"]["requires-dev"][group]
        assert own_entries <= {(entry["name"], entry.get("specifier", "")) for entry in in_lock}, (
            "run make lock"
        )


def test_the_installed_command_runs_far_from_the_source(
    gongyak: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    helped = gongyak("--help")
    assert helped.returncode == 0, helped.stderr
    assert "draft" in helped.stdout
    made = gongyak("demo")
    assert made.returncode in {0, 1}, made.stderr
    assert list(tmp_path.rglob("*.docx"))
