"""What a PDF says about itself and carries beside its pages: properties, XMP packets, attached files."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from vanban.worn.members import Member, Room
from vanban.worn.pictures import of_xmp

_PROPERTIES = ("Title", "Subject", "Keywords", "Category", "Classification")
_PACKETS = 8
_LONGEST_PACKET = 256 * 1024
_MOST_ATTACHED = 200
_MOST_PAGES = 500
_MOST_NOTES = 500  # annotations of one page


def of_pdf(data: bytes, room: Room) -> tuple[list[str], list[Member]]:
    """Return the words of the properties and the attached files; of a PDF that does not open only the open XMP packets."""
    said = list(_packets(data))
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return said, []
    try:
        said += [document.get_metadata_value(name) for name in _PROPERTIES]
        held = [*_attached(document, room), *_pinned(document, room)]
    except pypdfium2.PdfiumError:
        held = [Member("", None)]
    finally:
        document.close()
    return said, held


def _packets(data: bytes) -> Iterator[str]:
    at = 0
    for _ in range(_PACKETS):
        at = data.find(b"<x:xmpmeta", at)
        if at < 0:
            return
        end = data.find(b"</x:xmpmeta>", at, at + _LONGEST_PACKET)
        end = end if end >= 0 else at + _LONGEST_PACKET
        yield from of_xmp(data[at:end].decode("utf-8", "replace"))
        at = end


def _attached(document: pypdfium2.PdfDocument, room: Room) -> Iterator[Member]:
    """The files of the document's own list."""
    count = document.count_attachments()
    for number in range(min(count, _MOST_ATTACHED)):
        yield _member(pdfium.FPDFDoc_GetAttachment(document, number), room)
    if count > _MOST_ATTACHED:
        yield Member("", None)


def _pinned(document: pypdfium2.PdfDocument, room: Room) -> Iterator[Member]:
    """The files pinned to pages as notes."""
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        try:
            for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
                note = pdfium.FPDFPage_GetAnnot(page, place)
                if note and pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                    yield _member(pdfium.FPDFAnnot_GetFileAttachment(note), room)
                if note:
                    pdfium.FPDFPage_CloseAnnot(note)
        finally:
            page.close()


def _member(attachment: object, room: Room) -> Member:
    if not attachment:
        return Member("", None)
    size = pdfium.FPDFAttachment_GetName(attachment, None, 0)
    name = ctypes.create_string_buffer(min(size, 4096))
    pdfium.FPDFAttachment_GetName(attachment, ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR)), len(name))
    called = name.raw.decode("utf-16-le", "replace").rstrip("\0")
    length = ctypes.c_ulong()
    if not pdfium.FPDFAttachment_GetFile(attachment, None, 0, length):
        return Member(called, None)
    if length.value > room.left:
        return Member(called, None)
    content = ctypes.create_string_buffer(length.value)
    if not pdfium.FPDFAttachment_GetFile(attachment, content, length.value, length):
        return Member(called, None)
    room.take(length.value)
    return Member(called, content.raw)
