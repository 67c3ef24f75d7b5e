"""One name for several bodies, taken apart: "UBND các huyện: A, B và thị xã C" is three.

Not a rule by itself: orders name their leads one by one. Units and names are paired only where the text pairs them.
"""

from __future__ import annotations

import re

from vanban.rules.bodies import fields_in

_UNIT = r"(?:thành phố|TP\.|Tp\.|tỉnh|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)"
_SEVERAL = re.compile(
    rf"(?P<head>[^:]{{2,60}}? )(?:các|\d{{1,2}}) (?P<units>{_UNIT}(?:(?:, | và |, và ){_UNIT}){{0,3}})"
    rf"(?: (?!{_UNIT})[a-zà-ỹđ ]{{2,20}})?:? (?P<names>[A-ZĐÀ-Ỹ].*)"
)
_BETWEEN = re.compile(r", và |, | và ")
_LEVELS = re.compile(r"(Công an|công an) (cấp \w+)(?:, | và )(cấp \w+)")
_OWN = re.compile(rf"(?:các )?({_UNIT}) (.+)")


_HEAD = (
    r"(?:Đảng ủy|HĐND|Hội đồng nhân dân|UBND|Ủy ban nhân dân"
    r"|(?:Ủy ban |UB)?MTTQ(?: Việt Nam)?|Ủy ban Mặt trận Tổ quốc(?: Việt Nam)?)"
)
_SHARED = re.compile(rf"(?P<heads>{_HEAD}(?:(?:, và |, | và | - ){_HEAD}){{1,4}}) (?P<place>{_UNIT}(?: [A-ZĐÀ-Ỹ].*)?)")
_JOINT = re.compile(r", và |, | và | - ")
_OFFICES = re.compile(r"(.{4,40}? )các (Sở|Bộ|Cục|Vụ|Ban|Phòng|sở|bộ):? (?=[A-ZĐÀ-Ỹ])")


def one_by_one(name: str) -> list[str]:
    """Return the bodies a name stands for: several where it lists places and says the unit of each, else itself."""
    if shared := _SHARED.fullmatch(name):
        return [f"{head} {shared['place']}" for head in _JOINT.split(shared["heads"])]
    offices = _OFFICES.match(name)
    fields = fields_in(name, name.lower(), offices.end()) if offices else []
    if offices and (len(fields) > 1 or (fields and ":" in offices[0])):
        return [f"{offices[1]}{offices[2].capitalize()} {name[start:end]}" for start, end in fields]
    if levels := _LEVELS.fullmatch(name):
        return [f"{levels[1]} {levels[2]}", f"{levels[1]} {levels[3]}"]
    m = _SEVERAL.fullmatch(name)
    if m is None or not m["names"][0].isupper():
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
