"""Bytes are judged in memory before anything is kept: secrecy first, then size, content and words (F93, DESIGN 6)."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from namro.core.errors import Refusal
from namro.documents import wording
from vanban import scanning, secrecy, worn
from vanban.bounded import look_bounded, read_bounded
from vanban.errors import KeptUnread, Refused
from vanban.model import SourceText

# Unread codes of scans: the worker will read it; it was read and there were no words.
WAITING, WORDLESS = "ocr_waiting", "ocr_no_words"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Judged:
    """A file that may be kept. ``source`` is None when its words could not be read; ``unread_code`` says why."""

    name: str
    data: bytes
    sha256: str
    media_type: str
    source: SourceText | None
    unread_code: str = ""
    pages: int | None = None


def judge(data: bytes, name: str, *, title: str = "", read_scans: bool = False) -> Judged:
    """Judge one file. Raises Refusal ``documents.file.<code>`` when it is refused whole; then nothing of it is kept.

    Scanned pages are left WAITING for the worker; with ``read_scans`` they are read at once, which takes seconds a page.
    """
    refuse_secret(title=title, filename=name)
    name = printable(name)
    digest = hashlib.sha256(data).hexdigest()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    opened_outside = data.startswith(_OLD_OFFICE) and len(data) <= settings.NAMRO_UPLOAD_LIMIT
    if opened_outside:  # its reader is a program that is handed a file
        refuse_hidden(data, name)
    try:
        source = read_bounded(data, name, limit=settings.NAMRO_UPLOAD_LIMIT, ocr=False)
    except KeptUnread as unread:
        unsearched = refuse_hidden(data, name)
        if unread.code == "no_text_layer" and scanning.can_read_scans():
            return _judged_scan(data, name, read_scans, unread.params.get("pages"))
        code = "unsearched" if unsearched and unread.code == "unsupported" else unread.code
        return Judged(name, data, digest, media_type, None, code, unread.params.get("pages"))
    except Refused as refused:
        raise Refusal(f"documents.file.{refused.code}", sentence(refused, name)) from None
    refuse_secret(text=source.text)
    if not settings.NAMRO_ISOLATED_LAN and worn.read_mark(data, source):
        raise Refusal("documents.file.secret", str(wording.SECRET))
    if source.format in worn.BESIDE and not opened_outside:
        refuse_hidden(data, name, was_read=True)
    if scanning.has_scans(source) and scanning.can_read_scans():
        return _judged_scan(data, name, read_scans, source.pages, source)
    return Judged(name, data, digest, media_type, source, pages=source.pages)


def _judged_scan(data: bytes, name: str, at_once: bool, pages: int | None, source: SourceText | None = None) -> Judged:
    """Judge a file with scanned pages: what stands at its head is looked at before anything is kept."""
    unread_code = WAITING if refuse_stamped(data) else "no_text_layer"
    if unread_code == WAITING and at_once:
        try:
            source = read_bounded(data, name, limit=settings.NAMRO_UPLOAD_LIMIT)
            refuse_recognised(source.text)
            pages, unread_code = source.pages, ""
        except KeptUnread:
            unread_code = WORDLESS
        except Refused as refused:
            raise Refusal(f"documents.file.{refused.code}", sentence(refused, name)) from None
    digest = hashlib.sha256(data).hexdigest()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Judged(name, data, digest, media_type, source, unread_code, pages)


def refuse_recognised(text: str) -> None:
    """Refuse words read from a scan that wear a mark at their head, its accents misread too."""
    if not settings.NAMRO_ISOLATED_LAN and scanning.mark_in(text):
        raise Refusal("documents.file.secret", str(wording.SECRET))


def refuse_stamped(data: bytes) -> bool:
    """Refuse a scan whose first page wears a mark at its head, a red stamp's too; returns whether there is a page to read.

    What a glance does not see is found when the page is read.
    """
    if settings.NAMRO_ISOLATED_LAN:
        return True
    try:
        degree = scanning.worn_mark(data)
    except KeptUnread:
        return False
    except Refused:
        return True
    if degree:
        raise Refusal("documents.file.secret", str(wording.SECRET))
    return True


def refuse_secret(*, text: str = "", title: str = "", filename: str = "") -> None:
    """Raise Refusal ``documents.file.secret`` for a secrecy mark, unless the installation is an isolated LAN.

    The sentence repeats nothing of the document: neither words, title nor file name.
    """
    if not settings.NAMRO_ISOLATED_LAN and secrecy.mark(text, title, filename):
        raise Refusal("documents.file.secret", str(wording.SECRET))


def refuse_hidden(data: bytes, name: str, *, was_read: bool = False) -> bool:
    """Refuse a file with a mark outside the words that were read: in its properties, in files it holds, in open bytes.

    Returns whether something in it could not be looked into. Raises Refusal ``documents.file.<code>`` also for what cannot
    be looked at within bounds.
    """
    if settings.NAMRO_ISOLATED_LAN:
        return False
    try:
        degree, unsearched = look_bounded(data, name, was_read)
    except Refused as refused:
        raise Refusal(f"documents.file.{refused.code}", sentence(refused, name)) from None
    if degree:
        raise Refusal("documents.file.secret", str(wording.SECRET))
    return unsearched


def refuse_too_large(size: int, name: str) -> None:
    """Raise Refusal ``documents.file.too_large`` before a byte is read."""
    if size > settings.NAMRO_UPLOAD_LIMIT:
        raise Refusal("documents.file.too_large", sentence(Refused("too_large"), printable(name)))


def printable(name: str) -> str:
    """A file name that can be stored and shown: no folders, no control characters, no bytes that are no text."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _UNPRINTABLE.sub("\ufffd", last)[-200:] or "?"


def sentence(refused: Refused, name: str) -> str:
    """The refusal in the reader's language, naming file and remedy."""
    words: Promise | str = wording.REFUSED.get(refused.code, wording.UNREADABLE)
    shown: dict[str, Any] = {
        "name": name,
        "code": refused.code,
        "says": refused.params.get("says", ""),
        "limit": settings.NAMRO_UPLOAD_LIMIT // (1024 * 1024),
    }
    return str(words) % shown


def unread_sentence(code: str) -> str:
    """Why the words of a kept file were not read, and what an officer can do."""
    return str(wording.UNREAD.get(code, wording.UNREAD_OTHER))


def unread_on_server(code: str) -> str:
    """The same for those who look after the machine: what to install is said too."""
    packages = {"no_text_layer": wording.OCR_PACKAGES, "no_doc_reader": wording.DOC_PACKAGES}
    return unread_sentence(code) + (f" {packages[code]}" if code in packages else "")
