"""지난 계획 점검: what became of the plans that were open before a half-year, as its report tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from gongyak.editing.merging import Fields
from gongyak.editing.reader import Reader
from gongyak.editing.section import Scene, tidy
from gongyak.editing.texts import read_line
from gongyak.errors import GongyakError, Words
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Line, Outcome, Stand, Topic
from gongyak.notation import read_when
from gongyak.periods import is_overdue
from gongyak.pledges import Pledge
from gongyak.printing import as_result, write_when
from gongyak.when import When

_L = TypeVar("_L", bound=Line)
FATES: Final = {Fate.DONE: "완료", Fate.POSTPONED: "연기", Fate.DROPPED: "취소"}
"""What became of a plan, in the words of the form; an empty field: nobody has said yet."""
_FATES: Final = {word: fate for fate, word in FATES.items()}


class NoSuchFate(GongyakError):
    """Something that cannot become of a plan; values: ``text``, ``known``."""

    text = Words("'{text}'{text:은/는} 없는 점검 결과입니다.", "'{text}' is nothing that becomes of a plan.")
    remedy = Words("{known} 가운데 하나를 선택하여 주시기 바랍니다.", "Choose one of {known}.")


class DoneWithoutDate(GongyakError):
    """A plan that was done nobody knows when; no values."""

    text = Words("완료한 날이 입력되지 않았습니다.", "It is not said when this was done.")
    remedy = Words(
        "완료한 날을 '8. 29.'와 같이 입력하여 주시기 바랍니다.", "Write the day on which it was done: 8. 29."
    )


class DoneLater(GongyakError):
    """A plan done only after the half-year that is reported on; values: ``when``, ``half_year``."""

    text = Words("완료한 날({when})이 {half_year}보다 뒤입니다.", "It was done on {when}, after {half_year}.")
    remedy = Words(
        "날짜를 확인하고, 반기가 지나서 완료하였으면 '연기'를 선택하여 주시기 바랍니다.",
        "Check the date; what was done after the half-year was postponed.",
    )


class PostponedBack(GongyakError):
    """A plan postponed to a time before the half-year reported on; values: ``when``, ``half_year``."""

    text = Words("새 시기({when})가 {half_year}보다 앞섭니다.", "The new time {when} is before {half_year}.")
    remedy = Words(
        "내년 이후이면 '2025. 3.'과 같이 연도를 포함하여 입력하여 주시기 바랍니다.",
        "Write it with its year: 2025. 3.",
    )


class ReasonWanted(GongyakError):
    """A plan that was postponed or dropped nobody knows why; no values."""

    text = Words("연기하거나 취소한 사유가 입력되지 않았습니다.", "It is not said why.")
    remedy = Words("사유를 한 문장으로 입력하여 주시기 바랍니다.", "Give the reason in one sentence.")


@dataclass(frozen=True, slots=True)
class OpenPlans:
    """The plans of a topic that were open before a half-year: the topic itself, details, or both."""

    topic: Topic
    lines: tuple[Line, ...]


class ChecklistSection:
    """For each plan ``fate.<id>``, ``when.<id>``, ``text.<id>`` (as a result) and ``reason.<id>``."""

    name = "checklist"
    title = "지난 계획 점검"

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return what became of each plan by the report, with the words in which it would be a result."""
        found: dict[str, str] = {}
        for plans in open_plans(pledge, scene.half_year):
            for line in plans.lines:
                found |= _fields(line, scene.half_year)
        return found

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with what became of its plans; what other reports told stays as it is."""
        reader = Reader(fields)
        told = {
            line.id: _read(reader, fields, line, scene.half_year)
            for plans in open_plans(pledge, scene.half_year)
            for line in plans.lines
        }
        reader.finish()
        topics = (_with_details(topic, told, scene.half_year) for topic in pledge.topics)
        return replace(pledge, topics=tuple(_with(topic, told, scene.half_year) for topic in topics))


def open_plans(pledge: Pledge, half_year: HalfYear) -> tuple[OpenPlans, ...]:
    """Return by topic the plans that earlier reports than that of *half_year* told of and left open."""
    found = (OpenPlans(topic, tuple(_open_lines(topic, half_year))) for topic in pledge.topics)
    return tuple(plans for plans in found if plans.lines)


def is_due(plan: Line, half_year: HalfYear) -> bool:
    """Tell whether the report of *half_year* must say what became of *plan*, whether or not it does."""
    before = tuple(outcome for outcome in plan.outcomes if outcome.reported < half_year)
    return is_overdue(replace(plan, outcomes=before), half_year)


def read_done(text: str, half_year: HalfYear) -> When:
    """Return when a plan was done; raise `DoneWithoutDate`, `DoneLater`, or as `read_when` does."""
    if not text:
        raise DoneWithoutDate
    when = read_when(text, year=half_year.year).as_written(text)
    if when.first > half_year.last_day:
        raise DoneLater(when=write_when(when), half_year=half_year.name)
    return when


def read_postponed(text: str, half_year: HalfYear) -> When | None:
    """Return to when a plan was postponed, None for an unknown time; raise `PostponedBack` besides."""
    if not text:
        return None
    when = read_when(text, year=half_year.year).as_written(text)
    if when.last < half_year.first_day:
        raise PostponedBack(when=write_when(when), half_year=half_year.name)
    return when


def _open_lines(topic: Topic, half_year: HalfYear) -> Iterator[Line]:
    for line in (topic, *topic.details):
        is_plan = line.stand is Stand.PLAN and (line is not topic or topic.is_fact)
        before = [outcome for outcome in line.outcomes if outcome.reported < half_year]
        if is_plan and line.entered < half_year and (not before or before[-1].is_open):
            yield line


def _told(line: Line, half_year: HalfYear) -> Outcome | None:
    return next((outcome for outcome in line.outcomes if outcome.reported == half_year), None)


def _fields(line: Line, half_year: HalfYear) -> dict[str, str]:
    told = _told(line, half_year)
    return {
        f"fate.{line.id}": FATES[told.fate] if told else "",
        f"when.{line.id}": _shown(told.when) if told else "",
        f"text.{line.id}": (told.text if told else None) or as_result(line.text),
        f"reason.{line.id}": (told.reason if told else None) or "",
    }


def _shown(when: When | None) -> str:
    return (when.written or write_when(when)) if when else ""


def _read(reader: Reader, fields: Fields, line: Line, half_year: HalfYear) -> Outcome | None:
    """Return what became of *line*; what nobody has touched stays to the letter."""
    told = _told(line, half_year)
    if all(fields.get(name, "") == value for name, value in _fields(line, half_year).items()):
        return told
    fate = reader.read(f"fate.{line.id}", _read_fate, None)
    if fate is None:
        return None
    outcome = Outcome(reported=half_year, fate=fate)
    if fate is not Fate.DROPPED:
        outcome = replace(outcome, when=_read_when(reader, fields, line, told, outcome))
    if fate is Fate.DONE:
        text = reader.read(f"text.{line.id}", read_line, "")
        return replace(outcome, text=None if text in {"", as_result(line.text)} else text)
    return replace(outcome, reason=reader.read(f"reason.{line.id}", _read_reason, None))


def _read_fate(text: str) -> Fate | None:
    if text and text not in _FATES:
        raise NoSuchFate(text=text, known=", ".join(_FATES))
    return _FATES.get(text)


def _read_when(
    reader: Reader, fields: Fields, line: Line, told: Outcome | None, outcome: Outcome
) -> When | None:
    """Return the date of *outcome*; one that nobody has touched stays to the letter."""
    name, half_year = f"when.{line.id}", outcome.reported
    if told and told.fate is outcome.fate and fields.get(name, "") == _shown(told.when):
        return told.when
    how = read_done if outcome.fate is Fate.DONE else read_postponed
    return reader.read(name, lambda text: how(tidy(text), half_year), None)


def _read_reason(text: str) -> str:
    reason = read_line(text)
    if not reason:
        raise ReasonWanted
    return reason


def _with_details(topic: Topic, told: Mapping[str, Outcome | None], half_year: HalfYear) -> Topic:
    return replace(topic, details=tuple(_with(detail, told, half_year) for detail in topic.details))


def _with(line: _L, told: Mapping[str, Outcome | None], half_year: HalfYear) -> _L:
    """Return *line* with what became of it by *half_year*, where that was asked."""
    if line.id not in told:
        return line
    others = [outcome for outcome in line.outcomes if outcome.reported != half_year]
    outcome = told[line.id]
    found = sorted([*others, *([outcome] if outcome else [])], key=lambda each: each.reported)
    return replace(line, outcomes=tuple(found))
