"""OpenDocument texts: paragraphs with the numbers of their lists, tables, notes; changes accepted, comments left out."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import regex
from lxml import etree

from vanban.errors import KeptUnread, Refused
from vanban.files import fonts
from vanban.files.archive import check_members
from vanban.files.compose import Composer
from vanban.files.docx_package import number
from vanban.files.odt_styles import DRAW, OFFICE, STYLE, TABLE, TEXT, Look, OdtStyles
from vanban.model import BlockKind, SourceText

READER = "odt/1"

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DAMAGED = (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, TypeError, RecursionError)
_SPACE = regex.compile(r"[ \t\r\n]+")
_ONLY_NUMBERS = regex.compile(r"(?i)(?:[\W\d]|trang|page)*")
_PARAGRAPHS = frozenset((TEXT + "p", TEXT + "h"))
_SILENT = frozenset(
    (
        *(TEXT + name for name in ("tracked-changes", "note-citation", "ruby-text", "hidden-text", "hidden-paragraph")),
        *(TEXT + name for name in ("sequence-decls", "variable-decls", "user-field-decls", "index-title-template")),
        *(OFFICE + name for name in ("annotation", "annotation-end", "forms", "event-listeners", "script")),
    )
)
_PAGE_FIELDS = frozenset((TEXT + "page-number", TEXT + "page-count"))
_MARGINS = {"header": ("header", "header-first", "header-left"), "footer": ("footer", "footer-first", "footer-left")}
_UNPARSED = ("META-INF/", "Basic/", "Dialogs/", "Scripts/")  # old programs wrote document types there
_WIDEST = 1_000  # columns or blanks said in one number


def read_odt(data: bytes) -> SourceText:
    """Return the words of an OpenDocument text; ``Block.paragraph`` counts as in :func:`vanban.files.docx.read_docx`.

    Raises ``KeptUnread("encrypted")``, ``Refused("zip_bomb")`` or ``Refused("broken")``.
    """
    check_members(data, _UNPARSED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if b":encryption-data" in _member(archive, "META-INF/manifest.xml"):
                raise KeptUnread("encrypted")
            content = _parsed(archive.read("content.xml"))
            styles = _member(archive, "styles.xml")
        out = _read(content, _parsed(styles) if styles else None)
    except _DAMAGED as error:
        if isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Refused("broken", reason="odt") from error
    text, blocks = out.finish()
    return SourceText(text, "odt", READER, None, blocks)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def _read(content: Any, styles: Any | None) -> Composer:
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Refused("broken", reason="odt")
    out = Composer()
    looks = OdtStyles([content] if styles is None else [content, styles])
    page_looks = OdtStyles([] if styles is None else [styles])
    _margins(out, styles, page_looks, "header")
    walk = _Walk(looks, out, counts=True)
    walk.container(body)
    for note, at in walk.notes:
        aside = _Walk(looks, out, anchor=at, in_note=True)
        aside.container(note)
    _margins(out, styles, page_looks, "footer")
    return out


def _margins(out: Composer, styles: Any | None, looks: OdtStyles, kind: BlockKind) -> None:
    """Add page headers or footers, each wording once; one that only counts pages is left out."""
    seen: set[str] = set()
    for root in styles.iter(*(STYLE + name for name in _MARGINS[kind])) if styles is not None else ():
        if root.get(STYLE + "display") == "false":
            continue
        aside = _Walk(looks, Composer(), in_margin=True)
        aside.container(root)
        words, _ = aside.out.finish()
        if words not in seen and not _ONLY_NUMBERS.fullmatch(words):
            out.add(words, kind)
        seen.add(words)


class _Walk:
    """Goes through one story. Nesting is bounded by the XML reader (256 levels)."""

    def __init__(
        self,
        looks: OdtStyles,
        out: Composer,
        *,
        counts: bool = False,
        anchor: int | None = None,
        in_margin: bool = False,
        in_note: bool = False,
    ) -> None:
        self.out = out
        self.notes: list[tuple[Any, int | None]] = []
        self._looks = looks
        self._counts, self._anchor, self._in_margin, self._in_note = counts, anchor, in_margin, in_note
        self._counted = -1
        self._tables = 0
        self._numbers: dict[str, dict[int, int]] = {}  # by list style: where its last list stands
        self._by_id: dict[str, dict[int, int]] = {}
        self._outline: dict[int, int] = {}

    def container(self, element: Any) -> None:
        """Add the paragraphs, lists and tables of a body, cell, frame, note or section."""
        for child in element:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, "")
            elif child.tag == TEXT + "list":
                self._list(child, None, {}, 1)
            elif child.tag == TABLE + "table":
                self._table(child)
            elif not isinstance(child.tag, str) or child.tag in _SILENT or child.get(TEXT + "display") == "none":
                continue
            elif child.tag in (DRAW + "frame", DRAW + "custom-shape"):
                self._box(child, self._anchor)
            else:
                self.container(child)

    def _list(self, element: Any, style: str | None, counts: dict[int, int], level: int) -> None:
        """Add a list; a new one begins anew unless it says whom it continues."""
        style = element.get(TEXT + "style-name") or style or self._bound(element)
        if level == 1:
            said = element.get(TEXT + "continue-list")
            goes_on = element.get(TEXT + "continue-numbering") == "true"
            counts = self._by_id.get(said, {}) if said else self._numbers.get(style or "", {}) if goes_on else {}
            self._numbers[style or ""] = counts
        if name := element.get(_XML_ID):
            self._by_id[name] = counts
        for item in element:
            if item.tag not in (TEXT + "list-item", TEXT + "list-header"):
                continue
            start = number(item.get(TEXT + "start-value"), 1_000_000_000, -1)
            waits = item.tag == TEXT + "list-item"
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, style, counts, level + 1)
                elif child.tag in _PARAGRAPHS:
                    self._paragraph(child, self._next(style, counts, level, start) if waits else "", "item")
                    waits = False
                elif child.tag == TABLE + "table":
                    self._table(child)

    def _bound(self, element: Any) -> str | None:
        """Return the list style that the first paragraph's style names."""
        first = next(element.iter(*_PARAGRAPHS), None)
        return self._looks.list_of(first.get(TEXT + "style-name")) if first is not None else None

    def _next(self, style: str | None, counts: dict[int, int], level: int, start: int = -1) -> str:
        """Count one item and return its label."""
        before = counts.get(level)
        counts[level] = start if start >= 0 else self._looks.start(style, level) if before is None else before + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return self._looks.label(style, counts, level)

    def _paragraph(self, element: Any, label: str, kind: BlockKind = "paragraph") -> None:
        if self._counts:
            self._counted += 1
            self._anchor = self._counted
        style = element.get(TEXT + "style-name")
        if element.tag == TEXT + "h" or self._looks.is_title(style):
            if element.tag == TEXT + "h" and not label and element.get(TEXT + "is-list-header") != "true":
                level = number(element.get(TEXT + "outline-level"), 10, 1)
                label = self._next(None, self._outline, level) if kind != "item" else label
            kind = "heading"
        words, boxes = self._words(element, self._looks.look("paragraph", style))
        if words.strip() or any(c.isalnum() for c in label):
            self.out.add(label + words.lstrip(" "), "note" if self._in_note else kind, paragraph=self._anchor)
        for box in boxes:
            self._box(box, self._anchor)

    def _box(self, element: Any, anchor: int | None) -> None:
        """Add a frame's words; its paragraphs are not counted."""
        counts, self._counts = self._counts, False
        before, self._anchor = self._anchor, anchor
        self.container(element)
        self._counts, self._anchor = counts, before

    def _words(self, paragraph: Any, look: Look) -> tuple[str, list[Any]]:
        """Return the words of a paragraph and the frames in it."""
        pieces: list[tuple[str | None, str]] = []
        boxes: list[Any] = []
        stack: list[tuple[Any, Look, bool]] = [(paragraph, look, False)]
        while stack:
            element, here, is_tail = stack.pop()
            if is_tail:
                _put(pieces, element.tail, here)
                continue
            if element is not paragraph:
                stack.append((element, here, True))
                if self._is_left_out(element, boxes) or not isinstance(element.tag, str):
                    continue
            if element.tag == TEXT + "span":
                own = self._looks.look("text", element.get(TEXT + "style-name"))
                here = Look(
                    here.font if own.font is None else own.font, here.hidden if own.hidden is None else own.hidden
                )
            _written(pieces, element, here)
            stack.extend((child, here, False) for child in reversed(element))
        return fonts.decoded(pieces), boxes

    def _is_left_out(self, element: Any, boxes: list[Any]) -> bool:
        """Put notes and frames aside; tell whether an element adds no words to its paragraph."""
        if element.tag == TEXT + "note":
            self.notes += [(body, self._anchor) for body in element.iterchildren(TEXT + "note-body")]
            return True
        if isinstance(element.tag, str) and element.tag.startswith(DRAW) and element.tag != DRAW + "a":
            boxes.append(element)
            return True
        return element.tag in _SILENT or (self._in_margin and element.tag in _PAGE_FIELDS)

    def _table(self, element: Any) -> None:
        table, row = self._tables, 0
        self._tables += 1
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif child.tag == TABLE + "table-row":
                self._row(child, table, row)
                row += 1
            elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
                stack.append(iter(child))

    def _row(self, element: Any, table: int, row: int) -> None:
        column = 0
        for cell in element.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
            if cell.tag == TABLE + "table-cell":
                first = self._counted + 1 if self._counts else self._anchor
                mark = self.out.open_cell()
                self.container(cell)
                self.out.close_cell(mark, table, row, column, first)
            column += max(1, number(cell.get(TABLE + "number-columns-repeated"), _WIDEST, 1))


def _put(pieces: list[tuple[str | None, str]], text: str | None, look: Look) -> None:
    if text and not look.hidden:
        table = fonts.old_table(look.font)
        words = _SPACE.sub(" ", text)
        pieces.append((table, words if table else words.replace("\u00ad", "")))


def _written(pieces: list[tuple[str | None, str]], element: Any, look: Look) -> None:
    """Add what an element itself stands for, then the words at its beginning."""
    if look.hidden:
        return
    if element.tag == TEXT + "s":
        pieces.append((None, " " * max(1, number(element.get(TEXT + "c"), _WIDEST, 1))))
    elif element.tag == TEXT + "tab":
        pieces.append((None, "\t"))
    elif element.tag == TEXT + "line-break":
        pieces.append((None, "\n"))
    _put(pieces, element.text, look)
