"""The ZIP file around a Word document: read with suspicion, written byte for byte the same each time.

Reading checks what the archive declares *and* what it really holds, because a small file may unfold into
gigabytes.  Writing copies parts that did not change as the deflated bytes they already are.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from gongyak.documents.errors import TemplateUnreadableError

MAX_ENTRIES = 4_000
MAX_TOTAL = 256 * 1024 * 1024
MAX_XML = 48 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_FROM = 1024 * 1024

STORED, DEFLATED = 0, 8
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DOS_DATE = (1980 - 1980) << 9 | 1 << 5 | 1
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


def read_package(data: bytes, name: str) -> dict[str, Part]:
    """Return the parts of the Word file *data* in the order of its directory, all of them verified.

    *name* is the file's name for messages.  Raises TemplateUnreadableError for anything but a sound,
    unencrypted package of reasonable size.
    """
    if data.startswith(_OLE):
        raise _unreadable(name, "암호가 걸렸거나 옛 .doc 형식입니다", "it is encrypted or an old .doc file")
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
        _check_declared(infos, len(data), name)
        parts = {info.filename: _read_part(data, info, name) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, UnicodeError, ValueError):
        raise _unreadable(
            name, "Word 문서(.docx)가 아니거나 손상되었습니다", "it is no sound .docx"
        ) from None
    if "[Content_Types].xml" not in parts:
        raise _unreadable(name, "Word 문서(.docx)가 아닙니다", "it is not a .docx")
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


def _check_declared(infos: list[zipfile.ZipInfo], length: int, name: str) -> None:
    """Refuse what already the directory shows to be a bomb, encrypted or ambiguous."""
    if len(infos) > MAX_ENTRIES or sum(info.file_size for info in infos) > MAX_TOTAL:
        raise _unreadable(name, "지나치게 큽니다", "it is unreasonably large")
    if sum(info.compress_size for info in infos) > length:
        raise _unreadable(name, "압축 내용이 서로 겹칩니다", "its entries overlap")
    if len({info.filename for info in infos}) < len(infos):
        raise _unreadable(name, "같은 이름의 내용이 두 번 있습니다", "it holds the same entry twice")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise _unreadable(name, "암호가 걸려 있습니다", "it is encrypted")
    if any(_is_bomb(info) for info in infos):
        raise _unreadable(name, "압축을 풀면 지나치게 커집니다", "it unfolds to an unreasonable size")


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    if info.filename.endswith((".xml", ".rels")) and info.file_size > MAX_XML:
        return True
    return info.file_size > RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * info.compress_size


def _read_part(data: bytes, info: zipfile.ZipInfo, name: str) -> Part:
    """Return one entry; its real size and checksum must be what the directory says."""
    _, _, _, method, _, _, _, _, _, name_length, extra = _LOCAL.unpack_from(data, info.header_offset)
    start = info.header_offset + _LOCAL.size + name_length + extra
    packed = data[start : start + info.compress_size]
    if info.compress_type not in {STORED, DEFLATED} or method != info.compress_type:
        raise _unreadable(name, "알 수 없는 압축 방식입니다", "its compression is unknown")
    if info.compress_type == DEFLATED:
        content = zlib.decompressobj(-15).decompress(packed, info.file_size + 1)
    else:
        content = packed
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise _unreadable(name, "내용이 손상되었습니다", "its content is damaged")
    return Part(info.filename, method, info.CRC, info.file_size, packed)
