"""Numbers and days of a workbook in the words its cells show: 1.234,5; 12,5%; 05; 15/7/2026; 7/2026."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import regex

_QUOTED = regex.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_DIGITS = regex.compile(r"(?i)general|[#0?](?:[#0?,. ]*[#0?])?(,*)")
_LONGEST = 15  # digits before the comma that are written out; beyond them the reader's own spelling stays
_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class Form:
    """How a number is shown; ``decimals`` None as it is; ``day`` False for months written without a day."""

    decimals: int | None = None
    grouped: bool = False
    percent: bool = False
    digits: int = 1
    thousands: int = 0
    before: str = ""
    after: str = ""
    day: bool = True
    month: bool = True


PLAIN = Form()
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 17: "mmm-yy",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip


def form_of(code: str) -> Form:
    """Return the form a number format code stands for; its first section counts (that of positive numbers)."""
    kept: list[str] = []

    def spared(found: regex.Match[str]) -> str:
        words = found[1] or found[2]
        kept.extend([words] if words else [])
        return "\x00" if words else ""

    section = _QUOTED.sub(spared, code[:255]).split(";")[0]
    pattern = _DIGITS.search(section)
    if pattern is None or "?/" in section:
        small = section.lower()
        dated = "y" in small and "h" not in small and "s" not in small
        return Form(day="d" in small, month="m" in small) if dated else PLAIN
    digits = pattern[0].rstrip(",")
    whole, point, part = digits.partition(".")
    general = digits.lower() == "general"
    return Form(
        None if general else sum(c in "0#?" for c in part) if point else 0,
        grouped="," in whole,
        percent="%" in section,
        digits=max(1, whole.count("0")),
        thousands=len(pattern[1] or ""),
        before=_literal(section[: pattern.start()], kept),
        after=_literal(section[pattern.end() :], kept[section[: pattern.start()].count("\x00") :]),
    )


def _literal(part: str, kept: list[str]) -> str:
    """Return the words of a format beside its digits."""
    words = iter(kept)
    return "".join(next(words) if c == "\x00" else c if c in " $€-+/()" else "" for c in part)


def written(value: Any, form: Form = PLAIN) -> str:
    """Return a cell's words; "" for an empty one."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, datetime):
        day = _day(value, form)
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return _day(value, form)
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}"
    return "" if value is None else str(value)


def _day(value: date, form: Form) -> str:
    if not form.day:
        return f"{value.month}/{value.year}" if form.month else str(value.year)
    return f"{value.day}/{value.month}/{value.year}"


def _number(value: float, form: Form) -> str:
    if value != value or value in (float("inf"), float("-inf")) or abs(value) >= 10**_LONGEST:
        return str(value)
    exact = Decimal(repr(value)) * (100 if form.percent else 1) / 1000**form.thousands
    decimals = form.decimals
    if decimals is None:
        exact = Decimal(f"{float(exact):.11g}") if exact % 1 else exact
        decimals = max(0, -int(exact.normalize().as_tuple().exponent))
    rounded = abs(exact).quantize(Decimal(1).scaleb(-min(decimals, _DECIMALS)), ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    whole = whole.zfill(min(form.digits, _LONGEST))
    if form.grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 and rounded else ""
    return form.before + sign + whole + ("," + part if part else "") + ("%" if form.percent else "") + form.after
