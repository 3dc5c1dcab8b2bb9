"""Whom letters go to that are not about one's own pledges: coordinators and administrators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongyak.city import City
from gongyak.mail.viewing import contact_view, person_view
from gongyak.mail.views import ContactView, PersonView
from gongyak.people import Official, Role
from gongyak.reminders.recipients import Staff


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody a letter goes to.

    ``official`` is the id, None for an address that only the settings or the command line name; ``person`` is
    how letters print the reader.
    """

    address: str
    person: PersonView
    official: str | None = None

    @property
    def key(self) -> str:
        """What tells this reader from others in a letter's key."""
        return self.official or self.address


def contact_of(official: Official, day: date) -> Contact | None:
    """Return how *official* is written to on *day*; None where nobody has entered an address."""
    if official.email is None:
        return None
    return Contact(official.email, person_view(official, day), official.id)


def coordinators(city: City, day: date) -> tuple[Contact, ...]:
    """Return who holds 총괄 on *day*, or stands in for who is away, and has an address."""
    staff = Staff(city, day)
    present = (staff.present(holder) or holder for holder in _holders(city, Role.COORDINATOR, day))
    return _with_address(dict.fromkeys(present), day)


def administrators(city: City | None, day: date, address: str | None) -> tuple[Contact, ...]:
    """Return whom failures are told: *address* (that of the settings), else who is 관리자 on *day*."""
    if address is not None:
        return (Contact(address, PersonView(name="관리자")),)
    return _with_address(_holders(city, Role.ADMINISTRATOR, day), day) if city else ()


def enquiries(city: City, day: date) -> ContactView:
    """Return whom readers of a letter may ask: the first coordinator of *day*; empty if there is none."""
    holders = _holders(city, Role.COORDINATOR, day)
    return contact_view(holders[0], day) if holders else ContactView()


def _holders(city: City, role: Role, day: date) -> list[Official]:
    return [
        official
        for official in city.officials
        if any(post.role is role and day in post.tenure for post in official.posts)
    ]


def _with_address(officials: Iterable[Official], day: date) -> tuple[Contact, ...]:
    return tuple(contact for official in officials if (contact := contact_of(official, day)))
