"""docxtemplater as a contender: installed by npm into ``var/``, asked through a small script of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from benchmarks.content import Content, content

_SOURCE: Final = Path(__file__).parent / "docxtemplater"
_INSTALLED: Final = Path(__file__).parents[1] / "var" / "benchmarks" / "docxtemplater"


def install() -> str | None:
    """Install docxtemplater and its free image module; return why it cannot be had, or None."""
    if not (shutil.which("npm") and shutil.which("node")):
        return "npm or node is not installed"
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    shutil.copy(_SOURCE / "package.json", _INSTALLED)
    shutil.copy(_SOURCE / "report.js", _INSTALLED)
    command = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=_INSTALLED, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else f"npm could not install it: {done.stderr.strip()[:200]}"


def measure(request: dict[str, Any]) -> dict[str, Any]:
    """Have docxtemplater write the reports that *request* asks for (see ``benchmarks.child``)."""
    folder = Path(request["folder"])
    asked = {
        "template": str(folder / "other.docx"),
        "photos": [str(folder / f"photo{number}.jpg") for number in range(request["photos"])],
        "data": scoped(content(request["times"], request["photos"])),
        "target": str(folder / "docxtemplater.docx"),
        "warmUp": scoped(content(1, request["photos"])) if request["warm"] else None,
        "repeats": request["reports"],
    }
    command = ["node", str(_INSTALLED / "report.js")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def scoped(report: Content) -> Content:
    """Return *report* in the shape that docxtemplater's tags look names up in."""
    budgets = [{**budget, "rows": [_amounts(row) for row in budget["rows"]]} for budget in report["budgets"]]
    pairs = [_sides(pair) for pair in report["pairs"]]
    return {**report, "budgets": budgets, "pairs": pairs, "has_pairs": bool(pairs)}


def _amounts(row: Content) -> Content:
    return {"source": row["source"], **{f"amount{i}": cell for i, cell in enumerate(row["cells"])}}


def _sides(pair: list[Content]) -> Content:
    sides: Content = {}
    for side, photo in enumerate(pair):
        sides |= {f"picture{side}": str(photo["number"]), f"caption{side}": photo["caption"]}
    return sides
