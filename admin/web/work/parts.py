"""The parts of the form: for each its section of the facts, its template, what that needs."""

from __future__ import annotations

from typing import Final, Protocol, runtime_checkable

from admin.web.work.budget import BudgetPart
from admin.web.work.checklist import ChecklistPart
from admin.web.work.counts import CountsPart
from admin.web.work.lines import LinesPart
from admin.web.work.nothing import NothingPart
from admin.web.work.photos import PhotosPart
from admin.web.work.remarks import RemarksPart
from admin.web.work.standing import StandingPart
from gongyak.editing.merging import Fields
from gongyak.editing.section import Section
from gongyak.lines import Stand
from jobs.pledge_page import PledgePage


class Part(Protocol):
    """A part of the form as its page shows it."""

    @property
    def section(self) -> Section:
        """What is saved."""
        ...

    @property
    def template(self) -> str:
        """The template of the fields."""
        ...

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:
        """Return what the template needs besides *fields*, which are as stored or as just typed."""
        ...


@runtime_checkable
class Stepping(Part, Protocol):
    """A part whose buttons change the form before anything is saved, also where no script runs."""

    def stepped(self, fields: Fields, step: str, new: str) -> tuple[Fields, str]:
        """Return *fields* after a *step*, and the field to look at next; *new* is the id of what is added."""
        ...


PARTS: Final[tuple[Part, ...]] = (
    ChecklistPart(),
    LinesPart(Stand.RESULT),
    LinesPart(Stand.PLAN),
    BudgetPart(),
    CountsPart(),
    RemarksPart(),
    PhotosPart(),
    NothingPart(),
    StandingPart(),
)
"""All parts, in the order of the page."""
