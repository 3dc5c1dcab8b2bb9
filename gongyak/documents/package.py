"""The ZIP file around a Word document: read with suspicion, written byte for byte the same each time.

Reading checks what the archive declares *and* what it really holds, because a small file may unfold into
gigabytes; it never holds more than a piece of that.  Writing copies parts that did not change as the deflated
bytes they already are.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from gongyak.documents.errors import TemplateUnreadableError

MAX_ENTRIES = 4_000
MAX_TOTAL = 96 * 1024 * 1024
MAX_XML = 48 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_FROM = 1024 * 1024

STORED, DEFLATED = 0, 8
_ENCRYPTED, _UTF8 = 0x1 | 0x40 | 0x2000, 0x800
_PIECE = 256 * 1024
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DOS_DATE = (1980 - 1980) << 9 | 1 << 5 | 1
_ENTRY = b"PK\1\2"
_STRANGE_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\\:]|^/|(^|/)\.{1,2}(/|$)|//")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the package as it lies in the archive: name, method, CRC-32, size and packed bytes."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    @classmethod
    def deflated(cls, name: str, data: bytes, level: int = 6) -> Part:
        """Return *data* packed with zlib's *level*."""
        packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        return cls(name, DEFLATED, zlib.crc32(data), len(data), packer.compress(data) + packer.flush())

    @classmethod
    def stored(cls, name: str, data: bytes) -> Part:
        """Return *data* as it is: JPEG and PNG do not shrink further."""
        return cls(name, STORED, zlib.crc32(data), len(data), data)

    def read(self) -> bytes:
        """Return the unpacked bytes."""
        return self.packed if self.method == STORED else zlib.decompress(self.packed, -15)

    def pieces(self) -> Iterator[bytes]:
        """Yield the unpacked bytes piece by piece; raise zlib.error where they are not what was packed."""
        if self.method == STORED:
            yield self.packed
            return
        unpacker = zlib.decompressobj(-15)
        rest = self.packed
        while piece := unpacker.decompress(rest, _PIECE):
            yield piece
            rest = unpacker.unconsumed_tail
        if not unpacker.eof or unpacker.unused_data:
            raise zlib.error


def read_package(data: bytes, name: str) -> dict[str, Part]:
    """Return the parts of the Word file *data* in the order of its directory, all of them verified.

    *name* is the file's name for messages.  Raises TemplateUnreadableError for anything but a sound,
    unencrypted package of reasonable size.
    """
    if data.startswith(_OLE):
        raise _unreadable(name, "암호가 걸렸거나 옛 .doc 형식입니다", "it is encrypted or an old .doc file")
    if data.count(_ENTRY) > MAX_ENTRIES:  # before anything is made of each
        raise _unreadable(name, "지나치게 많은 조각이 들어 있습니다", "it holds too many entries")
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
        _check_declared(infos, data, name)
        parts = {info.filename: _read_part(data, info, name) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, UnicodeError, ValueError):
        raise _unreadable(name, "온전한 문서가 아니거나 손상되었습니다", "it is no sound document") from None
    if "[Content_Types].xml" not in parts:
        raise _unreadable(name, "Word·Excel 문서가 아닙니다", "it is no document of Word or Excel")
    return parts


def write_package(parts: list[Part]) -> bytes:
    """Return the archive of *parts* in their order, with a fixed time: equal parts give equal bytes."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        raw = part.name.encode()
        flags = 0 if raw.isascii() else _UTF8
        sizes = (part.crc, len(part.packed), part.size, len(raw), 0)
        chunks += (_LOCAL.pack(b"PK\3\4", 20, flags, part.method, 0, _DOS_DATE, *sizes), raw, part.packed)
        head = (b"PK\1\2", 20, 20, flags, part.method, 0, _DOS_DATE, *sizes)
        directory += (_CENTRAL.pack(*head, 0, 0, 0, 0, offset), raw)
        offset += _LOCAL.size + len(raw) + len(part.packed)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), size, offset, 0)
    return b"".join([*chunks, *directory, end])


def _unreadable(name: str, ko: str, en: str) -> TemplateUnreadableError:
    return TemplateUnreadableError(name=name, reason_ko=ko, reason_en=en)


def _check_declared(infos: list[zipfile.ZipInfo], data: bytes, name: str) -> None:
    """Refuse what already the directory shows to be a bomb, encrypted or ambiguous."""
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL:
        raise _unreadable(name, "지나치게 큽니다", "it is unreasonably large")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise _unreadable(name, "암호가 걸려 있습니다", "it is encrypted")
    if _is_bomb(total, len(data)) or any(_is_bomb_entry(info) for info in infos):
        raise _unreadable(name, "압축을 풀면 지나치게 커집니다", "it unfolds to an unreasonable size")
    if len({info.filename.casefold() for info in infos}) < len(infos):
        raise _unreadable(name, "같은 이름의 내용이 두 번 있습니다", "it holds the same entry twice")
    if any(_STRANGE_IN_NAMES.search(info.orig_filename) for info in infos):
        raise _unreadable(name, "내용의 이름이 올바르지 않습니다", "the name of an entry leads astray")
    _check_places(infos, data, name)


def _check_places(infos: list[zipfile.ZipInfo], data: bytes, name: str) -> None:
    """Refuse entries that lie over each other, and whatever lies before or behind all of them."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [_content(data, info)[1] for info in ordered]
    begins = [*(info.header_offset for info in ordered[1:]), len(data)]
    if any(end > begin for end, begin in zip(ends, begins, strict=True)):
        raise _unreadable(name, "압축 내용이 서로 겹칩니다", "its entries overlap")
    is_whole = data[-_END.size :].startswith(b"PK\5\6") and data.endswith(b"\0\0")
    if (ordered and ordered[0].header_offset) or not is_whole:
        raise _unreadable(name, "앞이나 뒤에 다른 내용이 붙어 있습니다", "something else is joined to it")


def _content(data: bytes, info: zipfile.ZipInfo) -> tuple[int, int]:
    """Return where the packed bytes of an entry begin and end."""
    *_, name_length, extra = _LOCAL.unpack_from(data, info.header_offset)
    start = info.header_offset + _LOCAL.size + name_length + extra
    return start, start + info.compress_size


def _is_bomb(size: int, packed: int) -> bool:
    return size > RATIO_MATTERS_FROM and size > MAX_RATIO * packed


def _is_bomb_entry(info: zipfile.ZipInfo) -> bool:
    is_xml = info.filename.endswith((".xml", ".rels"))
    return (is_xml and info.file_size > MAX_XML) or _is_bomb(info.file_size, info.compress_size)


def _read_part(data: bytes, info: zipfile.ZipInfo, name: str) -> Part:
    """Return one entry; its real name, size and checksum must be what the directory says."""
    method = _LOCAL.unpack_from(data, info.header_offset)[3]
    start, end = _content(data, info)
    if info.compress_type not in {STORED, DEFLATED} or method != info.compress_type:
        raise _unreadable(name, "알 수 없는 압축 방식입니다", "its compression is unknown")
    part = Part(info.filename, method, info.CRC, info.file_size, data[start:end])
    if not _is_called_so(data, info) or not _is_sound(part):
        raise _unreadable(name, "내용이 손상되었습니다", "its content is damaged")
    return part


def _is_called_so(data: bytes, info: zipfile.ZipInfo) -> bool:
    """Return whether the entry itself bears the name that the directory gives it."""
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
    return data.startswith(name, info.header_offset + _LOCAL.size)


def _is_sound(part: Part) -> bool:
    """Return whether size and checksum are right; no more is unpacked than the size allows."""
    size = crc = 0
    for piece in part.pieces():
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        if size > part.size:
            return False
    return size == part.size and crc == part.crc
