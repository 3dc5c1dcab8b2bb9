from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from gongyak.checks import check_city
from gongyak.compose import compose_report
from gongyak.documents import compile_template
from gongyak.exchange.reading import read_folder
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear
from gongyak.participation_notes import NOTE
from jobs.annotating import Anchors, annotate, text_at
from jobs.demo import HALF_YEARS, SAMPLE
from jobs.form import Form, open_form
from jobs.rendering import Frame, Stamp, context_of
from tests.documents.forms import comments_on, converted, lines

if TYPE_CHECKING:
    from gongyak.exchange.reading import Exchange
    from gongyak.reports import ReportView

NOON = datetime(2025, 1, 2, 12, 0, tzinfo=timezone(timedelta(hours=9)))
REFERENCE = "1-1"
H2_2024 = HALF_YEARS[0]


@cache
def sample() -> Exchange:
    return read_folder(SAMPLE)


@cache
def form() -> Form:
    return open_form(None)


@cache
def reports(half_year: HalfYear) -> dict[str, tuple[ReportView, tuple[Finding, ...]]]:
    """Return the view and the findings of every report of the sample city."""
    city = sample().city
    due = [pledge for pledge in sample().pledges if half_year in city.term_named(pledge.term)]
    found = check_city(city, due, half_year)
    return {pledge.number: (compose_report(city, pledge, half_year), found[pledge.number]) for pledge in due}


def reference() -> ReportView:
    return reports(H2_2024)[REFERENCE][0]


def finding(place: str, *rows: str, severity: Severity = Severity.WARNING, message: str = "말") -> Finding:
    return Finding("rule", severity, message, "고칩니다.", place, rows)


def rendered(view: ReportView, findings: tuple[Finding, ...], **marks: Any) -> bytes:
    context = context_of(view, Stamp("2024H2_1-1_v1", NOON), sample().pictures, Frame(80, 60))
    annotated = annotate(context, view, findings, marks.get("marks", {}), NOON)
    return form().template.render(annotated.context, wanted=annotated.commented)


def said(finding: Finding, anchors: Anchors) -> str:
    """Return the comment that a finding becomes."""
    is_far = anchors.path_of(finding) == ("name",) and finding.place != "공약명"
    place = f"({finding.place})\n" if is_far else ""
    return f"{place}[{finding.severity}] {finding.message}\n→ {finding.remedy}\n{finding.rule}"


def placed(view: ReportView, *findings: Finding) -> list[str]:
    """Return the texts on which the comments of *findings* stand."""
    return [text for _, text in comments_on(rendered(view, findings))]


@pytest.mark.parametrize("half_year", HALF_YEARS, ids=str)
def test_every_trace_leads_to_its_text(half_year: HalfYear) -> None:
    for view, _ in reports(half_year).values():
        for trace in view.trace:
            is_label = trace.path[:2] == ("participation", "notes") and trace.place[-1] != NOTE
            text = text_at(view, trace.path)
            assert text if is_label else text == trace.text


@pytest.mark.parametrize("half_year", HALF_YEARS, ids=str)
def test_every_finding_of_the_sample_city_is_one_comment_on_its_text(half_year: HalfYear) -> None:
    for view, findings in reports(half_year).values():
        anchors = Anchors(view)
        expected = [(said(each, anchors), text_at(view, anchors.path_of(each))) for each in findings]
        assert sorted(comments_on(rendered(view, findings))) == sorted(expected)


@pytest.mark.needs("libreoffice")
def test_the_comments_of_the_printed_report_survive_libreoffice(tmp_path: Path) -> None:
    view, findings = reports(H2_2024)[REFERENCE]
    made = rendered(view, findings)
    saved = converted(made, tmp_path, "docx", "docx:MS Word 2007 XML")
    assert sorted(comments_on(saved)) == sorted(comments_on(made))
    document = docx.Document(io.BytesIO(saved))
    assert {comment.author for comment in document.comments} == {"공약 점검"}
    assert len(list(document.comments)) == len(findings)


def test_a_comment_says_severity_message_remedy_and_rule() -> None:
    line = reference().trace[0]
    found = finding(" · ".join(line.place), line.rows[0], severity=Severity.ERROR, message="날짜가 다릅니다.")
    assert comments_on(rendered(reference(), (found,))) == [
        ("[오류] 날짜가 다릅니다.\n→ 고칩니다.\nrule", line.text)
    ]


def test_the_most_severe_finding_on_a_text_comes_first() -> None:
    found = [finding("공약명", severity=each, message=each.name) for each in reversed(Severity)]
    said = [comment.split("]")[0] for comment, _ in comments_on(rendered(reference(), tuple(found)))]
    assert said == ["[오류", "[확인 필요", "[참고"]


def test_a_line_in_two_periods_is_commented_in_the_one_that_the_finding_names() -> None:
    view = reference()
    first, second = ({topic.id for topic in period.topics} for period in view.periods[:2])
    topic = min(first & second)
    for i, period in enumerate(view.periods[:2]):
        place = f"추진실적 및 추진계획 · {period.label}"
        path = Anchors(view).path_of(finding(place, f"line:{topic}"))
        assert path[:2] == ("periods", i)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("공약명", "바이오 정밀의료클러스터 조성 추진"),
        ("주관부서", "전략산업과"),
        (
            "추진실적 및 추진계획 · 2025년 상반기 추진계획",
            "룩셈부르크 국립보건원(LIH) 한국분원 개소식 (LIH-G설치)",
        ),
        ("시민참여(소통) 실적", "41"),
        ("시민참여(소통) 실적 · 보도자료", "10"),
        ("연도별 투자계획(사업비)", "바이오컴플렉스 건립 타당성조사 및 기본계획 수립"),
        ("연도별 확보(집행)액 · 없는 사업", "바이오컴플렉스 건립 타당성조사 및 기본계획 수립"),
        ("문제점 및 개선대책", "고양 바이오 콤플렉스(공공지원센터) 건립을 위한 국도비 확보 필요"),
        ("관련 사진 · 무엇인가", "룩셈부르크 사절단 간담회"),
    ],
)
def test_a_finding_about_no_printed_row_goes_to_the_first_text_of_its_block(place: str, text: str) -> None:
    assert text_at(reference(), Anchors(reference()).path_of(finding(place, "pledge:1-1"))) == text


def test_a_finding_about_an_empty_cell_stands_in_that_cell() -> None:
    view = reference()
    head = view.planned.columns[3]
    found = finding(f"연도별 투자계획(사업비) · {view.planned.projects[0].name} · 국비 · {head}")
    path = Anchors(view).path_of(found)
    assert path == ("planned", "projects", 0, "rows", 1, "amounts", 3)
    assert placed(view, found) == [""]


def test_a_finding_about_people_stands_on_the_first_of_the_role_or_on_the_department() -> None:
    view = reference()
    role = view.people[-1].role
    assert text_at(view, Anchors(view).path_of(finding(f"주관부서 · {role}"))) == next(
        person.name for person in view.people if person.role == role
    )
    nobody = replace(view, people=())
    assert Anchors(nobody).path_of(finding(f"주관부서 · {role}")) == ("department",)


def test_a_finding_about_a_block_that_is_not_printed_says_its_place_on_the_name() -> None:
    view = replace(reference(), photos=(), trace=())
    said = comments_on(rendered(view, (finding("관련 사진", "photo:x"),)))
    assert said == [("(관련 사진)\n[확인 필요] 말\n→ 고칩니다.\nrule", view.name)]


def test_a_form_that_leaves_a_block_out_loses_no_finding() -> None:
    view, findings = reports(H2_2024)[REFERENCE]
    bare = compile_template(lines("{{ name }}", "{% for p in periods %}{{ p.label }} {% endfor %}"))
    context = context_of(view, Stamp("2024H2_1-1_v1", NOON), sample().pictures, Frame(80, 60))
    annotated = annotate(context, view, findings, {}, NOON)
    said = comments_on(bare.render(annotated.context, wanted=annotated.commented))
    assert len(said) == len(findings)
    assert all(any(each.message in comment for comment, _ in said) for each in findings)


def test_a_mark_and_a_comment_stand_on_one_text() -> None:
    view = reference()
    line = next(trace for trace in view.trace if trace.path[0] == "periods")
    found = finding(" · ".join(line.place), line.rows[0])
    made = rendered(view, (found,), marks={line.path: "신규"})
    assert [text for _, text in comments_on(made)] == [line.text]
    labels = [
        run.text
        for table in docx.Document(io.BytesIO(made)).tables
        for cell in table._cells  # noqa: SLF001 - each cell once
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.style.name == "공약 변경 표시"
    ]
    assert "신규" in labels


def test_annotating_changes_neither_view_nor_context() -> None:
    view, findings = reports(H2_2024)[REFERENCE]
    context = context_of(view, Stamp("2024H2_1-1_v1", NOON), sample().pictures, Frame(80, 60))
    before = repr(context), repr(view)
    annotate(context, view, findings, {("name",): "변경"}, NOON)
    assert (repr(context), repr(view)) == before
