"""The printed lines of a text, with their blanks and bars, and where their words stand on the sheet.

Not a rule by itself: tables that lost their cells are read from lines, since the sheet joins lines and drops blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from vanban.fold import fold_lines
from vanban.rules.grid import Span
from vanban.segment import Line, lines
from vanban.sheet import Sheet

BAR = re.compile(r"[|¦│┃║]")
RULER = re.compile(r"[|¦│┃║+:=\-_~─━┼├┤┬┴┌┐└┘\s.]{3,}")
_NUMBER = r"\d{1,3}|\d{1,2}(?:\.\d{1,2}){1,3}|[IVXLC]{1,6}|[A-HK-UĐ]|[a-zđ]"
_INDEX = re.compile(rf"\(?({_NUMBER})(?:[.)/]{{0,2}}|\.\))")
_INDEXED = re.compile(
    r"\(?(\d{1,3}|\d{1,2}(?:\.\d{1,2}){1,3}|[IVXLC]{1,6}|[A-HK-UĐ]|[a-zđ](?=[.)]))[.)/]{0,2}(?=[ \t|¦])"
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Printed:
    """One line: its words on the sheet, ``raw`` as printed with its blanks, ``place`` where that begins in the view."""

    start: int
    end: int
    raw: str
    place: int
    blank_above: bool

    @property
    def bars(self) -> int:
        """How many bars stand in it."""
        return len(BAR.findall(self.raw))

    @property
    def ruler(self) -> bool:
        """Whether it only draws a line."""
        return RULER.fullmatch(self.raw) is not None and (
            "-" in self.raw or "─" in self.raw or "=" in self.raw or "_" in self.raw
        )


class Page:
    """All filled lines of a text in order."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._view = sheet.view
        self.lines: list[Printed] = []
        blank = False
        for line in lines(self._view.text):
            if line.blank:
                blank = True
                continue
            start, end = self._on_sheet(line.start, line.end)
            if start < end:
                begin = self._line_start(line)
                self.lines.append(Printed(start, end, self._view.text[begin : line.end], begin, blank))
                blank = False

    def span(self, line: Printed, start: int, end: int) -> Span:
        """Return where ``line.raw[start:end]`` stands on the sheet."""
        return self._on_sheet(line.place + start, line.place + end)

    def _on_sheet(self, start: int, end: int) -> Span:
        return self.sheet.from_source(*self._view.to_source(start, end))

    def _line_start(self, line: Line) -> int:
        """Return where the line begins with its indent."""
        begin, text = line.start, self._view.text
        while begin and text[begin - 1] in " \t":
            begin -= 1
        return begin

    @cached_property
    def folded(self) -> list[str]:
        """The words of each line without marks."""
        return fold_lines([self.sheet.text[line.start : line.end] for line in self.lines])


def index_in(words: str) -> str | None:
    """Return the number of a row that is all these words ("1", "2.", "a)", "IV", "1.2"), None when they are something else."""
    m = _INDEX.fullmatch(words)
    return m[1] if m else None


def index_before(words: str) -> tuple[str, int] | None:
    """Return the number that opens a line and where the words behind it begin."""
    m = _INDEXED.match(words)
    if m is None or not words[m.end() :].strip():
        return None
    place = m.end() + len(words[m.end() :]) - len(words[m.end() :].lstrip())
    return (m[1], place) if words[place].isupper() or not m[1].isdigit() else None


class Count:
    """Follows the numbers of rows, to tell them from the numbers of pages and from figures in the words."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._path: tuple[int, ...] = ()

    def follows(self, label: str) -> bool:
        """Tell whether a row may be numbered so next."""
        style, value, path = _read(label)
        if path:
            if path[:-1] == self._path[: len(path) - 1] and len(self._path) == len(path):
                return path[-1] == self._path[-1] + 1
            return path[-1] == 1 or len(path) < len(self._path)
        return value in (1, self._last.get(style, 0) + 1)

    def take(self, label: str) -> None:
        """Count a row."""
        style, value, path = _read(label)
        if path:
            self._path = path
        else:
            self._last[style] = value
            if style == "number":
                self._path = ()
                self._last.pop("letter", None)
            elif style in ("roman", "upper"):
                self._last.pop("letter", None)


def _read(label: str) -> tuple[str, int, tuple[int, ...]]:
    """Return the style of a row's number, its value, its path ("2.1" -> (2, 1))."""
    if "." in label and all(part.isdecimal() for part in label.split(".")):
        return "path", 0, tuple(int(part) for part in label.split("."))
    if label.isdecimal():
        return "number", int(label), ()
    low = label.lower()
    if label.isupper() and set(low) <= set(_ROMAN) and not (len(low) == 1 and low in "lcd"):
        values = [_ROMAN[c] for c in low]
        after = [*values[1:], 0]
        return "roman", sum(-v if v < n else v for v, n in zip(values, after, strict=True)), ()
    return ("upper" if label.isupper() else "letter"), _LETTERS.find(low) + 1, ()


def style_of(label: str) -> tuple[str, int, int]:
    """Return the style of a row's number, how deep it goes, its last value."""
    style, value, path = _read(label)
    return style, len(path), path[-1] if path else value
