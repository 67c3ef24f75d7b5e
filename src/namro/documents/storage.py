"""Files on disk, named by their content, behind Django's storage; readable by the installation's account alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from namro.documents.models import DocumentFile


class Altered(Exception):
    """The stored bytes are gone, or are not those that were taken in."""


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
    """The stored bytes. Raises Altered when they are not those that were taken in."""
    try:
        with opened(file) as stream:
            data = bytes(stream.read())
    except FileNotFoundError:
        raise Altered(file.stored_as) from None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Altered(file.stored_as)
    return data


def every() -> Iterator[str]:
    """The names of all files that were taken in and lie on the disk."""
    if default_storage.exists(""):
        for folder in default_storage.listdir("")[0]:
            if len(folder) == 2:
                yield from (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])


def first_altered(kept: Iterable[tuple[str, str]]) -> str:
    """The first of the stored names, each with its hash, whose bytes are gone or altered; "" when all are whole."""
    for name, sha256 in kept:
        try:
            with default_storage.open(name, "rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                    return name
        except OSError:
            return name
    return ""
