"""The pages that links in letters lead to: first the question, then, on a press of the button, the answer."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.pages import Pages
from jobs.answering import Question, give_answer, read_question
from jobs.desk import Desk


class Answers:
    """Asks before anything is recorded: mail servers open the links of letters by themselves."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Record at *desk*, show by *pages*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def ask(self, request: Request) -> Response:
        """Show what the link is about with the one button; where it is answered already, say so."""
        question = read_question(self._desk, request.path_params["token"])
        return self._show("answered.html" if question.is_answered else "question.html", question)

    def take(self, request: Request) -> Response:
        """Record the answer and confirm it."""
        return self._show("answered.html", give_answer(self._desk, request.path_params["token"]))

    def _show(self, page: str, question: Question) -> Response:
        return self._pages.show(page, question=question)
