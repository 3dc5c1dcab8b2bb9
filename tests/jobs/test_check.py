"""The job ``check``: what is found now, beside what the newest draft found, and what was decided about it."""

from __future__ import annotations

import pytest

from gongyak.findings import Severity
from gongyak.judgement import Glossary
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.pledges import Pledge
from gongyak.store.changes import read_changes
from gongyak.store.drafts import read_draft
from gongyak.store.judgement import write_names
from jobs.check import CheckedReport, CheckedReports, Since, check_reports
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.errors import UnknownPledge
from jobs.judging import list_mutes, mute_rule, unmute_rule
from jobs.judging_errors import NoReason, NoSuchMute, NoSuchPledge, NoSuchRow, RowWithoutPledge, UnknownRule
from tests.cast import H2_2024
from tests.jobs.world import NOON, small_pledge, stock
from tests.store.clerk import statements

RULE = "sum-participation"
STATED = "stated:press@2024H2"


def miscounted(number: str, total: int = 10) -> Pledge:
    """Return a pledge whose press count is stated as *total* though its labels sum to 13."""
    return small_pledge(
        number,
        participation=Participation(
            (Count(Category.PRESS, "보도자료", H2_2024, 13),),
            (StatedCount(Category.PRESS, H2_2024, total),),
        ),
    )


def check(desk: Desk, *numbers: str, least: Severity = Severity.NOTE) -> CheckedReports:
    return check_reports(desk, H2_2024, numbers, least=least)


def rules(checked: CheckedReports, number: str) -> list[str]:
    """Return the rules by which something is found in a pledge's report now."""
    return [finding.rule for finding in report(checked, number).findings]


def report(checked: CheckedReports, number: str) -> CheckedReport:
    (found,) = (each for each in checked.reports if each.pledge == number)
    return found


def since(checked: CheckedReports, number: str, rule: str = RULE) -> list[Since | None]:
    return [each.since for each in report(checked, number).noticed if each.finding.rule == rule]


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """Give a desk on two pledges, both of them miscounted."""
    stock(desk.database, [miscounted("1-1"), miscounted("1-2")])
    return desk


def test_what_is_found_is_what_the_draft_keeps(stocked: Desk) -> None:
    before = check(stocked)
    (draft, *_) = draft_reports(stocked, H2_2024).reports
    with stocked.database.read() as session:
        assert read_draft(session, draft.draft).findings == report(before, draft.pledge).findings


def test_without_a_draft_nothing_is_new_or_gone(stocked: Desk) -> None:
    found = report(check(stocked), "1-1")
    assert found.draft is None
    assert {each.since for each in found.noticed} == {None}


def test_a_finding_of_the_newest_draft_is_still_there_and_one_corrected_since_is_gone(stocked: Desk) -> None:
    draft_reports(stocked, H2_2024)
    stock(stocked.database, [miscounted("1-2", total=13)])
    checked = check(stocked)
    assert (since(checked, "1-1"), since(checked, "1-2")) == ([Since.STANDING], [Since.GONE])
    assert RULE not in rules(checked, "1-2")
    assert report(checked, "1-1").draft == "2024H2_1-1_v1"


def test_a_value_changed_and_still_wrong_is_the_same_finding(stocked: Desk) -> None:
    draft_reports(stocked, H2_2024)
    stock(stocked.database, [miscounted("1-1", total=9)])
    assert since(check(stocked), "1-1") == [Since.STANDING]


def test_a_mistake_made_since_the_newest_draft_is_new(stocked: Desk) -> None:
    stock(stocked.database, [miscounted("1-1", total=13)])
    draft_reports(stocked, H2_2024)
    stock(stocked.database, [miscounted("1-1", total=10)])
    assert since(check(stocked), "1-1") == [Since.NEW]


def test_the_exit_code_tells_whether_there_is_an_error(stocked: Desk) -> None:
    assert check(stocked).exit_code == 1
    stock(stocked.database, [miscounted(number, total=13) for number in ("1-1", "1-2")])
    checked = check(stocked)
    assert (checked.count(Severity.ERROR), checked.exit_code) == (0, 0)


def test_a_finding_that_is_gone_makes_no_exit_code(stocked: Desk) -> None:
    draft_reports(stocked, H2_2024)
    stock(stocked.database, [miscounted(number, total=13) for number in ("1-1", "1-2")])
    checked = check(stocked)
    assert checked.count_since(Since.GONE) == 2
    assert checked.exit_code == 0


def test_only_the_severity_asked_for_and_worse_is_told(stocked: Desk) -> None:
    assert {each.severity for each in report(check(stocked), "1-1").findings} > {Severity.ERROR}
    found = report(check(stocked, least=Severity.ERROR), "1-1").findings
    assert {each.severity for each in found} == {Severity.ERROR}


def test_only_the_pledges_asked_for_are_told(stocked: Desk) -> None:
    assert [each.pledge for each in check(stocked, "1-2").reports] == ["1-2"]
    with pytest.raises(UnknownPledge, match="7-7"):
        check(stocked, "7-7")


@pytest.mark.parametrize(
    ("pledge", "row", "quiet"),
    [
        (None, None, {"1-1", "1-2"}),
        ("1-1", None, {"1-1"}),
        ("1-1", STATED, {"1-1"}),
        ("1-1", "line:plan_1_1", set()),
    ],
)
def test_a_muted_rule_is_quiet_where_it_was_muted_and_nowhere_else(
    stocked: Desk, pledge: str | None, row: str | None, quiet: set[str]
) -> None:
    before = {number: rules(check(stocked), number) for number in ("1-1", "1-2")}
    mute_rule(stocked, RULE, "보도자료 합계는 따로 셉니다.", pledge, row)
    after = check(stocked)
    for number, found in before.items():
        assert rules(after, number) == [rule for rule in found if rule != RULE or number not in quiet]
    unmute_rule(stocked, RULE, pledge, row)
    assert {number: rules(check(stocked), number) for number in before} == before


def test_a_muted_rule_stays_quiet_in_the_next_draft(stocked: Desk) -> None:
    mute_rule(stocked, RULE, "까닭", "1-1")
    found = {each.pledge: {finding.rule for finding in each.findings} for each in _drafted(stocked)}
    assert (RULE in found["1-1"], RULE in found["1-2"]) == (False, True)


def _drafted(desk: Desk) -> list[CheckedReport]:
    draft_reports(desk, H2_2024)
    return list(check(desk).reports)


def test_who_muted_what_when_and_why_is_kept_and_audited(stocked: Desk) -> None:
    muted = mute_rule(stocked, RULE, " 까닭 ", "1-1")
    assert list_mutes(stocked) == (muted,)
    assert (muted.who, muted.at, muted.reason) == ("tester", NOON, "까닭")
    unmute_rule(stocked, RULE, "1-1")
    with stocked.database.read() as session:
        removed, added = read_changes(session, "1-1", limit=2)
    assert [(each.cause, each.table, each.who) for each in (added, removed)] == [
        ("gongyak mute", "mutes", "tester"),
        ("gongyak unmute", "mutes", "tester"),
    ]


def test_a_mute_that_makes_no_sense_is_refused_with_its_remedy(stocked: Desk) -> None:
    with pytest.raises(UnknownRule, match="docs/checks"):
        mute_rule(stocked, "sums", "까닭")
    with pytest.raises(NoReason, match="--reason"):
        mute_rule(stocked, RULE, "  ")
    with pytest.raises(NoSuchPledge, match="7-7"):
        mute_rule(stocked, RULE, "까닭", "7-7")
    with pytest.raises(NoSuchRow, match="line:held_1_2") as caught:
        mute_rule(stocked, RULE, "까닭", "1-1", "line:held_1_2")
    assert "gongyak check" in str(caught.value)
    with pytest.raises(RowWithoutPledge, match="--pledge"):
        mute_rule(stocked, RULE, "까닭", row=STATED)
    with pytest.raises(NoSuchMute, match="gongyak mutes"):
        unmute_rule(stocked, RULE, "1-1")
    assert list_mutes(stocked) == ()


def test_the_glossary_of_the_database_is_held_against_the_texts(stocked: Desk) -> None:
    assert "not-the-preferred-name" not in rules(check(stocked), "1-1")
    counted = Participation((Count(Category.MEETING, "가람암센타 회의", H2_2024, 1),))
    stock(stocked.database, [small_pledge("1-1", participation=counted)])
    with stocked.database.begin(who="tester", at=NOON, cause="test") as session:
        write_names(session, Glossary((("가람암센터", ("가람암센타",)),)), ())
    assert "not-the-preferred-name" in rules(check(stocked), "1-1")


def test_a_hundred_pledges_take_as_many_queries_as_two(desk: Desk) -> None:
    stock(desk.database, [miscounted("1-1"), miscounted("1-2")])
    with statements() as few:
        check(desk)
    stock(desk.database, [miscounted(f"2-{index}") for index in range(98)])
    with statements() as many:
        assert len(check(desk).reports) == 100
    assert len(many) == len(few)
