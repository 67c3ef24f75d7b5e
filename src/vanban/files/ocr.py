"""Scans and pictures of pages: their words by Debian's tesseract, page by page, put together as one text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby

import regex

from vanban.errors import KeptUnread, Refused
from vanban.files import ocr_engine as engine
from vanban.files.compose import tidy
from vanban.files.ocr_margins import in_margins
from vanban.files.ocr_page import POOR, Piece, ScannedPage, frames, opened, read_page
from vanban.model import Block, Place, SourceText

READER = "ocr/1"
MOST_PAGES = 500
DPI = 200

Progress = Callable[[int, int], None]

_UNREAD_PAGE = regex.compile(r"(?:page_without_text|garbled_page):(\d+)")


def reader() -> str | None:
    """Return the name of the reader with tesseract's version; None where scans cannot be read."""
    version = engine.version()
    return f"{READER} tesseract {version}" if version else None


def with_scans(reader_of_words: Callable[[bytes], SourceText] | None, kind: str, data: bytes) -> SourceText:
    """Return what a reader gives, its scanned pages recognised. Without tesseract: what the reader gives or raises."""
    base, pages = None, None
    try:
        if reader_of_words is None:
            raise KeptUnread("no_text_layer", found=kind)
        base = reader_of_words(data)
    except KeptUnread as unread:
        if unread.code != "no_text_layer" or engine.version() is None:
            raise
        pages = unread.params.get("pages")
    if base is not None and (not unread_pages(base) or engine.version() is None):
        return base
    return read_scan(data, kind, base, pages)


def read_scan(
    data: bytes, kind: str, base: SourceText | None, pages: int | None, progress: Progress | None = None
) -> SourceText:
    """Return the text of a picture or PDF with the words of its scanned pages, all cores at work.

    ``base`` is what the PDF's own text layer gave (None where there is none); ``pages`` how many pages the file has.
    ``progress`` hears (pages done, pages to do).
    """

    def one(number: int) -> ScannedPage | None:
        try:
            return scanned_page(data, kind, number)
        except Refused as refused:
            if refused.code != "timeout":
                raise
            return None

    return assembled(kind, base, read_all(one, wanted(base, pages or page_count(data, kind)), progress))


def page_count(data: bytes, kind: str) -> int:
    """Return the number of pages of a picture or a PDF."""
    if kind == "pdf":
        from vanban.files import pdf

        return pdf.page_count(data)
    try:
        return frames(data)
    except (OSError, ValueError, SyntaxError) as error:
        raise KeptUnread("no_text_layer", reason=type(error).__name__) from None


def scanned_page(data: bytes, kind: str, number: int) -> ScannedPage:
    """Recognise one page (from 0)."""
    try:
        if kind == "pdf":
            from vanban.files import pdf

            image = opened(pdf.page_images(data, number, 1, DPI)[0])
        else:
            image = opened(data, number)
        return read_page(image)
    except (OSError, ValueError, SyntaxError, IndexError) as error:
        raise KeptUnread("no_text_layer", reason=type(error).__name__) from None


def unread_pages(source: SourceText) -> list[int]:
    """Return the pages (from 0) of a PDF that its text layer left unread."""
    found = (_UNREAD_PAGE.fullmatch(warning) for warning in source.warnings)
    return sorted({int(match[1]) - 1 for match in found if match})


def wanted(base: SourceText | None, pages: int) -> list[int]:
    """Return the pages to recognise, at most MOST_PAGES of them."""
    return (unread_pages(base) if base else list(range(pages)))[:MOST_PAGES]


def read_all(
    one: Callable[[int], ScannedPage | None], numbers: Sequence[int], progress: Progress | None = None
) -> dict[int, ScannedPage | None]:
    """Read pages with as many children as there are cores; ``progress`` hears (done, all) after each."""
    done: dict[int, ScannedPage | None] = {}
    with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        try:
            for number, page in zip(numbers, pool.map(one, numbers), strict=True):
                done[number] = page
                if progress:
                    progress(len(done), len(numbers))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return done


def assembled(kind: str, base: SourceText | None, pages: dict[int, ScannedPage | None]) -> SourceText:
    """Put the recognised pages into one text, in the order of the pages, among those of the text layer.

    Warnings: ``ocr``; ``ocr_page:N`` for each recognised page of a PDF that has a text layer besides; ``ocr_page_poor:N``;
    ``page_without_text:N`` for a page that could not be recognised in time. Raises ``KeptUnread("no_text_layer")`` when
    there is not one word, so that nothing is passed off as a text.
    """
    read = {number: page for number, page in pages.items() if page is not None and page.words}
    if not read and base is None:
        raise KeptUnread("no_text_layer", pages=len(pages) or None, tried=reader())
    writer = _Writer(base, in_margins(read.values()))
    for number in sorted(read):
        writer.add(number, read[number])
    text, blocks, places = writer.finish()
    named = reader() or READER
    kept = tuple(code for code in base.warnings if not _UNREAD_PAGE.fullmatch(code)) if base else ()
    failed = tuple(f"page_without_text:{n + 1}" for n, page in sorted(pages.items()) if page is None)
    each = tuple(f"ocr_page:{n + 1}" for n in sorted(read)) if base else ()
    poor = tuple(f"ocr_page_poor:{n + 1}" for n, page in sorted(read.items()) if page.sure < POOR)
    count = base.pages if base else len(pages)
    name = f"{named} + {base.reader}" if base else named
    form = "pdf" if kind == "pdf" else "image"
    warnings = (*kept, *(("ocr",) if read else ()), *each, *poor, *failed)
    return SourceText(text, form, name, None, blocks, warnings, count, places)


class _Writer:
    """Writes pages one after another, those of the text layer as they stand."""

    def __init__(self, base: SourceText | None, margins: frozenset[Piece]) -> None:
        self._base, self._margins = base, margins
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._places: list[Place] = []
        self._copied = 0  # offset in the base up to which it was taken over
        self._table = (
            1 + max((block.table for block in base.blocks if block.table is not None), default=-1) if base else 0
        )
        self._edges: tuple[int, ...] = ()
        self._rows = 0

    def add(self, number: int, page: ScannedPage) -> None:
        """Write one recognised page."""
        self._copy_before(number)
        tables = {piece.cell[0] for piece in page.pieces if piece.cell}
        first = {table: self._numbered(page, table, table == min(tables)) for table in sorted(tables)}
        line = 0
        for table, group in groupby(page.pieces, key=lambda piece: piece.cell and piece.cell[0]):
            for piece in group:
                start_row = first[table] if table is not None else (0, 0)
                line = self._piece(piece, number, line, start_row)
        body = [piece for piece in page.pieces if piece not in self._margins]
        self._edges = page.edges[-1] if page.edges and body and body[-1].cell else ()

    def _numbered(self, page: ScannedPage, table: int, is_first: bool) -> tuple[int, int]:
        """The number of a table and of its first row; one that goes on from the page before keeps its number."""
        rows = 1 + max(piece.cell[1] for piece in page.pieces if piece.cell and piece.cell[0] == table)
        edges = page.edges[table]
        before = [piece for piece in page.pieces[: self._place_of(page, table)] if piece not in self._margins]
        if is_first and not before and _alike(edges, self._edges):
            start = (self._table - 1, self._rows)
            self._rows += rows
            return start
        self._table += 1
        self._rows = rows
        return (self._table - 1, 0)

    @staticmethod
    def _place_of(page: ScannedPage, table: int) -> int:
        return next(n for n, piece in enumerate(page.pieces) if piece.cell and piece.cell[0] == table)

    def _piece(self, piece: Piece, number: int, line: int, table: tuple[int, int]) -> int:
        start = self._length
        for words in piece.lines:
            line = self._line(words, number, line)
        end = max(start, self._length - 1) if self._length > start else start
        if piece.cell:
            _, row, column = piece.cell
            cell = Block("cell", start, end, table=table[0], row=table[1] + row, column=column, page=number)
            self._blocks.append(cell)
        elif end > start:
            self._blocks.append(Block("footer" if piece in self._margins else "paragraph", start, end, page=number))
        return line

    def _line(self, words: Iterable[object], number: int, line: int) -> int:
        """Write words as one line of text; words of a joined cell stand on several lines of the page."""
        text = ""
        bottom = None
        for word in words:
            said = tidy(word.text)  # type: ignore[attr-defined]
            box = word.box  # type: ignore[attr-defined]
            if not said:
                continue
            if bottom is not None and box[1] >= bottom:
                line += 1
                bottom = box[3]
            bottom = min(bottom, box[3]) if bottom is not None else box[3]
            start = self._length + len(text) + bool(text)
            text += (" " if text else "") + said
            self._places.append(Place(start, start + len(said), number, line, box))
        if text:
            self._parts.append(text + "\n")
            self._length += len(text) + 1
        return line + 1

    def _copy_before(self, number: int | None) -> None:
        """Take over the text layer of the pages before one (all the rest for None)."""
        base = self._base
        if base is None:
            return
        later = (block.start for block in base.blocks if number is not None and (block.page or 0) > number)
        own = [block for block in base.blocks if block.page is not None and block.page == number]
        stop = min((block.start for block in own), default=min(later, default=len(base.text)))
        self._copy(self._copied, stop)
        self._copied = max([stop, *(min(len(base.text), block.end + 1) for block in own)])

    def _copy(self, start: int, stop: int) -> None:
        if stop <= start or self._base is None:
            return
        by = self._length - start
        text = self._base.text[start:stop]
        self._parts.append(text)
        self._length += len(text)
        if not text.endswith("\n"):
            self._parts.append("\n")
            self._length += 1
        inside = (block for block in self._base.blocks if start <= block.start and block.end <= stop)
        self._blocks += [replace(block, start=block.start + by, end=block.end + by) for block in inside]
        held = (place for place in self._base.places if start <= place.start and place.end <= stop)
        self._places += [replace(place, start=place.start + by, end=place.end + by) for place in held]

    def finish(self) -> tuple[str, tuple[Block, ...], tuple[Place, ...]]:
        self._copy_before(None)
        return "".join(self._parts), tuple(self._blocks), tuple(self._places)


def _alike(edges: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """Tell whether two tables have the same columns; pages lie a little askew and aside."""
    if len(edges) != len(others) or not edges:
        return False
    aside = edges[0] - others[0]
    return all(abs(one - other - aside) <= 150 for one, other in zip(edges, others, strict=True))
