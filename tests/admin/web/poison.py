"""A database in which every text that anybody can have written is hostile."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Any, Final, TypeVar

from sqlalchemy import Column, func, insert, select, update

from gongyak.accounts import AccessKind, Invitation, digest_of
from gongyak.budget import Amounts, BudgetCell, Statement
from gongyak.city import City, DayException, QuietDays
from gongyak.compose import compose_report
from gongyak.drafts import Draft, draft_number
from gongyak.events import PlannedEvent
from gongyak.findings import Finding, Severity
from gongyak.judgement import Glossary, Mute
from gongyak.letters import Attachment, AttemptOutcome, LetterState
from gongyak.lines import Fate, Outcome, Stand
from gongyak.money import Money
from gongyak.notices import Answer, AnswerKind
from gongyak.occurrences import LogLevel, LogLine, OccurrenceState, Replica, Request
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Official, Post, Role, Tenure
from gongyak.permissions import Subject
from gongyak.pledges import Block, NotApplicable, Pledge, Remark, RemarkKind
from gongyak.reviews import Review, Stage
from gongyak.store.access_log import Access, add_access
from gongyak.store.accounts import add_invitation
from gongyak.store.city import read_city, write_city
from gongyak.store.columns import NameText, PlainText
from gongyak.store.drafts import add_draft
from gongyak.store.feeds import keep_feed
from gongyak.store.forms import add_form, choose_form
from gongyak.store.judgement import add_mute, write_names
from gongyak.store.letter_templates import save_letter_template
from gongyak.store.notices import add_answer
from gongyak.store.occurrences import ask, begin, end
from gongyak.store.outbox import add_letter
from gongyak.store.reading import read_pledges
from gongyak.store.replicas import register
from gongyak.store.reviews import add_review
from gongyak.store.run_log import add_lines
from gongyak.store.session import Session
from gongyak.store.settings import write_setting
from gongyak.store.statements import table_of
from gongyak.store.tables import METADATA, AttemptRow, LetterRow, ScheduleRow, SuppressionRow
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from jobs.rendering import freeze
from tests.admin.web.people import OTHER, SINCE
from tests.admin.web.walks import FREE, NOBODYS, Things, draft_of, furnish
from tests.cast import H2_2024
from tests.jobs.world import NOON, jpeg, photo, small_pledge
from tests.store.post import letter

T = TypeVar("T")
INVITATION: Final = Invitation(
    digest=digest_of(FREE["token"]),
    official="reader",
    made_by="admin",
    made_at=NOON,
    expires_at=NOON + timedelta(days=1),
)
BAD_RUN: Final = Request(
    id="bad", job="backup", argument="2025-01-02", due=NOON, asked_by="nobody", asked_at=NOON
)
PICTURE: Final = jpeg()
# What refers to other rows, is made by the program, or is no text of a person's.
_KEYS: Final = {
    *("id", "number", "official", "line", "deputy", "responsible", "topics", "email", "checksum"),
    *("media_type", "column", "term", "terms", "leads", "state"),
}
# Texts that the program makes itself, or takes only in a form that leaves no room for markup.
_OWN: Final = {
    *("accounts.password", "facts_mark.mark", "login_attempts.subject", "officials.email"),
    *("changes.table_name", "changes.row_key", "changes.pledge", "drafts.view", "draft_findings.rule"),
    *("answers.about", "answers.version", "answers.official", "told.about", "told.version", "told.lead"),
    *("letters.key", "letters.message_id", "letters.recipient", "letters.thread", "letters.holder"),
    *("letter_templates.letter_kind", "letter_templates.part", "letter_attachments.media_type"),
    *("occurrences.id", "occurrences.job", "occurrences.argument", "occurrences.line", "told.recipient"),
    *("mutes.rule", "mutes.reference", "pictures.media_type", "schedule.line", "schedule.spec"),
    *("cells.place", "overall_cells.place", "settings.name", "access_log.official"),
}


def poisoned(desk: Desk, payload: str) -> Things:
    """Furnish the database, and put *payload* into every text in it that people write."""
    things, at = furnish(desk), desk.now()
    key = payload.replace("/", "")  # what a person may type where it becomes a part of an address
    number, person = f"8-8{key}", f"사람{key}"
    with desk.database.begin(who=f"이{payload}", at=at, cause=f"까닭{payload}") as session:
        city = full_city(read_city(session), person)
        write_city(session, city)
        stored = [*read_pledges(session), small_pledge("8-8", team=None)]
        pledges = [full(each) for each in stored]
        pledges[-1] = replace(pledges[-1], number=number)
        bad = [hostile(each, payload) for each in pledges]
        bad_city = hostile(city, payload)
        write_city(session, bad_city)
        for each in bad:
            write_pledge(session, each, {photo("any", PICTURE).picture.checksum: PICTURE})
    with desk.database.begin(who="tester", at=at, cause="test") as session:
        drafts = [bad_draft(desk, bad_city, each) for each in bad]
        for draft in drafts:
            add_draft(session, draft, b"PK")
        judge(session, pledges[0].number)
        work(session, drafts[0].number)
        posted = send(session)
        spread(session, payload)
    return {
        **things,
        Subject.PLEDGE: {**things[Subject.PLEDGE], number: NOBODYS},
        Subject.DRAFT: {**things[Subject.DRAFT], **{each.number: NOBODYS for each in drafts}},
        Subject.LETTER: {**things[Subject.LETTER], str(posted): NOBODYS},
        Subject.CITY: {**things[Subject.CITY], "officer": NOBODYS, person: NOBODYS},
        Subject.RUN: {**things[Subject.RUN], BAD_RUN.id: NOBODYS},
    }


def hostile(value: T, payload: str) -> T:
    """Return *value* with *payload* at the end of each text of a person's in it."""
    if isinstance(value, tuple):
        return tuple(hostile(each, payload) for each in value)  # type: ignore[return-value]
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{value}{payload}"  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    told: dict[str, Any] = {
        field.name: hostile(getattr(value, field.name), payload)
        for field in fields(value)
        if field.name not in _KEYS and field.init
    }
    return replace(value, **told)


def full_city(city: City, person: str) -> City:
    """Return *city* with something in each of its lists, and an official with the id *person*."""
    first, *others = city.terms
    posts = (Post(Role.OFFICER, OTHER, None, Tenure(SINCE)),)
    return replace(
        city,
        sources=("시비",),
        days=(DayException(NOON.date(), works=False, source="임시공휴일"),),
        quiet=(QuietDays(NOON.date(), NOON.date(), "까닭"),),
        terms=(replace(first, column_labels=(("2023", "머리"),)), *others),
        officials=(*city.officials, Official(person, "이름", None, "031-8000-0000", posts)),
    )


def full(pledge: Pledge) -> Pledge:
    """Return *pledge* with something in the blocks that it leaves empty."""
    key = pledge.number.replace("-", "_")
    topic, *_ = pledge.topics
    plan, *details = topic.details
    autumn = When.parse("2024-10", "10월쯤")
    fates = (
        Outcome(
            reported=H2_2024.previous,
            fate=Fate.POSTPONED,
            reason="예산",
            when=autumn,
        ),
        Outcome(reported=H2_2024, fate=Fate.DONE, text="개최함", when=When.parse("2024-10-01")),
    )
    told = replace(
        plan,
        stand=Stand.PLAN,
        outcomes=fates,
        entered=H2_2024.previous.previous,
        when=When.parse("2024-03", "3월쯤"),
    )
    cells = (BudgetCell("시비", "2023", Amounts(Money.million(1))),)
    opening = When.parse("2025-03-04", "3월 초")
    event = PlannedEvent(
        id=f"event_{key}", name="개소식", when=opening, place="시청", kind="개관", leads=(-60,)
    )
    ids = [each.id for each in pledge.events] or [event.id]
    return replace(
        pledge,
        goal="목표",
        topics=(replace(topic, details=(told, *details)),),
        overall=(Statement(H2_2024, cells),),
        remarks=(
            Remark(f"problem_{key}", RemarkKind.PROBLEM, "문제점", H2_2024),
            Remark(f"measure_{key}", RemarkKind.MEASURE, "개선대책", H2_2024),
        ),
        participation=Participation(
            (Count(Category.MEETING, "회의", H2_2024, 2),),
            (StatedCount(Category.MEETING, H2_2024, 3, "회의(2)"),),
        ),
        photos=(photo(f"photo_{key}", PICTURE),),
        events=tuple(replace(event, id=each) for each in ids),
        not_applicable=(NotApplicable(H2_2024, Block.MONEY, "까닭"),),
    )


def bad_draft(desk: Desk, city: City, pledge: Pledge) -> Draft:
    """Return the second draft of *pledge*, a hostile one of a hostile *city*."""
    finding = Finding("B1", Severity.ERROR, "지적", "고침", "자리", ())
    return replace(
        draft_of("1-1", desk),
        number=draft_number(H2_2024, pledge.number, 2),
        pledge=pledge.number,
        version=2,
        inputs="1" * 64,
        view=freeze(compose_report(city, pledge, H2_2024)),
        findings=(finding,),
    )


def judge(session: Session, pledge: str) -> None:
    """Decide something about the checks and the forms."""
    add_mute(session, Mute("B1", pledge, None, "까닭", "admin", NOON))
    write_names(session, Glossary((("바른 이름", ("다른 이름",)),)), (("하나", "둘"),))
    choose_form(session, None, who="admin", at=NOON)
    add_form(session, "서식.docx", b"PK", who="admin", at=NOON)
    save_letter_template(session, "missing", "text", "{{ city }}", who="admin", at=NOON)


def work(session: Session, draft: str) -> None:
    """Do something of all that leaves rows of work."""
    step = Review(draft=draft, position=1, stage=Stage.REQUESTED, who="officer", at=NOON, note="말")
    add_review(session, step)
    write_setting(session, "mail.sender_name", "공약 관리", who="admin", at=NOON)
    add_invitation(session, INVITATION)
    ask(session, BAD_RUN)
    keep_feed(session, digest_of(FREE["token"]), "admin", NOON)
    add_answer(session, Answer("event:theirs", "2025-03-04", "officer", AnswerKind.DONE, NOON))
    taken = Access(at=NOON, kind=AccessKind.DOWNLOAD, official="officer", address="a", detail="b")
    add_access(session, taken)
    paused = {"line": "drafts", "spec": "", "paused_by": "admin", "paused_at": NOON}
    session.connection().execute(insert(table_of(ScheduleRow)).values(paused))
    register(session, Replica(id="one", kind="serve", host="app", pid=7, started_at=NOON, seen_at=NOON))
    add_lines(session, "ours", [LogLine(at=NOON, runner="one", level=LogLevel.ERROR, text="오류")])
    begin(session, "ours", "one", NOON)
    end(session, "ours", OccurrenceState.FAILED, NOON, error="오류", made="초안")


def send(session: Session) -> int:
    """Write a letter that could not be sent, and return its number."""
    file = Attachment("초대.ics", "text/calendar", b"")
    bad = letter("bad", recipient="officer", address="officer@example.kr", attachments=(file,))
    posted = add_letter(session, bad, at=NOON, sender_domain="example.kr")
    assert posted
    failed = {"state": LetterState.FAILED, "error": "없는 주소"}
    letters, connection = table_of(LetterRow), session.connection()
    connection.execute(update(letters).where(letters.c.id == posted.id).values(failed))
    attempt = {"outcome": AttemptOutcome.FAILED, "stage": "rcpt", "code": 550, "reply": "no such user"}
    own = {"letter": posted.id, "number": 1, "at": NOON, "holder": "one"}
    connection.execute(insert(table_of(AttemptRow)).values(own | attempt))
    barred = {"address": "officer@example.kr", "failures": 3, "reason": "no such user", "since": NOON}
    connection.execute(insert(table_of(SuppressionRow)).values(barred))
    return posted.id


def texts() -> list[Column[Any]]:
    """Return the columns of all tables that hold a text which may be anything."""
    columns = [column for table in METADATA.sorted_tables for column in table.columns]
    free = [each for each in columns if type(each.type) in {PlainText, NameText} and not each.foreign_keys]
    return [each for each in free if str(each) not in _OWN]


def spread(session: Session, payload: str) -> None:
    """Put *payload* into the texts of all rows that it has not come to by the facts."""
    for column in texts():
        if str(column) not in {"officials.id", "pledges.number", "drafts.number"}:
            clean = update(column.table).where(func.instr(column, payload) == 0)
            session.connection().execute(clean.values({column: column.concat(payload)}))


def untouched(session: Session, payload: str) -> list[str]:
    """Return the columns in whose rows *payload* is nowhere."""
    short = payload.replace("/", "")
    return [
        str(column)
        for column in texts()
        if not session.scalar(
            select(func.count())
            .select_from(column.table)
            .where((func.instr(column, payload) > 0) | (func.instr(column, short) > 0))
        )
    ]
