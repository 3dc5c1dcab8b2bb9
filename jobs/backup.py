"""The job ``backup``: the whole database into a folder every night; the oldest copies go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jobs.desk import Desk
from jobs.files import file_name
from jobs.progress import TOLD, Progress

if TYPE_CHECKING:
    from gongyak.occurrences import Request
    from gongyak.store.session import Session

_PREFIX: Final = "gongyak_"
_OURS: Final = re.compile(rf"{_PREFIX}\d{{4}}-\d\d-\d\d\.(sqlite3|dump)")
_MEGABYTE: Final = 1024 * 1024


def plan(_desk: Desk, _request: Request) -> tuple[str, ...]:
    """Return one part: a backup is whole."""
    return ("",)


def work(desk: Desk, request: Request, _part: str, _progress: Progress) -> dict[str, object]:
    """Write the backup of the day, or write it again; then remove the oldest beyond those that are kept.

    Raises `BackupFailed` and `NoBackupTool`; the backups there are stay.
    """
    own = desk.settings.backup
    file = desk.database.back_up(own.folder, file_name(f"{_PREFIX}{request.argument}", ""))
    size = file.stat().st_size
    for old in backups_in(own.folder)[: -own.keep]:
        if old != file:
            old.unlink(missing_ok=True)
            TOLD.info("오래된 백업을 지웠습니다: %s", old.name)
    return {"file": file.name, "size": size}


def close(_session: Session, _desk: Desk, _request: Request, results: Sequence[dict[str, object]]) -> str:
    """Return what was written."""
    return ", ".join(f"{each['file']} ({int(str(each['size'])) / _MEGABYTE:,.1f} MB)" for each in results)


def backups_in(folder: Path) -> list[Path]:
    """Return the backups in *folder*, the oldest first: their names hold their days.

    Whatever else lies there is nobody's business here.
    """
    return sorted(path for path in folder.glob(f"{_PREFIX}*") if _OURS.fullmatch(path.name))
