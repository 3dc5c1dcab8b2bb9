"""관리 > 사람: who there is, their posts and absences, and handing their pledges over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import form_of, texts_of, user_of
from admin.web.listing import asked
from admin.web.manage.frame import Frame, Mistake, base_of, number_of
from gongyak.people import Role
from gongyak.permissions import Action, Subject, may
from jobs.desk import Desk
from jobs.managing import people
from jobs.managing.charges import hand_over
from jobs.managing.errors import NoSuchThing
from jobs.managing.roster import ListedPerson, list_people, read_person

_TOP: Final = "/manage/people"
_ALL: Final = "all"


class People:
    """The list of people, and one of them."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def listed(self, request: Request) -> Response:
        """Show the people that are asked for: those with a post today, unless all are."""
        return self._list(request)

    def add(self, request: Request) -> Response:
        """Add a person with a first post, and go on to their page."""

        def do() -> str:
            key = people.add_person(self._frame.lent(request), texts_of(request))
            return f"{_address(key)}?told=added"

        return self._frame.take(do, lambda mistake: self._list(request, mistake), "add")

    def shown(self, request: Request) -> Response:
        """Show one person."""
        return self.show(request)

    def show(
        self, request: Request, mistake: Mistake | None = None, key: str = "", invitation: str = ""
    ) -> Response:
        """Show the person *key* (empty: that of the address), with the link of an *invitation* just made."""
        try:
            person = read_person(self._frame.desk, key or request.path_params["reference"])
        except NoSuchThing as error:
            raise HTTPException(404) from error
        user = user_of(request)
        return self._frame.show(
            request,
            "manage-person.html",
            mistake,
            person=person,
            roles=[(role.value, role.value) for role in Role],
            current=[each for each in person.charges if self._frame.desk.today in each.tenure],
            may_see_access=may(user, Action.READ, Subject.ACCOUNT),
            is_self=user.official == person.official.id,
            invitation=invitation,
        )

    def basics(self, request: Request) -> Response:
        """Change name, mail address and phone number."""
        base, given = base_of(request), texts_of(request)
        return self._do(request, "basics", lambda desk, key: people.change_basics(desk, key, base, given))

    def add_post(self, request: Request) -> Response:
        """Give the person another post."""
        return self._do(
            request, "post", lambda desk, key: people.add_post(desk, key, texts_of(request)), "added"
        )

    def change_post(self, request: Request) -> Response:
        """Change the time of a post, or remove it."""
        number = number_of(request)
        return self._do(
            request,
            f"post{number}",
            lambda desk, key: people.change_post(desk, key, number, texts_of(request)),
        )

    def add_absence(self, request: Request) -> Response:
        """Enter when the person is away, and who answers meanwhile."""
        return self._do(
            request, "absence", lambda desk, key: people.add_absence(desk, key, texts_of(request)), "added"
        )

    def change_absence(self, request: Request) -> Response:
        """Change an absence, or remove it."""
        number = number_of(request)
        return self._do(
            request,
            f"absence{number}",
            lambda desk, key: people.change_absence(desk, key, number, texts_of(request)),
        )

    def leave(self, request: Request) -> Response:
        """End all posts of somebody who leaves."""
        return self._do(
            request, "leave", lambda desk, key: people.leave(desk, key, texts_of(request)), "left"
        )

    def hand_over(self, request: Request) -> Response:
        """Hand pledges over to somebody else."""
        numbers = [each for each in form_of(request).getlist("numbers") if isinstance(each, str)]

        def do() -> str:
            key = request.path_params["reference"]
            moved = hand_over(self._frame.lent(request), key, texts_of(request), numbers)
            return f"{_address(key)}?told={'handed' if moved else 'nothing'}"

        return self._frame.take(do, lambda mistake: self.show(request, mistake), "handover")

    def remove(self, request: Request) -> Response:
        """Remove somebody entered by mistake."""

        def do() -> str:
            people.remove_person(self._frame.lent(request), request.path_params["reference"])
            return f"{_TOP}?told=removed"

        return self._frame.take(do, lambda mistake: self.show(request, mistake))

    def _do(
        self, request: Request, form: str, change: Callable[[Desk, str], None], word: str = "saved"
    ) -> Response:
        def do() -> str:
            key = request.path_params["reference"]
            change(self._frame.lent(request), key)
            return f"{_address(key)}?told={word}"

        return self._frame.take(do, lambda mistake: self.show(request, mistake), form)

    def _list(self, request: Request, mistake: Mistake | None = None) -> Response:
        city, found = list_people(self._frame.desk)
        wanted = asked(request, "words", "department", "role", "state")
        return self._frame.show(
            request,
            "manage-people.html",
            mistake,
            city=city,
            people=[each for each in found if _is_wanted(each, wanted)],
            total=len(found),
            wanted=wanted,
            roles=[(role.value, role.value) for role in Role],
            may_see_access=may(user_of(request), Action.READ, Subject.ACCOUNT),
        )


def _is_wanted(person: ListedPerson, wanted: dict[str, str]) -> bool:
    """Tell whether the list's filters let *person* through; by default those without a post today are not."""
    official, words = person.official, wanted["words"].casefold()
    posts = person.official.posts if wanted["state"] == _ALL else person.posts
    texts = (official.id, official.name, official.email or "", official.phone or "")
    return (
        (wanted["state"] == _ALL or bool(person.posts))
        and (not words or any(words in text.casefold() for text in texts))
        and (not wanted["department"] or any(post.department == wanted["department"] for post in posts))
        and (not wanted["role"] or any(post.role == wanted["role"] for post in posts))
    )


def _address(key: str) -> str:
    return f"{_TOP}/{quote(key, safe='')}"
