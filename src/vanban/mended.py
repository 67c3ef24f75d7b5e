"""Words that a scan bends the same way again and again, put right letter for letter: "truớc ngày" is "trước ngày".

Only forms that are no words of Vietnamese, or none before the word that follows, are touched; the length never changes, so
every place stays where it was. What was written is kept beside it and quoted as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from vanban.lexicon import words

_DAY_WORDS = (("ngày", "ngày"), ("ngàv", "ngày"), ("tháng", "tháng"))
_HOOKED = dict(zip("ơớờởỡợ", "ơớờởỡợ", strict=True)) | dict(zip("oóòỏõọ", "ơớờởỡợ", strict=True))
_CODAS = ("c", "i", "m", "n", "p", "t", "u")


def mended(text: str) -> str:
    """Return the text, as long as before, with its bent words put right."""
    low = text.lower()
    if len(low) != len(text):
        return text
    found = _automaton().find_matches_as_indexes(low)
    if not found:
        return text
    right = _pairs()[1]
    pieces: list[str] = []
    place = 0
    for which, start, end in found:
        if not _whole(low, which, start, end):
            continue
        good = right[which]
        old = text[start:end]
        pieces += [text[place:start], "".join(g.upper() if o.isupper() else g for g, o in zip(good, old, strict=True))]
        place = end
    return "".join([*pieces, text[place:]])


def _whole(low: str, which: int, start: int, end: int) -> bool:
    """Tell whether a bent word stands alone; bent vowels stand inside words."""
    if which < _pairs()[2]:
        return True
    return not ((start and low[start - 1].isalnum()) or (end < len(low) and low[end].isalnum()))


@cache
def _pairs() -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Return what is bent, what it stands for, and how many of the first are vowels: "uớc", "ưóc" for "ước"."""
    bent: list[str] = []
    right: list[str] = []
    for loose, hooked in _HOOKED.items():
        for coda in _CODAS:
            first = "u" if loose == hooked else "ư"
            bent.append(first + loose + coda)
            right.append("ư" + hooked + coda)
    for wrong, good in _digits():
        bent.append(wrong)
        right.append(good)
    count = len(bent)
    for wrong, good in listed():
        bent.append(wrong)
        right.append(good)
    return tuple(bent), tuple(right), count


def _digits() -> Iterator[tuple[str, str]]:
    """Yield dates in which a letter stands for a digit: "3O/10/2016", "ngày l5/12", "01/O7/2O18", "năm 2Ol9"."""
    for digit in "0123456789":
        yield f"{digit}o/", f"{digit}0/"
        for last in "0123456789":
            yield f"{digit}o{last}", f"{digit}0{last}"
        for day, right in _DAY_WORDS:
            yield f"{day} l{digit}", f"{right} 1{digit}"
            yield f"{day} o{digit}", f"{right} 0{digit}"
        yield f"/l{digit}", f"/1{digit}"
        yield f"/o{digit}", f"/0{digit}"
        for year in ("/", "năm "):
            yield f"{year}2o{digit}", f"{year}20{digit}"
            yield f"{year}2ol{digit}", f"{year}201{digit}"
            yield f"{year}20l{digit}", f"{year}201{digit}"


def listed() -> Iterator[tuple[str, str]]:
    """Yield the bent words of the lexicon with what they stand for; "sờ/sớ y tế" are two."""
    for line in words("bent"):
        wrong, good = (part.strip() for part in line.split("=", 1))
        first, _, rest = wrong.partition(" ")
        for form in first.split("/") if rest else [first]:
            yield f"{form} {rest}".strip(), good


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(_pairs()[0], matchkind=MatchKind.LeftmostLongest)
