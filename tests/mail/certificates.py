"""Certificates of a made-up authority: a good one, and those that must not be trusted."""

from __future__ import annotations

import atexit
import shutil
import ssl
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import trustme


@cache
def authority() -> trustme.CA:
    """Return the authority that is trusted."""
    return trustme.CA()


@cache
def ca_file() -> Path:
    """Return the file with the authority's certificate."""
    folder = Path(mkdtemp(prefix="gongyak-test-ca-"))
    atexit.register(shutil.rmtree, folder)
    path = folder / "ca.pem"
    authority().cert_pem.write_to_path(path)
    return path


def context(
    ca: trustme.CA | None = None, host: str = "127.0.0.1", until: datetime | None = None
) -> ssl.SSLContext:
    """Return a server's side of TLS with a certificate for *host* from *ca*."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (ca or authority()).issue_cert(host, not_after=until).configure_cert(made)
    return made


def expired() -> ssl.SSLContext:
    """Return one whose certificate was good until 2001."""
    return context(until=datetime(2001, 1, 1, tzinfo=UTC))
