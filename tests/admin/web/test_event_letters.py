from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.events import PlannedEvent
from gongyak.letters import LetterKind, LetterState
from gongyak.people import Assignment, Tenure
from gongyak.store.letters import list_letters
from gongyak.store.notices import read_told
from gongyak.store.outbox import read_letter
from gongyak.store.tables import OfficialRow
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, SINCE, browser_of, settle
from tests.jobs.world import desk_at, small_pledge

OURS = PlannedEvent(id="ours", name="개소식 <b>", when=When.parse("2025-02-03"), place="시청")
THEIRS = PlannedEvent(id="theirs", name="비밀 행사", when=When.parse("2025-02-03"), responsible="officer")
LETTER = "/events/ours/letters/2025-01-03/officer"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path, GONGYAK_SITE_ADDRESS="http://gongyak.example.kr") as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            for number, officer, event, more in (
                ("1-1", "officer", OURS, {}),
                ("9-9", "otherofficer", THEIRS, {"department": OTHER}),
            ):
                officers = (Assignment(officer, Tenure(SINCE)),)
                write_pledge(
                    session, small_pledge(number, team=None, officers=officers, events=(event,), **more), {}
                )
        yield desk


@pytest.fixture
def officer(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "officer")


def test_a_letter_to_come_is_shown_as_it_would_be_written(officer: Browser) -> None:
    page = officer.get(LETTER).text
    assert "개소식 &lt;b&gt;" in page
    assert "officer@example.kr" in page
    assert f'<iframe class="letter-frame" sandbox src="{LETTER}/html"' in page


def test_its_html_stands_alone_and_may_do_nothing(officer: Browser) -> None:
    answer = officer.get(f"{LETTER}/html")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox" in policy.split("; ")
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "개소식 &lt;b&gt;" in answer.text


def test_no_link_of_a_preview_answers_anything(app: Starlette, officer: Browser) -> None:
    links = re.findall(r"http://gongyak.example.kr(/a/[\w-]+)", officer.get(LETTER).text)
    assert links
    assert {Browser(app).get(link).status_code for link in links} == {404}


def test_of_a_letter_to_somebody_else_only_what_one_may_read_is_shown(desk: Desk, app: Starlette) -> None:
    assert "비밀 행사" in browser_of(desk, app, "officer").get(LETTER).text
    lead = browser_of(desk, app, "lead").get(LETTER)
    assert "개소식" in lead.text
    assert "비밀 행사" not in lead.text
    assert "비밀 행사" in browser_of(desk, app, "coordinator").get(LETTER).text


@pytest.mark.parametrize(
    "path",
    [
        "/events/ours/letters/2025-01-04/officer",
        "/events/ours/letters/2025-01-03/nobody",
        "/events/ours/letters/soon/officer",
        "/events/ours/letters/2024-12-31/officer",
        "/events/ours/letters/2029-01-02/officer",
    ],
)
def test_there_is_no_other_letter(officer: Browser, path: str) -> None:
    assert [officer.get(each).status_code for each in (path, f"{path}/html")] == [404, 404]


def test_a_trial_goes_to_whoever_asks_and_tells_nobody_anything(desk: Desk, app: Starlette) -> None:
    lead = browser_of(desk, app, "lead")
    assert lead.submit(LETTER, {}, to=f"{LETTER}/test").headers["location"] == f"{LETTER}?sent=yes"
    assert "시험 편지를 발송함에 넣었습니다" in lead.get(f"{LETTER}?sent=yes").text
    with desk.database.read() as session:
        (summary,) = list_letters(session)
        posted = read_letter(session, summary.id)
        assert read_told(session) == ()
    letter = posted.letter
    assert (letter.recipient, letter.address, letter.kind) == ("lead", "lead@example.kr", LetterKind.TEST)
    assert letter.subject.startswith("[시험] ")
    assert posted.state is LetterState.QUEUED
    assert "비밀 행사" not in letter.text


def test_who_has_no_address_is_told_so(desk: Desk, officer: Browser) -> None:
    given = {"_csrf": re.findall(r'name="_csrf" value="([^"]*)"', officer.get(LETTER).text)[0]}
    coordinator = browser_of(desk, officer.app, "coordinator")
    given["_csrf"] = re.findall(r'name="_csrf" value="([^"]*)"', coordinator.get(LETTER).text)[0]
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        session.get_one(OfficialRow, "coordinator").email = None
    refused = coordinator.post(f"{LETTER}/test", given)
    assert refused.status_code == 422
    assert "등록된 전자우편 주소가 없어" in refused.text
