"""From the words of a PDF page to its lines: rows by height, raised figures, letters spaced out for looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import combining, normalize

import regex

from vanban.files.pdf_frame import Rect
from vanban.files.pdf_words import Word

_SAME_ROW = 0.35  # of the letters' height: words whose feet differ less stand on one line
_SMALL = 0.8  # of the line's height: letters as small as this may be raised or lowered
_TOUCHING = 0.1  # of the letters' height: a smaller gap between two pieces is none
_SPACED = 4  # as many single letters in a row are one word spaced out
_FIGURE = regex.compile(r"[\d()*]{1,4}")
_RAISED = str.maketrans("0123456789()*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾*")


@dataclass(slots=True)
class Line:
    """Words on one height, from left to right; two lines side by side on heights of their own where ``seam`` is set."""

    words: list[Word]
    seam: bool = False
    x0: float = 0
    y0: float = 0
    x1: float = 0
    y1: float = 0
    size: float = 1.0
    _text: str | None = None

    def __post_init__(self) -> None:
        self.words.sort(key=lambda w: (w.x0, w.first))
        heights = sorted(w.y1 - w.y0 for w in self.words)
        self.x0, self.x1 = self.words[0].x0, max(w.x1 for w in self.words)
        self.y0, self.y1 = min(w.y0 for w in self.words), sorted(w.y1 for w in self.words)[len(heights) // 2]
        self.size = max(heights[len(heights) // 2], 1.0)

    @property
    def text(self) -> str:
        """The words as written, one space between them."""
        if self._text is None:
            self._text = " ".join(text for text, _ in tokens(self))
        return self._text


def rows_of(words: Iterable[Word]) -> list[Line]:
    """Gather words into rows from top to bottom; raised and lowered figures go with the row they belong to."""
    gathered: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.y1):
        if gathered:
            first = gathered[-1][0]
            if word.y1 - first.y1 < _SAME_ROW * min(max(word.y1 - word.y0, 4.0), max(first.y1 - first.y0, 4.0)):
                gathered[-1].append(word)
                continue
        gathered.append([word])
    rows: list[Line] = []
    for group in gathered:
        row = Line(group)
        if rows and (whole := _with_small(rows[-1], row)):
            rows[-1] = whole
        else:
            rows.append(row)
    return rows


def _with_small(above: Line, below: Line) -> Line | None:
    """Join a row with the few small letters raised over it or lowered under it; None when they are two rows."""
    small, large = (above, below) if above.size < below.size else (below, above)
    if small.size > _SMALL * large.size or sum(len(w.text) for w in small.words) > 24:
        return None
    shared = min(above.y1, below.y1) - max(above.y0, below.y0)
    if shared < 0.5 * small.size:
        return None
    near = 0.3 * large.size
    if all(any(w.x0 - near <= s.x0 <= w.x1 + near for w in large.words) for s in small.words):
        return Line([*large.words, *small.words])
    return None


def tokens(line: Line) -> Iterator[tuple[str, Rect]]:
    """Yield the words to write and the box of each: pieces that touch are one, raised figures are written raised.

    A mark may be drawn apart from its letter, so that only both together are composed.
    """
    pieces: list[Word] = []
    text = ""
    for number, word in enumerate(line.words):
        if pieces and not _is_glued(line, number):
            yield normalize("NFC", text), _union(pieces)
            pieces, text = [], ""
        pieces.append(word)
        text += word.text.translate(_RAISED) if _is_raised(word, line) else word.text
    if pieces:
        yield normalize("NFC", text), _union(pieces)


def _is_raised(word: Word, line: Line) -> bool:
    """Tell whether a word is the mark of a note or an exponent."""
    height = word.y1 - word.y0
    return (
        height < _SMALL * line.size
        and word.y1 < line.y1 - 0.15 * line.size
        and _FIGURE.fullmatch(word.text) is not None
    )


def _is_glued(line: Line, number: int) -> bool:
    """Tell whether a word of a line belongs to the one on its left without a space."""
    before, word = line.words[number - 1], line.words[number]
    if combining(word.text[0]):
        return True
    gap = word.x0 - before.x1
    height = max(min(word.y1 - word.y0, before.y1 - before.y0), 1.0)
    if word.layer != before.layer:
        return word.text[0] in "/-" and gap < 4 * line.size
    if word.spaced or (number == 1 and _is_raised(before, line)):
        return False
    if word.first == before.last:
        return gap < 2 * _TOUCHING * height
    return -height < gap < _TOUCHING * height


def _union(pieces: Sequence[Word]) -> Rect:
    if len(pieces) == 1:
        return pieces[0].user
    boxes = [piece.user for piece in pieces]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def despaced(words: list[Word]) -> list[Word]:
    """Join letters that were spaced out ("K Ế  H O Ạ C H"): four and more single letters at equal narrow gaps."""
    out: list[Word] = []
    run: list[Word] = []
    for word in words:
        if len(word.text) == 1 and word.text.isalpha() and (not run or _follows(run[-1], word)):
            run.append(word)
            continue
        out.extend(_closed(run))
        run = [word] if len(word.text) == 1 and word.text.isalpha() else []
        if not run:
            out.append(word)
    out.extend(_closed(run))
    return out


def _follows(before: Word, word: Word) -> bool:
    """Tell whether a single letter stands right of another on the same line."""
    return abs(word.y1 - before.y1) < 2 and 0 <= word.x0 - before.x1 < 1.5 * max(word.height, 1.0)


def _closed(run: list[Word]) -> list[Word]:
    """Return the words that a run of single letters makes."""
    if len(run) < _SPACED:
        return run
    gaps = [after.x0 - before.x1 for before, after in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 3]
    if usual > 0.6 * run[0].height:
        return run
    words, start = [], 0
    for number, gap in enumerate([*gaps, 1e9], 1):
        if gap > 1.6 * usual + 0.1 * run[0].height:
            words.append(_one(run[start:number]))
            start = number
    return words


def _one(letters: list[Word]) -> Word:
    first, last = letters[0], letters[-1]
    return Word(
        "".join(letter.text for letter in letters),
        *(first.x0, min(w.y0 for w in letters), last.x1, max(w.y1 for w in letters)),
        _union(letters),
        *(first.first, last.last, first.layer),
    )
