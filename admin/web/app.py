"""Which pages there are, and what answers for each."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route

from admin.web.answers import Answers
from admin.web.guard import Guard
from admin.web.health import Health
from admin.web.pages import Pages
from admin.web.troubles import Troubles
from gongyak.errors import GongyakError
from gongyak.links import PATH
from jobs.desk import Desk


def make_app(desk: Desk) -> Starlette:
    """Return the site that works at *desk*.

    Every endpoint is a plain function: Starlette runs it in a thread, where the database may be waited for.
    """
    pages = Pages(desk.settings)
    answers, health, troubles = Answers(desk, pages), Health(desk), Troubles(desk, pages)
    routes = [
        Route(f"/{PATH}/{{token}}", answers.ask, methods=["GET"]),
        Route(f"/{PATH}/{{token}}", answers.take, methods=["POST"]),
        Route("/style.css", pages.style, methods=["GET"]),
        Route("/healthz", health.live, methods=["GET"]),
        Route("/readyz", health.ready, methods=["GET"]),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, at_fault=troubles.unforeseen)],
        exception_handlers={GongyakError: troubles.told, HTTPException: troubles.refused},
    )
