"""Scans read within limits: each page recognised in a bounded child of its own, as many at a time as there are cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import regex

from vanban import secrecy
from vanban.errors import KeptUnread, Refused
from vanban.files import ocr
from vanban.files.ocr_engine import Word
from vanban.files.ocr_page import Piece, ScannedPage
from vanban.fold import fold
from vanban.model import SourceText

_FREE = threading.BoundedSemaphore(os.cpu_count() or 1)  # pages at a time, however many files are read at once

PAGE_SECONDS = 120.0  # for one page; two or three are usual
GLANCE_SECONDS = 60.0
_HEAD_LINES = 30
_STAMPS = {fold(degree): degree for degree in secrecy.MARKS}


def read_scanned(
    data: bytes,
    name: str,
    read_words: Callable[[], SourceText],
    megabytes: int = 1024,
    progress: Callable[[int, int], None] | None = None,
) -> SourceText:
    """Return what ``read_words`` gives, its scanned pages recognised. Without tesseract: what it gives or raises."""
    base, pages = None, None
    try:
        base = read_words()
    except KeptUnread as unread:
        if unread.code != "no_text_layer" or ocr.reader() is None:
            raise
        pages = unread.params.get("pages")
    if base is not None and (not ocr.unread_pages(base) or ocr.reader() is None):
        return base
    kind = "pdf" if base is not None or pages is not None else "image"
    if pages is None and base is None:
        pages = _ask({"do": "scan", "kind": kind}, data, megabytes)["pages"]

    def one(number: int) -> ScannedPage | None:
        try:
            with _FREE:
                return _page(_ask({"do": "scan", "kind": kind, "page": number}, data, megabytes))
        except Refused as refused:
            if refused.code == "timeout":
                return None
            raise

    try:
        return ocr.assembled(kind, base, ocr.read_all(one, ocr.wanted(base, pages or 0), progress))
    except (Refused, KeptUnread) as error:
        error.params.setdefault("name", name)
        raise


def can_read_scans() -> bool:
    """Tell whether scans are read on this machine."""
    return ocr.reader() is not None


def has_scans(source: SourceText) -> bool:
    """Tell whether a PDF has pages whose words only recognition can give."""
    return bool(ocr.unread_pages(source))


def glance(data: bytes, megabytes: int = 1024) -> list[str]:
    """Return what stands at the head of a scan's first page, as several looks see it, coloured stamps included.

    Rough, a second or two: for looking for a mark before the file is kept, not for keeping. Raises as reading does.
    """
    return [str(text) for text in _ask({"do": "glance"}, data, megabytes, GLANCE_SECONDS)["texts"]]


def worn_mark(data: bytes, megabytes: int = 1024) -> str | None:
    """Return the mark of secrecy that a glance at a scan's head sees. Raises as reading does."""
    found = [degree for text in glance(data, megabytes) if (degree := mark_in(text))]
    return next((degree for degree in secrecy.MARKS if degree in found), None)


def mark_in(text: str) -> str | None:
    """Return the mark of secrecy in recognised words; recognition takes one accent for another in a stamp's letters."""
    if degree := secrecy.mark(text):
        return degree
    for part in "\t".join(text.splitlines()[:_HEAD_LINES]).split("\t"):
        words = [word for word in regex.findall(r"\p{L}{2,}", part) if word.isupper()]
        if degree := _STAMPS.get(" ".join(fold(word) for word in words)):
            return degree if len("".join(words)) * 2 > len("".join(part.split())) else None
    return None


def _ask(order: dict[str, Any], data: bytes, megabytes: int, seconds: float | None = None) -> dict[str, Any]:
    from vanban import bounded

    return bounded._ask(order, data, seconds or PAGE_SECONDS, megabytes)


def obey(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The child's part."""
    if order["do"] == "glance":
        from vanban.files.ocr_glance import head

        return {"texts": head(data)}
    if "page" not in order:
        return {"pages": ocr.page_count(data, order["kind"])}
    return asdict(ocr.scanned_page(data, order["kind"], order["page"]))


def _page(answer: dict[str, Any]) -> ScannedPage:
    pieces = tuple(
        Piece(
            tuple(
                tuple(Word(word["text"], tuple(word["box"]), word["sure"]) for word in line) for line in piece["lines"]
            ),
            None if piece["cell"] is None else tuple(piece["cell"]),
        )
        for piece in answer["pieces"]
    )
    return ScannedPage(pieces, answer["sure"], tuple(tuple(edges) for edges in answer["edges"]))
