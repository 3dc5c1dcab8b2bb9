from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.checks import check_city
from gongyak.checks.jamo import (
    is_one_letter_apart,
    letters_apart,
    one_letter_apart,
    spell,
    two_letters_apart,
)
from gongyak.checks.variants import is_contrast
from gongyak.checks.words import squeeze, without_particle, words_of
from gongyak.findings import Severity
from gongyak.judgement import Glossary, Judgement
from tests.checks.asking import found, lines
from tests.checks.clean import CITY, case

hangul = st.text(st.sampled_from("가각간나낙난다달"), min_size=1, max_size=4)


def test_words_keep_what_stands_between_them() -> None:
    assert words_of("경기·고양 R&D센터(LIH)") == [("", "경기"), ("·", "고양"), (" ", "R&D센터"), ("(", "LIH")]
    assert squeeze("경기·고양 R&D센터(LIH)") == "경기고양r&d센터lih"


def test_only_a_particle_behind_two_syllables_is_taken_off() -> None:
    assert without_particle("국립암센터와") == "국립암센터"
    assert without_particle("회의") == "회의"


def test_a_word_is_spelt_in_its_letters() -> None:
    assert spell("명지 A1") == "ㅁㅕㅇㅈㅣ A1"


@given(st.sets(hangul, max_size=12))
def test_pairs_one_letter_apart_are_exactly_those_found_one_by_one(words: set[str]) -> None:
    pairs = {(a, b) for a in words for b in words if a < b and is_one_letter_apart(a, b)}
    assert set(one_letter_apart(words)) == pairs


@given(st.sets(st.text(st.sampled_from("가각간나낙"), min_size=3, max_size=5), max_size=12))
def test_pairs_two_letters_apart_are_exactly_those_found_one_by_one(words: set[str]) -> None:
    long = [word for word in words if len(word) >= 4]
    pairs = {(a, b) for a in long for b in long if a < b and len(a) == len(b) and letters_apart(a, b) == 2}
    assert set(two_letters_apart(words, 4)) == pairs


def test_a_letter_that_is_no_syllable_is_far_from_every_syllable() -> None:
    assert letters_apart("바이오A동", "바이오가동") > 2
    assert letters_apart("콤플렉스", "컴플랙스") == 2
    assert letters_apart("센터", "세터") == 1


@given(hangul, st.data())
def test_a_letter_more_or_another_one_is_one_letter_apart(word: str, data: st.DataObject) -> None:
    jamo = spell(word)
    place = data.draw(st.integers(0, len(jamo) - 1))
    assert is_one_letter_apart(jamo, jamo[:place] + "ㅋ" + jamo[place + 1 :])
    assert is_one_letter_apart(jamo, jamo[:place] + "ㅋ" + jamo[place:])
    assert not is_one_letter_apart(jamo, jamo)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("초등학교", "고등학교"),
        ("지역산업", "지역사업"),
        ("공주시청", "광주시청"),
        ("고양시와", "고양시의"),
        ("사업기관", "사업기간"),
    ],
)
def test_two_right_words_are_a_contrast(one: str, other: str) -> None:
    assert is_contrast(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("명지병원", "명지명원"), ("바이오컴플렉스", "바이오콤플렉스"), ("룩셈부르크", "룩셈브르크")],
)
def test_a_slip_is_no_contrast(one: str, other: str) -> None:
    assert not is_contrast(one, other)
    (finding,) = found(
        "name-two-ways", current=lines(f"(2024. 8. 6.) {one} 간담회", f"(2024. 9. 3.) {other} 자문")
    )
    assert one in finding.message
    assert other in finding.message
    assert len(finding.rows) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("바이오콤플렉스", "바이오컴플랙스"),
        ("고양산업진흥원", "고양산엄진홍원"),
        ("한마음복지센터", "함마음복지센타"),
    ],
)
def test_a_long_name_with_two_slips_is_found(one: str, other: str) -> None:
    (finding,) = found("name-two-ways", current=lines(f"(2024. 8. 6.) {one}", f"(2024. 9. 3.) {other}"))
    assert finding.severity is Severity.WARNING


def test_a_long_name_with_one_syllable_quite_different_is_a_note() -> None:
    block = lines("(2024. 8. 6.) 푸른누리연구원", "(2024. 9. 3.) 푸른더리연구원")
    assert [each.severity for each in found("name-two-ways", current=block)] == [Severity.NOTE]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("청년취업지원센터", "청년창업지원센터"),
        ("고양산업지원센터", "고양환경지원센터"),
        ("고양축산진흥재단", "고양출산진흥재단"),
        ("고양시유아종합지원센터", "고양시육아종합지원센터"),
        ("경기국내기업협회", "경기국외기업협회"),
        ("서부유아교육진흥원", "서부영아교육진흥원"),
        ("달빛어린이집", "달밤어린이집"),
        ("안성산업진흥원", "안산산업진흥원"),
        ("인재양성추진계획", "인재육성추진계획"),
    ],
)
def test_long_names_of_other_words_are_quiet(one: str, other: str) -> None:
    assert found("name-two-ways", current=lines(f"(2024. 8. 6.) {one}", f"(2024. 9. 3.) {other}")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("일산병원", "일산백병원"),
        ("일산병원", "동국대병원"),
        ("국내기업", "국외기업"),
        ("초등학교", "고등학교"),
        ("정책협의", "정책협회의"),
    ],
)
def test_other_names_are_quiet(one: str, other: str) -> None:
    assert found("name-two-ways", current=lines(f"(2024. 8. 6.) {one}", f"(2024. 9. 3.) {other}")) == []


def test_short_names_before_the_same_ending_are_a_note_and_quiet_side_by_side() -> None:
    (finding,) = found(
        "name-two-ways", current=lines("(2024. 8. 6.) 도담공원 정비", "(2024. 9. 3.) 소담공원 정비")
    )
    assert finding.severity is Severity.NOTE
    assert found("name-two-ways", current=lines("(2024. 8. 6.) 도담공원, 소담공원 정비")) == []


def test_accepted_pairs_and_the_glossary_quiet_the_comparison() -> None:
    block = lines("(2024. 8. 6.) 명지병원 간담회", "(2024. 9. 3.) 명지명원 자문")
    accepted = Judgement(accepted=(("명지명원", "명지병원"),))
    assert found("name-two-ways", current=block, judgement=accepted) == []
    glossary = Judgement(glossary=Glossary((("명지병원", ("명지명원", "명지 병원")),)))
    assert found("name-two-ways", current=block, judgement=glossary) == []
    (finding,) = found("not-the-preferred-name", current=block, judgement=glossary)
    assert finding.severity is Severity.ERROR
    assert "'명지병원'" in finding.message


def test_a_variant_inside_the_preferred_name_is_quiet() -> None:
    glossary = Judgement(glossary=Glossary((("고양특례시의회", ("특례시의회",)),)))
    assert (
        found(
            "not-the-preferred-name", current=lines("(2024. 8. 6.) 고양특례시의회 보고"), judgement=glossary
        )
        == []
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("중간 보고회", "중간보고회"),
        ("국·도비 확보", "국도비 확보"),
        ("오픈 이노베이션", "가람오픈이노베이션협회"),
        ("동국대학교 BMC", "동국대학교BMC"),
    ],
)
def test_terms_written_apart_and_together_are_noted(one: str, other: str) -> None:
    assert (
        len(found("spacing-two-ways", current=lines(f"(2024. 8. 6.) {one}", f"(2024. 9. 3.) {other}"))) == 1
    )


@pytest.mark.parametrize(
    ("one", "other"), [("중간 보고회", "최종보고회"), ("이 시설", "이시설"), ("시·군", "시군")]
)
def test_short_and_other_terms_are_quiet(one: str, other: str) -> None:
    assert found("spacing-two-ways", current=lines(f"(2024. 8. 6.) {one}", f"(2024. 9. 3.) {other}")) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("인천 송도, 충복 오송", 1),
        ("충북 오송", 0),
        ("정기 일산 간담회", 0),
        ("경기 수원", 0),
        ("강언 춘천시", 1),
    ],
)
def test_a_province_misspelt_before_its_place_is_found(text: str, count: int) -> None:
    assert len(found("province-misspelt", current=lines(f"(2024. 8. 6.) {text} 사례"))) == count


def test_names_are_compared_across_the_city() -> None:
    usual = [
        case(f"1-{n}", "의료 강화", current=lines("(2024. 8. 6.) 하늘빛병원 협약")).pledge for n in (1, 2)
    ]
    rare = case("1-3", "돌봄 강화", current=lines("(2024. 8. 6.) 하늘빗병원 협의")).pledge
    apart = case("1-4", "건강 강화", current=lines("(2024. 8. 6.) 하늘빛 병원 협의")).pledge
    found_by = check_city(CITY, [*usual, rare, apart], usual[0].statuses[0].half_year.next)
    rules = {
        number: {each.rule for each in findings if each.rule.endswith("in-city")}
        for number, findings in found_by.items()
    }
    assert rules == {
        "1-1": set(),
        "1-2": set(),
        "1-3": {"name-two-ways-in-city"},
        "1-4": {"spacing-two-ways-in-city"},
    }
