"""The pages of the outbox: letters by state, one letter with its attempts, and what people do with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import text_of, user_of
from admin.web.listing import Pager, asked
from admin.web.pages import Pages
from admin.web.wording import ATTEMPT, LETTER, LETTER_KIND, STAGE
from gongyak.letters import LetterState
from gongyak.permissions import Action, Scope, Subject, may, reach
from jobs.desk import Desk
from jobs.outbox import Sought, count_sought, hold_back, let_go, lift, list_sought, look_at, send_again

_PAGE: Final = 50
GROUPS: Final = {
    "대기": (LetterState.QUEUED, LetterState.CLAIMED, LetterState.SENDING),
    "발송": (LetterState.SENT,),
    "실패": (LetterState.FAILED,),
    "확인 필요": (LetterState.UNKNOWN,),
    "보류": (LetterState.HELD,),
}
"""The states as people count them."""
_AGAIN: Final = frozenset({LetterState.FAILED, LetterState.UNKNOWN, LetterState.HELD})
_TOLD: Final = {
    "again": "다시 보내도록 하였습니다. 1분 안에 발송됩니다.",
    "held": "보류하였습니다. 보류를 해제하기 전에는 보내지 않습니다.",
    "let-go": "보류를 해제하였습니다. 1분 안에 발송됩니다.",
    "late": "그사이 편지의 상태가 바뀌어 처리하지 않았습니다. 지금 상태를 확인하여 주시기 바랍니다.",
    "lifted": "이 주소로 다시 보냅니다.",
}
"""What is told after something was done, by the word that the address carries."""


class Letters:
    """Shows the outbox, and moves letters on."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*, show by *pages*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def listed(self, request: Request) -> Response:
        """Show the letters: to anybody for those who may read all, else to whoever asks."""
        user = user_of(request)
        wanted = asked(request, "state", "words")
        is_all = reach(user, Action.READ, Subject.LETTER) is Scope.ALL
        sought = Sought(recipient=None if is_all else user.official, words=wanted["words"])
        counts = count_sought(self._desk, sought)
        groups = {name: sum(counts.get(state, 0) for state in states) for name, states in GROUPS.items()}
        total = groups.get(wanted["state"], sum(groups.values()))
        pager = Pager.of(request, total, _PAGE, wanted)
        found = list_sought(
            self._desk, sought, GROUPS.get(wanted["state"], ()), _PAGE, (pager.number - 1) * _PAGE
        )
        return self._pages.show_to(
            request,
            "letters.html",
            letters=found.letters,
            suppressed=found.suppressed if is_all else (),
            groups=groups,
            all_count=sum(groups.values()),
            pager=pager,
            wanted=wanted,
            states=LETTER,
            kinds=LETTER_KIND,
            in_zone=self._desk.in_zone,
            may_operate=may(user, Action.OPERATE, Subject.LETTER),
            told=_told(request),
        )

    def shown(self, request: Request) -> Response:
        """Show one letter; raises `NoSuchLetter`."""
        looked = look_at(self._desk, int(request.path_params["letter"]))
        posted = looked.posted
        reason, _, remedy = (posted.error or "").partition(" → ")
        may_operate = may(user_of(request), Action.OPERATE, Subject.LETTER)
        return self._pages.show_to(
            request,
            "letter.html",
            posted=posted,
            letter=posted.letter,
            attempts=looked.attempts,
            reason=reason,
            remedy=remedy,
            states=LETTER,
            kinds=LETTER_KIND,
            outcomes=ATTEMPT,
            stages=STAGE,
            in_zone=self._desk.in_zone,
            can_send=may_operate and posted.state in _AGAIN and posted.state is not LetterState.HELD,
            can_hold=may_operate and posted.state is LetterState.QUEUED,
            can_let_go=may_operate and posted.state is LetterState.HELD,
            told=_told(request),
        )

    def send_again(self, request: Request) -> Response:
        """Put a letter into the queue anew."""
        return self._move(request, send_again, "again")

    def hold(self, request: Request) -> Response:
        """Keep a letter back."""
        return self._move(request, hold_back, "held")

    def let_go(self, request: Request) -> Response:
        """Put a letter that was kept back into the queue."""
        return self._move(request, let_go, "let-go")

    def lift(self, request: Request) -> Response:
        """Let an address get letters again."""
        is_new = lift(self._lent(request), text_of(request, "address"))
        return self._pages.go(f"/letters?told={'lifted' if is_new else 'late'}")

    def _move(
        self, request: Request, move: Callable[[Desk, Collection[int]], tuple[int, ...]], word: str
    ) -> Response:
        number = int(request.path_params["letter"])
        is_moved = bool(move(self._lent(request), [number]))
        return self._pages.go(f"/letters/{number}?told={word if is_moved else 'late'}")

    def _lent(self, request: Request) -> Desk:
        return self._desk.lent_to(user_of(request).official)


def _told(request: Request) -> str:
    return _TOLD.get(request.query_params.get("told", ""), "")
