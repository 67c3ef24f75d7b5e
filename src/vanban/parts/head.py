"""The letterhead of an official document: what each of its lines is, in whatever order the columns came.

Not a rule by itself: :mod:`vanban.rules.letterhead` makes the frame of it, :mod:`vanban.layout` shows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from vanban.parts.head_lines import ABOUT, kind_of_line, kind_opening, split_line
from vanban.parts.piece import Piece, bare
from vanban.parts.stamps import is_mail_line, is_stamp
from vanban.segment import Paragraph
from vanban.sheet import Sheet

EARLY = 40  # paragraphs: the letterhead stands among these
_SMUDGE = 16  # paragraphs from the top in which a stamp's lines are looked for
_MARGINS = 200  # blocks of a file in which its first margins are looked for
_LATE = 6  # paragraphs below the kind: where columns come in a strange order, its other lines stand that late
_FIRST_ITEM = frozenset(("roman", "number", "article", "chapter", "part", "section", "upper"))
BODY = re.compile(
    r"(?:uy ban|ubnd|hdnd|hoi dong|tinh uy|thanh uy|quan uy|huyen uy|thi uy|dang uy|dang bo|chi bo|dang doan|ban|bo|so|cuc"
    r"|tong cuc|chi cuc|chi nhanh|van phong|phong|chinh phu|thu tuong|chu tich|quoc hoi|toa an|vien|thanh tra|kho bac|kiem toan"
    r"|ngan hang|bao hiem|cong an|truong|trung tam|doan|hoi|lien doan|to|tieu ban|mttq|mat tran|dai|bao|tap doan"
    r"|tong cong ty|cong ty|benh vien|hoc vien|dai hoc|cong doan|uy ban mat tran)(?![a-z])"
)
_NO_BODY = re.compile(r"S[ốóôồỗổ] ?[:.;]|S[ốóôồỗổ] [^A-Za-zÀ-ỹ]")
PLACE = re.compile(r"(?:tinh|thanh pho|tp\.?|quan|huyen|thi xa|xa|phuong|dac khu|thi tran)(?: (?!uy(?![a-z]))|$)")
_GOES_ON = re.compile(r"(?:va|nuoc|viet nam|khoa|ky hop|nhiem ky|trung uong|thuoc|lan thu)(?![a-z])")
_LONE = re.compile(
    r"(?!ubnd|hdnd)\w+\W*"
)  # a single word names no body: a narrow column broke a name ("... VÀ MÔI", "TRƯỜNG")
_HANGS = re.compile(r"(?:,| va| cua| -|–)$")
# The national title may be broken at any blank: "CỘNG HÒA XÃ" over "HỘI CHỦ NGHĨA VIỆT NAM".
_FIRST_HALF = re.compile(r"\W*cong(?: hoa(?: xa(?: hoi(?: chu(?: nghia(?: viet)?)?)?)?)?)?\W*")
_SECOND_HALF = re.compile(r"\W*(?:(?:(?:(?:(?:(?:hoa )?xa )?hoi )?chu )?nghia )?viet )?nam\W*")
_GROUNDS = re.compile(
    r"\W{0,3}(?:căn cứ|xét|theo đề nghị|theo tờ trình|trên cơ sở|sau khi|thực hiện|để |kính gửi"
    r"|nhằm|ngày \d|trong |qua |hiện nay|vừa qua|thời gian)(?!\w)"
)
ATTACHED = re.compile(
    r"\W{0,3}\(? ?(?:ban hành )?kèm theo (?!bi[êể]u)|\W{0,3}\(đính kèm |\W{0,3}\(được ban hành|\W{0,3}\(ban hành"
)
DECIDES = regex.compile(
    r"(?:CHỦ TỊCH|ỦY BAN|HỘI ĐỒNG|CHÍNH PHỦ|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|BAN |QUỐC HỘI|TỔNG |CHÁNH |THỐNG ĐỐC|TRƯỞNG )"
)


@dataclass(slots=True)
class Head:
    """The letterhead: its pieces in order, the bodies named (outermost first), the kind and where the title ends."""

    pieces: list[Piece] = field(default_factory=list)
    bodies: list[list[tuple[int, int]]] = field(default_factory=list)
    kind: str | None = None
    kind_end: int | None = None
    motto_end: int | None = None
    number: Piece | None = None
    place_date: Piece | None = None
    end: int = 0  # where the letterhead with its title ends; 0 when there is none


def read_head(sheet: Sheet, grouped: Sequence[Paragraph] | None = None) -> Head:
    """Return the letterhead that opens a sheet or some of its paragraphs, empty when nothing official does."""
    early = _zone(sheet, _inside(sheet, (sheet.paragraphs if grouped is None else grouped)[:EARLY]))
    head = Head()
    lefts: list[tuple[int, int, int]] = []
    stamped, kind_at = False, 0
    smudged = _smudged(sheet, early)
    for index, p in enumerate(early):
        line = sheet.text[p.start : p.end]
        if index in smudged or (stamped and is_stamp(line, within=True)):
            head.pieces.append(Piece("stamp", p.start, p.end))
            continue
        stamped = False
        if head.kind is None and (name := _kind(line, head)) is not None:
            head.kind, head.kind_end, kind_at = name[0], p.start + name[1], index
            head.pieces.append(Piece("kind", p.start, head.kind_end))
            if name[1] < p.end - p.start:
                lefts.append((index, *_trimmed(sheet, head.kind_end, p.end)))
            continue
        parts = list(split_line(sheet.text, p.start, p.end))
        if _half_motto(sheet, head, p):
            parts = [("motto", p.start, p.end)]
        if head.kind is not None and (len(parts) != 1 or index > kind_at + _LATE or parts[0][0] in ("about", "mark")):
            lefts.append((index, p.start, p.end))
            continue
        if head.kind is not None and parts[0][0] == "left":
            parts = [("left", p.start, p.end)]
        for kind, start, end in parts:
            stamped = stamped or kind == "stamp"
            _take(head, lefts, kind, index, start, end)
    if head.kind_end is None and head.motto_end is None and head.number is None:
        head.pieces = [piece for piece in head.pieces if piece.kind == "stamp"]
        return head
    _sort_lefts(sheet, head, lefts, early)
    head.pieces = sorted((p for p in head.pieces if p.start < head.end), key=lambda piece: piece.start)
    return head


def _half_motto(sheet: Sheet, head: Head, p: Paragraph) -> bool:
    """Tell whether a paragraph is one half of the national title, broken in a narrow column."""
    low = bare(sheet.text[p.start : p.end])
    if _SECOND_HALF.fullmatch(low):
        last = next((piece for piece in reversed(head.pieces) if piece.kind == "motto"), None)
        return last is not None and _FIRST_HALF.fullmatch(bare(sheet.text[last.start : last.end])) is not None
    return _FIRST_HALF.fullmatch(low) is not None and sheet.text[p.start : p.end].isupper()


def _inside(sheet: Sheet, early: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the paragraphs that stand in no margin of a page."""
    margins = [sheet.from_source(b.start, b.end) for b in sheet.blocks[:_MARGINS] if b.kind in ("header", "footer")]
    return [p for p in early if not any(start <= p.start < end for start, end in margins)] if margins else early


def _zone(sheet: Sheet, early: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the paragraphs the letterhead may stand in: none after the first numbered item."""
    for index, p in enumerate(early):
        if p.marker and p.marker.style in _FIRST_ITEM and not is_stamp(sheet.text[p.start : p.end], within=True):
            return early[:index]
    return early


def _smudged(sheet: Sheet, early: Sequence[Paragraph]) -> range:
    """Return the lines from the first to the last of a stamp above the letterhead: a scan reads what is between badly."""
    stamps: list[int] = []
    for index, p in enumerate(early[:_SMUDGE]):
        line = sheet.text[p.start : p.end]
        if is_stamp(line, within=bool(stamps)) or is_mail_line(line):
            stamps.append(index)
        elif any(kind in ("motto", "number") for kind, _, _ in split_line(sheet.text, p.start, p.end)):
            break
    return range(stamps[0], stamps[-1] + 1) if stamps else range(0)


def _kind(line: str, head: Head) -> tuple[str, int] | None:
    """Return the kind a line names and how much of the line does."""
    known = head.motto_end is not None or head.number is not None
    if name := kind_of_line(line, small=known):
        return name, len(line)
    return kind_opening(line) if known else None


def _trimmed(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    while start < end and not sheet.text[start].isalnum() and sheet.text[start] not in '“"(':
        start += 1
    return start, end


def _take(head: Head, lefts: list[tuple[int, int, int]], kind: str, index: int, start: int, end: int) -> None:
    """Note one part of a line; a second number or day is no part of the letterhead."""
    if kind == "motto":
        head.motto_end = end
        head.pieces.append(Piece("motto", start, end))
    elif kind == "number" and head.number is None:
        head.number = Piece("number", start, end)
        head.pieces.append(head.number)
    elif kind == "place_date" and head.place_date is None:
        head.place_date = Piece("place_date", start, end)
        head.pieces.append(head.place_date)
    elif kind == "stamp":
        head.pieces.append(Piece("stamp", start, end))
    elif kind == "mark":
        head.pieces.append(Piece("mark", start, end))
    else:
        lefts.append((index, start, end))


def _sort_lefts(sheet: Sheet, head: Head, lefts: list[tuple[int, int, int]], early: Sequence[Paragraph]) -> None:
    """Say what the remaining words are: bodies above the kind, the title below it or after "V/v"; then where it ends."""
    top = head.kind_end if head.kind_end is not None else _anchored(head)
    above = [(start, end) for _, start, end in lefts if end <= top]
    if head.kind is None:  # a letter's subject may stand below its date
        below = [(start, end) for _, start, end in lefts if start >= top][:2]
        above += [span for span in below if ABOUT.match(sheet.text[span[0] : span[1]])]
        top = max([top, *(end for _, end in above)])
    titles: list[tuple[int, int]] = []
    for start, end in above:
        line = sheet.text[start:end]
        if ABOUT.match(line) or (titles and line[0].islower()):
            titles.append((start, end))
        elif (
            line.isupper()
            or (end - start < 90 and BODY.match(bare(line)) and line[:4].lower() != "bản ")
            or (head.bodies and PLACE.match(bare(line)))
        ):
            _add_body(sheet, head, start, end)
    if head.kind_end is not None or titles:
        titles += _title_below(sheet, [left for left in lefts if left[1] >= top], bool(titles), head)
    for start, end in titles:
        last = head.pieces[-1]
        between = sheet.text[last.end : start] if last.kind == "title" else "x"
        if between.strip():
            head.pieces.append(Piece("title", start, end))
        else:
            head.pieces[-1] = Piece("title", last.start, end)
    head.end = max([top, *(end for _, end in titles), head.place_date.end if head.place_date else 0])
    for bodies in head.bodies[:-1]:
        kind = "issuer" if _joint(sheet, bodies[0], head.bodies[-1][0]) else "superior"
        head.pieces += [Piece(kind, *span) for span in bodies]  # type: ignore[arg-type]
    if head.bodies:
        head.pieces += [Piece("issuer", *span) for span in head.bodies[-1]]


def _anchored(head: Head) -> int:
    """Return the end of the last anchor when no kind is named."""
    anchors = [head.motto_end or 0]
    anchors += [piece.end for piece in (head.number, head.place_date) if piece is not None]
    return max(anchors)


def _add_body(sheet: Sheet, head: Head, start: int, end: int) -> None:
    """Add a line to the body it goes on with, or begin the next body."""
    low = bare(sheet.text[start:end])
    if head.bodies and low == bare(sheet.text[slice(*head.bodies[0][0])]).split("\n")[0]:
        head.pieces.append(Piece("motto", start, end))  # the Youth Union repeats its name on the right
        return
    if head.bodies:
        begin, finish = head.bodies[-1][-1]
        before = bare(sheet.text[begin:finish])
        new = BODY.match(low) and not PLACE.match(low) and not _HANGS.search(before) and not _LONE.fullmatch(low)
        if not new or before == "uy" or _GOES_ON.match(low):
            if not sheet.text[finish:start].strip():
                head.bodies[-1][-1] = (begin, end)
            else:
                head.bodies[-1].append((start, end))
            return
    head.bodies.append([(start, end)])


def _joint(sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Tell whether two bodies of one rank sign together: two ministries, two departments."""
    heads = [bare(sheet.text[start:end]).split(" ")[0] for start, end in (first, last)]
    return heads[0] == heads[1] and heads[0] in ("bo", "so")


def _title_below(sheet: Sheet, lefts: list[tuple[int, int, int]], begun: bool, head: Head) -> list[tuple[int, int]]:
    """Return the lines of the title: short ones that end no sentence, until grounds, an address or the body that decides."""
    titles: list[tuple[int, int]] = []
    for _, start, end in lefts:
        line = sheet.text[start:end]
        goes_on = (bool(titles) or begun) and line[:1].islower()
        if begun and not titles and not goes_on:
            break
        if any(start >= p.start > lefts[0][1] for p in head.pieces if p.kind == "place_date") and not goes_on and begun:
            break
        first = not titles
        if (
            (_GROUNDS.match(sheet.low, start, end) and not goes_on and not (first and _about_date(sheet, start)))
            or ATTACHED.match(sheet.low, start, end)
            or (
                not first
                and DECIDES.match(line)
                and line.isupper()
                and not sheet.text[titles[-1][0] : titles[-1][1]].isupper()
            )
            or end - start > 500
            or line[-1] in ":;"
            or (line[-1] == "." and end - start > 90)
            or (not first and not goes_on and not _same_case(sheet, titles[-1], line))
            or line[:1] in "-+•|*"
            or (not first and (line[0] == "#" or (is_bold(sheet, start, end) and not is_bold(sheet, *titles[0]))))
        ):
            break
        titles.append((start, end))
        if len(titles) == 8:
            break
    return titles


def is_bold(sheet: Sheet, start: int, end: int) -> bool:
    """Tell whether the signs of Markdown make a span bold all through."""
    begin, finish = sheet.to_source(start, end)
    opened = sheet.source[max(0, begin - 2) : begin]
    return opened in ("**", "__") and sheet.source[finish : finish + 2] == opened


def _about_date(sheet: Sheet, start: int) -> bool:
    """Tell whether the first line of a title opens with a word that also opens grounds ("Thực hiện ...", "Xét ...")."""
    return sheet.low.startswith(("thực hiện", "trong ", "xét tặng", "qua "), start)


def _same_case(sheet: Sheet, before: tuple[int, int], line: str) -> bool:
    """Tell whether a further line belongs to a title: the same case, and still short of a sentence."""
    above = sheet.text[before[0] : before[1]]
    return above.isupper() == line.isupper() and len(line) < 150 and line[-1] not in "."
