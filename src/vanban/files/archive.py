"""Office files are zip archives: opened only after their members have been counted, inflated and looked through."""

from __future__ import annotations

import io
import zipfile
import zlib

from vanban.errors import Refused

MAX_MEMBERS = 5_000
MAX_INFLATED = 200 * 1024 * 1024  # bytes, all members together
MAX_MARKUP = 80 * 1024 * 1024  # bytes, all XML members together: their tree takes ten times as much memory
MAX_RATIO = 200  # inflated to stored, for members beyond _RATIO_FROM
_RATIO_FROM = 4 * 1024 * 1024
_CHUNK = 1 << 16

_MAIN_MEMBERS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
)
_OPEN_FORMATS = {"text": "odt", "text-template": "odt", "spreadsheet": "ods", "spreadsheet-template": "ods"}
_MIMETYPE = 100  # bytes of the member that names an open document's format


def zip_kind(data: bytes) -> str:
    """Return docx, xlsx, xlsb, pptx, odt, ods or zip. Raises as :func:`check_members` does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            check_directory(archive)
            if "content.xml" in members and "mimetype" in members:
                return _open_format(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise Refused("broken", reason="zip") from error
    return next((kind for member, kind in _MAIN_MEMBERS if member in members), "zip")


def _open_format(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as stream:
        said = stream.read(_MIMETYPE).decode("ascii", "replace").strip()
    return _OPEN_FORMATS.get(said.rpartition(".")[2], "odt")


def check_members(data: bytes, unparsed: tuple[str, ...] = ()) -> None:
    """Inflate every member once, counting. Raises ``Refused("zip_bomb")`` or ``Refused("broken")``.

    XML members that declare entities or a document type are refused as broken: office files have none, but for those in
    the folders ``unparsed``, which no reader gives to a parser.
    """
    inflated = markup = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_directory(archive)
            for member in archive.infolist():
                is_markup = member.filename.lower().endswith((".xml", ".rels"))
                size = 0
                with archive.open(member) as stream:
                    tail = b""
                    while chunk := stream.read(_CHUNK):
                        size += len(chunk)
                        inflated += len(chunk)
                        markup += len(chunk) if is_markup else 0
                        check_growth(size, member.compress_size, inflated, markup)
                        if is_markup and not member.filename.startswith(unparsed):
                            _refuse_declarations(tail + chunk)
                            tail = chunk[-32:]
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise Refused("broken", reason="zip") from error


def check_directory(archive: zipfile.ZipFile) -> None:
    """Refuse what the archive's own directory admits to, before anything is inflated."""
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or total > MAX_INFLATED:
        raise Refused("zip_bomb", members=len(members), inflated=total)
    for member in members:
        if member.file_size > _RATIO_FROM and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise Refused("zip_bomb", member=member.filename, inflated=member.file_size)


def check_growth(size: int, stored: int, inflated: int, markup: int) -> None:
    too_dense = size > _RATIO_FROM and size > MAX_RATIO * max(1, stored)
    if too_dense or inflated > MAX_INFLATED or markup > MAX_MARKUP:
        raise Refused("zip_bomb", inflated=inflated)


def _refuse_declarations(chunk: bytes) -> None:
    """Refuse document types and entities in any encoding that keeps ASCII apart by NULs only."""
    flat = chunk.replace(b"\x00", b"").upper() if b"\x00" in chunk else chunk.upper()
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
        raise Refused("broken", reason="entities")
