"""Completeness: what a half-year's report still lacks, and what was left as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongyak.budget_tables import SECURED
from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import PHOTOS, REMARKS, Subject, remark_text
from gongyak.checks.words import quoted, squeeze, without_particle, words_of
from gongyak.findings import Severity
from gongyak.participation import Category
from gongyak.participation_notes import TITLE
from gongyak.periods import GroupKind
from gongyak.pledges import AT_REST, Block, RemarkKind

_SHARE: Final = 0.34
_WORDS: Final = "방문 개최 회의 모습 현장 행사 사진 관련 및 등 기념 촬영 참석 전경"
_COMMON: Final = frozenset(_WORDS.split())


@rule("money-not-entered", Severity.WARNING, "기준일의 사업비를 입력하여 주시기 바랍니다.")
def money_not_entered(subject: Subject) -> Iterator[Hit]:
    """기준일의 사업비가 입력되지 않음.

    단위사업마다 이번 반기의 사업비가 있는지 봅니다. 없으면 지난 반기의 금액이 그대로 인쇄됩니다.

    보기: 2025년 상반기 보고에 2024년 하반기까지의 사업비만 있음
    옳음: 2025년 상반기 보고에 2025년 상반기의 사업비가 있음
    """
    if subject.is_excused(Block.MONEY):
        return
    for project in subject.pledge.projects:
        if all(statement.as_of != subject.half_year for statement in project.statements):
            name = subject.half_year.name
            message = f"단위사업 '{project.name}'의 {name} 사업비가 입력되지 않았습니다."
            yield Hit(message, f"{SECURED.title} · {project.name}", (f"project:{project.id}",))


@rule("no-results", Severity.WARNING, "실적을 입력하거나, 없으면 이행상태를 확인하여 주시기 바랍니다.")
def no_results(subject: Subject) -> Iterator[Hit]:
    """보고하는 반기의 실적이 없음.

    완료·보류·폐기가 아닌 공약에서 반기의 실적이 하나도 없는 경우입니다.

    보기: 정상추진 공약의 2024년 하반기 추진실적이 '해당 사항 없음'
    옳음: 완료된 공약의 2024년 하반기 추진실적이 '해당 사항 없음'
    """
    if not subject.is_excused(Block.RESULTS):
        yield from _empty_group(subject, GroupKind.CURRENT)


@rule("no-plans", Severity.WARNING, "계획을 입력하거나, 없으면 이행상태를 확인하여 주시기 바랍니다.")
def no_plans(subject: Subject) -> Iterator[Hit]:
    """추진계획이 없음.

    완료·보류·폐기가 아닌 공약에서, 임기의 마지막 보고가 아닌데 다음 반기의 계획이 하나도 없는 경우입니다.

    보기: 정상추진 공약의 2025년 상반기 추진계획이 '해당 사항 없음'
    옳음: 2025년 상반기 추진계획에 '개소식 예정'이 있음
    """
    if subject.half_year != subject.term.last_half:
        yield from _empty_group(subject, GroupKind.PLAN)


@rule("empty-block", Severity.NOTE, "해당 사항이 없는지 확인하여 주시기 바랍니다.")
def empty_block(subject: Subject) -> Iterator[Hit]:
    """비어 있는 난.

    시민참여 실적, 문제점 및 개선대책, 관련 사진이 하나도 없는 경우입니다.

    보기: 관련 사진 없음
    옳음: 관련 사진 2장
    """
    counted = any(subject.counts(category) or subject.stated(category) for category in Category)
    blocks = (
        (TITLE, counted, Block.COUNTS),
        (REMARKS, subject.remarks, Block.PROBLEMS),
        (PHOTOS, subject.captions, Block.PHOTOS),
    )
    for place, content, block in blocks:
        if not content and not subject.is_excused(block):
            yield Hit(f"'{place}' 난이 비어 있습니다.", place, (f"pledge:{subject.pledge.number}",))


@rule("problem-without-measure", Severity.WARNING, "개선대책을 입력하여 주시기 바랍니다.")
def problem_without_measure(subject: Subject) -> Iterator[Hit]:
    """문제점은 있는데 개선대책이 없음.

    문제점이 하나라도 있으면 개선대책이 있어야 합니다.

    보기: 문제점 '국·도비 확보 필요', 개선대책 없음
    옳음: 문제점 '국·도비 확보 필요', 개선대책 '도에 예산지원 요청'
    """
    by_kind = {kind: [each for each in subject.remarks if each.kind is kind] for kind in RemarkKind}
    if by_kind[RemarkKind.PROBLEM] and not by_kind[RemarkKind.MEASURE]:
        first, *others = map(remark_text, by_kind[RemarkKind.PROBLEM])
        yield at(first, f"문제점 '{first.text}'에 대한 개선대책이 없습니다.", *others)


@rule("problem-unchanged", Severity.NOTE, "지금도 그러한지 확인하여 주시기 바랍니다.")
def problem_unchanged(subject: Subject) -> Iterator[Hit]:
    """지난 반기와 같은 문제점과 개선대책.

    글이 지난 보고의 것과 같은 문제점과 개선대책입니다.

    보기: 2024년 상반기와 하반기에 모두 '국·도비 확보 필요'
    옳음: 2024년 하반기에 '국비 10억원 확보, 도비 확보 필요'
    """
    if subject.previous is None or subject.is_excused(Block.PROBLEMS):
        return
    before = {(remark.kind, squeeze(remark.text)) for remark in subject.previous.remarks}
    for remark in subject.remarks:
        if (remark.kind, squeeze(remark.text)) in before:
            name = subject.previous.half_year.name
            yield at(
                remark_text(remark),
                f"{quoted(remark.text, '이/가')} {name}의 것과 같습니다.",
            )


@rule("photo-without-caption", Severity.WARNING, "사진의 설명을 입력하여 주시기 바랍니다.")
def photo_without_caption(subject: Subject) -> Iterator[Hit]:
    """설명이 없는 사진.

    언제 무엇을 찍은 사진인지 알 수 없습니다.

    보기: 설명이 빈 사진
    옳음: 설명이 '룩셈부르크 사절단 간담회'인 사진
    """
    for caption in subject.captions:
        if not squeeze(caption.text):
            yield at(caption, "설명이 없는 사진이 있습니다.")


@rule("caption-unmentioned", Severity.NOTE, "관련 실적을 입력하거나 사진의 설명을 확인하여 주시기 바랍니다.")
def caption_unmentioned(subject: Subject) -> Iterator[Hit]:
    """글에 나오지 않는 사진.

    사진 설명의 낱말이 추진실적과 시민참여 실적의 어느 줄에도 3분의 1 이상 나오지 않는 경우입니다.

    보기: 사진 '독일 PRECISION FOR MEDICINE 방문', 글에는 독일도 그 이름도 없음
    옳음: 사진 '룩셈부르크 사절단 간담회', 글에 '(2023. 8. 10.) 룩셈부르크 사절단 간담회'
    """
    if not subject.captions:
        return
    labels = (squeeze(count.label) for category in Category for count in subject.counts(category))
    lines = [
        *{subject.squeeze(told.topic.text) + subject.squeeze(told.text) for told in subject.lines},
        *labels,
    ]
    for caption in subject.captions:
        words = _telling(caption.text)
        enough = len(words) * _SHARE
        if words and not any(sum([word in line for word in words]) >= enough for line in lines):
            yield at(caption, f"사진 '{caption.text}'에 관한 것이 글에 없습니다.")


def _empty_group(subject: Subject, kind: GroupKind) -> Iterator[Hit]:
    group = next((group for group in subject.groups if group.kind is kind), None)
    if group and not group.topics and subject.pledge.status_by(subject.half_year) not in AT_REST:
        place = subject.place_of(kind)
        name = place.rpartition(" · ")[2]
        yield Hit(f"{quoted(name, '이/가')} 비어 있습니다.", place, (f"pledge:{subject.pledge.number}",))


def _telling(text: str) -> list[str]:
    words = (without_particle(word) for _, word in words_of(text) if not word.isdigit())
    return [word.casefold() for word in words if word not in _COMMON]
