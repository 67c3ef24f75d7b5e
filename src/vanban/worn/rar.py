"""The names in a RAR archive, editions 4 and 5, read from its file headers; the content of what it stores unpacked."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from vanban.errors import Refused
from vanban.files.archive import MAX_MEMBERS
from vanban.worn.members import Member

_FOUR, _FIVE = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_LONGEST_HEADER = 2 << 20


def of_rar(data: bytes) -> Iterator[Member]:
    """The members of a RAR archive; one without name and content where headers are encrypted or cannot be followed.

    Raises ``Refused("zip_bomb")`` when there are more than an archive may have.
    """
    found = _four(data) if data.startswith(_FOUR) else _five(data) if data.startswith(_FIVE) else _unknown()
    count = 0
    try:
        for count, member in enumerate(found, 1):
            if count > MAX_MEMBERS:
                raise Refused("zip_bomb", members=count)
            yield member
    except (struct.error, IndexError, ValueError):
        yield Member("", None)


def _unknown() -> Iterator[Member]:
    yield Member("", None)


def _four(data: bytes) -> Iterator[Member]:
    at = len(_FOUR)
    while at + 7 <= len(data):
        kind, flags, size = struct.unpack_from("<BHH", data, at + 2)
        if size < 7:
            raise ValueError("a header shorter than itself")
        packed = struct.unpack_from("<I", data, at + 7)[0] if flags & 0x8000 or kind in (0x74, 0x7A) else 0
        if kind == 0x73 and flags & 0x80:  # headers are encrypted
            yield Member("", None)
            return
        if kind == 0x7B:
            return
        if kind == 0x74:
            long = 0x100 if flags & 0x100 else 0
            high, start = (struct.unpack_from("<I", data, at + 32)[0], 40) if long else (0, 32)
            packed |= high << 32
            method, length = struct.unpack_from("<BH", data, at + 25)
            stored = data[at + start : at + min(size, start + length)]
            plain = method == 0x30 and not flags & 0x07
            body = at + size
            yield Member(_four_name(stored, flags), data[body : body + packed] if plain else None)
        at += size + packed
    if at != len(data):
        yield Member("", None)


def _four_name(stored: bytes, flags: int) -> str:
    short, nul, packed = stored.partition(b"\x00")
    if not flags & 0x200:
        return stored.decode("utf-8", "replace")
    return _unpacked_name(short, packed) if nul else stored.decode("utf-8", "replace")


def _unpacked_name(short: bytes, packed: bytes) -> str:
    """Undo the way edition 4 writes Unicode names: two bits say how each letter differs from the short name."""
    high, at, bits, flags, letters = packed[0] if packed else 0, 1, 0, 0, bytearray()
    while at < len(packed):
        if not bits:
            flags, at, bits = packed[at], at + 1, 8
            continue
        bits -= 2
        how = flags >> bits & 3
        if how == 3:
            times = packed[at]
            shift, above = (packed[at + 1], high) if times & 0x80 else (0, 0)
            at += 2 if times & 0x80 else 1
            first = len(letters) // 2
            for letter in short[first : first + (times & 0x7F) + 2]:
                letters += bytes(((letter + shift) & 0xFF, above))
        else:
            letters += bytes((packed[at], packed[at + 1] if how == 2 else high if how == 1 else 0))
            at += 2 if how == 2 else 1
    return letters.decode("utf-16-le", "replace")


def _five(data: bytes) -> Iterator[Member]:
    at = len(_FIVE)
    while at < len(data):
        size, start = _number(data, at + 4)
        if not 0 < size <= _LONGEST_HEADER or start + size > len(data):
            raise ValueError("a header longer than the file")
        header, body = data[start : start + size], start + size
        kind, here = _number(header, 0)
        flags, here = _number(header, here)
        extra, here = _number(header, here) if flags & 1 else (0, here)
        packed, here = _number(header, here) if flags & 2 else (0, here)
        if kind == 4:  # all that follows is encrypted
            yield Member("", None)
            return
        if kind == 5:
            return
        if kind in (2, 3):
            content = data[body : body + packed]
            yield _five_member(header, here, size - extra, flags, content, kind == 3)
        at = body + packed
    yield Member("", None)  # no end: cut off, or the next volume holds the rest


def _five_member(header: bytes, at: int, end: int, flags: int, content: bytes, service: bool) -> Member:
    about, at = _number(header, at)
    for _ in ("size", "attributes"):
        _number_skipped, at = _number(header, at)
    at += 4 * bool(about & 2) + 4 * bool(about & 4)
    packing, at = _number(header, at)
    _system, at = _number(header, at)
    length, at = _number(header, at)
    name = header[at : min(end, at + length)].decode("utf-8", "replace")
    if service:
        name = ""
    plain = not packing >> 7 & 7 and not flags & 0x18 and not _is_encrypted(header[end:])
    if about & 1:  # a folder
        return Member(name, b"")
    return Member(name, content if plain else b"" if service else None)


def _is_encrypted(extra: bytes) -> bool:
    at = 0
    while at < len(extra):
        size, start = _number(extra, at)
        if size < 1:
            return True
        if _number(extra, start)[0] == 1:
            return True
        at = start + size
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte and where it ends."""
    value = 0
    for place in range(10):
        byte = data[at + place]
        value |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return value, at + place + 1
    raise ValueError("a number without end")
