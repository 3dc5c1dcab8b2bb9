"""The dead-man's switch: a monitor elsewhere is called after each successful run, and misses it otherwise."""

from __future__ import annotations

import logging
from threading import Thread
from typing import Final
from urllib.request import urlopen

from gongyak.occurrences import Request

LOG: Final = logging.getLogger("gongyak.ping")
_TIMEOUT: Final = 5.0


class Ping:
    """Calls *url* in a thread of its own: a monitor that does not answer holds nothing up."""

    def __init__(self, url: str | None) -> None:
        """Keep the address; None: nobody is called."""
        self._url: Final = url

    def __call__(self, request: Request) -> None:
        """Call the monitor for a run that succeeded."""
        if self._url:
            Thread(target=self._call, args=(self._url, request.id), daemon=True).start()

    @staticmethod
    def _call(url: str, id_: str) -> None:
        try:
            with urlopen(url, timeout=_TIMEOUT):  # noqa: S310 - the settings take http and https only
                LOG.debug("called after %s", id_)
        except (OSError, ValueError) as error:
            LOG.warning("nobody answered after %s: %s", id_, error)
