"""Letters are written and put into the outbox in the transaction of their cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gongyak.city import City
from gongyak.letters import Attachment, Letter, LetterKind, Posted
from gongyak.links import Links
from gongyak.mail.templates import Templates
from gongyak.mail.viewing import Letterhead
from gongyak.mail.views import ContactView, LetterView
from gongyak.mail.writing import write_letter
from gongyak.notices import Told
from gongyak.store.city import find_city
from gongyak.store.notices import tell
from gongyak.workdays import Calendar
from jobs.contacts import Contact, enquiries
from jobs.desk import Desk
from jobs.letter_templates import read_letter_templates, shipped_templates
from jobs.link_secret import links_of
from jobs.mailbox import domain_of_site

if TYPE_CHECKING:
    from gongyak.store.session import Session

NO_CITY = "공약관리"
"""What letters are headed by where no city has been entered yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What goes around a letter's words; see `gongyak.letters.Letter`."""

    key: str
    to: Contact
    cause: str
    thread: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the letters of one day: the session of their cause, the city, its templates, its letterhead."""

    session: Session
    desk: Desk
    today: date
    city: City | None
    head: Letterhead
    templates: Templates

    @property
    def calendar(self) -> Calendar:
        """The working days of the city."""
        return Calendar(self.city.days if self.city else ())

    @property
    def as_shipped(self) -> Writer:
        """The same writer with the templates that gongyak brings, whatever has been edited."""
        return replace(self, templates=Templates(shipped_templates()))

    def write(self, kind: LetterKind, view: LetterView, envelope: Envelope) -> Letter:
        """Return the letter; raises `BrokenLetterTemplate`."""
        written = write_letter(kind, view, self.templates)
        return Letter(
            key=envelope.key,
            kind=kind,
            name=envelope.to.person.name,
            address=envelope.to.address,
            subject=written.subject,
            text=written.text,
            html=written.html,
            cause=envelope.cause,
            recipient=envelope.to.official,
            thread=envelope.thread,
            attachments=envelope.attachments,
        )

    def put(self, letter: Letter, told: Iterable[Told] = ()) -> Posted | None:
        """Put *letter* into the outbox with all that it has *told*; None: it is there already.

        Raises `AlreadyTold` where another letter has told some of it before.
        """
        domain = domain_of_site(self.desk.settings.mail)
        return tell(self.session, letter, told, at=self.desk.now(), sender_domain=domain)

    def send(self, kind: LetterKind, view: LetterView, envelope: Envelope) -> Posted | None:
        """Write a letter and put it into the outbox; None: it is there already."""
        return self.put(self.write(kind, view, envelope))


def writer(session: Session, desk: Desk, today: date | None = None, *, signs: bool = True) -> Writer:
    """Return who writes the letters of *today* (None: this day), by the templates as they are now.

    Who *signs* makes links that can be answered; that takes the secret, and raises what `links_of` does.
    """
    day = today or desk.today
    city = find_city(session)
    contact = enquiries(city, day) if city else ContactView()
    links = links_of(desk) if signs else Links(desk.settings.site.address, "", day)
    head = Letterhead(city.name if city else NO_CITY, contact, links)
    return Writer(session, desk, day, city, head, read_letter_templates(session))


def names_of(attachments: Sequence[Attachment]) -> tuple[str, ...]:
    """Return the names under which files go with a letter."""
    return tuple(attachment.name for attachment in attachments)
