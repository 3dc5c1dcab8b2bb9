"""The handbook in docs/ is what the rules say of themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gongyak.checks.catalogue import CITY_RULES, RULES
from gongyak.checks.handbook import handbook

ROOT = Path(__file__).parents[2]


def test_the_handbook_in_the_documentation_is_up_to_date() -> None:
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == handbook()


def test_every_rule_has_a_chapter_with_an_example_of_both_kinds_and_its_remedy() -> None:
    chapters = {part.partition("\n")[0]: part for part in handbook().split("\n### ")[1:]}
    for rule in (*RULES, *CITY_RULES):
        chapter = chapters.pop(rule.id)
        assert rule.title in chapter
        assert f"({rule.severity}" in chapter
        assert "\n- 보기: " in chapter
        assert "\n- 옳음: " in chapter
        assert rule.remedy in chapter
    assert chapters == {}


def test_the_command_in_the_handbook_makes_it() -> None:
    command = [sys.executable, "-m", "gongyak.checks.handbook"]
    made = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert made.stdout.decode() == handbook()
