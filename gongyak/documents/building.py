"""The document while it is being built: its relations, its media, its numbered ids.

One ``Building`` lives for one rendering.  Values that are more than text ask it for what they need: the
relation to a picture or a link, a number that nobody else has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree
from markupsafe import escape

from gongyak.documents.names import DOCUMENT
from gongyak.documents.package import Part
from gongyak.documents.ranges import Notes

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gongyak.documents.template import Skeleton

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELS_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_MEDIA_TYPES: Final = {
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
}
_NAME_LENGTH: Final = 40


@dataclass(slots=True)
class Building:
    """What one rendering gathers besides text; ``part`` is the part that is being rendered."""

    skeleton: Skeleton
    part: str = ""
    media: dict[bytes, Part] = field(default_factory=dict)
    relations: dict[str, dict[tuple[str, str, bool], str]] = field(default_factory=dict)
    changed: dict[str, bytes] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    notes: Notes = field(init=False)
    _next: int = 0
    _numbers: dict[str, int] = field(default_factory=dict)
    _names: dict[str, int] = field(default_factory=dict)
    _open: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start numbering above every id that the template uses."""
        self._next = self.skeleton.highest_id
        self.notes = Notes(self.skeleton.next_comment)

    def next_id(self) -> int:
        """Return a number that no drawing and no bookmark of the document has."""
        self._next += 1
        return self._next

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the current part's relation of *kind* (``image``) to *target*, made if needed."""
        known = self.relations.setdefault(self.part, {})
        return known.setdefault((kind, target, external), f"rIdGy{len(known) + 1}")

    def add_media(self, data: bytes, extension: str) -> str:
        """Store a picture's *data* once; return the relation to it (*extension*: ``png`` or ``jpeg``)."""
        part = self.media.get(data)
        if part is None:
            part = Part.stored(f"word/media/gy{len(self.media) + 1}.{extension}", data)
            self.media[data] = part
        return self.relate("image", part.name.removeprefix("word/"))

    def add_link(self, url: str) -> str:
        """Return the relation to the address *url* outside the document."""
        return self.relate("hyperlink", url, external=True)

    def has(self, name: str) -> bool:
        """Return whether the document has a part *name*."""
        return name in self.changed or name in self.skeleton.parts

    def read(self, name: str) -> bytes:
        """Return the part *name* as it is by now."""
        return self.changed.get(name) or self.skeleton.parts[name].read()

    def change(self, name: str, root: _Element) -> None:
        """Replace the part *name* by the XML *root*."""
        self.changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def add_part(self, name: str, content_type: str, data: bytes) -> None:
        """Add a part that the main document refers to (``word/numbering.xml``, say)."""
        self.changed[name] = data
        self.overrides[name] = content_type
        kind = name.removeprefix("word/").removesuffix(".xml")
        rendered, self.part = self.part, DOCUMENT
        self.relate(kind, name.removeprefix("word/"))
        self.part = rendered

    def begin_bookmark(self, name: str) -> str:
        """Return the tag that opens the bookmark *name*; an empty name opens none.

        Word takes letters, digits and ``_``, at most 40, and each name once: other characters become ``_``,
        and a name used again is counted on (``name_2``).
        """
        if not name:
            self._open.append(None)
            return ""
        number = self.next_id()
        self._open.append(number)
        unique = escape(self.unique_bookmark(name))
        return f'<w:bookmarkStart w:id="{number}" w:name="{unique}"/>'

    def end_bookmark(self) -> str:
        """Return the tag that closes the bookmark opened last."""
        number = self._open.pop()
        return "" if number is None else f'<w:bookmarkEnd w:id="{number}"/>'

    def renumber(self, number: str) -> int:
        """Return a new number for the bookmark that the template calls *number*."""
        self._numbers[number] = self.next_id()
        return self._numbers[number]

    def renumbered(self, number: str) -> int:
        """Return the newest number of the template's bookmark *number*."""
        return self._numbers.get(number) or self.next_id()

    def unique_bookmark(self, name: str) -> str:
        """Return *name* as Word takes it, and as no other bookmark of this document is called."""
        clean = "".join(c if c.isalnum() else "_" for c in name)
        clean = clean if clean[0].isalpha() or clean[0] == "_" else "_" + clean
        clean = clean[:_NAME_LENGTH]
        count = self._names[clean] = self._names.get(clean, 0) + 1
        return clean if count == 1 else self.unique_bookmark(f"{clean[: _NAME_LENGTH - 6]}_{count}")

    def relations_parts(self) -> dict[str, bytes]:
        """Return the relation files that this rendering changed, by their names."""
        found = {}
        for part, known in self.relations.items():
            name = relations_name(part)
            old = self.changed.get(name) or self.skeleton.relations.get(name, _RELS_HEAD.encode())
            new = "".join(_relation(key, number) for key, number in known.items())
            found[name] = insert_before(old, b"</Relationships>", new.encode())
        return found

    def content_types(self, types: bytes) -> bytes:
        """Return the content types *types* with those of new pictures and parts added."""
        for extension in sorted({part.name.rpartition(".")[2] for part in self.media.values()}):
            if f'Extension="{extension}"'.encode() not in types:
                kind = _MEDIA_TYPES.get(extension, f"image/{extension}")
                default = f'<Default Extension="{extension}" ContentType="{kind}"/>'
                start = types.index(b">", types.index(b"<Types")) + 1
                types = types[:start] + default.encode() + types[start:]
        new = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in self.overrides.items())
        return insert_before(types, b"</Types>", new.encode()) if new else types


def relations_name(part: str) -> str:
    """Return the name of the file that holds the relations of *part* (none: the package)."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _relation(key: tuple[str, str, bool], number: str) -> str:
    kind, target, external = key
    mode = ' TargetMode="External"' if external else ""
    kind = kind if "/" in kind else _RELATION + kind
    return f'<Relationship Id="{number}" Type="{kind}" Target="{escape(target)}"{mode}/>'


def insert_before(data: bytes, end: bytes, new: bytes) -> bytes:
    """Return *data* with *new* in front of its closing tag *end* (which may be an empty element's)."""
    if end in data:
        position = data.rindex(end)
        return data[:position] + new + data[position:]
    position = data.rindex(b"/>")
    return data[:position] + b">" + new + end
