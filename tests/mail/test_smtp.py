"""Every way in which a mail server can fail a letter, and what becomes of it: the table of docs/mail.md."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest
import trustme
from aiosmtplib import SMTP

from gongyak.mail.errors import (
    BEGUN,
    Deferred,
    LoginRefused,
    MailError,
    NotAdmitted,
    NotProtected,
    Refused,
    SenderRefused,
    Stage,
    Unknown,
    Unreachable,
)
from gongyak.mail.post import Outgoing
from gongyak.mail.server import SmtpServer
from gongyak.mail.smtp import SmtpPost
from gongyak.mail.transfer import transfer
from tests.mail import certificates
from tests.mail.faulty_smtp import LATE_S, Act, FaultySmtp
from tests.mail.letters import outgoing

PATIENCE: Final = 0.3
"""Seconds, where a server is to be given up; anywhere else a busy machine has all the time it needs."""
PLENTY: Final = 20
MAIL_MD: Final = Path(__file__).parent.parent.parent / "docs" / "mail.md"
LARGE: Final = b"X-Large: yes\r\n\r\n" + (b"x" * 76 + b"\r\n") * 200_000
LOGIN: Final[dict[str, Any]] = {"username": "gongyak", "password": "비밀번호"}
AUTH: Final = ("AUTH PLAIN LOGIN",)


def settings(server: FaultySmtp, **more: Any) -> SmtpServer:
    is_silent = any({Act.SILENCE, Act.STALL} & set(faults) for faults in server.faults.values())
    patience = PATIENCE if is_silent else PLENTY
    given: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": server.port,
        "security": "plain",
        "timeout": patience,
        "answer_timeout": patience,
    }
    return SmtpServer(**(given | more))


@dataclass
class Sent:
    """What became of letters: of each None (sent) or its error; and whether DATA had been announced."""

    outcomes: list[MailError | None]
    begun: list[bool]


async def send(wanted: SmtpServer, *messages: Outgoing) -> Sent:
    """Send *messages* as a job does: an error about the server ends the run."""
    sent = Sent([], [])
    try:
        async with SmtpPost(wanted).connect() as line:
            for message in messages:
                sent.begun.append(False)

                def begin() -> bool:
                    sent.begun[-1] = True
                    return True

                try:
                    receipt = await line.send(message, begin)
                except MailError as error:
                    if error.about_server:
                        raise
                    sent.outcomes.append(error)
                else:
                    assert receipt is not None
                    assert receipt.code == 250
                    sent.outcomes.append(None)
    except MailError as error:
        sent.outcomes.append(error)
    return sent


def run(server: FaultySmtp, *messages: Outgoing, **more: Any) -> Sent:
    async def meanwhile() -> Sent:
        async with server:
            return await send(settings(server, **more), *messages)

    return asyncio.run(meanwhile())


@dataclass(frozen=True)
class Case:
    """What goes wrong at which stage, and the outcome; ``code`` is the server's, where it gave one."""

    stage: Stage
    outcome: type[MailError]
    faults: dict[str, list[Any]]
    code: int | None = None


TEMPORARY, PERMANENT = "451 4.3.0 later", "554 5.5.0 never"


def trouble(stage: Stage, at: str, temporary: type[MailError], permanent: type[MailError]) -> dict[str, Case]:
    """Return the four troubles that every stage can have, by their names in docs/mail.md."""
    name = {"answer": "the last dot", "auth": "AUTH", "connect": "the connection"}.get(at, at.upper())
    silent = Unknown if stage is Stage.ANSWER else temporary
    return {
        f"4xx to {name}": Case(stage, temporary, {at: [TEMPORARY]}, 451),
        f"5xx to {name}": Case(stage, permanent, {at: [PERMANENT]}, 554),
        f"no answer to {name}": Case(stage, silent, {at: [Act.SILENCE]}),
        f"disconnected at {name}": Case(stage, silent, {at: [Act.HANG_UP]}),
    }


LETTER_CASES: Final[dict[str, Case]] = {
    **trouble(Stage.RCPT, "rcpt", Deferred, Refused),
    **trouble(Stage.DATA, "data", Deferred, Refused),
    **trouble(Stage.ANSWER, "answer", Deferred, Refused),
    "4xx to MAIL": Case(Stage.MAIL, Deferred, {"mail": [TEMPORARY]}, 451),
    "421 to MAIL": Case(Stage.MAIL, Deferred, {"mail": ["421 4.3.2 closing"]}, 421),
    "no answer to MAIL": Case(Stage.MAIL, Deferred, {"mail": [Act.SILENCE]}),
    "disconnected at MAIL": Case(Stage.MAIL, Deferred, {"mail": [Act.HANG_UP]}),
    "552 to MAIL: too large": Case(Stage.MAIL, Refused, {"mail": ["552 5.3.4 too large"]}, 552),
    "nonsense to MAIL": Case(Stage.MAIL, Deferred, {"mail": ["what?"]}, -1),
    "2xx to DATA": Case(Stage.DATA, Deferred, {"data": ["250 what?"]}, 250),
    "nonsense to the last dot": Case(Stage.ANSWER, Unknown, {"answer": ["what?"]}, -1),
}
LARGE_CASES: Final[dict[str, Case]] = {
    "disconnected amid a large message": Case(Stage.CONTENT, Deferred, {"content": [Act.HANG_UP]}),
    "reads no more amid a large message": Case(Stage.CONTENT, Deferred, {"content": [Act.STALL]}),
    "4xx amid a large message": Case(Stage.CONTENT, Deferred, {"content": [TEMPORARY]}, 451),
    "5xx amid a large message": Case(Stage.CONTENT, Refused, {"content": ["552 5.3.4 too large"]}, 552),
    "2xx amid a large message": Case(Stage.CONTENT, Deferred, {"content": ["250 what?"]}, 250),
}
SERVER_CASES: Final[dict[str, Case]] = {
    **trouble(Stage.CONNECT, "connect", Unreachable, NotAdmitted),
    **trouble(Stage.EHLO, "ehlo", Unreachable, NotAdmitted),
    **trouble(Stage.LOGIN, "auth", Unreachable, LoginRefused),
    **trouble(Stage.STARTTLS, "starttls", Unreachable, NotProtected),
    "nonsense to the connection": Case(Stage.CONNECT, Unreachable, {"connect": ["what?"]}, -1),
    "5xx to MAIL": Case(Stage.MAIL, SenderRefused, {"mail": ["550 5.7.1 not from you"]}, 550),
    "530 to MAIL: login demanded": Case(Stage.MAIL, LoginRefused, {"mail": ["530 5.7.0 login first"]}, 530),
    "530 to MAIL: TLS demanded": Case(Stage.MAIL, NotProtected, {"mail": ["530 5.7.0 STARTTLS first"]}, 530),
    "disconnected amid the TLS handshake": Case(Stage.STARTTLS, Unreachable, {"handshake": [Act.HANG_UP]}),
    "TLS older than 1.2": Case(Stage.STARTTLS, NotProtected, {"handshake": [Act.OLD_TLS]}),
    "goes on in the clear after STARTTLS": Case(Stage.STARTTLS, NotProtected, {"handshake": ["250 clear"]}),
}
CERTIFICATE_CASES: Final[dict[str, Callable[[], ssl.SSLContext]]] = {
    "certificate of an unknown authority": lambda: certificates.context(trustme.CA()),
    "certificate for another name": lambda: certificates.context(host="mail.example.kr"),
    "certificate that has expired": certificates.expired,
}
SETTING_CASES: Final[dict[str, MailError]] = {
    "nobody listens": Unreachable(stage=Stage.CONNECT),
    "STARTTLS not offered": NotProtected(stage=Stage.STARTTLS),
    "no TLS from the first byte": NotProtected(stage=Stage.CONNECT),
    "login not offered": LoginRefused(stage=Stage.LOGIN),
    "no method of login in common": LoginRefused(stage=Stage.LOGIN),
    "authority's file unreadable": NotProtected(stage=Stage.CONNECT),
    "address outside ASCII, SMTPUTF8 not offered": Refused(stage=Stage.MAIL),
}
SMALL_CASES: Final[dict[str, type[MailError]]] = {"disconnected amid a small message": Unknown}
SENT_CASES: Final = {
    "closed between two letters",
    "421 to a later letter's MAIL",
    "reads a large message slowly",
    "answers the last dot late",
}


def documented() -> dict[str, str]:
    table = MAIL_MD.read_text("utf-8").partition("| case | outcome |")[2]
    return dict(re.findall(r"^\| ([^|]+) \| (\w+) \|", table, re.MULTILINE))


def test_the_document_tells_every_case_tried_here_and_no_other() -> None:
    tried = {
        case: what.outcome.__name__ for case, what in (LETTER_CASES | LARGE_CASES | SERVER_CASES).items()
    }
    tried |= {case: outcome.__name__ for case, outcome in SMALL_CASES.items()}
    tried |= dict.fromkeys(CERTIFICATE_CASES, NotProtected.__name__)
    tried |= {case: type(error).__name__ for case, error in SETTING_CASES.items()}
    assert documented() == tried | dict.fromkeys(SENT_CASES, "sent")


def check(error: MailError | None, case: Case) -> None:
    assert type(error) is case.outcome
    assert isinstance(error, MailError)
    assert (error.stage, error.code) == (case.stage, case.code)
    assert "\n" not in error.say("ko") + error.say("en")


@pytest.mark.parametrize("name", LETTER_CASES)
def test_a_letter_ends_as_written_down_and_the_next_goes_out(name: str) -> None:
    case = LETTER_CASES[name]
    server = FaultySmtp(case.faults)
    sent = run(server, outgoing(1), outgoing(2, address="second@example.kr"))
    first, second = sent.outcomes
    check(first, case)
    assert second is None
    assert sent.begun == [case.stage in BEGUN, True]
    complete = [recipient for recipient, _ in server.received]
    assert complete[-1] == "second@example.kr"
    assert len(complete) == (2 if case.stage is Stage.ANSWER else 1)


@pytest.mark.parametrize("name", LARGE_CASES)
def test_what_fails_amid_a_message_was_certainly_not_sent(name: str) -> None:
    server = FaultySmtp(LARGE_CASES[name].faults)
    sent = run(server, replace(outgoing(1), content=LARGE), outgoing(2))
    first, second = sent.outcomes
    check(first, LARGE_CASES[name])
    assert second is None
    assert [content for _, content in server.received] == [outgoing(2).content]


@pytest.mark.parametrize("name", SERVER_CASES)
def test_a_server_that_takes_no_letters_ends_the_run_and_blames_none(name: str) -> None:
    case = SERVER_CASES[name]
    security = "starttls" if case.stage is Stage.STARTTLS else "plain"
    account = LOGIN if case.stage is Stage.LOGIN else {}
    server = FaultySmtp(case.faults, tls=certificates.context(), offers=AUTH)
    ca_file = certificates.ca_file()
    sent = run(server, outgoing(1), outgoing(2), security=security, ca_file=ca_file, **account)
    (error,) = sent.outcomes
    check(error, case)
    assert error is not None
    assert error.about_server
    assert not any(sent.begun)
    assert server.received == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("name", CERTIFICATE_CASES)
def test_a_certificate_that_is_not_good_sends_nothing_not_even_a_password(name: str, security: str) -> None:
    server = FaultySmtp(tls=CERTIFICATE_CASES[name](), implicit=security == "tls", offers=AUTH)
    sent = run(server, outgoing(), security=security, ca_file=certificates.ca_file(), **LOGIN)
    assert [type(error) for error in sent.outcomes] == [NotProtected]
    assert not [command for command in server.commands if command.startswith(("AUTH", "MAIL"))]


def check_setting(name: str, server: FaultySmtp, message: Outgoing | None = None, **more: Any) -> None:
    expected = SETTING_CASES[name]
    (error,) = run(server, message or outgoing(), **more).outcomes
    assert error is not None
    assert (type(error), error.stage, error.code) == (type(expected), expected.stage, None)
    assert not [command for command in server.commands if command.startswith(("AUTH", "MAIL"))]


def test_a_small_message_goes_with_its_dot_so_nobody_knows_what_was_read() -> None:
    server = FaultySmtp({"content": [Act.HANG_UP]})
    (error,) = run(server, outgoing()).outcomes
    assert (type(error), server.received) == (SMALL_CASES["disconnected amid a small message"], [])


def test_a_connection_that_is_gone_before_the_message_begins_has_sent_nothing() -> None:
    with pytest.raises(Deferred):
        asyncio.run(transfer(SMTP(), b"", 1, 1))


def test_nobody_listens() -> None:
    with pytest.raises(Unreachable) as error:
        asyncio.run(_open(SmtpServer(host="127.0.0.1", port=1, security="plain")))
    assert error.value.stage is Stage.CONNECT


async def _open(server: SmtpServer) -> None:
    async with SmtpPost(server).connect():
        pass


def test_a_server_without_starttls_gets_no_password() -> None:
    check_setting("STARTTLS not offered", FaultySmtp(offers=AUTH), security="starttls", **LOGIN)


def test_a_server_that_speaks_in_the_clear_on_the_port_of_tls_gets_nothing() -> None:
    check_setting("no TLS from the first byte", FaultySmtp(offers=AUTH), security="tls", **LOGIN)


def test_a_login_that_is_not_offered_ends_the_run() -> None:
    check_setting("login not offered", FaultySmtp(), **LOGIN)
    check_setting("no method of login in common", FaultySmtp(offers=("AUTH GSSAPI",)), **LOGIN)


def test_an_authority_that_cannot_be_read_ends_the_run(tmp_path: Path) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("no certificate")
    for ca_file in (broken, tmp_path / "absent.pem"):
        check_setting("authority's file unreadable", FaultySmtp(), security="starttls", ca_file=ca_file)


def test_an_address_outside_ascii_needs_a_server_that_takes_it() -> None:
    message = outgoing(address="담당@example.kr")
    check_setting("address outside ASCII, SMTPUTF8 not offered", FaultySmtp(), message)
    server = FaultySmtp(offers=("SMTPUTF8",))
    assert run(server, message).outcomes == [None]
    assert server.received == [("담당@example.kr", message.content)]


def test_smtputf8_is_asked_for_only_where_it_is_needed() -> None:
    server = FaultySmtp(offers=("SMTPUTF8",))
    run(server, outgoing())
    assert "MAIL FROM:<gongyak@example.kr>" in server.commands


def test_a_server_that_closed_between_two_letters_is_called_again() -> None:
    server = FaultySmtp({"rset": ["421 4.3.2 idle"], "rcpt": [TEMPORARY]})
    sent = run(server, outgoing(1), outgoing(2))
    assert [type(error) for error in sent.outcomes] == [Deferred, type(None)]
    assert server.connections == 2


@pytest.mark.parametrize("security", ["plain", "starttls"])
def test_a_server_that_takes_so_many_letters_a_connection_is_called_again(security: str) -> None:
    class OneEach(FaultySmtp):
        def next_fault(self, stage: str) -> Any:
            is_second = stage == "mail" and len(self.received) == self.connections
            return "421 4.7.0 too many" if is_second else super().next_fault(stage)

    server = OneEach(tls=certificates.context())
    messages = [outgoing(number) for number in range(3)]
    sent = run(server, *messages, security=security, ca_file=certificates.ca_file())
    assert sent.outcomes == [None, None, None]
    assert server.connections == 3
    assert len(server.received) == 3


def test_a_later_letter_that_is_deferred_stays_on_its_connection() -> None:
    class DefersOnce(FaultySmtp):
        def next_fault(self, stage: str) -> Any:
            is_second = stage == "mail" and len(self.received) == 1 and "RSET" not in self.commands
            return TEMPORARY if is_second else super().next_fault(stage)

    server = DefersOnce()
    sent = run(server, outgoing(1), outgoing(2), outgoing(3))
    assert [type(error) for error in sent.outcomes] == [type(None), Deferred, type(None)]
    assert server.connections == 1


def test_a_server_that_reads_slowly_has_the_time_it_needs() -> None:
    server = FaultySmtp({"content": [Act.SLOW]})
    message = replace(outgoing(), content=LARGE)
    assert run(server, message).outcomes == [None]
    assert [content for _, content in server.received] == [LARGE]


def test_a_server_that_answers_late_is_waited_for() -> None:
    server = FaultySmtp({"answer": [Act.LATE]})
    assert LATE_S > PATIENCE
    assert run(server, outgoing(), timeout=PATIENCE, answer_timeout=PLENTY).outcomes == [None]


@pytest.mark.parametrize(
    ("reply", "is_hard"),
    [
        ("550 5.1.1 no such user", True),
        ("550 no such user", True),
        ("553 mailbox name not allowed", True),
        ("550 5.1.6 moved", True),
        ("550 5.2.1 disabled", True),
        ("550 5.7.1 relaying denied", False),
        ("552 5.2.2 over quota", False),
        ("554 refused", False),
        ("550 5.1.8 bad sender", False),
    ],
)
def test_a_refused_recipient_is_told_from_a_refused_letter(reply: str, is_hard: bool) -> None:  # noqa: FBT001 - a table's column
    (error,) = run(FaultySmtp({"rcpt": [reply]}), outgoing()).outcomes
    assert isinstance(error, Refused)
    assert error.hard_recipient is is_hard


def test_no_error_about_the_server_comes_after_a_letter_has_begun() -> None:
    for stage in ("data", "answer"):
        (error,) = run(FaultySmtp({stage: ["530 5.7.0 login first"]}), outgoing()).outcomes
        assert type(error) is Refused


def test_a_letter_refused_elsewhere_says_nothing_of_its_recipient() -> None:
    (error,) = run(FaultySmtp({"answer": ["550 5.1.1 spam"]}), outgoing()).outcomes
    assert isinstance(error, Refused)
    assert not error.hard_recipient


def test_a_letter_that_is_no_longer_ours_is_not_sent() -> None:
    async def meanwhile(server: FaultySmtp) -> None:
        async with server, SmtpPost(settings(server)).connect() as line:
            assert await line.send(outgoing(1), lambda: False) is None
            assert await line.send(outgoing(2), lambda: True) is not None

    server = FaultySmtp()
    asyncio.run(meanwhile(server))
    assert [content for _, content in server.received] == [outgoing(2).content]
    assert "RSET" in server.commands
    assert server.connections == 1


def test_an_outbox_that_fails_leaves_the_line_fit_for_the_next_letter() -> None:
    def fail() -> bool:
        raise RuntimeError

    async def meanwhile(server: FaultySmtp) -> None:
        async with server, SmtpPost(settings(server)).connect() as line:
            with pytest.raises(RuntimeError):
                await line.send(outgoing(1), fail)
            assert await line.send(outgoing(2), lambda: True) is not None

    server = FaultySmtp()
    asyncio.run(meanwhile(server))
    assert len(server.received) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("method", ["PLAIN", "LOGIN", "CRAM-MD5"])
def test_many_letters_go_by_one_protected_connection(security: str, method: str) -> None:
    server = FaultySmtp(tls=certificates.context(), implicit=security == "tls", offers=(f"AUTH {method}",))
    messages = [outgoing(number) for number in range(5)]
    sent = run(server, *messages, security=security, ca_file=certificates.ca_file(), **LOGIN)
    assert sent.outcomes == [None] * 5
    assert [content for _, content in server.received] == [message.content for message in messages]
    assert server.connections == 1
    assert server.commands[-1] == "QUIT"


def test_large_messages_go_by_tls_too() -> None:
    server = FaultySmtp(tls=certificates.context())
    message = replace(outgoing(), content=LARGE)
    sent = run(server, message, security="starttls", ca_file=certificates.ca_file())
    assert sent.outcomes == [None]
    assert [content for _, content in server.received] == [LARGE]


def test_a_method_of_login_that_the_server_does_not_know_gives_way_to_the_next() -> None:
    server = FaultySmtp({"auth": ["504 5.5.4 unknown"]}, offers=("AUTH PLAIN CRAM-MD5",))
    assert run(server, outgoing(), **LOGIN).outcomes == [None]
    tried = [command.split()[1] for command in server.commands if command.startswith("AUTH")]
    assert tried == ["CRAM-MD5", "PLAIN"]


def test_a_wrong_password_is_tried_once() -> None:
    server = FaultySmtp({"auth": ["535 5.7.8 wrong"] * 9}, offers=("AUTH PLAIN LOGIN CRAM-MD5",))
    (error,) = run(server, outgoing(), **LOGIN).outcomes
    assert isinstance(error, LoginRefused)
    assert len([command for command in server.commands if command.startswith("AUTH")]) == 1


def test_no_password_is_printed() -> None:
    server = FaultySmtp({"auth": ["535 5.7.8 wrong"]}, offers=AUTH)
    (error,) = run(server, outgoing(), **LOGIN).outcomes
    wanted = SmtpServer(host="127.0.0.1", port=25, security="plain", **LOGIN)
    assert "비밀번호" not in f"{wanted!r} {error!r} {error}"


def test_lines_that_begin_with_a_dot_arrive_whole() -> None:
    server = FaultySmtp()
    message = replace(outgoing(), content=b".a\r\n..b\r\n.\r\nc")
    assert run(server, message).outcomes == [None]
    assert server.received[0][1] == b".a\r\n..b\r\n.\r\nc\r\n"


def test_letters_keep_the_pace_that_the_server_takes() -> None:
    slept: list[float] = []
    now = 100.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(seconds)
        now += seconds

    async def meanwhile(server: FaultySmtp) -> None:
        async with server:
            post = SmtpPost(settings(server, per_minute=20), clock=lambda: now, sleep=sleep)
            for _ in range(2):
                async with post.connect() as line:
                    await line.send(outgoing(), lambda: True)
                    await line.send(outgoing(), lambda: True)

    asyncio.run(meanwhile(FaultySmtp()))
    assert slept == [3.0, 3.0, 3.0]


def test_a_run_that_is_stopped_amid_a_letter_leaves_no_connection() -> None:
    async def meanwhile() -> None:
        server = FaultySmtp({"answer": [Act.SILENCE]})
        async with server, SmtpPost(settings(server, answer_timeout=60)).connect() as line:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await line.send(outgoing(), lambda: True)

    asyncio.run(meanwhile())
