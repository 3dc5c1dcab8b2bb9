"""The shipped templates, and every sample letter written from them, for the tests of letters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from gongyak.mail.samples import SAMPLES
from gongyak.mail.templates import Templates
from gongyak.mail.writing import Written, write_letter
from jobs.letter_templates import shipped_templates

if TYPE_CHECKING:
    from gongyak.letters import LetterKind
    from gongyak.mail.views import LetterView

SHIPPED: Final = Templates(shipped_templates())


@cache
def sample_letters() -> tuple[tuple[LetterKind, LetterView, Written], ...]:
    """Return every sample view with its kind and the letter written from it."""
    return tuple(
        (kind, view, write_letter(kind, view, SHIPPED)) for kind, views in SAMPLES.items() for view in views
    )
