"""A Word template, compiled once and rendered as often as needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from lxml.etree import XMLSyntaxError

from gongyak.documents.building import Building
from gongyak.documents.comment_parts import add_comments, find_comments, highest_comment
from gongyak.documents.environment import BUILDING, FormEnvironment, for_word
from gongyak.documents.errors import (
    BrokenDocumentError,
    MissingFieldError,
    RenderingError,
    TemplateSyntaxError,
    TemplateUnreadableError,
    UnsafeTemplateError,
)
from gongyak.documents.fields import Field, find_fields, find_uses
from gongyak.documents.finishing import finish
from gongyak.documents.names import DOCUMENT
from gongyak.documents.package import Part, read_package, write_package
from gongyak.documents.parts import (
    CompiledPart,
    DoctypeError,
    PartSource,
    compile_part,
    may_hold_tags,
    read_part,
    tag_at,
)
from gongyak.documents.plain import plain_data
from gongyak.documents.problems import Problems
from gongyak.documents.properties import (
    CORE,
    CUSTOM,
    CUSTOM_RELATION,
    CUSTOM_TYPE,
    custom_properties,
    stamp_core,
)
from gongyak.documents.wellformed import check_wellformed, place_reached
from gongyak.errors import GongyakError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from jinja2 import Environment

    from gongyak.documents.comments import Commented
    from gongyak.documents.tags import Tag

TYPES: Final = "[Content_Types].xml"
_IDS = re.compile(rb'<(?:wp:docPr|w:bookmarkStart)\b[^>]*?\b(?:w:)?id="(\d+)"')
# zlib's level 3 packs three times faster than 6 and makes WordprocessingML hardly larger.
_LEVEL: Final = 3
_BATCH: Final = 4096


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What of a template stays the same in every document: its parts, relations and highest number in use.

    ``comments`` names the part of its comments, ``next_comment`` is the first number that none of them has.
    """

    parts: dict[str, Part]
    relations: dict[str, bytes]
    types: bytes
    highest_id: int
    comments: str
    next_comment: int

    @classmethod
    def of(cls, parts: dict[str, Part], rendered: set[str]) -> Skeleton:
        """Return the skeleton of *parts*, of which those named in *rendered* are made anew each time."""
        unpacked = {name: part.read() for name, part in parts.items() if name.endswith((".xml", ".rels"))}
        ids = [int(found) for data in unpacked.values() for found in _IDS.findall(data)]
        relations = {name: data for name, data in unpacked.items() if name.endswith(".rels")}
        kept = {name: part for name, part in parts.items() if name not in rendered}
        comments = find_comments(unpacked)
        next_comment = highest_comment(unpacked.get(comments, b"")) + 1
        return cls(kept, relations, unpacked[TYPES], max(ids, default=0), comments, next_comment)


class Template:
    """A compiled template: ``fields`` says what it asks for, ``render`` fills it."""

    def __init__(  # noqa: PLR0913 - only compile_template calls it
        self,
        name: str,
        parts: dict[str, Part],
        sources: list[PartSource],
        compiled: list[CompiledPart],
        environment: Environment,
        *,
        plain: bool,
    ) -> None:
        """Keep what ``compile_template`` made; *plain* turns every context into plain data first."""
        self.name = name
        self._order = list(parts)
        self._compiled = {part.name: part for part in compiled}
        self._skeleton = Skeleton.of(parts, set(self._compiled))
        self._sources, self._environment, self._plain = sources, environment, plain

    def fields(self) -> tuple[Field, ...]:
        """Return every field the template uses, with the places where it does."""
        return find_fields(self._sources, self._environment)

    def render(
        self,
        context: Mapping[str, object],
        *,
        properties: Mapping[str, str] | None = None,
        modified: datetime | None = None,
        wanted: Collection[Commented] = (),
    ) -> bytes:
        """Return the document filled from *context*; the same input gives the same bytes.

        *properties* become custom properties; *modified* (zone-aware) is written as created and modified.
        *wanted* are texts of *context* whose comments must not be lost: what the template does not print has
        them on the document's first words.
        Raises MissingFieldError, UnsafeTemplateError, UnprintableValueError, UnreadablePictureError,
        RenderingError, BrokenDocumentError.
        """
        building = Building(self._skeleton)
        values: dict[str, object] = dict(context)
        if self._plain:
            values = {key: plain_data(value, key) for key, value in context.items()}
        values[BUILDING] = building
        made = {
            name: self._render_part(part, building, values, wanted) for name, part in self._compiled.items()
        }
        if wanted and DOCUMENT not in made:
            building.part = DOCUMENT
            made[DOCUMENT] = finish(self._skeleton.parts[DOCUMENT].read(), building, wanted)
        made |= add_comments(building, made)
        made |= self._properties(building, properties, modified, made.get(CORE))
        made |= {name: data for name, data in building.changed.items() if name not in made}
        made |= building.relations_parts()
        types = building.content_types(self._skeleton.types)
        if types != self._skeleton.types:
            made[TYPES] = types
        return self._pack(made, building)

    def _render_part(
        self, part: CompiledPart, building: Building, values: dict[str, object], wanted: Collection[Commented]
    ) -> bytes:
        building.part = part.name
        data = finish(self._fill(part, values), building, wanted)
        fault = check_wellformed(data)
        if fault:
            place = place_reached(part.name, data, fault.position)
            where = {"place_ko": place.words("ko"), "place_en": place.words("en")}
            raise BrokenDocumentError(name=self.name, reason=fault.reason, **where)
        return data

    def _fill(self, part: CompiledPart, values: dict[str, object]) -> bytes:
        """Return the part filled, encoded bit by bit: a long ``str`` would take four times the room."""
        template = part.template
        try:
            pieces = template.root_render_func(template.new_context(values))
            filled = BytesIO()
            while batch := list(islice(pieces, _BATCH)):
                filled.write("".join(batch).encode())
            return filled.getvalue()
        except GongyakError:
            raise
        except Exception as error:
            raise self._explain(error, part) from error

    def _explain(self, error: Exception, part: CompiledPart) -> GongyakError:
        """Return what a person can do something about: the mistake with its place in the template."""
        tag = _tag_of(error, part)
        place = {"name": self.name, "place_ko": _where(tag, "ko"), "place_en": _where(tag, "en")}
        if isinstance(error, UndefinedError):
            return MissingFieldError(field=self._missing(error, tag), **place)
        if isinstance(error, SecurityError):
            return UnsafeTemplateError(reason=str(error), **place)
        return RenderingError(reason=f"{type(error).__name__}: {error}", **place)

    def _missing(self, error: UndefinedError, tag: Tag | None) -> str:
        """Return the path of the missing field as ``fields`` writes it, e.g. ``pledges[].name``."""
        found = re.search(r"'([^']*)' is undefined|no attribute '([^']*)'|no element (\S+)", str(error))
        name = next((group for group in found.groups() if group), "?") if found else "?"
        uses = [use.path for use in find_uses(self._sources, self._environment) if use.tag is tag]
        return next((path for path in uses if re.split(r"[.\]]", path)[-1] == name), name)

    def _properties(
        self,
        building: Building,
        properties: Mapping[str, str] | None,
        modified: datetime | None,
        core: bytes | None,
    ) -> dict[str, bytes]:
        """Return the property parts that this document has of its own."""
        made: dict[str, bytes] = {}
        old = self._skeleton.parts
        if modified is not None and (core or CORE in old):
            made[CORE] = stamp_core((core or old[CORE].read()).decode(), modified).encode()
        if properties:
            made[CUSTOM] = custom_properties(old[CUSTOM].read() if CUSTOM in old else None, properties)
            if CUSTOM not in old:
                building.overrides[CUSTOM] = CUSTOM_TYPE
                building.part = ""
                building.relate(CUSTOM_RELATION, CUSTOM)
        return made

    def _pack(self, made: dict[str, bytes], building: Building) -> bytes:
        """Return the archive: the template's order, then what is new; untouched parts as they are."""
        names = [*self._order, *sorted(made.keys() - set(self._order))]
        kept = self._skeleton.parts
        parts = [Part.deflated(name, made[name], _LEVEL) if name in made else kept[name] for name in names]
        return write_package([*parts, *building.media.values()])


def compile_template(
    data: bytes, *, name: str = "template", environment: Environment | None = None
) -> Template:
    """Return the template in the Word file *data*, ready to be rendered.

    *name* is the file's name for messages.  *environment* replaces the sandbox by an environment of the
    caller's own; its values are then passed as they are.
    Raises TemplateUnreadableError and TemplateSyntaxError (with every problem found).
    """
    base = environment or FormEnvironment()
    word = for_word(base)
    parts, sources, problems = read_sources(data, name, extra_words(base))
    compiled = [compile_part(source, word, problems) for source in sources] if not problems.fatal() else []
    if problems.fatal():
        raise syntax_error(name, problems)
    return Template(name, parts, sources, [p for p in compiled if p], word, plain=environment is None)


def read_sources(
    data: bytes, name: str, extra: frozenset[str]
) -> tuple[dict[str, Part], list[PartSource], Problems]:
    """Return the package of *data*, the sources of its parts with tags, and the mistakes found in them."""
    parts = read_package(data, name)
    problems = Problems()
    try:
        found = [
            read_part(part, parts[part].read(), problems, extra) for part in parts if may_hold_tags(part)
        ]
    except (XMLSyntaxError, DoctypeError):
        raise TemplateUnreadableError(
            name=name, reason_ko="내용이 손상되었습니다", reason_en="its XML is damaged"
        ) from None
    return parts, [source for source in found if source], problems


def extra_words(environment: Environment) -> frozenset[str]:
    """Return the statement words that *environment*'s extensions understand."""
    return frozenset(word for extension in environment.extensions.values() for word in extension.tags)


def syntax_error(name: str, problems: Problems) -> TemplateSyntaxError:
    """Return one error for all *problems*."""
    return TemplateSyntaxError(
        name=name,
        problems=tuple(problems.found),
        count=len(problems.found),
        list_ko=" / ".join(problem.words("ko") for problem in problems.found),
        list_en=" / ".join(problem.words("en") for problem in problems.found),
    )


def _tag_of(error: Exception, part: CompiledPart) -> Tag | None:
    """Return the tag that was being carried out: the template's innermost frame knows its line."""
    line, trace = None, error.__traceback__
    while trace:
        if "__jinja_template__" in trace.tb_frame.f_globals:
            line = part.template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return None if line is None or not part.lines else tag_at(part.lines, line)


def _where(tag: Tag | None, language: str) -> str:
    return "?" if tag is None else f"{tag.place.words(language)} {tag.text}"
