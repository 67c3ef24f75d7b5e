"""What must hold for any file: a named reason, or a text whose parts stand inside it, whose finds do too, the same twice."""

from __future__ import annotations

import traceback
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vanban.errors import VanbanError
from vanban.extract import extract, to_json
from vanban.files import read
from vanban.files.bundle import may_be_bundle, members
from vanban.layout import layout
from vanban.model import SourceText
from vanban.places import where

_HERE = "vanban"
_STEP = 40  # of a text's places looked up


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a case: "read", the code of the refusal, or "fault" with the sentence that says what is wrong."""

    outcome: str
    fault: str = ""


def judge(data: bytes, name: str) -> Judged:
    """Try one file as every caller would. Catches everything: a fault is an answer."""
    try:
        if may_be_bundle(data, name):
            _take_apart(data, name)
        source = _read(data, name)
        if isinstance(source, str):
            again = _read(data, name)
            return Judged(source, "" if source == again else f"refused as {source}, then {again}")
        faults = list(_faults(source, data, name))
        return Judged("fault", faults[0]) if faults else Judged("read")
    except MemoryError:
        return Judged("fault", "more memory than there is")
    except Exception as error:
        return Judged("fault", f"{type(error).__name__}: {str(error)[:120]} at {_place(error)}")


def _read(data: bytes, name: str) -> SourceText | str:
    try:
        return read(data, name, ocr=False)
    except VanbanError as error:
        return error.code


def _take_apart(data: bytes, name: str) -> None:
    try:
        found = members(data, name)
    except VanbanError:
        return
    for path in [one.name for one in found.members] + [one.name for one in found.left]:
        if not path or path.startswith("/") or ".." in path.split("/") or "\\" in path or not path.isprintable():
            raise ValueError(f"unsafe name {path!r}")


def _faults(source: SourceText, data: bytes, name: str) -> Iterator[str]:
    """Yield what is wrong with a text or with what is found in it."""
    text = source.text
    unchanged = source.format == "txt" and source.encoding == "utf-8" and "damaged_bytes" not in source.warnings
    if not unchanged and not unicodedata.is_normalized("NFC", text):
        yield "the text is not NFC"
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        yield "the text holds NUL or lone surrogates"
    yield from _misplaced(source)
    if _read(data, name) != source:
        yield "another text on the second reading"
    found = extract(source)
    for one in found:
        if not 0 <= one.start < one.end <= len(text):
            yield f"a find outside the text: {one.type} {one.start}-{one.end} of {len(text)}"
            return
        to_json(one, text)
    if extract(source) != found:
        yield "other finds on the second run"
    if any(not 0 <= part.start <= part.end <= len(text) for part in layout(source)):
        yield "a part of the layout outside the text"


def _misplaced(source: SourceText) -> Iterator[str]:
    length = len(source.text)
    if any(not 0 <= block.start <= block.end <= length for block in source.blocks):
        yield "a block outside the text"
    if any(one.start > other.start for one, other in pairwise(source.blocks)):
        yield "blocks out of order"
    if any(not 0 <= place.start < place.end <= length for place in source.places):
        yield "a place outside the text"
    if any(one.end > other.start for one, other in pairwise(source.places)):
        yield "places that overlap"
    for offset in range(0, length, max(1, length // _STEP)):
        where(source, offset)


def _place(error: BaseException) -> str:
    """Return where an error rose: the last line of our own code."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if f"/{_HERE}/" in frame.filename.replace("\\", "/")] or frames
    return f"{own[-1].filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{own[-1].lineno}" if own else "?"
