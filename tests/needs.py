"""What some tests need beyond Python, and how to tell that it is missing.

A test says ``@pytest.mark.needs("libreoffice")``; where the thing is absent the test skips with the reason
given here.  With ``CI=true`` every skip is a failure (see ``conftest.py``), so CI proves the whole.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg
from sqlalchemy import URL, make_url

if TYPE_CHECKING:
    from collections.abc import Callable

POSTGRESQL_VARIABLE: Final = "GONGYAK_TEST_POSTGRESQL"
DEFAULT_POSTGRESQL: Final = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"


def postgresql_url() -> URL:
    """Return the address of the server (and of the database to connect to first) that the tests may use."""
    return make_url(os.environ.get(POSTGRESQL_VARIABLE) or DEFAULT_POSTGRESQL)


def libpq(url: URL) -> str:
    """Return *url* as psycopg itself reads it, without the name of SQLAlchemy's driver."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _missing_program(*names: str) -> str | None:
    if any(shutil.which(name) for name in names):
        return None
    return f"{' or '.join(names)} is not installed"


def _missing_postgresql() -> str | None:
    url = postgresql_url()
    try:
        psycopg.connect(libpq(url), connect_timeout=2).close()
    except psycopg.OperationalError:
        return f"no PostgreSQL answers at {url.host}:{url.port} (set {POSTGRESQL_VARIABLE})"
    return None


def _missing_korean_fonts() -> str | None:
    if _missing_program("fc-list"):
        return "fontconfig (fc-list) is not installed"
    command = ["fc-list", ":lang=ko", "family"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return None if "Nanum" in listed or "Noto" in listed else "no Korean font (Nanum, Noto CJK) is installed"


_CHECKS: Final[dict[str, Callable[[], str | None]]] = {
    "libreoffice": lambda: _missing_program("soffice", "libreoffice"),
    "chromium": lambda: _missing_program("chromium", "chromium-browser"),
    "pdftoppm": lambda: _missing_program("pdftoppm"),
    "pg_dump": lambda: _missing_program("pg_dump"),
    "korean_fonts": _missing_korean_fonts,
    "postgresql": _missing_postgresql,
    "systemd": lambda: _missing_program("systemd-analyze"),
    "exim": lambda: None if Path("/usr/sbin/exim4").exists() else "exim4 is not installed",
}


@cache
def missing(need: str) -> str | None:
    """Return why *need* cannot be had here, or None when it is there; looked up once a run.

    *need* is a name of the table above; KeyError otherwise.
    """
    return _CHECKS[need]()
