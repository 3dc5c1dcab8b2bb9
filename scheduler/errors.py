"""What can go wrong with the clock and the engine, each mistake with its remedy."""

from __future__ import annotations

from gongyak.errors import GongyakError, Words


class AnotherEngine(GongyakError):
    """An SQLite database at which another process runs the clock already; values: ``url``."""

    text = Words(
        "다른 프로세스가 이미 데이터베이스 {url}에서 작업을 실행하고 있습니다(SQLite는 하나만 허용).",
        "Another process already runs the jobs of {url} (SQLite allows one only).",
    )
    remedy = Words(
        "그 프로세스를 멈추거나, 여러 프로세스가 필요하면 PostgreSQL을 사용하여 주시기 바랍니다.",
        "Stop that process; for several use PostgreSQL.",
    )
    exit_code = 5


class OnlyOnPostgresql(GongyakError):
    """A worker beside the service needs a database server; values: ``url``."""

    text = Words(
        "작업 전용 프로세스는 PostgreSQL에서만 실행할 수 있습니다(지금: {url}).",
        "A worker of its own needs PostgreSQL (now: {url}).",
    )
    remedy = Words(
        "SQLite에서는 'gongyak serve' 하나로 충분합니다.", "With SQLite, one 'gongyak serve' does it all."
    )
    exit_code = 5


class NoSuchLine(GongyakError):
    """A line that is not in the timetable; values: ``line``, ``known``."""

    text = Words("시간표에 '{line}'{line:은/는} 없습니다.", "The timetable has no line '{line}'.")
    remedy = Words("다음 가운데 하나를 입력하여 주시기 바랍니다: {known}", "Name one of: {known}")
    exit_code = 4


class NotADay(GongyakError):
    """What a job is asked for is no day; values: ``text``."""

    text = Words("'{text}'{text:은/는} 날짜가 아닙니다.", "'{text}' is no day.")
    remedy = Words("2026-11-23과 같이 입력하여 주시기 바랍니다.", "Write it as 2026-11-23.")


class RunFailed(GongyakError):
    """An occurrence that was followed to its end and failed; values: ``id``, ``error``."""

    text = Words("{id}{id:이/가} 실패하였습니다: {error}", "{id} failed: {error}")
    remedy = Words(
        "위의 까닭을 바로잡은 뒤 다시 실행하여 주시기 바랍니다.", "Correct that, then run it again."
    )
    exit_code = 8
