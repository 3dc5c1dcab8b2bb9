"""The renderers side by side: which reports are measured, and how."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from benchmarks import node
from benchmarks.contenders import CONTENDERS
from benchmarks.form import Docxtemplater, Shared, form
from benchmarks.photos import PHOTOS, draw_photos
from benchmarks.sameness import check_same
from benchmarks.tables import Table, times_as_much

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = dict[str, Any]

OURS: Final = "gongyak"
DOCXTEMPLATER: Final = "docxtemplater"
BATCH: Final = 100


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of report: how many times the entries, how many photos; how often it is written a process."""

    title: str
    times: int = 1
    photos: int = 0
    reports: int = 1
    warm: bool = True

    def request(self, contender: str, folder: str) -> Answer:
        """Return what ``benchmarks.child`` is asked."""
        return {"contender": contender, "folder": folder, "times": self.times, "photos": self.photos,
                "reports": self.reports, "warm": self.warm}  # fmt: skip


SPEED: Final = (
    Report("45 topics, 90 details, 6 photos", photos=PHOTOS, reports=5),
    Report("the same without photos", reports=5),
    Report("10 times the entries", times=10, reports=3),
    Report("100 times the entries", times=100),
)
BATCHES: Final = (
    Report(f"{BATCH} reports with photos", photos=PHOTOS, reports=BATCH, warm=False),
    Report(f"{BATCH} reports without", reports=BATCH, warm=False),
)
MEMORY: Final = (
    Report("6 photos", photos=PHOTOS, warm=False),
    Report("without photos", warm=False),
    Report("10 times the entries", times=10, warm=False),
    Report("100 times the entries", times=100, warm=False),
)


@dataclass(slots=True)
class Race:
    """Answers of all contenders to all reports, gathered round by round."""

    contenders: dict[str, Callable[[Answer], Answer]]
    folder: str
    answers: dict[tuple[Report, str], list[Answer]] = field(default_factory=dict)

    def run(self, reports: tuple[Report, ...], rounds: int) -> Iterator[str]:
        """Measure *reports* *rounds* times, contender after contender; yield what is measured next."""
        for number in range(1, rounds + 1):
            for report in reports:
                for name, measure in self.contenders.items():
                    yield f"{report.title}: {name} ({number}/{rounds})"
                    answer = measure(report.request(name, self.folder))
                    self.answers.setdefault((report, name), []).append(answer)

    def middle(self, report: Report, name: str, value: Callable[[Answer], float]) -> float:
        """Return the median of *value* over the rounds."""
        return median(value(answer) for answer in self.answers[report, name])

    def table(
        self,
        title: str,
        reports: tuple[Report, ...],
        value: Callable[[Answer], float],
        show: Callable[[float], str],
    ) -> Table:
        """Return a line a report: each contender's figure, and how many times ours it is."""
        lines = []
        for report in reports:
            figures = {name: self.middle(report, name, value) for name in self.contenders}
            shown = [times_as_much(show(figure), figure / figures[OURS]) for figure in figures.values()]
            shown[0] = show(figures[OURS])
            lines.append((report.title, *shown))
        return Table(title, ("", *self.contenders), tuple(lines))


def python_child(request: Answer) -> Answer:
    """Have a fresh Python process measure *request*."""
    command = [sys.executable, "-m", "benchmarks.child"]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, check=True)
    answer: Answer = json.loads(done.stdout)
    return answer


def contenders() -> tuple[dict[str, Callable[[Answer], Answer]], str | None]:
    """Return all that can run here, and why docxtemplater is not among them (None: it is)."""
    found: dict[str, Callable[[Answer], Answer]] = dict.fromkeys(CONTENDERS, python_child)
    missing = node.install()
    if missing is None:
        found[DOCXTEMPLATER] = node.measure
    return found, missing


def race(rounds: int, tell: Callable[[str], None]) -> list[Table]:
    """Run all renderers on all reports and return the tables; *tell* hears what is measured next."""
    runners, missing = contenders()
    if missing:
        tell(f"without docxtemplater: {missing}")
    with TemporaryDirectory(prefix="gongyak-bench-") as folder:
        prepare(Path(folder))
        run = Race(runners, folder)
        check_same({name: _sample(name, measure, folder) for name, measure in runners.items()})
        for reports, times in ((SPEED, rounds), (MEMORY, 1), (BATCHES, max(1, rounds // 2))):
            for step in run.run(reports, times):
                tell(step)
    return [
        run.table("CPU time of one report", SPEED, _each, _milliseconds),
        run.table(f"CPU time of {BATCH} reports, start of the process included", BATCHES, _all, _seconds),
        run.table("Peak memory of the process", MEMORY, _peak, _mebibytes),
        run.table("Peak memory above the process's libraries", MEMORY, _own, _mebibytes),
    ]


def _sample(name: str, measure: Callable[[Answer], Answer], folder: str) -> Path:
    """Return a small report by the contender *name*."""
    measure(Report("sample", photos=2).request(name, folder))
    return Path(folder) / f"{name}.docx"


def prepare(folder: Path) -> None:
    """Write the templates and the photos into *folder*."""
    (folder / "shared.docx").write_bytes(form(Shared()))
    (folder / "other.docx").write_bytes(form(Docxtemplater()))
    draw_photos(folder)


def _each(answer: Answer) -> float:
    return float(median(answer["seconds"]))


def _all(answer: Answer) -> float:
    return float(answer["cpu"])


def _peak(answer: Answer) -> float:
    return float(answer["peak_kib"])


def _own(answer: Answer) -> float:
    return float(answer["peak_kib"] - answer["libraries_kib"])


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


def _seconds(seconds: float) -> str:
    return f"{seconds:,.2f} s"


def _mebibytes(kibibytes: float) -> str:
    return f"{kibibytes / 1024:,.1f} MiB"
