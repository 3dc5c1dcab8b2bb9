"""The command changes: what a report tells that an earlier one did not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Final

import typer

from admin.drafting import HalfYearArgument, JsonOption
from admin.output import line, print_json, print_table
from admin.words import say
from gongyak.halfyear import HalfYear

if TYPE_CHECKING:
    from gongyak.comparing import Difference, Kind
    from jobs.changes import PledgeChanges

_KINDS: Final = {"added": "추가", "changed": "변경", "moved": "이동", "gone": "삭제"}
_HALF_YEAR: Final = "half-year"
_DRAFT: Final = "draft"


def changes(
    half_year: HalfYearArgument,
    pledge: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("관리번호", "NO"),
            help=say("이 공약만 보여 줍니다. 여러 번 쓸 수 있습니다.", "Only this pledge; may be repeated."),
        ),
    ] = None,
    since: Annotated[
        str,
        typer.Option(
            metavar=say("기준", "REPORT"),
            help=say(
                "무엇과 견줄지: half-year(지난 반기의 보고서, 기본) 또는 draft(이 반기의 마지막 초안)",
                "Compared with: half-year (the last half-year's report, the default) or draft (the newest).",
            ),
        ),
    ] = _HALF_YEAR,
    as_json: JsonOption = False,
) -> int:
    """Show what changed."""
    from jobs.changes import Since, changes_since
    from jobs.desk import open_desk

    if since not in {_HALF_YEAR, _DRAFT}:
        raise typer.BadParameter(
            say(
                f"{since} (half-year, draft 가운데 하나를 적어 주십시오.)",
                f"{since} (give one of half-year, draft)",
            )
        )
    with open_desk() as desk:
        found = changes_since(desk, HalfYear.parse(half_year), pledge or (), Since(since))
    if as_json:
        print_json(found)
    else:
        for each in found:
            _tell(each)
    return 0


def _tell(found: PledgeChanges) -> None:
    title = f"{found.pledge} {found.name}"
    if found.against is None:
        line(f"{title}: {say('견줄 보고서가 없습니다.', 'there is no report before.')}")
    elif not found.differences:
        nothing = say(
            f"{found.against}에서 달라진 것이 없습니다.", f"nothing has changed since {found.against}."
        )
        line(f"{title}: {nothing}")
    else:
        heads = ("", say("자리", "Place"), say("내용", "What"))
        numbers = Counter(_kind(each.kind) for each in found.differences)
        counted = ", ".join(f"{kind} {number}" for kind, number in numbers.items())
        title = f"{title} ({found.against} → {say('지금', 'now')}: {counted})"
        print_table(heads, map(_row, found.differences), title=title)


def _row(each: Difference) -> tuple[str, str, str]:
    """Return kind, place and texts; of a line that moved, only the two periods are named."""
    place = f"{each.moved_from[-1]} → {each.place[-1]}" if each.moved_from else " · ".join(each.place)
    topic = f" ❍ {each.topic}" if each.topic else ""
    texts = dict.fromkeys(_flat(text) for text in (each.before, each.after) if text)
    return _kind(each.kind), place + topic, " → ".join(texts)


def _kind(kind: Kind) -> str:
    return say(_KINDS[kind], kind.value)


def _flat(text: str) -> str:
    """Return a figure of two lines, secured above (executed), as one."""
    return text.replace("\n", " ")
