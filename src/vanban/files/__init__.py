"""From the bytes of a file to the text that offsets refer to. The content decides what a file is, its name never does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from vanban.errors import KeptUnread, Refused, VanbanError
from vanban.files.kinds import kind_of, refuse_unlike
from vanban.model import SourceText

LIMIT = 50 * 1024 * 1024  # bytes
_UNREAD = {"image": "no_text_layer", "office_encrypted": "encrypted"}


def read(data: bytes, name: str, limit: int = LIMIT, ocr: bool = True) -> SourceText:
    """Read one file. ``name`` is compared with the content and never opened; ``limit`` is the largest size in bytes.

    Scanned pages are recognised by Debian's tesseract where it is installed, seconds a page; not with ``ocr`` False.

    A UTF-8 text file comes back unchanged (byte order mark, line endings and decomposed letters kept); every other
    format and encoding as NFC with ``\\n``. Raises :class:`Refused` (empty, too_large, zip_bomb, broken,
    not_what_it_says, unsupported for programs) or :class:`KeptUnread` (encrypted_pdf, encrypted,
    no_text_layer, no_doc_reader, unsupported);
    every error carries ``name``.
    """
    try:
        return _read(data, name, limit, ocr)
    except VanbanError as error:
        error.params.setdefault("name", name)
        raise


def _read(data: bytes, name: str, limit: int, ocr: bool) -> SourceText:
    if not data:
        raise Refused("empty")
    if len(data) > limit:
        raise Refused("too_large", size=len(data), limit=limit)
    kind = kind_of(data, name)
    refuse_unlike(kind, name)
    reader = _reader_of(kind, name)
    if ocr and kind in ("pdf", "image"):
        from vanban.files.ocr import with_scans

        reader = partial(with_scans, reader, kind)
    if reader is None:
        if kind == "program":
            raise Refused("unsupported", found=kind)
        raise KeptUnread(_UNREAD.get(kind, "unsupported"), found=kind)
    source = reader(data)
    if not source.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise Refused("empty")
    return source


def _reader_of(kind: str, name: str) -> Callable[[bytes], SourceText] | None:
    """Return the reader of a kind; each is imported when first needed, so that reading text stays light."""
    if kind == "txt" and name.lower().endswith((".csv", ".tsv")):
        from vanban.files.csv_text import read_csv

        return read_csv
    if kind == "txt" and name.lower().endswith(".eml"):
        from vanban.files.mail import read_mail

        return read_mail
    if kind == "txt":
        from vanban.files.plain import read_plain

        return read_plain
    if kind == "html":
        from vanban.files.html import read_html

        return read_html
    if kind == "mhtml":
        from vanban.files.mhtml import read_mhtml

        return read_mhtml
    if kind == "docx":
        from vanban.files.docx import read_docx

        return read_docx
    if kind == "doc":
        from vanban.files.doc import read_doc

        return read_doc
    if kind == "rtf":
        from vanban.files.rtf import read_rtf

        return read_rtf
    if kind == "odt":
        from vanban.files.odt import read_odt

        return read_odt
    if kind == "pdf":
        from vanban.files.pdf import read_pdf

        return read_pdf
    if kind in ("xlsx", "xls", "ods"):
        from vanban.files.workbook_text import read_workbook

        return partial(read_workbook, kind=kind)
    return None
