"""The mark of secrecy in bytes and lines that no reader made: where the letters lie open, in markup, in titles."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator

import regex
from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

from vanban.secrecy import MARKS, label, mark, typed

OLD = ("tcvn3", "vni", "viscii")

_RTF_LIMIT = 8 * 1024 * 1024  # bytes of an RTF file looked at
_AROUND = 200  # bytes each side of a find that may belong to its line
_ENDS = regex.compile(r"[\x00\r\n\x07\x0b\x0c\t\x1e\u2028\u2029]")

_UNICODE = ("MẬT", "Mật", "mật", "M Ậ T", "TOI MAT", "TUYET MAT")
_SPELLINGS = (*_UNICODE, *(unicodedata.normalize("NFD", word) for word in _UNICODE[:3]), "MÂ\u0323T", "Mâ\u0323t")
_OLD_SPELLINGS = ("MËT", "Mët", "mËt", "MÊT", "MAÄT", "Maät", "maät")

_RTF = regex.compile(
    r"\\u(?P<code>-?\d+) ?(?:\\'[0-9a-fA-F]{2}|\?)?|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|(?P<end>\\(?:pard?|line|cell|row|tab|sect|page)\b ?)"
    r"|\\[a-zA-Z]+-?\d* ?|\\\*|[{}\r\n]"
)
_XML_ENDS = regex.compile(
    r"</(?:[\w-]+:)?(?:p|h|tab|br|si|is|v|title|subject|keywords|description|t[cd]|th|tr|sheet|odd\w+|even\w+|first\w+)>"
    r"|<(?:[\w-]+:)?(?:br|tab|line-break|p|td|tr)\b[^>]*>"
)
_TAG = regex.compile(r"<[^>]*>")
_SHEET = regex.compile(r"<sheet\b[^>]*?\bname=\"([^\"]*)\"")
_PRINT_CODE = regex.compile(r"&(?:[LCR](?=[^a-z]|$)|\"[^\"]*\"|\d+|K[0-9A-F]{6}|[BIUESXYPNDTFAG])")


def gravest(found: Iterable[str | None]) -> str | None:
    """The gravest of the degrees found."""
    every = set(found)
    return next((degree for degree in MARKS if degree in every), None)


def in_property(words: str) -> Iterator[str | None]:
    """Judge what a file says about itself: a title, a subject, a description; a list of keywords part by part."""
    words = words.strip("\ufeff\x00 \r\n\t")[:20_000]
    lines = words.splitlines()
    yield typed(words)
    yield from labels(line for line in lines if not {",", ";"} & set(line))
    yield from (mark("", title=line) for line in lines[:1])
    parts = set(labels(regex.split(r"[,;\n]", words)))
    if len(parts) == 1:
        yield from parts


def in_path(path: str) -> Iterator[str | None]:
    """Judge a file's name in an archive and the names of the folders it lies in."""
    for part in path.replace("\\", "/").split("/")[-20:]:
        if part:
            yield mark("", filename=part)
            yield mark("", filename=f"{part}.")  # a folder's name has no ending


def labels(lines: Iterable[str]) -> Iterator[str]:
    """Yield the degree of every line that is a mark, as it is written or as the old fonts wrote it."""
    for line in lines:
        if not 2 < len(line) <= 160:
            continue
        for words in (line, *(() if line.isascii() else (convert(line, CHARMAPS[table]) for table in OLD))):
            if degree := label(words):
                yield degree


def in_bytes(data: bytes) -> Iterator[str]:
    """Find the spellings of the word wherever they lie open, and judge the line around each."""
    for encoding, words in (
        *((encoding, (*_SPELLINGS, *_OLD_SPELLINGS)) for encoding in ("utf-8", "utf-16-le", "utf-16-be")),
        ("latin-1", _OLD_SPELLINGS),
        ("cp1258", ("MÂ\u0323T", "Mâ\u0323t", "mâ\u0323t", "TOI MAT", "TUYET MAT")),
    ):
        for word in words:
            pattern = word.encode(encoding)
            at = data.find(pattern)
            while at >= 0:
                yield from labels([_line_around(data, at, at + len(pattern), encoding)])
                at = data.find(pattern, at + len(pattern))


def _line_around(data: bytes, start: int, end: int, encoding: str) -> str:
    before = data[max(0, start - _AROUND) : start]
    if encoding.startswith("utf-16") and len(before) % 2:
        before = before[1:]
    head: str = _ENDS.split(before.decode(encoding, "replace"))[-1]
    tail: str = _ENDS.split(data[end : end + _AROUND].decode(encoding, "replace"))[0]
    return head + data[start:end].decode(encoding) + tail


def rtf_lines(data: bytes) -> Iterator[str]:
    """The words of an RTF file without its commands, once per meaning its bytes may have."""
    markup = data[:_RTF_LIMIT].decode("latin-1")
    for encoding in ("cp1258", "latin-1"):

        def said(found: regex.Match[str], encoding: str = encoding) -> str:
            if found["code"]:
                return chr(int(found["code"][-6:]) % 0x10000)
            if found["byte"]:
                return bytes.fromhex(found["byte"]).decode(encoding, "replace")
            return "\n" if found["end"] else ""

        yield from _RTF.sub(said, markup).splitlines()


def xml_lines(words: bytes) -> Iterator[str]:
    """Each paragraph, cell, sheet name and print header of an office file's part as a line of its own."""
    markup = words.decode("utf-16" if words.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")
    for name in _SHEET.findall(markup):
        yield html.unescape(name)
    plain = html.unescape(_TAG.sub("", _XML_ENDS.sub("\n", markup)))
    for line in plain.splitlines():
        yield line
        if "&" in line:
            yield from _PRINT_CODE.sub("\n", line).splitlines()
