from __future__ import annotations

from benchmarks.__main__ import renewed

OLD = "Measured on one.\n\n### Letters\n\n| 1 |\n\n### Pages\n\n| 2 |\n\n"


def test_what_was_measured_takes_its_place_and_the_rest_stays() -> None:
    measured = ["Measured on another.", "### Pages\n\n| 3 |", "### Drafts\n\n| 4 |"]
    assert renewed(OLD, measured) == (
        "Measured on another.\n\n### Letters\n\n| 1 |\n\n### Pages\n\n| 3 |\n\n### Drafts\n\n| 4 |"
    )
