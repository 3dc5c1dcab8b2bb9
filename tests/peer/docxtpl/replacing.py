"""Files of a finished document replaced by others."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import crc32

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


@dataclass(slots=True)
class Replacements:
    """What is to be replaced when a document is saved: by picture's name, by content, by file name."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)
    names: dict[str, bytes] = field(default_factory=dict)

    def by_content(self, old: bytes, new: bytes) -> None:
        """Have every file that holds exactly *old* hold *new*."""
        self.contents[crc32(old)] = new

    def carry_out(self, document: bytes, *, allow_missing_pictures: bool) -> bytes:
        """Return *document* with everything replaced.  Raises ValueError for a picture that is not there."""
        if not (self.pictures or self.contents or self.names):
            return document
        with ZipFile(BytesIO(document)) as package:
            new = {**self.names, **self._pictures_in(package, allow_missing=allow_missing_pictures)}
            return _rewritten(package, new, self.contents)

    def _pictures_in(self, package: ZipFile, *, allow_missing: bool) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        missing = set(self.pictures)
        for name, media in _named_pictures(package):
            if name in self.pictures:
                found[media] = self.pictures[name]
                missing.discard(name)
        if missing and not allow_missing:
            message = f"there is no picture named {', '.join(sorted(missing))} in the template"
            raise ValueError(message)
        return found


def _named_pictures(package: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each picture of the document and the file in the package that holds it."""
    for rels in (name for name in package.namelist() if name.endswith(".rels")):
        folder, base = posixpath.split(rels)
        part = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        if not part.endswith(".xml") or part not in package.namelist():
            continue
        targets = {rel.get("Id"): rel.get("Target", "") for rel in etree.fromstring(package.read(rels))}
        for picture in etree.fromstring(package.read(part)).iter(f"{{{_PICTURE}}}pic"):
            name = next(picture.iter(f"{{{_PICTURE}}}cNvPr")).get("name", "")
            for blip in picture.iter("{*}blip"):
                target = targets.get(blip.get(_EMBED), "")
                yield name, posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _rewritten(package: ZipFile, names: dict[str, bytes], contents: dict[int, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for info in package.infolist():
            made.writestr(info, names.get(info.filename) or contents.get(info.CRC) or package.read(info))
    return file.getvalue()
