"""A day's reminders as the job writes them: letters and what they tell, all in one transaction."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from gongyak.events import EventState
from gongyak.halfyear import HalfYear
from gongyak.letters import Letter, LetterKind
from gongyak.mail.template_errors import BrokenLetterTemplate
from gongyak.notices import Answer, AnswerKind, Told
from gongyak.people import Absence, Tenure
from gongyak.reminders.facts import Round
from gongyak.reminders.notice import ALL_TOPICS, NoticeTopic
from gongyak.store.errors import AlreadyTold, NoCity
from gongyak.store.letter_templates import save_letter_template
from gongyak.store.notices import add_answer, add_told, read_told
from gongyak.when import When
from jobs import remind as job
from jobs.desk import Desk
from tests.cast import CITY, H2_2024, LEAD, OFFICER, pledge
from tests.jobs.conftest import Opened
from tests.jobs.townhall import COORDINATOR, TOWN, Clock, at, outbox, request, settle
from tests.jobs.world import desk_at
from tests.reminders.office import event

D_7: Final = at("2025-05-12 23:30")
"""08:30 in Seoul on Tuesday, a week before the event of these tests."""
OPENING: Final = event("2025-05-20", "lih_g", place="벨발 혁신관")
ROUND: Final = Round(H2_2024, date(2024, 12, 11), date(2025, 1, 7))


@pytest.fixture
def clock() -> Clock:
    return Clock(D_7)


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock, opened: Opened) -> Desk:
    site = {"GONGYAK_SITE_ADDRESS": "https://gongyak.example.kr"}
    return opened(desk_at(migrated_url, tmp_path, clock, **site))


def remind(desk: Desk, day: str | None = None, options: dict[str, object] | None = None) -> str:
    """Close the occurrence of *day* (None: this one), as the engine does; return what it made."""
    asked = request("remind", day or desk.today.isoformat(), options=options or {})
    assert job.plan(desk, asked) == ("",)
    with desk.database.begin(who="timetable", at=desk.now(), cause=asked.id) as session:
        return job.close(session, desk, asked, [{}])


def told(desk: Desk) -> list[str]:
    with desk.database.read() as session:
        return [f"{each.day} {each.lead} {each.recipient}" for each in read_told(session)]


def letters(desk: Desk) -> list[Letter]:
    return [posted.letter for posted in outbox(desk)]


def calendar_of(letter: Letter) -> tuple[str, str, date, int]:
    """Return method, status, first day and SEQUENCE of the one calendar file that goes with *letter*."""
    (file,) = letter.attachments
    calendar = Calendar.from_ical(file.content or b"")
    (entry,) = calendar.walk("VEVENT")
    first = entry.decoded("dtstart")
    return str(calendar["method"]), str(entry["status"]), first, int(str(entry["sequence"]))


def test_who_is_in_charge_gets_one_letter_with_the_event_for_the_calendar(desk: Desk) -> None:
    settle(desk, pledge(events=(OPENING,)))
    assert remind(desk) == "안내 1통"
    (letter,) = letters(desk)
    assert (letter.key, letter.kind, letter.cause) == (
        "remind:2025-05-13:담당",
        LetterKind.EVENT,
        "remind:2025-05-13",
    )
    assert (letter.recipient, letter.address, letter.thread) == ("담당", OFFICER.email, "event:lih_g")
    assert "D-7" in letter.subject
    assert "LIH-G 개소식" in letter.subject
    assert "벨발 혁신관" in letter.text
    assert [file.name for file in letter.attachments] == ["LIH-G 개소식.ics"]
    assert "LIH-G 개소식.ics" in letter.text
    assert calendar_of(letter) == ("PUBLISH", "CONFIRMED", date(2025, 5, 20), 0)
    assert "2025-05-13 -7 담당" in told(desk)
    assert "https://gongyak.example.kr/" in letter.text


def test_the_same_day_again_writes_nothing(desk: Desk) -> None:
    settle(desk, pledge(events=(OPENING,)))
    remind(desk)
    before = told(desk)
    assert remind(desk) == ""
    asked = request("remind", "2025-05-13", id="remind:2025-05-13@later", line=None)
    with desk.database.begin(who="김관리", at=desk.now(), cause=asked.id) as session:
        assert job.close(session, desk, asked, [{}]) == ""
    assert len(letters(desk)) == 1
    assert told(desk) == before


def test_what_comes_up_later_the_same_day_is_told_the_next(desk: Desk, clock: Clock) -> None:
    settle(desk, pledge(events=(OPENING,)))
    remind(desk)
    settle(desk, pledge(events=(OPENING, event("2025-05-20", "signing"))))
    assert remind(desk) == "", "one letter a person a day"
    clock.forward(days=1)
    assert remind(desk) == "안내 1통"
    assert letters(desk)[-1].thread == "event:signing"


def test_several_things_go_in_one_letter(desk: Desk) -> None:
    settle(desk, pledge(events=(OPENING, event("2025-05-16", "signing"))))
    assert remind(desk) == "안내 1통"
    (letter,) = letters(desk)
    assert "D-3" in letter.subject
    assert "외 1건" in letter.subject
    assert letter.thread == "event:signing"
    assert len(letter.attachments) == 2


def test_the_deputy_gets_the_letters_of_who_is_away(desk: Desk) -> None:
    away = replace(OFFICER, absences=(Absence(Tenure(date(2025, 5, 1), date(2025, 5, 31)), LEAD.id),))
    officials = tuple(away if each == OFFICER else each for each in TOWN.officials)
    settle(desk, pledge(events=(OPENING,)), city=replace(TOWN, officials=officials))
    remind(desk)
    (letter,) = letters(desk)
    assert (letter.recipient, letter.name) == (LEAD.id, LEAD.name)
    assert {line.split()[-1] for line in told(desk)} == {OFFICER.id, LEAD.id}


def test_a_date_that_changed_replaces_the_old_one_in_calendars(desk: Desk, clock: Clock) -> None:
    settle(desk, pledge(events=(OPENING,)))
    remind(desk)
    clock.forward(days=1)
    settle(desk, pledge(events=(replace(OPENING, when=When.parse("2025-06-17")),)))
    remind(desk)
    letter = letters(desk)[-1]
    assert letter.kind is LetterKind.DATE_CHANGED
    assert "5. 20." in letter.text
    assert "6. 17." in letter.text
    assert calendar_of(letter) == ("PUBLISH", "CONFIRMED", date(2025, 6, 17), 1)


@pytest.mark.parametrize(
    "now",
    [replace(OPENING, state=EventState.DROPPED), replace(OPENING, when=When.parse("2025-07"))],
    ids=["dropped", "no longer exact"],
)
def test_a_date_that_is_no_more_is_taken_out_of_calendars_under_its_old_day(
    desk: Desk, clock: Clock, now: Any
) -> None:
    settle(desk, pledge(events=(OPENING,)))
    remind(desk)
    clock.forward(days=1)
    settle(desk, pledge(events=(now,)))
    assert remind(desk) == "안내 1통"
    letter = letters(desk)[-1]
    assert letter.kind is LetterKind.DATE_CHANGED
    assert calendar_of(letter) == ("CANCEL", "CANCELLED", date(2025, 5, 20), 1)
    old, new = (Calendar.from_ical(each.attachments[0].content or b"") for each in letters(desk))
    assert old.walk("VEVENT")[0]["uid"] == new.walk("VEVENT")[0]["uid"]


def test_a_date_that_is_not_exact_brings_no_calendar_file(desk: Desk, clock: Clock) -> None:
    clock.at = at("2024-12-01 23:30")
    settle(desk, pledge(events=(event("2025-40", "lih_g"),)))
    remind(desk)
    (letter,) = letters(desk)
    assert letter.attachments == ()
    assert "2025년 상반기" in letter.text
    for told in (letter.subject, letter.text):
        assert not re.search(r"\bD-\d", re.sub(r"https?://\S+", "", told))


def test_what_is_missing_is_asked_for_by_the_rounds_of_the_timetable(desk: Desk, clock: Clock) -> None:
    clock.at = at("2024-12-10 23:30")
    settle(desk, pledge())
    assert remind(desk) == "", "nobody is asked for entries without a round"
    assert remind(desk, options=job.write_options([ROUND], ALL_TOPICS)) == "안내 1통"
    (letter,) = letters(desk)
    assert letter.kind is LetterKind.MISSING
    assert letter.thread == "missing:2024H2:1-1"
    assert "2024년 하반기" in letter.text
    assert "2025. 1. 7." in letter.text


def test_a_topic_that_is_switched_off_stays_due(desk: Desk, clock: Clock) -> None:
    settle(desk, pledge(events=(OPENING,)))
    assert remind(desk, options=job.write_options([], [NoticeTopic.MISSING])) == ""
    assert told(desk) == []
    clock.forward(days=1)
    assert remind(desk, options=job.write_options([], ALL_TOPICS)) == "안내 1통"
    assert "D-6" in letters(desk)[0].subject, "told late, with the days that are really left"


def test_a_day_caught_up_counts_the_days_from_today(desk: Desk, clock: Clock) -> None:
    """The service stood still on D-7, and the run of that day begins on D-4."""
    settle(desk, pledge(events=(OPENING,)))
    clock.forward(days=3)
    assert remind(desk, "2025-05-13") == "안내 1통"
    (letter,) = letters(desk)
    assert letter.key == "remind:2025-05-16:담당"
    assert "D-4" in letter.subject
    assert {line.split()[0] for line in told(desk)} == {"2025-05-16"}
    assert remind(desk) == "", "the day's own run has nothing left to tell"


def test_nothing_goes_out_on_a_day_off(desk: Desk, clock: Clock) -> None:
    settle(desk, pledge(events=(OPENING,)))
    clock.forward(days=4)  # Saturday
    assert remind(desk) == ""
    assert letters(desk) == []


def test_answers_are_heeded(desk: Desk) -> None:
    settle(desk, pledge(events=(OPENING,)))
    done = Answer("event:lih_g", "2025-05-20", OFFICER.id, AnswerKind.DONE, desk.now())
    with desk.database.begin(who="담당", at=desk.now(), cause="link") as session:
        add_answer(session, done)
    assert remind(desk) == ""


def test_who_has_no_address_is_not_told_and_stays_due(desk: Desk) -> None:
    nobody = tuple(replace(each, email=None) if each == OFFICER else each for each in TOWN.officials)
    settle(desk, pledge(events=(OPENING,)), city=replace(TOWN, officials=nobody))
    assert remind(desk) == ""
    assert told(desk) == []
    settle(desk)
    assert remind(desk) == "안내 1통"


def test_either_all_of_a_day_is_written_or_nothing(desk: Desk) -> None:
    """The second of two letters cannot be written: the first is not in the outbox either."""
    own = replace(OPENING, responsible=None)
    signing = event("2025-05-12", "signing", responsible=COORDINATOR.id)  # overdue: another template
    settle(desk, pledge(events=(own,)), city=replace(TOWN, events=(signing,)))
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        kinds = [each.kind for each in planned(desk).letters]
        assert set(kinds) == {LetterKind.EVENT, LetterKind.OVERDUE}
        save_letter_template(session, kinds[-1], "text", "{{ nothing.of_this }}", who="x", at=desk.now())
    with pytest.raises(BrokenLetterTemplate):
        remind(desk)
    assert letters(desk) == []
    assert told(desk) == []


def planned(desk: Desk) -> job.Planned:
    with desk.database.read() as session:
        return job.plan_letters(session, desk, job.Reminding(desk.today), cause="test")


def test_nothing_is_written_of_a_day_some_of_which_another_run_tells_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(desk, pledge(events=(OPENING,)))
    plan_letters = job.plan_letters

    def overtaken(session: Any, *arguments: Any, **more: Any) -> job.Planned:
        """Plan, and let the other run's row come in between (here by the same transaction)."""
        plan = plan_letters(session, *arguments, **more)
        add_told(session, [Told("event:lih_g", "2025-05-20", "-7", "담당", date(2025, 5, 13))], None)
        return plan

    monkeypatch.setattr(job, "plan_letters", overtaken)
    with pytest.raises(AlreadyTold) as caught:
        remind(desk)
    assert caught.value.retryable, "the engine plans the day anew"
    monkeypatch.undo()
    assert letters(desk) == []
    assert told(desk) == []
    assert remind(desk) == "안내 1통"


def test_looking_ahead_writes_nothing(desk: Desk) -> None:
    settle(desk, pledge(events=(OPENING,)))
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        ahead = job.plan_letters(session, desk, job.Reminding(date(2025, 5, 19)), cause="gongyak remind")
    assert [letter.subject for letter in ahead.letters if "D-1" in letter.subject]
    assert letters(desk) == []
    assert told(desk) == []


def test_without_a_city_the_mistake_is_named(desk: Desk) -> None:
    with pytest.raises(NoCity):
        remind(desk)


def test_the_policy_is_that_of_the_settings(migrated_url: str, tmp_path: Path, opened: Opened) -> None:
    own = {
        "GONGYAK_REMINDERS_LEADS": "-10, 0",
        "GONGYAK_REMINDERS_KINDS": "개관: -60, 0; 협약: -1",
        "GONGYAK_REMINDERS_TEAM_LEAD_AFTER": "5",
    }
    policy = job.policy_of(opened(desk_at(migrated_url, tmp_path, Clock(), **own)))
    assert policy.leads_of(OPENING) == (-10, 0)
    assert policy.leads_of(replace(OPENING, kind="개관")) == (-60, 0)
    assert (policy.team_lead_after, policy.head_after) == (5, 7)


def test_events_of_a_term_long_over_are_history(desk: Desk) -> None:
    settle(desk, pledge(events=(OPENING,)))
    last_day = CITY.terms[0].last_day
    with desk.database.read() as session:
        assert job.read_facts(session, last_day.replace(month=8, day=29)).pledges
        assert not job.read_facts(session, last_day.replace(month=8, day=30)).pledges
        assert job.read_facts(session, date(2027, 1, 1), rounds=(ROUND,)).rounds == (ROUND,)


DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
ROUNDS = st.lists(
    st.builds(Round, st.builds(HalfYear.containing, DAYS), st.none() | DAYS, DAYS), max_size=3
).map(tuple)


@given(DAYS, ROUNDS, st.frozensets(st.sampled_from(NoticeTopic)))
def test_the_options_of_a_request_are_read_back_from_its_json(
    day: date, rounds: tuple[Round, ...], topics: frozenset[NoticeTopic]
) -> None:
    options = json.loads(json.dumps(job.write_options(rounds, topics)))
    assert job.read_options(day, options) == job.Reminding(day, rounds, topics)


def test_without_options_every_topic_is_told_and_no_round_is_held() -> None:
    assert job.read_options(date(2025, 5, 13), {}) == job.Reminding(date(2025, 5, 13), (), ALL_TOPICS)
