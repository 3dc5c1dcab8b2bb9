"""Letters of a draft's review: to those who are to look at it, and to who asked for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from gongyak.city import City
from gongyak.letters import LetterKind
from gongyak.mail.template_errors import BrokenLetterTemplate
from gongyak.mail.views import PersonView, ReviewView
from gongyak.people import Official, Role
from gongyak.pledges import Pledge
from gongyak.printing import write_weekday
from gongyak.reminders.recipients import Charge, Staff
from gongyak.reviews import Review, Stage
from gongyak.store.names import names_of_officials
from gongyak.store.reading import read_pledges
from jobs.contacts import contact_of
from jobs.correspondence import Envelope, Writer, writer

if TYPE_CHECKING:
    from gongyak.drafts import Draft
    from gongyak.store.session import Session
    from jobs.desk import Desk

_TOLD = frozenset({Stage.REQUESTED, Stage.RETURNED})


def tell_of_step(session: Session, desk: Desk, draft: Draft, steps: Sequence[Review], cause: str) -> None:
    """Put the letters about the last of *steps* into the outbox; most steps need none.

    Who took the step gets none, nor does anybody without an address.
    """
    step = steps[-1]
    by = writer(session, desk, signs=False)
    if step.stage not in _TOLD or by.city is None:
        return
    pledge = next(iter(read_pledges(session, [draft.pledge])), None)
    if pledge is None:
        return
    for official in _readers(by.city, by, pledge, steps):
        to = contact_of(official, by.today)
        if to is not None and official.id != step.who:
            envelope = Envelope(
                key=f"review:{draft.number}:{step.position}:{to.key}",
                to=to,
                cause=cause,
                thread=f"draft:{draft.half_year}",
            )
            _send(by, _view(by, draft, pledge, step, to.person), envelope)


def _readers(city: City, by: Writer, pledge: Pledge, steps: Sequence[Review]) -> Iterable[Official]:
    """Return those who lead the pledge's department on the day, or who last asked for the review."""
    staff = Staff(city, by.today)
    if steps[-1].stage is Stage.REQUESTED:
        place = staff.place(Charge(pledge))
        leading = (staff.holders(role, place) for role in (Role.TEAM_LEAD, Role.HEAD))
        return dict.fromkeys(official for holders in leading for official in holders)
    asked = next(step.who for step in reversed(steps) if step.stage is Stage.REQUESTED)
    found = staff.get(asked)
    return [found] if found else []


def _send(by: Writer, view: ReviewView, envelope: Envelope) -> None:
    """Send the letter; no edited template keeps a step from being taken."""
    try:
        by.send(LetterKind.REVIEW, view, envelope)
    except BrokenLetterTemplate:
        by.as_shipped.send(LetterKind.REVIEW, view, envelope)


def _view(by: Writer, draft: Draft, pledge: Pledge, step: Review, reader: PersonView) -> ReviewView:
    site = by.head.site
    return ReviewView(
        city=by.head.city,
        today=write_weekday(by.today),
        recipient=reader,
        contact=by.head.contact,
        site=site,
        is_returned=step.stage is Stage.RETURNED,
        half_year=draft.half_year.name,
        number=draft.number,
        pledge=f"{pledge.number} {pledge.name}",
        who=names_of_officials(by.session).get(step.who, step.who),
        note=" ".join(step.note.split()),
        link=f"{site.rstrip('/')}/drafts/{quote(draft.number, safe='')}" if site else "",
    )
