"""What makes two papers one document: the kind, number, issuing body and scope behind the many spellings (DESIGN 4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from namro.documents.models import DocumentKind, System, Term
from vanban import symbols
from vanban.fold import fold
from vanban.symbols import Symbol

# Words that say what a body is, not whose it is: cut from the front to find the place ("Ban Thường vụ Thành ủy Hà Nội").
_BODY_WORDS = re.compile(
    r"(?:(?:ban thuong vu|thuong truc|ban chap hanh|dang bo|thanh uy|tinh uy|dang uy|uy ban nhan dan|ubnd"
    r"|hoi dong nhan dan|hdnd|van phong|chu tich|bi thu|thanh pho|tp\.?|tinh)(?=\s|$)\s*)+"
)
_NOT_WORD = re.compile(r"[^\w]+")
_ROMAN = re.compile(r"m{0,2}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ORDINALS = {
    w: str(n) for n, w in enumerate(["nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"], 1)
}
# Codes that every province, district or commune writes: there the place tells two bodies apart, elsewhere only a name does.
PLACE_CODES = frozenset(
    [
        "UBND",
        "HĐND",
        "VPUBND",
        "TU",
        "VPTU",
        "UBKTTU",
        "BTCTU",
        "BTGDVTU",
        "BNCTU",
        "ĐU",
        "VPĐU",
        "HU",
        "QU",
        "TXU",
        "ĐH",
    ]
)
_PARTY_MEETS = (11, 1)  # provincial congresses have met by then (2015, 2020, 2025): a local term begins


@dataclass(frozen=True)
class Kinds:
    """The kinds of documents in force, looked up by symbol and by name."""

    rows: tuple[DocumentKind, ...]

    def named(self, name: str, system: str | None = None) -> list[DocumentKind]:
        """Kinds that bear the name, as their own or as a further one; the own name wins."""
        wanted = fold(name)
        found = [k for k in self.rows if system in (None, k.system) and (k.name_fold == wanted or wanted in k.also)]
        own = [k for k in found if k.name_fold == wanted]
        return own or found

    def of_symbol(self, symbol: Symbol, name: str = "") -> DocumentKind | None:
        """The kind a symbol stands for; where two kinds share it (Party QĐ), the words before the number decide."""
        written = symbol.kind or ""
        if not written:
            choices = [k for k in self.rows if k.system == symbol.system and k.code.endswith(".cv")]
        else:
            choices = [k for k in self.rows if k.system == symbol.system and k.symbol == written]
        wanted = fold(name)
        by_name = [k for k in choices if k.name_fold == wanted or wanted in k.also]
        if by_name or len(choices) == 1:
            return (by_name or choices)[0]
        return None


@dataclass(frozen=True)
class Key:
    """The identity of a document: unique in the register. ``kind`` is a row, ``issuer`` the key of an Issuer."""

    kind: DocumentKind
    number: str
    issuer: str
    scope: str


def key(
    *,
    symbol: Symbol | None,
    kind: DocumentKind | None,
    issuer: str,
    issued_on: date | None,
    terms: Sequence[Term],
) -> Key | None:
    """The identity, or None where a part of it is not known: a draft, an unnumbered or an undated document has none."""
    if symbol is None or kind is None or not issuer:
        return None
    scope = scope_word(symbol, issuer, issued_on, terms)
    return Key(kind, number_of(symbol), issuer, scope) if scope else None


def number_of(symbol: Symbol) -> str:
    """The number of the series: "1" for 01-CTr/TU, "1/2024" for a legal norm (a series of its own beside "1")."""
    bare = symbols.bare_key(symbol.number)
    return f"{bare}/{symbol.year}" if symbol.year else bare


def scope_word(symbol: Symbol, issuer: str, issued_on: date | None, terms: Sequence[Term]) -> str:
    """Where the number is unique: "2024" (state: calendar year), "TW-13", "TU-18" or "2020-2025" (Party: term)."""
    if symbol.system == System.STATE.value:
        year = symbol.year or (issued_on.year if issued_on else None)
        return str(year) if year else ""
    if issued_on is None:
        return ""
    body = _numbering_body(symbol, issuer)
    for term in terms:
        if term.body == body and term.valid.lower <= issued_on and (term.valid.upper or date.max) > issued_on:
            return f"{symbol.issuer if ':' in body else body}-{term.ordinal}"
    return local_term(issued_on)


def _numbering_body(symbol: Symbol, issuer: str) -> str:
    """Central offices and boards number within the terms of the Central Committee."""
    return "TW" if symbol.issuer.endswith("TW") and ":" not in issuer else issuer


def local_term(day: date) -> str:
    """The five-year span of local Party committees ("2020-2025") where the term itself is not in the register."""
    start = day.year - day.year % 5
    if day.year % 5 == 0 and (day.month, day.day) < _PARTY_MEETS:
        start -= 5
    return f"{start}-{start + 5}"


def issuer_key(code: str, name: str = "", home: str = "") -> str:
    """The key of the body that numbers the series. A code that names one body is enough; shared codes need the place.

    "UBND:ha noi", "TU:lam giang", "SNV:so noi vu"; empty where a shared code comes without any name and home is unknown.
    """
    if symbols.body_of(code):
        return code
    place = place_of(name, home) or (fold(_bare_place(home)) if name or _one_per_province(code) else "")
    return f"{code}:{place}" if place or name or _one_per_province(code) else ""


def _one_per_province(code: str) -> bool:
    """Codes of the provincial committee's own bodies: TU, VPTU, BTGDVTU. Communes and districts write ĐU, HU, QU."""
    return code.endswith("TU")


def place_of(name: str, home: str = "") -> str:
    """Whose body it is, folded: "ha noi" of "Ban Thường vụ Thành ủy Hà Nội", "xa muong khoang" of its committee."""
    words = fold(name)
    rest = _BODY_WORDS.sub("", words, count=1) if _BODY_WORDS.match(words) else words
    ours = fold(_bare_place(home))
    if ours and rest != ours:
        rest = re.sub(rf"\s*(?:tinh|thanh pho|tp\.?)?\s+{re.escape(ours)}$", "", rest)
    return re.sub(r"\s*(?:tinh|thanh pho)$", "", rest).strip()


def _bare_place(home: str) -> str:
    return re.sub(r"^(?:tỉnh|thành phố)\s+", "", home.strip(), flags=re.IGNORECASE)


def alias_key(words: str) -> str:
    """What two names of a document share: "Nghị quyết TW 5 khóa X" and "Nghị quyết Trung ương 5 (khoá 10)" are one."""
    tokens = [t for t in _NOT_WORD.split(fold(words)) if t and t not in {"so", "cua"}]
    found: list[str] = []
    for before, token in zip(["", *tokens], tokens, strict=False):
        found.extend(_alias_token(before, token))
    return " ".join(found)


def _alias_token(before: str, token: str) -> Iterable[str]:
    glued = re.fullmatch(r"(?:nq)?tw(\d+)", token)
    if glued:
        return ["nghi", "quyet"] * token.startswith("nq") + ["trung", "uong", glued[1]]
    if token in {"tw", "nqtw"}:
        return ["nghi", "quyet"] * token.startswith("nq") + ["trung", "uong"]
    if token.isascii() and token.isdecimal():  # "²" is a digit, but no number
        return [token.lstrip("0") or "0"]
    if before in {"khoa", "thu", "hoi"} or len(token) > 1:
        if _ROMAN.fullmatch(token):
            return [str(_value(token))]
        if before == "thu" and token in _ORDINALS:
            return [_ORDINALS[token]]
    return [token]


def _value(roman: str) -> int:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    marks = [worth[letter] for letter in roman]
    return sum(-a if a < b else a for a, b in zip(marks, [*marks[1:], 0], strict=True))
