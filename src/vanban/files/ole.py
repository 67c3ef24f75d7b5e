"""The container of old Office files, read no further than a stream's first bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 64  # bytes; the pieces of short streams are as long
_SHORT = 4096  # bytes: streams below this lie in pieces
_ENTRY = 128  # bytes of a directory entry
_FREE = 0xFFFFFFF0  # sector numbers from here on are no sectors
_IN_HEADER = 109  # sectors of the allocation table that the header itself lists
_MOST_SECTORS = 4096  # of a directory: more streams than any document has


def stream_head(data: bytes, wanted: str) -> bytes | None:
    """Return the first 64 bytes of a stream, None when the container has no such stream or is none of the known kinds.

    Raises ValueError for a container that is cut off.
    """
    try:
        return _stream_head(data, wanted)
    except (struct.error, IndexError) as error:
        raise ValueError("cut off") from error


def _stream_head(data: bytes, wanted: str) -> bytes | None:
    if not data.startswith(_SIGNATURE):
        return None
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return None
    size = 1 << shift
    root = None
    for sector in _chain(data, struct.unpack_from("<I", data, 48)[0], size):
        for at in range((sector + 1) * size, (sector + 2) * size, _ENTRY):
            entry = data[at : at + _ENTRY]
            root = entry if root is None else root
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(0, min(64, length) - 2)].decode("utf-16-le", "replace")
            if name == wanted and entry[66] == 2:
                return _head_of(data, entry, root, size)
    return None


def _head_of(data: bytes, entry: bytes, root: bytes, size: int) -> bytes:
    """Return the first bytes of a stream; a short one lies in pieces of 64 bytes inside the root's own stream."""
    start, length = struct.unpack_from("<II", entry, 116)
    begin = (start + 1) * size
    if length < _SHORT:
        inside = start * _HEAD
        sectors = _chain(data, struct.unpack_from("<I", root, 116)[0], size)
        holding = next((one for n, one in enumerate(sectors) if n == inside // size), None)
        if holding is None:
            raise ValueError("cut off")
        begin = (holding + 1) * size + inside % size
    if begin + _HEAD > len(data):
        raise ValueError("cut off")
    return data[begin : begin + _HEAD]


def _chain(data: bytes, sector: int, size: int) -> Iterator[int]:
    """Yield the sectors of a chain; a circle ends with the count."""
    for _ in range(_MOST_SECTORS):
        if sector >= _FREE:
            return
        if (sector + 1) * size >= len(data):
            raise ValueError("cut off")
        yield sector
        page, place = divmod(sector, size // 4)
        if page >= _IN_HEADER:
            return
        table = struct.unpack_from("<I", data, 76 + 4 * page)[0]
        sector = struct.unpack_from("<I", data, (table + 1) * size + 4 * place)[0]
