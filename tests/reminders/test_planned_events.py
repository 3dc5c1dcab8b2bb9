from __future__ import annotations

from dataclasses import replace

import pytest

from gongyak.city import DayException, QuietDays
from gongyak.events import EventState
from gongyak.notices import AnswerKind
from gongyak.reminders.notice import Ask, Hindrance, Invitation, NoticeTopic
from gongyak.reminders.plan import plan_day
from gongyak.reminders.policy import Policy, Shift
from gongyak.when import When
from tests.reminders.office import (
    COLLEAGUE,
    COORDINATOR,
    LEAD,
    NEW_HEAD,
    OFFICE,
    OFFICER,
    POLICY,
    Diary,
    answer,
    away,
    day,
    event,
    facts,
    lines_of,
    notices,
    only,
    swap,
)


def test_an_exact_date_is_told_on_its_leads_and_asked_after_until_somebody_reports() -> None:
    diary = Diary(facts(event("2025-05-20"))).through("2025-04-01", "2025-06-13")
    assert [line for line in diary.lines if "담당" in line] == [
        "2025-04-18 담당 event D-32",  # D-30 is a Sunday
        "2025-05-02 담당 event D-18",  # D-14 falls into the holidays around Children's Day
        "2025-05-13 담당 event D-7",
        "2025-05-16 담당 event D-4",  # D-3 is a Saturday
        "2025-05-19 담당 event D-1",
        "2025-05-20 담당 event D-Day",
        "2025-05-21 담당 overdue D+1",
        "2025-05-23 담당 overdue D+3",
        "2025-05-30 담당 overdue D+10",
        "2025-06-09 담당 overdue D+20",  # D+17 is Memorial Day, a Friday
        "2025-06-13 담당 overdue D+24",
    ]


def test_the_team_lead_and_the_head_get_letters_of_their_own_when_it_is_overdue() -> None:
    diary = Diary(facts(event("2025-05-20"))).through("2025-05-20", "2025-06-10")
    assert [line for line in diary.lines if "담당" not in line] == [
        "2025-05-23 팀장 escalation D+3",
        "2025-05-27 새과장 escalation D+7",
        "2025-05-30 팀장 escalation D+10",
        "2025-06-04 새과장 escalation D+15",  # D+14 is election day
        "2025-06-09 팀장 escalation D+20",
        "2025-06-10 새과장 escalation D+21",
    ]
    (notice,) = [notice for _, notice in notices(diary.plans[3]) if notice.topic is NoticeTopic.ESCALATION]
    assert (notice.answerable, notice.due, notice.asks) == (
        (OFFICER.name,),
        day("2025-05-20"),
        Ask.FOLLOW_UP,
    )


def test_the_opening_known_as_the_first_half_is_asked_for_its_date_and_never_counted_down() -> None:
    diary = Diary(facts(event("2025-40"))).through("2024-11-25", "2025-07-15")
    told = [line for line in diary.lines if "담당" in line]
    assert told == [
        "2024-12-02 담당 date-wanted",  # 30 days before January 1
        "2024-12-18 담당 date-wanted",
        "2024-12-24 담당 date-wanted",  # a week before is Christmas
        "2024-12-27 담당 date-wanted",
        "2024-12-31 담당 date-wanted",
        "2025-05-30 담당 date-wanted",  # 30 days before June 30 is a Saturday
        "2025-06-16 담당 date-wanted",
        "2025-06-23 담당 date-wanted",
        "2025-06-27 담당 date-wanted",  # three days and one before: Friday and Sunday
        "2025-07-01 담당 overdue D+1",
        "2025-07-03 담당 overdue D+3",
        "2025-07-10 담당 overdue D+10",
    ]
    asked = [notice for plan in diary.plans for _, notice in notices(plan) if notice.asks is Ask.DATE]
    assert {(notice.days, notice.label, notice.invitation) for notice in asked} == {(None, "", None)}


def test_when_the_date_becomes_exact_those_told_hear_old_and_new_once_and_the_plan_follows() -> None:
    diary = Diary(facts(event("2025-40"))).through("2024-12-02", "2025-03-31")
    diary.change(event("2025-05-20"))
    notice = only(diary.on("2025-04-01"))
    assert (notice.topic, notice.before, notice.is_settled) == (
        NoticeTopic.DATE_CHANGED,
        When.parse("2025-40"),
        True,
    )
    assert (notice.label, notice.invitation) == ("D-49", Invitation("lih-g", 1))
    diary.plans.clear()
    diary.through("2025-04-02", "2025-05-13")
    assert diary.lines == [
        "2025-04-18 담당 event D-32",
        "2025-05-02 담당 event D-18",
        "2025-05-13 담당 event D-7",
    ]


def test_a_changed_date_takes_the_place_of_the_leads_that_have_come_by_then() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.on("2025-05-13")
    diary.change(event("2025-05-23"))
    notice = only(diary.on("2025-05-15"))
    assert (notice.topic, notice.label, notice.is_settled) == (NoticeTopic.DATE_CHANGED, "D-8", False)
    assert lines_of(diary.on("2025-05-16")) == ["2025-05-16 담당 event D-7"]
    diary.change(event("2025-05-18"))
    notice = only(diary.on("2025-05-19"))
    assert (notice.topic, notice.label) == (NoticeTopic.DATE_CHANGED, "D+1")
    assert {row.lead for row in notice.told} >= {"changed", "-1", "0"}
    assert not diary.on("2025-05-20").digests


def test_a_date_that_changes_back_and_forth_is_told_each_time_with_a_higher_sequence() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.on("2025-05-13")
    told = []
    for number, edtf in enumerate(("2025-06-20", "2025-05-20", "2025-06-20", "2025-05-20")):
        diary.change(event(edtf))
        notice = only(diary.on(f"2025-05-1{4 + number}" if number < 3 else "2025-05-19"))
        told.append((notice.topic, notice.lead, notice.invitation))
    topics, leads, invitations = zip(*told, strict=True)
    assert set(topics) == {NoticeTopic.DATE_CHANGED}
    assert [each.sequence for each in invitations] == [1, 2, 3, 4]
    assert len(diary.told) == len({row.key for row in diary.told})
    assert leads[0] == "changed"


def test_a_date_that_becomes_vague_again_takes_the_calendar_entry_back() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.on("2025-05-13")
    diary.change(event("2025-41"))
    notice = only(diary.on("2025-05-14"))
    assert (notice.label, notice.invitation) == ("", Invitation("lih-g", 1, cancel=True))


def test_who_was_not_told_of_the_old_date_hears_of_no_change() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.on("2025-03-04")
    diary.change(event("2025-05-21"))
    assert not diary.on("2025-03-05").digests


def test_the_team_lead_who_was_told_hears_of_the_change_too() -> None:
    diary = Diary(facts(event("2025-05-20"))).through("2025-05-19", "2025-05-23")
    diary.change(event("2025-06-20"))
    assert lines_of(diary.on("2025-05-26")) == [
        "2025-05-26 담당 date-changed D-25",
        "2025-05-26 팀장 date-changed D-25",
    ]
    assert not diary.on("2025-05-27").digests


@pytest.mark.parametrize("state", [EventState.HAPPENED, EventState.DROPPED])
def test_reminders_stop_when_it_has_happened_or_is_dropped(state: EventState) -> None:
    diary = Diary(facts(event("2025-05-20", state=state))).through("2025-04-01", "2025-07-31")
    assert not diary.lines


def test_a_dropped_event_is_cancelled_once_for_those_who_had_its_day() -> None:
    diary = Diary(facts(event("2025-05-20"))).through("2025-05-13", "2025-05-14")
    diary.change(event("2025-05-20", state=EventState.DROPPED))
    notice = only(diary.on("2025-05-15"))
    assert (notice.topic, notice.label) == (NoticeTopic.DROPPED, "")
    assert notice.invitation == Invitation("lih-g", 1, cancel=True)
    diary.plans.clear()
    assert not diary.through("2025-05-16", "2025-07-31").lines


def test_a_dropped_event_whose_day_was_never_known_ends_in_silence() -> None:
    diary = Diary(facts(event("2025-40"))).through("2024-12-02", "2024-12-31")
    diary.change(event("2025-40", state=EventState.DROPPED))
    assert not diary.on("2025-01-02").digests


def test_an_event_planned_again_after_all_is_reminded_of_with_a_higher_sequence() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.on("2025-05-13")
    diary.change(event("2025-05-20", state=EventState.DROPPED))
    diary.on("2025-05-14")
    diary.change(event("2025-05-20"))
    notice = only(diary.on("2025-05-16"))
    assert (notice.label, notice.invitation) == ("D-4", Invitation("lih-g", 2))


def test_two_leads_of_one_sending_day_are_one_notice_with_the_true_days_left() -> None:
    diary = Diary(facts(event("2025-02-01", leads=(-3, -2, -1))))  # January 27 to 30 are days off
    diary.through("2025-01-20", "2025-01-31")
    assert diary.lines == ["2025-01-24 담당 event D-8", "2025-01-31 담당 event D-1"]
    assert [row.lead for row in diary.told] == ["-3", "-2", "-1"]


def test_leads_of_the_event_win_over_those_of_its_kind_and_these_over_the_default() -> None:
    policy = replace(POLICY, kinds={"개관": (-60,)}, again_every=0)
    own = event("2025-05-20", "a", kind="개관", leads=(-5,))
    of_kind = event("2025-05-20", "b", kind="개관")
    diary = Diary(facts(own, of_kind), policy).through("2025-03-01", "2025-05-20")
    assert diary.lines == ["2025-03-21 담당 event D-60", "2025-05-15 담당 event D-5"]


def test_an_event_without_leads_is_never_told_of() -> None:
    assert not Diary(facts(event("2025-05-20", leads=()))).through("2025-03-01", "2025-07-31").lines


def test_missed_days_are_made_up_for_once_by_the_latest_lead() -> None:
    diary = Diary(facts(event("2025-05-20"))).through("2025-04-10", "2025-04-18")
    assert lines_of(diary.on("2025-05-19")) == ["2025-05-19 담당 event D-1"]
    assert {row.lead for row in diary.told} == {"-30", "-14", "-7", "-3", "-1"}
    assert not diary.on("2025-05-19").digests


def test_a_range_is_counted_to_its_first_day_and_overdue_after_its_last() -> None:
    diary = Diary(facts(event("2024-08-12/2024-08-23"))).through("2024-08-05", "2024-08-26")
    assert diary.lines == [
        "2024-08-05 담당 event D-7",
        "2024-08-09 담당 event D-3",
        "2024-08-12 담당 event D-Day",
        "2024-08-26 담당 overdue D+3",
        "2024-08-26 팀장 escalation D+3",
    ]
    late = plan_day(facts(event("2024-08-12/2024-08-23")), day("2024-08-20"), POLICY)
    assert (only(late).label, only(late).is_late) == ("진행 중", False)


def test_nothing_is_sent_on_a_day_off_or_a_quiet_day_and_the_plan_says_why() -> None:
    quiet = QuietDays(day("2025-05-12"), day("2025-05-14"), "을지연습")
    city = replace(OFFICE, quiet=(quiet,))
    diary = Diary(facts(event("2025-05-20"), city=city)).through("2025-05-09", "2025-05-14")
    assert diary.lines == ["2025-05-09 담당 event D-11"]
    assert [plan.rest for plan in diary.plans] == [
        None,
        "토요일",
        "일요일",
        "을지연습",
        "을지연습",
        "을지연습",
    ]


def test_what_is_overdue_in_quiet_days_is_told_after_them() -> None:
    city = replace(OFFICE, quiet=(QuietDays(day("2025-05-21"), day("2025-05-22"), "의회"),))
    diary = Diary(facts(event("2025-05-20"), city=city)).through("2025-05-20", "2025-05-23")
    assert [line for line in diary.lines if "담당" in line] == [
        "2025-05-20 담당 event D-Day",
        "2025-05-23 담당 overdue D+3",
    ]


def test_a_holiday_declared_at_the_last_moment_moves_what_has_not_been_sent() -> None:
    diary = Diary(facts(event("2025-05-20"))).through("2025-05-02", "2025-05-12")
    off = DayException(day("2025-05-13"), works=False, source="임시공휴일")
    diary.facts = replace(diary.facts, city=replace(OFFICE, days=(off,)))
    diary.plans.clear()
    diary.through("2025-05-13", "2025-05-14")
    assert diary.lines == ["2025-05-14 담당 event D-6"]


def test_with_the_shift_after_a_notice_goes_to_the_working_day_after_but_not_past_its_date() -> None:
    policy = replace(POLICY, shift=Shift.AFTER, leads=(-3, -1, 0), again_every=0)
    diary = Diary(facts(event("2025-05-25")), policy).through("2025-05-19", "2025-05-26")
    assert [line for line in diary.lines if "담당" in line] == [
        "2025-05-22 담당 event D-3",
        "2025-05-23 담당 event D-2",  # Saturday and Sunday: the Monday after would be too late
    ]


def test_the_deputy_gets_the_letters_of_who_is_away_and_is_told_why() -> None:
    city = swap(OFFICE, away(OFFICER, "2025-05-12", "2025-05-16", COLLEAGUE))
    diary = Diary(facts(event("2025-05-20"), city=city)).through("2025-05-02", "2025-05-19")
    assert diary.lines == [
        "2025-05-02 담당 event D-18",
        "2025-05-13 동료 event D-7",
        "2025-05-16 동료 event D-4",
        "2025-05-19 담당 event D-1",
    ]
    notice = only(diary.plans[11])
    assert str(notice.reason) == "공약 담당자(김담당 부재로 업무대행)"
    assert {row.recipient for row in notice.told} == {OFFICER.id, COLLEAGUE.id}


def test_without_a_deputy_the_team_lead_gets_it() -> None:
    city = swap(OFFICE, away(OFFICER, "2025-05-12", "2025-05-16"))
    notice = only(Diary(facts(event("2025-05-20"), city=city)).on("2025-05-13"))
    assert str(notice.reason) == "담당자를 대신하는 팀장(김담당 부재로 업무대행)"


def test_who_took_over_hears_at_once_and_who_left_no_more() -> None:
    left = replace(
        OFFICER,
        posts=(replace(OFFICER.posts[0], tenure=replace(OFFICER.posts[0].tenure, until=day("2025-05-07"))),),
    )
    assignments = (
        *facts().pledges[0].officers,
        replace(facts().pledges[0].officers[0], official=COLLEAGUE.id, tenure=COLLEAGUE.posts[0].tenure),
    )
    world = facts(event("2025-05-20", responsible=OFFICER.id), city=swap(OFFICE, left), officers=assignments)
    diary = Diary(world).through("2025-05-02", "2025-05-13")
    assert diary.lines == [
        "2025-05-02 담당 event D-18",
        "2025-05-08 동료 event D-12",
        "2025-05-13 동료 event D-7",
    ]


def test_who_has_left_hears_of_no_change() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.on("2025-05-13")
    gone = replace(
        OFFICER,
        posts=(replace(OFFICER.posts[0], tenure=replace(OFFICER.posts[0].tenure, until=day("2025-05-13"))),),
    )
    diary.facts = replace(diary.facts, city=swap(OFFICE, gone))
    diary.change(event("2025-05-21"))
    assert "담당 " not in " ".join(lines_of(diary.on("2025-05-14")))


def test_an_event_of_the_city_without_anybody_goes_to_the_coordinator() -> None:
    world = replace(facts(), city=replace(OFFICE, events=(event("2025-05-20"),)))
    diary = Diary(world).through("2025-05-20", "2025-05-30")
    assert {digest.recipient for plan in diary.plans for digest in plan.digests} == {COORDINATOR.id}
    assert only(diary.plans[0]).pledge is None


def test_an_event_of_the_city_is_escalated_where_its_official_sits() -> None:
    own = event("2025-05-20", responsible=OFFICER.id)
    world = replace(facts(), city=replace(OFFICE, events=(own,)))
    assert "2025-05-23 팀장 escalation D+3" in Diary(world).through("2025-05-20", "2025-05-23").lines


def test_a_snooze_is_quiet_until_its_last_day_and_then_the_latest_lead_is_told() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.answers.append(answer(AnswerKind.SNOOZE, "2025-05-20", OFFICER, until="2025-05-15"))
    plan = diary.on("2025-05-13")
    assert not plan.digests
    assert [(each.official, each.hindrance) for each in plan.unsent] == [(OFFICER.id, Hindrance.SNOOZED)]
    assert lines_of(diary.on("2025-05-16")) == ["2025-05-16 담당 event D-4"]


def test_done_stops_asking_anybody_but_not_for_another_date() -> None:
    diary = Diary(facts(event("2025-05-20"))).through("2025-05-13", "2025-05-21")
    diary.answers.append(answer(AnswerKind.DONE, "2025-05-20", OFFICER))
    diary.plans.clear()
    diary.through("2025-05-22", "2025-06-30")
    assert not diary.lines
    assert {each.hindrance for plan in diary.plans for each in plan.unsent} == {Hindrance.DONE}
    diary.change(event("2025-07-08"))
    assert lines_of(diary.on("2025-07-01")) == ["2025-07-01 담당 date-changed D-7"]


def test_not_mine_goes_to_the_next_in_the_chain_at_once() -> None:
    diary = Diary(facts(event("2025-05-20", responsible=COLLEAGUE.id)))
    seen = []
    for who in (COLLEAGUE, OFFICER, LEAD, NEW_HEAD):
        seen.append(only(diary.on("2025-05-13")).reason.why)
        diary.answers.append(answer(AnswerKind.NOT_MINE, "2025-05-20", who))
    seen.append(only(diary.on("2025-05-13")).reason.why)
    diary.answers.append(answer(AnswerKind.NOT_MINE, "2025-05-20", COORDINATOR))
    assert [why.name for why in seen] == ["RESPONSIBLE", "OFFICER", "TEAM_LEAD", "HEAD", "COORDINATOR"]
    assert [each.hindrance for each in diary.on("2025-05-13").unsent] == [Hindrance.NOBODY]


def test_a_superior_away_without_a_deputy_is_named_as_not_told() -> None:
    city = swap(OFFICE, away(LEAD, "2025-05-20", "2025-05-31"))
    plan = plan_day(facts(event("2025-05-20"), city=city), day("2025-05-23"), POLICY)
    assert [(each.official, each.hindrance) for each in plan.unsent] == [(LEAD.id, Hindrance.ABSENT)]


def test_a_paused_topic_is_not_sent_and_stays_due() -> None:
    plan = plan_day(facts(event("2025-05-20")), day("2025-05-13"), POLICY, topics={NoticeTopic.OVERDUE})
    assert not plan.digests
    assert [each.hindrance for each in plan.unsent] == [Hindrance.PAUSED]


def test_without_an_address_the_digest_is_there_but_no_letter_and_nothing_counts_as_told() -> None:
    city = swap(OFFICE, replace(OFFICER, email=None))
    diary = Diary(facts(event("2025-05-20"), city=city))
    plan = diary.on("2025-05-13")
    assert (len(plan.digests), plan.letters, diary.told) == (1, (), [])
    assert [(each.name, each.hindrance) for each in plan.unsent] == [("LIH-G 개소식", Hindrance.NO_ADDRESS)]


def test_policy_of_no_repetition_ends_with_the_last_lead() -> None:
    policy = Policy(again_every=0)
    diary = Diary(facts(event("2025-05-20")), policy).through("2025-05-23", "2025-08-31")
    assert [line for line in diary.lines if "담당" in line] == ["2025-05-23 담당 overdue D+3"]
