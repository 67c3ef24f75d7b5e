"""How names, symbols and figures are compared when scoring."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

_OPEN = [
    (first + marked, placed)
    for first, marks, pairs in (
        ("o", "àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa")),
        ("o", "èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe")),
        ("u", "ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy")),
    )
    for marked, placed in zip(marks, pairs, strict=True)
]


def nfc(value: object) -> str:
    """Return a value as composed text with single spaces."""
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", str(value))).strip()


def fold_case(value: object) -> str:
    """Return composed, case-folded text (marks are kept)."""
    return nfc(value).casefold()


def norm_symbol(symbol: str | None) -> str | None:
    """Return "21-KL/TW" for "21 - KL/T.Ư": number without zeros, type / body, TƯ = TW; TU stays TU."""
    if not symbol:
        return None
    text = re.sub(r"^SỐ\s*:?\s*", "", nfc(symbol).upper()).replace("T.Ư", "TW").replace("TƯ", "TW")
    pieces = [piece for piece in re.split(r"[\s\-–—/.]+", text) if piece]
    pieces = [str(int(piece)) if piece.isdecimal() else piece for piece in pieces]
    return pieces[0] if len(pieces) == 1 else "-".join(pieces[:-1]) + "/" + pieces[-1]


def loose_name(name: str) -> str:
    """Return a body's name without case, tone placement, leading determiners; TP., UBND, HĐND, MTTQ in one form."""
    text = fold_case(name)
    for old, new in _OPEN:
        text = text.replace(old, new)
    text = re.sub(r"\btp\.?\s+", "thành phố ", text)
    for long, short in (("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"), ("mặt trận tổ quốc", "mttq")):
        text = text.replace(long, short)
    return re.sub(r"^(?:các|những|mỗi|từng|một số|toàn thể|tất cả|cả)\s+", "", text).strip(" .,;")


class Aliases:
    """The names of one body in one document, joined as the gold's ``entities`` say."""

    def __init__(self, entities: Mapping[str, Sequence[str]]) -> None:
        self._joined: dict[str, str] = {}
        for canonical, aliases in entities.items():
            for alias in aliases:
                if self(alias) != self(canonical):
                    self._joined[self(alias)] = self(canonical)

    def __call__(self, name: str) -> str:
        """Return the one loose name of a body."""
        loose = loose_name(name)
        while self._joined.get(loose, loose) != loose:
            loose = self._joined[loose]
        return loose


def number(value: Any) -> float | None:
    """Return a figure rounded, None when it is none."""
    try:
        return round(float(value), 6)
    except (TypeError, ValueError):
        return None


def as_list(value: Any) -> list[Any]:
    """Return a list as it is, nothing as an empty one, one value as a list of it."""
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]


def jaccard(left: set[str], right: set[str]) -> float:
    """Return the shared part of two sets; two empty ones are equal."""
    return 1.0 if not left and not right else len(left & right) / len(left | right)
