"""What this process has answered since it was started, counted for a monitor."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Final

BOUNDS: Final = (0.025, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0)
"""The upper bounds in seconds by which answers are told apart; the goals of pages are among them."""
Labels = tuple[tuple[str, str], ...]
Sample = tuple[Labels, float]


class Tally:
    """Counts answers by page, method and status, and how long they took by page."""

    def __init__(self) -> None:
        """Begin at nought."""
        self._lock: Final = Lock()
        self._answers: Final[Counter[tuple[str, str, int]]] = Counter()
        self._times: Final[Counter[tuple[str, int]]] = Counter()
        self._seconds: Final[Counter[str]] = Counter()

    def note(self, method: str, page: str, status: int, seconds: float) -> None:
        """Count an answer; *page* is the pattern of its address."""
        with self._lock:
            self._answers[method, page, status] += 1
            self._times[page, bisect_left(BOUNDS, seconds)] += 1
            self._seconds[page] += seconds  # type: ignore[assignment]  # a sum, not a count

    def lines(self) -> Iterator[str]:
        """Yield the counts in the text format of Prometheus."""
        with self._lock:
            answers, times, sums = dict(self._answers), dict(self._times), dict(self._seconds)
        yield from metric(
            "gongyak_http_requests_total",
            "counter",
            "Answers since the process was started.",
            (
                ((("method", method), ("page", page), ("status", str(status))), count)
                for (method, page, status), count in sorted(answers.items())
            ),
        )
        name = "gongyak_http_request_seconds"
        yield from _head(name, "histogram", "How long answers took.")
        for page in sorted(sums):
            yield from _histogram(name, page, [times.get((page, i), 0) for i in range(len(BOUNDS) + 1)])
            yield _sample(f"{name}_sum", (("page", page),), round(sums[page], 6))


def metric(name: str, kind: str, about: str, samples: Iterable[Sample]) -> Iterator[str]:
    """Yield the lines of one metric in the text format of Prometheus."""
    yield from _head(name, kind, about)
    for labels, value in samples:
        yield _sample(name, labels, value)


def _histogram(name: str, page: str, counts: list[int]) -> Iterator[str]:
    bounds = (*map(str, BOUNDS), "+Inf")
    for number, bound in enumerate(bounds, 1):
        yield _sample(f"{name}_bucket", (("page", page), ("le", bound)), sum(counts[:number]))
    yield _sample(f"{name}_count", (("page", page),), sum(counts))


def _head(name: str, kind: str, about: str) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"


def _sample(name: str, labels: Labels, value: float) -> str:
    shown = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels)
    return f"{name}{{{shown}}} {value}" if labels else f"{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
