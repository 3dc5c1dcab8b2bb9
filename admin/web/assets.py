"""What pages bring along: style sheets and scripts of our own and of others, each a file below ``static``."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

PATH: Final = "/static"
_FOLDER: Final = Path(str(files("templates").joinpath("web", "static")))
_KINDS: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".LICENSE": "text/plain",
}
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_SHORT: Final = 16


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: its bytes, their media type, and a mark that changes with them."""

    content: bytes
    media_type: str
    mark: str


class Assets:
    """All assets, read once.  An address holds the asset's mark: browsers keep it until it changes."""

    def __init__(self, base: str) -> None:
        """Read the files; *base* is the path of the site in front of their addresses."""
        self._base: Final = base
        self._all: Final = {each.name: _read(each) for each in sorted(_FOLDER.iterdir())}

    def address(self, name: str) -> str:
        """Return the address of the asset *name*: ``{{ asset("style.css") }}``; KeyError without it."""
        return f"{self._base}{PATH}/{name}?{self._all[name].mark}"

    def send(self, request: Request) -> Response:
        """Answer with an asset: to be kept for good where its mark was asked for."""
        asset = self._all.get(request.path_params["name"])
        if asset is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        is_marked = request.url.query == asset.mark
        headers = {"Cache-Control": _FOR_GOOD if is_marked else "no-cache"}
        return Response(asset.content, media_type=asset.media_type, headers=headers)


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(content, _KINDS[path.suffix], sha256(content).hexdigest()[:_SHORT])
