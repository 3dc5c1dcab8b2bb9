"""Faults in what was entered: sums, dates, plans, series, duplicates.

One of each kind, see `planting`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Final

from gongyak.budget import Amounts, BudgetCell, Statement
from gongyak.city import DayException
from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Fate, Outcome, Stand, Topic
from gongyak.money import Money
from gongyak.participation import Category, StatedCount
from gongyak.when import When
from gongyak.workdays import Calendar
from tests.checks.clean import TERM, Case
from tests.checks.planting import (
    a_cell,
    dated,
    fault,
    pick,
    plans,
    results,
    slip,
    typed,
    with_amounts,
    with_detail,
    with_line,
    with_note,
    with_pledge,
    with_statement,
    without_line,
    without_totals,
)

_DAY: Final = timedelta(days=1)


# Sums


@fault("sum-participation")
def a_wrong_count(rng: Random, case: Case) -> Case | None:
    stated = pick(rng, case.pledge.participation.stated)
    if stated is None:
        return None
    wrong = replace(stated, total=(stated.total or 0) + rng.choice([-1, 1, 9]))
    every = tuple(wrong if each is stated else each for each in case.pledge.participation.stated)
    return with_pledge(case, participation=replace(case.pledge.participation, stated=every))


@fault("sum-note")
def a_wrong_note(rng: Random, case: Case) -> Case | None:
    def more(stated: StatedCount) -> StatedCount:
        return replace(stated, note=f"{stated.note}, 찾아가는 상담({rng.randint(1, 9)})")

    return with_note(rng, case, more)


@fault("sum-budget", "executed-above-secured-total", "secured-above-planned")
def a_wrong_total(rng: Random, case: Case) -> Case | None:
    found = a_cell(rng, case)
    if found is None:
        return None
    project, cell = found
    place = rng.choice([(cell.source, None), (None, cell.column), (None, None)])
    measure = rng.choice(["planned", "secured"])

    def change(statement: Statement) -> Statement:
        parts = [each for each in without_totals(statement).cells if _is_in(each, place)]
        total = Money.total([getattr(each.amounts, measure) for each in parts]) or Money(0)
        wrong = total - Money.million(rng.randint(1, 40))
        amounts = Amounts(**{measure: wrong})
        kept = tuple(each for each in statement.cells if (each.source, each.column) != place)
        return replace(statement, cells=(*kept, BudgetCell(*place, amounts)))

    return with_statement(case, project, change)


def _is_in(cell: BudgetCell, place: tuple[str | None, str | None]) -> bool:
    return place[0] in (None, cell.source) and place[1] in (None, cell.column)


@fault("budget-cell-unprinted")
def a_cell_outside(rng: Random, case: Case) -> Case | None:
    project = pick(rng, case.pledge.projects)
    if project is None:
        return None
    place = rng.choice([("시비", "2031"), ("기금", "2024")])
    cell = BudgetCell(*place, Amounts(planned=Money.million(30)))
    return with_statement(
        case, project, lambda each: replace(without_totals(each), cells=(*without_totals(each).cells, cell))
    )


@fault("secured-above-planned")
def more_secured(rng: Random, case: Case) -> Case | None:
    found = a_cell(rng, case)
    if found is None:
        return None
    more = (found[1].amounts.planned or Money(0)) + Money.million(rng.randint(1, 90))
    return with_amounts(case, *found, secured=more)


@fault("executed-above-secured", "executed-above-secured-total")
def more_executed(rng: Random, case: Case) -> Case | None:
    found = a_cell(rng, case)
    if found is None:
        return None
    more = (found[1].amounts.secured or Money(0)) + Money.million(rng.randint(1, 90))
    return with_amounts(case, *found, executed=more)


@fault("executed-above-secured-total", "executed-above-secured")
def more_executed_in_all(rng: Random, case: Case) -> Case | None:
    found = a_cell(rng, case)
    if found is None:
        return None
    cells = [cell for each in found[0].statements for cell in each.cells if not cell.is_total]
    secured = sum(cell.amounts.secured or 0 for cell in cells)
    return with_amounts(case, *found, executed=Money(secured + 1000 * rng.randint(1, 90)))


@fault("money-not-in-tables", "office-act-on-day-off")
def money_from_nowhere(rng: Random, case: Case) -> Case | None:
    amount = rng.choice(["777,123천원", "31억 7천만원", "41,377백만원", "1,548억원", "6,543,210,000원"])
    words = rng.choice([f"총 사업비 {amount}", f"사업비 : {amount}", f"시비 {amount} 편성", f"{amount} 확보"])
    return typed(rng, case, lambda text: f"{text} {words}")


# Dates


@fault("result-after-period", "office-act-on-day-off", "series-out-of-order", "series-unfinished")
def too_late(rng: Random, case: Case) -> Case | None:
    line = pick(rng, dated(case))
    day = case.half_year.last_day + rng.randint(3, 200) * _DAY
    return with_line(case, line.id, when=When.unit(day)) if line else None


@fault("result-before-term", "office-act-on-day-off", "series-out-of-order", "series-unfinished")
def too_early(rng: Random, case: Case) -> Case | None:
    line = pick(rng, dated(case))
    day = TERM.first_day - rng.randint(1, 900) * _DAY
    return with_line(case, line.id, when=When.unit(day)) if line else None


@fault("plan-after-term", "plan-without-money")
def beyond_the_term(rng: Random, case: Case) -> Case | None:
    line = pick(rng, plans(case))
    if line is None or case.half_year == TERM.last_half:
        return None
    return with_line(case, line.id, when=When.parse(str(rng.randint(2027, 2031))))


@fault("office-act-on-day-off", "series-out-of-order")
def on_a_day_off(rng: Random, case: Case) -> Case | None:
    offices = [line for line in dated(case) if line.text.rsplit(maxsplit=1)[-1] in _OFFICE]
    lines = [line for line in offices if not any(word in line.text for word in _EVENTS)]
    line = pick(rng, lines)
    if line is None or line.when is None:
        return None
    day = line.when.first
    if rng.random() < 0.3:
        city = replace(case.city, days=(DayException(day, works=False, source="시민의 날"),))
        return replace(case, city=city)
    while not Calendar().is_off(day):
        day += _DAY
    return (
        with_line(case, line.id, when=When.unit(day)) if day in HalfYear.containing(line.when.first) else None
    )


_EVENTS: Final = ("식 ", "행사")
_OFFICE: Final = frozenset(
    {"수립", "개최", "체결", "완료", "제출", "공포", "협의", "회의", "신청", "선정", "승인", "결재"}
)


@fault("result-without-date")
def undated(rng: Random, case: Case) -> Case | None:
    topics = [topic for topic in case.pledge.topics if topic.when is None and topic.stand is Stand.RESULT]
    topic = pick(rng, topics)
    text = rng.choice(["관계기관과 여러 차례 협의", "주민 의견을 모아 반영함", "홍보물을 만들어 배포함"])
    return (
        with_detail(case, topic, Detail(id="undated", text=text, entered=case.half_year)) if topic else None
    )


@fault("plan-without-money")
def unfunded(rng: Random, case: Case) -> Case | None:
    topic = pick(rng, (topic for topic in case.pledge.topics if topic.stand is Stand.PLAN))
    funded = {
        cell.column for each in case.pledge.projects for stated in each.statements for cell in stated.cells
    }
    years = [year for year in range(case.half_year.next.year, 2027) if str(year) not in funded]
    if topic is None or not case.pledge.projects or not years or case.half_year == TERM.last_half:
        return None
    text = rng.choice(["진입도로 확장 공사", "냉난방 설비 교체 공사", "안내소 설치", "토지 매입 예정"])
    when = When.parse(str(rng.choice(years)))
    return with_detail(
        case, topic, Detail(id="unfunded", text=text, entered=case.half_year, stand=Stand.PLAN, when=when)
    )


@fault("topics-out-of-order")
def swapped_topics(rng: Random, case: Case) -> Case | None:
    current = [each for each in case.pledge.topics if each.entered == case.half_year and _days(each)]
    current = [
        each for each in current if each.stand is Stand.RESULT and len({*_days(each)}) == len(_days(each))
    ]
    pair = pick(rng, pairwise(current))
    if pair is None or min(_days(pair[0])) >= min(_days(pair[1])):
        return None
    swapped = {pair[0].id: pair[1], pair[1].id: pair[0]}
    ranged = any(line.when and not line.when.is_day for each in pair for line in each.details)
    changed = tuple(swapped.get(each.id, each) for each in case.pledge.topics)
    return None if ranged else with_pledge(case, topics=changed)


def _days(topic: Topic) -> list[date]:
    return [line.when.first for line in (topic, *topic.details) if line.when]


@fault("details-out-of-order")
def swapped_details(rng: Random, case: Case) -> Case | None:
    topics = [
        t for t in case.pledge.topics if len(_days(t)) > 1 and len(t.details) > 1 and t.stand is Stand.RESULT
    ]
    topic = pick(rng, (t for t in topics if all(d.when for d in t.details) and t.when is None))
    if topic is None:
        return None
    place = rng.randrange(len(topic.details) - 1)
    details = list(topic.details)
    details[place], details[place + 1] = details[place + 1], details[place]
    if len(details) > 2 and _days(replace(topic, details=tuple(details))) == sorted(
        _days(topic), reverse=True
    ):
        return None
    return with_line(case, topic.id, details=tuple(details))


@fault("impossible-date", "mixed-date-styles")
def no_such_day(rng: Random, case: Case) -> Case | None:
    day = rng.choice(["2024. 2. 30.", "2023.13.1.", "13월", "2024년 6월 31일", "2024. 8. 12.~8. 3.", "5분기"])
    return typed(rng, case, lambda text: f"{text}({day} 기준)")


@fault("wrong-weekday", "mixed-date-styles")
def wrong_day_of_the_week(rng: Random, case: Case) -> Case | None:
    day = TERM.first_day + rng.randint(0, 800) * _DAY
    name = "월화수목금토일"[(day.weekday() + rng.randint(1, 6)) % 7]
    written = f"{day.year}. {day.month}. {day.day}.({name})"
    return typed(rng, case, lambda text: f"{text}, {written}")


@fault("ambiguous-date", "mixed-date-styles")
def slashed(rng: Random, case: Case) -> Case | None:
    written = rng.choice(["(8/9)", "24/8/9", "2024/8/9", "8/9(금)"])
    return typed(rng, case, lambda text: f"{text} {written}")


@fault("mixed-date-styles", "ambiguous-date")
def another_style(rng: Random, case: Case) -> Case | None:
    written = rng.choice(["2023.3.10.", "2023-03-10", "2023년 3월 10일", "2023. 03. 10.", "2022.12."])
    return typed(rng, case, lambda text: f"{text}({written})")


# Plans


@fault("plan-without-outcome")
def forgotten(rng: Random, case: Case) -> Case | None:
    topic = pick(rng, case.pledge.topics)
    before = case.half_year.previous
    if topic is None or before not in TERM:
        return None
    when = rng.choice([None, When.half(case.half_year), When.unit(case.half_year.first_day + 20 * _DAY)])
    text = rng.choice(["주민 의견 수렴 예정", "현판식 개최 예정", "이용 안내서 발간 예정"])
    return with_detail(
        case, topic, Detail(id="forgotten", text=text, entered=before, stand=Stand.PLAN, when=when)
    )


def _with_outcome(rng: Random, case: Case, outcome: Outcome) -> Case | None:
    topic = pick(rng, (topic for topic in case.pledge.topics if topic.stand is Stand.PLAN))
    before = case.half_year.previous
    if topic is None or before not in TERM:
        return None
    when = When.half(case.half_year)
    text = rng.choice(["주민 의견 수렴 예정", "현판식 개최 예정", "이용 안내서 발간 예정"])
    plan = Detail(id="put_off", text=text, entered=before, stand=Stand.PLAN, when=when, outcomes=(outcome,))
    return with_detail(case, topic, plan)


@fault("postponed-without-time")
def put_off_without_time(rng: Random, case: Case) -> Case | None:
    return _with_outcome(rng, case, Outcome(reported=case.half_year, fate=Fate.POSTPONED, reason="일정 조정"))


@fault("outcome-without-reason")
def put_off_without_reason(rng: Random, case: Case) -> Case | None:
    later = When.half(case.half_year.next)
    fate = rng.choice([Fate.POSTPONED, Fate.DROPPED])
    when = later if fate is Fate.POSTPONED else None
    return _with_outcome(rng, case, Outcome(reported=case.half_year, fate=fate, when=when))


@fault("result-says-planned")
def still_planned(rng: Random, case: Case) -> Case | None:
    line = pick(rng, (line for line in dated(case) if line.text))
    return with_line(case, line.id, text=f"{line.text} 예정") if line else None


@fault("plan-copied", "plan-without-outcome", "text-twice")
def copied(rng: Random, case: Case) -> Case | None:
    line = pick(rng, (each for each in plans(case) if len(each.text.replace(" ", "")) > 6))
    topic = pick(rng, (topic for topic in case.pledge.topics if line in topic.details))
    before = case.half_year.previous
    if line is None or topic is None or before not in TERM:
        return None
    return with_detail(case, topic, replace(line, id="copied", entered=before))


# Series and duplicates


@fault("series-gap")
def lost_number(rng: Random, case: Case) -> Case | None:
    line = pick(rng, (line for line in results(case) if "(1차)" in line.text or "(2차)" in line.text))
    return without_line(case, line.id) if line else None


@fault("series-gap")
def second_without_first(rng: Random, case: Case) -> Case | None:
    line = pick(
        rng, (line for line in dated(case) if "차)" not in line.text and line.text.endswith(("회의", "협의")))
    )
    return with_line(case, line.id, text=f"{line.text}({rng.randint(2, 5)}차)") if line else None


@fault("series-number-twice", "series-gap")
def same_number(rng: Random, case: Case) -> Case | None:
    line = pick(rng, (line for line in results(case) if "(2차)" in line.text))
    return (
        with_line(case, line.id, text=line.text.replace("2차", rng.choice(["1차", "3차"]))) if line else None
    )


@fault("series-out-of-order")
def swapped_numbers(rng: Random, case: Case) -> Case | None:
    two = pick(rng, (line for line in results(case) if "(2차)" in line.text))
    three = two and pick(rng, (each for each in results(case) if each.text == two.text.replace("2차", "3차")))
    if two is None or three is None:
        return None
    return with_line(with_line(case, two.id, text=three.text), three.id, text=two.text)


@fault("series-unfinished")
def no_final_report(rng: Random, case: Case) -> Case | None:
    topic = pick(rng, (t for t in case.pledge.topics if any("최종보고" in each.text for each in t.details)))
    if topic is None:
        return None
    final = next(n for n, each in enumerate(topic.details) if "최종보고" in each.text)
    cut = with_line(case, topic.id, details=topic.details[:final])
    return cut if topic.details[:final] else None


@fault("event-twice", "series-gap")
def same_day_same_party(rng: Random, case: Case) -> Case | None:
    one, other = _two_topics(rng, case)
    line = pick(rng, (line for line in dated(case) if other and line in other.details))
    if one is None or other is None or line is None:
        return None
    party = rng.choice(["한빛종합병원", "가람연구원", "미래산업진흥원"])
    first = with_line(case, line.id, text=f"{party} {line.text}")
    topic = next(each for each in first.pledge.topics if each.id == one.id)
    return with_detail(
        first, topic, Detail(id="again", text=f"{party} 현장 방문", entered=line.entered, when=line.when)
    )


@fault("event-twice", "text-twice", "series-gap", "series-unfinished")
def same_day_same_words(rng: Random, case: Case) -> Case | None:
    one, other = _two_topics(rng, case)
    line = pick(rng, (line for line in dated(case) if other and line in other.details))
    if one is None or line is None:
        return None
    return with_detail(case, one, replace(line, id="again"))


def _two_topics(rng: Random, case: Case) -> tuple[Topic | None, Topic | None]:
    topics = [topic for topic in case.pledge.topics if topic.stand is Stand.RESULT]
    if len(topics) < 2:
        return None, None
    one, other = rng.sample(topics, 2)
    return one, other


@fault("text-twice")
def same_words(rng: Random, case: Case) -> Case | None:
    one, other = _two_topics(rng, case)
    if one is None or other is None:
        return None
    text = rng.choice(["관계 부서와 기관이 함께하는 추진단 구성", "주민 설문 결과를 반영한 운영 방안 마련"])
    first = with_detail(case, one, Detail(id="once", text=text, entered=case.half_year))
    topic = next(each for each in first.pledge.topics if each.id == other.id)
    return with_detail(
        first, topic, Detail(id="twice", text=text.replace(" 함께", "  함께"), entered=case.half_year)
    )


@fault("topic-split", "name-two-ways", "series-gap", "series-unfinished")
def split_topic(rng: Random, case: Case) -> Case | None:
    topics = [t for t in case.pledge.topics if len(t.details) > 1 and len(t.text.replace(" ", "")) > 7]
    topic = pick(rng, (t for t in topics if t.stand is Stand.RESULT and t.when is None))
    if topic is None:
        return None
    title = rng.choice([topic.text.replace(" ", "", 1), slip(rng, topic.text)])
    rest = replace(topic, id="split", text=title, details=topic.details[1:])
    kept = replace(topic, details=topic.details[:1])
    topics = [each for old in case.pledge.topics for each in ((kept, rest) if old is topic else (old,))]
    return with_pledge(case, topics=tuple(topics))


@fault("counts-and-facts")
def another_count(rng: Random, case: Case) -> Case | None:
    counts = [each for each in case.pledge.participation.counts if each.category is not Category.PRESS]
    count = pick(rng, counts)
    if count is None:
        return None
    label = f"{rng.choice(['별빛', '가온', '도담'])} 주민 회의"
    more = replace(count, label=label, category=Category.OTHER, number=2)
    more = replace(more, category=Category.MEETING)
    every = (*case.pledge.participation.counts, more)
    stated = tuple(each for each in case.pledge.participation.stated if each.category is not Category.MEETING)
    return with_pledge(case, participation=replace(case.pledge.participation, counts=every, stated=stated))
