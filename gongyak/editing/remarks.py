"""Problems and measures (문제점 및 개선대책) as the report of a half-year tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from gongyak.editing.merging import Fields
from gongyak.editing.reader import Reader
from gongyak.editing.rows import MOVE, moved, new_id
from gongyak.editing.section import Mistaken, NoSuchId, Scene, ids_in
from gongyak.editing.texts import read_line, read_wanted_line
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge, Remark, RemarkKind

_BULLET: Final = re.compile(r"[-–•·∙◦○❍□❏]\s+")


def order_field(kind: RemarkKind) -> str:
    """Return the name of the field that holds the ids of the problems or measures in their order."""
    return f"{kind}.order"


def text_field(remark: str) -> str:
    """Return the name of the field of a text, by its id."""
    return f"text.{remark}"


def retired_field(remark: str) -> str:
    """Return the name of the field that says whether this report leaves a remark out from now on."""
    return f"retired.{remark}"


def remove_field(remark: str) -> str:
    """Return the name of the field that says whether a remark shall go, as if it had never been entered."""
    return f"remove.{remark}"


def add_field(kind: RemarkKind) -> str:
    """Return the name of the field of new problems or measures, one a line."""
    return f"add.{kind}"


def shown_remarks(pledge: Pledge, kind: RemarkKind, half_year: HalfYear) -> tuple[Remark, ...]:
    """Return what the form shows: what stands in the report of *half_year*, and what ends with it."""
    return tuple(
        remark
        for remark in pledge.remarks
        if remark.kind is kind and (remark.stands_in(half_year) or _ends(remark, half_year))
    )


def _ends(remark: Remark, half_year: HalfYear) -> bool:
    return remark.retired == half_year and remark.entered <= half_year


class RemarksSection:
    """The problems and the measures, each with its text and whether it is settled."""

    name = "remarks"
    title = "문제점 및 개선대책"

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return order and texts; a field says of what is settled that it is, of all else there is none."""
        fields: dict[str, str] = {}
        for kind in RemarkKind:
            remarks = shown_remarks(pledge, kind, scene.half_year)
            fields[order_field(kind)] = " ".join(remark.id for remark in remarks)
            fields |= {text_field(remark.id): remark.text for remark in remarks}
            fields |= {retired_field(each.id): "on" for each in remarks if each.retired == scene.half_year}
        return fields

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with the texts, order and endings that *fields* say, and with what is new."""
        reader = Reader(fields)
        remarks = pledge.remarks
        for kind in RemarkKind:
            shown = shown_remarks(pledge, kind, scene.half_year)
            kept = _kept(shown, kind, scene.half_year, fields)
            read = [_read(remark, scene.half_year, fields, reader) for remark in kept]
            remarks = _replaced(remarks, shown, read)
            remarks = _added(pledge.number, remarks, kind, scene.half_year, reader)
        reader.finish()
        return replace(pledge, remarks=remarks)


def _kept(shown: Sequence[Remark], kind: RemarkKind, half_year: HalfYear, fields: Fields) -> list[Remark]:
    """Return the remarks that stay, in the order asked for; raise `Mistaken` for an id that is not there.

    Only what was entered for this half-year can go as if it had never been; all else is told by others.
    """
    known = {remark.id: remark for remark in shown}
    ids = ids_in(fields, order_field(kind))
    strange = next((each for each in ids if each not in known), None)
    if strange is not None:
        raise Mistaken({order_field(kind): NoSuchId(id=strange)})
    ids += [each for each in known if each not in ids and known[each].entered != half_year]
    gone = {each for each in ids if known[each].entered == half_year and fields.get(remove_field(each))}
    return [known[each] for each in moved(ids, fields.get(MOVE, "")) if each not in gone]


def _read(remark: Remark, half_year: HalfYear, fields: Fields, reader: Reader) -> Remark:
    text = reader.read_again(text_field(remark.id), remark.text, read_wanted_line)
    if fields.get(retired_field(remark.id)):
        return replace(remark, text=text, retired=half_year)
    is_taken_back = remark.retired == half_year
    return replace(remark, text=text, retired=None if is_taken_back else remark.retired)


def _replaced(
    remarks: Iterable[Remark], shown: Sequence[Remark], read: Sequence[Remark]
) -> tuple[Remark, ...]:
    """Return *remarks* with those *read* in the places of those *shown*; the others stay where they are."""
    in_turn = iter(read)
    ids = {remark.id for remark in shown}
    result = [next(in_turn, None) if remark.id in ids else remark for remark in remarks]
    return tuple(remark for remark in result if remark is not None)


def _added(
    number: str, remarks: tuple[Remark, ...], kind: RemarkKind, half_year: HalfYear, reader: Reader
) -> tuple[Remark, ...]:
    taken = {remark.id for remark in remarks}
    nothing: tuple[str, ...] = ()
    added: list[Remark] = []
    for text in reader.read(add_field(kind), _read_lines, nothing):
        key = new_id(taken, number, kind, half_year, text)
        taken.add(key)
        added.append(Remark(key, kind, text, half_year))
    places = [place for place, remark in enumerate(remarks, 1) if remark.kind is kind]
    end = max(places, default=0 if kind is RemarkKind.PROBLEM else len(remarks))
    return (*remarks[:end], *added, *remarks[end:])


def _read_lines(text: str) -> tuple[str, ...]:
    """Return the lines of *text* that are not empty, each without the mark of a list before it."""
    lines = (read_line(_BULLET.sub("", line.strip(), count=1)) for line in text.split("\n"))
    return tuple(line for line in lines if line)
