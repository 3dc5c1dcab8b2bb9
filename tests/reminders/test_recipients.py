from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from gongyak.city import City
from gongyak.people import Assignment, Official, Tenure
from gongyak.reminders.notice import Why
from gongyak.reminders.recipients import Charge, Roster, Staff
from tests.cast import pledge
from tests.reminders.office import (
    COLLEAGUE,
    COORDINATOR,
    HEAD,
    LEAD,
    NEW_HEAD,
    OFFICE,
    OFFICER,
    away,
    day,
    in_charge,
    swap,
)

TODAY = day("2025-05-13")


def receivers(city: City, charge: Charge, on: str = "2025-05-13") -> list[tuple[str, str]]:
    return [(seat.receiver.id, seat.reason.why.name) for seat in Staff(city, day(on)).seats(charge)]


def moved(official: Official, until: str) -> Official:
    (post,) = official.posts
    return replace(official, posts=(replace(post, tenure=Tenure(post.tenure.since, day(until))),))


def test_the_responsible_comes_before_those_in_charge_of_the_pledge() -> None:
    assert receivers(OFFICE, Charge(pledge(), COLLEAGUE.id)) == [("동료", "RESPONSIBLE")]
    assert receivers(OFFICE, Charge(pledge())) == [("담당", "OFFICER")]


def test_all_officers_of_a_pledge_are_written_to() -> None:
    charge = Charge(pledge(officers=in_charge(OFFICER, COLLEAGUE)))
    assert receivers(OFFICE, charge) == [("담당", "OFFICER"), ("동료", "OFFICER")]


def test_who_moved_to_another_department_is_passed_over_though_still_assigned() -> None:
    elsewhere = replace(OFFICER.posts[0], department="문화과", tenure=Tenure(day("2025-01-01")))
    officer = moved(OFFICER, "2024-12-31")
    city = swap(OFFICE, replace(officer, posts=(*officer.posts, elsewhere)))
    assert receivers(city, Charge(pledge(), OFFICER.id)) == [("팀장", "TEAM_LEAD")]
    assert receivers(city, Charge(pledge()), "2024-12-30") == [("담당", "OFFICER")]


def test_the_official_of_another_department_may_answer_for_an_event() -> None:
    charge = Charge(pledge(), COORDINATOR.id)
    assert receivers(OFFICE, charge) == [("총괄", "RESPONSIBLE")]


def test_of_whom_no_post_was_entered_nobody_says_they_left() -> None:
    city = swap(OFFICE, replace(OFFICER, posts=()))
    assert receivers(city, Charge(pledge())) == [("담당", "OFFICER")]


def test_an_unknown_official_is_passed_over() -> None:
    assert receivers(OFFICE, Charge(pledge(), "없음")) == [("담당", "OFFICER")]


def test_the_chain_goes_up_to_the_coordinator() -> None:
    gone = [moved(each, "2025-04-30") for each in (OFFICER, LEAD, NEW_HEAD)]
    seen = [
        receivers(swap(OFFICE, *gone[:number]), Charge(pledge(), OFFICER.id))[0][1] for number in range(4)
    ]
    assert seen == ["RESPONSIBLE", "TEAM_LEAD", "HEAD", "COORDINATOR"]
    assert not receivers(swap(OFFICE, *gone, moved(COORDINATOR, "2025-04-30")), Charge(pledge()))


def test_the_head_of_the_day_is_meant_not_the_one_before() -> None:
    charge = Charge(pledge(officers=(), team=None))
    assert receivers(OFFICE, charge, "2024-06-28") == [(HEAD.id, "HEAD")]
    assert receivers(OFFICE, charge, "2024-07-02") == [(NEW_HEAD.id, "HEAD")]


def test_a_deputy_who_is_away_too_is_represented_by_theirs() -> None:
    city = swap(
        OFFICE,
        away(OFFICER, "2025-05-12", "2025-05-16", COLLEAGUE),
        away(COLLEAGUE, "2025-05-13", "2025-05-14", LEAD),
    )
    assert receivers(city, Charge(pledge())) == [("팀장", "OFFICER")]
    assert receivers(city, Charge(pledge()), "2025-05-15") == [("동료", "OFFICER")]


@pytest.mark.parametrize("deputies", [(COLLEAGUE, OFFICER), (OFFICER, OFFICER), (COLLEAGUE, COLLEAGUE)])
def test_deputies_in_a_circle_are_nobody(deputies: tuple[Official, Official]) -> None:
    city = swap(
        OFFICE,
        away(OFFICER, "2025-05-12", "2025-05-16", deputies[0]),
        away(COLLEAGUE, "2025-05-12", "2025-05-16", deputies[1]),
    )
    (seat,) = Staff(city, TODAY).seats(Charge(pledge()))
    assert (seat.receiver.id, seat.reason.why) == (LEAD.id, Why.TEAM_LEAD)
    assert seat.all == (OFFICER.id, LEAD.id)


def test_a_deputy_who_has_left_is_nobody() -> None:
    city = swap(OFFICE, away(OFFICER, "2025-05-12", "2025-05-16", COLLEAGUE), moved(COLLEAGUE, "2025-04-30"))
    assert receivers(city, Charge(pledge())) == [("팀장", "TEAM_LEAD")]


def test_a_colleague_who_is_there_hears_for_one_who_is_away() -> None:
    city = swap(OFFICE, away(OFFICER, "2025-05-12", "2025-05-16"))
    (seat,) = Staff(city, TODAY).seats(Charge(pledge(officers=in_charge(OFFICER, COLLEAGUE))))
    assert (seat.hearers, seat.all) == ((COLLEAGUE.id,), (OFFICER.id, COLLEAGUE.id))
    assert str(seat.reason) == "공약 담당자(김담당 부재로 업무대행)"


def test_who_says_it_is_not_theirs_is_passed_over_as_a_deputy_too() -> None:
    city = swap(OFFICE, away(OFFICER, "2025-05-12", "2025-05-16", COLLEAGUE))
    (seat,) = Staff(city, TODAY).seats(Charge(pledge()), refused={COLLEAGUE.id})
    assert seat.receiver.id == LEAD.id


def test_a_charge_that_is_over_is_nobodys() -> None:
    ended = Assignment(OFFICER.id, Tenure(day("2023-01-01"), day("2025-05-12")))
    charge = Charge(pledge(officers=(ended,)))
    assert receivers(OFFICE, charge, "2025-05-12") == [("담당", "OFFICER")]
    assert receivers(OFFICE, charge) == [("팀장", "TEAM_LEAD")]


def test_the_roster_looks_anew_only_when_somebody_comes_goes_or_is_away() -> None:
    city = swap(OFFICE, away(OFFICER, "2025-05-12", "2025-05-16", COLLEAGUE))
    roster = Roster(city, [pledge()])
    staffs = [roster.on(day(f"2025-05-{n:02}")) for n in (9, 10, 12, 16, 17, 18)]
    assert [one is other for one, other in pairwise(staffs)] == [
        True,
        False,
        True,
        False,
        True,
    ]
