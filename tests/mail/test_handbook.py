"""The handbook in docs/ is what the views say of themselves."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import is_dataclass
from pathlib import Path

from gongyak.mail import views
from gongyak.mail.filters import FILTERS
from gongyak.mail.handbook import explained, handbook
from gongyak.mail.pieces import PIECES, fields_of
from gongyak.mail.views import LetterView

ROOT = Path(__file__).parents[2]


def test_the_handbook_in_the_documentation_is_up_to_date() -> None:
    assert (ROOT / "docs" / "letters.md").read_text("utf-8") == handbook()


def test_the_command_in_the_handbook_makes_it() -> None:
    command = [sys.executable, "-m", "gongyak.mail.handbook"]
    made = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert made.stdout.decode() == handbook()


def test_every_field_of_every_view_is_explained() -> None:
    common = set(fields_of(LetterView))
    found = [each for each in vars(views).values() if is_dataclass(each) and isinstance(each, type)]
    assert len(found) > len(set(views.VIEWS.values()))
    for view in found:
        inherited = common if issubclass(view, LetterView) and view is not LetterView else set()
        assert set(explained(view)[1]) == set(fields_of(view)) - inherited, view
        assert f"### {view.__name__}\n" in handbook()


def test_every_template_and_every_filter_is_named() -> None:
    for kind, _ in PIECES:
        assert f"| `{kind}` |" in handbook()
    for name in FILTERS:
        assert f"| `{name}` |" in handbook()
