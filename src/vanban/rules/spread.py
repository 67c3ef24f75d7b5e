"""One name for several bodies, taken apart: "UBND các huyện: A, B và thị xã C" is three.

Not a rule by itself: orders name their leads one by one. Units and names are paired only where the text pairs them.
"""

from __future__ import annotations

import re

_UNIT = r"(?:thành phố|tỉnh|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)"
_SEVERAL = re.compile(
    rf"(?P<head>[^:]{{2,60}}? )(?:các|\d{{1,2}}) (?P<units>{_UNIT}(?:(?:, | và |, và ){_UNIT}){{0,3}})"
    rf"(?: (?!{_UNIT})[a-zà-ỹđ ]{{2,20}})?:? (?P<names>[A-ZĐÀ-Ỹ].*)"
)
_BETWEEN = re.compile(r", và |, | và ")
_LEVELS = re.compile(r"(Công an|công an) (cấp \w+)(?:, | và )(cấp \w+)")
_OWN = re.compile(rf"(?:các )?({_UNIT}) (.+)")


def one_by_one(name: str) -> list[str]:
    """Return the bodies a name stands for: several where it lists places and says the unit of each, else itself."""
    if levels := _LEVELS.fullmatch(name):
        return [f"{levels[1]} {levels[2]}", f"{levels[1]} {levels[3]}"]
    m = _SEVERAL.fullmatch(name)
    if m is None:
        return [name]
    units = _BETWEEN.split(m["units"])
    named = _BETWEEN.split(m["names"])
    paired = units if len(units) == len(named) else units[:1] * len(named) if len(units) == 1 else []
    if not paired or len(named) < 2:
        return [name]
    found = []
    for unit, place in zip(paired, named, strict=True):
        own = _OWN.fullmatch(place)
        found.append(f"{m['head']}{own[1]} {own[2]}" if own else f"{m['head']}{unit} {place}")
    return found
