from __future__ import annotations

import pytest

from gongyak.reminders.notice import Ask, Notice, NoticeTopic, Reason, Why
from tests.reminders.office import day, event


def notice(topic: NoticeTopic, sent: str, due: str | None, edtf: str = "2025-05-20") -> Notice:
    return Notice(
        topic=topic,
        about="event:lih-g",
        version=edtf,
        lead="-7",
        day=day(sent),
        reason=Reason(Why.OFFICER),
        told=(),
        due=day(due) if due else None,
        event=event(edtf),
    )


@pytest.mark.parametrize(
    ("sent", "label", "late"),
    [("2025-05-15", "D-5", False), ("2025-05-20", "D-Day", False), ("2025-05-23", "D+3", True)],
)
def test_a_label_counts_calendar_days_from_the_sending_day(sent: str, label: str, *, late: bool) -> None:
    one = notice(NoticeTopic.EVENT, sent, "2025-05-20")
    assert (one.label, one.is_late) == (label, late)


def test_a_date_that_is_not_exact_has_no_label() -> None:
    one = notice(NoticeTopic.DATE_WANTED, "2025-05-15", None, "2025-40")
    assert (one.label, one.days, one.is_late) == ("", None, False)


def test_an_event_of_several_days_is_under_way_until_its_last() -> None:
    labels = [
        notice(NoticeTopic.EVENT, sent, "2025-05-20", "2025-05-20/2025-05-22").label
        for sent in ("2025-05-20", "2025-05-21", "2025-05-22")
    ]
    assert labels == ["D-Day", "진행 중", "진행 중"]


@pytest.mark.parametrize(
    ("topic", "ask"),
    [
        (NoticeTopic.EVENT, Ask.PREPARE),
        (NoticeTopic.DATE_WANTED, Ask.DATE),
        (NoticeTopic.DATE_CHANGED, Ask.KNOW),
        (NoticeTopic.DROPPED, Ask.KNOW),
        (NoticeTopic.MISSING, Ask.ENTER),
        (NoticeTopic.OVERDUE, Ask.OUTCOME),
        (NoticeTopic.ESCALATION, Ask.FOLLOW_UP),
    ],
)
def test_each_topic_asks_for_something(topic: NoticeTopic, ask: Ask) -> None:
    assert notice(topic, "2025-05-15", "2025-05-20").asks is ask


def test_only_a_rough_date_that_became_exact_is_settled() -> None:
    assert not notice(NoticeTopic.EVENT, "2025-05-15", "2025-05-20").is_settled
