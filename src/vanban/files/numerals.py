"""Numbers of lists as offices write them: decimal, roman, letters, Vietnamese words; every answer is short."""

from __future__ import annotations

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MOST_ROMAN = 3999
_MOST_LETTERS = 780  # word processors stop at thirty letters of a kind


def written(value: int, form: str) -> str:
    """Return ``value`` in one of Word's number formats; formats not known here, and values beyond one, are decimal."""
    if form in ("upperRoman", "lowerRoman") and 0 < value <= _MOST_ROMAN:
        said = _roman(value)
        return said if form == "upperRoman" else said.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < value <= _MOST_LETTERS:
        said = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return said.upper() if form == "upperLetter" else said
    if form == "vietnameseCounting" and 0 < value < 100:
        return _words(value)
    if form == "decimalZero":
        return f"{value:02d}"
    if form.startswith("pad:"):
        return str(value).zfill(min(9, int(form[4:])))
    return str(value)


def _roman(value: int) -> str:
    said = ""
    for worth, sign in _ROMAN:
        said += sign * (value // worth)
        value %= worth
    return said


def _words(value: int) -> str:
    """Return "một" to "chín mươi chín"."""
    tens, ones = divmod(value, 10)
    if not tens:
        return _ONES[ones]
    head = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    if not ones:
        return head
    last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _ONES[ones])
    return f"{head} {last}"
