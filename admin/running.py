"""The commands about what runs by itself: serve, work, schedule, run, pause, resume."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from admin.drafting import JsonOption
from admin.output import bar, line, print_json, print_table
from admin.states import LOG_LEVEL, RUN
from admin.words import say

if TYPE_CHECKING:
    from gongyak.occurrences import Occurrence
    from jobs.desk import Desk
    from scheduler.showing import Shown, ShownRun

_T = TypeVar("_T")
_DRAIN: Final = 25
"""Seconds that fit into the 30 of a container's stop."""

LineArgument = Annotated[
    str,
    typer.Argument(
        metavar=say("시간표줄", "LINE"),
        help=say("시간표의 줄: drafts (gongyak schedule로 확인)", "A line of the timetable: drafts."),
    ),
]
DrainOption = Annotated[
    int,
    typer.Option(
        metavar=say("초", "SECONDS"),
        help=say(
            "멈추라는 신호를 받은 뒤 하던 작업이 끝나기를 기다리는 시간",
            "How long to wait for running jobs when told to stop.",
        ),
    ),
]


def serve(drain: DrainOption = _DRAIN) -> int:
    """Run the clock, the engine and the pages."""
    from jobs.desk import open_desk
    from scheduler.logs import log_to_stderr
    from scheduler.serving import serve as serve_clock

    with open_desk() as desk:
        log_to_stderr(desk.settings.zone, form=desk.settings.log.form)
        return _gone(is_drained=serve_clock(desk, drain, _pages(desk)))


@contextmanager
def _pages(desk: Desk) -> Iterator[None]:
    """Serve the pages meanwhile, where the settings give them a port."""
    if not desk.settings.web.port:
        yield
        return
    from admin.web.app import make_app
    from admin.web.serving import WebServer, sweep_seldom

    server = WebServer(make_app(desk), desk.settings.web.host, desk.settings.web.port)
    sweep_seldom()
    server.start()
    try:
        _tell_first_link(desk, server.port)
        yield
    finally:
        server.stop()


def _tell_first_link(desk: Desk, port: int) -> None:
    """Print the one-time link for the first administrator, as long as nobody has an account."""
    from admin.accounts import address_of_invitation
    from jobs.inviting import invite_first

    token = invite_first(desk)
    if token:
        line(
            say(
                "아직 계정이 없습니다. 아래 주소에서 첫 관리자를 등록하여 주시기 바랍니다(24시간, 한 번).",
                "There are no accounts yet. Make the first administrator here (24 hours, once):",
            )
        )
        line(address_of_invitation(desk, token, port))
        sys.stdout.flush()


def work(drain: DrainOption = _DRAIN) -> int:
    """Run an engine without a clock."""
    from jobs.desk import open_desk
    from scheduler.logs import log_to_stderr
    from scheduler.serving import work as work_on

    with open_desk() as desk:
        log_to_stderr(desk.settings.zone, form=desk.settings.log.form)
        return _gone(is_drained=work_on(desk, drain))


def _gone(*, is_drained: bool) -> int:
    """Return 0; where a job still runs, leave at once, for Python would wait for its thread."""
    if not is_drained:
        sys.stderr.flush()
        os._exit(0)
    return 0


def schedule(
    run: Annotated[
        str | None,
        typer.Option(
            metavar=say("실행번호", "RUN"),
            help=say(
                "이 실행의 기록을 봅니다: draft:2024H2 (번호는 최근 실행에 있습니다)",
                "Show the log of this run: draft:2024H2 (as the last runs name it).",
            ),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Show the timetable and the last runs, or the log of one run."""
    from jobs.desk import open_desk
    from scheduler.showing import show_run, show_schedule

    with open_desk() as desk:
        if run is None:
            _tell(desk, show_schedule(desk), _tell_schedule, as_json=as_json)
        else:
            _tell(desk, show_run(desk, run), _tell_run, as_json=as_json)
    return 0


def _tell(desk: Desk, shown: _T, tell: Callable[[Desk, _T], None], *, as_json: bool) -> None:
    if as_json:
        print_json(shown)
    else:
        tell(desk, shown)


def _tell_run(desk: Desk, shown: ShownRun) -> None:
    _tell_runs(desk, (shown.run,))
    heads = (say("시각", "At"), say("구분", "Level"), say("내용", "What"), say("프로세스", "Process"))
    rows = (
        (
            f"{desk.in_zone(each.at):%Y-%m-%d %H:%M:%S}",
            say(LOG_LEVEL[each.level], each.level),
            each.text,
            each.process,
        )
        for each in shown.log
    )
    print_table(heads, rows, title=say("실행 기록", "Log"))
    if shown.is_log_cut:
        line(say("기록이 많아 처음 부분만 남겼습니다.", "More was told than is kept."))


def _tell_schedule(desk: Desk, shown: Shown) -> None:
    heads = (say("줄", "Line"), say("작업", "Job"), say("규칙", "Rule"), say("다음 실행", "Next runs"))
    rows = (
        (
            each.line,
            each.job,
            each.spec,
            say(f"멈춤({each.paused_by})", f"paused ({each.paused_by})")
            if each.paused_by
            else ", ".join(f"{at:%Y-%m-%d %H:%M}" for at in each.next),
        )
        for each in shown.lines
    )
    print_table(heads, rows, title=say("시간표", "Timetable"))
    if shown.runs:
        _tell_runs(desk, shown.runs)


def _tell_runs(desk: Desk, runs: tuple[Occurrence, ...]) -> None:
    heads = (
        say("실행", "Run"),
        say("예정", "Due"),
        say("요청자", "Asked by"),
        say("상태", "State"),
        say("결과", "Outcome"),
    )
    rows = (
        (
            run.request.id,
            f"{desk.in_zone(run.request.due):%Y-%m-%d %H:%M}",
            run.request.asked_by,
            _state(run),
            run.error or run.made or "",
        )
        for run in runs
    )
    print_table(heads, rows, title=say("최근 실행", "Last runs"))


def _state(run: Occurrence) -> str:
    return say(RUN[run.state], run.state)


def run(
    job: Annotated[
        str,
        typer.Argument(
            metavar=say("작업", "JOB"),
            help=say(
                "draft, remind, overview, post, backup, self-check 중 하나",
                "One of draft, remind, overview, post, backup, self-check.",
            ),
        ),
    ],
    for_: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar=say("대상", "ARG"),
            help=say(
                "대상 반기(draft) 또는 날짜: 2024H2, 2026-11-23 (기본: 지난 반기, 오늘)",
                "The half-year (draft) or day; by default the last half-year, or today.",
            ),
        ),
    ] = None,
    pledge: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("관리번호", "NO"),
            help=say("이 공약만. 여러 번 쓸 수 있습니다.", "Only this pledge; may be repeated."),
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help=say("달라진 것이 없어도 새로 작성합니다.", "Draft anew even where nothing has changed."),
        ),
    ] = False,
    no_wait: Annotated[
        bool,
        typer.Option(
            "--no-wait", help=say("요청만 하고 끝을 기다리지 않습니다.", "Ask, and do not wait for the end.")
        ),
    ] = False,
) -> int:
    """Ask for a job and follow it to its end."""
    from jobs.desk import open_desk
    from scheduler.asking import Wish, ask_for
    from scheduler.serving import require_done, see_through

    with open_desk() as desk:
        request = ask_for(desk, Wish(job=job, argument=for_, pledges=tuple(pledge or ()), force=force))
        line(say(f"요청하였습니다: {request.id}", f"Asked for: {request.id}"))
        if no_wait:
            return 0
        with bar(request.job) as progress:
            occurrence = see_through(desk, request, progress)
    require_done(occurrence)
    line(say(f"완료하였습니다: {occurrence.made or '-'}", f"Done: {occurrence.made or '-'}"))
    return 0


def pause(line_: LineArgument) -> int:
    """Pause a line of the timetable."""
    from jobs.desk import open_desk
    from scheduler.showing import pause_line

    with open_desk() as desk:
        is_new = pause_line(desk, line_)
    done = say(f"{line_}: 멈추었습니다.", f"{line_}: paused.")
    line(done if is_new else say(f"{line_}: 이미 멈추어 있습니다.", f"{line_}: paused already."))
    return 0


def resume(line_: LineArgument) -> int:
    """Let a paused line strike again."""
    from jobs.desk import open_desk
    from scheduler.showing import resume_line

    with open_desk() as desk:
        was_paused = resume_line(desk, line_)
    done = say(f"{line_}: 다시 실행합니다.", f"{line_}: strikes again.")
    line(done if was_paused else say(f"{line_}: 멈추어 있지 않습니다.", f"{line_}: not paused."))
    return 0
