from __future__ import annotations

import json
import logging
from zoneinfo import ZoneInfo

import pytest

from jobs.tracing import answering
from scheduler.logs import OneLine, OneObject


def written(
    message: str,
    *arguments: object,
    mistake: BaseException | None = None,
    form: type[OneLine] = OneLine,
) -> str:
    trace = (type(mistake), mistake, mistake.__traceback__) if mistake else None
    record = logging.LogRecord("gongyak.clock", logging.INFO, __file__, 1, message, arguments, trace)
    record.created = 1_795_390_200.25
    return form(ZoneInfo("Asia/Seoul")).format(record)


def test_a_record_is_one_line_with_its_instant_in_the_zone() -> None:
    assert written("due %s", "draft:2024H2") == (
        "2026-11-23T08:30:00.250+09:00 INFO gongyak.clock: due draft:2024H2"
    )


def test_a_mistake_is_on_the_same_line_with_its_place() -> None:
    with pytest.raises(ValueError, match="x") as caught:
        int("x")
    line = written("a step\nfailed", mistake=caught.value)
    assert "\n" not in line
    assert "a step\\nfailed: ValueError: invalid literal" in line
    assert "test_logs.py:" in line


def test_what_is_logged_while_a_request_is_answered_carries_its_number() -> None:
    with answering("number-12345"):
        assert written("told").endswith("gongyak.clock: told [number-12345]")
    assert written("told").endswith("gongyak.clock: told")


def test_a_record_is_one_object_where_that_is_wanted() -> None:
    with pytest.raises(ValueError, match="x") as caught:
        int("x")
    with answering("number-12345"):
        told = json.loads(written("a step\n“failed”", mistake=caught.value, form=OneObject))
    assert told.pop("mistake").startswith("ValueError: invalid literal")
    assert told == {
        "at": "2026-11-23T08:30:00.250+09:00",
        "level": "INFO",
        "part": "gongyak.clock",
        "message": "a step\n“failed”",
        "request": "number-12345",
    }
    assert "\n" not in written("one\ntwo", form=OneObject)
