"""The secret that links in letters are signed with: the settings' own, or one that is made once and kept."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from secrets import token_hex, token_urlsafe
from typing import Final

from gongyak.errors import GongyakError, Words
from gongyak.links import Links
from jobs.desk import Desk
from jobs.errors import CannotWrite

FILE: Final = "link-secret"
_BYTES: Final = 32
_SHORTEST: Final = 32


class BrokenSecret(GongyakError):
    """The file of the secret is cut short, or is no text; values: ``path``."""

    text = Words(
        "링크 서명 비밀값이 손상되었습니다: {path}", "The secret that links are signed with is broken: {path}"
    )
    remedy = Words(
        "백업에서 되살리거나 파일을 지워 주시기 바랍니다. "
        "지우면 새로 만들며, 이미 보낸 편지의 링크는 쓸 수 없게 됩니다.",
        "Restore it from the backup, or remove it: another is made, and links of letters already sent stop "
        "working.",
    )


def links_of(desk: Desk) -> Links:
    """Return what makes the links of letters written now; raise `CannotWrite` and `BrokenSecret`.

    They work for as many days as the settings say, the day of the letter not counted.  Without an address
    there is nothing to sign, and no secret is made.
    """
    site = desk.settings.site
    secret = link_secret(desk) if site.address else ""
    return Links(site.address, secret, desk.today + timedelta(days=site.link_days))


def link_secret(desk: Desk) -> str:
    """Return the secret: that of the settings, else that of ``{var}/link-secret``, made if missing."""
    given = desk.settings.site.secret
    return given.get_secret_value() if given else _kept(desk.settings.paths.var / FILE)


def _kept(path: Path) -> str:
    """Return the secret in *path*; of several processes that make one at once, all return the first one's."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path)
        secret = path.read_text("ascii").strip()
    except OSError as error:
        raise CannotWrite(path=path.parent, reason=error.strerror or error) from error
    except UnicodeDecodeError:
        secret = ""
    if len(secret) < _SHORTEST:
        raise BrokenSecret(path=path)
    return secret


def _make(path: Path) -> None:
    """Put a secret under the name of *path*, whole and for its owner only, unless another was quicker.

    A link, unlike a rename, never takes the place of a file that is there.
    """
    temporary = path.with_name(f".gongyak-{token_hex(8)}.part")
    try:
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(f"{token_urlsafe(_BYTES)}\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(temporary)
    finally:
        temporary.unlink(missing_ok=True)
