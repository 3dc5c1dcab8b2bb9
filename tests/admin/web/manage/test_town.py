"""What the city consists of is kept on its pages; what refers to a renamed thing follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.city import City, DayException, QuietDays
from gongyak.people import Department
from gongyak.store.city import read_city
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.managing.fields import seen_of
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, TOWN, browser_of, settle
from tests.cast import DEPARTMENT, TEAM, TERM
from tests.jobs.world import desk_at, small_pledge

DEPARTMENTS, TERMS, DAYS = "/manage/departments", "/manage/terms", "/manage/days"
NAMES = tuple(each.name for each in TOWN.departments)


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            write_pledge(session, small_pledge("1-1"), {})
        yield desk


@pytest.fixture
def admin(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "admin")


def city_of(desk: Desk) -> City:
    with desk.database.read() as session:
        return read_city(session)


def rows(*names: tuple[str, str], seen: object) -> dict[str, str]:
    """Return the form of a list: pairs of the name it was shown with and the one it shall have."""
    form = {"seen": seen_of(seen)}
    for number, (was, name) in enumerate(names):
        form |= {f"was-{number}": was, f"name-{number}": name, f"place-{number}": str(number + 1)}
    return form


def test_a_renamed_department_and_team_take_posts_and_pledges_along(desk: Desk, admin: Browser) -> None:
    teams = rows((TEAM, "미래팀"), ("", "둘째팀"), seen=(TEAM,)) | {"department": DEPARTMENT}
    assert admin.submit(DEPARTMENTS, teams, to=f"{DEPARTMENTS}/teams").status_code == 303
    form = rows((DEPARTMENT, "미래산업과"), (OTHER, OTHER), ("", "새과"), seen=NAMES)
    answer = admin.submit(DEPARTMENTS, form)
    assert answer.headers["location"].endswith("told=renamed")
    assert admin.get(DEPARTMENTS).status_code == 303, "whose department has another name logs in anew"
    city = city_of(desk)
    assert city.departments == (
        Department("미래산업과", ("미래팀", "둘째팀")),
        Department(OTHER),
        Department("새과"),
    )
    officer = next(each for each in city.officials if each.id == "officer")
    assert (officer.posts[0].department, officer.posts[0].team) == ("미래산업과", "미래팀")
    with desk.database.read() as session:
        (pledge,) = read_pledges(session)
    assert (pledge.department, pledge.team) == ("미래산업과", "미래팀")


def test_departments_are_put_in_another_order(desk: Desk, admin: Browser) -> None:
    form = rows((DEPARTMENT, DEPARTMENT), (OTHER, OTHER), seen=NAMES) | {"place-0": "3"}
    assert admin.submit(DEPARTMENTS, form).status_code == 303
    assert [each.name for each in city_of(desk).departments] == [OTHER, DEPARTMENT]


@pytest.mark.parametrize(
    ("names", "status", "told"),
    [
        (((DEPARTMENT, ""), (OTHER, OTHER)), 422, "지울 수 없습니다"),
        (((DEPARTMENT, OTHER), (OTHER, DEPARTMENT)), 422, "이미 있습니다"),
        (((DEPARTMENT, OTHER), (OTHER, OTHER)), 422, "이미 있습니다"),
    ],
)
def test_a_department_in_use_stays_and_names_do_not_clash(
    desk: Desk, admin: Browser, names: tuple[tuple[str, str], ...], status: int, told: str
) -> None:
    answer = admin.submit(DEPARTMENTS, rows(*names, seen=NAMES))
    assert answer.status_code == status
    assert told in answer.text
    assert city_of(desk).departments == TOWN.departments


def test_a_list_that_somebody_else_has_changed_is_shown_again(desk: Desk, admin: Browser) -> None:
    form = rows(("경제", "경제"), ("", "복지"), seen=("경제",))
    assert admin.submit(TERMS, form, to=f"{TERMS}/fields").status_code == 303
    answer = admin.submit(TERMS, rows(("경제", "산업"), seen=("경제",)), to=f"{TERMS}/fields")
    assert answer.status_code == 409
    assert city_of(desk).fields == ("경제", "복지")


def test_sources_are_added_and_put_in_order_but_one_with_figures_stays(desk: Desk, admin: Browser) -> None:
    given = [(name, name) for name in TOWN.sources]
    form = rows(*given, ("", "구비"), seen=TOWN.sources)
    assert admin.submit(TERMS, form, to=f"{TERMS}/sources").status_code == 303
    now = (*TOWN.sources, "구비")
    assert city_of(desk).sources == now
    renamed = rows(*((name, "군비" if name == "시비" else name) for name in now), seen=now)
    assert admin.submit(TERMS, renamed, to=f"{TERMS}/sources").status_code == 422
    assert city_of(desk).sources == now


def test_a_term_is_renamed_and_its_heads_are_kept_where_they_differ(desk: Desk, admin: Browser) -> None:
    form = {"was": TERM.name, "seen": seen_of(TERM), "name": "민선 8기"}
    form |= {"first": "2022-07-01", "last": "2026-06-30", "head-2023": "'23년", "head-2024": "’24"}
    answer = admin.submit(TERMS, form, to=f"{TERMS}/change")
    assert answer.headers["location"].endswith("told=renamed")
    term = city_of(desk).term_named("민선 8기")
    assert term == replace(TERM, name="민선 8기", column_labels=(("2023", "'23년"),))
    with desk.database.read() as session:
        assert read_pledges(session)[0].term == "민선 8기"
    assert admin.submit(TERMS, form, to=f"{TERMS}/change").status_code == 422
    gone = {"was": "민선 8기", "seen": seen_of(term), "remove": "1"}
    assert admin.submit(TERMS, gone, to=f"{TERMS}/change").status_code == 422
    assert admin.submit(TERMS, gone | {"was": "민선9기"}, to=f"{TERMS}/change").status_code == 303
    assert [each.name for each in city_of(desk).terms] == ["민선 8기"]


def test_terms_do_not_begin_on_the_same_day(desk: Desk, admin: Browser) -> None:
    form = {"name": "보궐", "first": "2022-07-01", "last": "2023-06-30"}
    assert admin.submit(TERMS, form).status_code == 422
    assert admin.submit(TERMS, form | {"first": "2030-07-01"}).status_code == 422
    assert admin.submit(TERMS, form | {"first": "2030-07-01", "last": "2034-06-30"}).status_code == 303
    assert len(city_of(desk).terms) == 3


def test_days_against_the_calendar_and_days_without_letters_come_and_go(desk: Desk, admin: Browser) -> None:
    form = {"day": "2025-01-27", "works": "no", "source": "임시 공휴일"}
    assert admin.submit(DAYS, form).status_code == 303
    assert admin.submit(DAYS, form).status_code == 422
    quiet = {"first": "2025-01-28", "last": "2025-01-30", "reason": "설 연휴"}
    assert admin.submit(DAYS, quiet, to=f"{DAYS}/quiet").status_code == 303
    assert admin.submit(DAYS, quiet | {"last": "2025-01-01"}, to=f"{DAYS}/quiet").status_code == 422
    city = city_of(desk)
    assert city.days == (DayException(date(2025, 1, 27), works=False, source="임시 공휴일"),)
    assert city.quiet == (QuietDays(date(2025, 1, 28), date(2025, 1, 30), "설 연휴"),)
    assert admin.submit(DAYS, {"day": "2025-01-27"}, to=f"{DAYS}/remove").status_code == 303
    assert admin.submit(DAYS, {"first": "2025-01-28"}, to=f"{DAYS}/quiet/remove").status_code == 303
    assert (city_of(desk).days, city_of(desk).quiet) == ((), ())


@pytest.mark.parametrize("page", [DEPARTMENTS, TERMS, DAYS])
def test_whoever_may_only_read_gets_no_forms(desk: Desk, app: Starlette, page: str) -> None:
    coordinator = browser_of(desk, app, "coordinator")
    answer = coordinator.get(page)
    assert answer.status_code == 200
    assert 'method="post"' not in answer.text.partition("<main")[2]
    assert coordinator.submit("/", {}, to=page).status_code == 403
