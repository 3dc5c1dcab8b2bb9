"""What has taken place becomes a result of its pledge: both are recorded in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from gongyak.editing.section import tidy
from gongyak.errors import GongyakError, Words
from gongyak.events import EventState
from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Fate, Line, Outcome, Stand, Topic
from gongyak.notation import read_when
from gongyak.periods import lines_of
from gongyak.printing import as_result, write_day, write_when
from gongyak.reminders.notice import is_exact
from gongyak.store.city import read_city
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.events import EventHasChanged, because, locked

if TYPE_CHECKING:
    from datetime import date

    from gongyak.events import PlannedEvent
    from gongyak.pledges import Pledge
    from gongyak.store.session import Session
    from gongyak.when import When
    from jobs.desk import Desk

PLAN: Final = "plan"
"""The place of a result that is the outcome of the plan which the event belongs to."""
NEW: Final = "new"
"""The place of a result that is a topic of its own."""
_ID_BYTES: Final = 8
_LONGEST: Final = 2000
_BRIEF: Final = 60


class SentenceWanted(GongyakError):
    """A result without words; no values."""

    text = Words("추진실적 문장을 입력하지 않았습니다.", "The result has no words.")
    remedy = Words("보고서에 적을 문장을 입력하여 주시기 바랍니다.", "Write how the report shall tell it.")


class NotYetHeld(GongyakError):
    """A result of a day still ahead; values: ``held`` (the date), ``today``."""

    text = Words(
        "개최일({held})이 아직 지나지 않았습니다(오늘: {today}).",
        "The day ({held}) is still ahead (today: {today}).",
    )
    remedy = Words("개최일을 확인하여 주시기 바랍니다.", "Check the day.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What is proposed as the result of an event: a sentence, its date, and where it may stand.

    ``places`` are values with what people read of them, ``place`` the value of the one proposed.
    """

    sentence: str
    held: str
    places: tuple[tuple[str, str], ...]
    place: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a person makes of an offer, as typed."""

    sentence: str
    held: str
    place: str


def offer(desk: Desk, number: str, event: PlannedEvent) -> Offer:
    """Return what is proposed as the result of an *event* of the pledge *number*, which is there."""
    with desk.database.read() as session:
        (pledge,) = read_pledges(session, [number])
    plan = _open_plan(pledge, event)
    places = tuple(_places(pledge, plan))
    held = write_when(event.when) if is_exact(event.when) and event.when.first <= desk.today else ""
    home = next(
        (topic.id for topic in pledge.topics if event.line in {line.id for line in lines_of([topic])}), NEW
    )
    sentence = as_result(plan.text) if plan else f"{event.name} 개최"
    return Offer(sentence, held, places, PLAN if plan else home)


def record_result(desk: Desk, number: str, key: str, seen: str, result: Result) -> HalfYear:
    """Record that the event *key* of the pledge *number* has taken place, and the *result* with it.

    Return the half-year whose report tells it.  Raises `SentenceWanted`, `NotADate`, `ImpossibleDate`,
    `NotYetHeld`, and `EventHasChanged` where event or place are no more what the form was shown with.
    """
    sentence = tidy(result.sentence)[:_LONGEST]
    if not sentence:
        raise SentenceWanted
    held = _past(tidy(result.held), desk.today)
    with because(desk, "추진실적 입력") as session:
        event, owner = locked(session, key, seen)
        if owner != number:
            raise EventHasChanged
        (pledge,) = read_pledges(session, [number])
        told = Detail(
            id=token_hex(_ID_BYTES), text=sentence, entered=_told_in(session, pledge, held), when=held
        )
        write_pledge(session, _happened(_with_result(pledge, event, told, result.place), event, held), {})
    return told.entered


def _past(text: str, today: date) -> When:
    held = read_when(text).as_written(text)
    if held.first > today:
        raise NotYetHeld(held=write_when(held), today=write_day(today))
    return held


def _told_in(session: Session, pledge: Pledge, held: When) -> HalfYear:
    """Return the half-year of *held*, or the nearest of the pledge's term."""
    term = read_city(session).term_named(pledge.term)
    return min(max(HalfYear.containing(held.last), term.first_half), term.last_half)


def _happened(pledge: Pledge, event: PlannedEvent, held: When) -> Pledge:
    """Return *pledge* with the event taken place, on the day that is known now."""
    over = replace(event, state=EventState.HAPPENED, when=held if is_exact(held) else event.when)
    return replace(pledge, events=tuple(over if each.id == event.id else each for each in pledge.events))


def _open_plan(pledge: Pledge, event: PlannedEvent) -> Line | None:
    """Return the plan that the event belongs to, if nobody has said yet that it is done or dropped."""
    plan = next((line for line in lines_of(pledge.topics) if line.id == event.line), None)
    if plan is None or plan.stand is not Stand.PLAN:
        return None
    return plan if all(outcome.is_open for outcome in plan.outcomes) else None


def _places(pledge: Pledge, plan: Line | None) -> Iterator[tuple[str, str]]:
    if plan:
        yield PLAN, f"계획 ‘{_brief(plan.text)}’의 결과(완료)로"
    for topic in pledge.topics:
        yield topic.id, f"❍ {_brief(topic.text)}의 세부 실적으로"
    yield NEW, "새 항목(❍)으로"


def _brief(text: str) -> str:
    return text if len(text) <= _BRIEF else f"{text[:_BRIEF]}…"


def _with_result(pledge: Pledge, event: PlannedEvent, told: Detail, place: str) -> Pledge:
    """Return *pledge* with what is *told* at its *place*; raise `EventHasChanged` where that is gone."""
    if place == PLAN:
        return replace(pledge, topics=tuple(_with_outcomes(pledge, event, told)))
    if place == NEW:
        own = Topic(id=told.id, text=told.text, entered=told.entered, when=told.when)
        return replace(pledge, topics=(*pledge.topics, own))
    if place not in {topic.id for topic in pledge.topics}:
        raise EventHasChanged
    return replace(
        pledge,
        topics=tuple(
            replace(topic, details=(*topic.details, told)) if topic.id == place else topic
            for topic in pledge.topics
        ),
    )


def _with_outcomes(pledge: Pledge, event: PlannedEvent, told: Detail) -> Iterator[Topic]:
    """Yield the topics of *pledge*, the event's plan done as *told*."""
    plan = _open_plan(pledge, event)
    if plan is None:
        raise EventHasChanged
    reported = max(told.entered, plan.entered)
    text = None if told.text == as_result(plan.text) else told.text
    done = Outcome(reported=reported, fate=Fate.DONE, when=told.when, text=text)
    outcomes = (*(each for each in plan.outcomes if each.reported < reported), done)
    for topic in pledge.topics:
        own = replace(topic, outcomes=outcomes) if topic.id == plan.id else topic
        details = (replace(each, outcomes=outcomes) if each.id == plan.id else each for each in topic.details)
        yield replace(own, details=tuple(details))
