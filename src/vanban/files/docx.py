"""Word files: body in document order with tables, text boxes and fields, headers before, footers and notes after."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import regex
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml import etree

from vanban.errors import Refused
from vanban.files.archive import check_members
from vanban.files.compose import Composer
from vanban.model import BlockKind, SourceText

READER = "docx/1"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What the libraries raise on parts that are missing, doubled or malformed.
_DAMAGED = (
    *(PythonDocxError, OpcError, etree.XMLSyntaxError),
    *(KeyError, ValueError, AttributeError, TypeError, IndexError, RecursionError),
)
_SKIPPED = frozenset((_W + "del", _W + "moveFrom", _W + "instrText", _W + "rPr", _W + "pPr", _FALLBACK))
_WRITTEN = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "-",
}
_ONLY_NUMBERS = regex.compile(r"(?i)(?:[\W\d]|trang|page)*")


def read_docx(data: bytes) -> SourceText:
    """Return all words of a Word file, one paragraph a line; deleted revisions and field codes are left out.

    Raises ``Refused("zip_bomb")`` or ``Refused("broken")``.
    """
    check_members(data)
    try:
        document = docx.Document(io.BytesIO(data))
        walk = _Walk()
        for element in _margins(document, "header"):
            walk.margin(element, "header")
        walk.container(document.element.body)
        for element in _notes(document):
            walk.container(element)
        for element in _margins(document, "footer"):
            walk.margin(element, "footer")
    except _DAMAGED as error:
        if isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Refused("broken", reason="docx") from error
    text, blocks = walk.out.finish()
    return SourceText(text, "docx", READER, None, blocks)


def _margins(document: Any, place: str) -> Iterator[Any]:
    """Yield the root elements of all headers or footers, each part once."""
    relation = RELATIONSHIP_TYPE.HEADER if place == "header" else RELATIONSHIP_TYPE.FOOTER
    for part in _parts(document, relation):
        yield part.element if hasattr(part, "element") else parse_xml(part.blob)


def _notes(document: Any) -> Iterator[Any]:
    """Yield every footnote and endnote that holds words (separators do not)."""
    for relation in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
        for part in _parts(document, relation):
            yield from parse_xml(part.blob)


def _parts(document: Any, relation: str) -> list[Any]:
    related = document.part.rels.values()
    return [r.target_part for r in related if r.reltype == relation and not r.is_external]


class _Walk:
    """Goes through block containers in document order. Nesting is bounded by the XML reader (256 levels)."""

    def __init__(self) -> None:
        self.out = Composer()
        self._tables = 0

    def margin(self, element: Any, kind: BlockKind) -> None:
        """Add a page header or footer; one that only counts pages is left out."""
        words = "\n".join(text for p in element.iter(_W + "p") if (text := _inline(p)[0].strip()))
        if not _ONLY_NUMBERS.fullmatch(words):
            self.out.add(words, kind)

    def container(self, element: Any) -> None:
        """Add the paragraphs and tables of a body, cell, text box, note or content control."""
        for child in element:
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self.container(child)

    def _paragraph(self, element: Any) -> None:
        text, boxes = _inline(element)
        self.out.add(text, _kind(element))
        for box in boxes:
            self.container(box)

    def _table(self, element: Any) -> None:
        number = self._tables
        self._tables += 1
        for row, columns in enumerate(_rows(element)):
            column = 0
            for cell in _cells(columns):
                mark = self.out.open_cell()
                self.container(cell)
                self.out.close_cell(mark, number, row, column)
                column += _span(cell)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == _W + "tr":
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _W + "tc":
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _cells(child)


def _span(cell: Any) -> int:
    """Return how many grid columns a cell takes."""
    said = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = said.get(_W + "val", "1") if said is not None else "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 and int(value) else 1


def _kind(paragraph: Any) -> BlockKind:
    """Tell headings and list items from plain paragraphs by style and numbering."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(_W + "val", "").lower().startswith(("heading", "title")):
        return "heading"
    return "item" if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else "paragraph"


def _inline(paragraph: Any) -> tuple[str, list[Any]]:
    """Return the words of a paragraph and the text boxes anchored in it."""
    parts: list[str] = []
    boxes: list[Any] = []
    stack = list(paragraph)[::-1]
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == _W + "t":
            parts.append(element.text or "")
        elif tag in _WRITTEN:
            parts.append(_WRITTEN[tag])
        elif tag == _W + "txbxContent":
            boxes.append(element)
        elif isinstance(tag, str) and tag not in _SKIPPED:
            stack.extend(list(element)[::-1])
    return "".join(parts), boxes
