"""What antiword and catdoc print, put back into paragraphs and cells; letters of old Vietnamese fonts converted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import regex
from lxml import etree

from vanban.files.compose import Composer
from vanban.files.fonts import old_text
from vanban.files.legacy import share_of_syllables
from vanban.model import SourceText

_FIELD = regex.compile(
    r'\s?\b(?:HYPERLINK|PAGE|REF|TOC|FORMTEXT|NUMPAGES)(?:\s+\\[a-z*]|\s+"[^"\n]{0,300}"|\s+MERGEFORMAT)*\s?'
)
_SAMPLE = 20_000  # characters judged
_GOOD = 0.8
_OLD = ("tcvn3", "vni")
_MISSING = ("without_list_numbers",)  # these programs do not draw them

Table = list[list[str]]


def from_antiword(shown: str, marked: bytes) -> SourceText:
    """Take paragraphs from the printed page and tables from the marked-up one, where both tell of the same tables."""
    mend = _mender(shown)
    pieces = _pieces(shown)
    tables = _tables(marked)
    if len(tables) != sum(isinstance(piece, list) for piece in pieces):
        tables = [[_cells(line) for line in piece] for piece in pieces if isinstance(piece, list)]
    out, number = Composer(), 0
    for piece in pieces:
        if isinstance(piece, str):
            out.add(mend(piece))
            continue
        for row, cells in enumerate(tables[number]):
            for column, words in enumerate(cells):
                mark = out.open_cell()
                for line in words.split("\n"):
                    out.add(mend(line))
                out.close_cell(mark, number, row, column)
        number += 1
    text, blocks = out.finish()
    return SourceText(text, "doc", "antiword", None, blocks, _MISSING)


def from_catdoc(shown: str) -> SourceText:
    """Take each printed line as a paragraph; a row of a table is one line, its cells apart by tabs."""
    mend = _mender(shown)
    out = Composer()
    for line in shown.split("\n"):
        out.add(mend(_FIELD.sub(" ", line)))
    text, blocks = out.finish()
    return SourceText(text, "doc", "catdoc", None, blocks, _MISSING)


def _pieces(shown: str) -> list[str | list[str]]:
    """Return lines of text as they are, and runs of lines between bars as lists."""
    found: list[str | list[str]] = []
    for line in shown.split("\n"):
        if line.startswith("|") and line.rstrip().endswith("|"):
            if not found or isinstance(found[-1], str):
                found.append([])
            table = found[-1]
            if isinstance(table, list):
                table.append(line)
        else:
            found.append(line)
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _tables(marked: bytes) -> list[Table]:
    """Return the tables of antiword's DocBook; none when it cannot be parsed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(marked, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    return [
        [[_words(entry) for entry in row.iter("entry")] for row in table.iter("row")]
        for table in root.iter("informaltable")
    ]


def _words(entry: Any) -> str:
    lines = "".join(entry.itertext()).split("\n")
    return "\n".join(filled for line in lines if (filled := line.strip()))


def _mender(text: str) -> Callable[[str], str]:
    """Return what converts lines when the whole text is in the letters of an old font; lines in Unicode stay."""
    sample = text[:_SAMPLE]
    share, base = max((share_of_syllables(old_text(sample, base)), base) for base in _OLD)
    if not share >= _GOOD > share_of_syllables(sample):
        return str

    def mend(line: str) -> str:
        mended = old_text(line, base)
        return mended if share_of_syllables(mended) >= share_of_syllables(line) else line

    return mend
