"""The end of an official document: recipients and the signature block, apart or run together in one line.

Source: Decree 30/2020/NĐ-CP annex I (TM. KT. TL. TUQ. Q.), Guidance 36-HD/VPTW (T/M K/T T/L).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from vanban.parts.piece import Piece, bare
from vanban.parts.stamps import is_stamp
from vanban.segment import Paragraph
from vanban.sheet import Sheet

RECIPIENTS = re.compile(r"\W{0,4}noi nhan ?(?::|\W{0,4}$)")
_AUTHORITY = regex.compile(r"(?:T/M|TM|K/T|KT|T/L|TL|TUQ|T\.M|K\.T|Q)[./: ] ?\p{Lu}[\p{Lu} ,.\-]{2,80}$")
_OFFICE = re.compile(
    r"(?:quyen |q\. ?|pho )*(?:chu tich|bi thu|thu tuong|bo truong|thu truong|giam doc|tong giam doc|chanh van phong|truong ban"
    r"|chanh thanh tra|cuc truong|vu truong|tong cuc truong|tu lenh|chi huy truong|hieu truong|vien truong|chanh an|truong phong"
    r"|to truong|doan truong|tong kiem toan|thong doc|truong doan|chu nhiem|truong tieu ban|bi thu thu nhat|chanh thu ky"
    r"|truong cong an|tong thu ky|tong bi thu"
    r"|thuong truc|uy vien|chu toa|thu ky|nguoi lap|ke toan truong|dai dien ben|vien pho|pho truong ban)(?![a-z])"
)
_NAME = regex.compile(
    r"(?:(?:PGS|GS|TS|ThS|BS|Đại tá|Thượng tá|Trung tá|Thiếu tướng|Trung tướng|Đại tướng)[. ]{1,2})*"
    r"\p{Lu}[\p{L}’']{0,7}(?: \p{Lu}[\p{L}’']{0,7}){1,5}"
)
_SIGNED = re.compile(r"\W*(?:da ky|da ky dien tu|ky ten,? dong dau|ky,? (?:ghi ro ho ten|dong dau).{0,30})\W*")
_GLUED = regex.compile(
    r"(?:(?<=^)|(?<=[\p{L}\p{N};.,:) ] ))(?P<left>)(?P<right>(?:(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.) ?\p{Lu}[\p{Lu} ,\-]{3,80}"
    r"|(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|BỘ TRƯỞNG|THỦ TƯỚNG|TRƯỞNG BAN)(?: \p{Lu}[\p{Lu} ]{1,50})?))$"
)
_BEYOND = frozenset(("part", "chapter", "section", "roman", "number", "article"))  # items of a text that follows
_BLOCK = 14  # paragraphs of a signature that stands above its recipients or without any


@dataclass(slots=True)
class Foot:
    """The pieces of an end and where it begins: an index into the paragraphs it was looked for in."""

    begin: int
    stop: int
    pieces: list[Piece] = field(default_factory=list)


def read_foot(sheet: Sheet, grouped: Sequence[Paragraph], official: bool = True) -> Foot:
    """Return the end of a run of paragraphs; one that begins behind the last when there is none."""
    found = next(
        (i for i in range(len(grouped) - 1, -1, -1) if RECIPIENTS.match(bare(_words(sheet, grouped[i])[:40]))), None
    )
    if found is None:
        if not official:
            return Foot(len(grouped), len(grouped))
        found = next(
            (
                i
                for i in range(max(0, len(grouped) - _BLOCK), len(grouped))
                if _signs(_words(sheet, grouped[i])) is not None
            ),
            len(grouped),
        )
    while found and _is_of_signature(sheet, grouped, found - 1):
        found -= 1
    foot = Foot(found, len(grouped))
    state = ""
    for place in range(found, len(grouped)):
        paragraph = grouped[place]
        if paragraph.marker is not None and paragraph.marker.style in _BEYOND and foot.pieces:
            foot.stop = place
            break
        state = _take(sheet, foot, paragraph, state)
    return foot


def is_foot(words: str) -> bool:
    """Tell whether words open as the end of a document does: "Nơi nhận", or a signature in capitals."""
    line = words.strip().split("\n")[0]
    return RECIPIENTS.match(bare(line[:40])) is not None or _signs(line) is not None


def _words(sheet: Sheet, paragraph: Paragraph) -> str:
    return sheet.text[paragraph.start : paragraph.end]


def _signs(line: str) -> str | None:
    """Return authority or office when a line in capitals is one of a signature."""
    line = line.strip(" *_")
    if len(line) > 90 or not line.isupper():
        return None
    if _AUTHORITY.match(line):
        return "authority"
    return "office" if _OFFICE.match(bare(line)) and not line.endswith((":", ";")) else None


def _is_of_signature(sheet: Sheet, grouped: Sequence[Paragraph], place: int) -> bool:
    """Tell whether the paragraph above belongs to the signature: it signs, or names the one who does."""
    line = _words(sheet, grouped[place])
    if _signs(line) or _SIGNED.fullmatch(bare(line)):
        return True
    above = [_words(sheet, p) for p in grouped[max(0, place - 3) : place]]
    return _NAME.fullmatch(line) is not None and any(_signs(one) for one in above)


def _take(sheet: Sheet, foot: Foot, paragraph: Paragraph, state: str) -> str:
    """Add one paragraph to the end; return what stands open: "list" below "Nơi nhận", "signed" below an office."""
    start, end = paragraph.start, paragraph.end
    line = _words(sheet, paragraph)
    if is_stamp(line, within=True):
        foot.pieces.append(Piece("stamp", start, end))
        return state
    if kind := _signs(line):
        foot.pieces.append(Piece("authority" if kind == "authority" else "office", start, end))
        return "signed"
    cut = _GLUED.search(line) if len(line) < 300 else None
    if cut and cut.start("right") > 0:
        state = _left(foot, sheet, start, start + len(line[: cut.start("right")].rstrip()), state)
        kind = _signs(cut["right"]) or "office"
        foot.pieces.append(Piece("authority" if kind == "authority" else "office", start + cut.start("right"), end))
        return state
    if RECIPIENTS.match(bare(line[:40])):
        return _left(foot, sheet, start, end, state)
    signed = any(piece.kind in ("authority", "office") for piece in foot.pieces)
    if _SIGNED.fullmatch(bare(line)) or (signed and not paragraph.marker and len(line) < 45 and _NAME.fullmatch(line)):
        foot.pieces.append(Piece("signer", start, end))
        return "named"
    return _left(foot, sheet, start, end, state)


def _left(foot: Foot, sheet: Sheet, start: int, end: int, state: str) -> str:
    """Add what is no signature: the word "Nơi nhận", one of its lines, or plain text."""
    line = sheet.text[start:end]
    if opening := RECIPIENTS.match(bare(line)):
        stop = start + opening.end()
        foot.pieces.append(Piece("recipients", start, stop if line[opening.end() :].strip() else end))
        rest = stop + len(sheet.text[stop:end]) - len(sheet.text[stop:end].lstrip())
        if rest < end:
            foot.pieces.append(Piece("recipient", rest, end))
        return "list"
    listed = state == "list" or (line[:1] in "-–+•*" and any(p.kind == "recipients" for p in foot.pieces))
    foot.pieces.append(Piece("recipient" if listed and len(line) < 300 else "paragraph", start, end))
    return state
