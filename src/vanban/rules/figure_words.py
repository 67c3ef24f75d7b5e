"""What a figure is made of: numbers as they are written, scales ("nghìn tỷ"), units and what they are counted per.

Not a rule by itself: the rule for indicators puts the parts together. Comma is decimal, point groups thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vanban.anchored import Spots, in_lines
from vanban.lexicon import either, words
from vanban.sheet import Sheet, one_tone

UnitKind = Literal["measure", "counted", "tallied", "listed"]

DIGITS = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,6})?|\d{1,12},\d{1,6}|\d{1,4}\.\d{1,2}|\d{1,15})(?!\d)"
# Words that make a number worth reading: "bốn mươi", "hai nghìn"; single digits in words are mostly not figures.
ONES = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
_TENS = {"mười": 10, "mươi": 10, "trăm": 100}
SPELT = rf"(?:(?:{either(tuple(ONES))}|mười)(?: (?:{either(tuple(ONES))}|mười|mươi|trăm|linh|lẻ)){{0,6}})(?!\w)"

_SCALES = {
    "nghìn tỷ": (1000, "tỷ"),
    "ngàn tỷ": (1000, "tỷ"),
    "nghìn tỉ": (1000, "tỷ"),
    "ngàn tỉ": (1000, "tỷ"),
    "triệu tỷ": (1_000_000, "tỷ"),
    "triệu tỉ": (1_000_000, "tỷ"),
    "tỷ": (1, "tỷ"),
    "tỉ": (1, "tỷ"),
    "triệu": (1, "triệu"),
    "nghìn": (1000, ""),
    "ngàn": (1000, ""),
    "vạn": (10000, ""),
}
SCALED = tuple(space + scale for scale in _SCALES for space in ("", " "))  # what may follow a number
# Words without which a number in words is too small to be one.
_GREAT = Spots(
    *("mười", "mươi", "trăm"),
    *(f"{end} {scale}" for end in {one[-1] for one in ONES} for scale in ("nghìn", "ngàn", "triệu", "tỷ", "tỉ", "vạn")),
)
_SPELT = re.compile(rf"(?<!\w)(?:{SPELT})")
_AGAIN = 240  # characters in which an amount said again in words ends
_KINDS: tuple[tuple[str, UnitKind], ...] = (
    ("listed", "listed"),
    ("tallied", "tallied"),
    ("counted", "counted"),
    ("units", "measure"),
)
_NOUN = re.compile(r" ([^\W\d_]+)")
_POINTED = re.compile(r"\d{1,4}\.\d{1,2}")  # as machines write decimals
_MORE = re.compile(r" (?P<scale>tỷ|tỉ|triệu)(?: và)? (?P<rest>\d{1,3}) (?=(?P<small>triệu|nghìn|ngàn)(?!\w))")
# With the word before they make another word: page counters, "hai con số", "điểm cầu".
_OTHER_WORD = (
    r"(?<=lượt) (?:ý kiến|xem|đọc|truy cập|thích|tải)(?!\w)|(?<=con) số(?!\w)|(?<=dân) tộc(?!\w)"
    r"|(?<=điểm) (?:cầu|mới|nhấn|nghẽn)(?!\w)|(?<=huyện) ủy(?!\w)|(?<=quận) ủy(?!\w)|(?<=tỉnh) (?:ủy|đoàn)(?!\w)"
    r"|(?<=xã) hội(?!\w)"
)


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Unit:
    """What follows a number: where it ends, what to multiply by, the unit in words, what kind of unit it is."""

    end: int
    factor: int
    name: str
    kind: UnitKind | Literal["percent", "scale"]


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Figure:
    """A number as read: where its digits stand, ``first`` and ``second`` as written, what joins them."""

    start: int
    end: int
    first: str
    second: str | None = None
    joint: str | None = None  # "range", "change", "ratio" or "rank"
    negative: bool = False
    total: float | None = None  # of a number said in two scales

    @property
    def amount(self) -> float:
        """The first number."""
        return value(self.first) if self.total is None else self.total

    @property
    def grouped(self) -> bool:
        """Tell whether it is written with a point or a comma, as no name's number is."""
        return "." in self.first or "," in self.first


@cache
def kinds() -> dict[str, UnitKind]:
    """Return every unit of the lexicon, tone marks placed one way, with its kind."""
    return {one_tone(word): kind for name, kind in _KINDS for word in words(name)}


@cache
def _per() -> str:
    """Return the pattern of what something is counted per: "/người/năm", "/1 vạn dân", "/hồ sơ"."""
    return (
        r"(?: ?/ ?(?:ngày đêm|vạn dân|đầu người|10{2,4} dân|10{0,2}\.000 dân|100 bé gái|1 [^\W\d_]\w{0,9}(?: dân)?"
        rf"|(?:năm học|{either(tuple(kinds()))})(?!\w)|(?!(?:gần|trên|hơn|khoảng|dưới|tổng) )[^\W\d_]\w{{0,9}}))"
    )


@cache
def _pers() -> re.Pattern[str]:
    return re.compile(_per() + "{1,2}")


# "45 tấn rác/ngày": what is measured stands between the unit and what it is counted per.
_EACH = r"(?=/(?:ngày|năm|tháng|người|hộ|khẩu|ha|xã|quý|tuần|đợt|giờ|nhân khẩu)(?!\w))"


@cache
def _after() -> re.Pattern[str]:
    scale = either(tuple(_SCALES))
    unit, per = either(tuple(kinds())), _per()
    return re.compile(
        rf"(?P<percent> ?(?:%|‰|phần (?:trăm|nghìn|ngàn)(?!\w))(?P<each>{per})?)(?!\w)(?! ?điểm)"
        rf"| ?(?:(?P<scale>{scale})(?!\w))?(?: ?(?P<unit>{unit})(?!\w)(?!{_OTHER_WORD})"
        rf"(?P<stuff> [^\W\d_]{{2,7}}(?: [^\W\d_]{{2,7}})?{_EACH})?(?P<per>{per}{{1,2}})?)?"
    )


def unit_at(low: str, said: str, place: int) -> Unit | None:
    """Return the unit that follows a number ending at ``place``; None when nothing known follows."""
    m = _after().match(low, place)
    if m is None or m.end() == place:
        return None
    if m["percent"]:
        sign = "‰" if m["percent"].strip().startswith(("‰", "phần n")) else "%"
        return Unit(m.end(), 1, sign + _tight(m["each"]), "percent")
    scale, unit = m["scale"], m["unit"]
    if scale is None and unit is None:
        return None
    factor, name = _SCALES.get(scale or "", (1, ""))
    if unit is None:
        return _bare_scale(low, m.end("scale"), factor, name)
    called = said[m.start("unit") : m.end("stuff" if m["stuff"] else "unit")]
    counted = " ".join(part for part in (name, "đồng" if unit == "đ" else called) if part)
    return Unit(m.end(), factor, counted + _tight(m["per"]), kinds()[unit])


def _bare_scale(low: str, end: int, factor: int, name: str) -> Unit:
    """Return "tỷ" and "triệu" without a unit as money; "nghìn" keeps what word follows it."""
    noun = _NOUN.match(low, end)
    if name == "tỷ" or noun is None:
        per = _pers().match(low, end)
        return Unit(per.end() if per else end, factor, f"{name} đồng{_tight(per[0]) if per else ''}".strip(), "scale")
    return Unit(end, factor, f"{name} {noun[1]}".strip(), "scale")


def _tight(per: str | None) -> str:
    return per.replace(" /", "/").replace("/ ", "/").lower() if per else ""


def compound(low: str, place: int, first: float) -> tuple[float, int] | None:
    """Return a number said in two scales, told in the smaller one, and where its second part ends: "1 triệu 200 nghìn"."""
    m = _MORE.match(low, place)
    if m is None or m["scale"] == m["small"]:
        return None
    times = 1_000_000 if m["scale"] != "triệu" and m["small"] != "triệu" else 1000
    return first * times + int(m["rest"]), m.end("rest")


def value(said: str) -> float:
    """Return a Vietnamese figure: "1.950" is 1950, "98,65" is 98.65, "98.65" too, "bốn mươi" is 40."""
    if not said[0].isdigit():
        return spelt(said)
    if said.isdecimal():
        return int(said)
    pointed = _POINTED.fullmatch(said)
    number = float(said if pointed else said.replace(".", "").replace(",", "."))
    return int(number) if number == int(number) else number


def scaled(number: float, factor: int) -> float:
    """Return a number times its scale, whole where it is: 71,4 thousand are 71400."""
    product = round(number * factor, 6)
    return int(product) if product == int(product) else product


def spelt(said: str) -> int:
    """Return a number in words up to the hundreds; 0 when the words are no number."""
    total = held = 0
    for word in said.split():
        if word in ONES:
            held = held + ONES[word] if held >= 10 else ONES[word]
        elif word == "mười":
            held += 10
        elif word == "mươi":
            held *= 10
        elif word == "trăm":
            total, held = total + held * 100, 0
    return total + held


def spelt_in(sheet: Sheet) -> Iterator[re.Match[str]]:
    """Yield the numbers in words, from ten up or with a scale; an amount in digits said again in words is left out."""
    low, again = sheet.low, -1
    for m in in_lines(_SPELT, low, sheet.places(_GREAT)):
        if low.endswith(("(", "bằng chữ: ", "viết bằng chữ "), 0, m.start()):
            again = low.find(")", m.start(), m.start() + _AGAIN)
        if m.start() < again or (m[0] in ONES and not low.startswith(SCALED, m.end())):
            continue
        unit = unit_at(low, sheet.text, m.end())
        great = unit is not None and (unit.factor > 1 or unit.name.startswith(("tỷ", "triệu"))) and m[0] != "năm"
        if (great and unit is not None and unit.factor < 10_000) or value(m[0]) >= 10:
            yield m
