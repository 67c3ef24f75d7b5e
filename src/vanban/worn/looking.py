"""One file and everything in it looked through for marks, within one measure of bytes and time."""

from __future__ import annotations

import html
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

import regex
from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

from vanban.errors import KeptUnread, Refused
from vanban.files import kinds, mail, read
from vanban.files.archive import MAX_MARKUP
from vanban.model import SourceText
from vanban.secrecy import mark
from vanban.worn import members, papers, pictures, rar, seven_zip
from vanban.worn.lines import OLD, gravest, in_bytes, in_path, in_property, labels, rtf_lines, xml_lines
from vanban.worn.members import Member, Room

# Read, but not all of them: print headers, sheet names, properties, attached files lie beside their words.
BESIDE = frozenset(("pdf", "docx", "doc", "xlsx", "xls", "xlsb", "ods", "odt", "pptx", "rtf", "msg", "eml"))
_OFFICE = frozenset(("docx", "xlsx", "xlsb", "pptx", "odt", "ods"))
_OPEN = frozenset(("txt", "html", "rtf", "doc", "xls", "msg"))
_PIECE = 1 << 16
_CLOSED = frozenset(("office_encrypted", "encrypted"))
_DEEPEST = 3  # archives within archives
_SECONDS = 10.0  # of looking into contents; names are judged to the end
_EMBEDDED = ("/embeddings/", "/attachments/")
_HTML_TITLE = regex.compile(r"(?is)<title[^>]*>(.{0,2000}?)</title")
_CORE_TITLE = regex.compile(r"(?s)<(?:\w+:)?(?:title|subject|keywords|category)\b[^>]*>(.{0,2000}?)</")


@dataclass(frozen=True)
class Found:
    """The gravest mark, and whether something in the file could not be looked into (encrypted, packed in a strange way)."""

    degree: str | None
    unsearched: bool = False


@dataclass
class _Search:
    degrees: set[str | None] = field(default_factory=set)
    unsearched: bool = False
    room: Room = field(default_factory=Room)
    markup: int = MAX_MARKUP
    until: float = field(default_factory=lambda: monotonic() + _SECONDS)

    def found(self) -> Found:
        return Found(gravest(self.degrees), self.unsearched)


def unread_mark(data: bytes, name: str) -> str | None:
    """Return the gravest mark a file wears that no reader reads; run it where time and memory are bounded."""
    return look(data, name).degree


def look(data: bytes, name: str, was_read: bool = False) -> Found:
    """Look through a file for marks outside the words a reader reads; ``was_read`` says that those were judged already.

    Run it where time and memory are bounded. Raises ``Refused("zip_bomb")`` for what unpacks too far,
    ``Refused("broken")`` for an archive whose list of members is damaged.
    """
    search = _Search()
    _look(search, data, name, 0, was_read)
    return search.found()


def read_mark(data: bytes, source: SourceText) -> str | None:
    """Return the mark a file wears outside its first lines: page headers and footers, its own title, old letters."""
    beside = [line for b in source.blocks if b.kind in ("header", "footer") for line in _lines(source, b.start, b.end)]
    found = set(labels(beside))
    found.update(degree for title in _titles(data, source.format) if (degree := mark("", title=title)))
    if source.format == "docx":
        found.update(degree for table in OLD if (degree := mark(convert(source.text[:20_000], CHARMAPS[table]))))
    return gravest(found)


def _look(search: _Search, data: bytes, name: str, depth: int, was_read: bool) -> None:
    if members.is_stream(data):
        _members(search, members.of_stream(data, name, search.room), depth)
        return
    if members.is_tar(data):
        _members(search, members.of_tar(data, search.room), depth)
        return
    kind = kinds.kind_of(data, name)
    if data.startswith(b"PK"):
        _zip(search, data, kind, depth, was_read)
    elif kind == "7z":
        _members(search, seven_zip.of_7z(data, search.room), depth)
    elif kind == "rar":
        _members(search, rar.of_rar(data), depth)
    elif kind == "pdf":
        said, attached = papers.of_pdf(data, search.room)
        search.degrees.update(degree for words in said for degree in in_property(words))
        _members(search, attached, depth)
    elif kind == "image":
        search.degrees.update(degree for words in pictures.of_picture(data) for degree in in_property(words))
    elif kind in _CLOSED:
        search.unsearched = True
    elif kind == "txt" and name.lower().endswith(".eml"):
        _members(search, (Member(*one) for one in mail.attachments(data)), depth)
    else:
        search.degrees.update(in_bytes(data))
        search.unsearched = search.unsearched or (kind not in _OPEN and _is_dense(data))
        if kind == "rtf":
            search.degrees.update(labels(rtf_lines(data)))


def _is_dense(data: bytes) -> bool:
    """Tell packed or encrypted bytes, in which no word can lie open, by a piece of their middle that packs no further."""
    piece = data[len(data) // 2 :][:_PIECE]
    return len(piece) >= 512 and len(zlib.compress(piece, 1)) > 0.95 * len(piece)


def _members(search: _Search, found: Iterable[Member], depth: int) -> None:
    for member in found:
        search.degrees.update(in_path(member.name))
        _content(search, member, depth)


def _content(search: _Search, member: Member, depth: int) -> None:
    """Judge one file of an archive as if it had come alone."""
    if member.data is None or depth >= _DEEPEST or monotonic() > search.until:
        search.unsearched = search.unsearched or member.data != b""
        return
    if not member.data:
        return
    name = member.name.replace("\\", "/").rsplit("/", 1)[-1]
    was_read = _read(search, member.data, name)
    try:
        _look(search, member.data, name, depth + 1, was_read)
    except Refused as refused:
        if refused.code == "zip_bomb":
            raise
        search.degrees.update(in_bytes(member.data))


def _read(search: _Search, data: bytes, name: str) -> bool:
    """Read a member as a document and judge its words; a picture of words stays unread here."""
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")):
        search.unsearched = True
        return False
    try:
        source = read(data, name, ocr=False)
    except KeptUnread as unread:
        search.unsearched = search.unsearched or unread.code != "unsupported"
        return False
    except Refused as refused:
        if refused.code == "zip_bomb":
            raise
        return False
    search.degrees.update((mark(source.text), read_mark(data, source)))
    search.unsearched = search.unsearched or any(said.startswith("page_without_text") for said in source.warnings)
    return True


def _zip(search: _Search, data: bytes, kind: str, depth: int, was_read: bool) -> None:
    """Judge an office file's parts line by line, any other zip member by member."""
    for member in members.of_zip(data, search.room):
        words = member.data or b""
        if kind in _OFFICE and member.name.lower().endswith((".xml", ".rels")):
            search.markup -= len(words)
            if search.markup < 0:
                raise Refused("zip_bomb", inflated=MAX_MARKUP - search.markup)
            if not (was_read and (kind == "docx" or member.name == "content.xml")):
                search.degrees.update(labels(xml_lines(words)))
        elif kind not in _OFFICE or any(folder in f"/{member.name}" for folder in _EMBEDDED):
            _members(search, [member], depth)


def _lines(source: SourceText, start: int, end: int) -> list[str]:
    return source.text[start:end].splitlines()


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
