"""Files on disk, named by their content, behind Django's storage; readable by the installation's account alone."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from namro.documents.models import DocumentFile


class Kept(NamedTuple):
    """Where the bytes lie; ``written_at`` only when this very call wrote them and nobody else relied on them before."""

    name: str
    written_at: datetime | None = None


def keep(data: bytes, sha256: str) -> Kept:
    """Write the bytes unless they are there already. A file cut short by a crash is replaced."""
    name = f"{sha256[:2]}/{sha256}"
    existed = default_storage.exists(name)
    if existed:
        if default_storage.size(name) == len(data):
            with suppress(FileNotFoundError):
                os.utime(default_storage.path(name))  # tells the act that wrote it that it is no longer its alone
                return Kept(name)
        default_storage.delete(name)
    name = default_storage.save(name, ContentFile(data))
    return Kept(name, None if existed else default_storage.get_modified_time(name))


def take_back(kept: Kept) -> None:
    """Remove what an act that failed has written, unless it was there before or somebody else took to it since.

    Evidence of the rooms above lies in the same folder, and a file belongs to all who hold the same bytes.
    """
    with suppress(FileNotFoundError):
        if kept.written_at is not None and default_storage.get_modified_time(kept.name) == kept.written_at:
            default_storage.delete(kept.name)


def opened(file: DocumentFile) -> File[bytes]:
    """The stored file, open for reading."""
    return default_storage.open(file.stored_as, "rb")


def content(file: DocumentFile) -> bytes:
    """The stored bytes."""
    with opened(file) as stream:
        return bytes(stream.read())
