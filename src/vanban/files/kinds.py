"""What a file is, judged by its bytes, and whether its name says something else."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

import puremagic

from vanban.errors import Refused
from vanban.files.archive import zip_kind

# What an ending promises. "txt" stands for any text without a format; an ending not listed promises nothing.
PROMISES: dict[str, frozenset[str]] = {
    ".txt": frozenset({"txt"}),
    ".text": frozenset({"txt"}),
    ".md": frozenset({"txt"}),
    ".csv": frozenset({"txt"}),
    ".tsv": frozenset({"txt"}),
    ".html": frozenset({"html", "txt"}),
    ".htm": frozenset({"html", "txt"}),
    ".xhtml": frozenset({"html", "txt"}),
    ".docx": frozenset({"docx", "office_encrypted"}),
    ".docm": frozenset({"docx", "office_encrypted"}),
    ".dotx": frozenset({"docx", "office_encrypted"}),
    ".dotm": frozenset({"docx", "office_encrypted"}),
    ".doc": frozenset({"doc", "docx", "rtf", "html", "mhtml", "office_encrypted"}),
    ".dot": frozenset({"doc", "docx", "rtf", "office_encrypted"}),
    ".rtf": frozenset({"rtf"}),
    ".pdf": frozenset({"pdf"}),
    ".xlsx": frozenset({"xlsx", "office_encrypted"}),
    ".xlsm": frozenset({"xlsx", "office_encrypted"}),
    ".xlsb": frozenset({"xlsb", "office_encrypted"}),
    ".xls": frozenset({"xls", "xlsx", "html", "office_encrypted"}),
    ".ods": frozenset({"ods"}),
    ".msg": frozenset({"msg"}),
    ".pptx": frozenset({"pptx", "office_encrypted"}),
    ".odt": frozenset({"odt"}),
    ".ott": frozenset({"odt"}),
    ".mht": frozenset({"mhtml"}),
    ".mhtml": frozenset({"mhtml"}),
    ".zip": frozenset({"zip", "docx", "xlsx", "xlsb", "pptx", "odt", "ods"}),
    ".eml": frozenset({"txt"}),
    ".png": frozenset({"image"}),
    ".jpg": frozenset({"image"}),
    ".jpeg": frozenset({"image"}),
    ".tif": frozenset({"image"}),
    ".tiff": frozenset({"image"}),
    ".gif": frozenset({"image"}),
    ".bmp": frozenset({"image"}),
    ".webp": frozenset({"image"}),
}
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of a stream with a NUL behind it, as the directory writes it; a workbook may lie embedded in a Word file.
_OLE_STREAMS = (
    ("EncryptedPackage", "office_encrypted"),
    ("WordDocument\0", "doc"),
    ("__substg1.0_", "msg"),
    ("Workbook\0", "xls"),
    ("Book\0", "xls"),
)
_SAVED_PAGE = re.compile(rb"(?im)^content-type:\s*(?:multipart/|text/html)")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096  # bytes looked at
_WRITTEN_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")
# VISCII and VPS put capital letters on these control codes.
_VISCII_CONTROLS = frozenset(b"\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d\x1e")


def kind_of(data: bytes, name: str) -> str:
    """Return the kind of the content: txt, html, docx, pdf, image, program, doc, xlsx, zip, ..., or "binary".

    ``name`` decides only between plain text and marked-up text: a ".txt" stays text whatever it quotes.
    Raises ``Refused("zip_bomb")`` and ``Refused("broken")`` for archives that cannot be opened safely.
    """
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_kind(data)
    if head.startswith(_OLE):
        return _ole_kind(data, name)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (kind == "program" and looks_written(data)):
            return kind
    if b"%PDF-" in head[:1024]:  # anything may stand before it, but no other format: an archive may open with a PDF
        return "pdf"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    if not looks_written(data):
        return _other_binary(head)
    if _ending(name) in (".mht", ".mhtml", ".doc") and _SAVED_PAGE.search(head):
        return "mhtml"
    promised = PROMISES.get(_ending(name), frozenset({"html", "txt"}))
    return "html" if "html" in promised and _looks_like_html(head) else "txt"


def refuse_unlike(kind: str, name: str) -> None:
    """Raise ``Refused("not_what_it_says")`` when the ending of ``name`` promises another kind."""
    promised = PROMISES.get(_ending(name))
    if promised is not None and kind not in promised:
        raise Refused("not_what_it_says", says=_ending(name).removeprefix("."), found=kind)


def looks_written(data: bytes) -> bool:
    """Tell whether bytes are text in some encoding: a UTF-16 mark or pattern, or hardly any control codes."""
    if data.startswith((*_UTF16, codecs.BOM_UTF8)) or wide_encoding(data) is not None:
        return True
    head = data[:_HEAD]
    controls = sum(byte < 32 and byte not in _WRITTEN_CONTROLS | _VISCII_CONTROLS for byte in head)
    return controls <= len(head) // 100 + 1


def wide_encoding(data: bytes) -> str | None:
    """Return utf-16-le or utf-16-be for text without a byte order mark: every other byte of ASCII letters is NUL."""
    head = data[: _HEAD // 2 * 2]
    pairs = len(head) // 2
    if pairs < 4:
        return None
    low, high = head[1::2].count(0), head[0::2].count(0)
    if low > pairs * 0.4 and high * 20 < low:
        return "utf-16-le"
    if high > pairs * 0.4 and low * 20 < high:
        return "utf-16-be"
    return None


def _ending(name: str) -> str:
    return PurePath(name.strip()).suffix.lower()


def _ole_kind(data: bytes, name: str) -> str:
    """Tell old Word files, old workbooks, stored mails and encrypted new files apart by the names of their streams."""
    untold = {".xls": "xls", ".msg": "msg"}.get(_ending(name), "doc")
    return next((kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data), untold)


def _looks_like_html(head: bytes) -> bool:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return any(
        tag in start for tag in (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<p>", b"<p ", b"<div")
    )


def _other_binary(head: bytes) -> str:
    """Name a binary content for the message; "binary" when nothing is known about it."""
    try:
        return puremagic.from_string(head).removeprefix(".") or "binary"
    except (puremagic.PureError, ValueError):
        return "binary"
