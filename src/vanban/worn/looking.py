"""The mark of secrecy in files whose words are not read: looked for in what can be had cheaply, before one is kept."""

from __future__ import annotations

import html
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator

import regex
from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

from vanban.errors import KeptUnread, Refused
from vanban.files import kinds, read
from vanban.files.archive import MAX_INFLATED, MAX_MARKUP, MAX_MEMBERS
from vanban.model import SourceText
from vanban.secrecy import MARKS, label, mark

_PACKED = frozenset(("pdf", "image", "rar", "7z", "gzip", "office_encrypted"))  # no words lie open in their bytes
_OFFICE = frozenset(("docx", "xlsx", "xlsb", "pptx", "odt", "ods"))
WORKBOOKS = frozenset(("xlsx", "xls", "ods"))  # read cell by cell: print headers, sheet names and titles lie beside
_DEEPEST = 3  # archives within archives
_RTF_LIMIT = 8 * 1024 * 1024  # bytes of an RTF file looked at
_AROUND = 200  # bytes each side of a find that may belong to its line
_ENDS = regex.compile(r"[\x00\r\n\x07\x0b\x0c\t\x1e\u2028\u2029]")
_OLD = ("tcvn3", "vni", "viscii")

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
_HTML_TITLE = regex.compile(r"(?is)<title[^>]*>(.{0,2000}?)</title")
_CORE_TITLE = regex.compile(r"(?s)<(?:\w+:)?(?:title|subject|keywords|category)\b[^>]*>(.{0,2000}?)</")


def unread_mark(data: bytes, name: str, depth: int = 0) -> str | None:
    """Return the gravest mark a file wears that no reader reads; run it where time and memory are bounded."""
    kind = kinds.kind_of(data, name)
    if data.startswith(b"PK"):
        return _gravest(_in_archive(data, kind, depth))
    if kind in _PACKED:
        return None
    found = set(_in_bytes(data))
    if kind == "rtf":
        found.update(_labels(_rtf_lines(data)))
    return _gravest(found)


def read_mark(data: bytes, source: SourceText) -> str | None:
    """Return the mark a file wears outside its first lines: page headers and footers, its own title, old letters."""
    beside = [
        line for b in source.blocks if b.kind in ("header", "footer") for line in _lines(source.text, b.start, b.end)
    ]
    found = set(_labels(beside))
    found.update(degree for title in _titles(data, source.format) if (degree := mark("", title=title)))
    if source.format == "docx":
        found.update(degree for table in _OLD if (degree := mark(convert(source.text[:20_000], CHARMAPS[table]))))
    return _gravest(found)


def _gravest(found: Iterable[str | None]) -> str | None:
    every = set(found)
    return next((degree for degree in MARKS if degree in every), None)


def _lines(text: str, start: int, end: int) -> list[str]:
    return text[start:end].splitlines()


def _labels(lines: Iterable[str]) -> Iterator[str]:
    """Yield the degree of every line that is a mark, as it is written or as the old fonts wrote it."""
    for line in lines:
        if not 2 < len(line) <= 160:
            continue
        for words in (line, *(() if line.isascii() else (convert(line, CHARMAPS[table]) for table in _OLD))):
            if degree := label(words):
                yield degree


def _in_bytes(data: bytes) -> Iterator[str]:
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
                yield from _labels([_line_around(data, at, at + len(pattern), encoding)])
                at = data.find(pattern, at + len(pattern))


def _line_around(data: bytes, start: int, end: int, encoding: str) -> str:
    before = data[max(0, start - _AROUND) : start]
    if encoding.startswith("utf-16") and len(before) % 2:
        before = before[1:]
    head: str = _ENDS.split(before.decode(encoding, "replace"))[-1]
    tail: str = _ENDS.split(data[end : end + _AROUND].decode(encoding, "replace"))[0]
    return head + data[start:end].decode(encoding) + tail


def _rtf_lines(data: bytes) -> Iterator[str]:
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


def _in_archive(data: bytes, kind: str, depth: int) -> Iterator[str | None]:
    """Judge names and members of a zip; what cannot be opened is left, and what unpacks too far is refused."""
    left, markup = MAX_INFLATED, MAX_MARKUP
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist()[:MAX_MEMBERS]:
                if kind not in _OFFICE:
                    yield mark("", filename=member.filename)
                words = _inflated(archive, member, min(left, markup))
                left -= len(words)
                if member.filename.lower().endswith((".xml", ".rels")):
                    markup -= len(words)
                    yield from _labels(_xml_lines(words))
                elif kind not in _OFFICE:
                    yield _member_mark(words, member.filename, depth)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        return


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    if member.flag_bits & 1:  # encrypted
        return b""
    with archive.open(member) as stream:
        words = stream.read(most + 1)
    if len(words) > most:
        raise Refused("zip_bomb", inflated=len(words))
    return words


def _member_mark(data: bytes, name: str, depth: int) -> str | None:
    """Judge one file of an archive as if it had come alone."""
    if not data or depth >= _DEEPEST:
        return None
    try:
        source = read(data, name)
    except (KeptUnread, Refused) as error:
        if error.code == "zip_bomb":
            raise
        try:
            return unread_mark(data, name, depth + 1)
        except Refused as refused:
            if refused.code == "zip_bomb":
                raise
            return _gravest(_in_bytes(data))
    return _gravest((mark(source.text), read_mark(data, source)))


def _xml_lines(words: bytes) -> Iterator[str]:
    """Each paragraph, cell, sheet name and print header of an office file's part as a line of its own."""
    markup = words.decode("utf-16" if words.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")
    for name in _SHEET.findall(markup):
        yield html.unescape(name)
    plain = html.unescape(_TAG.sub("", _XML_ENDS.sub("\n", markup)))
    for line in plain.splitlines():
        yield line
        if "&" in line:
            yield from _PRINT_CODE.sub("\n", line).splitlines()


def _titles(data: bytes, form: str) -> Iterator[str]:
    """The titles a file gives itself without showing them: a page's, a Word file's."""
    if form == "html":
        for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1258"):
            found = _HTML_TITLE.findall(data[:100_000].decode(encoding, "replace"))
            yield from (" ".join(html.unescape(title).split()) for title in found)
    elif form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "docProps/core.xml" in archive.namelist():
                with archive.open("docProps/core.xml") as stream:
                    core = stream.read(100_000).decode("utf-8", "replace")
                yield from (html.unescape(title) for title in _CORE_TITLE.findall(core))
