from __future__ import annotations

import io
import struct
import zipfile

import pytest

from gongyak.documents import compile_template
from gongyak.documents.errors import TemplateUnreadableError
from gongyak.documents.package import Part, read_package, write_package
from tests.documents.forms import lines, part, with_part


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return out.getvalue()


def damaged() -> bytes:
    data = bytearray(lines("가"))
    at = data.index(b"word/document.xml") + 200
    data[at : at + 40] = b"\0" * 40
    return bytes(data)


def lying() -> bytes:
    """An archive whose directory says that a part is smaller than it is."""
    part = Part.deflated("word/document.xml", b"x" * 5000)
    return write_package(
        [Part.deflated("[Content_Types].xml", b""), Part(part.name, 8, part.crc, 10, part.packed)]
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or encrypted",
        archive(a=b"no document"),
        damaged(),
        lying(),
        archive(**{"[Content_Types].xml": b"", "word/document.xml": b"0" * 300_000_000})[:1] + b"",
        write_package([Part.deflated("[Content_Types].xml", b"")] * 2),
        write_package([Part.deflated(f"{n}", b"") for n in range(5000)]),
        write_package([Part.deflated("[Content_Types].xml", b""), Part("x", 12, 0, 0, b"")]),
        write_package(
            [Part.deflated("[Content_Types].xml", b""), Part.deflated("word/document.xml", b"<w:p")]
        ),
        lines("가")[:-40],
    ],
)
def test_what_is_no_sound_document_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateUnreadableError, match=r"서식\.docx"):
        compile_template(data, name="서식.docx")


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/x.bin"])
def test_a_bomb_is_refused_before_it_is_unpacked(name: str) -> None:
    bomb = Part.deflated(name, b"\0" * 60_000_000)
    with pytest.raises(TemplateUnreadableError, match="커집니다"):
        read_package(write_package([Part.deflated("[Content_Types].xml", b""), bomb]), "x")
    huge = [Part(f"{n}", 8, 0, 100_000_000, bomb.packed * 9) for n in range(3)]
    with pytest.raises(TemplateUnreadableError, match="큽니다"):
        read_package(write_package(huge), "x")


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(archive(**{"[Content_Types].xml": b"x"}))
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    with pytest.raises(TemplateUnreadableError, match="암호"):
        read_package(bytes(data), "x")


def test_entities_are_not_resolved() -> None:
    bomb = part(lines("{{ x }}")).replace("<w:document", '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document', 1)
    with pytest.raises(TemplateUnreadableError):
        compile_template(with_part(lines(""), "word/document.xml", bomb)).render({"x": 1})


def test_packages_are_read_back_as_they_were_written() -> None:
    parts = [
        Part.deflated("가/나.xml", b"abc" * 99),
        Part.stored("b.jpeg", b"\xff\xd8"),
        Part.deflated("[Content_Types].xml", b""),
    ]
    data = write_package(parts)
    assert list(read_package(data, "x").values()) == parts
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert zipped.testzip() is None
        assert zipped.read("가/나.xml") == b"abc" * 99


def test_entries_that_overlap_are_refused() -> None:
    parts = [Part.deflated(f"{n}.bin", b"\0" * 3000 + bytes([n])) for n in range(9)]
    data = bytearray(write_package([Part.stored("[Content_Types].xml", b""), *parts]))
    at = data.rindex(b"PK\1\2")
    data[at + 20 : at + 24] = struct.pack("<L", 10**6)
    with pytest.raises(TemplateUnreadableError, match="겹칩니다"):
        read_package(bytes(data), "form")
