"""The encodings before Unicode (cp1258, TCVN3, VNI, VISCII, VPS): each is tried, the one that gives Vietnamese syllables wins."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex
from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

_SAMPLE = 20_000  # bytes judged
_GOOD = 0.8  # share of marked words that must be Vietnamese syllables
_TABLES = ("tcvn3", "vni", "viscii", "vps")  # of two that fit as well, the first
_HIGH = regex.compile(rb"[\x80-\xff]")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LEFT_OVER = regex.compile(r"[\u0080-\u009f¡-©«-¯±-º¼-¿×÷]")
_CITED = regex.compile(r"(?<!\S)[^\s\d/]*+[\d/]\S*")  # numbers of documents are in capitals anywhere
_CHUNK = regex.compile(r"[^\s!-/:-@]+")
_TONE = regex.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = regex.compile(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(?:i[êe]u|y[êe]u|oai|oay|o[ăa]|oe[oô]?|uôi|ươi|ươu|uây|uyê|uya|uyu|u[âêơôyạa]|iê|yê|ia|ươ|ưa|ưi|ưu|uô|ua|ui"
    r"|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|oo|ôi|ơi|[aăâeêioôơuưy])"
    r"(?:ch|c|m|nh|ng|n|p|t)?"
)


def decode_legacy(data: bytes) -> tuple[str, str] | None:
    """Return the text and the name of its encoding, or None when no encoding makes Vietnamese of the bytes.

    Text without a single marked Vietnamese word is never converted: French or German stays undecided.
    """
    first = _HIGH.search(data)
    begin = max(0, first.start() - 100) if first else 0
    sample = data[begin : begin + _SAMPLE]
    scored = {name: share_of_syllables(text) for name, text in _readings(sample)}
    name = max(scored, key=lambda one: scored[one])
    if scored[name] < _GOOD:
        return None
    return next(text for candidate, text in _readings(data) if candidate == name), name


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of every encoding that can stand for the bytes."""
    try:
        yield "cp1258", unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        pass
    surface = data.decode("latin-1")
    for name in _TABLES:
        text = convert(surface, CHARMAPS[name])
        yield name, _raise_capitals(surface, text) if name == "tcvn3" else text


def share_of_syllables(text: str) -> float:
    """Return the share of words with marks that are one Vietnamese syllable with at most one tone, 0 without such words."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    strange = len(_LEFT_OVER.findall(text))
    good = sum(map(_is_syllable, words))
    return good / (len(words) + strange) if words else 0.0


def _is_syllable(word: str) -> bool:
    if word[0].islower() and not word[1:].islower() and len(word) > 1:
        return False
    bare, tones = _TONE.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def _raise_capitals(surface: str, text: str) -> str:
    """Give back capitals: TCVN3 has none with marks, its capital fonts draw small letters as capitals.

    A line in capitals becomes one throughout; elsewhere a word with two plain capitals and no plain small letter.
    """
    lines = zip(surface.split("\n"), text.split("\n"), strict=True)
    return "\n".join(
        line.upper() if _is_capital(_CITED.sub("", old), 3) else _capital_words(old, line) for old, line in lines
    )


def _capital_words(surface: str, line: str) -> str:
    if len(surface) != len(line):
        return line
    parts: list[str] = []
    at = 0
    for word in _CHUNK.finditer(surface):
        if _is_capital(word[0], 2):
            parts += [line[at : word.start()], line[word.start() : word.end()].upper()]
            at = word.end()
    return "".join((*parts, line[at:]))


def _is_capital(surface: str, least: int) -> bool:
    letters = [c for c in surface if c.isascii() and c.isalpha()]
    return len(letters) >= least and all(c.isupper() for c in letters)
