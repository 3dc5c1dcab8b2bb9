"""The command ``gongyak``: which commands there are, in both languages.

One command is one small function in a module beside this one; the heavy libraries are imported inside it, so
that ``gongyak --help`` answers at once.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from admin import (
    accounts,
    changes,
    checking,
    door,
    drafting,
    facts,
    letters,
    mailing,
    reminding,
    running,
    upkeep,
)
from admin.help import Command, Group
from admin.words import say

_PURPOSE = say(
    "공약 이행 보고서를 데이터베이스의 자료로 작성합니다.",
    "Drafts the half-year reports on a mayor's pledges from the database.",
)
_START = say(
    "처음이라면: gongyak demo (견본 시의 보고서를 작성하여 보여 줍니다)",
    "New here? gongyak demo drafts the reports of a sample city.",
)

app = typer.Typer(cls=Group, help=_PURPOSE, epilog=_START, rich_markup_mode=None, add_completion=False)
template = typer.Typer(
    cls=Group,
    help=say("보고서 서식을 다룹니다.", "Looks after the form of the reports."),
    rich_markup_mode=None,
)
mail = typer.Typer(
    cls=Group,
    help=say("발송함의 편지를 다룹니다.", "Looks after the letters of the outbox."),
    rich_markup_mode=None,
)
letter = typer.Typer(
    cls=Group,
    help=say("편지의 양식을 다룹니다.", "Looks after the templates of the letters."),
    rich_markup_mode=None,
)
account = typer.Typer(
    cls=Group,
    help=say("페이지에 로그인하는 계정을 다룹니다.", "Looks after the accounts for the pages."),
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"gongyak {version('gongyak')}")
        raise typer.Exit


@app.callback()
def gongyak(
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help=say("판 번호를 보여 줍니다.", "Show the version."),
        ),
    ] = False,
) -> None:
    """Stand above all commands."""


def _add(group: typer.Typer, name: str, function: Callable[..., int], ko: str, en: str) -> None:
    group.command(name, cls=Command, help=say(ko, en))(function)


_add(
    app,
    "draft",
    drafting.draft,
    "한 반기의 공약 보고서를 작성합니다.\n\n"
    "자료와 서식이 지난번과 같은 공약은 다시 작성하지 않습니다. 한 공약에서 잘못되어도 나머지는 작성합니다.",
    "Draft the reports of a half-year.\n\n"
    "A report that would not differ from the last one is not made again. One that fails keeps no other back.",
)
_add(app, "drafts", drafting.drafts, "작성한 초안의 목록을 보여 줍니다.", "List the drafts that were made.")
_add(
    app,
    "show",
    drafting.show,
    "초안 하나의 기록을 보여 줍니다: 누가, 언제, 왜, 어떤 자료와 서식으로, 무엇을 확인할지.",
    "Show the record of a draft: who, when, why, from what, by which form, and what was found.",
)
_add(
    app,
    "explain",
    drafting.explain,
    "초안에 적힌 값이나 내용이 어느 자료에서 나왔고 누가 마지막으로 고쳤는지 보여 줍니다.",
    "Show which rows a printed figure or line came from, and who changed them last.",
)
_add(
    app,
    "check",
    checking.check,
    "한 반기의 보고서에서 살펴볼 것을 찾아 지난 초안과 견주어 보여 줍니다.\n\n"
    "오류가 하나라도 있으면 종료 코드가 1입니다. 파이프로 넘기면 한 줄에 하나씩 탭으로 나누어 출력합니다.",
    "Find what to look at in the reports of a half-year, beside the newest drafts.\n\n"
    "The exit code is 1 if there is an error. A pipe gets one line a finding, its parts between tabs.",
)
_add(
    app,
    "mute",
    checking.mute,
    "점검 규칙 하나를 시 전체, 한 공약, 또는 한 자료에서 끕니다.",
    "Switch a rule of the checks off: for the city, a pledge, or one row.",
)
_add(
    app, "unmute", checking.unmute, "꺼 둔 점검 규칙을 다시 켭니다.", "Switch a rule of the checks on again."
)
_add(app, "mutes", checking.mutes, "꺼 둔 점검 규칙의 목록을 보여 줍니다.", "List the rules switched off.")
_add(
    app,
    "changes",
    changes.changes,
    "지난 반기의 보고서나 마지막 초안에서 무엇이 달라졌는지 보여 줍니다: 추가, 변경, 이동, 삭제.",
    "Show what changed since the last half-year's report or draft: added, changed, moved, gone.",
)
_add(
    app,
    "load",
    facts.load,
    "폴더의 자료(YAML, 사진)를 데이터베이스로 불러옵니다.\n\n"
    "잘못이 하나라도 있으면 모두 알리고 아무것도 쓰지 않습니다.",
    "Load the facts (YAML, photos) of a folder.\n\n"
    "If there is any mistake, all are told and nothing is written.",
)
_add(
    app,
    "dump",
    facts.dump,
    "데이터베이스의 자료를 폴더에 YAML과 사진으로 내보냅니다.",
    "Write all facts of the database to a folder as YAML and photos.",
)
_add(
    app,
    "init",
    upkeep.init,
    "데이터베이스와 폴더를 처음으로 마련합니다.",
    "Make the database and the folders ready for the first time.",
)
_add(
    app,
    "migrate",
    upkeep.migrate,
    "데이터베이스를 이 판의 구조로 바꿉니다. 먼저 백업하여 주십시오.",
    "Bring the database to the structure of this version. Make a backup first.",
)
_add(
    app,
    "demo",
    upkeep.demo,
    "견본 시의 자료를 불러와 보고서를 모두 작성하고, 두 날의 안내 편지를 써서 폴더에 넣어 보여 줍니다.\n\n"
    "메일 서버를 설정하였더라도 편지를 실제로 보내지 않습니다.",
    "Load a sample city, draft its reports, write the letters of two mornings, and show what came out.\n\n"
    "The letters go into the folder even where a mail server is set.",
)
_add(
    app,
    "doctor",
    upkeep.doctor,
    "데이터베이스, 폴더, 글꼴, 서식이 제대로 갖추어졌는지 살펴봅니다.",
    "Examine database, folders, fonts and form.",
)
_add(
    app,
    "serve",
    running.serve,
    "시간표에 따라 작업을 실행합니다. 멈추라는 신호(SIGTERM, Ctrl-C)를 받을 때까지 계속합니다.",
    "Run what the timetable says, until told to stop (SIGTERM, Ctrl-C).",
)
_add(
    app,
    "work",
    running.work,
    "시간표 없이 작업만 나누어 맡습니다(PostgreSQL). 프로세서 하나에 하나씩 실행합니다.",
    "Share in the work without a clock (PostgreSQL); one process a core.",
)
_add(
    app,
    "schedule",
    running.schedule,
    "시간표의 다음 실행과 최근 실행의 결과를 보여 줍니다.",
    "Show the next runs of the timetable and the outcome of the last ones.",
)
_add(
    app,
    "run",
    running.run,
    "작업 하나를 지금 실행하고 끝날 때까지 지켜봅니다.\n\n"
    "gongyak serve가 실행 중이면 그쪽에서, 아니면 여기에서 실행합니다.",
    "Run a job now and follow it to its end.\n\n"
    "It runs in gongyak serve where that is up, and right here where it is not.",
)
_add(
    app,
    "pause",
    running.pause,
    "시간표의 한 줄을 멈춥니다. 멈춘 동안의 실행은 나중에 하지 않습니다.",
    "Pause a line of the timetable; what falls into the pause is not made up for.",
)
_add(app, "resume", running.resume, "멈춘 줄을 다시 실행합니다.", "Let a paused line run again.")
_add(
    app,
    "remind",
    reminding.remind,
    "오늘의 안내 편지를 써서 보냅니다. 같은 내용은 두 번 보내지 않습니다.\n\n"
    "편지는 그날을 기준으로 남은 날수를 세므로, 다른 날의 안내는 살펴보거나(--dry-run) 관리자에게만 "
    "시험 삼아 보낼 수 있습니다(--to-self).",
    "Write and send today's reminders; nothing is told twice.\n\n"
    "Letters count the days from their own date: those of another day can be looked at (--dry-run), "
    "or sent to the administrator alone as a trial (--to-self).",
)
_add(
    app,
    "simulate",
    reminding.simulate,
    "앞날의 일정을 미리 돌려, 그동안의 실행과 편지를 모두 보여 줍니다. 아무것도 쓰지 않습니다.\n\n"
    "자료는 지금 그대로이고 아무도 응답하지 않는 것으로 봅니다. 1분마다 하는 발송은 나타내지 않습니다.",
    "Play the calendar ahead: every run and every letter of those days. Nothing is written.\n\n"
    "Facts are taken to stay as they are, and nobody answers. The post of every minute is left out.",
)
_add(
    mail,
    "list",
    mailing.listed,
    "발송함의 편지를 최근 것부터 보여 줍니다.",
    "List the letters of the outbox.",
)
_add(
    mail,
    "show",
    mailing.show,
    "편지 하나와, 보내려고 시도한 기록을 보여 줍니다.",
    "Show one letter and the attempts to send it.",
)
_add(
    mail,
    "retry",
    mailing.retry,
    "실패한 편지, 확인이 필요한 편지, 보류한 편지를 다시 보냅니다.",
    "Send failed, unknown and held letters again.",
)
_add(mail, "hold", mailing.hold, "아직 보내지 않은 편지를 보류합니다.", "Keep letters back that wait.")
_add(
    mail,
    "lift",
    mailing.lift,
    "거듭 거절되어 발송을 멈춘 주소에 다시 보냅니다.",
    "Let an address get letters again that had refused too many.",
)
_add(
    mail,
    "test",
    mailing.test,
    "메일 설정을 시험하는 편지를 보내고 결과를 알려 줍니다.",
    "Send a letter that tries the mail settings, and tell how it went.",
)
app.add_typer(mail, name="mail")
_add(
    template,
    "check",
    upkeep.check,
    "서식의 태그를 모두 살펴보고, 잘못된 곳과 쓸 수 있는 항목을 알려 줍니다.",
    "Examine every tag of a form; tell what is wrong where, and which fields there are.",
)
app.add_typer(template, name="template")
_add(
    letter,
    "list",
    letters.listed,
    "편지 양식의 목록과, 고친 것은 누가 언제 고쳤는지 보여 줍니다.",
    "List the templates of the letters; who edited which, and when.",
)
_add(
    letter,
    "show",
    letters.show,
    "한 편지의 양식(제목, 글, HTML)을 지금 쓰는 그대로 보여 줍니다.",
    "Show the templates of a letter (subject, text, HTML) as they are in use.",
)
_add(
    letter,
    "preview",
    letters.preview,
    "한 편지를 지어낸 자료로 써서 보여 줍니다.",
    "Write sample letters of a kind, from invented facts.",
)
_add(
    letter,
    "save",
    letters.save,
    "고친 양식을 저장합니다.\n\n"
    "어느 경우에도 편지를 쓸 수 있는지 먼저 살펴보고, 잘못이 있으면 줄과 고칠 점을 알리고 저장하지 않습니다.",
    "Save an edited template.\n\n"
    "It is tried in every case first; if anything is wrong, line and remedy are told and nothing is saved.",
)
_add(
    letter,
    "reset",
    letters.reset,
    "처음의 양식으로 되돌립니다.",
    "Return to the template that ships.",
)
app.add_typer(letter, name="letter")
_add(
    account,
    "list",
    accounts.listed,
    "사람마다 오늘의 직위와 계정의 상태를 보여 줍니다.",
    "List the officials with their roles of today and their accounts.",
)
_add(
    account,
    "invite",
    accounts.invite,
    "비밀번호를 정하는 링크를 만듭니다. 한 번만 쓸 수 있으며, 비밀번호를 잊은 사람에게도 씁니다.",
    "Make a link that sets a password, once; also for whoever has forgotten theirs.",
)
_add(
    account,
    "disable",
    accounts.disable,
    "계정의 사용을 중지하고 로그인을 모두 끝냅니다.",
    "Let nobody in by an account, and end its sessions.",
)
_add(
    account,
    "enable",
    accounts.enable,
    "계정을 다시 사용하게 합니다. 여러 번 틀려 기다리는 것도 풀어 줍니다.",
    "Let an account be used again, at once even after many attempts.",
)
_add(
    account,
    "renew",
    accounts.renew,
    "다음 화면에서 비밀번호를 바꾸게 합니다.",
    "Have a person choose another password before anything else.",
)
_add(account, "remove", accounts.remove, "계정을 지웁니다.", "Remove an account.")
app.add_typer(account, name="account")


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command line and return its exit code (see ``docs/exit-codes.md``)."""
    if arguments is None:  # the process is the command's own
        _collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Hangul still gets an answer
    return door.run(lambda: _invoke(list(sys.argv[1:] if arguments is None else arguments)))


def _collect_seldom() -> None:
    """Have Python look for unreachable cycles seldom: what a command reads, it mostly needs to its end."""
    gc.set_threshold(50_000, 20, 100)
    atexit.register(gc.freeze)  # and need not be searched at the end


def _invoke(arguments: list[str]) -> int:
    """Run typer's command ourselves: its own ``main`` prints errors in English and exits as it likes."""
    command = typer.main.get_command(app)
    with command.make_context("gongyak", arguments or ["--help"]) as context:
        code = command.invoke(context)
    return code if isinstance(code, int) else 0
