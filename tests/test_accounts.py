from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.accounts import (
    LONGEST,
    PER_ACCOUNT,
    PER_ADDRESS,
    PasswordUnfit,
    digest_of,
    require_fit,
    standing_of,
    user_on,
)
from gongyak.people import Official, Post, Role, Tenure

DAY = date(2025, 1, 2)
FIT = [
    "abcdef-12",
    "가나다라마바사-1",
    "correct horse battery",
    "가나다라마바사아자차카타파하거너",
    "x1!x1!y2?",
]
UNFIT = [
    "",
    "abc-12",
    "abcdefgh1",
    "12345678-",
    "aaaaaaaaaaaaaaaaaaaa",
    "g1001-abcd",
    "G1001-abcd",
    "aA1!" * 51,
]


def post(role: Role, department: str = "전략산업과", until: date | None = None) -> Post:
    return Post(role, department, None, Tenure(date(2024, 1, 1), until))


def official(*posts: Post) -> Official:
    return Official("g1001", "강이솔", posts=posts)


@pytest.mark.parametrize("password", FIT)
def test_a_password_that_is_mixed_or_long_will_do(password: str) -> None:
    require_fit(password, "g1001")


@pytest.mark.parametrize("password", UNFIT)
def test_a_password_that_is_easily_guessed_will_not(password: str) -> None:
    with pytest.raises(PasswordUnfit) as caught:
        require_fit(password, "g1001")
    assert not password or password not in str(caught.value)


def test_a_short_id_may_stand_in_a_password() -> None:
    require_fit("abcdef-12", "ab")


def test_a_password_is_no_longer_than_can_be_hashed_in_time() -> None:
    require_fit("abcde" * (LONGEST // 5), "g1001")
    with pytest.raises(PasswordUnfit):
        require_fit("abcde" * (LONGEST // 5) + "x", "g1001")


def test_the_first_attempts_wait_for_nothing_and_the_next_twice_as_long_each() -> None:
    waits = [PER_ACCOUNT.wait_after(count).total_seconds() for count in range(1, 18)]
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert PER_ADDRESS.wait_after(19) == timedelta(0)


@given(st.integers(0, 2**40), st.sampled_from([PER_ACCOUNT, PER_ADDRESS]))
def test_no_wait_is_longer_than_the_longest_or_shorter_than_the_one_before(count: int, pace: object) -> None:
    assert pace in {PER_ACCOUNT, PER_ADDRESS}
    for each in (PER_ACCOUNT, PER_ADDRESS):
        assert timedelta(0) <= each.wait_after(count) <= each.wait_after(count + 1) <= each.longest


def test_roles_are_those_of_the_posts_of_the_day() -> None:
    ended, held = post(Role.ADMINISTRATOR, until=date(2025, 1, 1)), post(Role.HEAD, "복지과")
    user = user_on(official(ended, held), DAY)
    assert user.roles == {Role.HEAD}
    assert user.leads == user.departments == {"복지과"}
    before = user_on(official(ended, held), DAY - timedelta(days=1))
    assert before.roles == {Role.ADMINISTRATOR, Role.HEAD}


def test_who_is_no_lead_leads_no_department() -> None:
    assert user_on(official(post(Role.OFFICER), post(Role.COORDINATOR)), DAY).leads == frozenset()


def test_the_standing_changes_with_what_somebody_may_do_and_with_nothing_else() -> None:
    held = [post(Role.HEAD), post(Role.OFFICER, "복지과")]
    same = standing_of(user_on(official(*held), DAY))
    assert same == standing_of(user_on(official(*held[::-1]), DAY + timedelta(days=1)))
    others = [held[:1], held[1:], [*held, post(Role.READER)], [post(Role.HEAD, "복지과"), post(Role.OFFICER)]]
    assert same not in {standing_of(user_on(official(*other), DAY)) for other in others}


def test_a_token_is_kept_as_its_digest() -> None:
    assert digest_of("token") == "3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0"
