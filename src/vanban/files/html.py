"""HTML: words with their block structure, without scripts, styles and comments. Nothing is ever loaded."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from vanban.errors import Refused
from vanban.files import fonts, html_marks
from vanban.files.compose import Composer
from vanban.files.plain import decode
from vanban.model import BlockKind, SourceText

READER = "html/2"

_DROPPED = regex.compile("script|del|style|head|template|noscript|iframe|object|svg|select|textarea|audio|video|canvas")
_INLINE = regex.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|input|ins|kbd|label|mark|nobr|q|s|samp|small|span"
    "|strike|strong|sub|sup|time|tt|u|var|wbr|[a-z0-9]+:[a-z0-9]+"
)
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("nav", "aside", "footer", "form", "button"), "chrome"),
    "li": "item",
}
_CHARSET = regex.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", regex.IGNORECASE)
_SPACE = regex.compile(r"[ \t\r\n\f]+")


_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_WIDEST = 1000  # columns or rows that one cell may take


@dataclass(slots=True)
class _Table:
    """Where the walk stands in an open table; ``taken``: where a cell of a row above begins, its last row, its end."""

    number: int
    row: int = -1
    column: int = 0
    begin: int = 0
    cell: int | None = None
    taken: dict[int, tuple[int, int]] = field(default_factory=dict)

    def next_row(self) -> None:
        """Begin a row."""
        self.row, self.column = self.row + 1, 0

    def next_cell(self, columns: int, rows: int) -> int:
        """Return the column of the next cell and go past it."""
        while (above := self.taken.get(self.column)) and above[0] >= self.row:
            self.column = above[1]
        begin = self.column
        self.column += columns
        if rows > 1:
            self.taken[begin] = (self.row + rows - 1, self.column)
        return begin


def read_html(data: bytes, charset: str | None = None) -> SourceText:
    """Return the words of a page as a browser draws them; each block element and ``<br>`` begins a line, cells are blocks.

    Numbers of lists are written before their items, unless the words bring a mark of their own. ``charset`` is what the
    sender says of the bytes. Raises ``Refused("broken")`` when the bytes cannot be decoded or there is no body.
    """
    markup, encoding, warnings = _decode(data, charset)
    tree = LexborHTMLParser(markup.replace("\x00", ""))
    body = tree.body
    if body is None:
        raise Refused("broken", reason="html")
    walk = _Walk(html_marks.old_fonts_of("\n".join(node.text() for node in tree.css("style"))))
    for leaving, node in _events(body):
        (walk.leave if leaving else walk.enter)(node)
    walk.flush()
    text, blocks = walk.out.finish()
    return SourceText(text, "html", READER, encoding, blocks, warnings)


def _decode(data: bytes, charset: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Decode by the declared character set where that is a rare one, else by looking at the bytes."""
    declared = _CHARSET.search(data[:2048])
    said = charset or (declared[1].decode("ascii") if declared else None)
    if said and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            name = codecs.lookup(said).name
            if name not in ("utf-8", "iso8859-1", "cp1252", "ascii") and not name.startswith("utf-16"):
                return data.decode(name), name, ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(data)


def _events(root: LexborNode) -> Iterator[tuple[bool, LexborNode]]:
    """Yield (False, node) on entering and (True, node) on leaving, in document order, without recursion."""
    stack = [(False, root)]
    while stack:
        leaving, node = stack.pop()
        if not leaving and not node.is_text_node and (_DROPPED.fullmatch(node.tag or "") or html_marks.is_hidden(node)):
            continue
        yield leaving, node
        if leaving:
            continue
        stack.append((True, node))
        stack.extend([(False, child) for child in node.iter(include_text=True)][::-1])


class _Walk:
    """Collects the words between block borders and keeps count of tables, rows, cells and lists."""

    def __init__(self, old_fonts: dict[tuple[str, str], str | None]) -> None:
        self.out = Composer()
        self._sheet = old_fonts
        self._line: list[tuple[str | None, str]] = []
        self._kinds: list[BlockKind] = []
        self._tables: list[_Table] = []
        self._lists: list[html_marks.Listing] = []
        self._old: list[tuple[str | None, str | None]] = [(None, None)]  # font and, of an old one, its table
        self._marks: list[str] = []  # one for each open element: what its end has to undo
        self._label = ""
        self._drawn: list[str] | None = None  # the letters of a number that Word wrote for browsers
        self._drawn_font: str | None = None
        self._seen = 0
        self._kept_as_is = 0

    def flush(self) -> None:
        """End the paragraph."""
        if self._line:
            words = fonts.decoded(self._line)
            self._line = []
            if words.strip():
                self.out.add(html_marks.with_label(self._label, words), self._kinds[-1] if self._kinds else "paragraph")
                self._label = ""

    def enter(self, node: LexborNode) -> None:
        """Take in a text node or the start of an element."""
        tag = node.tag or ""
        if node.is_text_node:
            self._text(node.text_content or "")
            return
        if tag == "br":
            self._line.append((None, "\n"))
        elif not _INLINE.fullmatch(tag):
            self.flush()
            self._open(tag, node)
        self._look(tag, node)

    def leave(self, node: LexborNode) -> None:
        """Take in the end of an element."""
        tag = node.tag or ""
        if node.is_text_node:
            return
        marks = self._marks.pop()
        if "f" in marks:
            self._old.pop()
        if "d" in marks and self._drawn is not None:
            self._label = html_marks.label_in_word("".join(self._drawn), self._drawn_font)
            self._drawn = None
        if tag == "br" or _INLINE.fullmatch(tag):
            return
        self.flush()
        if tag in _KINDS:
            self._kinds.pop()
        self._kept_as_is -= tag == "pre"
        if tag in _LISTS:
            self._lists.pop()
        elif tag in ("td", "th") and self._tables:
            self._close_cell(self._tables[-1])
        elif tag == "table" and self._tables:
            self._tables.pop()

    def _text(self, text: str) -> None:
        if self._drawn is not None:
            self._drawn.append(text)
            return
        table = self._old[-1][1]
        if not table:
            text = text.replace("\u00ad", "")
        self._line.append((table, text if self._kept_as_is else _SPACE.sub(" ", text)))

    def _look(self, tag: str, node: LexborNode) -> None:
        """Take in what an element says of its letters."""
        marks = ""
        if node.attributes or self._sheet:
            font = html_marks.family(node)
            if font is not None:
                marks = "f"
                self._old.append((font, fonts.old_table(font)))
            elif (found := self._in_sheet(tag, node)) is not False:
                marks = "f"
                self._old.append((None, found))
            if self._drawn is None and html_marks.is_drawn_label(node):
                marks += "d"
                self._drawn, self._drawn_font = [], self._old[-1][0]
        self._marks.append(marks)

    def _in_sheet(self, tag: str, node: LexborNode) -> str | Literal[False] | None:
        """Return the table of the old font that the style sheet gives, None for a Unicode font, False when it is silent."""
        for name in (html_marks.said(node, "class"), ""):
            for key in ((tag, name), ("", name)):
                if key in self._sheet and key != ("", ""):
                    return self._sheet[key]
        return False

    def _open(self, tag: str, node: LexborNode) -> None:
        if kind := _KINDS.get(tag):
            self._kinds.append(kind)
        self._kept_as_is += tag == "pre"
        if tag in _LISTS:
            self._lists.append(html_marks.listing(node, "chrome" in self._kinds))
        elif tag == "li" and self._lists:
            self._label = self._lists[-1].label(node)
        elif tag == "table":
            self._tables.append(_Table(self._seen))
            self._seen += 1
        elif tag == "tr" and self._tables:
            self._tables[-1].next_row()
        elif tag in ("td", "th") and self._tables:
            table = self._tables[-1]
            table.begin = table.next_cell(_count(node, "colspan"), _count(node, "rowspan"))
            table.cell = self.out.open_cell()

    def _close_cell(self, table: _Table) -> None:
        if table.cell is not None:
            self.out.close_cell(table.cell, table.number, max(0, table.row), table.begin)
            table.cell = None


def _count(node: LexborNode, name: str) -> int:
    """Return how many columns or rows a cell takes, 1 when that is not said in earnest."""
    said = node.attributes.get(name) or "1"
    value = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
    return value if 0 < value <= _WIDEST else 1
