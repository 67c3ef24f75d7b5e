"""The letterhead taken line by line: flattened columns come apart at what each column is known to hold.

Source: Decree 30/2020/NĐ-CP annex I (state), Guidance 36-HD/VPTW (Party). Worn letters are read by their plain shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import regex

from vanban.lexicon import table
from vanban.parts.piece import bare
from vanban.parts.stamps import is_mark, is_stamp

LineKind = Literal["motto", "number", "place_date", "stamp", "mark", "about", "left"]

MOTTO = re.compile(
    r"c[o0]ng ?h[o0]a ?x[aà] ?h[o0][il1] ?ch[uù] ?ng[hn][il1]a ?v[il1].t ?na.?m"
    r"|d[o0]c ?l.p ?\W{0,5} ?t[uư] ?d[o0] ?\W{0,5} ?h[ae]nh ?ph[uú]c|dang ?c[o0]ng ?san ?v[il1].t ?nam(?! ?[a-z])"
)
_CODE = r"(?:[A-ZĐÂÊÔƠƯ&][\w&.]{0,14})"
NUMBER = regex.compile(
    r"(?:(?<=^|[\n ])(?:Luật|Nghị quyết|Pháp lệnh|Lệnh) (?=số: ?\d))?(?<![\w/])[Ss][ốóôồỗổoỐÓÔO] ?[:.;]{0,2} ?"
    rf"(?:(?P<symbol>(?:\d[\dlOo]{{0,4}}[a-zđ]?|[.…_ ]{{0,30}}|(?<=[:;.] ?)[^\s/]{{1,6}}(?= ?/))"
    rf"(?: ?/ ?(?:19|20)\d\d)? ?[-–—/] ?{_CODE}"
    rf"(?: ?[-–/] ?{_CODE}){{0,5}})"
    r"|[.…_]{2,30}|\d{1,4}(?=\W*$)|(?<=:)(?=\W*$))"
)
PLACE_DATE = regex.compile(
    r"(?<![\p{L}\p{N}])(?P<place>(?:(?:TP|Tp|TX)\. ?)?(?:\p{Lu}\p{Ll}{1,8}[ -]){0,4}\p{Lu}\p{Ll}{1,8}"
    r"|^(?:\p{Lu}{1,9} ){0,4}\p{Lu}{2,9})?(?P<comma>[,;.]?) ?"
    r"(?:(?:hồi|lúc|vào lúc) ?\d{1,2} ?(?:giờ|h|g)(?: ?\d{1,2}(?: ?phút)?)?,? )?"  # a telegram tells its hour
    r"(?P<day>[Nn]gày ?(?=[^,;:]{0,16}tháng)[^,;:]{0,16}?tháng[\s\d.…_\-lIoO{}|]{0,14}"
    r"năm[\s.…_]{0,8}(?:[12][\dlIoO .…_]{1,5})?|[Nn]gày ?\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d)"
)
ABOUT = re.compile(r"\W{0,3}(?:[vV] ?[/\\] ?[vV]|V/v|Về việc) ?[:.]? ?\S")
_LONGEST = 160


def split_line(text: str, start: int, end: int) -> Iterator[tuple[LineKind, int, int]]:
    """Yield what a line of the letterhead is made of, in order; "left" is what stands in the issuer's column or unknown."""
    line = text[start:end]
    if is_stamp(line):
        yield "stamp", start, end
        return
    if is_mark(line):
        yield "mark", start, end
        return
    if len(line) > _LONGEST:
        yield "left", start, end
        return
    if ABOUT.match(line):
        day = PLACE_DATE.search(line)
        cut = day.start() if day and day["place"] and day.start() > 8 else len(line)
        yield "about", start, start + len(line[:cut].rstrip())
        if day and cut < len(line):
            yield "place_date", start + day.start(), start + len(line[: day.end()].rstrip())
        return
    found: list[tuple[int, int, LineKind]] = [(m.start(), m.end(), "motto") for m in MOTTO.finditer(bare(line))]
    day = PLACE_DATE.search(line)
    if day and ((day["place"] and day["comma"]) or _opens(line, day.start(), found)):
        found.append((day.start(), day.start() + len(day[0].rstrip()), "place_date"))
    if (number := NUMBER.search(line)) and _opens(line, number.start(), found):
        found.append((number.start(), number.end(), "number"))
    yield from _with_rests(line, start, sorted(found))


def _opens(line: str, place: int, found: list[tuple[int, int, LineKind]]) -> bool:
    """Tell whether only capitals, signs or known parts stand before a place of a line."""
    before = line[:place]
    for begin, end, _ in found:
        before = before[:begin] + " " * (end - begin) + before[end:] if begin < place else before
    before = before.strip(" #*|_-–—.")
    return not before or before.isupper()


def _with_rests(line: str, start: int, found: list[tuple[int, int, LineKind]]) -> Iterator[tuple[LineKind, int, int]]:
    done = 0
    for begin, end, kind in [*found, (len(line), len(line), "left")]:
        if begin < done:
            continue
        rest = line[done:begin].strip(" #*|_-–—.")
        if any(c.isalnum() for c in rest):
            at = line.index(rest, done)
            yield "left", start + at, start + at + len(rest)
        if end > begin:
            yield kind, start + begin, start + end
        done = end


@cache
def _kinds() -> dict[str, str]:
    names = [name for k in table("kinds")["kind"] for name in k["names"]] + ["Phụ lục", "Thông báo kết luận"]
    return {bare(name).replace(" ", ""): name for name in names}


def kind_of_line(line: str, small: bool = False) -> str | None:
    """Return the kind a line names and nothing else; one worn letter in eight and letters set apart are forgiven.

    In capitals only, unless ``small``.
    """
    words = line.strip(' .:*#_-–—|"“”')
    if len(words) > 40 or not words or not (words.isupper() or small):
        return None
    plain = bare(words).replace(" ", "")
    if name := _kinds().get(plain):
        return name
    if len(plain) < 7 or not words.isupper():
        return None
    near = {
        n
        for k, n in _kinds().items()
        if len(k) == len(plain) and sum(a != b for a, b in zip(k, plain, strict=True)) == 1
    }
    return near.pop() if len(near) == 1 else None


_GLUED = regex.compile(r"((?:\p{Lu}{2,7} ){1,4}\p{Lu}{0,7}?)(?=\s?\p{Lu}?\p{Ll})")


def kind_opening(line: str) -> tuple[str, int] | None:
    """Return the kind in capitals that a line of small letters opens with ("KẾ HOẠCH Triển khai ..."), and its length."""
    found = _GLUED.match(line)
    if found is None:
        return None
    words = found[1].strip()
    name = kind_of_line(words) if words.count(" ") else None
    return (name, len(words)) if name else None
