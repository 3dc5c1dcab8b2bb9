"""The pages of drafts: a half-year's list, one draft with its findings, its files, and making it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import form_of, text_of, user_of
from admin.web.board import half_year_asked, half_year_in
from admin.web.downloads import DOCX, ZIP, download
from admin.web.listing import asked
from admin.web.pages import Pages
from admin.web.reviews import REFUSALS
from admin.web.session import address_of
from admin.web.wording import DIFFERENCE, REVIEW, asker, in_words
from gongyak.accounts import User
from gongyak.errors import GongyakError
from gongyak.findings import Severity
from gongyak.halfyear import HalfYear
from gongyak.permissions import Action, Holding, Scope, Subject, may, reach
from gongyak.reviews import Stage, needs_note, ways_of
from jobs.copying import Copy, clean_copy
from jobs.desk import Desk
from jobs.draft_list import ListedDraft, list_for, may_be_made
from jobs.draft_record import DraftRecord, read_document_of, read_record
from jobs.errors import DraftHasErrors
from jobs.files import draft_file_name, file_name, final_file_name
from jobs.holdings import find_holding
from jobs.managing.access import note_download
from jobs.reviewing import errors_in
from jobs.zipping import Packed, zip_of
from scheduler.asking import Wish, ask_for

_NONE: Final = "초안 없음"
_CLEAR: Final = "이상 없음"
STATES: Final = (*Severity, _CLEAR, _NONE)
"""By what a list is narrowed: the worst that was found, or nothing, or no draft."""


class Drafts:
    """Shows drafts and has them made again."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*, show by *pages*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def listed(self, request: Request) -> Response:
        """Show the drafts of a half-year."""
        return self._show_list(request)

    def shown(self, request: Request) -> Response:
        """Show one draft; raises `NoSuchDraft`."""
        return self._show(request)

    def refused(self, request: Request, error: GongyakError) -> Response:
        """Show one draft with what kept a step of its review from being taken."""
        return self._show(request, error)

    def _show(self, request: Request, error: GongyakError | None = None) -> Response:
        record = read_record(self._desk, request.path_params["draft"])
        draft = record.draft
        user, asked_by = user_of(request), Holding(frozenset({draft.made_by}))
        holding = find_holding(self._desk, Subject.DRAFT, draft.number)
        return self._pages.show_to(
            request,
            "draft.html",
            status=REFUSALS[type(error)] if error else HTTPStatus.OK,
            record=record,
            draft=draft,
            made_by=asker(draft.made_by, record.names),
            groups=[(each, [f for f in draft.findings if f.severity is each]) for each in Severity],
            kinds=DIFFERENCE,
            is_newest=record.standing.newest == draft.number,
            is_run_known=":" in draft.cause and may(user, Action.READ, Subject.RUN, asked_by),
            may_make=may(user, Action.MAKE, Subject.DRAFT, holding),
            error=in_words(error),
            given=text_of(request, "note") if error else "",
            **_review_of(record, user, holding),
            asker=asker,
            in_zone=self._desk.in_zone,
        )

    def document(self, request: Request) -> Response:
        """Answer with the stored Word file."""
        record, content = read_document_of(self._desk, request.path_params["draft"])
        self._note(request, record.number)
        return download(draft_file_name(record.number, record.name), content, DOCX)

    def clean(self, request: Request) -> Response:
        """Answer with the Word file without comments; for a draft with errors, ask whether it must be."""
        return self._clean_or_ask(request, force=False)

    def clean_all_the_same(self, request: Request) -> Response:
        """Answer with the Word file without comments, whatever was found in it, once that is confirmed."""
        return self._clean_or_ask(request, force=text_of(request, "force") == "yes")

    def packed(self, request: Request) -> Response:
        """Answer with drafts of a half-year in one ZIP file, sent while it is made.

        They are the newest ones with their comments or, with ``what=confirmed``, the newest ones that were
        confirmed, as they are handed in.
        """
        half_year = half_year_asked(request)
        is_final = request.query_params.get("what") == "confirmed"
        found = list_for(self._desk, user_of(request), half_year)
        drafts = [
            Packed(number, each.pledge.name, each.draft.made_at, is_final)
            for each in found.drafts
            if each.draft and each.standing
            for number in [each.standing.confirmed if is_final else each.draft.number]
            if number
        ]
        name = file_name(f"공약이행_{found.half_year}", "_확정본.zip" if is_final else ".zip")
        self._note(request, f"{name} ({len(drafts)}건)")
        return download(name, zip_of(self._desk, drafts), ZIP)

    def make_again(self, request: Request) -> Response:
        """Have one draft made again, and go to its run."""
        record = read_record(self._desk, request.path_params["draft"])
        return self._make(request, record.draft.half_year, [record.draft.pledge])

    def make_many(self, request: Request) -> Response:
        """Have the drafts of a half-year made again, all or a selection of pledges, and go to their run.

        What somebody may not have made is left out of the selection.
        """
        half_year = half_year_in(text_of(request, "half_year"))
        if half_year is None:
            return self._show_list(request, alert="반기를 다시 선택하여 주시기 바랍니다.")
        user = user_of(request)
        is_all = text_of(request, "what") == "all"
        if is_all and reach(user, Action.MAKE, Subject.DRAFT) is Scope.ALL:
            return self._make(request, half_year, [])
        given = [value for value in form_of(request).getlist("pledge") if isinstance(value, str)]
        numbers = may_be_made(self._desk, user, half_year, None if is_all else given)
        if not numbers:
            return self._show_list(request, alert="다시 만들 공약을 하나 이상 선택하여 주시기 바랍니다.")
        return self._make(request, half_year, numbers)

    def _make(self, request: Request, half_year: HalfYear, numbers: Sequence[str]) -> Response:
        wish = Wish(
            job="draft",
            argument=str(half_year),
            pledges=tuple(numbers),
            force=text_of(request, "force") == "yes",
        )
        run = ask_for(self._desk.lent_to(user_of(request).official), wish)
        return self._pages.go(f"/runs/{quote(run.id, safe='')}")

    def _clean_or_ask(self, request: Request, *, force: bool) -> Response:
        record = read_record(self._desk, request.path_params["draft"])
        draft = record.draft
        try:
            content = clean_copy(self._desk.lent_to(user_of(request).official), draft.number, force=force)
        except DraftHasErrors:
            errors = [each for each in draft.findings if each.severity is Severity.ERROR]
            fields = {"record": record, "draft": draft, "errors": errors}
            return self._pages.show_to(request, "draft-errors.html", status=HTTPStatus.CONFLICT, **fields)
        self._note(request, f"{draft.number} {Copy.CLEAN}")
        if record.stage is Stage.CONFIRMED:
            return download(final_file_name(draft.number, record.name), content, DOCX)
        return download(file_name(f"{draft.number}_{record.name}", f"_{Copy.CLEAN}.docx"), content, DOCX)

    def _note(self, request: Request, what: str) -> None:
        """Keep who takes what along."""
        note_download(self._desk.lent_to(user_of(request).official), address_of(request), what)

    def _show_list(self, request: Request, alert: str = "") -> Response:
        user = user_of(request)
        wanted = asked(request, "half_year", "department", "state", "review")
        half_year = half_year_in(text_of(request, "half_year") if alert else wanted["half_year"])
        found = list_for(self._desk, user, half_year)
        chosen = [each for each in found.drafts if _fits(each, wanted)]
        return self._pages.show_to(
            request,
            "drafts.html",
            status=HTTPStatus.UNPROCESSABLE_ENTITY if alert else HTTPStatus.OK,
            found=found,
            drafts=chosen,
            departments=sorted({each.pledge.department for each in found.drafts}),
            states=STATES,
            reviews=[word for word, _ in REVIEW.values()],
            review_words=REVIEW,
            confirmed=sum(
                each.standing is not None and each.standing.confirmed is not None for each in found.drafts
            ),
            wanted=wanted,
            severities=tuple(Severity),
            alert=alert,
            made=sum(each.draft is not None for each in found.drafts),
            may_make=reach(user, Action.MAKE, Subject.DRAFT) > Scope.NOTHING,
            asker=asker,
            in_zone=self._desk.in_zone,
        )


def _review_of(record: DraftRecord, user: User, holding: Holding | None) -> dict[str, object]:
    """Return what the page shows of the review: its steps, and those that *user* may take next."""
    is_newest = record.standing.newest == record.draft.number
    errors = errors_in(record.draft)
    return {
        "stage": record.stage,
        "standing": record.standing,
        "words": REVIEW,
        "steps": record.steps,
        "ways": ways_of(user, holding, record.stage) if is_newest else (),
        "needs_note": {stage for stage in Stage if needs_note(stage, errors)},
    }


def _fits(listed: ListedDraft, wanted: Mapping[str, str]) -> bool:
    review = REVIEW[listed.standing.stage][0] if listed.standing else ""
    return (
        wanted["department"] in {"", listed.pledge.department}
        and wanted["state"] in {"", _state(listed)}
        and wanted["review"] in {"", review}
    )


def _state(listed: ListedDraft) -> str:
    return str(listed.worst or (_CLEAR if listed.draft else _NONE))
