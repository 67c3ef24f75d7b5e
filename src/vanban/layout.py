"""The layout of a whole document as one ordered list: every line has a kind, its place and what it stands under."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.extract import sheet_of
from vanban.model import Annotation, Context, SourceText
from vanban.notes import Notes
from vanban.parts.annex import annex_starts, read_annex
from vanban.parts.body import read_body
from vanban.parts.foot import is_foot, read_foot
from vanban.parts.head import Head, read_head
from vanban.parts.piece import PartKind, Piece
from vanban.parts.stamps import is_stamp
from vanban.rules import chrome, letterhead
from vanban.rules.grid import Grid
from vanban.rules.tables import grids
from vanban.segment import Paragraph
from vanban.sheet import Sheet

_EMPHASIS = re.compile(r"\*\*|__")
_NOTE = re.compile(r"(?:\d{1,2}|[¹²³⁰⁴-⁹]{1,2}|\[\d{1,2}\]) ?[A-ZĐÀ-Ỹ“].{20}")
_SIGNS = re.compile(r"(?:#{1,6} +)?(?:\*(?=\S))?")
_ROW_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[a-zđ])[.)]?")
ANNEX_HEAD = 12  # paragraphs in which an annex may have a letterhead of its own
_HEADLINE = 30  # paragraphs in which the headline is looked for
WIDTH = 60  # characters of a part's words in an outline
_FURNITURE: dict[str, PartKind] = {
    "caption": "caption", "image name": "caption", "stamp": "stamp", "page number": "page_number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part: ``text[start:end]`` of the source. ``parent`` is an index into the same list, ``level`` counts them up.

    ``label`` is the mark of an item as written, "table:row:column" of a cell (from 0), else empty.
    """

    kind: PartKind
    start: int
    end: int
    level: int
    label: str
    parent: int | None


@dataclass(slots=True)
class _Laid:
    """Pieces as they are put in place; parents are indices."""

    pieces: list[Piece]
    parents: list[int | None]

    def add(self, pieces: Iterable[Piece], parents: Iterable[int | None], under: int | None) -> None:
        """Add pieces with parents of their own; those without one go under ``under``."""
        base = len(self.pieces)
        for piece, parent in zip(pieces, parents, strict=True):
            self.pieces.append(piece)
            self.parents.append(under if parent is None else parent + base)


def layout(source: SourceText | str) -> list[Part]:
    """Return the parts of a document in order of place; they never overlap and every written line lies in one."""
    if isinstance(source, str):
        source = SourceText(source, "txt", "given")
    return layout_of(sheet_of(source))


def layout_of(sheet: Sheet) -> list[Part]:
    """Return the parts of a sheet already made, in source offsets."""
    drawn = grids(sheet)
    head = read_head(sheet, _above_tables(sheet, drawn))
    if not head.end or (head.kind == "Phụ lục" and head.number is None and head.motto_end is None):
        head = Head()
    tables = [grid for grid in drawn if not _lays_out(sheet, grid, head)]
    cells, celled = _cells(sheet, tables)
    noted = _noted(sheet) - celled
    cells += [Piece("footnote", sheet.paragraphs[place].start, sheet.paragraphs[place].end) for place in sorted(noted)]
    celled |= noted
    kinds = _furniture(sheet, tables)
    laid = _Laid([], [])
    laid.add(head.pieces, [None] * len(head.pieces), None)
    first = bisect_left([p.start for p in sheet.paragraphs], head.end)
    _rests(sheet, laid, sheet.paragraphs[:first], kinds, head.pieces)
    starts = [place for place in annex_starts(sheet, first) if place not in celled]
    bounds = [first, *starts, len(sheet.paragraphs)]
    official = bool(head.pieces) or bool(starts)
    for number, (begin, end) in enumerate(pairwise(bounds)):
        grouped = [sheet.paragraphs[place] for place in range(begin, end) if place not in celled]
        under: int | None = None
        if number and grouped:
            under, grouped = _annex(sheet, laid, grouped)
        _region(sheet, laid, grouped, kinds, under, official)
        limit = (sheet.paragraphs[begin].start, sheet.paragraphs[end - 1].end) if begin < end else (0, 0)
        inside = [cell for cell in cells if limit[0] <= cell.start < limit[1]]
        laid.add(inside, [None] * len(inside), under)
    return _placed(sheet, laid)


def _annex(sheet: Sheet, laid: _Laid, grouped: list[Paragraph]) -> tuple[int | None, list[Paragraph]]:
    """Add what opens an annex; return the piece the rest stands under, and the rest."""
    own = read_head(sheet, grouped[:ANNEX_HEAD])
    if own.motto_end is not None and own.kind_end is not None:
        base = len(laid.pieces)
        pieces = [Piece("annex", p.start, p.end) if p.kind == "kind" else p for p in own.pieces]
        laid.add(pieces, [None] * len(pieces), None)
        under = next(base + i for i, p in enumerate(pieces) if p.kind == "annex")
        for index, piece in enumerate(pieces):
            if piece.kind == "title" and base + index > under:
                laid.parents[base + index] = under
        taken = next((i for i, p in enumerate(grouped) if p.start >= own.end), len(grouped))
        _rests(sheet, laid, grouped[:taken], {}, pieces)
        return under, grouped[taken:]
    opened, taken = read_annex(sheet, grouped)
    under = len(laid.pieces)
    laid.add(opened, [None] * len(opened), None)
    laid.parents[under + 1 :] = [under] * (len(opened) - 1)
    return under, grouped[taken:]


def written(text: str, parts: Iterable[Part]) -> list[str]:
    """Return one line a part: its kind, a tab, two spaces a level, its words on one line and cut; NFC."""
    lines = []
    for part in parts:
        words = unicodedata.normalize("NFC", " ".join(_EMPHASIS.sub("", text[part.start : part.end]).split()))
        words = words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
        place = f"[{part.label}] " if part.kind == "cell" else ""
        lines.append(f"{part.kind}\t{'  ' * part.level}{place}{words}")
    return lines


def _above_tables(sheet: Sheet, drawn: Sequence[Grid]) -> list[Paragraph] | None:
    """Return the paragraphs above the first table of assignment, where a letterhead ends at the latest; None without one."""
    starts = [grid.start for grid in drawn if grid.columns]
    return sheet.paragraphs[: sheet.paragraph_at(min(starts))] if starts else None


def _lays_out(sheet: Sheet, grid: Grid, head: Head) -> bool:
    """Tell whether a table only sets the letterhead or the signature side by side."""
    if any(grid.start <= piece.start < grid.end for piece in head.pieces):
        return True
    return len(grid.rows) <= 3 and any(
        is_foot(sheet.text[start:end]) for row in grid.rows for start, end in row.values()
    )


def _cells(sheet: Sheet, tables: list[Grid]) -> tuple[list[Piece], set[int]]:
    """Return the cells of tables in order, and the indices of the paragraphs they stand in."""
    cells: list[Piece] = []
    for number, grid in enumerate(tables):
        placed = [(span, f"{number}:{r}:{c}") for r, row in enumerate(grid.rows) for c, span in row.items()]
        done = cells[-1].end if cells else 0
        for (start, end), label in sorted(placed, key=lambda one: (one[0][0], -one[0][1])):
            if start >= done:
                cells.append(Piece("cell", start, end, label))
                done = end
    celled: set[int] = set()
    for cell in cells:
        celled.update(range(sheet.paragraph_at(cell.start), sheet.paragraph_at(cell.end - 1) + 1))
    _number(sheet, cells, celled)
    return sorted(cells, key=lambda cell: cell.start), celled


def _noted(sheet: Sheet) -> set[int]:
    """Return the indices of the paragraphs that are notes: they stand below the signature and belong to no list there."""
    noted: set[int] = set()
    for block in sheet.blocks:
        if block.kind == "note":
            start, end = sheet.from_source(block.start, block.end)
            if start < end:
                noted.update(range(sheet.paragraph_at(start), sheet.paragraph_at(end - 1) + 1))
    return noted


def _number(sheet: Sheet, cells: list[Piece], celled: set[int]) -> None:
    """Add the row numbers that a table written one cell a line holds above its rows."""
    starts = {cell.start: cell.label for cell in cells}
    for place in range(len(sheet.paragraphs) - 1):
        p, below = sheet.paragraphs[place], sheet.paragraphs[place + 1]
        label = starts.get(below.start)
        if place not in celled and label and _ROW_NUMBER.fullmatch(sheet.text, p.start, p.end):
            cells.append(Piece("cell", p.start, p.end, f"{label.rsplit(':', 1)[0]}:0"))
            celled.add(place)


def _furniture(sheet: Sheet, tables: list[Grid]) -> dict[int, PartKind]:
    """Return what stands around the text, by where its paragraph begins: stamps, page numbers, captions, page chrome."""
    notes = Notes(Context(), len(sheet.text), frame=letterhead.read(sheet, Context()))
    notes.tables = [(grid.start, grid.end) for grid in tables]
    kinds: dict[int, PartKind] = {}
    starts = [p.start for p in sheet.paragraphs]
    for find in chrome.find(sheet, notes):
        for place in range(bisect_left(starts, find.start), bisect_left(starts, find.end)):
            if sheet.paragraphs[place].end <= find.end:
                kinds[starts[place]] = _furnished(sheet.text[starts[place] : sheet.paragraphs[place].end], find)
    return kinds


def _furnished(words: str, find: Annotation) -> PartKind:
    """Say what a line around the text is; at a page's foot the reader of the file tells place, not kind."""
    if chrome.PAGE.fullmatch(words.lower()):
        return "page_number"
    margin = find.confidence > 0.9 and find.fields["what"] == "chrome"
    if margin and is_stamp(words, within=True):
        return "stamp"
    if margin and _NOTE.match(words):
        return "footnote"
    return _FURNITURE.get(find.fields["what"], "chrome")


def _rests(
    sheet: Sheet, laid: _Laid, grouped: Sequence[Paragraph], kinds: dict[int, PartKind], pieces: Sequence[Piece]
) -> None:
    """Add what the pieces of a letterhead leave of its paragraphs, so that nothing written is lost."""
    taken = sorted((piece.start, piece.end) for piece in pieces)
    index = done = 0
    for p in grouped:
        done = max(done, p.start)
        while index < len(taken) and taken[index][0] < p.end:
            _rest(sheet, laid, done, taken[index][0], kinds.get(p.start))
            done = max(done, taken[index][1])
            index += 1
        _rest(sheet, laid, done, p.end, kinds.get(p.start))


def _rest(sheet: Sheet, laid: _Laid, start: int, end: int, kind: PartKind | None) -> None:
    words = sheet.text[start:end]
    if any(c.isalnum() for c in words):
        begin = start + len(words) - len(words.lstrip())
        laid.add([Piece(kind or "paragraph", begin, begin + len(words.strip()))], [None], None)


def _region(
    sheet: Sheet,
    laid: _Laid,
    grouped: list[Paragraph],
    kinds: dict[int, PartKind],
    under: int | None,
    official: bool,
) -> None:
    """Add the text of the document or of one annex: its body, then its end."""
    foot = read_foot(sheet, grouped, official)
    body = grouped[: foot.begin]
    if not official and (title := _headline(sheet, body, kinds)) is not None:
        kinds = {**kinds, body[title].start: "title"}
    tree = read_body(sheet, body, kinds, official or bool(foot.pieces))
    laid.add(tree.pieces, tree.parents, under)
    heads: int | None = None
    for piece in foot.pieces:
        known = kinds.get(piece.start)
        piece = Piece(known, piece.start, piece.end) if known and piece.kind in ("paragraph", "recipient") else piece
        laid.add([piece], [None], heads if piece.kind == "recipient" else under)
        heads = len(laid.pieces) - 1 if piece.kind == "recipients" else heads
    if foot.stop < len(grouped):
        _region(sheet, laid, grouped[foot.stop :], kinds, under, official)


def _headline(sheet: Sheet, grouped: Sequence[Paragraph], kinds: dict[int, PartKind]) -> int | None:
    """Return which paragraph is the headline of an article: the first that is none of the page's, when it is short."""
    place = next((i for i, p in enumerate(grouped) if p.start not in kinds), None)
    headed = next((sheet.from_source(b.start, b.end)[0] for b in sheet.blocks if b.kind == "heading"), None)
    if headed is not None and place is not None and headed != grouped[place].start:
        place = next((i for i, p in enumerate(grouped[:_HEADLINE]) if p.start == headed), place)
    if place is None or place + 1 == len(grouped):
        return None
    p = grouped[place]
    plain = p.marker is None and p.end - p.start < 220 and sheet.text[p.end - 1] not in ".:;…,"
    return place if plain else None


def _plain(sheet: Sheet, piece: Piece) -> Piece:
    """Return a piece without the signs of Markdown around its words; the marks of items are theirs."""
    if piece.kind in ("item", "recipient", "addressee"):
        return piece
    found = _SIGNS.match(sheet.text, piece.start, piece.end)
    start, end = (found.end() if found else piece.start), piece.end
    if found and found[0].endswith("*") and sheet.text[end - 1] == "*":
        end -= 1
    return Piece(piece.kind, start, end, piece.label) if start < end else piece


def _placed(sheet: Sheet, laid: _Laid) -> list[Part]:
    """Return the pieces in order of place with levels, in source offsets; what has no letter or figure is left out."""
    kept = [i for i, piece in enumerate(laid.pieces) if any(c.isalnum() for c in sheet.text[piece.start : piece.end])]
    order = sorted(kept, key=lambda i: (laid.pieces[i].start, -laid.pieces[i].end))
    index = {old: new for new, old in enumerate(order)}
    parts: list[Part] = []
    for old in order:
        piece, above = _plain(sheet, laid.pieces[old]), laid.parents[old]
        parent = index.get(above) if above is not None else None
        parent = parent if parent is not None and parent < len(parts) else None  # nothing stands under what follows it
        level = parts[parent].level + 1 if parent is not None else 0
        parts.append(Part(piece.kind, *sheet.to_source(piece.start, piece.end), level, piece.label, parent))
    return parts
