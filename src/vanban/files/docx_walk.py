"""Goes through the stories of a Word file: paragraphs with their numbers, tables, text boxes, as if all changes were accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vanban.files.compose import Composer
from vanban.files.docx_numbering import Numbering
from vanban.files.docx_package import MC, W, is_on, number, val
from vanban.files.docx_runs import Inline, Runs, chosen
from vanban.files.docx_styles import Style, Styles, hidden_of, is_heading, number_of, outline_of
from vanban.model import BlockKind

_LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "sectPr"))
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_WIDEST = 1000  # columns


@dataclass(slots=True)
class _Open:
    """A paragraph whose mark is deleted or hidden: the next one goes on in its line."""

    held: Inline
    at: int | None
    properties: Any
    style: Style


class Walk:
    """Collects the words of a story. Nesting is bounded by the XML reader (256 levels)."""

    def __init__(self, styles: Styles, numbering: Numbering, out: Composer) -> None:
        self.out = out
        self.notes: dict[tuple[str, str], int | None] = {}
        self.has_inserted_files = False
        self._styles, self._numbering = styles, numbering
        self._runs = Runs(styles)
        self._tables = 0
        self._counted = -1
        self._anchor: int | None = None
        self._in_note = False
        self._beside = True  # beside the body: paragraphs here have no number of their own

    def body(self, element: Any, runs: Runs) -> None:
        """Read the body: the story whose paragraphs are counted."""
        self._runs, self._beside = runs, False
        self._container(element)
        self._beside = True

    def story(self, element: Any, runs: Runs) -> None:
        """Read a header or footer."""
        self._runs = runs
        self._container(element)

    def note(self, element: Any, runs: Runs, anchor: int | None) -> None:
        """Read a note; ``anchor`` is the paragraph of the body that it belongs to."""
        self._runs, self._anchor, self._in_note = runs, anchor, True
        self._container(element)
        self._anchor, self._in_note = None, False

    def _container(self, element: Any) -> None:
        """Add the paragraphs and tables of a body, cell, text box, note or content control."""
        open_one: _Open | None = None
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif child.tag == W + "p":
                open_one = self._paragraph(child, open_one)
            elif child.tag == W + "tbl":
                self._close(open_one)
                open_one = None
                self._table(child)
            elif child.tag == MC + "AlternateContent":
                stack.append(iter(chosen(child)))
            elif not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
                self._pass_over(child)
            else:
                self.has_inserted_files |= child.tag in (W + "altChunk", W + "subDoc")
                stack.append(iter(child))
        self._close(open_one)

    def _next_number(self) -> int | None:
        if self._beside:
            return self._anchor
        self._counted += 1
        return self._counted

    def _pass_over(self, element: Any) -> None:
        """Count the paragraphs of what is not shown, so that the others keep their numbers."""
        if not self._beside and isinstance(element.tag, str):
            self._counted += sum(not _in_box(p, element) for p in element.iter(W + "p"))

    def _paragraph(self, element: Any, before: _Open | None) -> _Open | None:
        """Add a paragraph to the one left open before it, and close it unless its mark is not there for the reader."""
        at = self._next_number()
        properties = element.find(W + "pPr")
        style = self._styles.paragraph(val(properties.find(W + "pStyle")) if properties is not None else None)
        held = self._runs.read(element, style)
        for note in held.notes:
            self.notes.setdefault(note, at)
        if before is not None:
            at = before.at if before.held.pieces else at
            before.held.add(held)
            held = before.held
        opened = _Open(held, at, properties, style)
        if self._goes_on(properties, style):
            return opened
        self._close(opened)
        return None

    def _goes_on(self, properties: Any | None, style: Style) -> bool:
        """Tell whether a paragraph's mark is deleted, moved away or hidden, or a big initial of the next paragraph."""
        if properties is None:
            return bool(style.hidden)
        frame = properties.find(W + "framePr")
        if frame is not None and (val(frame, "dropCap") or "none") != "none":
            return True
        mark = properties.find(W + "rPr")
        if mark is None:
            return bool(style.hidden)
        if mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None:
            return True
        hidden = hidden_of(mark)
        return bool(style.hidden if hidden is None else hidden) or is_on(mark.find(W + "specVanish"))

    def _close(self, one: _Open | None) -> None:
        """Write a paragraph with its number, then the text boxes that hang on it."""
        if one is None:
            return
        words = one.held.text()
        numbered = self._number(one)
        label, kind = "", "paragraph"
        if numbered is not None and (words.strip() or not self._is_gone(one)):
            label, kind = self._numbering.label(*numbered), "item"
        if is_heading(one.style, outline_of(one.properties)):
            kind = "heading"
        if words.strip() or any(c.isalnum() for c in label):
            self.out.add(label + words.lstrip(" "), "note" if self._in_note else _KINDS[kind], paragraph=one.at)
        beside, anchor = self._beside, self._anchor
        for box in one.held.boxes:
            self._beside, self._anchor = True, one.at
            self._container(box)
        self._beside, self._anchor = beside, anchor

    def _is_gone(self, one: _Open) -> bool:
        """Tell whether an empty paragraph is deleted or hidden as a whole, mark included: it is not counted either."""
        return self._goes_on(one.properties, one.style)

    def _number(self, one: _Open) -> tuple[str, int] | None:
        """Return list and level of a paragraph, its own before its style's; list "0" switches numbering off."""
        own = number_of(one.properties)
        styled = one.style.number
        name = own[0] if own and own[0] else styled[0] if styled else ""
        if not name or name == "0":
            return None
        level = own[1] if own and own[1] is not None else None
        if level is None and own is not None and own[0]:
            level = 0
        if level is None and styled is not None:
            level = styled[1]
        bound = val(one.properties.find(W + "pStyle")) if one.properties is not None else None
        return name, self._numbering.level_of(name, level, bound)

    def _table(self, element: Any) -> None:
        table = self._tables
        self._tables += 1
        row_number = 0
        merged: set[int] = set()
        for row in _unwrapped(element, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self._pass_over(row)
                continue
            column = _count(properties, "gridBefore", 0)
            for cell in _unwrapped(row, W + "tc"):
                column += self._cell(cell, table, row_number, column, merged)
            row_number += 1

    def _cell(self, cell: Any, table: int, row: int, column: int, merged: set[int]) -> int:
        """Add one cell and return how many columns it takes; the rest of a merged cell stays empty."""
        properties = cell.find(W + "tcPr")
        down = properties.find(W + "vMerge") if properties is not None else None
        across = properties.find(W + "hMerge") if properties is not None else None
        goes_on = down is not None and (val(down) or "continue") == "continue" and column in merged
        if down is None:
            merged.discard(column)
        else:
            merged.add(column)
        if across is not None and (val(across) or "continue") == "continue" and column:
            self._pass_over(cell)
            return 1
        if properties is not None and properties.find(W + "cellDel") is not None:
            self._pass_over(cell)
            return 0
        first = None if self._beside else self._counted + 1
        mark = self.out.open_cell()
        if goes_on:
            self._pass_over(cell)
        else:
            self._container(cell)
        self.out.close_cell(mark, table, row, column, self._anchor if first is None else first)
        return max(1, _count(properties, "gridSpan", 1))


_KINDS: dict[str, BlockKind] = {"paragraph": "paragraph", "item": "item", "heading": "heading"}


def _unwrapped(element: Any, wanted: str) -> Iterator[Any]:
    """Yield rows of a table or cells of a row, those inside content controls too."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            stack.append(iter(child))


def _count(properties: Any | None, name: str, default: int) -> int:
    said = properties.find(W + name) if properties is not None else None
    value = number(val(said), _WIDEST, default)
    return value if value >= 0 else default


def _in_box(paragraph: Any, top: Any) -> bool:
    parent = paragraph.getparent()
    while parent is not None and parent is not top:
        if parent.tag == W + "txbxContent":
            return True
        parent = parent.getparent()
    return False
