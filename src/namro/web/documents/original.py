"""A text on the pages of its file: what of it is lit, as boxes drawn over the images of the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from namro.documents import queries, storage
from namro.documents.models import DocumentFile, SourceText
from vanban import places
from vanban.bounded import page_sizes_bounded
from vanban.errors import VanbanError
from vanban.model import SourceText as Read

VIEW = "original"  # ?view=original
UNIT = 10_000  # the width of a page in the units of its drawing
TAG = 270  # the height of a number in the margin
_DRAWABLE = frozenset(("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"))
_A4 = (595.0, 842.0)
_AIR = 25  # between words and the line around them
_PIXELS = 110 / 72  # a point as the images are drawn


@dataclass(frozen=True)
class Spot:
    """Words to light: their place in the text, what they are, where they lead."""

    start: int
    end: int
    label: str
    classes: str
    href: str
    tag: str = ""
    now: bool = False

    @property
    def key(self) -> str:
        """The name of the place in addresses."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True)
class Lit:
    """What of a spot stands on one page: a box a line (x, y, width, height). ``first`` begins the spot."""

    spot: Spot
    boxes: list[tuple[int, int, int, int]]
    first: bool

    @property
    def anchor(self) -> str:
        """The name to jump to. Numbered spots have none: htmx would give what has a name its old looks for a moment."""
        return f"c{self.spot.key}" if self.first and not self.spot.tag else ""

    @property
    def top(self) -> int:
        """Where its number stands in the margin."""
        return self.boxes[0][1]

    @property
    def foot(self) -> int:
        """The line on which the number is written."""
        return self.boxes[0][1] + TAG * 4 // 5


@dataclass(frozen=True)
class Sheet:
    """One page: its image's size in pixels, the height of its drawing, what is lit on it."""

    number: int
    width: int
    height: int
    tall: int
    lit: list[Lit]


def drawable(file: DocumentFile | None) -> bool:
    """Whether pages of the file can be drawn for the screen."""
    return file is not None and file.media_type in _DRAWABLE


def offered(source: SourceText | None) -> bool:
    """Whether the text can be shown on its pages."""
    return source is not None and drawable(source.file) and queries.has_places(source)


def sheets(source: SourceText, spots: Iterable[Spot], span: tuple[int, int] | None = None) -> list[Sheet]:
    """The pages on which the text, or the part ``span`` of it, stands, with the spots lit on them."""
    placed, (begin, end) = queries.places_of(source), span or (0, len(source.text))
    here = [one.page for one in placed if begin <= one.start < end]
    sizes = _sizes(source.file) if source.file else []
    first = min(here, default=0) if begin else 0
    last = max(here, default=-1) if end < len(source.text) else max(max(here, default=0), len(sizes) - 1)
    lit = _lit(Read(source.text, "pdf", source.reader, places=placed), spots)
    return [
        _sheet(page, sizes[page] if page < len(sizes) else _A4, lit.get(page, [])) for page in range(first, last + 1)
    ]


def _lit(read: Read, spots: Iterable[Spot]) -> dict[int, list[tuple[Spot, list[places.Box], bool]]]:
    """What stands on which page. Of two spots of one place only one is the first."""
    found: dict[int, list[tuple[Spot, list[places.Box], bool]]] = {}
    named: set[str] = set()
    for spot in spots:
        by_page: dict[int, list[places.Box]] = {}
        for page, box in places.boxes(read, spot.start, spot.end):
            by_page.setdefault(page, []).append(box)
        for page, boxes in by_page.items():
            found.setdefault(page, []).append((spot, boxes, spot.key not in named))
            named.add(spot.key)
    return found


def _sheet(page: int, size: tuple[float, float], lit: Sequence[tuple[Spot, list[places.Box], bool]]) -> Sheet:
    width, height = size
    tall = round(UNIT * height / width)
    found = [Lit(spot, [_drawn(box, tall) for box in boxes], first) for spot, boxes, first in lit]
    return Sheet(page + 1, round(width * _PIXELS), round(height * _PIXELS), tall, found)


def _drawn(box: places.Box, tall: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    above, below = round(top * tall / UNIT) - _AIR, round(bottom * tall / UNIT) + _AIR
    return left - _AIR, above, right - left + 2 * _AIR, below - above


def _sizes(file: DocumentFile) -> list[tuple[float, float]]:
    """The sizes of the pages of a PDF, asked once and kept beside its page images, so that pages stand before they are drawn."""
    if file.media_type != "application/pdf":
        return []
    name = f"pages/{file.sha256}/sizes.json"
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as stream:
            return [(width, height) for width, height in json.load(stream)]
    try:
        found = [one if min(one) > 0 else _A4 for one in page_sizes_bounded(storage.content(file))]
    except (VanbanError, storage.Altered):
        return []
    default_storage.save(name, ContentFile(json.dumps(found).encode()))
    return found
