"""The commands about reminders: remind, simulate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from admin.drafting import JsonOption
from admin.output import line, print_json
from admin.words import say
from gongyak.printing import write_weekday

if TYPE_CHECKING:
    from gongyak.letters import Letter
    from gongyak.reminders.notice import Notice
    from jobs.desk import Desk
    from jobs.remind import Planned
    from scheduler.simulation import Played

_LABEL = 8
"""Columns for D-30, D-Day, D+3."""


def remind(
    on: Annotated[
        str | None,
        typer.Option(
            metavar=say("날짜", "DATE"),
            help=say("이 날짜의 안내: 2026-11-23 (기본: 오늘)", "The day: 2026-11-23 (default: today)."),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=say(
                "보내지 않고, 누구에게 무엇이 왜 가는지만 보여 줍니다.",
                "Only show what would go to whom, and why.",
            ),
        ),
    ] = False,
    to_self: Annotated[
        bool,
        typer.Option(
            "--to-self",
            help=say(
                "모든 편지를 시험 삼아 관리자에게만 보냅니다.",
                "Send all letters to the administrator only, as a trial.",
            ),
        ),
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Write the reminders of a day, or show what they would be."""
    from jobs.desk import open_desk

    with open_desk() as desk:
        day = _day(desk, on)
        if dry_run:
            return _preview(desk, day, as_json=as_json)
        return _send_to_self(desk, day) if to_self else _send(desk, day)


def _day(desk: Desk, text: str | None) -> date:
    from scheduler.asking import read_day

    return read_day(text) if text else desk.in_zone(desk.now()).date()


def _preview(desk: Desk, day: date, *, as_json: bool) -> int:
    from scheduler.reminding import preview

    planned = preview(desk, day)
    if as_json:
        print_json([_plain(letter) for letter in planned.letters])
    else:
        _tell_plan(planned)
    return 0


def _send(desk: Desk, day: date) -> int:
    from admin.mailing import do_now
    from scheduler.asking import Wish

    if do_now(desk, Wish(job="remind", argument=day.isoformat())):
        do_now(desk, Wish(job="post"))
    else:
        line(say("보낼 안내가 없습니다.", "There is nothing to send."))
    return 0


def _send_to_self(desk: Desk, day: date) -> int:
    from admin.mailing import do_now
    from scheduler.asking import Wish
    from scheduler.reminding import send_to_self

    letters = send_to_self(desk, day)
    if not letters:
        line(say("보낼 안내가 없습니다.", "There is nothing to send."))
        return 0
    do_now(desk, Wish(job="post"))
    line(
        say(
            f"시험 편지 {len(letters)}통을 관리자 앞으로 보냈습니다: {letters[0].address}",
            f"Sent {len(letters)} trial letters to the administrator: {letters[0].address}",
        )
    )
    return 0


def _tell_plan(planned: Planned) -> None:
    plan = planned.plan
    day = write_weekday(plan.day)
    if plan.rest:
        line(say(f"{day} 보내지 않는 날입니다: {plan.rest}", f"{day} nothing is sent: {plan.rest}"))
        return
    count = len(planned.letters)
    line(say(f"{day} 편지 {count}통", f"{day} {count} letters"))
    for digest, letter in zip(plan.letters, planned.letters, strict=True):
        line(f"\n{letter.name} <{letter.address}>  {letter.subject}")
        for notice in digest.notices:
            line(f"  {notice.label or '-':{_LABEL}}{_what(notice)} ({notice.reason})")
    if plan.unsent:
        line(say(f"\n보내지 않는 알림 {len(plan.unsent)}건", f"\nNot sent: {len(plan.unsent)}"))
    for unsent in plan.unsent:
        pledge = f"{unsent.pledge.number} " if unsent.pledge else ""
        line(f"  {pledge}{unsent.name}: {unsent.hindrance}")


def _what(notice: Notice) -> str:
    """Return what a notice is about on one line: the pledge's number, then the event or what is missing."""
    pledge = f"{notice.pledge.number} " if notice.pledge else ""
    if notice.event:
        return f"{pledge}{notice.event.name}"
    half_year = f"{notice.half_year.name} " if notice.half_year else ""
    return f"{pledge}{half_year}{', '.join(lack.kind for lack in notice.lacks)}"


def simulate(
    span: Annotated[
        str,
        typer.Argument(
            metavar=say("기간", "SPAN"),
            help=say("첫날과 마지막 날: 2026-12-01..2027-02-28", "Both ends: 2026-12-01..2027-02-28."),
        ),
    ],
    texts: Annotated[
        bool, typer.Option("--texts", help=say("편지의 글도 보여 줍니다.", "Show the letters' texts, too."))
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Play the calendar ahead: every run and every letter of those days."""
    from jobs.desk import open_desk
    from scheduler.simulation import read_span, simulate

    first, last = read_span(span)
    with open_desk() as desk:
        played = tuple(simulate(desk, first, last))
    if as_json:
        print_json([_plain_run(run) for run in played])
        return 0
    for run in played:
        _tell_run(run, texts=texts)
    letters = sum(len(run.letters) for run in played)
    line(
        say(
            f"실행 {len(played):,}회, 편지 {letters:,}통 (초안의 편지는 작성된 뒤에 정해집니다)",
            f"{len(played):,} runs, {letters:,} letters (those about drafts follow from what is drafted)",
        )
    )
    return 0


def _tell_run(run: Played, *, texts: bool) -> None:
    line(f"{write_weekday(run.at.date())} {run.at:%H:%M}  {run.request.id}")
    for told in run.told:
        line(f"    {told}")
    for letter in run.letters:
        line(f"    {letter.name} <{letter.address}>  {letter.subject}")
        if texts:
            line("\n".join(f"        {each}".rstrip() for each in letter.text.splitlines()))


def _plain_run(run: Played) -> dict[str, object]:
    return {
        "id": run.request.id,
        "at": run.at,
        "told": run.told,
        "letters": [_plain(letter) for letter in run.letters],
    }


def _plain(letter: Letter) -> dict[str, object]:
    """Return what of a letter can stand in JSON: its files by their names."""
    return {
        "key": letter.key,
        "kind": letter.kind,
        "to": letter.address,
        "subject": letter.subject,
        "text": letter.text,
        "files": [each.name for each in letter.attachments],
    }
