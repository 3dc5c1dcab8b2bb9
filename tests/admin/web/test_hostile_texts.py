"""Whatever people typed is text on every page: no field of any fact becomes markup, script or an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeVar

import pytest
from starlette.applications import Starlette

from admin.web.app import make_app
from gongyak.accounts import LoginSession, digest_of, standing_of, user_on
from gongyak.city import City, QuietDays
from gongyak.compose import compose_report
from gongyak.drafts import Draft, draft_number
from gongyak.findings import Finding, Severity
from gongyak.occurrences import OccurrenceState
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.permissions import Subject
from gongyak.pledges import Pledge, Remark, RemarkKind
from gongyak.store.city import read_city, write_city
from gongyak.store.drafts import add_draft
from gongyak.store.occurrences import begin, end
from gongyak.store.outbox import add_letter
from gongyak.store.reading import read_pledges
from gongyak.store.sessions import open_session
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.rendering import freeze
from tests.admin.web.browser import Browser
from tests.admin.web.test_access import keys, pages_of, subject_of
from tests.admin.web.walks import NOBODYS, Things, addresses, draft_of, furnish
from tests.cast import H2_2024
from tests.jobs.world import NOON, desk_at
from tests.store.post import letter

MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
ADDRESS = "javascript:alert(1)"
WRITTEN = "&lt;script&gt;alert(1)&lt;/script&gt;"
# What refers to other rows, is made by the program, or is no text of a person's.
KEYS = {
    *(
        "id",
        "number",
        "official",
        "line",
        "deputy",
        "responsible",
        "topics",
        "email",
        "checksum",
        "media_type",
    ),
    *("column", "term", "terms", "leads", "state"),
}
T = TypeVar("T")


def hostile(value: T, payload: str) -> T:
    """Return *value* with *payload* at the end of each text of a person's in it."""
    if isinstance(value, tuple):
        return tuple(hostile(each, payload) for each in value)  # type: ignore[return-value]
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{value}{payload}"  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    told: dict[str, Any] = {
        field.name: hostile(getattr(value, field.name), payload)
        for field in fields(value)
        if field.name not in KEYS and field.init
    }
    return replace(value, **told)


class Reader(HTMLParser):
    """Reads a page as a browser does, and notes what would run or lead elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.wrong.append(f"<script> {given}")
        for name, value in given.items():
            is_way = name in {
                "href",
                "src",
                "action",
                "formaction",
                "data",
                "hx-get",
                "hx-post",
                "xlink:href",
            }
            if (
                name.startswith("on")
                or name == "style"
                or (is_way and not value.startswith(("/", "#", "?", "mailto:", "blob:")))
            ):
                self.wrong.append(f"<{tag} {name}={value!r}>")


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        yield desk


def poisoned(desk: Desk, payload: str) -> Things:
    """Furnish the database, and put *payload* into every text in it that people write."""
    things, at = furnish(desk), desk.now()
    with desk.database.begin(who=f"이{payload}", at=at, cause=f"까닭{payload}") as session:
        city = replace(
            read_city(session), quiet=(QuietDays(NOON.date(), NOON.date(), "까닭"),), sources=("시비",)
        )
        pledges = [full(each) for each in read_pledges(session)]
        bad_city, bad = hostile(city, payload), [hostile(each, payload) for each in pledges]
        write_city(session, bad_city)
        for each in bad:
            write_pledge(session, each, {})
        texts = dict.fromkeys(("name", "subject", "text", "html", "cause"), f"편지{payload}")
        bad_letter = letter("bad", recipient="officer", address="officer@example.kr", **texts)
        posted = add_letter(session, bad_letter, at=at, sender_domain="example.kr")
        assert posted
        begin(session, "ours", f"runner{payload}", at)
        end(session, "ours", OccurrenceState.FAILED, at, error=f"오류{payload}")
    with desk.database.begin(who="tester", at=at, cause="test") as session:
        for each in bad:
            add_draft(session, bad_draft(desk, bad_city, each, payload), b"PK")
    drafts = {draft_number(H2_2024, each.number, 2): NOBODYS for each in bad}
    return {
        **things,
        Subject.DRAFT: {**things[Subject.DRAFT], **drafts},
        Subject.LETTER: {**things[Subject.LETTER], str(posted.id): NOBODYS},
    }


def bad_draft(desk: Desk, city: City, pledge: Pledge, payload: str) -> Draft:
    """Return the second draft of *pledge*, with all texts of its record hostile."""
    finding = Finding("B1", Severity.ERROR, f"지적{payload}", f"고침{payload}", f"자리{payload}", ())
    return replace(
        draft_of(pledge.number, desk),
        number=draft_number(H2_2024, pledge.number, 2),
        version=2,
        inputs="1" * 63 + pledge.number[0],
        view=freeze(compose_report(city, pledge, H2_2024)),
        cause=f"까닭{payload}",
        made_by=f"이{payload}",
        findings=(finding,),
    )


def logged_in(desk: Desk, app: Starlette, who: str) -> Browser:
    """Return a browser in which *who* is logged in, whatever their department is called by now."""
    browser, token, now = Browser(app), f"token-of-{who}", desk.now()
    with desk.database.begin(who="tester", at=now, cause="test") as session:
        official = next(each for each in read_city(session).officials if each.id == who)
        standing = standing_of(user_on(official, desk.today))
        opened = LoginSession(
            digest=digest_of(token), official=who, standing=standing, started_at=now, seen_at=now
        )
        open_session(session, opened)
    browser.cookies.set("gongyak_session", token, domain="gongyak.example.kr")
    return browser


def full(pledge: Pledge) -> Pledge:
    """Return *pledge* with something in the blocks that it leaves empty."""
    key = pledge.number.replace("-", "_")
    return replace(
        pledge,
        goal="목표",
        remarks=(
            Remark(f"problem_{key}", RemarkKind.PROBLEM, "문제점", H2_2024),
            Remark(f"measure_{key}", RemarkKind.MEASURE, "개선대책", H2_2024),
        ),
        participation=Participation(
            (Count(Category.MEETING, "회의", H2_2024, 2),),
            (StatedCount(Category.MEETING, H2_2024, 3, "회의(2)"),),
        ),
    )


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)  # what is read is the same on both
@pytest.mark.parametrize(("who", "payload"), [("coordinator", MARKUP), ("admin", MARKUP), ("admin", ADDRESS)])
def test_no_text_of_a_person_is_anything_but_text(desk: Desk, who: str, payload: str) -> None:
    things = poisoned(desk, payload)
    app = make_app(desk)
    browser = logged_in(desk, app, who)
    shown = 0
    for page in pages_of(app):
        if page.method != "GET":
            continue
        for key, _ in keys(page, things):
            path = addresses(page.path, key, subject_of(page))
            asked = f"&words={payload}&next={payload}&sort={payload}&field={payload}"
            for query in ("?half_year=2024H2", f"?half_year=2024H2{asked}")[: 2 if key is None else 1]:
                answer = browser.get(f"{path}{query}")
                assert answer.status_code < 500 or path == "/readyz", path
                if answer.headers.get("Content-Type", "").startswith("text/html"):
                    assert (path, Reader(answer.text).wrong) == (path, [])
                    assert "<script>alert" not in answer.text
                    shown += answer.text.count(WRITTEN if payload == MARKUP else payload)
    assert shown > 100, "the walk has to meet what it looks for"
