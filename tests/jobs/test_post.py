"""The outbox is emptied: what becomes of each letter, whatever the server, the database or the run does."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from gongyak.letters import Attachment, LetterKind, LetterState
from gongyak.mail.errors import (
    Deferred,
    FolderUnwritable,
    LoginRefused,
    MailError,
    Refused,
    Stage,
    Unknown,
    Unreachable,
)
from gongyak.mail.folder import FolderPost
from gongyak.mail.post import Line, MemoryPost, Outgoing, Receipt
from gongyak.mail.server import SmtpServer
from gongyak.mail.smtp import SmtpPost
from gongyak.store.database import Database
from gongyak.store.drafts import read_document
from gongyak.store.outbox import claim
from gongyak.store.sending import begin_data, read_attempts
from gongyak.store.suppressions import read_suppressions
from jobs import post as job
from jobs.backoff import next_try
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.progress import no_progress
from tests.cast import H2_2024
from tests.jobs.conftest import Opened
from tests.jobs.townhall import (
    KEEPER,
    OTHER_KEEPER,
    Clock,
    deliver,
    keys,
    outbox,
    parsed,
    queue,
    request,
    run_of,
    settle,
    states,
    to,
)
from tests.jobs.world import desk_at, small_pledge
from tests.mail.faulty_smtp import Act, FaultySmtp

POST: Final = request("post", "2025-01-02T12:00+09:00")
BUSY: Final = Deferred(stage=Stage.RCPT, code=451, reply="4.7.1 try again later")
NO_SUCH_USER: Final = Refused(stage=Stage.RCPT, code=550, reply="5.1.1 no such user")
SPAM: Final = Refused(stage=Stage.ANSWER, code=554, reply="5.7.1 looks like spam")
NO_ANSWER: Final = Unknown(stage=Stage.ANSWER, reply="connection lost")
DOWN: Final = Unreachable(stage=Stage.CONNECT, reply="connection refused")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock, opened: Opened) -> Desk:
    limits = {"GONGYAK_MAIL_ATTEMPTS": "3", "GONGYAK_MAIL_SUPPRESS_AFTER": "2"}
    return opened(desk_at(migrated_url, tmp_path, clock, **limits))


def is_needed(desk: Desk) -> bool:
    with desk.database.read() as session:
        return job.needed(session, desk.now())


def attempts(desk: Desk, key: str) -> list[str]:
    (number,) = (each.id for each in outbox(desk) if each.letter.key == key)
    with desk.database.read() as session:
        return [f"{each.number} {each.outcome} {each.reply.stage}" for each in read_attempts(session, number)]


def test_all_letters_that_are_due_go_by_one_line_in_their_order(desk: Desk) -> None:
    names = [f"n{number:03}" for number in range(120)]  # more than are claimed at a time
    queue(desk, *map(to, names))
    post = MemoryPost()
    run = deliver(desk, post)
    assert (post.lines, keys(post.sent, desk)) == (1, names)
    assert set(states(desk).values()) == {LetterState.SENT}
    assert run.came_to == {LetterState.SENT: 120}
    assert attempts(desk, "n007") == ["1 sent answer"]
    assert all(each.holder is None and each.attempts == 1 for each in outbox(desk))


def test_nothing_is_opened_where_nothing_is_due(desk: Desk) -> None:
    post = MemoryPost()
    deliver(desk, post)
    assert post.lines == 0


def test_a_letter_is_looked_for_when_it_is_due_or_somebody_has_left_it(desk: Desk, clock: Clock) -> None:
    assert not is_needed(desk)
    queue(desk, to("a"))
    assert is_needed(desk)
    deliver(desk, MemoryPost({"a@example.kr": BUSY}))
    assert not is_needed(desk)
    clock.forward(minutes=2)
    assert is_needed(desk)
    with desk.database.begin(who="tester", at=clock(), cause="test") as session:
        claim(session, "dead", 10, clock())
    assert is_needed(desk)
    deliver(desk)
    assert not is_needed(desk)


def test_a_letter_that_is_put_off_is_tried_later_each_time_and_given_up_in_the_end(
    desk: Desk, clock: Clock
) -> None:
    queue(desk, to("busy"), to("free"))
    post = MemoryPost({"busy@example.kr": BUSY})
    run = deliver(desk, post)
    assert run.came_to == {LetterState.QUEUED: 1, LetterState.SENT: 1}
    waiting = outbox(desk)[0]
    assert (waiting.state, waiting.attempts) == (LetterState.QUEUED, 1)
    assert waiting.due == next_try(clock(), 1, waiting.message_id)
    assert "451" in (waiting.error or "")
    deliver(desk, post)
    assert attempts(desk, "busy") == ["1 deferred rcpt"], "it is not due yet"
    for _ in range(2):
        clock.at = outbox(desk)[0].due
        deliver(desk, post)
    failed = outbox(desk)[0]
    assert failed.state is LetterState.FAILED
    assert attempts(desk, "busy") == ["1 deferred rcpt", "2 deferred rcpt", "3 failed rcpt"]
    assert "3번 시도하였으나" in (failed.error or "")
    assert "자동으로 다시" not in (failed.error or "")
    clock.forward(days=30)
    assert not is_needed(desk)


def test_a_letter_that_was_put_off_is_sent_when_the_server_takes_it(desk: Desk, clock: Clock) -> None:
    queue(desk, to("busy"))
    (before,) = outbox(desk)
    deliver(desk, MemoryPost({"busy@example.kr": BUSY}))
    clock.forward(minutes=2)
    post = MemoryPost()
    deliver(desk, post)
    assert [message.message_id for message in post.sent] == [before.message_id]
    (after,) = outbox(desk)
    assert (after.state, after.error) == (LetterState.SENT, None)


def test_a_refused_letter_fails_at_once_and_blames_no_address(desk: Desk) -> None:
    settle(desk)
    queue(desk, *(to("spam", key=f"spam {number}") for number in range(5)), to("fine"))
    run = deliver(desk, MemoryPost({"spam@example.kr": SPAM}))
    assert run.came_to == {LetterState.FAILED: 5, LetterState.SENT: 1}
    with desk.database.read() as session:
        assert read_suppressions(session) == ()
    assert len(outbox(desk)) == 6, "nobody is written to"


def test_an_address_that_refuses_twice_gets_no_more_letters_and_others_are_told_once(desk: Desk) -> None:
    settle(desk)
    gone = KEEPER.email or ""
    queue(desk, *(to("keeper", key=f"keeper {number}") for number in range(4)))
    assert outbox(desk)[0].letter.address == gone
    post = MemoryPost({gone: NO_SUCH_USER})
    run = deliver(desk, post)
    told = [each for each in outbox(desk) if each.letter.kind is LetterKind.FAILURE]
    assert [each.letter.address for each in told] == [OTHER_KEEPER.email], "never to the address that failed"
    assert gone in told[0].letter.text
    assert "5.1.1 no such user" in told[0].letter.text
    assert told[0].letter.cause == "post:now"
    assert told[0].state is LetterState.SENT, "by the same run"
    assert run.came_to[LetterState.FAILED] == 4, "two that were claimed already were refused as well"
    queue(desk, to("keeper", key="later"))
    deliver(desk, post)
    assert states(desk)["later"] is LetterState.FAILED
    assert attempts(desk, "later") == [], "the server is not asked any more"
    assert len([each for each in outbox(desk) if each.letter.kind is LetterKind.FAILURE]) == 1


def test_a_letter_that_arrives_lets_the_refusals_before_it_be_forgotten(desk: Desk) -> None:
    for number, faults in enumerate(({"a@example.kr": NO_SUCH_USER}, {}, {"a@example.kr": NO_SUCH_USER})):
        queue(desk, to("a", key=str(number)))
        deliver(desk, MemoryPost(faults))
    with desk.database.read() as session:
        assert read_suppressions(session) == ()


def test_a_letter_whose_fate_is_unknown_is_sent_once_more_under_the_same_id_if_its_kind_says_so(
    desk: Desk,
) -> None:
    queue(desk, to("event"), to("draft", kind=LetterKind.DRAFT_READY))
    before = {each.letter.key: each.message_id for each in outbox(desk)}
    lost = MemoryPost(dict.fromkeys(("event@example.kr", "draft@example.kr"), NO_ANSWER))
    run = deliver(desk, lost)
    assert attempts(desk, "event") == ["1 unknown answer", "2 unknown answer"], "once more, and never again"
    assert attempts(desk, "draft") == ["1 unknown answer"], "it waits for a person"
    assert set(states(desk).values()) == {LetterState.UNKNOWN}
    assert run.came_to == {LetterState.QUEUED: 1, LetterState.UNKNOWN: 2}
    assert {each.letter.key: each.message_id for each in outbox(desk)} == before
    assert not is_needed(desk)


def test_where_no_line_comes_about_everything_waits_unjudged(desk: Desk) -> None:
    queue(desk, to("a"), to("b"))
    run = deliver(desk, MemoryPost(closed=DOWN))
    assert run.trouble is DOWN
    assert [(each.state, each.attempts, each.holder) for each in outbox(desk)] == [
        (LetterState.QUEUED, 0, None)
    ] * 2
    assert is_needed(desk), "the next minute tries again"
    deliver(desk)
    assert set(states(desk).values()) == {LetterState.SENT}


def test_a_server_that_turns_us_away_amid_the_letters_judges_none_of_those_left(desk: Desk) -> None:
    queue(desk, *map(to, "abcd"))
    away = LoginRefused(stage=Stage.MAIL, code=530, reply="5.7.0 authentication required")
    run = deliver(desk, MemoryPost({"c@example.kr": away}))
    assert run.trouble is away
    assert [each.state for each in outbox(desk)] == [LetterState.SENT] * 2 + [LetterState.QUEUED] * 2
    assert [each.attempts for each in outbox(desk)] == [1, 1, 0, 0]


def test_a_letter_already_begun_waits_again_where_it_is_certain_that_it_did_not_go_out(desk: Desk) -> None:
    away = LoginRefused(stage=Stage.DATA, code=530, reply="5.7.0 authentication required")
    queue(desk, to("draft", kind=LetterKind.DRAFT_READY))
    deliver(desk, MemoryPost({"draft@example.kr": away}))
    assert [(each.state, each.attempts, each.holder) for each in outbox(desk)] == [
        (LetterState.QUEUED, 0, None)
    ]


class VanishingFolder(FolderPost):
    """A folder that somebody deletes as soon as a line is open."""

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Line]:
        async with super().connect() as line:
            shutil.rmtree(self._folder)
            yield line


def test_a_folder_that_cannot_be_written_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    queue(desk, to("draft", kind=LetterKind.DRAFT_READY))
    run = deliver(desk, VanishingFolder(tmp_path / "mail"))
    assert isinstance(run.trouble, FolderUnwritable)
    assert states(desk) == {"draft": LetterState.QUEUED}
    deliver(desk, FolderPost(tmp_path / "mail"))
    assert states(desk) == {"draft": LetterState.SENT}
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_what_a_dead_run_had_claimed_is_sent_and_what_it_had_begun_is_unknown(desk: Desk) -> None:
    queue(desk, to("claimed"), to("begun"), to("draft", kind=LetterKind.DRAFT_READY))
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        held = claim(session, "post:before#dead", 10, desk.now())
        assert all(begin_data(session, posted, desk.now()) for posted in held[1:])
    post = MemoryPost()
    deliver(desk, post)
    assert keys(post.sent, desk) == ["claimed", "begun"]
    assert states(desk) == {
        "claimed": LetterState.SENT,
        "begun": LetterState.SENT,
        "draft": LetterState.UNKNOWN,
    }
    assert attempts(desk, "claimed") == ["1 sent answer"]
    assert attempts(desk, "begun") == ["1 unknown answer", "2 sent answer"]


class Meeting(MemoryPost):
    """A post before or amid whose first letter another run goes through the whole outbox."""

    def __init__(self, other: Callable[[], Any], *, amid: bool) -> None:
        super().__init__()
        self._other: Callable[[], Any] | None = other
        self._amid = amid

    async def send(self, message: Outgoing, begin_data: Callable[[], bool]) -> Receipt | None:
        other, self._other = self._other, None
        if other and not self._amid:
            await other()
        receipt = await super().send(message, begin_data)
        if other and self._amid:
            await other()
        return receipt


def test_two_runs_that_meet_never_send_one_letter_twice(desk: Desk) -> None:
    queue(desk, *map(to, "abc"))
    second = MemoryPost()
    first = Meeting(lambda: run_of(desk, 2).deliver(second), amid=False)
    deliver(desk, first)
    assert keys([*first.sent, *second.sent], desk) == ["a", "b", "c"]
    assert set(states(desk).values()) == {LetterState.SENT}


def test_what_the_server_has_taken_is_sent_whoever_has_it_meanwhile(desk: Desk) -> None:
    queue(desk, to("draft", kind=LetterKind.DRAFT_READY))
    second = MemoryPost()
    deliver(desk, Meeting(lambda: run_of(desk, 2).deliver(second), amid=True))
    assert second.sent == []
    assert states(desk) == {"draft": LetterState.SENT}


def test_a_letter_takes_its_drafts_and_files_along_byte_by_byte(desk: Desk) -> None:
    settle(desk, small_pledge("1-1"), small_pledge("1-2"))
    drafted = draft_reports(desk, H2_2024)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    own = [Attachment(f"{made.draft}.docx", word, draft=made.draft) for made in drafted.made]
    entry = Attachment("개소식.ics", "text/calendar; charset=utf-8; method=PUBLISH", b"BEGIN:VCALENDAR\r\n")
    queue(desk, to("a", attachments=(*own, entry)))
    post = MemoryPost()
    deliver(desk, post)
    files = list(parsed(post.sent[0].content).iter_attachments())
    assert [file.get_filename() for file in files] == [
        "2024H2_1-1_v1.docx",
        "2024H2_1-2_v1.docx",
        "개소식.ics",
    ]
    with desk.database.read() as session:
        documents = [read_document(session, made.draft) for made in drafted.made]
    assert [file.get_payload(decode=True) for file in files[:2]] == documents
    assert files[2].get_payload(decode=True) == entry.content


def test_a_letter_that_cannot_be_made_fails_with_its_reason_and_keeps_no_other_back(desk: Desk) -> None:
    settle(desk)
    queue(
        desk,
        to("a", address="a@b, evil@example.kr"),
        to("b", attachments=(Attachment("x", "no type", b"x"),)),
        to("c"),
    )
    post = MemoryPost()
    deliver(desk, post)
    assert keys(post.sent, desk) == ["c"]
    failed = outbox(desk)[:2]
    assert {each.state for each in failed} == {LetterState.FAILED}
    assert "a@b, evil@example.kr" in (failed[0].error or "")
    assert "'x'" in (failed[1].error or "")
    assert attempts(desk, "a") == ["1 failed letter"]
    assert len(outbox(desk)) == 3, "an address that is none is not suppressed, and nobody is told of it"


def test_an_answer_is_kept_though_the_database_is_away_for_a_while(tmp_path: Path, opened: Opened) -> None:
    """Without the answer the letter would be unknown, though it has arrived."""
    path = tmp_path / "gongyak.sqlite3"
    desk = opened(desk_at(f"sqlite:///{path}", tmp_path))
    desk.__dict__["database"] = Database(f"sqlite:///{path}", patience=0.02)
    desk.database.migrate()
    queue(desk, to("draft", kind=LetterKind.DRAFT_READY))
    intruder = sqlite3.connect(path, isolation_level=None, timeout=0)
    waited: list[float] = []

    class Occupied(MemoryPost):
        async def send(self, message: Outgoing, begin_data: Callable[[], bool]) -> Receipt | None:
            receipt = await super().send(message, begin_data)
            intruder.execute("BEGIN IMMEDIATE")
            return receipt

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            intruder.execute("ROLLBACK")

    run = job.Run(desk, "post:now", "post:now#1", pause=pause)
    asyncio.run(run.deliver(Occupied()))
    intruder.close()
    assert waited == [0.2, 0.5, 1]
    assert states(desk) == {"draft": LetterState.SENT}


@pytest.mark.parametrize(
    ("faults", "state", "tried"),
    [
        ({}, LetterState.SENT, ["1 sent answer"]),
        ({"rcpt": ["451 4.2.0 greylisted"]}, LetterState.QUEUED, ["1 deferred rcpt"]),
        ({"answer": ["452 4.3.1 full"]}, LetterState.QUEUED, ["1 deferred answer"]),
        ({"data": [Act.HANG_UP]}, LetterState.QUEUED, ["1 deferred data"]),
        ({"rcpt": ["550 5.1.1 nobody"]}, LetterState.FAILED, ["1 failed rcpt"]),
        ({"data": ["554 5.5.1 no"]}, LetterState.FAILED, ["1 failed data"]),
        ({"answer": ["554 5.7.1 spam"]}, LetterState.FAILED, ["1 failed answer"]),
        ({"answer": [Act.HANG_UP]}, LetterState.UNKNOWN, ["1 unknown answer"]),
        ({"connect": ["554 5.7.1 go away"]}, LetterState.QUEUED, []),
        ({"connect": [Act.HANG_UP] * 3}, LetterState.QUEUED, []),
        ({"mail": ["550 5.7.1 not your address"]}, LetterState.QUEUED, []),
        ({"mail": ["530 5.7.0 login first"]}, LetterState.QUEUED, []),
    ],
)
def test_each_way_of_a_real_server_ends_in_its_state(
    desk: Desk, faults: dict[str, list[Any]], state: LetterState, tried: list[str]
) -> None:
    queue(desk, to("draft", kind=LetterKind.DRAFT_READY), to("next", kind=LetterKind.DRAFT_READY))
    server = FaultySmtp(faults)
    run = asyncio.run(send_through(desk, server))
    assert states(desk)["draft"] is state
    assert attempts(desk, "draft") == tried
    is_stopped = run.trouble is not None
    assert is_stopped == (tried == [])
    assert states(desk)["next"] is (LetterState.QUEUED if is_stopped else LetterState.SENT)
    arrived = [address for address, _ in server.received]
    assert arrived.count("next@example.kr") == (0 if is_stopped else 1)


async def send_through(desk: Desk, server: FaultySmtp) -> job.Run:
    run = run_of(desk)
    async with server:
        wanted = SmtpServer(
            host="127.0.0.1", port=server.port, security="plain", timeout=20, answer_timeout=20
        )
        await run.deliver(SmtpPost(wanted))
    return run


def test_the_job_tells_how_many_letters_came_to_what(desk: Desk, tmp_path: Path) -> None:
    queue(desk, to("a"), to("b"), to("bad", address="bad"))
    assert job.plan(desk, POST) == ("",)
    result = job.work(desk, POST, "", no_progress)
    assert result == {"letters": {"sent": 2, "failed": 1}, "trouble": None}
    assert len(list((tmp_path / "var" / "mail").glob("*.eml"))) == 2
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        assert job.close(session, desk, POST, [result]) == "발송 2통, 실패 1통"
        assert job.close(session, desk, POST, [job.work(desk, POST, "", no_progress)]) == ""


def test_the_job_tells_what_has_stopped_it(migrated_url: str, tmp_path: Path, opened: Opened) -> None:
    nowhere = {"GONGYAK_MAIL_SERVER": "127.0.0.1", "GONGYAK_MAIL_PORT": "1", "GONGYAK_MAIL_SECURITY": "plain"}
    desk = opened(desk_at(migrated_url, tmp_path, Clock(), **nowhere))
    queue(desk, to("a"))
    result = job.work(desk, POST, "", no_progress)
    assert states(desk) == {"a": LetterState.QUEUED}
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        assert "메일 서버에 연결할 수 없습니다" in job.close(session, desk, POST, [result])


def test_every_error_is_either_the_servers_or_one_of_three_outcomes() -> None:
    """What `Run` does with an error rests on this."""
    kinds = [MailError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    outcomes = [kind for kind in kinds[1:] if not kind.about_server]
    assert set(outcomes) == {Deferred, Refused, Unknown}
