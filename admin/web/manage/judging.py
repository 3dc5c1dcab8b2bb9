"""관리 > 용어집, 점검 예외: what people have decided about the checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import texts_of, user_of
from admin.web.manage.frame import Frame, Mistake
from gongyak.permissions import Action, Subject, may
from jobs.draft_list import names_for
from jobs.judging import TITLES, mute_rule, unmute_rule
from jobs.managing.fields import seen_of
from jobs.managing.pledges import list_masters
from jobs.managing.words import save_glossary, save_pairs, show_judgement

_WORDS: Final = "/manage/words"
_MUTES: Final = "/manage/mutes"


class Judging:
    """The pages of names and of findings that are not told."""

    def __init__(self, frame: Frame) -> None:
        """Show by *frame*."""
        self._frame: Final = frame

    def words(self, request: Request) -> Response:
        """Show the 용어집 and the pairs of names of which both are right."""
        return self._show(request, _WORDS)

    def mutes(self, request: Request) -> Response:
        """Show which findings are not told, and why."""
        return self._show(request, _MUTES)

    def save_glossary(self, request: Request) -> Response:
        """Save the 용어집."""
        return self._do(
            request, _WORDS, lambda: save_glossary(self._frame.lent(request), texts_of(request)), "glossary"
        )

    def save_pairs(self, request: Request) -> Response:
        """Save the pairs."""
        return self._do(
            request, _WORDS, lambda: save_pairs(self._frame.lent(request), texts_of(request)), "pairs"
        )

    def mute(self, request: Request) -> Response:
        """Have a rule's findings told no more, and keep why."""
        given = texts_of(request)

        def do() -> None:
            desk, rule, pledge, row = self._frame.lent(request), *_scope(given)
            mute_rule(desk, rule, given.get("reason", ""), pledge, row)

        return self._do(request, _MUTES, do, "mute")

    def unmute(self, request: Request) -> Response:
        """Have a rule's findings told again."""

        def do() -> None:
            unmute_rule(self._frame.lent(request), *_scope(texts_of(request)))

        return self._do(request, _MUTES, do)

    def _do(self, request: Request, page: str, do: Callable[[], object], form: str = "") -> Response:
        def act() -> str:
            do()
            return f"{page}?told=saved"

        return self._frame.take(act, lambda mistake: self._show(request, page, mistake), form)

    def _show(self, request: Request, page: str, mistake: Mistake | None = None) -> Response:
        desk = self._frame.desk
        fields = {"pledges": list_masters(desk)[1], "names": names_for(desk)} if page == _MUTES else {}
        return self._frame.show(
            request,
            f"manage-{page.rpartition('/')[2]}.html",
            mistake,
            judgement=show_judgement(desk),
            seen=seen_of,
            titles=TITLES,
            may_judge=may(user_of(request), Action.MAKE, Subject.PLEDGE),
            **fields,
        )


def _scope(given: dict[str, str]) -> tuple[str, str | None, str | None]:
    """Return rule, pledge and row of a form; None: not narrowed by it."""
    return given.get("rule", ""), given.get("pledge") or None, given.get("row", "").strip() or None
