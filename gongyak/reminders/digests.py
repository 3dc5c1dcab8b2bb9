"""Digests: the notices of a day put together by person, one about each matter, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from gongyak.people import Official
from gongyak.reminders.matters import Addressed
from gongyak.reminders.notice import Digest, Notice, NoticeTopic

_URGENCY: Final = {
    topic: rank
    for rank, topic in enumerate(
        (
            NoticeTopic.OVERDUE,
            NoticeTopic.DROPPED,
            NoticeTopic.DATE_CHANGED,
            NoticeTopic.EVENT,
            NoticeTopic.MISSING,
            NoticeTopic.DATE_WANTED,
            NoticeTopic.ESCALATION,
        )
    )
}
_PREVAILS: Final = {
    topic: rank
    for rank, topic in enumerate(
        (
            NoticeTopic.DROPPED,
            NoticeTopic.DATE_CHANGED,
            NoticeTopic.OVERDUE,
            NoticeTopic.ESCALATION,
            NoticeTopic.MISSING,
            NoticeTopic.EVENT,
            NoticeTopic.DATE_WANTED,
        )
    )
}
_NO_DAY: Final = 10_000
_Urgency = tuple[int, int, str]


def digests_of(addressed: Iterable[Addressed]) -> tuple[Digest, ...]:
    """Return one digest a receiver, ordered by their ids."""
    receivers: dict[str, Official] = {}
    notices: dict[str, dict[str, Notice]] = {}
    for each in addressed:
        receivers[each.receiver.id] = each.receiver
        own = notices.setdefault(each.receiver.id, {})
        about = each.notice.about
        own[about] = _merged(own[about], each.notice) if about in own else each.notice
    return tuple(_digest(receivers[key], notices[key].values()) for key in sorted(receivers))


def _merged(one: Notice, other: Notice) -> Notice:
    """Return the notice that tells more of the same matter; with it both are told."""
    first, second = sorted((one, other), key=lambda notice: _PREVAILS[notice.topic])
    rows = {told.key: told for told in (*second.told, *first.told)}
    return replace(first, told=tuple(rows.values()))


def _digest(receiver: Official, notices: Iterable[Notice]) -> Digest:
    """Return the digest with the notices of each pledge together, where its most urgent one stands."""
    ordered = sorted(notices, key=_urgency)
    places: dict[str | None, int] = {}
    for notice in ordered:
        places.setdefault(_number(notice), len(places))
    if len(places) > 1:
        ordered.sort(key=lambda notice: places[_number(notice)])
    return Digest(receiver.id, receiver.name, receiver.email, tuple(ordered))


def _urgency(notice: Notice) -> _Urgency:
    days = _NO_DAY if notice.days is None else notice.days
    return _URGENCY[notice.topic], days, notice.about


def _number(notice: Notice) -> str | None:
    return notice.pledge.number if notice.pledge else None
