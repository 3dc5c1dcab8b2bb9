"""The commands about the checks: check, mute, unmute, mutes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

from admin.drafting import HalfYearArgument, JsonOption
from admin.output import complain, line, print_json, print_table
from admin.words import language, say
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear

if TYPE_CHECKING:
    from jobs.check import CheckedReport, CheckedReports, Noticed

_SEVERITIES: Final = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
_ENGLISH: Final = {severity: name for name, severity in _SEVERITIES.items()}
_SINCE: Final = {"new": "새로", "standing": "여전히", "gone": "사라짐"}

RuleArgument = Annotated[
    str,
    typer.Argument(
        metavar=say("규칙", "RULE"),
        help=say(
            "규칙의 이름: year-mark (gongyak check가 [ ] 안에 보여 줍니다)", "The rule's name: year-mark."
        ),
    ),
]
PledgeOption = Annotated[
    str | None,
    typer.Option(metavar=say("관리번호", "NO"), help=say("이 공약에서만", "Only for this pledge.")),
]
RowOption = Annotated[
    str | None,
    typer.Option(
        metavar=say("자료", "REF"),
        help=say(
            "이 공약의 이 자료에서만: line:ab12 (gongyak check가 [ ] 안에 보여 줍니다)",
            "Only for this row: line:ab12.",
        ),
    ),
]


def check(
    half_year: HalfYearArgument,
    pledge: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("관리번호", "NO"),
            help=say("이 공약만 보여 줍니다. 여러 번 쓸 수 있습니다.", "Only this pledge; may be repeated."),
        ),
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option(
            metavar=say("정도", "SEVERITY"),
            help=say(
                "이 정도부터 보여 줍니다: 오류, '확인 필요', 참고",
                "Only this severity and worse: error, warning, note.",
            ),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Check the reports of a half-year."""
    from jobs.check import check_reports
    from jobs.desk import open_desk

    least = _severity(severity)
    with open_desk() as desk:
        checked = check_reports(desk, HalfYear.parse(half_year), pledge or (), least=least)
    if as_json:
        print_json(checked)
    elif sys.stdout.isatty():
        _tell(checked)
    else:
        for row in _plain_rows(checked):
            line(row)
    for failure in () if as_json else checked.failed:
        complain(f"{failure.pledge}: {failure.error.say(language())}")
    return checked.exit_code


def _severity(name: str | None) -> Severity:
    """Return the severity called so in either language; none is the least."""
    named = _SEVERITIES | {each.value.replace(" ", ""): each for each in Severity}
    wanted = "note" if name is None else name.replace(" ", "").lower()
    if wanted not in named:
        raise typer.BadParameter(
            say(
                f"{name} (오류, '확인 필요', 참고 가운데 하나를 적어 주십시오.)",
                f"{name} (give one of error, warning, note)",
            )
        )
    return named[wanted]


def _tell(checked: CheckedReports) -> None:
    heads = (
        say("정도", "Severity"),
        say("자리", "Place"),
        say("내용", "What"),
        say("지난 초안", "Last draft"),
    )
    for report in checked.reports:
        if report.noticed:
            beside = f" ({report.draft})" if report.draft else ""
            rows = (_cells(each) for each in report.noticed)
            print_table(heads, rows, title=f"{report.pledge} {report.name}{beside}")
    line(_summary(checked))


def _cells(noticed: Noticed) -> tuple[str, ...]:
    finding = noticed.finding
    return (
        _shown(finding.severity),
        finding.place,
        f"{finding.message}\n→ {finding.remedy}\n[{_reference(finding)}]",
        _since(noticed),
    )


def _plain_rows(checked: CheckedReports) -> Iterator[str]:
    """Yield one line a finding, its parts between tabs: for grep, sort and a spreadsheet."""
    for report in checked.reports:
        for noticed in report.noticed:
            finding = noticed.finding
            parts = (
                report.pledge,
                _shown(finding.severity),
                finding.place,
                finding.message,
                finding.remedy,
                _reference(finding),
                _since(noticed),
            )
            yield "\t".join(" ".join(part.split()) for part in parts)


def _reference(finding: Finding) -> str:
    """Return what `gongyak mute` wants to know of a finding: its rule, and the row it is mainly about."""
    return " ".join((finding.rule, *finding.rows[:1]))


def _summary(checked: CheckedReports) -> str:
    errors, warnings, notes = map(checked.count, Severity)
    compared = [report for report in checked.reports if report.draft]
    counted = say(
        f"{checked.half_year.name}: 공약 {len(checked.reports)}건, 오류 {errors}, 확인 필요 {warnings}, "
        f"참고 {notes}",
        f"{checked.half_year}: pledges: {len(checked.reports)}, errors: {errors}, to check: {warnings}, "
        f"notes: {notes}",
    )
    return f"{counted}{_since_last(checked, compared)}"


def _since_last(checked: CheckedReports, compared: list[CheckedReport]) -> str:
    from jobs.check import Since

    if not compared:
        return say(" (견줄 초안 없음)", " (no draft to compare with)")
    new, standing, gone = map(checked.count_since, Since)
    return say(
        f" (지난 초안과 견주어 새로 {new}, 여전히 {standing}, 사라짐 {gone})",
        f" (since the last drafts: {new} new, {standing} still there, {gone} gone)",
    )


def _shown(severity: Severity) -> str:
    return say(severity.value, _ENGLISH[severity])


def _since(noticed: Noticed) -> str:
    since = noticed.since
    return "-" if since is None else say(_SINCE[since.value], since.value)


def mute(
    rule: RuleArgument,
    reason: Annotated[
        str,
        typer.Option(
            metavar=say("까닭", "WHY"), help=say("끄는 까닭 (함께 보관됩니다)", "Why; kept with it.")
        ),
    ],
    pledge: PledgeOption = None,
    row: RowOption = None,
    as_json: JsonOption = False,
) -> int:
    """Switch a rule off."""
    from jobs.desk import open_desk
    from jobs.judging import mute_rule

    with open_desk() as desk:
        muted = mute_rule(desk, rule, reason, pledge, row)
    if as_json:
        print_json(muted)
    else:
        where, why = _scope(pledge, row), muted.reason
        line(say(f"{where}에서 껐습니다: {rule} ({why})", f"Off for {where}: {rule} ({why})"))
    return 0


def unmute(rule: RuleArgument, pledge: PledgeOption = None, row: RowOption = None) -> int:
    """Switch a rule on again."""
    from jobs.desk import open_desk
    from jobs.judging import unmute_rule

    with open_desk() as desk:
        unmute_rule(desk, rule, pledge, row)
    where = _scope(pledge, row)
    line(say(f"{where}에서 다시 켰습니다: {rule}", f"On again for {where}: {rule}"))
    return 0


def mutes(as_json: JsonOption = False) -> int:
    """List the rules that are switched off."""
    from jobs.desk import open_desk
    from jobs.judging import TITLES, list_mutes

    with open_desk() as desk:
        found = list_mutes(desk)
    if as_json:
        print_json(found)
        return 0
    heads = (
        say("규칙", "Rule"),
        say("무엇을 보는가", "What it finds"),
        say("관리번호", "Pledge"),
        say("자료", "Row"),
        say("까닭", "Reason"),
        say("정한 사람", "By"),
        say("정한 일시", "When"),
    )
    rows = (
        (
            each.rule,
            TITLES.get(each.rule, "-"),
            each.pledge or say("시 전체", "all"),
            each.row or "-",
            each.reason,
            each.who,
            f"{desk.in_zone(each.at):%Y-%m-%d %H:%M}",
        )
        for each in found
    )
    print_table(heads, rows)
    return 0


def _scope(pledge: str | None, row: str | None) -> str:
    if pledge is None:
        return say("시 전체", "the city")
    of_pledge = say(f"공약 {pledge}", f"pledge {pledge}")
    return of_pledge if row is None else f"{of_pledge} {row}"
