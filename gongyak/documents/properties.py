"""The document's properties: one's own (docProps/custom.xml) and when it was made (docProps/core.xml)."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Final

from lxml import etree
from markupsafe import escape

from gongyak.documents.text import plain_xml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

CUSTOM: Final = "docProps/custom.xml"
CORE: Final = "docProps/core.xml"
CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_STAMP = re.compile(r"(<dcterms:(created|modified)\b[^>]*?)(?:/>|>[^<]*</dcterms:\2>)")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def custom_properties(old: bytes | None, new: Mapping[str, str]) -> bytes:
    """Return custom.xml with the properties *new*; others that *old* holds stay, same names are replaced."""
    kept: list[str] = []
    if old is not None:
        for element in etree.fromstring(old):
            if element.get("name") not in new and len(element):
                kept.append(_property(len(kept) + 2, str(element.get("name")), _inside(element[0])))
    for name, value in new.items():
        kept.append(_property(len(kept) + 2, name, f"<vt:lpwstr>{plain_xml(value)}</vt:lpwstr>"))
    return f'{_HEAD}<Properties xmlns="{_NS}" xmlns:vt="{_VT}">{"".join(kept)}</Properties>'.encode()


def stamp_core(xml: str, moment: datetime) -> str:
    """Return core.xml with *moment* (a zone-aware instant) as created and modified."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _STAMP.sub(lambda found: f"{found[1]}>{text}</dcterms:{found[2]}>", xml)


def _property(pid: int, name: str, inside: str) -> str:
    return f'<property fmtid="{_FMTID}" pid="{pid}" name="{escape(name)}">{inside}</property>'


def _inside(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)
