"""The exit codes that errors carry are those that docs/exit-codes.md explains."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
PACKAGES: Final = ("gongyak", "jobs", "scheduler", "admin")
# Not the code of any one error: done, done with findings, a mistake of the program, stopped, a closed pipe.
NO_ERRORS_CODE: Final = {0, 1, 70, 130, 141}


def documented() -> set[int]:
    table = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    return {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}


def subclasses(error: type[GongyakError]) -> Iterator[type[GongyakError]]:
    yield error
    for below in error.__subclasses__():
        yield from subclasses(below)


def all_errors() -> list[type[GongyakError]]:
    for package in map(import_module, PACKAGES):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name:  # Alembic alone can import its scripts
                import_module(found.name)
    return [error for error in subclasses(GongyakError) if error.__module__.split(".")[0] in PACKAGES]


def test_every_code_an_error_carries_is_explained() -> None:
    unexplained = [error for error in all_errors() if error.exit_code not in documented()]
    assert unexplained == []


def test_every_code_explained_is_carried_by_an_error() -> None:
    assert documented() - NO_ERRORS_CODE == {error.exit_code for error in all_errors()} - NO_ERRORS_CODE


def test_every_error_says_its_mistake_and_its_remedy_in_both_languages() -> None:
    for error in all_errors():
        for words in (error.text, error.remedy):
            assert re.search("[가-힣]", words.ko), error
            assert re.search("[a-z]", words.en), error
            places = re.compile(r"{(\w+?)(?:_ko|_en)?[}!:]")  # a value may have a form for each language
            assert set(places.findall(words.ko)) == set(places.findall(words.en)), error
