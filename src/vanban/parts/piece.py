"""One piece of a laid-out document, and the plain letters that worn lines are compared by."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

PartKind = Literal[
    "stamp", "mark", "motto", "superior", "issuer", "number", "place_date", "kind", "title", "attached_to", "addressee",
    "grounds", "enacting", "heading", "item", "lead_in", "paragraph", "cell", "closing", "recipients", "recipient",
    "authority", "office", "signer", "annex", "footnote", "caption", "chrome", "page_number",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the sheet and what it is; ``label`` as in :class:`vanban.layout.Part`."""

    kind: PartKind
    start: int
    end: int
    label: str = ""


def adjoin(text: str, end: int, start: int) -> bool:
    """Tell whether nothing is written between two places: what stands there may be one piece."""
    return not text[end:start].strip()


class _Bare(dict[int, int]):
    """A ``str.translate`` table to small letters without marks, one for one; it learns each character once."""

    def __missing__(self, code: int) -> int:
        small = chr(code).lower()
        base = unicodedata.normalize("NFD", small)[:1] if len(small) == 1 else chr(code)
        self[code] = ord("d" if base == "đ" else base)
        return self[code]


_BARE = _Bare()


@lru_cache(maxsize=512)  # one line is looked at for many signs
def bare(text: str) -> str:
    """Return a string of equal length in small letters without marks: what a bad scan still tells."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore")
    return plain.decode("ascii") if len(plain) == len(text) and "\u0130" not in text else text.translate(_BARE)
