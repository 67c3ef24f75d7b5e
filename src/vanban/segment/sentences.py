"""Sentences of Vietnamese official prose: abbreviations, numbers, dates, file names and item marks do not end one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from vanban.segment.lines import Paragraph, paragraphs

_STOP = regex.compile(
    r"""(?P<mark>\./\.|\.{2,}|…|[!?]+|\.)(?P<closers>[\"”’»)\]*_]*)
    (?:(?=\s)|$|(?P<glued>(?=\p{Lu}\p{Ll}+\s)))""",
    regex.VERBOSE,
)

# With a full stop these never end a sentence when more of it follows.
_SHORT = regex.compile(
    r"(?:.*\.)?(?:t\.?p|tt|tx|kp|đ/?c|st|tr|nxb|fax|đt|no|vol|mrs?|ms|dr|pgs|gs|ts|ths|th\.s|bs|ks|ls|cn|ncs)"
)
# A single capital before a full stop is an initial or a ward ("P. Hàng Bạc"), but not after these words ("quý I. Các").
_COUNTED = regex.compile(r"quý|kh[oó][aá]|kỳ|loại|hạng|cấp|nhóm|bảng|lục|mục|phần|chương|điểm|vùng|lần")


def sentences(text: str, wrapped: bool | None = None) -> list[tuple[int, int]]:
    """Return the spans of all sentences in order; none crosses a paragraph, none is blank, none overlaps.

    ``wrapped`` goes to :func:`vanban.segment.lines.paragraphs`. The item mark ("1.", "a)", "Điều 2.") belongs to the
    first sentence of its paragraph; ";" and ":" do not end a sentence; the closing "./." belongs to the one it ends.
    """
    return sentences_of(text, paragraphs(text, wrapped))


def sentences_of(text: str, grouped: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Return the sentences of paragraphs already made."""
    return [span for paragraph in grouped for span in _split(text, paragraph)]


def _split(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    start = paragraph.start
    body = paragraph.marker.body if paragraph.marker else start
    for stop in _STOP.finditer(text, body, paragraph.end):
        if stop.start() < start or not _ends_sentence(text, stop, paragraph.end, body):
            continue
        yield start, stop.end()
        start = _skip_space(text, stop.end(), paragraph.end)
    if start < paragraph.end:
        yield start, paragraph.end


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, stop: regex.Match[str], end: int, body: int) -> bool:
    """Judge one stop by the word before it and the character after it."""
    following = _skip_space(text, stop.end(), end)
    if following >= end:
        return True
    after = _opened(text, following, end)
    if stop["mark"] == "./.":
        return True
    if after.islower() or after in ",;:.)":
        return False
    if stop["mark"] != ".":
        return True
    begin = max(body, stop.start() - 40)
    words = text[begin : stop.start()].split(None)
    word = words[-1].lstrip("(“\"'[*") if words and not text[stop.start() - 1].isspace() else ""
    if stop["glued"] is not None:
        return after.isupper() and _is_plain_word(word)
    return not _is_short(word, words[-2] if len(words) > 1 else "", after)


def _opened(text: str, place: int, end: int) -> str:
    """Return the first character at ``place`` that is no opening quote, bracket or emphasis mark."""
    while place < end - 1 and text[place] in "“\"'‘«([*_":
        place += 1
    return text[place]


def _is_plain_word(word: str) -> bool:
    """Tell whether ``word`` is lower-case letters only: "vụ.Các" lacks a space, "Chinhphu.Vn" and "t23.Jpg" do not."""
    return len(word) > 1 and word.isalpha() and word.islower()


def _is_short(word: str, before: str, after: str) -> bool:
    """Tell whether the full stop after ``before`` ``word`` belongs to an abbreviation, an initial or a number."""
    if _SHORT.fullmatch(word.lower()):
        return True
    if word.lower() == "số" or (word.isdigit() and len(word) <= 2):
        return after.isdigit()
    return len(word) == 1 and word.isupper() and not _COUNTED.fullmatch(before.lower())
