"""문제점 및 개선대책: each problem and measure with its text, until it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gongyak.editing.merging import Fields
from gongyak.editing.remarks import (
    RemarksSection,
    add_field,
    order_field,
    remove_field,
    retired_field,
    shown_remarks,
    text_field,
)
from gongyak.pledges import Remark, RemarkKind
from jobs.pledge_page import PledgePage

_TITLES: Final = {RemarkKind.PROBLEM: "문제점", RemarkKind.MEASURE: "개선대책"}


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark with the names of its fields; ``is_new``: it was entered for this very half-year."""

    remark: Remark
    text_field: str
    retired_field: str
    remove_field: str
    is_new: bool

    @property
    def reference(self) -> str:
        """The row of facts."""
        return f"remark:{self.remark.id}"


@dataclass(frozen=True, slots=True)
class ShownList:
    """The problems, or the measures."""

    title: str
    order_field: str
    add_field: str
    remarks: tuple[ShownRemark, ...]


class RemarksPart:
    """The two lists."""

    section = RemarksSection()
    template = "work-remarks.html"

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:
        """Return the two lists in the order of *fields*, and what each field is called."""
        lists = [_list(told, fields, kind) for kind in RemarkKind]
        labels = {name: text for each in lists for name, text in _labels(each).items()}
        return {"lists": lists, "labels": labels}


def _list(told: PledgePage, fields: Fields, kind: RemarkKind) -> ShownList:
    remarks = shown_remarks(told.pledge, kind, told.half_year)
    order = fields.get(order_field(kind), "").split()
    ranks = {key: place for place, key in enumerate(order)}
    ordered = sorted(remarks, key=lambda each: ranks.get(each.id, len(ranks)))
    shown = tuple(
        ShownRemark(
            each,
            text_field(each.id),
            retired_field(each.id),
            remove_field(each.id),
            each.entered == told.half_year,
        )
        for each in ordered
    )
    return ShownList(_TITLES[kind], order_field(kind), add_field(kind), shown)


def _labels(shown: ShownList) -> dict[str, str]:
    labels = {shown.order_field: f"{shown.title} · 순서"}
    for number, each in enumerate(shown.remarks, 1):
        name = f"{shown.title} {number}"
        labels |= {each.text_field: name, each.retired_field: f"{name} · 해소됨"}
    return labels
