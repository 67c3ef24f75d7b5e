"""Evidence files: judged by their content while still in memory, stored under their hash only when they pass (F93)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from namro.core.errors import Refusal
from namro.documents import intake, storage
from namro.tasks import wording
from namro.tasks.actions import NewEvidence
from vanban.bounded import sheets_bounded
from vanban.errors import Refused
from vanban.files.kinds import kind_of

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
_HEADER_ROWS = 40


@dataclass(frozen=True)
class Judged:
    """A file that passed; still in memory only."""

    name: str
    data: bytes
    sha256: str
    media_type: str


def judge(name: str, data: bytes) -> Judged:
    """Look at one file as a document is looked at, and let in only the kinds of MEDIA_TYPES.

    Raises Refusal ``documents.file.<code>``, or ``tasks.evidence.unsupported`` for another kind.
    """
    passed = intake.judge(data, name)
    kind = _kind(passed.name, data)
    if kind == "xlsx":
        intake.refuse_secret(text="\n".join(_cells(passed.name, data)))
    return Judged(passed.name, data, passed.sha256, MEDIA_TYPES[kind])


def judge_all(files: Iterable[tuple[str, bytes]]) -> list[Judged]:
    """Look at every file before any is stored; one bad file refuses them all."""
    given = list(files)
    if len(given) > MOST_FILES:
        raise Refusal("tasks.evidence.too_many", wording.FILES_TOO_MANY % {"limit": MOST_FILES})
    return [judge(name, data) for name, data in given]


def store(files: Sequence[Judged]) -> list[NewEvidence]:
    """Keep the files, each content once, and say where they lie."""
    return [
        NewEvidence(one.name, one.sha256, one.media_type, len(one.data), storage.keep(one.data, one.sha256).name)
        for one in files
    ]


def _kind(name: str, data: bytes) -> str:
    kind = kind_of(data, name)
    if kind == "image":
        kind = next((found for magic, found in _PICTURES if data.startswith(magic)), kind)
    if kind not in MEDIA_TYPES:
        raise Refusal("tasks.evidence.unsupported", wording.FILE_UNSUPPORTED % {"file": name})
    return kind


def _cells(name: str, data: bytes) -> Iterator[str]:
    """The first rows of every sheet, a row a line: where a mark would stand. Read in a bounded process."""
    try:
        sheets = sheets_bounded(data, _HEADER_ROWS)
    except Refused as refused:
        raise Refusal(f"documents.file.{refused.code}", intake.sentence(refused, name)) from refused
    for sheet in sheets:
        for row in sheet:
            yield "\t".join(str(cell) for cell in row if cell != "")
