from __future__ import annotations

import pytest

from gongyak.checks import check_report
from tests.cast import CITY, H1_2024, H2_2024, pledge, result, topic
from tests.checks.asking import found, lines


def two(first: str, second: str) -> str:
    return f"❍ 연구 협력 협의\n- {first}\n❍ 선진 시설 방문\n- {second}"


def test_the_same_party_on_the_same_day_under_two_topics_is_found() -> None:
    block = two("(2024. 10. 22.) 국립암센터(1차) 회의", "(2024. 10. 22.) 국립암센터 바이오뱅크")
    (finding,) = found("event-twice", current=block)
    assert "국립암센터" in finding.message
    assert len(finding.rows) == 2


@pytest.mark.parametrize(
    "block",
    [
        two("(2024. 10. 22.) 착수보고회", "(2024. 10. 22.) 설계변경 회의"),
        two("(2024. 10. 22.) 국립암센터 회의", "(2024. 10. 23.) 국립암센터 바이오뱅크"),
        lines("(2024. 10. 22.) 국립암센터 착수 회의", "(2024. 10. 22.) 국립암센터 현장 점검"),
    ],
)
def test_other_parties_and_other_days_and_one_topic_are_quiet(block: str) -> None:
    assert found("event-twice", current=block) == []


def test_the_same_words_on_the_same_day_are_found_even_with_a_slip() -> None:
    assert (
        len(
            found(
                "event-twice",
                current=two("(2024. 10. 22.) 주민 설명회 개최", "(2024. 10. 22.) 주민설명회 개최"),
            )
        )
        == 1
    )
    assert (
        len(
            found(
                "event-twice",
                current=two("(2024. 10. 22.) 주민 설명회 개최", "(2024. 10. 22.) 주민 설멍회 개최"),
            )
        )
        == 1
    )


def test_long_texts_told_twice_are_found_unless_they_have_days_of_their_own() -> None:
    text = "관계 기관과 함께하는 추진단 구성"
    assert len(found("text-twice", current=two(text, text.replace(" ", "")))) == 1
    assert found("text-twice", current=two(f"(2024. 8. 6.) {text}", f"(2024. 9. 3.) {text}")) == []
    assert found("text-twice", current=two("추진계획 수립", "추진계획 수립")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("바이오산업 관련 벤치 마킹", "바이오산업 관련 벤치마킹"),
        ("‘바이오컴플렉스 건립 타당성조사’ 용역", "‘바이오콤플렉스 건립 타당성 조사’ 용역"),
    ],
)
def test_a_topic_split_in_two_is_found(one: str, other: str) -> None:
    assert (
        len(
            found(
                "topic-split",
                past=f"❍ {one}\n- (2024. 3. 5.) 자문",
                current=f"❍ {other}\n- (2024. 9. 3.) 협의",
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("청년공간 1호점 조성 추진", "청년공간 2호점 조성 추진"),
        ("초등학교 급식비 지원", "고등학교 급식비 지원"),
        ("상반기 시민 축제 개최", "하반기 시민 축제 개최"),
        ("북부 도서관 건립 추진", "남부 도서관 건립 추진"),
    ],
)
def test_topics_with_another_meaning_are_quiet(one: str, other: str) -> None:
    assert (
        found("topic-split", current=f"❍ {one}\n- (2024. 8. 6.) 자문\n❍ {other}\n- (2024. 9. 3.) 협의") == []
    )


def test_one_topic_in_two_periods_is_no_split() -> None:
    facts = pledge(
        topic("바이오 산업 육성 포럼", result("a", H1_2024, "2024-03-05"), result("b", H2_2024, "2024-09-03"))
    )
    assert [each for each in check_report(CITY, facts, H2_2024) if each.rule == "topic-split"] == []
