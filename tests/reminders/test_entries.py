from __future__ import annotations

from dataclasses import replace

from gongyak.city import QuietDays
from gongyak.pledges import Pledge
from gongyak.reminders.facts import Facts, Round
from gongyak.reminders.notice import Ask, LackKind, NoticeTopic
from gongyak.reminders.plan import plan_day
from tests.cast import H1_2025, H2_2024, pledge, project
from tests.reminders.office import COLLEAGUE, OFFICE, OFFICER, POLICY, Diary, day, in_charge, lines_of, only
from tests.reminders.test_missing import PHOTO, full

ROUND = Round(H1_2025, request=day("2025-06-10"), deadline=day("2025-07-07"))
EMPTY = pledge(projects=(project("센터", as_of=H2_2024),))


def world(*pledges: Pledge, entry_round: Round = ROUND) -> Facts:
    return Facts(OFFICE, pledges or (EMPTY,), (entry_round,))


def test_what_is_missing_is_asked_for_until_three_weeks_after_the_deadline() -> None:
    diary = Diary(world()).through("2025-06-01", "2025-09-30")
    assert [line for line in diary.lines if "담당" in line] == [
        "2025-06-10 담당 missing D-27",
        "2025-07-04 담당 missing D-3",  # D-3 itself
        "2025-07-07 담당 missing D-Day",  # D-1 is a Sunday: told with D-3
        "2025-07-08 담당 overdue D+1",
        "2025-07-10 담당 overdue D+3",
        "2025-07-14 담당 overdue D+7",
        "2025-07-21 담당 overdue D+14",
        "2025-07-28 담당 overdue D+21",
    ]


def test_the_team_lead_hears_from_the_third_day_and_the_head_from_the_seventh() -> None:
    diary = Diary(world()).through("2025-07-08", "2025-09-30")
    assert [line for line in diary.lines if "담당" not in line] == [
        "2025-07-10 팀장 escalation D+3",
        "2025-07-14 새과장 escalation D+7",
        "2025-07-14 팀장 escalation D+7",
        "2025-07-21 새과장 escalation D+14",
        "2025-07-21 팀장 escalation D+14",
        "2025-07-28 새과장 escalation D+21",
        "2025-07-28 팀장 escalation D+21",
    ]


def test_the_notice_names_exactly_what_lacks_per_pledge_until_when() -> None:
    second = replace(EMPTY, number="1-2", projects=())
    plan = plan_day(world(EMPTY, second), day("2025-06-10"), POLICY)
    (digest,) = plan.digests
    assert [notice.pledge.number for notice in digest.notices if notice.pledge] == ["1-1", "1-2"]
    assert [[lack.kind for lack in notice.lacks] for notice in digest.notices] == [
        [LackKind.RESULTS, LackKind.MONEY, LackKind.COUNTS, LackKind.PHOTOS],
        [LackKind.RESULTS, LackKind.COUNTS, LackKind.PHOTOS],
    ]
    first = digest.first
    assert (first.asks, first.due, first.half_year) == (Ask.ENTER, day("2025-07-07"), H1_2025)
    late = only(plan_day(world(), day("2025-07-08"), POLICY))
    assert (late.topic, late.asks) == (NoticeTopic.OVERDUE, Ask.ENTER)


def test_who_has_entered_everything_gets_no_letter() -> None:
    assert not Diary(world(full())).through("2025-06-01", "2025-08-31").lines


def test_who_enters_everything_in_between_hears_no_more() -> None:
    diary = Diary(world()).through("2025-06-01", "2025-07-03")
    diary.facts = world(full())
    diary.plans.clear()
    assert not diary.through("2025-07-04", "2025-08-31").lines


def test_photos_alone_are_asked_for_once() -> None:
    without_photo = replace(full(), photos=())
    diary = Diary(world(without_photo)).through("2025-06-01", "2025-08-31")
    assert diary.lines == ["2025-06-10 담당 missing D-27"]
    assert not Diary(world(replace(without_photo, photos=(PHOTO,)))).on("2025-06-10").digests


def test_a_pledge_whose_draft_is_confirmed_is_asked_after_no_more() -> None:
    settled = replace(ROUND, settled=frozenset({"1-1"}))
    assert not Diary(world(entry_round=settled)).through("2025-06-01", "2025-08-31").lines


def test_without_a_request_day_people_are_only_reminded() -> None:
    diary = Diary(world(entry_round=replace(ROUND, request=None))).through("2025-06-01", "2025-07-07")
    assert diary.lines == ["2025-07-04 담당 missing D-3", "2025-07-07 담당 missing D-Day"]


def test_a_moved_deadline_is_told_anew_with_its_day() -> None:
    diary = Diary(world()).through("2025-06-10", "2025-06-11")
    diary.facts = world(entry_round=replace(ROUND, deadline=day("2025-07-14")))
    assert only(diary.on("2025-06-12")).label == "D-32"
    assert not diary.on("2025-06-13").digests


def test_whoever_takes_a_pledge_over_is_asked_at_once() -> None:
    diary = Diary(world()).through("2025-06-10", "2025-06-30")
    diary.facts = world(replace(EMPTY, officers=in_charge(COLLEAGUE)))
    assert lines_of(diary.on("2025-07-01")) == ["2025-07-01 동료 missing D-6"]


def test_a_request_in_quiet_days_goes_out_before_them() -> None:
    quiet = QuietDays(day("2025-06-09"), day("2025-06-13"), "의회")
    diary = Diary(Facts(replace(OFFICE, quiet=(quiet,)), (EMPTY,), (ROUND,)))
    assert diary.through("2025-06-01", "2025-06-20").lines == ["2025-06-05 담당 missing D-32"]


def test_a_round_that_ended_long_ago_asks_nobody() -> None:
    assert not plan_day(world(), day("2025-08-04"), POLICY).digests


def test_two_officers_of_a_pledge_are_both_asked() -> None:
    both = replace(EMPTY, officers=in_charge(OFFICER, COLLEAGUE))
    plan = plan_day(world(both), day("2025-06-10"), POLICY)
    assert {digest.recipient for digest in plan.digests} == {OFFICER.id, COLLEAGUE.id}
