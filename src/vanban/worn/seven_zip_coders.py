"""The ways 7z packs, as far as the standard library can undo them, with no more memory than what comes out."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Sequence
from typing import Any

_FILTERS = {
    b"\x03": lzma.FILTER_DELTA,
    b"\x04": lzma.FILTER_X86,
    b"\x03\x03\x01\x03": lzma.FILTER_X86,
    b"\x03\x03\x02\x05": lzma.FILTER_POWERPC,
    b"\x03\x03\x05\x01": lzma.FILTER_ARM,
}


class Unknown(Exception):
    """Encrypted, or packed in a way the standard library cannot undo."""


def unpacked(source: bytes, coders: Sequence[tuple[bytes, bytes]], most: int) -> bytes:
    """Undo a chain of coders, the last one first; at most ``most`` bytes. Raises Unknown, and what damaged bytes raise."""
    method, properties = coders[-1]
    if len(coders) == 1 and method == b"\x00":
        return source[:most]
    if len(coders) == 1 and method == b"\x04\x01\x08":
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(source, max(1, most))
    if len(coders) == 1 and method == b"\x04\x02\x02":
        return bz2.BZ2Decompressor().decompress(source, max(1, most))
    chain = [_filter(*coder) for coder in coders[:-1]] + [_packer(method, properties, most)]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain).decompress(source, max(1, most))


def _packer(method: bytes, properties: bytes, size: int) -> dict[str, Any]:
    """LZMA as the archive sets it; its memory need not be larger than what is unpacked."""
    if method == b"\x03\x01\x01" and len(properties) == 5:
        rest, lc = divmod(properties[0], 9)
        pb, lp = divmod(rest, 5)
        memory = int.from_bytes(properties[1:], "little")
        return {"id": lzma.FILTER_LZMA1, "lc": lc, "lp": lp, "pb": pb, "dict_size": _memory(memory, size)}
    if method == b"\x21" and len(properties) == 1 and properties[0] <= 40:
        memory = (2 | properties[0] & 1) << (properties[0] // 2 + 11)
        return {"id": lzma.FILTER_LZMA2, "dict_size": _memory(memory, size)}
    raise Unknown


def _memory(said: int, size: int) -> int:
    return max(4096, min(said, size))


def _filter(method: bytes, properties: bytes) -> dict[str, Any]:
    if method not in _FILTERS:
        raise Unknown
    if method == b"\x03":
        return {"id": lzma.FILTER_DELTA, "dist": (properties or b"\x00")[0] + 1}
    return {"id": _FILTERS[method]}
