"""Builds the text of a converted file line by line, noting where each block stands."""

from __future__ import annotations

import unicodedata

import regex

from vanban.model import Block, BlockKind

_LINE_ENDS = regex.compile(r"\r\n|[\r\v\f\u0085\u2028\u2029]")
_UNWANTED = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = regex.compile("[\ud800-\udfff]")
_SYMBOL_BULLETS = str.maketrans(
    {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖"}
)


def tidy(text: str) -> str:
    """Return ``text`` as converted formats keep it: NFC, ``\\n``, no NUL, no control codes, no lone surrogates."""
    text = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text).translate(_SYMBOL_BULLETS))


def _is_tidy(text: str) -> bool:
    """Tell quickly whether there is nothing to tidy: signs of their own use (the symbol fonts') do not print either."""
    return text.isprintable() and unicodedata.is_normalized("NFC", text)


def _filled_lines(text: str) -> str:
    return "\n".join(filled for line in tidy(text).split("\n") if (filled := line.strip()))


class Composer:
    """Collects paragraphs, each on lines of its own, and their blocks in order of beginning."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    @property
    def length(self) -> int:
        """Number of characters so far, the line ending of the last paragraph included."""
        return self._length

    def add(
        self, text: str, kind: BlockKind = "paragraph", page: int | None = None, paragraph: int | None = None
    ) -> None:
        """Add one paragraph (its inner ``\\n`` stay); blank ones are left out."""
        cleaned = _filled_lines(text)
        if not cleaned:
            return
        start = self._length
        self._parts.append(cleaned)
        self._length += len(cleaned) + 1
        self._blocks.append(Block(kind, start, start + len(cleaned), page=page, paragraph=paragraph))

    def open_cell(self) -> int:
        """Return a mark to close a table cell with; paragraphs added meanwhile lie inside the cell."""
        self._blocks.append(Block("cell", self._length, self._length))
        return len(self._blocks) - 1

    def close_cell(self, mark: int, table: int, row: int, column: int, paragraph: int | None = None) -> None:
        """Close the cell opened as ``mark``; an empty cell keeps an empty span."""
        start = self._blocks[mark].start
        end = self._length - 1 if self._length > start else start
        self._blocks[mark] = Block("cell", start, end, table=table, row=row, column=column, paragraph=paragraph)

    def cell(self, text: str, table: int, row: int, column: int) -> None:
        """Add a table cell that is one run of words, without paragraphs of its own; a blank one is left out."""
        # What prints is on one line and holds nothing to tidy but the spaces at its ends: most cells, the quick way.
        cleaned = text.strip() if _is_tidy(text) else _filled_lines(text)
        if not cleaned:
            return
        start = self._length
        self._parts.append(cleaned)
        self._length = start + len(cleaned) + 1
        self._blocks.append(Block("cell", start, start + len(cleaned), table, row, column))

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """Return the whole text, one ``\\n`` after each paragraph, and its blocks."""
        return "".join(part + "\n" for part in self._parts), tuple(self._blocks)
