"""Whether two documents say the same: a race is fair only between runners of the same course."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def printed(document: Path) -> list[str]:
    """Return the text of each paragraph of *document*'s body."""
    with ZipFile(document) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return ["".join(piece.text or "" for piece in line.iter(f"{_W}t")) for line in root.iter(f"{_W}p")]


def pictures(document: Path) -> int:
    """Return how many pictures *document*'s body shows."""
    with ZipFile(document) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return len(list(root.iter("{*}pic")))


def check_same(documents: dict[str, Path]) -> None:
    """Raise ValueError with the names of two *documents* (by contender) that do not say the same."""
    (first, path), *others = documents.items()
    for name, other in others:
        if (printed(path), pictures(path)) != (printed(other), pictures(other)):
            message = f"{first} and {name} wrote different reports: {path}, {other}"
            raise ValueError(message)
