"""From what is planned to what a letter prints: pure functions that make views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Final

from gongyak.findings import Finding
from gongyak.letters import LetterKind
from gongyak.links import Links
from gongyak.mail.views import (
    ContactView,
    CountView,
    DailyView,
    FindingView,
    LackView,
    LinksView,
    NoticeView,
    OverviewView,
    PersonView,
    SectionView,
)
from gongyak.notices import AnswerKind
from gongyak.people import Official, Role
from gongyak.printing import write_appointment, write_d_day, write_weekday
from gongyak.reminders.entries import REQUEST
from gongyak.reminders.notice import Digest, Lack, LackKind, Notice, NoticeTopic, PledgeName
from gongyak.reminders.overview import AnsweredLine, EventLine, MissingLine, Overview

_KINDS: Final = {
    NoticeTopic.EVENT: LetterKind.EVENT,
    NoticeTopic.DATE_WANTED: LetterKind.EVENT,
    NoticeTopic.DATE_CHANGED: LetterKind.DATE_CHANGED,
    NoticeTopic.DROPPED: LetterKind.DATE_CHANGED,
    NoticeTopic.MISSING: LetterKind.MISSING,
    NoticeTopic.OVERDUE: LetterKind.OVERDUE,
    NoticeTopic.ESCALATION: LetterKind.ESCALATION,
}
_TITLES: Final = {
    Role.OFFICER: "담당자",
    Role.TEAM_LEAD: "팀장",
    Role.HEAD: "과장",
    Role.COORDINATOR: "총괄 담당자",
    Role.ADMINISTRATOR: "관리자",
}
_ANSWERS: Final = {AnswerKind.DONE: "완료하였다고 회신함", AnswerKind.SNOOZE: "뒤에 다시 알려 달라고 회신함"}
_WEEK: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What all letters of a day have: the city's name, the contact, and what makes their links."""

    city: str
    contact: ContactView
    links: Links

    @property
    def site(self) -> str:
        """The address of gongyak's pages; empty: there are none."""
        return self.links.address or ""


def kind_of(digest: Digest) -> LetterKind:
    """Return the kind of a day's letter: that of its most urgent notice."""
    return _KINDS[digest.first.topic]


def person_view(official: Official, day: date) -> PersonView:
    """Return whom a letter of *day* addresses; without a post on it, by name alone."""
    post = next((post for post in official.posts if day in post.tenure), None)
    if post is None:
        return PersonView(name=official.name)
    title = _TITLES.get(post.role, "")
    return PersonView(name=official.name, title=title, department=post.department, team=post.team or "")


def contact_view(official: Official, day: date) -> ContactView:
    """Return the contact that *official* is on *day*."""
    person = person_view(official, day)
    return ContactView(
        department=_place(person.department, person.team),
        name=official.name,
        phone=official.phone or "",
        email=official.email or "",
    )


def daily_view(
    digest: Digest,
    head: Letterhead,
    recipient: PersonView,
    *,
    answer_by: date,
    files: Sequence[str] = (),
) -> DailyView:
    """Return the view of a day's letter: a section a topic, in the order of the most urgent of each.

    *answer_by* is the day by which an answer is wished for; *files* are the names of what is attached.
    """
    first = digest.first
    views = {
        id(notice): _notice_view(notice, digest.recipient, head.links, answer_by) for notice in digest.notices
    }
    topics = dict.fromkeys(notice.topic for notice in digest.notices)
    return DailyView(
        city=head.city,
        today=write_weekday(first.day),
        recipient=recipient,
        contact=head.contact,
        site=head.site,
        files=tuple(files),
        topic=first.topic.value,
        first=views[id(first)],
        others=len(digest.notices) - 1,
        sections=tuple(
            SectionView(
                topic=topic.value,
                notices=tuple(views[id(notice)] for notice in digest.notices if notice.topic is topic),
            )
            for topic in topics
        ),
    )


def _notice_view(notice: Notice, recipient: str, links: Links, answer_by: date) -> NoticeView:
    event = notice.event
    return NoticeView(
        pledge=_name(notice.pledge),
        department=_department(notice.pledge),
        event=event.name if event else "",
        when=write_appointment(event.when) if event else "",
        before=write_appointment(notice.before) if notice.before else "",
        place=(event.place or "") if event else "",
        is_settled=notice.is_settled,
        half_year=notice.half_year.name if notice.half_year else "",
        lacks=tuple(_lack_view(lack) for lack in notice.lacks),
        due=write_weekday(notice.due) if notice.due else "",
        d_day=notice.label,
        is_late=notice.is_late,
        is_again=notice.topic is NoticeTopic.MISSING and notice.lead != REQUEST,
        answer_by=write_weekday(answer_by),
        answerable=notice.answerable,
        reason=str(notice.reason),
        absent=notice.reason.absent or "",
        links=_links_view(notice, recipient, links),
    )


def _name(pledge: PledgeName | None) -> str:
    return f"{pledge.number} {pledge.name}" if pledge else ""


def _department(pledge: PledgeName | None) -> str:
    return _place(pledge.department, pledge.team) if pledge else ""


def _place(department: str, team: str | None) -> str:
    return f"{department} {team or ''}".strip()


def _lack_view(lack: Lack) -> LackView:
    """Return what is missing; of problems left as they were only how many: they are whole paragraphs."""
    items = lack.items
    if lack.kind is LackKind.PROBLEMS and items:
        items = (f"지난 반기와 같은 내용 {len(items)}건",)
    return LackView(what=lack.kind.value, items=items, is_hint=lack.is_hint)


def _links_view(notice: Notice, recipient: str, links: Links) -> LinksView:
    """Return the links of a notice that can be answered: about an event that is still planned."""
    answerable = notice.event is not None and notice.topic is not NoticeTopic.DROPPED
    found = links.for_notice(notice.about, notice.version, recipient) if answerable else None
    if found is None:
        return LinksView()
    return LinksView(snooze=found.snooze, done=found.done, not_mine=found.not_mine)


def finding_view(finding: Finding) -> FindingView:
    """Return what a letter prints of a finding."""
    return FindingView(
        severity=finding.severity.value, place=finding.place, message=finding.message, remedy=finding.remedy
    )


def overview_view(
    overview: Overview,
    head: Letterhead,
    recipient: PersonView,
    *,
    counts: Sequence[CountView] = (),
    troubles: Sequence[str] = (),
) -> OverviewView:
    """Return the view of the week's overview; *counts* follow those that the overview itself gives."""
    departments = overview.departments
    return OverviewView(
        city=head.city,
        today=write_weekday(overview.day),
        recipient=recipient,
        contact=head.contact,
        site=head.site,
        first_day=write_weekday(overview.day),
        last_day=write_weekday(overview.day + _WEEK),
        counts=(*_entry_counts(overview), *counts),
        ahead=_event_views(each.coming for each in departments),
        wanted=_event_views(each.undated for each in departments),
        overdue=_event_views(each.overdue for each in departments),
        missing=tuple(_missing_view(line) for each in departments for line in each.missing),
        answered=tuple(_answered_view(line) for line in overview.answered),
        without_address=overview.without_address,
        troubles=tuple(troubles),
    )


def _event_views(lines: Iterable[Iterable[EventLine]]) -> tuple[NoticeView, ...]:
    return tuple(_event_view(line) for line in chain.from_iterable(lines))


def _event_view(line: EventLine, reason: str = "") -> NoticeView:
    return NoticeView(
        pledge=_name(line.pledge),
        department=_department(line.pledge),
        event=line.event.name,
        when=write_appointment(line.event.when),
        place=line.event.place or "",
        d_day="" if line.days is None else write_d_day(line.days),
        is_late=line.days is not None and line.days < 0,
        reason=reason,
    )


def _missing_view(line: MissingLine) -> NoticeView:
    return NoticeView(
        pledge=_name(line.pledge),
        department=_department(line.pledge),
        lacks=tuple(_lack_view(lack) for lack in line.lacks),
    )


def _answered_view(line: AnsweredLine) -> NoticeView:
    return _event_view(line.line, f"{_ANSWERS[line.kind]}({line.official})")


def _entry_counts(overview: Overview) -> Iterator[CountView]:
    """Yield how many pledges there are, and of a half-year being collected how many lack nothing."""
    total = sum(each.pledges for each in overview.departments)
    yield CountView(label="공약", number=f"{total:,}건")
    if overview.entries:
        missing = sum(len(each.missing) for each in overview.departments)
        deadline = write_weekday(overview.entries.deadline)
        label = f"{overview.entries.half_year.name} 자료 입력을 마친 공약"
        yield CountView(label=label, number=f"{total - missing:,}건", note=f"기한 {deadline}")
