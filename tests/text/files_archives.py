"""Makers of 7z and RAR archives for the tests, as small as their formats allow, and of what only looks like them."""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Mapping

Files = Mapping[str, bytes]
_LZMA2 = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]


def number(value: int) -> bytes:
    """A number as 7z writes it; large ones in the longest form."""
    return bytes((value,)) if value < 0x80 else b"\xff" + struct.pack("<Q", value)


def _packed_as(packed: int, size: int, at: int = 0, coder: bytes = b"\x21\x21\x01\x10") -> bytes:
    """Where a packed stream lies and how it is packed (LZMA2 unless said otherwise)."""
    where = b"\x06" + number(at) + number(1) + b"\x09" + number(packed) + b"\x00"
    return where + b"\x07\x0b\x01\x00\x01" + coder + b"\x0c" + number(size) + b"\x00"


def seven_zip(files: Files, *, pack_header: bool = False, coder: bytes = b"\x21\x21\x01\x10", claims: int = 0) -> bytes:
    """A 7z archive of one folder. ``coder`` is written as the way it is packed, ``claims`` as the size it unpacks to."""
    content = b"".join(files.values())
    body = lzma.compress(content, lzma.FORMAT_RAW, filters=_LZMA2)
    sizes = [len(one) for one in files.values()]
    pieces = b"\x08\x0d" + number(len(files))
    pieces += (b"\x09" + b"".join(map(number, sizes[:-1])) if len(sizes) > 1 else b"") + b"\x00"
    streams = _packed_as(len(body), claims or len(content), coder=coder) + pieces + b"\x00"
    names = b"\x00" + b"".join(name.encode("utf-16-le") + b"\x00\x00" for name in files)
    header = b"\x01\x04" + streams + b"\x05" + number(len(files)) + b"\x11" + number(len(names)) + names + b"\x00\x00"
    return seven_zip_of(body, header, pack_header=pack_header)


def seven_zip_of(body: bytes, header: bytes, *, pack_header: bool = False, claims: int = 0) -> bytes:
    """A 7z archive of any body and header, the header packed if wanted and claiming any size."""
    if pack_header:
        packed = lzma.compress(header, lzma.FORMAT_RAW, filters=_LZMA2)
        header = b"\x17" + _packed_as(len(packed), claims or len(header), at=len(body)) + b"\x00"
        body += packed
    start = struct.pack("<QQI", len(body), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + body + header


AES = b"\x24\x06\xf1\x07\x01\x01\x00"  # a coder the standard library cannot undo


def rar_four(files: Files, *, method: int = 0x30, closed: bool = False) -> bytes:
    """A RAR archive of edition 4; ``method`` 0x30 stores, ``closed`` says that its headers are encrypted."""
    out = b"Rar!\x1a\x07\x00" + _four(0x73, 0x80 if closed else 0, bytes(6))
    for name, content in files.items():
        written = name.encode()
        fields = struct.pack("<IIBIIBBHI", len(content), len(content), 3, zlib.crc32(content), 0, 29, method, 0, 0o644)
        fields = fields[:19] + struct.pack("<H", len(written)) + fields[21:]
        out += _four(0x74, 0x8200, fields + written) + content
    return out + _four(0x7B, 0, b"")


def _four(kind: int, flags: int, fields: bytes) -> bytes:
    header = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(header) & 0xFFFF) + header


def rar_five(files: Files, *, method: int = 0, closed: bool = False) -> bytes:
    """A RAR archive of edition 5; ``method`` 0 stores, ``closed`` says that all that follows is encrypted."""
    out = b"Rar!\x1a\x07\x01\x00" + _five(vint(1) + vint(0) + vint(0))
    if closed:
        return out + _five(vint(4) + vint(0) + vint(0)) + bytes(400)
    for name, content in files.items():
        written = name.encode()
        fields = vint(2) + vint(2) + vint(len(content)) + vint(0) + vint(len(content)) + vint(0o644)
        out += _five(fields + vint(method << 7) + vint(1) + vint(len(written)) + written) + content
    return out + _five(vint(5) + vint(0) + vint(0))


def vint(value: int) -> bytes:
    """A number of seven bits a byte."""
    out = b""
    while value > 0x7F:
        out, value = out + bytes((value & 0x7F | 0x80,)), value >> 7
    return out + bytes((value,))


def _five(header: bytes) -> bytes:
    sized = vint(len(header)) + header
    return struct.pack("<I", zlib.crc32(sized)) + sized


def tar(files: Files) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()
