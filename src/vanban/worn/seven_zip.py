"""The names in a 7z archive, read from its header, and the content of what is packed in the usual ways."""

from __future__ import annotations

import io
import lzma
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.errors import Refused
from vanban.files.archive import MAX_MEMBERS
from vanban.worn.members import Member, Room
from vanban.worn.seven_zip_coders import Unknown, unpacked

_LONGEST_HEADER = 16 << 20
_ENCODED_DEPTH = 4  # headers that hold nothing but another header


@dataclass
class _Folder:
    """Streams packed together: how, into how many bytes, holding how many files of which sizes."""

    coders: list[tuple[bytes, bytes]]
    plain: bool  # one coder after another, nothing split or joined
    packed_streams: int
    outputs: int
    final: int
    size: int = 0
    checked: bool = False
    pieces: list[int] = field(default_factory=list)


@dataclass
class _Streams:
    start: int = 0
    sizes: list[int] = field(default_factory=list)
    folders: list[_Folder] = field(default_factory=list)


class _Header:
    """The bytes of a header with a place in them. Every count is compared with what the bytes could hold."""

    def __init__(self, data: bytes) -> None:
        self.stream = io.BytesIO(data)
        self.length = len(data)

    def take(self, count: int) -> bytes:
        found = self.stream.read(count) if 0 <= count <= self.length else b""
        if len(found) != count:
            raise ValueError("a header shorter than it says")
        return found

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        first, value, mask = self.byte(), 0, 0x80
        for place in range(8):
            if not first & mask:
                return value + ((first & (mask - 1)) << 8 * place)
            value |= self.byte() << 8 * place
            mask >>= 1
        return value

    def count(self) -> int:
        """A number of things, each of which takes part of a byte at least."""
        found = self.number()
        if found > MAX_MEMBERS:
            raise Refused("zip_bomb", members=found)
        return found

    def bits(self, count: int) -> list[bool]:
        packed = self.take((count + 7) // 8)
        return [bool(packed[n // 8] & 0x80 >> n % 8) for n in range(count)]

    def digests(self, count: int) -> list[bool]:
        known = [True] * count if self.byte() else self.bits(count)
        self.take(4 * sum(known))
        return known


def of_7z(data: bytes, room: Room) -> Iterator[Member]:
    """The members of a 7z archive; one without name and content where its header is encrypted.

    Raises ``Refused("zip_bomb")`` for more members than an archive may have, ``Refused("broken")`` for a header that
    cannot be followed.
    """
    try:
        header = _header(data)
        streams, names, empty = _contents(header)
    except Unknown:
        yield Member("", None)
        return
    except (ValueError, IndexError, struct.error, lzma.LZMAError, zlib.error, EOFError, OSError) as error:
        raise Refused("broken", reason="7z") from error
    contents = _files(data, streams, room)
    for number, name in enumerate(names):
        nothing = number < len(empty) and empty[number]
        yield Member(name, b"" if nothing else next(contents, None))


def _header(data: bytes) -> _Header:
    """The archive's header, unpacked where it is packed."""
    offset, size = struct.unpack_from("<QQ", data, 12)
    if not size:
        return _Header(b"\x01\x00")
    if size > _LONGEST_HEADER or offset + size + 32 > len(data):
        raise Unknown  # the rest lies in another volume
    found = data[32 + offset : 32 + offset + size]
    for _ in range(_ENCODED_DEPTH):
        header = _Header(found)
        kind = header.byte()
        if kind == 0x01:
            return header
        if kind != 0x17:
            raise ValueError("no header")
        streams = _streams(header)
        if len(streams.folders) != 1 or streams.folders[0].size > _LONGEST_HEADER:
            raise ValueError("an encoded header that is none")
        found = _unpacked(data, streams.folders[0], 32 + streams.start, sum(streams.sizes[:1]))
    raise ValueError("a header in a header in a header")


def _contents(header: _Header) -> tuple[_Streams, list[str], list[bool]]:
    streams, names, empty = _Streams(), list[str](), list[bool]()
    while kind := header.byte():
        if kind == 0x02:
            while header.number():
                header.take(header.number())
        elif kind in (0x03, 0x04):
            found = _streams(header)
            streams = found if kind == 0x04 else streams
        elif kind == 0x05:
            names, empty = _names(header)
        else:
            raise ValueError("an unknown part")
    return streams, names, empty


def _names(header: _Header) -> tuple[list[str], list[bool]]:
    count, names, empty = header.count(), list[str](), list[bool]()
    while kind := header.number():
        found = _Header(header.take(header.number()))
        if kind == 0x0E:
            empty = found.bits(count)
        elif kind == 0x11:
            if found.byte():
                raise Unknown  # names in a stream of their own
            written = found.take(found.length - 1).decode("utf-16-le", "replace")
            names = written.split("\0")[:-1]
    if len(names) > MAX_MEMBERS:
        raise Refused("zip_bomb", members=len(names))
    return names, empty


def _streams(header: _Header) -> _Streams:
    found = _Streams()
    while kind := header.byte():
        if kind == 0x06:
            _packing(header, found)
        elif kind == 0x07:
            _unpacking(header, found)
        elif kind == 0x08:
            _pieces(header, found)
        else:
            raise ValueError("an unknown part")
    for folder in found.folders:
        folder.pieces = folder.pieces or [folder.size]
    return found


def _packing(header: _Header, found: _Streams) -> None:
    found.start, count = header.number(), header.count()
    while kind := header.byte():
        if kind == 0x09:
            found.sizes = [header.number() for _ in range(count)]
        elif kind == 0x0A:
            header.digests(count)
        else:
            raise ValueError("an unknown part")


def _unpacking(header: _Header, found: _Streams) -> None:
    while kind := header.byte():
        if kind == 0x0B:
            count = header.count()
            if header.byte():
                raise Unknown
            found.folders = [_folder(header) for _ in range(count)]
        elif kind == 0x0C:
            for folder in found.folders:
                folder.size = [header.number() for _ in range(folder.outputs)][folder.final]
        elif kind == 0x0A:
            for folder, checked in zip(found.folders, header.digests(len(found.folders)), strict=True):
                folder.checked = checked
        else:
            raise ValueError("an unknown part")


def _folder(header: _Header) -> _Folder:
    coders, inputs, outputs, plain = list[tuple[bytes, bytes]](), 0, 0, True
    number = header.number()
    if not 1 <= number <= 32:
        raise ValueError("a folder without coders")
    for _ in range(number):
        flags = header.byte()
        method = header.take(flags & 0x0F)
        ins, outs = (header.number(), header.number()) if flags & 0x10 else (1, 1)
        if not 1 <= ins <= 32 or not 1 <= outs <= 32:
            raise ValueError("a coder of too many streams")
        coders.append((method, header.take(header.number()) if flags & 0x20 else b""))
        inputs, outputs, plain = inputs + ins, outputs + outs, plain and ins == outs == 1
    bound = [(header.number(), header.number()) for _ in range(outputs - 1)]
    packed = inputs - len(bound)
    if packed > 1:
        for _ in range(packed):
            header.number()
    final = next(out for out in range(outputs) if out not in {there for _here, there in bound})
    follows = dict(bound)
    chain = [final]
    while plain and chain[-1] in follows and len(chain) <= outputs:
        chain.append(follows[chain[-1]])
    if plain and (len(chain) != len(coders) or max(chain) >= len(coders)):
        plain = False
    return _Folder([coders[place] for place in chain] if plain else coders, plain, packed, outputs, final)


def _pieces(header: _Header, found: _Streams) -> None:
    counts, kind = [1] * len(found.folders), header.byte()
    if kind == 0x0D:
        counts, kind = [header.count() for _ in found.folders], header.byte()
    if sum(counts) > MAX_MEMBERS:
        raise Refused("zip_bomb", members=sum(counts))
    for folder, count in zip(found.folders, counts, strict=True):
        sizes = [header.number() for _ in range(count - 1)] if kind == 0x09 else []
        folder.pieces = [*sizes, max(0, folder.size - sum(sizes))] if count else []
    kind = header.byte() if kind == 0x09 else kind
    if kind == 0x0A:
        both = zip(found.folders, counts, strict=True)
        header.digests(sum(count for folder, count in both if count != 1 or not folder.checked))
        kind = header.byte()
    if kind:
        raise ValueError("an unknown part")


def _files(data: bytes, streams: _Streams, room: Room) -> Iterator[bytes | None]:
    """The files in the order of the streams; None for each of a folder that cannot be unpacked."""
    at, sizes = 32 + streams.start, iter(streams.sizes)
    for folder in streams.folders:
        packed = [next(sizes, 0) for _ in range(folder.packed_streams)]
        try:
            if folder.size > room.left:
                raise Unknown
            words = _unpacked(data, folder, at, packed[0])
            room.take(len(words))
        except (Unknown, ValueError, lzma.LZMAError, zlib.error, EOFError, OSError):
            yield from [None] * len(folder.pieces)
        else:
            start = 0
            for size in folder.pieces:  # a filter may hold back the last bytes
                yield words[start : start + size] if start + size <= len(words) + 8 else None
                start += size
        at += sum(packed)


def _unpacked(data: bytes, folder: _Folder, start: int, packed: int) -> bytes:
    if not folder.plain or folder.packed_streams != 1:
        raise Unknown
    return unpacked(data[start : start + packed], folder.coders, folder.size)
