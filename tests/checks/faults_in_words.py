"""Faults in words and characters, and what is missing.

One of each kind, see `planting`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, Final
from unicodedata import normalize

from gongyak.checks.jamo import letters_apart
from gongyak.checks.variants import is_contrast
from gongyak.checks.words import words_of
from gongyak.judgement import Glossary, Judgement
from gongyak.lines import Stand
from gongyak.people import Post, Role, Tenure
from gongyak.periods import lines_of
from gongyak.pledges import RemarkKind, Status
from tests.checks.clean import DEPARTMENT, TERM, Case
from tests.checks.planting import (
    fault,
    pick,
    slip,
    slip_at,
    typed,
    with_note,
    with_pledge,
    with_statement,
)

_DAY: Final = timedelta(days=1)


# Words and characters


_TWO: Final = 2
_NAMES: Final = (
    "바이오콤플렉스",
    "국립달빛병원",
    "푸른누리연구원",
    "가람산업진흥원",
    "한마음복지센터",
    "별하늘도서관",
)
_LONG_NAMES: Final = tuple(name for name in _NAMES if not name.endswith("도서관"))


@fault("name-two-ways")
def misspelt(rng: Random, case: Case) -> Case | None:
    name = rng.choice(_NAMES)
    first = typed(rng, case, lambda text: f"{text}({name} 협력)")
    wrong = slip(rng, name)
    if first is None or without_last_particle(wrong) != wrong:
        return None
    return typed(rng, first, lambda text: None if name in text else f"{text}, {wrong} 의견 반영")


def without_last_particle(word: str) -> str:
    """Return *word* without an ending that could be a particle: then it is not sure to be misspelt."""
    return word[:-1] if word[-1] in "은는을를와과의에로도만이가" else word


@fault("name-two-ways")
def misspelt_twice(rng: Random, case: Case) -> Case | None:
    name = rng.choice(_LONG_NAMES)
    first, second = rng.sample(range(len(name)), 2)
    wrong = slip_at(rng, slip_at(rng, name, first), second)
    if (
        without_last_particle(wrong) != wrong
        or letters_apart(name, wrong) != _TWO
        or is_contrast(name, wrong)
    ):
        return None
    planted = typed(rng, case, lambda text: f"{text}({name} 협력)")
    return planted and typed(
        rng, planted, lambda text: None if name in text else f"{text}, {wrong} 의견 반영"
    )


@fault("not-the-preferred-name")
def not_as_decided(rng: Random, case: Case) -> Case | None:
    words = [
        word for line in lines_of(case.pledge.topics) for _, word in words_of(line.text) if len(word) > 3
    ]
    word = pick(rng, (word for word in words if not word[0].isdigit()))
    if word is None:
        return None
    return replace(case, judgement=Judgement(glossary=Glossary(((f"새로운 {word[:2]} 이름", (word,)),))))


_SHORTENED: Final = (
    *((f"{name}대학교", f"{name}대") for name in ("한빛", "가람", "새솔")),
    *((f"{name}대학교병원", f"{name}대병원") for name in ("한빛", "가람", "새솔")),
    ("나래초등학교", "나래초"),
    ("가람산업진흥원", "산업진흥원"),
    ("가람시청소년재단", "청소년재단"),
    ("국립암센터", "암센터"),
    ("행정안전부", "행안부"),
    ("㈜솔메딕스", "(주)솔메딕스"),
    ("주식회사 솔메딕스", "㈜솔메딕스"),
    ("㈜솔메딕스", "솔메딕스"),
    ("하늘의료원(HMC)", "hmc"),
)


@fault("organisation-two-ways")
def shortened(rng: Random, case: Case) -> Case | None:
    full, short = rng.choice(_SHORTENED)
    first = typed(rng, case, lambda text: f"{text}, {full} 협력")
    return first and typed(rng, first, lambda text: None if full in text else f"{text}, {short} 의견 반영")


@fault("spacing-two-ways")
def spaced(rng: Random, case: Case) -> Case | None:
    apart, together = rng.choice(
        [("오픈 이노베이션", "오픈이노베이션"), ("국·도비", "국도비"), ("정밀의료 단지", "정밀의료단지")]
    )
    first = typed(rng, case, lambda text: f"{text}({apart} 연계)")
    return (
        first
        if first is None
        else typed(rng, first, lambda text: None if apart in text else f"{text}, {together} 반영")
    )


@fault("province-misspelt")
def wrong_province(rng: Random, case: Case) -> Case | None:
    place = rng.choice(["충복 오송", "강언 춘천", "경긱 수원", "충냄 천안", "겅북 포항"])
    return typed(rng, case, lambda text: f"{text}({place} 사례)")


def _inserted(rng: Random, case: Case, pieces: list[str]) -> Case | None:
    piece = rng.choice(pieces)
    return typed(rng, case, lambda text: f"{text} {piece}")


@fault("middle-dot")
def wrong_dot(rng: Random, case: Case) -> Case | None:
    return _inserted(rng, case, [f"도시{dot}농촌" for dot in "‧･・•∙⋅ㆍ"])


@fault("year-mark", "unbalanced-quote")
def wrong_year_mark(rng: Random, case: Case) -> Case | None:
    return _inserted(rng, case, ["‘24년 실적", "‘23. 5. 기준", "`25년 목표"])


@fault("full-width", "middle-dot", "unbalanced-bracket")
def wide(rng: Random, case: Case) -> Case | None:
    return _inserted(rng, case, ["（시범）", "７월 시행", "7월～9월", "50％ 달성", "1단계：설계"])


@fault("invisible-character")
def unseen(rng: Random, case: Case) -> Case | None:
    return _inserted(rng, case, [f"시범{letter}운영" for letter in "\u200b\u00a0\ufeff\u00ad\u2028"])


@fault("not-composed", "series-unfinished")
def taken_apart(rng: Random, case: Case) -> Case | None:
    return typed(rng, case, lambda text: normalize("NFD", text) if text else None)


@fault("unbalanced-bracket")
def lost_bracket(rng: Random, case: Case) -> Case | None:
    return _inserted(rng, case, ["(시범 운영", "시범 운영)", "「조례", "시행령」", "(국비(5개년)", "[1단계"])


@fault("unbalanced-quote")
def lost_quote(rng: Random, case: Case) -> Case | None:
    return _inserted(
        rng, case, ["‘함께 걷는 길", "“함께 걷는 길", "함께 걷는 길’", "'함께 걷는 길", '함께 걷는 길"']
    )


@fault("count-separator")
def lost_comma(rng: Random, case: Case) -> Case | None:
    notes = [each for each in case.pledge.participation.stated if ", " in (each.note or "")]
    stated = pick(rng, notes)
    if stated is None:
        return None
    wrong = replace(stated, note=(stated.note or "").replace(", ", rng.choice([" ", ""]), 1))
    every = tuple(wrong if each is stated else each for each in case.pledge.participation.stated)
    return with_pledge(case, participation=replace(case.pledge.participation, stated=every))


@fault("count-spacing")
def spaced_count(rng: Random, case: Case) -> Case | None:
    return with_note(rng, case, lambda each: replace(each, note=(each.note or "").replace("(", " (", 1)))


@fault("bracket-without-space")
def glued(rng: Random, case: Case) -> Case | None:
    return _inserted(rng, case, ["(토지·건축비)예상되며", "(2023. 8. 10.)간담회", "(야간)운영 확대"])


# Completeness and staff


@fault("money-not-entered")
def no_new_money(rng: Random, case: Case) -> Case | None:
    project = pick(rng, case.pledge.projects)
    if project is None or case.half_year.previous not in TERM:
        return None
    return with_statement(case, project, lambda each: replace(each, as_of=case.half_year.previous))


@fault("no-results", "series-unfinished", "plan-without-outcome")
def nothing_done(rng: Random, case: Case) -> Case | None:
    current = {topic.id for topic in case.pledge.topics if topic.entered == case.half_year}
    told = any(outcome for line in lines_of(case.pledge.topics) for outcome in line.outcomes)
    done = {topic.id for topic in case.pledge.topics if topic.stand is Stand.RESULT} & current
    if told or rng is None or case.pledge.status_by(case.half_year) is Status.COMPLETED:
        return None
    return with_pledge(case, topics=tuple(topic for topic in case.pledge.topics if topic.id not in done))


@fault("no-plans", "series-unfinished")
def nothing_planned(rng: Random, case: Case) -> Case | None:
    kept = tuple(topic for topic in case.pledge.topics if topic.stand is Stand.RESULT)
    finished = case.pledge.status_by(case.half_year) is Status.COMPLETED or case.half_year == TERM.last_half
    return None if finished or rng is None else with_pledge(case, topics=kept)


@fault("empty-block", "caption-unmentioned")
def empty(rng: Random, case: Case) -> Case | None:
    blocks: list[dict[str, Any]] = [{"remarks": ()}, {"photos": ()}]
    return with_pledge(case, **rng.choice(blocks))


@fault("problem-without-measure")
def no_measure(rng: Random, case: Case) -> Case | None:
    kept = tuple(each for each in case.pledge.remarks if each.kind is RemarkKind.PROBLEM)
    return with_pledge(case, remarks=kept) if rng else None


@fault("problem-unchanged")
def same_problem(rng: Random, case: Case) -> Case | None:
    remark = pick(rng, case.pledge.remarks)
    if remark is None or case.half_year.previous not in TERM:
        return None
    before = replace(remark, id="before", entered=case.half_year.previous, retired=case.half_year)
    changed = (before, *case.pledge.remarks)
    if rng.random() < 0.5:
        kept = tuple(each for each in case.pledge.remarks if each is not remark)
        changed = (*kept, replace(before, retired=None))
    return with_pledge(case, remarks=changed)


def _with_caption(rng: Random, case: Case, caption: str) -> Case | None:
    photo = pick(rng, case.pledge.photos)
    every = (replace(each, caption=caption) if each is photo else each for each in case.pledge.photos)
    return with_pledge(case, photos=tuple(every)) if photo else None


@fault("photo-without-caption")
def no_caption(rng: Random, case: Case) -> Case | None:
    return _with_caption(rng, case, rng.choice(["", " ", "-"]))


@fault("caption-unmentioned")
def strange_caption(rng: Random, case: Case) -> Case | None:
    return _with_caption(
        rng, case, rng.choice(["독일 뮌헨 공장 방문", "제주 풍력단지 견학", "PRECISION FOR MEDICINE 방문"])
    )


@fault("officer-left")
def gone(rng: Random, case: Case) -> Case | None:
    left = case.half_year.last_day - rng.randint(1, 100) * _DAY
    posts = (
        Post(Role.OFFICER, DEPARTMENT, "공약관리팀", Tenure(TERM.first_day, left)),
        Post(Role.OFFICER, "세정과", None, Tenure(left + _DAY)),
    )
    officials = (replace(each, posts=posts) if each.id == "officer" else each for each in case.city.officials)
    return replace(case, city=replace(case.city, officials=tuple(officials)))


@fault("no-officer")
def unassigned(rng: Random, case: Case) -> Case | None:
    return with_pledge(case, officers=()) if rng else None


@fault("no-head")
def no_lead(rng: Random, case: Case) -> Case | None:
    missing = rng.choice(["head", "lead"])
    kept = tuple(each for each in case.city.officials if each.id != missing)
    return replace(case, city=replace(case.city, officials=kept))
