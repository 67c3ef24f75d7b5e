"""What archives hold, one member at a time: its name always, its content where it can be had within bounds."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.errors import Refused
from vanban.files.archive import MAX_INFLATED, MAX_MEMBERS
from vanban.files.bundle_names import zip_name

_ENDINGS = (".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz")


@dataclass(frozen=True)
class Member:
    """A file in an archive. ``data`` is None when it could not be looked into: encrypted, packed in an unknown way."""

    name: str
    data: bytes | None


class Room:
    """How many bytes may still be unpacked, counted over an archive and all archives in it."""

    def __init__(self, most: int = MAX_INFLATED) -> None:
        self.left = most

    def take(self, count: int) -> None:
        """Raise ``Refused("zip_bomb")`` when more was unpacked than there is room for."""
        self.left -= count
        if self.left < 0:
            raise Refused("zip_bomb", inflated=MAX_INFLATED - self.left)


def of_zip(data: bytes, room: Room) -> Iterator[Member]:
    """The members of a zip archive; those that are encrypted or packed in an unknown way without their content."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:MAX_MEMBERS]:
                yield Member(zip_name(entry), _unzipped(archive, entry, room))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError):
        yield Member("", None)


def _unzipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: Room) -> bytes | None:
    if entry.flag_bits & 1:  # encrypted
        return None
    try:
        with archive.open(entry) as stream:
            content = stream.read(room.left + 1)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, OSError):
        return None
    room.take(len(content))
    return content


def is_tar(data: bytes) -> bool:
    """Tell a tar archive by the mark of its first header."""
    return data[257:262] == b"ustar"


def of_tar(data: bytes, room: Room) -> Iterator[Member]:
    """The members of a tar archive. Raises ``Refused("zip_bomb")`` when there are too many."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for count, entry in enumerate(archive):
                if count >= MAX_MEMBERS:
                    raise Refused("zip_bomb", members=count)
                stream = archive.extractfile(entry) if entry.isreg() else None
                content = stream.read(room.left + 1) if stream else b""
                room.take(len(content))
                yield Member(entry.name, content)
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError):
        yield Member("", None)


def is_stream(data: bytes) -> bool:
    """Tell gzip, bzip2 and xz by their first bytes."""
    return data.startswith((b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00"))


def of_stream(data: bytes, name: str, room: Room) -> Iterator[Member]:
    """What a compressed stream holds, named as the stream without its ending, and as gzip says."""
    inner = next((name[: -len(end)] for end in _ENDINGS if name.lower().endswith(end)), name)
    if data.startswith(b"\x1f\x8b"):
        yield Member(_gzip_name(data), b"")
    content, cut = b"", False
    try:
        while is_stream(data) and not cut:
            unpack = _unpacker(data)
            part = unpack.decompress(data, room.left + 1)
            room.take(len(part))
            content += part
            data, cut = unpack.unused_data, not unpack.eof
    except (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
        cut = True
    yield Member(inner, content)
    if cut:  # cut off or damaged
        yield Member("", None)


def _unpacker(data: bytes) -> zlib._Decompress | bz2.BZ2Decompressor | lzma.LZMADecompressor:
    if data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    return bz2.BZ2Decompressor() if data.startswith(b"BZh") else lzma.LZMADecompressor(memlimit=256 << 20)


def _gzip_name(data: bytes) -> str:
    """The file name a gzip header may carry."""
    flags, at = data[3], 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    if not flags & 8:
        return ""
    stored = data[at : at + 1024].split(b"\x00")[0]
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError:
        return stored.decode("latin-1")
