"""What an image file says about itself: titles, descriptions, keywords and comments beside its picture."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import regex
from PIL import Image, ImageFile, IptcImagePlugin

_TAGS = {270: "utf-8", 40091: "utf-16-le", 40092: "utf-16-le", 40094: "utf-16-le", 40095: "utf-16-le", 37510: "utf-8"}
_EXIF_IFD = 34665
_IPTC = ((2, 5), (2, 25), (2, 105), (2, 120))  # name, keywords, headline, caption
_XMP_WORDS = regex.compile(
    r"(?s)<(?P<tag>(?:dc:(?:title|subject|description)|pdf:Keywords|xmp:Label|photoshop:(?:Headline|Instructions)))\b[^>]*>"
    r"(.{0,8000}?)</(?P=tag)>|(?:pdf:Keywords|xmp:Label|photoshop:\w+)=\"([^\"]{0,2000})\""
)
_TAG = regex.compile(r"<[^>]*>")
_LONGEST = 64 * 1024  # bytes of one property


def of_picture(data: bytes) -> Iterator[str]:
    """Yield the words of the properties; a damaged image says what can still be had and raises nothing."""
    if data.startswith(b"\x89PNG"):
        yield from _png(data)
    try:
        with Image.open(io.BytesIO(data)) as image:
            yield from _properties(image)
    except (OSError, ValueError, TypeError, KeyError, IndexError, SyntaxError, EOFError, Image.DecompressionBombError):
        return


def _properties(image: ImageFile.ImageFile) -> Iterator[str]:
    for name in ("comment", "xmp", "XML:com.adobe.xmp"):
        value = image.info.get(name)
        words = _decoded(value[:_LONGEST], "utf-8") if isinstance(value, bytes) else str(value or "")[:_LONGEST]
        yield from of_xmp(words) if "<" in words else [words]
    exif = image.getexif()
    for tags in (exif, exif.get_ifd(_EXIF_IFD)):
        for tag, encoding in _TAGS.items():
            value = tags.get(tag)
            if isinstance(value, tuple):
                value = bytes(part for part in value if isinstance(part, int) and 0 <= part < 256)
            if isinstance(value, bytes):
                yield _decoded(value[:_LONGEST].removeprefix(b"UNICODE\0").removeprefix(b"ASCII\0\0\0"), encoding)
            elif isinstance(value, str):
                yield _mended(value[:_LONGEST])
    for key, value in (IptcImagePlugin.getiptcinfo(image) or {}).items():
        if key in _IPTC:
            for part in value if isinstance(value, list) else [value]:
                yield _decoded(part[:_LONGEST], "utf-8")


def _png(data: bytes) -> Iterator[str]:
    """The text chunks of a PNG file, those behind the picture too."""
    at = 8
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + min(length, _LONGEST)]
        if kind == b"tEXt":
            words = chunk.partition(b"\0")[2]
            yield words.decode("latin-1")
            yield _decoded(words, "utf-8")
        elif kind == b"zTXt":
            yield _decoded(_inflated(chunk.partition(b"\0")[2][1:]), "utf-8")
        elif kind == b"iTXt":
            packed, rest = chunk.partition(b"\0")[2][:1], chunk.partition(b"\0")[2][2:]
            words = rest.partition(b"\0")[2].partition(b"\0")[2]
            yield _decoded(_inflated(words) if packed == b"\1" else words, "utf-8")
        at += 12 + length


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error:
        return b""


def _decoded(words: bytes, encoding: str) -> str:
    return words.decode(encoding, "replace")


def _mended(words: str) -> str:
    """UTF-8 that was taken for Latin-1, as old cameras' tags are."""
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


def of_xmp(packet: str) -> Iterator[str]:
    """Yield the titles, subjects, descriptions and keywords of an XMP packet."""
    for found in _XMP_WORDS.finditer(packet):
        yield _TAG.sub("\n", found[2] or found[3] or "").strip()
