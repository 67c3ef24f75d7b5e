"""PDF with a text layer: lines in reading order, tables as cells, and every word with its place on the page."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from vanban.errors import KeptUnread, Refused
from vanban.files.pdf_flow import flow
from vanban.files.pdf_page import Page, read_page
from vanban.model import SourceText

READER = "pdf/2"

_LOCK = threading.RLock()  # the library is not safe to enter from two threads
_SCAN_LETTERS = 40  # a page of a scan may carry a signature's stamp; fewer letters a page than this are no text layer
_PIXELS = 3_500  # longest side of a page image


def read_pdf(data: bytes) -> SourceText:
    """Return the text layer in reading order; each block is a line of a page or a table's cell, each word has its place.

    Raises ``KeptUnread("encrypted_pdf")`` when a password is needed, ``KeptUnread("no_text_layer", pages=n)`` for scans,
    ``Refused("broken")`` for damaged files. Warnings, N from 1: ``page_without_text:N`` for pages that are pictures (a
    stamp's words may stand on them), ``garbled_page:N`` for pages whose letters are not the ones drawn.
    """
    with _opened(data) as document:
        pages = [read_page(document, number) for number in range(len(document))]
    count = len(pages)
    letters = sum(page.letters for page in pages)
    unread = sum(page.pictures > 0 or page.garbled for page in pages)
    if letters == 0 or (letters < _SCAN_LETTERS * count and unread * 2 >= count):
        raise KeptUnread("no_text_layer", pages=count)
    text, blocks, places = flow(pages)
    return SourceText(text, "pdf", READER, None, blocks, tuple(_warnings(pages)), count, places)


def _warnings(pages: Sequence[Page]) -> Iterator[str]:
    """Yield what could not be read, page by page."""
    for page in pages:
        if page.garbled:
            yield f"garbled_page:{page.number + 1}"
        elif page.pictures and not page.letters:
            yield f"page_without_text:{page.number + 1}"


def page_count(data: bytes) -> int:
    """Return the number of pages. Raises as :func:`read_pdf` does for files that do not open."""
    with _opened(data) as document:
        return len(document)


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page in points, as it is shown. Raises as :func:`read_pdf` does."""
    with _opened(data) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def page_images(data: bytes, first: int = 0, count: int = 1, dpi: int = 110) -> list[bytes]:
    """Return PNG images of ``count`` pages from page ``first`` (from 0); fewer when the document ends.

    Huge pages are drawn smaller. Raises as :func:`read_pdf` does for files that do not open.
    """
    images: list[bytes] = []
    with _opened(data) as document:
        for number in range(max(0, first), min(len(document), first + count)):
            page = document[number]
            width, height = page.get_size()
            scale = min(dpi / 72, _PIXELS / max(width, height, 1))
            bitmap = page.render(scale=scale, grayscale=False)
            target = io.BytesIO()
            bitmap.to_pil().save(target, "PNG", optimize=False)
            images.append(target.getvalue())
            bitmap.close()
            page.close()
    return images


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """Open a document for one thread at a time; the library's errors become ours."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise KeptUnread("encrypted_pdf") from error
            raise Refused("broken", reason="pdf") from error
        try:
            if not len(document):
                raise Refused("broken", reason="pdf")
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError as error:
            raise Refused("broken", reason="pdf") from error
        finally:
            document.close()
