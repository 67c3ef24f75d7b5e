"""Files on disk, named by their content, behind Django's storage; readable by the installation's account alone."""

from __future__ import annotations

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from namro.documents.models import DocumentFile


def keep(data: bytes, sha256: str) -> str:
    """Write the bytes unless they are there already; returns the stored name. A file cut short by a crash is replaced."""
    name = f"{sha256[:2]}/{sha256}"
    if default_storage.exists(name):
        if default_storage.size(name) == len(data):
            return name
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))


def remove(name: str) -> None:
    """Take back what ``keep`` wrote for an act that failed."""
    default_storage.delete(name)


def opened(file: DocumentFile) -> File[bytes]:
    """The stored file, open for reading."""
    return default_storage.open(file.stored_as, "rb")


def content(file: DocumentFile) -> bytes:
    """The stored bytes."""
    with opened(file) as stream:
        return bytes(stream.read())
