"""Which pages there are, what answers for each, and what each needs."""

from __future__ import annotations

from dataclasses import replace

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from admin.web.access import LOGIN, PASSWORD, Everyone, Gate, Known, Needs, Page, require_doors
from admin.web.answers import Answers
from admin.web.assets import PATH as ASSETS
from admin.web.drafts import Drafts
from admin.web.event_routes import event_pages
from admin.web.guard import Guard
from admin.web.health import Health
from admin.web.history import History
from admin.web.home import HomePage
from admin.web.letters import Letters
from admin.web.login import Login
from admin.web.manage.routes import manage_pages
from admin.web.metrics import Metrics
from admin.web.oidc import oidc_pages
from admin.web.pages import Pages
from admin.web.pledges import Pledges
from admin.web.preview import PATH as PREVIEW
from admin.web.preview import Preview
from admin.web.reviews import Reviews
from admin.web.schedule import Schedule
from admin.web.session import Cookies
from admin.web.tally import Tally
from admin.web.troubles import Troubles
from admin.web.witness import Witness
from admin.web.work.history import RowHistories
from admin.web.work.page import Work
from admin.web.work.photos import FILES_IN_ONE_FORM, LARGEST
from gongyak.errors import GongyakError
from gongyak.links import PATH
from gongyak.permissions import Action, Subject
from gongyak.reviews import WAYS
from jobs.desk import Desk
from jobs.inviting import PATH as WELCOME


def make_app(desk: Desk) -> Starlette:
    """Return the site that works at *desk*.

    Every endpoint is a plain function: it runs in a thread, where the database may be waited for.
    """
    pages, tally = Pages(desk), Tally()
    cookies = Cookies(desk.settings, pages.base)
    troubles, login = Troubles(desk, pages), Login(desk, pages, cookies)
    declared = [
        *_open_pages(desk, pages),
        Page("/metrics", Metrics(desk, tally).show, needs=Everyone(is_bare=True)),
        *_login_pages(login),
        *oidc_pages(desk, pages, login),
        *_pledge_pages(desk, pages),
        *_work_pages(Work(desk, pages)),
        *event_pages(desk, pages),
        *_draft_pages(desk, pages),
        *_letter_pages(Letters(desk, pages)),
        *_schedule_pages(Schedule(desk, pages)),
        *manage_pages(desk, pages),
        Page("/history", History(desk, pages).shown, needs=Needs(Action.READ, Subject.AUDIT)),
    ]
    pages.offer(declared)
    routes = Gate(desk, cookies, pages.base).routes(declared)
    require_doors(routes)
    site = Starlette(
        routes=routes,
        middleware=[Middleware(Witness, tally=tally), Middleware(Guard, at_fault=troubles.unforeseen)],
        exception_handlers={GongyakError: troubles.told, HTTPException: troubles.refused},
    )
    site.router.redirect_slashes = False  # it would lead to whatever host the request names
    return site


def _open_pages(desk: Desk, pages: Pages) -> list[Page]:
    """Return what needs no login: links of letters, the style sheet, what monitors ask."""
    answers, health = Answers(desk, pages), Health(desk)
    return [
        Page(f"/{PATH}/{{token}}", answers.ask, needs=Everyone(is_bare=True)),
        Page(f"/{PATH}/{{token}}", answers.take, needs=Everyone(is_bare=True), method="POST"),
        Page(f"{ASSETS}/{{name}}", pages.assets.send, needs=Everyone(is_bare=True)),
        Page(PREVIEW, Preview(pages).frame, needs=Everyone(is_bare=True)),
        Page("/healthz", health.live, needs=Everyone(is_bare=True)),
        Page("/readyz", health.ready, needs=Everyone(is_bare=True)),
    ]


def _login_pages(login: Login) -> list[Page]:
    """Return the pages by which people come in and go out."""
    invitation = f"/{WELCOME}/{{token}}"
    return [
        Page(LOGIN, login.ask, needs=Everyone()),
        Page(LOGIN, login.enter, needs=Everyone(), method="POST", is_slow=True),
        Page("/logout", login.leave, needs=Known(is_first=True), method="POST"),
        Page(PASSWORD, login.ask_password, needs=Known(is_first=True)),
        Page(PASSWORD, login.set_password, needs=Known(is_first=True), method="POST", is_slow=True),
        Page(invitation, login.ask_welcome, needs=Everyone()),
        Page(invitation, login.welcome, needs=Everyone(), method="POST", is_slow=True),
    ]


def _pledge_pages(desk: Desk, pages: Pages) -> list[Page]:
    """Return what people begin with, and the pledges."""
    home, pledges = HomePage(desk, pages), Pledges(desk, pages)
    read = Needs(Action.READ, Subject.PLEDGE)
    return [
        Page("/", home.show, needs=Known()),
        Page("/board.xlsx", home.board_file, needs=read),
        Page("/pledges", pledges.listed, needs=read),
        Page("/pledges/{number}", pledges.one, needs=read),
        Page(
            "/pledges/{number}/pictures/{checksum}", pledges.picture, needs=replace(read, free=("checksum",))
        ),
        Page(
            "/pledges/{number}/rows/{row:path}",
            RowHistories(desk, pages).shown,
            needs=replace(read, free=("row",)),
        ),
    ]


def _work_pages(work: Work) -> list[Page]:
    """Return the page on which a pledge's half-year is filled in."""
    edit = Needs(Action.EDIT, Subject.PLEDGE)
    return [
        Page("/pledges/{number}/work", work.shown, needs=edit),
        Page(
            "/pledges/{number}/work/photos",
            work.save_photos,
            needs=edit,
            method="POST",
            largest=LARGEST,
            files=FILES_IN_ONE_FORM,
        ),
        Page(
            "/pledges/{number}/work/{section}",
            work.save,
            needs=replace(edit, free=("section",)),
            method="POST",
        ),
        Page("/pledges/{number}/undo", work.undo, needs=edit, method="POST"),
        Page("/pledges/{number}/work/date", work.read_date, needs=edit),
        Page(
            "/pledges/{number}/work/{section}/step",
            work.step,
            needs=replace(edit, free=("section",)),
            method="POST",
        ),
    ]


def _draft_pages(desk: Desk, pages: Pages) -> list[Page]:
    """Return the pages of drafts; what is made again is asked about one by one where it is a selection."""
    drafts = Drafts(desk, pages)
    reviews = Reviews(desk, pages, drafts.refused)
    steps = [
        Page(f"/drafts/{{draft}}/{stage}", reviews.to(stage), Needs(way.action, Subject.DRAFT), method="POST")
        for stage, way in WAYS.items()
    ]
    read, make = (Needs(action, Subject.DRAFT) for action in (Action.READ, Action.MAKE))
    return [
        Page("/drafts", drafts.listed, needs=read),
        Page("/drafts", drafts.make_many, needs=make, method="POST"),
        Page("/drafts.zip", drafts.packed, needs=read),
        Page("/drafts/{draft}", drafts.shown, needs=read),
        Page("/drafts/{draft}/document", drafts.document, needs=read),
        Page("/drafts/{draft}/clean", drafts.clean, needs=read),
        Page("/drafts/{draft}/clean", drafts.clean_all_the_same, needs=read, method="POST"),
        Page("/drafts/{draft}/again", drafts.make_again, needs=make, method="POST"),
        *steps,
    ]


def _letter_pages(letters: Letters) -> list[Page]:
    """Return the pages of the outbox."""
    read, operate = (Needs(action, Subject.LETTER) for action in (Action.READ, Action.OPERATE))
    return [
        Page("/letters", letters.listed, needs=read),
        Page("/letters/lift", letters.lift, needs=operate, method="POST"),
        Page("/letters/{letter}", letters.shown, needs=read),
        Page("/letters/{letter}/again", letters.send_again, needs=operate, method="POST"),
        Page("/letters/{letter}/hold", letters.hold, needs=operate, method="POST"),
        Page("/letters/{letter}/release", letters.let_go, needs=operate, method="POST"),
    ]


def _schedule_pages(schedule: Schedule) -> list[Page]:
    """Return the pages of the clock; a run may be read by whoever asked for it, too."""
    read, operate = (Needs(action, Subject.SCHEDULE) for action in (Action.READ, Action.OPERATE))
    return [
        Page("/schedule", schedule.shown, needs=read),
        Page("/schedule/{line}/run", schedule.run_now, needs=operate, method="POST"),
        Page("/schedule/{line}/pause", schedule.pause, needs=operate, method="POST"),
        Page("/schedule/{line}/resume", schedule.resume, needs=operate, method="POST"),
        Page("/runs", schedule.runs, needs=read),
        Page("/runs/{run}", schedule.run, needs=Needs(Action.READ, Subject.RUN)),
    ]
