"""Taking the body of another Word document into the one being built.

Pictures and links get relations of the receiving part.  Styles are matched by name: the receiving
document's own win, others are brought along with those they are based on.  Lists are brought along under
numbers of their own.  What cannot be brought along (charts, notes, embedded objects) is an error, not a loss.
"""

from __future__ import annotations

import copy
import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from gongyak.documents.building import relations_name
from gongyak.documents.names import BOOKMARK_END, BOOKMARK_START, DOC_PR, DOCUMENT, R_NS, SECT_PR, w
from gongyak.documents.package import Part, read_package
from gongyak.documents.parts import parse_xml
from gongyak.documents.values import MisplacedValueError

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gongyak.documents.building import Building
    from gongyak.documents.subdocument import SubDocument

_STYLES: Final = "word/styles.xml"
_NUMBERING: Final = "word/numbering.xml"
_NUMBERING_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_STYLE_USES = (w("pStyle"), w("rStyle"), w("tblStyle"))
_STYLE_LINKS = (w("basedOn"), w("link"), w("next"), w("numStyleLink"), w("styleLink"))
_NOT_TAKEN = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_COMMENTS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_VAL, _ID, _NAME = w("val"), w("id"), w("name")


def merge_document(sub: SubDocument, building: Building) -> str:
    """Return the XML of the body of *sub*; what it needs is added to *building*.

    Raises TemplateUnreadableError, and MisplacedValueError for content that cannot be brought along.
    """
    parts = read_package(sub.data, sub.name)
    root = parse_xml(parts[DOCUMENT].read())
    body = root[0]
    for section in list(body.iter(SECT_PR)):
        parent = section.getparent()
        if parent is not None:
            parent.remove(section)
    _refuse(body)
    _Relations(parts, building).carry(body)
    added = _carry_styles(body, parse_xml(parts[_STYLES].read()), building) if _STYLES in parts else None
    if _NUMBERING in parts:
        _carry_lists([body, *(added or ())], parse_xml(parts[_NUMBERING].read()), building)
    if added:
        building.change(_STYLES, added[0].getroottree().getroot())
    _renumber(body, building)
    return "".join(etree.tostring(element, encoding="unicode", with_tail=False) for element in body)


def _refuse(body: _Element) -> None:
    for element in body.iter(*_NOT_TAKEN):
        raise MisplacedValueError(_NOT_TAKEN[str(element.tag)])
    for element in list(body.iter(*_COMMENTS)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


@dataclass(slots=True)
class _Relations:
    """The relations of the other document's body, turned into relations of the part being rendered."""

    parts: dict[str, Part]
    building: Building
    known: dict[str, str] = field(default_factory=dict)

    def carry(self, body: _Element) -> None:
        """Give every ``r:…`` attribute below *body* a relation of the receiving part."""
        data = self.parts.get(relations_name(DOCUMENT))
        relations = {} if data is None else {one.get("Id", ""): one for one in parse_xml(data.read())}
        for element in body.iter(etree.Element):
            for name, value in element.attrib.items():
                if str(name).startswith(f"{{{R_NS}}}") and str(value) in relations:
                    element.set(name, self._new(relations[str(value)]))

    def _new(self, relation: _Element) -> str:
        target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External":
            return self.building.relate(kind, target, external=True)
        if kind != "image":
            raise MisplacedValueError(kind)
        part = self.parts[posixpath.normpath(posixpath.join("word", target)).lstrip("/")]
        return self.building.add_media(
            part.read(), part.name.rpartition(".")[2].lower().replace("jpg", "jpeg")
        )


def _carry_styles(body: _Element, theirs: _Element, building: Building) -> list[_Element]:
    """Point the body's styles to ours of the same name; return those that we did not have, now added."""
    ours = parse_xml(building.read(_STYLES))
    by_name = {_style_name(style): style.get(w("styleId"), "") for style in ours.iter(w("style"))}
    source = {style.get(w("styleId"), ""): style for style in theirs.iter(w("style"))}
    taken = set(by_name.values())
    renamed: dict[str, str] = {}
    waiting = [str(use.get(_VAL)) for use in body.iter(*_STYLE_USES)]
    added: list[_Element] = []
    while waiting:
        identifier = waiting.pop()
        style = source.get(identifier)
        if identifier in renamed or style is None:
            continue
        known = by_name.get(_style_name(style))
        renamed[identifier] = known or _free(identifier, taken)
        if known is None:
            taken.add(renamed[identifier])
            added.append(copy.deepcopy(style))
            waiting += [str(link.get(_VAL)) for link in style.iter(*_STYLE_LINKS)]
    for style in added:
        style.set(w("styleId"), renamed[style.get(w("styleId"), "")])
        style.set(w("default"), "0")
        _point(style, _STYLE_LINKS, renamed)
        ours.append(style)
    _point(body, _STYLE_USES, renamed)
    return added


def _carry_lists(users: list[_Element], theirs: _Element, building: Building) -> None:
    """Bring along the definitions of the lists that *users* name, under numbers that are free."""
    used = {str(use.get(_VAL)) for user in users for use in user.iter(w("numId"))} - {"0"}
    nums = {str(num.get(w("numId"))): num for num in theirs.iterchildren(w("num"))}
    abstracts = {str(one.get(w("abstractNumId"))): one for one in theirs.iterchildren(w("abstractNum"))}
    if not used & nums.keys():
        return
    ours = _our_numbering(building)
    renamed: dict[str, str] = {}
    for old in sorted(used & nums.keys(), key=int):
        num = copy.deepcopy(nums[old])
        link = num.find(w("abstractNumId"))
        if link is None:
            continue
        abstract = copy.deepcopy(abstracts[str(link.get(_VAL))])
        number = str(_highest(ours, w("abstractNum"), w("abstractNumId")) + 1)
        abstract.set(w("abstractNumId"), number)
        link.set(_VAL, number)
        renamed[old] = str(_highest(ours, w("num"), w("numId")) + 1)
        num.set(w("numId"), renamed[old])
        # abstractNum elements must all stand before the first num
        ours.insert(len(ours.findall(w("abstractNum"))), abstract)
        ours.append(num)
    for user in users:
        _point(user, (w("numId"),), renamed)
    building.change(_NUMBERING, ours)


def _our_numbering(building: Building) -> _Element:
    if not building.has(_NUMBERING):
        building.add_part(_NUMBERING, _NUMBERING_TYPE, f'<w:numbering xmlns:w="{w("")[1:-1]}"/>'.encode())
    return parse_xml(building.read(_NUMBERING))


def _highest(root: _Element, tag: str, name: str) -> int:
    return max((int(one.get(name, "0")) for one in root.iterchildren(tag)), default=0)


def _style_name(style: _Element) -> tuple[str, str]:
    name = style.find(_NAME)
    return str(style.get(w("type"))), "" if name is None else str(name.get(_VAL)).lower()


def _free(identifier: str, taken: set[str]) -> str:
    free, count = identifier, 2
    while free in taken:
        free, count = f"{identifier}{count}", count + 1
    return free


def _point(root: _Element, tags: tuple[str, ...], renamed: dict[str, str]) -> None:
    for element in root.iter(*tags):
        element.set(_VAL, renamed.get(str(element.get(_VAL)), str(element.get(_VAL))))


def _renumber(body: _Element, building: Building) -> None:
    """Give drawings and bookmarks numbers, and bookmarks names, that the document does not have yet."""
    for drawing in body.iter(DOC_PR):
        drawing.set("id", str(building.next_id()))
    numbers: dict[str, str] = {}
    for start in body.iter(BOOKMARK_START):
        numbers[str(start.get(_ID))] = new = str(building.next_id())
        start.set(_ID, new)
        start.set(_NAME, building.unique_bookmark(str(start.get(_NAME))))
    for end in body.iter(BOOKMARK_END):
        end.set(_ID, numbers.get(str(end.get(_ID)), str(end.get(_ID))))
