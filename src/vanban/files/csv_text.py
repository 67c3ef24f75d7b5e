"""CSV files of any delimiter and encoding as texts: one cell a line, each knowing its row and column."""

from __future__ import annotations

import csv
import io
from collections import Counter

import regex

from vanban.files.plain import decode
from vanban.files.sheet_layout import SheetComposer
from vanban.model import SourceText

READER = "csv/1"
_DELIMITERS = "\t;,|"
_SAMPLE = 20_000  # characters looked at for the delimiter
_SAID = regex.compile(r"sep=([\t;,|])\r?\n")
_LINE_ENDS = regex.compile(r"\r\n?|\n")
_EVEN = 0.3  # share of rows that must be cut alike: title lines above a table are not
_LONGEST_CELL = 20_000  # characters; a longer one is a quotation mark that was never closed


def read_csv(data: bytes) -> SourceText:
    """Return the cells of a CSV file, one a line. Raises as :func:`vanban.files.plain.read_plain` does."""
    text, encoding, warnings = decode(data)
    rows = _rows(text)
    out = SheetComposer()
    out.sheet("", ((number, [(n, c) for n, c in enumerate(row) if c.strip()]) for number, row in enumerate(rows)))
    written, blocks = out.finish()
    return SourceText(written, "csv", READER, encoding, blocks, warnings)


def rows_of(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV file with their cells. Raises as :func:`vanban.files.plain.read_plain` does."""
    return _rows(decode(data)[0])


def _rows(text: str) -> list[list[str]]:
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    said = _SAID.match(text)
    delimiter = said[1] if said else _delimiter(text)
    text = text[said.end() :] if said else text
    return _parsed(text, delimiter) if delimiter else [[line] for line in text.split("\n")]


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    """Return the rows; where quotation marks do not close, they are letters like others."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        if all(len(cell) <= _LONGEST_CELL for row in rows for cell in row):
            return rows
    except csv.Error:
        pass
    return [line.split(delimiter) for line in text.split("\n")]


def _delimiter(text: str) -> str:
    """Return the sign that cuts most rows into the same number of cells, at least two; "" where none does."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    even = {sign: _evenness(sample, sign) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: even[sign])
    return best if even[best] >= _EVEN else ""


def _evenness(sample: str, delimiter: str) -> float:
    counts = Counter(len(row) for row in _parsed(sample, delimiter) if row)
    return max((often for width, often in counts.items() if width > 1), default=0) / max(1, counts.total())
