"""What a rule may look at: one report's facts as it tells them, computed once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from gongyak import participation_notes, references
from gongyak.blocks import is_excused
from gongyak.budget_tables import PLANNED
from gongyak.checks.words import Word, is_name, squeeze, without_particle, words_of
from gongyak.compose import Basis, group_label
from gongyak.judgement import Judgement
from gongyak.lines import Detail, Line, Stand, Topic
from gongyak.participation import Category, Count, StatedCount
from gongyak.periods import Group, GroupKind, lines_of
from gongyak.pledges import Block, Remark
from gongyak.printing import write_line
from gongyak.workdays import Calendar

LINES: Final = "추진실적 및 추진계획"
REMARKS: Final = "문제점 및 개선대책"
PHOTOS: Final = "관련 사진"
NAME: Final = "공약명"
_SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people typed and the report prints: the words, the place in the form, the rows."""

    text: str
    place: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told(Text):
    """A line as the report tells it: itself, the topic it stands under, and its group.

    ``text`` is without the date that is printed beside it; ``topic`` holds only the group's details.
    """

    line: Line
    topic: Topic
    kind: GroupKind

    @property
    def printed(self) -> str:
        """The line as printed, with its date."""
        return write_line(self.line)

    @property
    def is_heading(self) -> bool:
        """Whether this is a topic that only heads its details."""
        return isinstance(self.line, Topic) and not self.line.is_fact

    @property
    def is_result(self) -> bool:
        """Whether this tells something done."""
        return self.line.stand is Stand.RESULT and not self.is_heading

    @property
    def is_plan(self) -> bool:
        """Whether this tells something planned."""
        return self.line.stand is Stand.PLAN and not self.is_heading

    @property
    def words_with_topic(self) -> str:
        """The text after its topic's: what a short detail (개최) needs to be understood."""
        return f"{self.topic.text} {self.text}" if isinstance(self.line, Detail) else self.text


@dataclass(frozen=True)
class Subject(Basis):
    """The report of one pledge for one half-year, as rules look at it; raises `OutsideTerm` when asked."""

    judgement: Judgement = Judgement()  # noqa: RUF009 - frozen, so one instance may serve all

    @cached_property
    def calendar(self) -> Calendar:
        """The city's working days."""
        return Calendar(self.city.days)

    @cached_property
    def previous(self) -> Subject | None:
        """The report before this one, or None for the first of the term."""
        before = self.half_year.previous
        return Subject(self.city, self.pledge, before, self.judgement) if before in self.term else None

    def place_of(self, kind: GroupKind) -> str:
        """Return the place of a period group in the form's words."""
        return f"{LINES} · {group_label(kind, self.term, self.half_year)}"

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Every printed line, in print order; a topic stands once in each group it has details in."""
        return tuple(chain.from_iterable(self._tell(group) for group in self.groups))

    @cached_property
    def lines(self) -> tuple[Told, ...]:
        """Every printed line once, by its id."""
        once: dict[str, Told] = {}
        for told in self.told:
            once.setdefault(told.line.id, told)
        return tuple(once.values())

    @cached_property
    def results(self) -> tuple[Told, ...]:
        """Every printed result, once."""
        return tuple(told for told in self.lines if told.is_result)

    @cached_property
    def plans(self) -> tuple[Told, ...]:
        """Every printed plan, once."""
        return tuple(told for told in self.lines if told.is_plan)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that people typed and this report prints, once, in the order of the form."""
        own = (f"pledge:{self.pledge.number}",)
        return (
            Text(self.pledge.name, NAME, own),
            *self.lines,
            *self.notes,
            *self._labels(),
            *self._projects(),
            *(remark_text(remark) for remark in self.remarks),
            *self.captions,
        )

    @cached_property
    def notes(self) -> tuple[Text, ...]:
        """The notes under the counts that people stated."""
        stated = (self.stated(category) for category in Category)
        return tuple(
            Text(each.note, note_place(each.category), (references.stated_count(each),))
            for each in stated
            if each and each.note
        )

    @cached_property
    def captions(self) -> tuple[Text, ...]:
        """The captions of the photos that this report prints."""
        shown = (photo for photo in self.pledge.photos if photo.stands_in(self.half_year))
        return tuple(Text(photo.caption, PHOTOS, (f"photo:{photo.id}",)) for photo in shown)

    @cached_property
    def words(self) -> tuple[tuple[Text, list[Word]], ...]:
        """The words of every text."""
        return tuple((text, words_of(text.text)) for text in self.texts)

    @cached_property
    def places(self) -> dict[str, list[Text]]:
        """Every word with the texts it stands in, each once."""
        found: dict[str, list[Text]] = {}
        for text, words in self.words:
            for word in {word for _, word in words}:
                found.setdefault(word, []).append(text)
        return found

    @cached_property
    def forms(self) -> dict[str, list[Text]]:
        """Every word of two letters or more, also without its particle, with the texts it stands in."""
        found: dict[str, list[Text]] = {}
        for word, texts in self.places.items():
            for form in {word, without_particle(word)}:
                if len(form) > 1:
                    found.setdefault(form, []).extend(texts)
        return found

    @cached_property
    def names(self) -> dict[str, list[Text]]:
        """Every word of four letters or more, long enough to be a name, with the texts it stands in.

        A closing particle is taken off where what is left ends as names do or stands elsewhere by itself.
        """
        found: dict[str, list[Text]] = {}
        for word, texts in self.places.items():
            if len(word) >= _SHORTEST_NAME:
                stem = without_particle(word)
                is_stem = len(stem) >= _SHORTEST_NAME and (stem in self.places or is_name(stem))
                found.setdefault(stem if is_stem else word, []).extend(texts)
        return found

    def holding(self, pattern: re.Pattern[str]) -> Iterator[Text]:
        """Yield the texts in which *pattern* is found.

        Most texts are right, so all are looked at together first; a pattern must not depend on a text's ends.
        """
        if pattern.search(self._together):
            yield from (text for text in self.texts if pattern.search(text.text))

    def is_excused(self, block: Block) -> bool:
        """Tell whether *block* has nothing and somebody has said that it need not (해당 없음)."""
        return is_excused(self.pledge, self.term, block, self.half_year)

    def squeeze(self, text: str) -> str:
        """Return a printed *text* without spaces, marks and case, as `words.squeeze` does."""
        return self._squeezed.get(text) or squeeze(text)

    def stated(self, category: Category) -> StatedCount | None:
        """Return what people stated for *category* in this report, or None."""
        return participation_notes.stated_for(self.pledge.participation, category, self.half_year)

    def counts(self, category: Category) -> tuple[Count, ...]:
        """Return the counts of *category* that this report sums."""
        return participation_notes.counts_by(self.pledge.participation, category, self.half_year)

    @cached_property
    def _together(self) -> str:
        return "\n".join(text.text for text in self.texts)

    @cached_property
    def _squeezed(self) -> dict[str, str]:
        return {text.text: "".join([word for _, word in words]).casefold() for text, words in self.words}

    def _tell(self, group: Group) -> Iterator[Told]:
        place = self.place_of(group.kind)
        for topic in group.topics:
            for line in lines_of([topic]):
                rows = references.line(line, self.half_year)
                yield Told(line.text, place, rows, line, topic, group.kind)

    def _labels(self) -> Iterator[Text]:
        """Yield each label of the counts whose note is composed from them."""
        for category in Category:
            stated = self.stated(category)
            if stated and stated.note is not None:
                continue
            labels: dict[str, list[str]] = {}
            for count in self.counts(category):
                labels.setdefault(count.label, []).append(references.count(count))
            for label, rows in labels.items():
                yield Text(label, f"{count_place(category)} · {label}", tuple(rows))

    def _projects(self) -> Iterator[Text]:
        for project in self.pledge.projects:
            yield Text(project.name, f"{PLANNED.title} · {project.name}", (f"project:{project.id}",))


def count_place(category: Category) -> str:
    """Return the place of a category of the counts in the form's words."""
    return f"{participation_notes.TITLE} · {participation_notes.NOTE_TITLES[category]}"


def note_place(category: Category) -> str:
    """Return the place of the note under a category of the counts."""
    return f"{count_place(category)} · {participation_notes.NOTE}"


def remark_text(remark: Remark) -> Text:
    """Return a problem or a measure as a printed text."""
    return Text(remark.text, REMARKS, (f"remark:{remark.id}",))
