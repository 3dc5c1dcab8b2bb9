"""The commands about the outbox: mail list, show, retry, hold, lift, test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from admin import labels
from admin.drafting import JsonOption
from admin.output import complain, line, print_json, print_table
from admin.words import say
from gongyak.letters import LetterState
from gongyak.printing import write_instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from gongyak.letters import Attempt
    from gongyak.occurrences import Occurrence
    from gongyak.store.letters import LetterSummary
    from jobs.desk import Desk
    from jobs.outbox import Listed, Looked
    from scheduler.asking import Wish

NumbersArgument = Annotated[
    list[int],
    typer.Argument(
        metavar=say("번호", "NUMBER"),
        help=say("편지의 번호 (gongyak mail list로 확인)", "Numbers of letters, as gongyak mail list tells."),
    ),
]


def listed(
    state: Annotated[
        list[LetterState] | None,
        typer.Option(
            metavar=say("상태", "STATE"),
            help=say(
                "이 상태의 편지만: queued, sent, failed, unknown, held. 여러 번 쓸 수 있습니다.",
                "Only letters in this state; may be repeated.",
            ),
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help=say("최근 몇 통까지", "How many of the newest."))] = 30,
    as_json: JsonOption = False,
) -> int:
    """List the letters of the outbox."""
    from jobs.desk import open_desk
    from jobs.outbox import look_over

    with open_desk() as desk:
        found = look_over(desk, tuple(state or ()), limit=limit)
        if as_json:
            print_json(found)
        else:
            _tell_list(desk, found)
    return 0


def _tell_list(desk: Desk, found: Listed) -> None:
    if found.letters:
        _tell_letters(desk, found.letters)
    else:
        line(say("편지가 없습니다.", "No letters."))
    for each in found.suppressed:
        line(
            say(
                f"발송을 멈춘 주소: {each.address} ({each.reason}) → gongyak mail lift {each.address}",
                f"Gets no letters: {each.address} ({each.reason}) → gongyak mail lift {each.address}",
            )
        )


def _tell_letters(desk: Desk, letters: Sequence[LetterSummary]) -> None:
    heads = (
        say("번호", "No"),
        say("때", "When"),
        say("상태", "State"),
        say("받는 사람", "To"),
        say("제목", "Subject"),
        say("오류", "Error"),
    )
    rows = (
        (
            str(each.id),
            _at(desk, each.changed_at or each.queued_at),
            labels.state(each.state),
            f"{each.name} <{each.address}>",
            each.subject,
            each.error or "",
        )
        for each in letters
    )
    print_table(heads, rows)


def show(
    number: Annotated[int, typer.Argument(metavar=say("번호", "NUMBER"))],
    eml: Annotated[
        Path | None,
        typer.Option(
            metavar=say("파일", "FILE"),
            help=say(
                "보낸 그대로의 메일을 이 파일(.eml)에 씁니다.", "Write the message as sent to this file."
            ),
        ),
    ] = None,
) -> int:
    """Show one letter with the attempts to send it."""
    from jobs.desk import open_desk
    from jobs.files import write_file
    from jobs.outbox import look_at

    with open_desk() as desk:
        looked = look_at(desk, number)
        if eml:
            write_file(eml, looked.message)
        _tell_letter(desk, looked)
    return 0


def _tell_letter(desk: Desk, looked: Looked) -> None:
    posted, letter = looked.posted, looked.posted.letter
    facts = (
        (say("번호", "Number"), str(posted.id)),
        (say("상태", "State"), labels.state(posted.state)),
        (say("받는 사람", "To"), f"{letter.name} <{letter.address}>"),
        (say("제목", "Subject"), letter.subject),
        (say("원인", "Cause"), letter.cause),
        (say("붙임", "Files"), ", ".join(each.name for each in letter.attachments) or "-"),
        ("Message-ID", posted.message_id),
        (say("접수", "Queued"), _at(desk, posted.queued_at)),
        (say("오류", "Error"), posted.error or "-"),
    )
    for name, value in facts:
        line(f"{name}: {value}")
    for each in looked.attempts:
        line(f"  {each.number}. {_at(desk, each.at)} {_answer(each)}".rstrip())
    line(f"\n{letter.text}")


def _answer(attempt: Attempt) -> str:
    """Return what an attempt came to, how far it had come, and what the server said."""
    reply = attempt.reply
    said = " ".join(part for part in (str(reply.code or ""), reply.text) if part)
    return f"{labels.outcome(attempt.outcome)} ({reply.stage}) {said}"


def retry(numbers: NumbersArgument) -> int:
    """Send failed, unknown and held letters again; the exit code is 1 if one was in no state for that."""
    from jobs.desk import open_desk
    from jobs.outbox import look_at, send_again
    from scheduler.asking import Wish

    with open_desk() as desk:
        done = send_again(desk, numbers)
        run = do_now(desk, Wish(job="post")) if done else None
        states = {number: look_at(desk, number).posted.state for number in done}
    for number in numbers:
        line(f"{number}: {labels.state(states[number]) if number in states else _not_moved()}")
    if run and run.made and set(states.values()) != {LetterState.SENT}:
        complain(run.made)
    return int(len(done) < len(set(numbers)))


def hold(numbers: NumbersArgument) -> int:
    """Keep letters back that have not gone out yet; the exit code is 1 if one has."""
    from jobs.desk import open_desk
    from jobs.outbox import hold_back

    with open_desk() as desk:
        done = hold_back(desk, numbers)
    for number in numbers:
        line(f"{number}: {say('보류하였습니다', 'held') if number in done else _not_moved()}")
    return int(len(done) < len(set(numbers)))


def lift(address: Annotated[str, typer.Argument(metavar=say("주소", "ADDRESS"))]) -> int:
    """Let an address get letters again."""
    from jobs.desk import open_desk
    from jobs.outbox import lift as lift_

    with open_desk() as desk:
        was_suppressed = lift_(desk, address)
    done = say(f"{address}: 다시 보냅니다.", f"{address}: gets letters again.")
    line(done if was_suppressed else say(f"{address}: 멈춘 주소가 아닙니다.", f"{address}: was not stopped."))
    return 0


def test(address: Annotated[str, typer.Argument(metavar=say("주소", "ADDRESS"))]) -> int:
    """Send a letter that tries the mail settings; the exit code is 8 if it did not go out."""
    from jobs.desk import open_desk
    from jobs.outbox import look_at, require_sent, write_test
    from scheduler.asking import Wish

    with open_desk() as desk:
        posted = write_test(desk, address)
        run = do_now(desk, Wish(job="post"))
        looked = look_at(desk, posted.id)
        where = destination(desk)
    require_sent(looked.posted, run.made)
    line(
        say(
            f"보냈습니다: {looked.posted.letter.address} → {where}",
            f"Sent: {looked.posted.letter.address} → {where}",
        )
    )
    return 0


def do_now(desk: Desk, wish: Wish) -> Occurrence:
    """Have *wish* done, wait for its end, and return what became of it; raises `RunFailed`."""
    from scheduler.asking import ask_for
    from scheduler.serving import require_done, see_through

    occurrence = see_through(desk, ask_for(desk, wish))
    require_done(occurrence)
    return occurrence


def destination(desk: Desk) -> str:
    """Return where letters go: the mail server, or the folder until there is one."""
    mail = desk.settings.mail
    return f"{mail.server}:{mail.port}" if mail.server else str(mail.folder)


def _not_moved() -> str:
    return say(
        "그럴 수 있는 상태가 아닙니다(gongyak mail show)", "not in a state for that (gongyak mail show)"
    )


def _at(desk: Desk, instant: datetime) -> str:
    return write_instant(desk.in_zone(instant))
