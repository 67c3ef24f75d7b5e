"""Document symbols of both systems: state bodies write 156/QĐ-UBND, Party bodies 156-QĐ/TU; one document, one key.

Sources: Decree 30/2020/NĐ-CP (state), Regulation 399-QĐ/TW with Guidance 36-HD/VPTW (Party). Spellings met in the wild
(TƯ, T.Ư, TW; Ctr, CTr; 55/QĐ-TW for 55-QĐ/TW; a leading zero) give the same :attr:`Symbol.key`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from vanban.lexicon import table

System = Literal["party", "state"]

# One part of a symbol after the number: capitals, with the few small letters that custom allows (CTr, TTg, QyĐ).
_PART = r"(?:T\. ?[ƯW]|[Tt][ƯWwư]|CTrHĐ|CTr|Ctr|QĐi|TTr(?:[A-ZĐ]{2,7})?|Ttr|TTg|Ttg|TrS|QyĐ|QYĐ|[A-ZĐÂÊÔƠƯ&]{1,16}(?:g|\d{1,2})?)"
_GLUE = r"(?: ?[-–/] ?|\.)"
# Between the number and the rest; a kind's code may follow on a blank alone ("84 QĐ/TW").
_AFTER_NUMBER = r"(?: ?[-–/] ?| (?=(?:QĐ|NQ|CV|KH|TB|CT|KL|HD|BC|CTr|TTr|QC|ĐA|QyĐ) ?/ ?[TĐUH]))"
# A number, a year or none, then one to six parts. Every quantifier is bounded: matching is linear.
PATTERN = (
    rf"(?<![\w/.\-])\d{{1,5}}[a-zA-Zđ]?(?: ?/ ?(?:19|20)\d\d)?{_AFTER_NUMBER}{_PART}"
    rf"(?:{_GLUE}{_PART}){{0,5}}(?![\w&]|[-/]\d)"
)
SYMBOL = regex.compile(PATTERN)
_NUMBER = regex.compile(r"(\d{1,5})([a-zA-Zđ]?)(?:\s?/\s?((?:19|20)\d\d))?(?:\s?([-–/])\s?| )")
_LEAD = regex.compile(r"\s*(?:[Ss]ố|SỐ)?\s*:?\s*")
_PIECES = regex.compile(rf"({_PART})")
_LEGISLATURE = regex.compile(r"(UBTVQH|QH)(\d{0,2})")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart. ``written`` is as found; ``kind`` and ``issuer`` are codes in their usual spelling."""

    written: str
    number: str
    year: int | None
    kind: str | None
    issuer: str
    unit: str | None
    system: System

    @property
    def legal_norm(self) -> bool:
        """True for normative acts, which carry the year: 39/2022/NĐ-CP."""
        return self.year is not None

    @property
    def key(self) -> str:
        """The normal form, equal for all spellings: number without zeros, kind, a slash, the body."""
        head = [_number_key(self.number)]
        if self.year is not None:
            head.append(str(self.year))
        parts = [part for part in (self.kind, self.issuer, self.unit) if part]
        tokens = [*head, *(piece.upper() for part in parts for piece in part.split("-"))]
        return "-".join(tokens[:-1]) + "/" + tokens[-1]

    @property
    def kind_names(self) -> tuple[str, ...]:
        """Names the kind code may stand for; an official letter of a state body has no code."""
        return names_of(self.kind) if self.kind else ()


def parse(text: str) -> Symbol | None:
    """Return the symbol that ``text`` is ("Số: 05-CT/TU", "39/2022/NĐ-CP"), or None; never raises."""
    clean = " ".join(unicodedata.normalize("NFC", text[:80]).split())
    lead = _LEAD.match(clean)
    clean = clean[lead.end() if lead else 0 :].rstrip(" .,;:")
    if not SYMBOL.fullmatch(clean):
        return None
    head = _NUMBER.match(clean)
    if head is None:
        return None
    pieces = [
        _spelling(piece) if not piece.startswith("TTr") or len(piece) < 4 else piece
        for piece in _PIECES.findall(clean[head.end() :])
    ]
    return _assemble(clean, head, pieces)


def bare_key(number: str) -> str:
    """Return the key of a number that stands alone ("Chương trình 01"): "1"; with its year ("Thông báo 47/2019"): "47-2019"."""
    head, slash, year = number.partition("/")
    return _number_key(head) + ("-" + year if slash else "")


@cache
def names_of(code: str) -> tuple[str, ...]:
    """Return the kind names of a code, the usual one first; () when unknown."""
    return next((tuple(k["names"]) for k in table("kinds")["kind"] if k["code"] == code), ())


@cache
def code_of(name: str, system: System = "state") -> str | None:
    """Return the code of a kind name in a system: "Quy định" is QyĐ for state bodies, QĐ for the Party."""
    wanted = name.casefold()
    rows = [k for k in table("kinds")["kind"] if system in k["systems"] and not k.get("variant")]
    usual = next((k["code"] for k in rows if k["names"][0].casefold() == wanted), None)
    return usual or next((k["code"] for k in rows if wanted in (n.casefold() for n in k["names"])), None)


@cache
def body_of(code: str) -> str | None:
    """Return the body an issuer code names by itself (TTg, BNV), None where a place must be known (UBND, TU)."""
    issuers = table("issuers")
    base = _LEGISLATURE.fullmatch(code)
    name = issuers["party"].get(code) or issuers["state"].get(base[1] if base else code)
    return name or None


@cache
def _kind_codes() -> dict[str, str]:
    return {k["code"].upper(): k["code"] for k in table("kinds")["kind"]}


def _assemble(written: str, head: regex.Match[str], pieces: list[str]) -> Symbol | None:
    """Tell kind, issuer and unit apart: the first piece is a kind when its code is known and a body follows."""
    pieces = _unglued(pieces[0]) or pieces if len(pieces) == 1 else pieces
    kind = _kind_codes().get(pieces[0].upper()) if len(pieces) > 1 else None
    rest = pieces[1:] if kind else pieces
    if len(rest[0]) < 2 or (len(rest) == 1 and not kind and rest[0].upper() in _kind_codes()):
        return None
    issuer, unit = rest[0], "-".join(rest[1:]) or None
    year = int(head[3]) if head[3] else None
    return Symbol(written, head[1] + head[2], year, kind, issuer, unit, _system(issuer, kind, head[4], year))


@cache
def _unglued(piece: str) -> list[str] | None:
    """Return kind and issuer of a symbol that lost its hyphen on the way ("NĐCP", "QĐUBND"), None when it is one word."""
    issuers = table("issuers")
    bodies = {code.upper(): code for code in (*issuers["state"], *issuers["party"])}
    if piece.upper() in bodies:
        return None
    splits = ((piece[:at], piece[at:]) for at in range(len(piece) - 1, 1, -1))
    parts = ((_kind_codes().get(kind.upper()), bodies.get(body.upper())) for kind, body in splits)
    known = next(([kind, body] for kind, body in parts if kind and body and len(body) > 1), None)
    return known or ([piece[:3], piece[3:]] if piece.startswith("TTr") and len(piece) > 4 else None)


def _system(issuer: str, kind: str | None, separator: str, year: int | None) -> System:
    """Judge by the issuer's code, else by the order of hyphen and slash."""
    issuers = table("issuers")
    if issuer in issuers["party"] or issuer.endswith(("TU", "TW", "ĐU", "ĐTN")) or issuer.startswith("ĐĐ"):
        return "party"
    if year is not None or _LEGISLATURE.fullmatch(issuer) or issuer in issuers["state"]:
        return "state"
    return "state" if separator == "/" or kind is None else "party"


def _spelling(piece: str) -> str:
    """Return one part in its usual spelling: T.Ư and TƯ are TW, VPTƯ is VPTW, Ctr is CTr, TTG is TTg."""
    plain = piece.replace(" ", "").replace(".", "")
    upper = plain.upper()
    if upper.endswith("TƯ"):
        upper = upper[:-1] + "W"
    return _kind_codes().get(upper) or {"TTG": "TTg", "TCTTTG": "TCTTTg"}.get(upper, upper)


def _number_key(number: str) -> str:
    digits = "".join(c for c in number if c.isascii() and c.isdecimal())
    return (digits.lstrip("0") or "0") + number[len(digits) :].upper()
