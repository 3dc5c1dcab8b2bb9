"""Fixtures for the commands' tests: a folder of one's own, and the command as a person calls it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from admin.cli import main
from jobs.demo import SAMPLE


@dataclass(frozen=True)
class Answer:
    """What a command answered: its exit code, what it printed, and what it complained about."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder, speaking Korean, with nothing of gongyak's in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", "DATABASE_URL", "PATHS_VAR", "PATHS_DRAFTS", "TEMPLATES_PLEDGE"):
        monkeypatch.delenv(f"GONGYAK_{name}", raising=False)
    monkeypatch.setenv("GONGYAK_LANGUAGE", "ko")
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@contextmanager
def logs_as_they_were() -> Iterator[None]:
    """Undo what a command does to the log: a process has one, and other tests share this process."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Give the command ``gongyak`` in that folder."""
    assert folder.is_dir()

    def answer(*arguments: str) -> Answer:
        capsys.readouterr()
        with logs_as_they_were():
            code = main(arguments)
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return answer


@pytest.fixture(scope="session")
def kept_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the city for the next tests: the first one loads it."""
    return tmp_path_factory.mktemp("city") / "kept"


@pytest.fixture
def city(call: Call, folder: Path, kept_city: Path) -> Path:
    """Load two pledges of the sample city: the published one, and one with nothing certainly wrong."""
    if not kept_city.exists():
        facts = folder / "facts"
        shutil.copytree(SAMPLE, facts, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for path in (facts / "pledges").iterdir():
            if path.stem not in {"1-1", "2-2"}:
                path.unlink()
        assert call("init").code == call("load", str(facts)).code == 0
        shutil.copytree(folder, kept_city)
    return Path(shutil.copytree(kept_city, folder, dirs_exist_ok=True))
