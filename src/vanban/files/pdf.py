"""PDF with a text layer: one line of text a line, the number or date stamped into a form field back in its place."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from vanban.errors import KeptUnread, Refused
from vanban.files.compose import Composer
from vanban.files.pdf_stamps import stamped_text
from vanban.model import SourceText

READER = "pdf/1"

_LOCK = threading.RLock()  # the library is not safe to enter from two threads
_SCAN_LETTERS = 40  # a page of a scan may carry a signature's stamp; fewer letters a page than this are no text layer
_PIXELS = 3_500  # longest side of a page image


def read_pdf(data: bytes) -> SourceText:
    """Return the text layer, page by page; each block is a line with its page (from 0).

    Raises ``KeptUnread("encrypted_pdf")`` when a password is needed, ``KeptUnread("no_text_layer", pages=n)`` for scans,
    ``Refused("broken")`` for damaged files. Warnings: ``page_without_text:N`` (N from 1) for pages that are images.
    """
    out = Composer()
    letters: list[int] = []
    images: list[bool] = []
    with _opened(data) as document:
        count = len(document)
        for number in range(count):
            text, has_image = _page_text(document, number)
            letters.append(sum(c.isalpha() for c in text))
            images.append(has_image)
            for line in text.splitlines():
                out.add(line, page=number)
    if sum(letters) == 0 or (sum(letters) < _SCAN_LETTERS * count and sum(images) * 2 >= count):
        raise KeptUnread("no_text_layer", pages=count)
    text, blocks = out.finish()
    both = zip(letters, images, strict=True)
    missing = tuple(f"page_without_text:{n}" for n, (found, image) in enumerate(both, 1) if image and not found)
    return SourceText(text, "pdf", READER, None, blocks, missing, count)


def page_count(data: bytes) -> int:
    """Return the number of pages. Raises as :func:`read_pdf` does for files that do not open."""
    with _opened(data) as document:
        return len(document)


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


def _page_text(document: Any, number: int) -> tuple[str, bool]:
    """Return the text of a page and whether an image stands on it."""
    page = document[number]
    try:
        text = stamped_text(document, page, number)
        has_image = any(True for _ in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3))
    finally:
        page.close()
    return text.replace("\ufffe", "-").replace("\x02", "-"), has_image
