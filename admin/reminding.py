"""The commands about reminders: remind, simulate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Final

import typer

from admin import labels
from admin.drafting import JsonOption
from admin.output import line, print_json
from admin.words import pad, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongyak.letters import Letter
    from gongyak.reminders.notice import DayPlan, Notice, Unsent
    from gongyak.store.letters import LetterSummary
    from jobs.desk import Desk
    from scheduler.reminding import Preview
    from scheduler.simulation import Played

_LABEL: Final = 9
"""Columns for D-30, D-Day, D+3, 진행 중."""
_MANY: Final = 100_000
"""More letters than a day has."""


def remind(
    on: Annotated[
        str | None,
        typer.Option(
            metavar=say("날짜", "DATE"),
            help=say(
                "이 날짜의 안내: 2026-11-23 (기본: 오늘). 다른 날은 --dry-run이나 --to-self와 함께 씁니다.",
                "The day: 2026-11-23 (default: today). Another day than today needs --dry-run or --to-self.",
            ),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=say(
                "보내지 않고, 누구에게 무엇이 왜 가고 무엇이 왜 가지 않는지 보여 줍니다.",
                "Only show what would go to whom and why, and what would not and why.",
            ),
        ),
    ] = False,
    to_self: Annotated[
        bool,
        typer.Option(
            "--to-self",
            help=say(
                "모든 편지를 시험 삼아 관리자에게만 보냅니다. 안내한 것으로 치지 않습니다.",
                "Send all letters to the administrator only, as a trial; nobody counts as told.",
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
        return _send_to_self(desk, day, as_json=as_json) if to_self else _send(desk, day, as_json=as_json)


def _day(desk: Desk, text: str | None) -> date:
    from scheduler.asking import read_day

    return read_day(text) if text else desk.today


def _preview(desk: Desk, day: date, *, as_json: bool) -> int:
    from scheduler.reminding import preview

    seen = preview(desk, day)
    if as_json:
        print_json([_plain(letter) for letter in seen.planned.letters])
    else:
        _tell_plan(seen)
    return 0


def _send(desk: Desk, day: date, *, as_json: bool) -> int:
    from admin.mailing import do_now
    from scheduler.asking import Wish
    from scheduler.reminding import require_today

    require_today(desk, day)
    return _post(desk, do_now(desk, Wish(job="remind", argument=day.isoformat())).request.id, as_json=as_json)


def _send_to_self(desk: Desk, day: date, *, as_json: bool) -> int:
    from scheduler.reminding import send_to_self

    return _post(desk, send_to_self(desk, day), as_json=as_json)


def _post(desk: Desk, cause: str, *, as_json: bool) -> int:
    """Have the letters of *cause* sent, and tell of each; raises `LettersWait`."""
    from admin.mailing import destination, do_now
    from jobs.outbox import look_over, require_gone
    from scheduler.asking import Wish

    trouble = None
    if look_over(desk, cause=cause, limit=1).letters:
        trouble = do_now(desk, Wish(job="post")).made
    letters = look_over(desk, cause=cause, limit=_MANY).letters[::-1]
    if as_json:
        print_json(letters)
    else:
        _tell_sent(letters, destination(desk))
    require_gone(letters, trouble)
    return 0


def _tell_sent(letters: Sequence[LetterSummary], where: str) -> None:
    if not letters:
        line(say("보낼 안내가 없습니다.", "There is nothing to send."))
        return
    for letter in letters:
        line(f"{letter.id}  {labels.state(letter.state)}  {letter.name} <{letter.address}>  {letter.subject}")
    line(f"{labels.count(len(letters), '편지 {}통', 'letter')} → {where}")


def _tell_plan(seen: Preview) -> None:
    plan, letters = seen.planned.plan, seen.planned.letters
    day = labels.weekday(plan.day)
    if plan.rest:
        resting = labels.rest(plan.rest)
        line(say(f"{day} 편지를 보내지 않는 날입니다: {resting}", f"{day}: no letters go out: {resting}"))
        return
    line(f"{day}  {labels.count(len(letters), '편지 {}통', 'letter')}")
    for digest, letter in zip(plan.letters, letters, strict=True):
        line(f"\n{letter.name} <{letter.address}>  {letter.subject}")
        for notice in digest.notices:
            line(f"  {pad(_label(notice), _LABEL)}{_what(notice)} ({labels.reason(notice.reason)})")
    _tell_unsent(plan, seen)


def _tell_unsent(plan: DayPlan, seen: Preview) -> None:
    if plan.unsent:
        line(say("\n보내지 않는 것:", "\nNot sent:"))
    for unsent in plan.unsent:
        to = f" → {seen.names.get(unsent.official, unsent.official)}" if unsent.official else ""
        line(f"  {_left_out(unsent)}{to}: {labels.hindrance(unsent.hindrance)}")


def _left_out(unsent: Unsent) -> str:
    return f"{unsent.pledge.number} {unsent.name}" if unsent.pledge else unsent.name


def _label(notice: Notice) -> str:
    """Return how many days are left; a date not known yet has no number."""
    return say(notice.label, notice.label.replace("진행 중", "going on")) or "-"


def _what(notice: Notice) -> str:
    """Return what a notice is about on one line: the pledge's number, then the event or what is missing."""
    pledge = f"{notice.pledge.number} " if notice.pledge else ""
    if notice.event:
        return f"{pledge}{notice.event.name}"
    half_year = f"{say(notice.half_year.name, str(notice.half_year))} " if notice.half_year else ""
    return f"{pledge}{half_year}{', '.join(labels.lack(lack.kind) for lack in notice.lacks)}"


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
    for day, runs in groupby(played, lambda run: run.at.date()):
        line(labels.weekday(day))
        _tell_runs(runs, texts=texts)
    _tell_total(played)
    return 0


def _tell_runs(runs: Iterable[Played], *, texts: bool) -> None:
    """Print the runs of a day: those without letters side by side, the others each with its letters."""
    for has_letters, group in groupby(runs, lambda run: bool(run.letters or run.told)):
        if not has_letters:
            line(f"  {', '.join(map(_idle, group))}")
            continue
        for run in group:
            _tell_run(run, texts=texts)


def _idle(run: Played) -> str:
    resting = f" ({labels.rest(run.rest)})" if run.rest else ""
    return f"{run.at:%H:%M} {run.request.job}{resting}"


def _tell_run(run: Played, *, texts: bool) -> None:
    line(f"  {run.at:%H:%M} {run.request.id}")
    for name, count in run.told.items():
        line(f"    {name}  {labels.count(count, '초안 {}건', 'draft')}")
    for letter in run.letters:
        line(f"    {letter.name} <{letter.address}>  {letter.subject}")
        if texts:
            line("\n".join(f"        {each}".rstrip() for each in letter.text.splitlines()))


def _tell_total(played: Sequence[Played]) -> None:
    unsent = sum(len(run.unsent) for run in played)
    parts = [
        labels.count(len(played), "실행 {}회", "run"),
        labels.count(sum(len(run.letters) for run in played), "편지 {}통", "letter"),
    ]
    if unsent:
        parts.append(f"{labels.count(unsent, '보내지 않는 것 {}건', 'notice')}{say('', ' not sent')}")
    if any(run.told for run in played):
        parts.append(
            say("초안 편지는 작성된 초안에 따라 보냅니다", "letters with drafts follow from what is drafted")
        )
    line(", ".join(parts))


def _plain_run(run: Played) -> dict[str, object]:
    return {
        "id": run.request.id,
        "at": run.at,
        "told": run.told,
        "unsent": run.unsent,
        "rest": run.rest,
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
