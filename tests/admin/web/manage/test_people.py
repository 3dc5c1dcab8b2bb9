"""People are looked after on their pages: posts, absences, charges, and whether they can come in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from starlette.applications import Starlette

from gongyak.people import Assignment, Official, Tenure
from gongyak.store.changes import read_changes
from gongyak.store.city import read_city
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.managing.fields import seen_of
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, PASSWORD, PEOPLE, SINCE, browser_of, settle
from tests.cast import DEPARTMENT, TEAM
from tests.jobs.world import desk_at, small_pledge

TOP: Final = "/manage/people"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            for number in ("1-1", "1-2"):
                write_pledge(
                    session, small_pledge(number, officers=(Assignment("officer", Tenure(SINCE)),)), {}
                )
        yield desk


@pytest.fixture
def admin(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "admin")


def stored(desk: Desk, key: str) -> Official | None:
    with desk.database.read() as session:
        return next((each for each in read_city(session).officials if each.id == key), None)


def known(desk: Desk, key: str) -> Official:
    found = stored(desk, key)
    assert found
    return found


def test_the_list_shows_who_has_a_post_today_and_is_narrowed(admin: Browser) -> None:
    def names(query: str) -> set[str]:
        page = admin.get(f"{TOP}?{query}").text
        return set(
            re.findall(r'<th scope="row" class="short"><a href="/manage/people/[^"]*">([^<]*)</a>', page)
        )

    assert "이officer" in names("")
    assert "이nopost" not in names("")
    assert "이nopost" in names("state=all")
    assert names(f"department={OTHER}") == {"이otherofficer", "이otherhead"}
    assert names("words=LEAD@example") == {"이lead"}
    assert names(f"role=과장&department={OTHER}") == {"이otherhead"}


@pytest.mark.parametrize(("who", "status"), [("coordinator", 200), ("reader", 200), ("head", 404)])
def test_accounts_are_shown_to_administrators_only(desk: Desk, app: Starlette, who: str, status: int) -> None:
    answer = browser_of(desk, app, who).get(f"{TOP}/officer")
    assert answer.status_code == status
    assert 'id="account"' not in answer.text
    assert "<form method" not in answer.text.partition("<main")[2]


def test_a_person_is_added_with_a_post_and_the_history_tells_who_did_it(desk: Desk, admin: Browser) -> None:
    form = {"id": "new1", "name": "새 사람", "email": "new1@example.kr", "role": "담당자"}
    answer = admin.submit(TOP, form | {"place": f"{DEPARTMENT}\t{TEAM}", "since": "2025-01-02"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{TOP}/new1?told=added")
    (post,) = known(desk, "new1").posts
    assert (post.department, post.team, post.tenure) == (DEPARTMENT, TEAM, Tenure(date(2025, 1, 2)))
    with desk.database.read() as session:
        changes = read_changes(session, limit=2)
    assert {(each.who, each.cause) for each in changes} == {("admin", "관리 화면: 새 사람 추가")}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"id": "officer"}, "officer"),
        ({"id": "a/b"}, "아이디"),
        ({"name": " "}, "이름을 입력하지 않았습니다"),
        ({"email": "no mail"}, "전자우편"),
        ({"role": "시장"}, "역할"),
        ({"place": "없는과"}, "없는과"),
        ({"place": f"{OTHER}\t{TEAM}"}, TEAM),
        ({"since": "어제"}, "시작일"),
        ({"until": "2024-01-01"}, "종료일"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_told_beside_what_was_typed(
    desk: Desk, admin: Browser, wrong: dict[str, str], told: str
) -> None:
    form = {"id": "new1", "name": "새 사람", "role": "담당자", "place": DEPARTMENT, "since": "2025-01-02"}
    answer = admin.submit(TOP, form | wrong)
    assert answer.status_code == 422
    alert = answer.text.partition('role="alert"')[2].partition("</div>")[0]
    assert told in alert
    assert 'value="새 사람"' in answer.text or "name" in wrong
    assert stored(desk, "new1") is None


def test_two_who_change_other_fields_of_a_person_both_have_their_way(desk: Desk, admin: Browser) -> None:
    page = f"{TOP}/officer"
    was = {"was-name": "이officer", "was-email": "officer@example.kr", "was-phone": ""}
    first = {**was, "name": "이officer", "email": "officer@example.kr", "phone": "031-1"}
    second = {**was, "name": "김새이름", "email": "officer@example.kr", "phone": ""}
    assert admin.submit(page, first, to=f"{page}/basics").status_code == 303
    assert admin.submit(page, second, to=f"{page}/basics").status_code == 303
    person = known(desk, "officer")
    assert (person.name, person.phone) == ("김새이름", "031-1")
    third = {**was, "name": "이officer", "email": "officer@example.kr", "phone": "031-2"}
    answer = admin.submit(page, third, to=f"{page}/basics")
    assert answer.status_code == 409
    assert "031-1" in answer.text
    assert 'value="031-2"' in answer.text
    assert known(desk, "officer") == person
    assert admin.submit(page, third | {"was-phone": "031-1"}, to=f"{page}/basics").status_code == 303
    assert known(desk, "officer").phone == "031-2"


def test_a_changed_role_throws_the_person_out(desk: Desk, app: Starlette, admin: Browser) -> None:
    reader = browser_of(desk, app, "reader")
    assert reader.get("/manage").status_code == 200
    post = {"role": "담당자", "place": OTHER, "since": "2025-01-01", "until": ""}
    assert admin.submit(f"{TOP}/reader", post, to=f"{TOP}/reader/posts").status_code == 303
    assert reader.get("/manage").status_code == 303


def test_a_post_is_changed_and_removed_only_as_it_was_seen(desk: Desk, admin: Browser) -> None:
    page, post = f"{TOP}/officer", PEOPLE["officer"].posts[0]
    form = {"number": "0", "seen": seen_of(post), "since": "2024-01-01", "until": "2025-06-30"}
    assert admin.submit(page, form, to=f"{page}/posts/change").status_code == 303
    changed = replace(post, tenure=Tenure(SINCE, date(2025, 6, 30)))
    assert known(desk, "officer").posts == (changed,)
    assert admin.submit(page, form | {"until": ""}, to=f"{page}/posts/change").status_code == 409
    assert known(desk, "officer").posts == (changed,)
    gone = form | {"seen": seen_of(changed), "remove": "1"}
    assert admin.submit(page, gone, to=f"{page}/posts/change").status_code == 303
    assert known(desk, "officer").posts == ()
    assert admin.submit(page, gone, to=f"{page}/posts/change").status_code == 409


def test_whoever_leaves_keeps_a_history_and_is_not_removed(desk: Desk, admin: Browser) -> None:
    page = f"{TOP}/officer"
    assert admin.submit(page, {"until": "2025-01-31"}, to=f"{page}/leave").status_code == 303
    assert known(desk, "officer").posts[0].tenure == Tenure(SINCE, date(2025, 1, 31))
    answer = admin.submit(page, {}, to=f"{page}/remove")
    assert answer.status_code == 422
    assert "지울 수 없습니다" in answer.text
    assert stored(desk, "officer")


def test_somebody_entered_by_mistake_is_removed(desk: Desk, admin: Browser) -> None:
    form = {"id": "new1", "name": "새 사람", "role": "열람", "place": DEPARTMENT, "since": "2025-01-02"}
    admin.submit(TOP, form)
    assert admin.submit(f"{TOP}/new1", {}, to=f"{TOP}/new1/remove").status_code == 303
    assert stored(desk, "new1") is None
    assert admin.get(f"{TOP}/new1").status_code == 404


def test_absences_name_a_deputy(desk: Desk, admin: Browser) -> None:
    page = f"{TOP}/officer"
    form = {"since": "2025-02-01", "until": "2025-02-10", "deputy": "lead"}
    assert admin.submit(page, form, to=f"{page}/absences").status_code == 303
    (absence,) = known(desk, "officer").absences
    assert (absence.deputy, absence.tenure.until) == ("lead", date(2025, 2, 10))
    assert admin.submit(page, form, to=f"{page}/absences").status_code == 422
    assert (
        admin.submit(
            page, form | {"since": "2025-03-01", "until": "", "deputy": "officer"}, to=f"{page}/absences"
        ).status_code
        == 422
    )
    change = form | {"number": "0", "seen": seen_of(absence), "deputy": ""}
    assert admin.submit(page, change, to=f"{page}/absences/change").status_code == 303
    assert known(desk, "officer").absences[0].deputy is None


def test_pledges_are_handed_over_from_a_day_on(desk: Desk, admin: Browser) -> None:
    page = f"{TOP}/officer"
    form = {"taker": "otherofficer", "since": "2025-03-01", "numbers": "1-2"}
    assert admin.submit(page, form, to=f"{page}/handover").headers["location"].endswith("told=handed")
    with desk.database.read() as session:
        first, second = read_pledges(session)
    assert first.officers == (Assignment("officer", Tenure(SINCE)),)
    assert second.officers == (
        Assignment("officer", Tenure(SINCE, date(2025, 2, 28))),
        Assignment("otherofficer", Tenure(date(2025, 3, 1))),
    )
    assert admin.submit(page, form, to=f"{page}/handover").headers["location"].endswith("told=nothing")
    assert admin.submit(page, form | {"taker": "officer"}, to=f"{page}/handover").status_code == 422


def test_an_invitation_is_shown_once_and_lets_the_person_in(app: Starlette, admin: Browser) -> None:
    page, account = f"{TOP}/nopost", "/manage/accounts/nopost"
    answer = admin.submit(page, {}, to=f"{account}/invite")
    link = re.search(r'readonly value="http://[^/]+(/welcome/[^"]+)"', answer.text)
    assert answer.status_code == 200
    assert link
    assert link[1] not in admin.get(page).text
    assert Browser(app).submit(link[1], {"new": PASSWORD + "!", "again": PASSWORD + "!"}).status_code == 200


def test_an_account_is_disabled_and_enabled_but_never_that_of_the_last_administrator(
    desk: Desk, app: Starlette, admin: Browser
) -> None:
    head = browser_of(desk, app, "head")
    page, account = f"{TOP}/head", "/manage/accounts/head"
    assert admin.submit(page, {}, to=f"{account}/disable").status_code == 303
    assert head.get("/").status_code == 303
    assert "사용 중지" in admin.get(page).text
    assert admin.submit(page, {}, to=f"{account}/enable").status_code == 303
    for step in ("unlock", "renew", "sessions"):
        assert admin.submit(page, {}, to=f"{account}/{step}").status_code == 303
    own = admin.submit(f"{TOP}/admin", {}, to="/manage/accounts/admin/disable")
    assert own.status_code == 422
    assert "관리자가 한 사람도" in own.text
    left = admin.submit(f"{TOP}/admin", {"until": "2025-01-01"}, to=f"{TOP}/admin/leave")
    assert left.status_code == 422
    assert known(desk, "admin").posts == PEOPLE["admin"].posts
