"""Names and terms written apart here and together there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongyak.checks.rules import Hit, at, city_rule, rule
from gongyak.checks.spelling import elsewhere, is_accepted
from gongyak.checks.subject import Subject, Text
from gongyak.checks.words import DOTS, is_name, quoted, without_particle
from gongyak.findings import Severity

_SHORTEST: Final = 4
_SHORTEST_DOTTED: Final = 3
_SHORTEST_INSIDE: Final = 6
_GAPS: Final = frozenset({" ", *DOTS})


@rule("spacing-two-ways", Severity.NOTE, "한 가지로 적어 주시기 바랍니다.")
def spacing_two_ways(subject: Subject) -> Iterator[Hit]:
    """띄어쓰기나 가운뎃점이 다른 표기.

    한 보고서에서 같은 말을 띄어 쓰기도 하고 붙여 쓰기도 한 것, 가운뎃점을 넣기도 하고 빼기도 한 것입니다.

    보기: 중간 보고회 / 중간보고회, 국·도비 / 국도비
    옳음: 중간보고회 / 최종보고회
    """
    single = subject.forms
    inside = "\n".join(single)
    for together, forms in _written_apart(subject, single, inside).items():
        where = single.get(together) or _inside(together, single)
        shown = {**forms, **({together: where} if where else {})}
        if len(shown) > 1 and not all(is_accepted(subject.judgement, together, form) for form in forms):
            names = ", ".join(f"'{form}'({len(places)}곳)" for form, places in shown.items())
            first, *others = min(shown.values(), key=len)
            rest = [text for places in shown.values() for text in places]
            yield at(first, f"띄어쓰기나 가운뎃점이 다른 표기가 있습니다: {names}.", *others, *rest)


@city_rule("spacing-two-ways-in-city", Severity.NOTE, "한 가지로 적어 주시기 바랍니다.")
def spacing_two_ways_in_city(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Hit]]:
    """다른 공약에서 띄어쓰기를 다르게 한 이름.

    기관·시설의 이름을 다른 공약에서는 한 낱말로 붙여 적은 경우입니다.

    보기: 한 공약의 '고양 산업진흥원', 다른 공약의 '고양산업진흥원'
    옳음: 모든 공약의 '고양산업진흥원'
    """
    used = Counter(word for each in subjects for word in each.names if is_name(word))
    for subject in subjects:
        own = subject.names
        apart: dict[tuple[str, str], list[Text]] = {}
        for text, words in subject.words:
            for (_, left), (gap, word) in pairwise(words):
                together = left + without_particle(word)
                if gap in _GAPS and together in used and together not in own and _is_term(left, gap, word):
                    apart.setdefault((together, f"{left}{gap}{without_particle(word)}"), []).append(text)
        for (together, form), (first, *others) in apart.items():
            if not is_accepted(subject.judgement, together, form):
                message = f"{quoted(form, '을/를')} {elsewhere(used[together], together)}"
                yield subject, at(first, message, *others)


def _inside(together: str, single: dict[str, list[Text]]) -> list[Text]:
    """Return the texts in which a longer word holds *together*, if that is long enough to mean the same."""
    if len(together) < _SHORTEST_INSIDE:
        return []
    return [text for word, texts in single.items() if together in word for text in texts]


def _written_apart(
    subject: Subject, single: dict[str, list[Text]], inside: str
) -> dict[str, dict[str, list[Text]]]:
    """Return the pairs of words that may also stand together or otherwise apart: how written, and where."""
    found: defaultdict[str, dict[str, list[Text]]] = defaultdict(dict)
    for text, words in subject.words:
        for (_, left), (gap, word) in pairwise(words):
            if gap not in _GAPS:
                continue
            right = without_particle(word)
            together = left + right
            is_inside = len(together) >= _SHORTEST_INSIDE and together in inside
            if (is_inside or together in single or gap != " ") and _is_term(left, gap, right):
                found[together].setdefault(f"{left}{gap}{right}", []).append(text)
    return found


def _is_term(left: str, gap: str, right: str) -> bool:
    """Tell whether two words may be one term: no figures, and long enough to be no accident."""
    if left.isdigit() or right.isdigit():
        return False
    if gap != " ":
        return len(left + right) >= _SHORTEST_DOTTED
    return min(len(left), len(right)) > 1 and len(left + right) >= _SHORTEST
