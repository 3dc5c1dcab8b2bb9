"""The commands of the administrator: init, migrate, demo, doctor, template check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from admin import labels
from admin.drafting import JsonOption, tell_drafted
from admin.output import bar, complain, line, print_json
from admin.words import language, pad, say, told, width
from gongyak.letters import LetterState

if TYPE_CHECKING:
    from jobs.database import Prepared
    from jobs.demo import Demonstration
    from jobs.doctor import Check
    from scheduler.rehearsal import Rehearsed


def init(as_json: JsonOption = False) -> int:
    """Make the database and the folders ready."""
    from jobs.database import init_database
    from jobs.desk import open_desk

    with open_desk() as desk:
        return _tell_prepared(init_database(desk), as_json=as_json)


def migrate(as_json: JsonOption = False) -> int:
    """Bring the tables up to date."""
    from jobs.database import migrate_database
    from jobs.desk import open_desk

    with open_desk() as desk:
        return _tell_prepared(migrate_database(desk), as_json=as_json)


def _tell_prepared(prepared: Prepared, *, as_json: bool) -> int:
    if as_json:
        print_json(prepared)
    elif prepared.before == prepared.now:
        line(
            say(
                f"{prepared.database}: 이미 준비되어 있습니다(구조 {prepared.now}).",
                f"{prepared.database}: nothing to do (revision {prepared.now}).",
            )
        )
    else:
        line(
            say(
                f"{prepared.database}: 준비하였습니다(구조 {prepared.before or '없음'} → {prepared.now}).",
                f"{prepared.database}: ready (revision {prepared.before or 'none'} → {prepared.now}).",
            )
        )
    return 0


def demo(as_json: JsonOption = False) -> int:
    """Load the sample city, draft all its reports, and write letters of two mornings into the folder."""
    from jobs.demo import demonstrate
    from jobs.desk import open_desk
    from scheduler.rehearsal import rehearse

    with open_desk() as desk:
        with bar(say("보고서 작성", "Drafting")) as progress:
            shown = demonstrate(desk, progress=progress)
        rehearsed = rehearse(desk)
    if as_json:
        print_json(_plain(shown, rehearsed))
    else:
        _tell_demo(shown, rehearsed)
    return max(drafted.exit_code for drafted in shown.drafted)


def _plain(shown: Demonstration, rehearsed: Sequence[Rehearsed]) -> dict[str, object]:
    return {field.name: getattr(shown, field.name) for field in fields(shown)} | {"rehearsed": rehearsed}


def _tell_demo(shown: Demonstration, rehearsed: Sequence[Rehearsed]) -> None:
    line(
        say(
            f"견본 '{shown.city}' → {shown.database}" + ("" if shown.is_new else " (전에 불러온 그대로)"),
            f"Sample '{shown.city}' → {shown.database}" + ("" if shown.is_new else " (as it was)"),
        )
    )
    for drafted in shown.drafted:
        line()
        tell_drafted(drafted)
    for morning in rehearsed:
        line()
        _tell_morning(morning)
    line()
    line(say("다음을 해 보십시오:", "What to try next:"))
    drafts = (report.draft for drafted in shown.drafted for report in drafted.reports)
    first = next(drafts, None)
    for command, purpose in (*(_steps_from(first) if first else ()), *_next_steps()):
        line(f"  {pad(command, 52)} {purpose}")


def _tell_morning(morning: Rehearsed) -> None:
    """Print the letters of a morning and where they lie."""
    count = labels.count(len(morning.letters), "편지 {}통", "letter")
    line(say(f"{labels.weekday(morning.day)}의 안내", f"Reminders of {labels.weekday(morning.day)}"))
    for letter in morning.letters:
        state = "" if letter.state is LetterState.SENT else f"  ({labels.state(letter.state)})"
        line(f"  {letter.name}  {letter.subject}{state}")
    line(f"{count} → {morning.folder} (.eml)")


def _steps_from(draft: str) -> tuple[tuple[str, str], ...]:
    return (
        (f"gongyak show {draft}", say("초안의 기록", "the record of a draft")),
        (f"gongyak explain {draft} --cell '확보/시비/23'", say("값의 근거", "where a figure came from")),
        (f"gongyak explain {draft} --line '개소식 예정'", say("내용의 근거", "where a line came from")),
    )


def _next_steps() -> tuple[tuple[str, str], ...]:
    return (
        ("gongyak mail show 1", say("편지 한 통", "one letter")),
        (
            "gongyak remind --on 2027-01-07 --dry-run",
            say("그날 갈 편지와 까닭", "what would go out, and why"),
        ),
        ("gongyak simulate 2026-12-14..2027-01-15", say("앞날의 실행과 편지", "the runs and letters ahead")),
        ("gongyak draft 2025H1", say("다음 반기의 보고서", "the reports of the next half-year")),
        ("gongyak dump var/facts", say("자료를 YAML로", "all facts as YAML, to edit and load again")),
        ("gongyak template check", say("서식에 쓸 수 있는 항목", "what a form may ask for")),
    )


def doctor(
    quiet: Annotated[
        bool,
        typer.Option("--quiet", help=say("잘못된 것만 알립니다(상태 검사용).", "Tell only what is wrong.")),
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Examine database, folders, fonts and form."""
    from jobs.desk import open_desk
    from jobs.doctor import examine

    with open_desk() as desk:
        checks = examine(desk)
    if as_json:
        print_json(checks)
    else:
        _tell_checks([check for check in checks if not quiet or (check.is_needed and not check.is_well)])
    return int(any(check.is_needed and not check.is_well for check in checks))


def _tell_checks(checks: list[Check]) -> None:
    names = [told(check.name) for check in checks]
    columns = max(map(width, names), default=0) + 2
    for check, name in zip(checks, names, strict=True):
        mark = "✔" if check.is_well else "✘" if check.is_needed else "–"
        line(f"{mark} {pad(name, columns)}{told(check.seen)}")
        if check.remedy and not check.is_well:
            line(f"  {pad('', columns)}→ {told(check.remedy)}")


def check(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar=say("[파일]", "[FILE]"),
            help=say("Word 서식 파일 (생략: 지금 쓰는 서식)", "The Word file; without it, the form in use."),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Examine every tag of a form."""
    from jobs.desk import open_desk
    from jobs.template import check_form

    found = check_form(file or open_desk().settings.templates.pledge)
    if as_json:
        print_json(found)
    else:
        line(
            say(
                f"{found.name}: 잘못된 곳 {len(found.problems)}군데",
                f"{found.name}: {len(found.problems)} problems",
            )
        )
        for problem in found.problems:
            complain(f"  {problem.words(language())}")
        line(say("서식에 쓸 수 있는 항목:", "Fields that a form may use:"))
        for field in found.fields:
            line(f"  {field}")
    return int(bool(found.problems))
