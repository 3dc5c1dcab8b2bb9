from __future__ import annotations

import pytest

from gongyak.checks import check_city
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear
from gongyak.judgement import Glossary, Judgement
from tests.checks.asking import found, lines
from tests.checks.clean import CITY, case

RULE = "organisation-two-ways"
H2_2024 = HalfYear(2024, 2)


def found_in(*texts: str, judgement: Judgement | None = None) -> list[Finding]:
    return found(RULE, current=lines(*(f"(2024. 8. 6.) {text}" for text in texts)), judgement=judgement)


@pytest.mark.parametrize(
    ("one", "other", "full", "short"),
    [
        ("한빛대학교 협의", "한빛대 자문", "한빛대학교", "한빛대"),
        ("동국대학교병원 협의", "동국대병원 자문", "동국대학교병원", "동국대병원"),
        ("한빛대학교와 협의", "한빛대와 협의", "한빛대학교", "한빛대"),
        ("나래초등학교 협의", "나래초 자문", "나래초등학교", "나래초"),
        ("고양산업진흥원 협의", "산업진흥원 자문", "고양산업진흥원", "산업진흥원"),
        ("고양시정연구원과 협의", "회의(시정연구원 참석)", "고양시정연구원", "시정연구원"),
        ("가람시청소년재단 협의", "예산 협의 및 청소년재단 자문", "가람시청소년재단", "청소년재단"),
        ("국립암센터 협의", "암센터 자문", "국립암센터", "암센터"),
        ("국토교통부 협의", "국토부 공모 선정", "국토교통부", "국토부"),
        ("한국토지주택공사 협의", "LH와 협의", "한국토지주택공사", "LH"),
        ("㈜솔메딕스 방문", "(주)솔메딕스 협의", "(주)솔메딕스", "㈜솔메딕스"),
        ("㈜솔메딕스 방문", "주식회사 솔메딕스와 협의", "주식회사 솔메딕스", "㈜솔메딕스"),
        ("솔메딕스㈜ 방문", "솔메딕스 주식회사 협의", "솔메딕스 주식회사", "솔메딕스㈜"),
        ("㈜솔메딕스 방문", "솔메딕스와 협의", "㈜솔메딕스", "솔메딕스"),
        ("국립암센터(NCC) 협의", "ncc 자문", "NCC", "ncc"),
    ],
)
def test_an_organisation_under_two_names_is_a_note(one: str, other: str, full: str, short: str) -> None:
    (finding,) = found_in(one, other)
    assert finding.severity is Severity.NOTE
    assert f"'{full}'" in finding.message
    assert f"'{short}'" in finding.message
    assert len(finding.rows) == 2


@pytest.mark.parametrize(
    "texts",
    [
        ("한빛대학교 협의", "한빛대병원 자문"),
        ("동국대학교병원 협의", "동국대 자문"),
        ("명지병원 협의", "명지대학교 자문"),
        ("고양시 협의", "고양시청소년재단 자문"),
        ("경기도 협의", "경기도의료원 자문"),
        ("고양시의회 보고", "시의회 보고"),
        ("가람시 산업진흥과 협의", "가람시 회의"),
        ("가람시보건소 협의", "보건소 자문"),
        ("일산병원 협의", "일산백병원 자문"),
        ("국립대학교 협의", "국립대 자문"),
        ("고양어린이공원 정비", "어린이공원 조사"),
        ("경기도시공사 협의", "보수공사 착공"),
        ("우정바이오 신약클러스터 방문", "㈜우정바이오 협의"),
        ("㈜가람 방문", "가람 축제"),
        ("㈜솔메딕스 방문", "㈜ 솔메딕스 협의"),
    ],
)
def test_other_organisations_are_quiet(texts: tuple[str, ...]) -> None:
    assert found_in(*texts) == []


@pytest.mark.parametrize(
    "bare",
    ["룩셈부르크 보건원 협의", "경기 산업진흥원 협의", "산업진흥원 창업센터 방문", "지역 산업진흥원 사례"],
)
def test_a_short_name_with_another_owner_is_quiet(bare: str) -> None:
    assert found_in("국립보건원 협의", "고양산업진흥원 협의", bare) == []


def test_a_short_name_of_two_bodies_is_quiet() -> None:
    assert found_in("고양산업진흥원 협의", "성남산업진흥원 견학", "산업진흥원 자문") == []


@pytest.mark.parametrize(
    "declared",
    [
        "국립암센터(이하 암센터) 협의",
        "국립암센터(이하 ‘암센터’라 한다) 협의",
        '국립암센터(약칭 "암센터") 협의',
        "국립암센터, 이하 암센터",
        "암센터(국립암센터) 협의",
    ],
)
def test_a_name_explained_once_may_be_short_from_then_on(declared: str) -> None:
    assert found_in(declared, "암센터 자문") == []


def test_initials_explained_once_may_stand_alone() -> None:
    assert found_in("국립암센터(NCC) 협의", "NCC 자문") == []
    assert found_in("NCC 자문", "ncc 자문") == []


def test_names_explained_by_one_another_are_not_misspelt() -> None:
    block = lines("(2024. 8. 6.) 하늘빛병원(하늘빗병원) 협의", "(2024. 9. 3.) 하늘빗병원 자문")
    assert found("name-two-ways", current=block) == []


def test_accepted_pairs_and_the_glossary_win() -> None:
    texts = ("고양산업진흥원 협의", "산업진흥원 자문")
    assert found_in(*texts, judgement=Judgement(accepted=(("산업진흥원", "고양산업진흥원"),))) == []
    glossary = Judgement(glossary=Glossary((("고양산업진흥원", ("산업진흥원",)),)))
    assert found_in(*texts, judgement=glossary) == []
    block = lines(*texts)
    (finding,) = found("not-the-preferred-name", current=block, judgement=glossary)
    assert finding.severity is Severity.ERROR


def in_city(*texts: str, judgement: Judgement | None = None) -> dict[str, list[str]]:
    pledges = [
        case(f"1-{number}", name, current=lines(f"(2024. 8. 6.) {text}")).pledge
        for number, (name, text) in enumerate(
            zip(("의료 강화", "돌봄 강화", "건강 강화"), texts, strict=False)
        )
    ]
    every = check_city(CITY, pledges, H2_2024, judgement or Judgement())
    return {
        number: [each.message for each in findings if each.rule == f"{RULE}-in-city"]
        for number, findings in every.items()
    }


def test_the_rarer_name_is_told_across_the_city() -> None:
    texts = ("한빛대 협의", "한빛대 자문", "한빛대학교 방문")
    assert in_city(*texts) == {
        "1-0": [],
        "1-1": [],
        "1-2": ["'한빛대학교'를 다른 공약 2건에서는 '한빛대'로 적었습니다."],
    }
    accepted = Judgement(accepted=(("한빛대", "한빛대학교"),))
    assert set(map(tuple, in_city(*texts, judgement=accepted).values())) == {()}


def test_a_name_without_its_place_is_told_where_it_stands_alone() -> None:
    told = in_city("고양산업진흥원 협의", "산업진흥원 자문", "지역 산업진흥원 사례")
    assert told == {
        "1-0": [],
        "1-1": ["'산업진흥원'을 다른 공약 1건에서는 '고양산업진흥원'으로 적었습니다."],
        "1-2": [],
    }


def test_a_city_without_reports_has_nothing_to_compare() -> None:
    assert check_city(CITY, [], H2_2024) == {}
