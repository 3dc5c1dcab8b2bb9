"""House rules that no off-the-shelf linter holds; each complaint names file and line."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
PACKAGES: Final = ("gongyak", "jobs", "scheduler", "admin", "config", "templates")
LONGEST_FUNCTION: Final = 40
MEDIAN_FUNCTION: Final = 8
LONGEST_MODULE: Final = 400

# The one module that reads the clock, and the one that ends a transaction.
CLOCK: Final = "jobs/clock.py"
UNIT_OF_WORK: Final = "gongyak/store/unit_of_work.py"

CLOCK_CALLS: Final = {
    *(("datetime", name) for name in ("now", "utcnow", "today")),
    ("date", "today"),
    *(("time", name) for name in ("time", "time_ns", "localtime", "gmtime", "strftime")),
}
# In pieces, so that this file does not break its own rule.
REGISTRY_HOSTS: Final = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("rubygems", "org"),
    )
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """Parse every module of the six packages, by its path below the root."""
    paths = sorted(chain.from_iterable((ROOT / package).rglob("*.py") for package in PACKAGES))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in paths}


def functions() -> Iterator[tuple[str, Function]]:
    """Yield place and node of every function; a migration's are lists of columns, and are left out."""
    for path, module in modules().items():
        if "/migrations/" in path:
            continue
        for node in ast.walk(module):
            if isinstance(node, Function):
                yield f"{path}:{node.lineno} {node.name}", node


def calls() -> Iterator[tuple[str, int, str, str]]:
    """Yield path, line, the last name of the object and the method of every ``object.method()``."""
    for path, module in modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value).rpartition(".")[2]
                yield path, node.lineno, owner, node.func.attr


def length(function: Function) -> int:
    """Count the lines of *function*'s statements, without its docstring; its signature is no statement."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def source_files() -> Iterator[tuple[str, str]]:
    """Yield path and text of every text file of the source, leaving out what git ignores."""
    ignored = {line.strip("/ ") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()} | {".git"}
    for path in sorted(ROOT.rglob("*")):
        inner = path.relative_to(ROOT)
        if not path.is_file() or any(part in ignored for part in inner.parts):
            continue
        try:
            yield str(inner), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_no_function_is_longer_than_one_can_see_at_once() -> None:
    long = [
        f"{place}: {length(node)} lines" for place, node in functions() if length(node) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_the_functions_are_short() -> None:
    lengths = [length(node) for _, node in functions()]
    assert median(lengths) <= MEDIAN_FUNCTION


def test_no_module_is_longer_than_one_can_keep_in_mind() -> None:
    lines = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in modules()}
    long = [f"{path}:1: {count} lines" for path, count in lines.items() if count > LONGEST_MODULE]
    assert not long, "\n".join(long)


def test_one_module_reads_the_clock() -> None:
    readers = [
        f"{path}:{line}: {owner}.{method}()"
        for path, line, owner, method in calls()
        if (owner, method) in CLOCK_CALLS and path != CLOCK
    ]
    assert not readers, f"time comes in as an argument; only {CLOCK} reads the clock:\n" + "\n".join(readers)


def test_one_module_commits() -> None:
    committers = [
        f"{path}:{line}: {owner}.{method}()"
        for path, line, owner, method in calls()
        if method in {"commit", "begin_nested"} and path != UNIT_OF_WORK
    ]
    assert not committers, f"only {UNIT_OF_WORK} ends a transaction:\n" + "\n".join(committers)


def test_no_file_names_the_host_of_a_package_registry() -> None:
    named = [
        f"{path}:{number}: {host}"
        for path, text in source_files()
        for number, line in enumerate(text.splitlines(), 1)
        for host in REGISTRY_HOSTS
        if host in line
    ]
    assert not named, "\n".join(named)


def test_every_lint_exception_says_why() -> None:
    reasoned = re.compile(r"# noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* - \w")
    bare = [
        f"{path}:{number}: {line.strip()}"
        for path in modules()
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
        if "# noqa" in line and not reasoned.search(line)
    ]
    assert not bare, "write `# noqa: CODE - the reason`:\n" + "\n".join(bare)
