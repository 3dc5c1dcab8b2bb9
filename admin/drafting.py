"""The commands about drafts: draft, drafts, show, explain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from admin.output import bar, complain, line, print_json, print_table
from admin.words import language, say
from gongyak.halfyear import HalfYear

if TYPE_CHECKING:
    from jobs.drafted import Drafted
    from jobs.explain import Explanation
    from jobs.show import Shown

_NAMED: Final = 10
"""How many of the pledges with the same mistake are named."""

HalfYearArgument = Annotated[
    str,
    typer.Argument(
        metavar=say("반기", "HALF_YEAR"),
        help=say("보고할 반기: 2024H2 또는 '2024년 하반기'", "The half-year: 2024H2 or '2024년 하반기'."),
    ),
]
DraftArgument = Annotated[
    str,
    typer.Argument(
        metavar=say("초안번호", "DRAFT"),
        help=say("초안 번호: 2024H2_1-1_v1 (gongyak drafts로 확인)", "The draft's number: 2024H2_1-1_v1."),
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help=say("결과를 JSON으로 출력합니다.", "Print the result as JSON."))
]


def draft(  # noqa: PLR0913, PLR0917 - each is one option
    half_year: HalfYearArgument,
    pledge: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("관리번호", "NO"),
            help=say("이 공약만 작성합니다. 여러 번 쓸 수 있습니다.", "Only this pledge; may be repeated."),
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help=say(
                "달라진 것이 없어도 새로 작성합니다. --clean과 함께이면 오류가 있어도 만듭니다.",
                "Draft anew even where nothing has changed; with --clean, make clean copies despite errors.",
            ),
        ),
    ] = False,
    clean: Annotated[
        bool,
        typer.Option(
            "--clean",
            help=say(
                "점검 메모가 없는 제출용 문서도 만듭니다. 오류가 있는 초안에서는 만들지 않습니다.",
                "Also make copies without comments, to be handed in; not of drafts with errors.",
            ),
        ),
    ] = False,
    mark_changes: Annotated[
        bool,
        typer.Option(
            "--mark-changes",
            help=say(
                "지난 반기 보고 이후 새로 쓰거나 바꾼 내용을 표시한 문서도 만듭니다.",
                "Also make copies that mark what is new since the last half-year's report.",
            ),
        ),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar=say("폴더", "DIR"),
            help=say("Word 파일을 둘 폴더 (기본: var/drafts/반기)", "Where the Word files go."),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Draft the reports of a half-year."""
    from jobs.copying import Copy, copy_drafts
    from jobs.desk import open_desk
    from jobs.draft import draft_reports

    if clean and mark_changes:
        raise typer.BadParameter(
            say(
                "--clean과 --mark-changes 중 하나만 적어 주십시오.",
                "Give either --clean or --mark-changes.",
            )
        )
    with open_desk() as desk, bar(say("보고서 작성", "Drafting")) as progress:
        drafted = draft_reports(
            desk,
            HalfYear.parse(half_year),
            pledge or (),
            force=force and not clean,
            out=out,
            cause="gongyak draft",
            progress=progress,
        )
        if clean or mark_changes:
            drafted = copy_drafts(desk, drafted, Copy.CLEAN if clean else Copy.MARKED, force=force)
    if as_json:
        print_json(drafted)
    else:
        tell_drafted(drafted)
    return drafted.exit_code


def tell_drafted(drafted: Drafted) -> None:
    """Print what a batch made, found, and failed in."""
    if drafted.reports:
        _print_reports(drafted)
    made, kept, failed = (len(each) for each in (drafted.made, drafted.unchanged, drafted.failed))
    line(
        say(
            f"{drafted.half_year.name}: 작성 {made}, 변동 없음 {kept}, 실패 {failed} → {drafted.folder}",
            f"{drafted.half_year}: {made} made, {kept} unchanged, {failed} failed → {drafted.folder}",
        )
    )
    for error, numbers in drafted.failures:
        complain(f"{_enumerated(numbers)}: {error.say(language())}")


def _enumerated(numbers: Sequence[str]) -> str:
    """Return the first few of *numbers*, and how many more there are."""
    more = len(numbers) - _NAMED
    rest = say(f" 외 {more}건", f" and {more} more") if more > 0 else ""
    return ", ".join(numbers[:_NAMED]) + rest


def _print_reports(drafted: Drafted) -> None:
    heads = (
        say("관리번호", "No."),
        say("공약명", "Pledge"),
        say("초안번호", "Draft"),
        say("추진 항목", "Topics"),
        say("오류", "Errors"),
        say("확인 필요", "To check"),
        say("참고", "Notes"),
        "",
    )
    rows = (
        (
            report.pledge,
            report.name,
            report.draft,
            str(report.topics),
            *(str(number or "-") for number in report.severities),
            say("새로 작성", "new") if report.is_new else say("변동 없음", "unchanged"),
        )
        for report in drafted.reports
    )
    print_table(heads, rows, title=drafted.half_year.name)


def drafts(
    half_year: Annotated[
        str | None,
        typer.Argument(
            metavar=say("[반기]", "[HALF_YEAR]"),
            help=say("이 반기의 초안만", "Only drafts of this half-year."),
        ),
    ] = None,
    pledge: Annotated[
        str | None,
        typer.Option(
            metavar=say("관리번호", "NO"), help=say("이 공약의 초안만", "Only drafts of this pledge.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """List the drafts."""
    from jobs.desk import open_desk
    from jobs.show import list_drafts

    with open_desk() as desk:
        found = list_drafts(desk, HalfYear.parse(half_year) if half_year else None, pledge)
    if as_json:
        print_json(found)
        return 0
    heads = (
        say("초안번호", "Draft"),
        say("작성일시", "Made"),
        say("작성자", "By"),
        say("까닭", "Cause"),
        say("확인 사항", "Findings"),
    )
    rows = (
        (
            each.number,
            f"{desk.in_zone(each.made_at):%Y-%m-%d %H:%M}",
            each.made_by,
            each.cause,
            str(sum(each.found.values())),
        )
        for each in found
    )
    print_table(heads, rows)
    return 0


def show(
    number: DraftArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar=say("폴더", "DIR"),
            help=say("보관된 Word 파일을 이 폴더에 꺼냅니다.", "Write the stored Word file to this folder."),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Show the record of one draft."""
    from jobs.desk import open_desk
    from jobs.show import show_draft

    with open_desk() as desk:
        shown = show_draft(desk, number, out)
    if as_json:
        print_json(shown)
    else:
        _tell_shown(shown)
    return 0


def _tell_shown(shown: Shown) -> None:
    draft = shown.draft
    where = shown.file or say(
        "없음 (gongyak show … --out 폴더로 꺼냅니다)", "not there (write it with --out DIR)"
    )
    pairs = {
        say("초안번호", "Draft"): draft.number,
        say("공약", "Pledge"): f"{draft.pledge} {shown.name}",
        say("반기", "Half-year"): draft.half_year.name,
        say("작성일시", "Made"): f"{shown.made_at:%Y-%m-%d %H:%M:%S %Z}",
        say("작성자", "By"): draft.made_by,
        say("까닭", "Cause"): draft.cause,
        say("입력 검사값", "Inputs"): draft.inputs,
        say("서식 검사값", "Form"): draft.template,
        say("문서 검사값", "Document"): draft.document,
        say("파일", "File"): str(where),
    }
    for head, value in pairs.items():
        line(f"{head}: {value}")
    line(say(f"확인 사항 {len(draft.findings)}건", f"{len(draft.findings)} findings"))
    for finding in draft.findings:
        line(f"  [{finding.severity}] {finding.place}: {finding.message} {finding.remedy}")


def explain(
    number: DraftArgument,
    cell: Annotated[
        str | None,
        typer.Option(
            metavar=say("표/행/열", "WORDS"),
            help=say(
                "표 안의 값. 낱말의 일부만 적어도 됩니다: '확보/시비/23'",
                "A figure by words of its table, row and column: '확보/시비/23'.",
            ),
        ),
    ] = None,
    line_: Annotated[
        str | None,
        typer.Option(
            "--line",
            metavar=say("내용", "WORDS"),
            help=say("항목의 내용 일부 또는 id: '개소식'", "A part of a line's text, or its id: '개소식'."),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Show the rows behind a printed figure or line."""
    from jobs.desk import open_desk
    from jobs.explain import explain_cell, explain_line

    if (cell is None) == (line_ is None):
        raise typer.BadParameter(
            say("--cell과 --line 중 하나만 적어 주십시오.", "Give either --cell or --line.")
        )
    with open_desk() as desk:
        told = (
            explain_cell(desk, number, cell) if cell is not None else explain_line(desk, number, line_ or "")
        )
    if as_json:
        print_json(told)
    else:
        _tell_explanation(told)
    return 0


def _tell_explanation(told: Explanation) -> None:
    for place in told.printed.places:
        line(" / ".join(place))
    line(f"  {told.printed.text.replace(chr(10), ' ')}")
    heads = (
        say("자료", "Row"),
        say("지금의 값", "Value now"),
        say("마지막 변경", "Last change"),
        say("변경자", "By"),
        say("변경 내용", "What changed"),
    )
    rows = (
        (
            row.reference,
            say("지금은 없음", "no longer there") if row.value is None else row.value,
            f"{row.at:%Y-%m-%d %H:%M}{say(' (초안 이후)', ' (since the draft)') if row.is_newer else ''}"
            if row.at
            else "-",
            row.who or "-",
            row.change or "-",
        )
        for row in told.rows
    )
    print_table(heads, rows)
