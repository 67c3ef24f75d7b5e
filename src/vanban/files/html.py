"""HTML: words with their block structure, without scripts, styles and comments. Nothing is ever loaded."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from vanban.errors import Refused
from vanban.files.compose import Composer
from vanban.files.plain import decode
from vanban.model import BlockKind, SourceText

READER = "html/1"

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


@dataclass(slots=True)
class _Table:
    """Where the walk stands in an open table; rows and columns count from 0."""

    number: int
    row: int = -1
    column: int = 0
    span: int = 0
    cell: int | None = None


def read_html(data: bytes) -> SourceText:
    """Return the words of a page; each block element and each ``<br>`` begins a line, each table cell is a block.

    Raises ``Refused("broken")`` when the bytes cannot be decoded or there is no body.
    """
    markup, encoding, warnings = _decode(data)
    body = LexborHTMLParser(markup.replace("\x00", "")).body
    if body is None:
        raise Refused("broken", reason="html")
    walk = _Walk()
    for leaving, node in _events(body):
        (walk.leave if leaving else walk.enter)(node)
    walk.flush()
    text, blocks = walk.out.finish()
    return SourceText(text, "html", READER, encoding, blocks, warnings)


def _decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Decode by the declared character set where that is a rare one, else by looking at the bytes."""
    declared = _CHARSET.search(data[:2048])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            if name not in ("utf-8", "iso8859-1", "cp1252", "ascii") and not name.startswith("utf-16"):
                return data.decode(name), name, ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _events(root: LexborNode) -> Iterator[tuple[bool, LexborNode]]:
    """Yield (False, node) on entering and (True, node) on leaving, in document order, without recursion."""
    stack = [(False, root)]
    while stack:
        leaving, node = stack.pop()
        yield leaving, node
        if leaving or _DROPPED.fullmatch(node.tag or ""):
            continue
        stack.append((True, node))
        stack.extend([(False, child) for child in node.iter(include_text=True)][::-1])


class _Walk:
    """Collects the words between block borders and keeps count of tables, rows and cells."""

    def __init__(self) -> None:
        self.out = Composer()
        self._line: list[str] = []
        self._kinds: list[BlockKind] = []
        self._tables: list[_Table] = []
        self._seen = 0
        self._kept_as_is = 0

    def flush(self) -> None:
        """End the paragraph."""
        if self._line:
            self.out.add("".join(self._line), self._kinds[-1] if self._kinds else "paragraph")
            self._line = []

    def enter(self, node: LexborNode) -> None:
        """Take in a text node or the start of an element."""
        tag = node.tag or ""
        if node.is_text_node:
            text = node.text_content or ""
            self._line.append(text if self._kept_as_is else _SPACE.sub(" ", text))
        elif tag == "br":
            self._line.append("\n")
        elif not _INLINE.fullmatch(tag):
            self.flush()
            self._open(tag, node)

    def leave(self, node: LexborNode) -> None:
        """Take in the end of an element."""
        tag = node.tag or ""
        if node.is_text_node or tag == "br" or _INLINE.fullmatch(tag):
            return
        self.flush()
        if tag in _KINDS:
            self._kinds.pop()
        self._kept_as_is -= tag == "pre"
        if tag in ("td", "th") and self._tables:
            self._close_cell(self._tables[-1])
        elif tag == "table" and self._tables:
            self._tables.pop()

    def _open(self, tag: str, node: LexborNode) -> None:
        if kind := _KINDS.get(tag):
            self._kinds.append(kind)
        self._kept_as_is += tag == "pre"
        if tag == "table":
            self._tables.append(_Table(self._seen))
            self._seen += 1
        elif tag == "tr" and self._tables:
            table = self._tables[-1]
            table.row, table.column, table.span = table.row + 1, 0, 0
        elif tag in ("td", "th") and self._tables:
            table = self._tables[-1]
            table.column += table.span
            table.span = _columns(node)
            table.cell = self.out.open_cell()

    def _close_cell(self, table: _Table) -> None:
        if table.cell is not None:
            self.out.close_cell(table.cell, table.number, max(0, table.row), table.column)
            table.cell = None


def _columns(node: LexborNode) -> int:
    """Return how many columns a cell takes, 1 when that is not said in earnest."""
    said = node.attributes.get("colspan") or "1"
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 and int(said) else 1
