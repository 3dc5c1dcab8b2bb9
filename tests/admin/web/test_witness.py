"""Every request has a number that people can tell; no line about it holds a secret or a person's address."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text
from starlette.applications import Starlette

from admin.web.app import make_app
from admin.web.witness import HEADER
from gongyak.links import Link, sign
from gongyak.notices import AnswerKind
from jobs.desk import Desk
from jobs.inviting import invite
from jobs.link_secret import link_secret
from scheduler.logs import OneLine, OneObject
from tests.admin.web.browser import Browser
from tests.admin.web.manage.test_forms import form, hand_in
from tests.admin.web.people import PASSWORD, browser_of, settle
from tests.admin.web.walks import furnish
from tests.admin.web.work.test_photos import send
from tests.jobs.world import NOON, desk_at
from tests.uploads.hostile import PHP

WRONG = "틀린-비밀번호-1234"


class Written(logging.Handler):
    """Keeps what a service would write, in both forms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.objects: list[dict[str, str]] = []
        self.addFilter(lambda record: not record.name.startswith("http"))  # the tests' own browser
        self._line, self._object = OneLine(desk.settings.zone), OneObject(desk.settings.zone)

    def emit(self, record: logging.LogRecord) -> None:
        self.objects.append(json.loads(self._object.format(record)))
        self.lines.append(self._line.format(record))


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        yield desk


@pytest.fixture
def log(desk: Desk) -> Iterator[Written]:
    written, root = Written(desk), logging.getLogger()
    level = root.level
    root.addHandler(written)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(written)
    root.setLevel(level)


def test_a_request_is_one_line_with_its_page_and_its_number(app: Starlette, log: Written) -> None:
    number = Browser(app).get("/login?next=/pledges/1-1").headers[HEADER]
    (line,) = [line for line in log.lines if "gongyak.web" in line]
    assert re.fullmatch(rf".* INFO gongyak\.web: GET /login 200 \d+ ms \[{number}\]", line)
    (told,) = [told for told in log.objects if told["part"] == "gongyak.web"]
    assert told["request"] == number
    assert told["message"].startswith("GET /login 200 ")


@pytest.mark.parametrize("number", ["proxy-0123456789", "4f1c2a9e-77aa-4b1e-8a5c-0f9d5f1f2b3c"])
def test_the_number_of_a_proxy_is_kept(app: Starlette, number: str) -> None:
    assert Browser(app).get("/healthz", X_Request_ID=number).headers[HEADER] == number


@pytest.mark.parametrize(
    "number", ["short", "x" * 65, "with space and more", "<script>alert(1)</script>", "a\tb" * 5]
)
def test_a_number_that_is_none_is_replaced(app: Starlette, number: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", Browser(app).get("/healthz", X_Request_ID=number).headers[HEADER])


def test_no_two_requests_have_the_same_number(app: Starlette) -> None:
    browser = Browser(app)
    assert len({browser.get("/healthz").headers[HEADER] for _ in range(20)}) == 20


def test_what_goes_wrong_is_found_by_the_number_on_its_page(desk: Desk, log: Written) -> None:
    spoil(desk)
    answer = Browser(make_app(desk)).get("/a/any")
    assert answer.status_code == 500
    number = answer.headers[HEADER]
    assert f"<strong>{number}</strong>" in answer.text
    assert number in (desk.settings.paths.var / "log" / "errors.log").read_text("utf-8")
    assert all(number in line for line in log.lines if "gongyak.web" in line)
    assert any("ERROR" in line for line in log.lines)


def test_an_address_that_there_is_not_is_not_repeated(app: Starlette, log: Written) -> None:
    Browser(app).get("/welcome-to-the-secret/path")
    Browser(app).request("BREW", "/login")
    assert [line for line in log.lines if "secret" in line] == []
    assert any("other" in line for line in log.lines)


def test_no_log_holds_a_password_a_token_or_an_address_of_a_person(
    desk: Desk, app: Starlette, log: Written
) -> None:
    official = "officer"
    link = Link("event:none", "2025-40", official, AnswerKind.DONE)
    secrets = [
        sign(link, NOON.date(), link_secret(desk)),
        invite(desk, "lead"),
        WRONG,
        PASSWORD,
        "@example.kr",
    ]
    answer, welcome = f"/a/{secrets[0]}", f"/welcome/{secrets[1]}"
    web = Browser(app)
    web.submit("/login", {"official": official, "password": WRONG})
    web.submit("/login", {"official": "lee@example.kr", "password": WRONG})
    web.submit("/login", {"official": official, "password": PASSWORD})
    for browser in (web, browser_of(desk, app, "admin")):
        for path in (answer, welcome, f"/a/{WRONG}", "/", "/pledges", "/letters", f"/?words={WRONG}"):
            browser.get(path)
        browser.post(answer)
        browser.submit(welcome, {"new": WRONG, "again": WRONG})
    spoil(desk)
    Browser(make_app(desk)).get(answer)
    sessions = [value for value in web.cookies.values() if value]
    assert sessions
    written = "\n".join([*log.lines, str(log.objects), errors(desk)])
    assert "/a/{token}" in written
    assert "/welcome/{token}" in written
    assert [secret for secret in (*secrets, *sessions) if secret in written] == []


def test_no_log_holds_the_name_of_a_file_what_stands_in_it_or_what_a_photo_tells_of_its_camera(
    tmp_path: Path, log: Written
) -> None:
    name, owner, words = "김담당 010-0000-1234", "카메라 주인 김담당", "서식에 적은 비밀"
    photos = (f"{name}.jpg", signed_photo(owner)), (f"{name}.jpg", PHP), (f"{name}.php", signed_photo(owner))
    forms = (f"{name}.docx", form("{{ nmae }}", words)), (f"{name}.docx", b"PK" + words.encode())
    (tmp_path / "own").mkdir()
    with desk_at(f"sqlite:///{tmp_path}/own/city.sqlite3", tmp_path / "own") as own:
        own.database.migrate()
        furnish(own)
        app = make_app(own)
        officer, admin = browser_of(own, app, "officer"), browser_of(own, app, "admin")
        answers = [send(officer, ("files", each), caption_old=name).status_code for each in photos]
        answers += [hand_in(admin, *each).status_code for each in forms]
        with own.database.begin(who="tester", at=NOON, cause="test") as session:
            session.connection().execute(text("ALTER TABLE pictures RENAME COLUMN content TO gone"))
        answers.append(send(officer, ("files", (f"{name}.jpg", signed_photo(owner, "red")))).status_code)
        written = "\n".join([*log.lines, str(log.objects), errors(own)])
    assert answers == [303, 422, 303, 422, 422, 500]
    assert "no column named content" in written
    assert "/pledges/{number}/work/photos 500" in written
    assert [each for each in (name, "김담당", "1234", words, "nmae", "camera") if each in written] == []


def signed_photo(owner: str, colour: str = "blue") -> bytes:
    """Return a photo that tells whose camera took it, and where."""
    tags, out = Image.Exif(), io.BytesIO()
    tags[0x013B] = tags[0x9C9D] = owner.encode("utf-8")
    tags.get_ifd(0x8825)[2] = (37.0, 39.0, 12.0)
    Image.new("RGB", (64, 48), colour).save(out, "JPEG", exif=tags, comment=b"camera")
    return out.getvalue()


def spoil(desk: Desk) -> None:
    """Break what the links of letters are signed with: whoever opens one meets a mistake of the program."""
    (desk.settings.paths.var / "link-secret").parent.mkdir(parents=True, exist_ok=True)
    (desk.settings.paths.var / "link-secret").write_text("cut short")


def errors(desk: Desk) -> str:
    return (desk.settings.paths.var / "log" / "errors.log").read_text("utf-8")
