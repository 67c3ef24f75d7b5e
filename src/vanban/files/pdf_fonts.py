"""Letters of a PDF page that say something else than they show: fonts before Unicode, fonts whose letters are not known."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import Any

import pypdfium2.raw as pdfium
import regex
from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

from vanban.files.compose import tidy
from vanban.files.pdf_words import Word

_STRANGE = regex.compile(r"[\u0080-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db-\u00dc\u00de-\u00df\u00e4-\u00e7"
                         r"\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb-\u00fc\u00fe-\u00ff]")  # fmt: skip
_TCVN3 = regex.compile(r"(?i)(?:^|\+)\.?vn(?=[a-z])(?!i)")
_VNI = regex.compile(r"(?i)(?:^|\+)vni(?=[^a-z]|[A-Z])")
_CAPITALS = regex.compile(r"H(?:\b|,|-|$)")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_PRIVATE = regex.compile(r"[\ue000-\uefff\uf100-\uf8ff\ufffd]")  # U+F0xx are the bullets of symbol fonts
_TOKEN = regex.compile(r"[^\s\d.,;:!?()\[\]\"“”'’…/|_–—+*%-]{2,}")
_SYLLABLE = regex.compile(r"[bcdđghklmnpqrstvxfjwz]{0,3}[aăâeêioôơuưy]{1,3}[cghmnpt]{0,2}")
_FOREIGN = regex.compile(r"\p{Lu}?(?!\p{Ll}*[bcdfghjklmnpqrstvwxz]{5})(?=\p{Ll}*[aeiouy])[a-z]+")
_TONE = regex.compile("[\u0300\u0301\u0303\u0309\u0323]")
_UNTIDY = regex.compile(r"[\ue000-\uf8ff\ufb00-\ufb05\ufffe\uffff]")
_EDGES = regex.compile(r"^\P{L}+|\P{L}+$")
_FEW = 15  # words or letters; fewer say nothing about a page
_SAMPLE = 1_200  # letters of a page that are looked at
_SOUND = 0.4  # share of words that must be words
_LOST = 0.1  # share of letters without meaning that makes a page unreadable


def mend(words: list[Word], textpage: Any) -> None:
    """Write the words of legacy fonts (.VnTime, VNI-Times) in Unicode, by each font's name; open ligatures, compose."""
    if _STRANGE.search(said(words)):
        for word in words:
            _convert(word, _font_name(textpage, word.first))
    text = said(words)
    if not unicodedata.is_normalized("NFC", text) or _UNTIDY.search(text):
        for word in words:
            word.text = tidy(word.text.translate(_LIGATURES)) or "\ufffd"


def said(words: list[Word]) -> str:
    """Return all words in the order of drawing."""
    return " ".join([word.text for word in words])


def is_garbled(words: list[Word]) -> bool:
    """Tell whether the letters of a page are not the ones drawn: of private use, unknown, or no words at all."""
    text = said(words)[:_SAMPLE]
    visible = len(text) - text.count(" ")
    if visible >= _FEW and len(_PRIVATE.findall(text)) > _LOST * visible:
        return True
    tokens = _TOKEN.findall(text)
    if len(tokens) < _FEW:
        return False
    return sum(map(_is_word, tokens)) < _SOUND * len(tokens)


def _is_word(token: str) -> bool:
    bare = _TONE.sub("", unicodedata.normalize("NFD", token.lower()))
    if _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)):
        return token.islower() or token.isupper() or token[1:].islower()
    return _FOREIGN.fullmatch(token) is not None


def _convert(word: Word, font: str) -> None:
    if _TCVN3.search(font):
        surface = word.text
        word.text = convert(surface, CHARMAPS["tcvn3"])
        if "-" in surface:  # the place of the letter ư is a hyphen for every font that does not know better
            other = convert(surface.replace("-", "\u00ad"), CHARMAPS["tcvn3"])
            if _is_word(_EDGES.sub("", other)):
                word.text = other
        if _CAPITALS.search(font):
            word.text = word.text.upper()
    elif _VNI.search(font):
        word.text = convert(word.text, CHARMAPS["vni"])


def _font_name(textpage: Any, place: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(textpage.raw, place, buffer, 128, flags)
    return buffer.value.decode("utf-8", "replace") if 0 < length <= 128 else ""
