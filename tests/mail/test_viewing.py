from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongyak.findings import Finding, Severity
from gongyak.letters import LetterKind
from gongyak.links import Links, read
from gongyak.mail.pieces import PIECES
from gongyak.mail.viewing import (
    Letterhead,
    contact_view,
    daily_view,
    finding_view,
    kind_of,
    overview_view,
    person_view,
)
from gongyak.mail.views import VIEWS, ContactView, CountView, DailyView, LinksView, PersonView
from gongyak.mail.writing import Written, write_letter
from gongyak.notices import AnswerKind
from gongyak.people import Official
from gongyak.reminders.facts import Facts, Round
from gongyak.reminders.notice import Digest, Lack, LackKind, NoticeTopic
from gongyak.reminders.overview import overview
from tests.cast import H1_2025, H2_2024, pledge, project
from tests.mail.writing import SHIPPED
from tests.reminders.office import (
    COORDINATOR,
    HEAD,
    LEAD,
    OFFICE,
    OFFICER,
    Diary,
    answer,
    day,
    event,
    facts,
    notices,
)

SECRET = "x" * 32
LINKS = Links("http://gongyak.example.kr", SECRET, date(2025, 12, 31))
NO_LINKS = Links(None, SECRET, date(2025, 12, 31))
HEADED = Letterhead("가람시", contact_view(COORDINATOR, date(2025, 5, 1)), LINKS)
ROUND = Round(H1_2025, request=day("2025-06-10"), deadline=day("2025-07-07"))


def digest_of(diary: Diary, on: str, recipient: str = OFFICER.id) -> Digest:
    return next(digest for digest in diary.on(on).digests if digest.recipient == recipient)


def view_of(digest: Digest, head: Letterhead = HEADED) -> DailyView:
    return daily_view(digest, head, PersonView(name=digest.name), answer_by=day("2025-06-02"))


def letter(digest: Digest) -> Written:
    return write_letter(kind_of(digest), view_of(digest), SHIPPED)


def test_an_event_ahead_is_told_with_its_day_place_and_pledge() -> None:
    digest = digest_of(Diary(facts(event("2025-05-20", place="국립암센터"))), "2025-05-13")
    view = view_of(digest)
    assert (view.topic, view.others, view.today) == ("event", 0, "2025. 5. 13.(화)")
    assert (view.first.when, view.first.place, view.first.d_day) == ("2025. 5. 20.(화)", "국립암센터", "D-7")
    assert view.first.pledge == "1-1 바이오 정밀의료클러스터 조성 추진"
    assert view.first.department == "전략산업과 전략산업팀"
    assert letter(digest).subject == "[일정 알림] D-7 LIH-G 개소식"


def test_a_date_known_as_a_half_year_is_asked_for_and_never_counted_down() -> None:
    digest = digest_of(Diary(facts(event("2025-40"))), "2024-12-31")
    written = letter(digest)
    assert written.subject == "[입력 요청] LIH-G 개소식 날짜(6. 2.(월)까지)"
    assert "입력된 시기: 2025년 상반기" in written.text
    assert "D-" not in written.text


def test_a_changed_date_is_told_with_old_and_new() -> None:
    diary = Diary(facts(event("2025-05-20")))
    diary.on("2025-05-13")
    diary.change(event("2025-06-03"))
    written = letter(digest_of(diary, "2025-05-14"))
    assert written.subject == "[일정 변경] LIH-G 개소식(5. 20.(화) → 6. 3.(화))"
    assert "변경된 일시: 2025. 6. 3.(화)" in written.text
    assert "종전 안내: 2025. 5. 20.(화)" in written.text


def test_a_rough_date_that_became_exact_is_settled_not_changed() -> None:
    diary = Diary(facts(event("2025-40")))
    diary.on("2024-12-31")
    diary.change(event("2025-05-20"))
    assert letter(digest_of(diary, "2025-01-02")).subject == "[일정 확정] LIH-G 개소식(2025. 5. 20.(화))"


def test_what_is_overdue_has_a_new_day_and_its_superiors_learn_who_answers_for_it() -> None:
    diary = Diary(facts(event("2025-05-20")))
    late = letter(digest_of(diary, "2025-05-23"))
    assert late.subject == "[기한 경과] D+3 LIH-G 개소식(6. 2.(월)까지)"
    told = digest_of(Diary(facts(event("2025-05-20"))), "2025-05-23", LEAD.id)
    assert kind_of(told) is LetterKind.ESCALATION
    assert letter(told).subject == "[기한 경과] D+3 LIH-G 개소식 확인 요청"
    assert f"담당: {OFFICER.name}" in letter(told).text


def test_what_is_missing_is_asked_for_first_and_then_again() -> None:
    world = Facts(OFFICE, (pledge(projects=(project("센터", as_of=H2_2024),)),), (ROUND,))
    diary = Diary(world)
    first, again = (letter(digest_of(diary, on)) for on in ("2025-06-10", "2025-07-04"))
    assert first.subject == "[입력 요청] 2025년 상반기 1-1 바이오 정밀의료클러스터 조성 추진(7. 7.(월)까지)"
    assert again.subject == first.subject.replace("[입력 요청]", "[재안내]")
    assert "      · 사업비: 센터 사업\n" in first.text
    assert "      · 관련 사진 (해당이 없거나 그대로이면 두셔도 됩니다)\n" in first.text


def test_problems_left_as_they_were_are_counted_not_quoted() -> None:
    world = Facts(OFFICE, (pledge(projects=(project("센터", as_of=H2_2024),)),), (ROUND,))
    digest = digest_of(Diary(world), "2025-06-10")
    problems = Lack(LackKind.PROBLEMS, ("긴 글", "더 긴 글"))
    text = letter(replace(digest, notices=(replace(digest.first, lacks=(problems,)),))).text
    assert "· 문제점 및 개선대책: 지난 반기와 같은 내용 2건 (해당이 없거나" in text
    assert "긴 글" not in text


def test_a_day_of_several_topics_has_a_section_each_and_the_subject_of_the_most_urgent() -> None:
    events = (
        event("2025-05-20"),
        replace(event("2025-05-10", "forum"), name="포럼"),
        event("2025-40", "rough"),
    )
    digest = digest_of(Diary(facts(*events)), "2025-05-13")
    view = view_of(digest)
    assert [section.topic for section in view.sections] == list(
        dict.fromkeys(notice.topic for notice in digest.notices)
    )
    assert sum(len(section.notices) for section in view.sections) == len(digest.notices) == view.others + 1
    assert view.first == view.sections[0].notices[0]
    assert f" 외 {view.others}건" in letter(digest).subject


def test_links_say_what_the_reader_answers_and_are_not_there_without_pages() -> None:
    digest = digest_of(Diary(facts(event("2025-05-20"))), "2025-05-13")
    links = view_of(digest).first.links
    for address, kind in ((links.snooze, "snooze"), (links.done, "done"), (links.not_mine, "not-mine")):
        link = read(address.rpartition("/")[2], SECRET, day("2025-05-14"))
        assert (link.about, link.version, link.official) == ("event:lih-g", "2025-05-20", OFFICER.id)
        assert link.action == AnswerKind(kind)
    closed = view_of(digest, replace(HEADED, links=NO_LINKS))
    assert (closed.first.links, closed.site) == (LinksView(), "")


def test_every_topic_has_its_kind_and_its_section() -> None:
    digest = digest_of(Diary(facts(event("2025-05-20"))), "2025-05-13")
    for topic in NoticeTopic:
        kind = kind_of(replace(digest, notices=(replace(digest.first, topic=topic),)))
        assert VIEWS[kind] is DailyView
        assert {part for kind, part in PIECES if kind == f"section-{topic}"} == {"text", "html"}


def test_every_letter_of_a_year_can_be_written() -> None:
    events = (event("2025-40"), event("2025-05-20", "exact"), event("2025-06-02/2025-06-04", "fair"))
    world = Facts(OFFICE, (pledge(events=events),), (ROUND,))
    diary = Diary(world).through("2024-11-01", "2025-08-31")
    written = [letter(digest) for plan in diary.plans for digest in plan.letters]
    assert len(written) > 30
    assert all(notice.pledge for plan in diary.plans for _, notice in notices(plan))


@pytest.mark.parametrize(
    ("official", "title"), [(OFFICER, "담당자"), (LEAD, "팀장"), (HEAD, "과장"), (COORDINATOR, "총괄 담당자")]
)
def test_people_are_addressed_by_their_post(official: Official, title: str) -> None:
    view = person_view(official, day("2024-05-01"))
    assert (view.name, view.title) == (official.name, title)


def test_who_has_no_post_any_more_is_addressed_by_name() -> None:
    assert person_view(HEAD, day("2024-07-01")) == PersonView(name=HEAD.name)
    without = Official("g1", "이무명")
    assert contact_view(without, day("2024-07-01")) == ContactView(name="이무명")


def test_a_finding_is_printed_with_the_word_for_its_severity() -> None:
    finding = Finding("year-mark", Severity.NOTE, "까닭", "고칠 점", "자리")
    assert finding_view(finding).severity == "참고"


def test_the_overview_tells_where_the_city_stands() -> None:
    events = (event("2025-07-09", place="시청"), event("2025-06-20", "late"), event("2025-41", "rough"))
    world = Facts(OFFICE, (pledge(events=events, projects=(project("센터", as_of=H2_2024),)),), (ROUND,))
    answers = [answer(AnswerKind.DONE, "2025-06-20", OFFICER)]
    answers = [replace(each, about="event:late") for each in answers]
    found = overview(world, day("2025-06-30"), answers)
    more = CountView(label="보낸 편지", number="3통")
    person = person_view(COORDINATOR, day("2025-06-30"))
    view = overview_view(found, HEADED, person, counts=[more], troubles=["디스크"])
    assert (view.first_day, view.last_day) == ("2025. 6. 30.(월)", "2025. 7. 6.(일)")
    assert [notice.d_day for notice in (*view.ahead, *view.overdue, *view.wanted)] == ["D-9", "D+10", ""]
    assert [(count.label, count.number) for count in view.counts] == [
        ("공약", "1건"),
        ("2025년 상반기 자료 입력을 마친 공약", "0건"),
        ("보낸 편지", "3통"),
    ]
    text = write_letter(LetterKind.OVERVIEW, view, SHIPPED).text
    assert "- 2025. 7. 9.(수) D-9 LIH-G 개소식 / 시청 / 전략산업과 전략산업팀" in text
    assert f"완료하였다고 회신함({OFFICER.name})" in text
    assert "- 디스크" in text


def test_without_a_round_nobody_counts_entries() -> None:
    found = overview(Facts(OFFICE, (pledge(),)), day("2025-06-30"))
    view = overview_view(found, HEADED, person_view(COORDINATOR, day("2025-06-30")))
    assert [count.label for count in view.counts] == ["공약"]
