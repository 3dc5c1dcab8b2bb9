"""Print what pip needs to install the locked versions; Python alone is enough, no uv.

``requirements.py --constraints`` prints every version of ``uv.lock``;
``requirements.py GROUP…`` prints the requirements of dependency groups of ``pyproject.toml``.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def constraints(lock: dict[str, Any]) -> Iterator[str]:
    """Yield ``name==version`` for each locked package; the project itself has no version to pin."""
    for package in lock["package"]:
        if "registry" in package["source"]:
            yield f"{package['name']}=={package['version']}"


def group(groups: dict[str, Any], name: str) -> Iterator[str]:
    """Yield the requirements of the group *name*, those of the groups it includes in their place."""
    for entry in groups[name]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from group(groups, entry["include-group"])


def main(arguments: list[str]) -> None:
    """Print the constraints, or the requirements of the groups named."""
    if arguments == ["--constraints"]:
        lines = list(constraints(tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))))
    else:
        groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
        lines = [line for name in arguments for line in group(groups, name)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main(sys.argv[1:])
