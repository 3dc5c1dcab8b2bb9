"""What all pages of 관리 share: the tabs, what is told after a change, and mistakes beside what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import text_of, texts_of, user_of
from admin.web.pages import Pages
from admin.web.wording import in_words
from gongyak.errors import GongyakError, Words
from gongyak.permissions import Action, Subject, may
from gongyak.store.errors import ChangedMeanwhile
from jobs.desk import Desk
from jobs.editing import Conflicting
from jobs.managing.errors import ChangedBefore

_BEFORE: Final = "was-"
_MOST_DIGITS: Final = 4
HOME: Final = "/manage"
_TABS: Final = (
    ("/manage/people", "사람", Subject.CITY),
    ("/manage/departments", "부서·팀", Subject.CITY),
    ("/manage/terms", "임기·분야·재원", Subject.CITY),
    ("/manage/days", "근무일", Subject.CITY),
    ("/manage/pledges", "공약 대장", Subject.CITY),
    ("/manage/forms", "보고서 서식", Subject.CITY),
    ("/manage/letters", "편지 문구", Subject.CITY),
    ("/manage/words", "용어집", Subject.CITY),
    ("/manage/mutes", "점검 예외", Subject.CITY),
    ("/manage/settings", "설정", Subject.SETTING),
    ("/manage/access", "접속 기록", Subject.ACCOUNT),
    ("/history", "변경 이력", Subject.AUDIT),
)
"""The pages of 관리: path, label, and of what something is read there."""
_DONE: Final = {
    "saved": "저장하였습니다.",
    "added": "추가하였습니다.",
    "removed": "삭제하였습니다.",
    "renamed": "이름을 바꾸었습니다. 이 이름을 쓰는 자료도 함께 바뀌었습니다.",
    "left": "그날까지로 모든 직위를 끝냈습니다. 맡고 있는 공약이 있으면 아래에서 넘겨 주시기 바랍니다.",
    "handed": "담당을 넘겼습니다.",
    "nothing": "바뀐 내용이 없습니다.",
    "disabled": "계정을 사용 중지하고 접속을 끊었습니다.",
    "enabled": "계정을 다시 사용하게 하였습니다.",
    "ended": "접속을 끊었습니다.",
    "unlocked": "로그인 제한을 풀었습니다.",
    "renewed": "다음 로그인 때 비밀번호를 바꾸게 하였습니다.",
    "in-use": "이 서식을 사용합니다. 지금부터 만드는 초안에 적용됩니다.",
    "shipped": "기본 문안으로 되돌렸습니다.",
    "reset": "되돌렸습니다. 설정 파일의 값(없으면 기본값)을 따릅니다.",
}
"""What is told after a change, by the word that the address carries."""


class Overlapping(GongyakError):
    """Somebody else has changed the same fields meanwhile; values: ``theirs`` (what they hold now)."""

    text = Words(
        "그사이 다른 사람이 같은 칸을 고쳤습니다. 지금 저장된 값: {theirs}",
        "Somebody else has changed the same fields meanwhile; they hold now: {theirs}",
    )
    remedy = Words(
        "입력하신 값은 아래에 그대로 있습니다. 그래도 저장하려면 다시 저장하여 주시기 바랍니다.",
        "What you typed is still in the form; save again to have it so.",
    )
    exit_code = 4


@dataclass(frozen=True, slots=True)
class Tab:
    """A line of the tabs."""

    path: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Mistake:
    """What went wrong, in which form of the page."""

    error: GongyakError
    form: str = ""

    @property
    def status(self) -> HTTPStatus:
        """The status of the answer."""
        is_late = isinstance(self.error, (ChangedBefore, ChangedMeanwhile, Overlapping))
        return HTTPStatus.CONFLICT if is_late else HTTPStatus.UNPROCESSABLE_ENTITY


class Frame:
    """Shows the pages of 관리, and takes their forms."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Work at *desk*, show by *pages*."""
        self.desk: Final = desk
        self._pages: Final = pages

    def lent(self, request: Request) -> Desk:
        """Return the desk with the person behind *request* sitting at it."""
        return self.desk.lent_to(user_of(request).official)

    def show(self, request: Request, page: str, mistake: Mistake | None = None, **fields: object) -> Response:
        """Show *page*; after a *mistake* what was typed stands in its form (``given``) again."""
        user, path = user_of(request), request.url.path
        return self._pages.show_to(
            request,
            page,
            status=mistake.status if mistake else HTTPStatus.OK,
            tabs=[
                Tab(top, label, path == top or path.startswith(f"{top}/"))
                for top, label, subject in _TABS
                if may(user, Action.READ, subject)
            ],
            told=_DONE.get(request.query_params.get("told", ""), ""),
            error=in_words(mistake.error if mistake else None),
            about=mistake.form if mistake else "",
            given=texts_of(request) if mistake else {},
            may_edit=may(user, Action.EDIT, Subject.CITY),
            in_zone=self.desk.in_zone,
            today=self.desk.today,
            **fields,
        )

    def take(self, do: Callable[[], str], again: Callable[[Mistake], Response], form: str = "") -> Response:
        """Do what a *form* asks for, go to the address that comes of it; *again* shows a mistake."""
        try:
            onward = do()
        except Conflicting as error:
            theirs = ", ".join(each.theirs or "-" for each in error.conflicts)
            return again(Mistake(Overlapping(theirs=theirs), form))
        except GongyakError as error:
            if error.retryable and not isinstance(error, ChangedMeanwhile):
                raise
            return again(Mistake(error, form))
        return self._pages.go(onward)


def base_of(request: Request) -> dict[str, str]:
    """Return what a form was shown with: it carries that in hidden fields that begin with ``was-``."""
    given = texts_of(request)
    return {name.removeprefix(_BEFORE): text for name, text in given.items() if name.startswith(_BEFORE)}


def number_of(request: Request) -> int:
    """Return the number that a form names; raises HTTPException 400 for a form that is none of ours."""
    text = text_of(request, "number")
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    return int(text)
