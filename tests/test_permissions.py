"""The table of permissions, told once more in the words of the people it is for."""

from __future__ import annotations

import pytest

from gongyak.accounts import User
from gongyak.people import Role
from gongyak.permissions import Action, Holding, Scope, Subject, may, reach

OURS, OTHER = "전략산업과", "복지과"
R, E, M, A, O = Action  # noqa: E741 - the actions by their first letters, for the table


def user(*roles: Role, leads: frozenset[str] = frozenset()) -> User:
    return User(official="me", name="강이솔", roles=frozenset(roles), leads=leads)


OFFICER = user(Role.OFFICER)
LEAD = user(Role.TEAM_LEAD, leads=frozenset({OURS}))
HEAD = user(Role.HEAD, leads=frozenset({OURS}))
COORDINATOR, ADMINISTRATOR, READER = user(Role.COORDINATOR), user(Role.ADMINISTRATOR), user(Role.READER)
MINE = Holding(frozenset({"me", "you"}), OTHER)
DEPARTMENTS = Holding(frozenset({"you"}), OURS)
FOREIGN = Holding(frozenset({"you"}), OTHER)
# Who: what they may do with their own, with their department's, with another's.
PLEDGES = {OFFICER: ("RE", "", ""), LEAD: ("RE", "RE", ""), HEAD: ("RE", "RE", ""), READER: ("R", "R", "R")}
DRAFTS = {
    OFFICER: ("REM", "", ""),
    LEAD: ("REMA", "REMA", ""),
    HEAD: ("REMA", "REMA", ""),
    READER: ("R", "R", "R"),
}
EVENTS = PLEDGES
LETTERS = {OFFICER: ("R", "", ""), LEAD: ("R", "", ""), HEAD: ("R", "", ""), READER: ("R", "R", "R")}
LETTERS_OF_ACTIONS = dict(zip("REMAO", Action, strict=True))


@pytest.mark.parametrize(
    ("subject", "table"),
    [
        (Subject.PLEDGE, PLEDGES | {COORDINATOR: ("REM",) * 3}),
        (Subject.DRAFT, DRAFTS | {COORDINATOR: ("REMAO",) * 3}),
        (Subject.EVENT, EVENTS | {COORDINATOR: ("REM",) * 3}),
        (Subject.LETTER, LETTERS | {COORDINATOR: ("RO",) * 3}),
    ],
)
def test_each_role_reaches_what_the_table_says(
    subject: Subject, table: dict[User, tuple[str, str, str]]
) -> None:
    for who, cells in (table | {ADMINISTRATOR: ("REMAO",) * 3}).items():
        for holding, cell in zip((MINE, DEPARTMENTS, FOREIGN), cells, strict=True):
            allowed = {letter for letter, do in LETTERS_OF_ACTIONS.items() if may(who, do, subject, holding)}
            assert allowed == set(cell), (who.roles, subject, holding)


def test_only_the_administrator_changes_people_accounts_and_settings() -> None:
    for subject in (Subject.CITY, Subject.ACCOUNT, Subject.SETTING):
        for who in (OFFICER, LEAD, HEAD, COORDINATOR, READER):
            assert not any(may(who, action, subject) for action in (E, M, A, O)), (who.roles, subject)
        assert all(may(ADMINISTRATOR, action, subject) for action in Action)


def test_accounts_and_settings_are_seen_by_the_administrator_alone() -> None:
    for who in (OFFICER, LEAD, HEAD, COORDINATOR, READER):
        assert not may(who, R, Subject.ACCOUNT)
        assert not may(who, R, Subject.SETTING)


def test_the_clock_is_run_by_coordinator_and_administrator() -> None:
    everybody = (OFFICER, LEAD, HEAD, COORDINATOR, ADMINISTRATOR, READER)
    assert [who for who in everybody if may(who, O, Subject.SCHEDULE)] == [COORDINATOR, ADMINISTRATOR]


def test_a_reader_changes_nothing() -> None:
    assert not any(may(READER, action, subject) for subject in Subject for action in (E, M, A, O))


def test_without_a_role_nothing_may_be_done() -> None:
    nobody = user()
    assert not any(
        may(nobody, action, subject, holding)
        for subject in Subject
        for action in Action
        for holding in (None, MINE, DEPARTMENTS, FOREIGN)
    )


def test_leading_one_department_and_working_in_another_gives_each_its_own() -> None:
    both = user(Role.OFFICER, Role.HEAD, leads=frozenset({OURS}))
    assert may(both, A, Subject.DRAFT, DEPARTMENTS)
    assert may(both, E, Subject.PLEDGE, MINE)
    assert not may(both, R, Subject.PLEDGE, FOREIGN)


def test_the_role_that_reaches_farthest_counts() -> None:
    assert reach(user(Role.OFFICER, Role.READER), R, Subject.PLEDGE) is Scope.ALL
    assert reach(user(Role.OFFICER, Role.READER), E, Subject.PLEDGE) is Scope.OWN
    assert may(user(Role.OFFICER, Role.READER), R, Subject.PLEDGE, FOREIGN)


def test_what_belongs_to_no_department_is_nobody_s_who_leads_one() -> None:
    assert not may(HEAD, R, Subject.EVENT, Holding())
    assert not may(user(Role.HEAD), R, Subject.PLEDGE, Holding(department=None))
    assert may(HEAD, R, Subject.EVENT, Holding(frozenset({"me"})))
