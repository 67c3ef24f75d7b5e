"""Evidence files: judged by their content while still in memory, stored under their hash only when they pass (F93)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import python_calamine
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.functional import Promise

from namro.core.errors import Refusal
from namro.core.text import clean_line
from namro.tasks import wording
from namro.tasks.actions import NewEvidence
from vanban import secrecy
from vanban.bounded import read_bounded
from vanban.errors import KeptUnread, VanbanError
from vanban.files.kinds import kind_of, refuse_unlike

SIZE_LIMIT = 20 * 1024 * 1024
MOST_FILES = 10
_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
}
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_SENTENCES: dict[str, Promise] = {
    "empty": wording.FILE_EMPTY,
    "too_large": wording.FILE_TOO_LARGE,
    "not_what_it_says": wording.FILE_UNLIKE,
    "unsupported": wording.FILE_UNSUPPORTED,
    "secret": wording.FILE_SECRET,
}


@dataclass(frozen=True)
class Judged:
    """A file that passed; still in memory only."""

    name: str
    data: bytes
    media_type: str


def judge(name: str, data: bytes) -> Judged:
    """Look at one file. Raises Refusal ``tasks.evidence.<code>``: empty, too_large, unsupported, not_what_it_says,
    broken, secret, or another code of the reader."""
    name = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])[:200] or "file"
    try:
        kind = _kind(name, data)
        degree = None if settings.NAMRO_ISOLATED_LAN else secrecy.mark(_lines(kind, name, data), filename=name)
    except VanbanError as error:
        raise _refusal(error.code, name) from error
    if degree:
        raise _refusal("secret", name)
    return Judged(name, data, MEDIA_TYPES[kind])


def judge_all(files: Iterable[tuple[str, bytes]]) -> list[Judged]:
    """Look at every file before any is stored; one bad file refuses them all."""
    given = list(files)
    if len(given) > MOST_FILES:
        raise Refusal("tasks.evidence.too_many", wording.FILES_TOO_MANY % {"limit": MOST_FILES})
    return [judge(name, data) for name, data in given]


def store(files: Sequence[Judged]) -> list[NewEvidence]:
    """Put the files under the hash of their content, each content once, and say where they lie."""
    return [NewEvidence(one.name, *_stored(one)) for one in files]


def _stored(one: Judged) -> tuple[str, str, int, str]:
    digest = hashlib.sha256(one.data).hexdigest()
    place = f"evidence/{digest[:2]}/{digest}"
    if not default_storage.exists(place):
        place = default_storage.save(place, ContentFile(one.data))
    return digest, one.media_type, len(one.data), place


def _kind(name: str, data: bytes) -> str:
    if not data:
        raise _refusal("empty", name)
    if len(data) > SIZE_LIMIT:
        raise _refusal("too_large", name)
    kind = kind_of(data, name)
    refuse_unlike(kind, name)
    if kind == "image":
        kind = next((found for magic, found in _PICTURES if data.startswith(magic)), kind)
    if kind not in MEDIA_TYPES:
        raise _refusal("unsupported", name)
    return kind


def _lines(kind: str, name: str, data: bytes) -> Iterator[str]:
    if kind == "xlsx":
        yield from _cells(name, data)
    elif kind in {"pdf", "docx", "txt"}:
        try:
            yield from read_bounded(data, name, limit=SIZE_LIMIT).text.splitlines()
        except KeptUnread:
            return


def _cells(name: str, data: bytes) -> Iterator[str]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            for row in book.get_sheet_by_name(sheet).to_python()[:40]:
                yield "\t".join(str(cell) for cell in row if cell != "")
    except (
        python_calamine.CalamineError,
        python_calamine.PasswordError,
        python_calamine.ZipError,
        OSError,
        ValueError,
    ) as error:
        raise _refusal("broken", name) from error


def _refusal(code: str, name: str) -> Refusal:
    limit = SIZE_LIMIT // (1024 * 1024)
    return Refusal(f"tasks.evidence.{code}", _SENTENCES.get(code, wording.FILE_BROKEN) % {"file": name, "limit": limit})
