from __future__ import annotations

from dataclasses import replace

from gongyak.reminders.facts import Facts, Round
from gongyak.reminders.notice import NoticeTopic
from gongyak.reminders.plan import plan_day
from tests.cast import H1_2025, pledge
from tests.reminders.office import OFFICE, OFFICER, POLICY, Diary, away, day, event, facts, swap


def test_one_digest_a_person_by_pledge_with_the_most_urgent_first() -> None:
    calm = pledge(number="1-1", events=(event("2025-06-12", "a"), event("2025-05-14", "b")))
    late = pledge(number="1-2", events=(event("2025-05-09", "c"), event("2025-06", "d")))
    city = replace(OFFICE, events=(event("2025-05-13", "e", responsible=OFFICER.id),))
    plan = plan_day(Facts(city, (calm, late)), day("2025-05-13"), POLICY)
    (digest,) = [each for each in plan.digests if each.recipient == OFFICER.id]
    told = [(notice.pledge.number if notice.pledge else None, notice.label) for notice in digest.notices]
    assert told == [("1-2", "D+4"), ("1-2", ""), (None, "D-Day"), ("1-1", "D-1"), ("1-1", "D-30")]
    assert digest.first.topic is NoticeTopic.OVERDUE


def test_what_is_missing_stands_with_the_events_of_its_pledge() -> None:
    one = pledge(number="1-1", events=(event("2025-06-11", "a"),))
    two = pledge(number="1-2", events=(event("2025-06-10", "b"),))
    rounds = (Round(H1_2025, day("2025-06-10"), day("2025-07-07")),)
    (digest,) = plan_day(Facts(OFFICE, (one, two), rounds), day("2025-06-10"), POLICY).digests
    assert [(notice.pledge.number if notice.pledge else "", notice.topic) for notice in digest.notices] == [
        ("1-2", NoticeTopic.EVENT),
        ("1-2", NoticeTopic.MISSING),
        ("1-1", NoticeTopic.EVENT),
        ("1-1", NoticeTopic.MISSING),
    ]


def test_an_event_stands_once_in_a_letter_and_with_it_both_are_told() -> None:
    city = swap(OFFICE, replace(away(OFFICER, "2025-05-20", "2025-05-30"), email=OFFICER.email))
    diary = Diary(facts(event("2025-05-20"), city=city)).through("2025-05-20", "2025-05-27")
    lines = [line for line in diary.lines if "팀장" in line]
    assert lines == [
        "2025-05-20 팀장 event D-Day",
        "2025-05-21 팀장 overdue D+1",
        "2025-05-23 팀장 overdue D+3",
    ]
    keys = [row.key for row in diary.told]
    assert len(keys) == len(set(keys))


def test_a_change_prevails_over_what_is_due_on_the_same_day_and_both_are_told() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.on("2025-05-13")
    diary.change(event("2025-05-21"))
    (digest,) = diary.on("2025-05-14").digests
    assert [notice.topic for notice in digest.notices] == [NoticeTopic.DATE_CHANGED]
    assert {row.lead for row in digest.told} == {"changed", "-30", "-14", "-7"}
