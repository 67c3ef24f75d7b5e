"""The encodings before Unicode (cp1258, TCVN3, VNI, VISCII): each is tried, the one that gives Vietnamese syllables wins."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex
from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

_SAMPLE = 20_000  # bytes judged
_GOOD = 0.8  # share of marked words that must be Vietnamese syllables
_TABLES = ("tcvn3", "vni", "viscii")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LEFT_OVER = regex.compile(r"[\u0080-\u009f¡-©«-¯±-º¼-¿×÷]")
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
    sample = data[:_SAMPLE]
    scored = sorted(((share_of_syllables(text), name) for name, text in _readings(sample)), reverse=True)
    if not scored or scored[0][0] < _GOOD:
        return None
    name = scored[0][1]
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
    """Give back capitals to headings: TCVN3 has none with marks, its capital fonts draw small letters as capitals."""
    lines = zip(surface.split("\n"), text.split("\n"), strict=True)
    return "\n".join(line.upper() if _is_capital_line(old) else line for old, line in lines)


def _is_capital_line(surface: str) -> bool:
    letters = [c for c in surface if c.isascii() and c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)
