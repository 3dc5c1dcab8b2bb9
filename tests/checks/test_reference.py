"""The published reference report, held against what a careful human reviewer flags in it, line by line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from gongyak.checks import check_city, check_report
from gongyak.compose import compose_report
from gongyak.exchange.reading import Exchange, read_folder
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear
from gongyak.judgement import Judgement
from gongyak.pledges import Pledge

SAMPLE: Final = Path(__file__).parents[2] / "jobs" / "sample_city"
H2_2024: Final = HalfYear(2024, 2)
TABLE: Final = "연도별 확보(집행)액 · 바이오컴플렉스 건립 타당성조사 및 기본계획 수립"

# Rule, then words that the finding's message or place must hold.
ERRORS: Final = [
    ("sum-participation", "보도자료", "10회", "13회"),
    ("sum-budget", f"{TABLE} · 계 · 계", "확보액", "152,000천원", "195,000천원"),
    ("sum-budget", f"{TABLE} · 시비 · 계", "확보액", "152,000천원", "195,000천원"),
    ("sum-budget", f"{TABLE} · 계 · ‘22.7.", "확보액", "105,000천원", "150,000천원"),
    ("sum-budget", f"{TABLE} · 계 · 계", "집행액", "106,000천원", "150,000천원"),
    ("sum-budget", f"{TABLE} · 시비 · 계", "집행액", "106,000천원", "150,000천원"),
]
WARNINGS: Final = [
    ("secured-above-planned", "계 · 계", "152,000천원", "150,000천원"),
    ("secured-above-planned", "시비 · ‘23", "45,000천원", "0천원"),
    ("money-not-in-tables", "1,548억원"),
    ("office-act-on-day-off", "2023. 9. 3.", "일요일"),
    ("office-act-on-day-off", "2023. 12. 25.", "기독탄신일"),
    ("plan-without-money", "인테리어 공사", "‘25"),
    ("series-gap", "국립암센터(2차) 회의", "1차"),
    ("series-gap", "일산병원(2차) 회의", "1차"),
    ("event-twice", "(2024. 4. 22.) 국립암센터(2차) 회의", "국립암센터"),
    ("topic-split", "바이오컴플렉스", "바이오콤플렉스"),
    ("topic-split", "벤치마킹", "벤치 마킹"),
    ("series-unfinished", "(2024. 11. 6.) 중간 보고회"),
    ("name-two-ways", "'바이오컴플렉스'", "'바이오콤플렉스'"),
    ("name-two-ways", "'명지명원'", "'명지병원'"),
    ("province-misspelt", "충복 오송", "충북"),
    ("middle-dot", "경기도‧고양시", "U+2027"),
    ("year-mark", "‘22.7.", "‘23", "‘24", "‘25", "‘26.6."),
    ("count-separator", "기본계획 관련 회의(3)", "고양바이오정밀의료클러스터"),
    ("count-separator", "조성 관련(2)", "룩셈부르크"),
    ("count-separator", "인재양성 교육(1)", "경기도"),
]
NOTES: Final = [
    ("result-without-date", "병원 간담회 추진(2회)"),
    ("result-without-date", "글로벌 제약사 및 R&D센터"),
    ("result-without-date", "국내·외 바이오(헬스케어) 기업 유치"),
    ("topics-out-of-order", "LIH-G설치", "기본계획 수립"),
    ("mixed-date-styles", "2023.3.", "2022.12."),
    ("counts-and-facts", "기초연구 회의", "4회", "3건"),
    ("counts-and-facts", "LIH 국제공동 연구과제 관련 논의", "4회", "3건"),
    ("organisation-two-ways", "동국대", "동국대학교"),
    ("spacing-two-ways", "'동국대학교 BMC'", "'동국대학교BMC'"),
    ("spacing-two-ways", "'경기·고양'", "'경기고양'"),
    ("spacing-two-ways", "'바이오 포럼'", "'바이오포럼'"),
    ("spacing-two-ways", "'바이오 콤플렉스'", "'바이오콤플렉스'"),
    ("spacing-two-ways", "'정밀의료 클러스터'", "'정밀의료클러스터'"),
    ("spacing-two-ways", "'국·도비'", "'국도비'"),
    ("spacing-two-ways", "'양성 교육'", "'양성교육'"),
    ("spacing-two-ways", "'오픈 이노베이션'", "'오픈이노베이션'"),
    ("spacing-two-ways", "'중간 보고회'", "'중간보고회'"),
    ("spacing-two-ways", "'벤치 마킹'", "'벤치마킹'"),
    ("count-spacing", "관련 (1)", "관련 (2)"),
    ("bracket-without-space", "(토지·건축비)예상되며"),
    ("caption-unmentioned", "독일 PRECISION FOR MEDICINE 방문"),
]
QUIET: Final = [
    "150,000천원이 사업비 표",  # the same amount in another unit
    "LIH) MOU 체결",  # undated notes under a dated topic
    "일산백병원",  # another hospital
    "일산차병원",
    "동국대병원",
    "설계변경 회의",  # complete series, and other parties on the same day
    "포럼 추진 계획 회의",
    "바이오포럼 회의'",  # as many facts as counted
    "착수보고회",
    "2024. 8. 12.~8. 23.",  # a range over a weekend
]


@cache
def sample() -> Exchange:
    return read_folder(SAMPLE)


def reference() -> Pledge:
    return next(pledge for pledge in sample().pledges if pledge.number == "1-1")


@cache
def findings(severity: Severity) -> tuple[Finding, ...]:
    found = check_report(sample().city, reference(), H2_2024)
    return tuple(finding for finding in found if finding.severity is severity)


def is_flagged(expected: tuple[str, ...], severity: Severity) -> bool:
    rule, *words = expected
    texts = [f"{each.message} {each.place}" for each in findings(severity) if each.rule == rule]
    return any(all(word in text for word in words) for text in texts)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        *((Severity.ERROR, each) for each in ERRORS),
        *((Severity.WARNING, each) for each in WARNINGS),
        *((Severity.NOTE, each) for each in NOTES),
    ],
    ids=str,
)
def test_what_a_careful_reviewer_flags_is_found(severity: Severity, expected: tuple[str, ...]) -> None:
    assert is_flagged(expected, severity)


def test_nothing_else_is_an_error() -> None:
    assert len(findings(Severity.ERROR)) == len(ERRORS)


def test_nothing_else_is_a_warning() -> None:
    assert len(findings(Severity.WARNING)) == len(WARNINGS)


@pytest.mark.parametrize("words", QUIET)
def test_what_is_right_stays_quiet(words: str) -> None:
    assert [
        each.message for severity in Severity for each in findings(severity) if words in each.message
    ] == []


def test_what_the_sample_city_decided_about_names_is_at_work() -> None:
    def told(judgement: Judgement) -> set[tuple[str, str]]:
        every = check_city(sample().city, of_term(), H2_2024, judgement)
        return {(number, f"{each.rule} {each.message}") for number, all_ in every.items() for each in all_}

    without, decided = told(Judgement()), told(sample().judgement)
    for words in ("'도담공원'(2곳), '소담공원'", "'바이오컴플렉스'(2곳), '바이오콤플렉스'"):
        assert any(words in message for _, message in without)
        assert not any(words in message for _, message in decided)
    new = {message.partition("은 ")[0].partition("는 ")[0] for _, message in decided - without}
    assert new == {
        f"not-the-preferred-name '{name}'" for name in ("바이오컴플렉스", "바이오 콤플렉스", "벤치 마킹")
    }


def of_term() -> list[Pledge]:
    return [pledge for pledge in sample().pledges if pledge.term == "민선8기"]


def test_findings_on_printed_lines_and_cells_stand_where_the_trace_says() -> None:
    for pledge in sample().pledges:
        if pledge.term != "민선8기":
            continue
        trace = compose_report(sample().city, pledge, H2_2024).trace
        by_row = {(" · ".join(each.place), row) for each in trace for row in each.rows}
        for finding in check_report(sample().city, pledge, H2_2024):
            if finding.rows[0].startswith(("line:", "budget:", "remark:", "photo:", "stated:", "count:")):
                assert (finding.place, finding.rows[0]) in by_row, finding
            else:
                assert finding.rows[0].startswith(("pledge:", "project:", "official:")), finding


@pytest.mark.parametrize("half_year", ["2022H2", "2023H1", "2023H2", "2024H1", "2024H2", "2025H1", "2025H2"])
def test_every_report_of_the_sample_city_can_be_checked(half_year: str) -> None:
    half = HalfYear.parse(half_year)
    for pledge in sample().pledges:
        if half in sample().city.term_named(pledge.term):
            for finding in check_report(sample().city, pledge, half):
                assert finding.message.endswith(".")
                assert finding.remedy.endswith(".")
                assert finding.rows
