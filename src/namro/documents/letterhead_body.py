"""Whose letterhead it is: the body named in capitals above the number, without the motto that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vanban.fold import fold

_WORD = re.compile(r"\w+")
_MOTTOS = tuple(
    tuple(words.split())
    for words in (
        "cong hoa xa hoi chu nghia viet nam",
        "dang cong san viet nam",
        "doc lap tu do hanh phuc",
    )
)
# A line of the header that begins with none of these goes on with the body named above it.
_BODY_LINE = re.compile(
    r"(?:uy ban|ubnd|hdnd|hoi|so|ban|bo|van phong|tinh uy|thanh uy|dang|dai hoi|chinh phu|thu tuong|chu tich|quoc hoi|doan"
    r"|cong|toa an|vien|cuc|chi cuc|tong|thanh tra|mat tran|lien|truong|trung tam|bao|quan uy|huyen uy|kho bac|ngan hang|thue"
    r"|to|phong|tieu ban|hiep hoi|lien hiep|nha)\b"
)
_LONE = re.compile(
    r"(?!ubnd|hdnd)\w+"
)  # a single word names no body: a narrow column broke a name ("... VÀ MÔI", "TRƯỜNG")
_PARTS = re.compile(  # names that are whole only with the body they belong to
    r"van phong|thanh tra|ban thuong vu|thuong truc|ban chap hanh|uy ban thuong vu|doan dai bieu|thu tuong|chu tich"
)
_PARTY_BOARDS = re.compile(r"ban to chuc|ban tuyen giao va dan van|ban noi chinh|ban kinh te|uy ban kiem tra")
_PARTY = re.compile(r"(?:tinh|thanh|dang|huyen|quan) uy|dang bo|trung uong")
_SHORT = {"ubnd": "ỦY BAN NHÂN DÂN", "hdnd": "HỘI ĐỒNG NHÂN DÂN"}


def issuer_in(header: Sequence[str]) -> str:
    """The last body named in capitals above the number; its place may stand on a line of its own, its parent on another."""
    bodies: list[str] = []
    for left in without_mottos(header):
        if left != left.upper() or not any(letter.isalpha() for letter in left):
            continue
        if bodies and (not _BODY_LINE.match(fold(left)) or _LONE.fullmatch(fold(left))):
            bodies[-1] = f"{bodies[-1]} {left}"
        else:
            bodies.append(left)
    return recase(_whole([" ".join(_spelled_out(body)) for body in bodies]))


def without_mottos(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the motto, also where it is glued to a body's name or goes on in the next line."""
    rest: tuple[str, ...] = ()
    for line in lines:
        line = _without_whole(line)
        words = list(_WORD.finditer(line))
        said = tuple(fold(word[0]) for word in words)
        wanted = _ending(said, [rest]) if rest else ()
        if not wanted:
            begun = _ending(said, [motto for motto in _MOTTOS if not rest])
            sure = len(begun) > (1 if begun == said else 2)  # there are communes named Cộng Hòa
            motto = next((one for one in _MOTTOS if one[: len(begun)] == begun), ()) if sure else ()
            wanted, rest = (begun, motto) if motto else ((), rest)
        if wanted:
            line, rest = line[: words[-len(wanted)].start()], rest[len(wanted) :]
        if left := line.strip(" \t*_|-–—:.,"):
            yield left


def _without_whole(line: str) -> str:
    for motto in _MOTTOS:
        words = list(_WORD.finditer(line))
        said = tuple(fold(word[0]) for word in words)
        for at in range(len(said) - len(motto) + 1):
            if said[at : at + len(motto)] == motto:
                line = line[: words[at].start()] + " " + line[words[at + len(motto) - 1].end() :]
                break
    return line


def _ending(said: tuple[str, ...], mottos: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest beginning of a motto with which the line ends."""
    for length in range(len(said), 0, -1):
        if any(said[-length:] == motto[:length] for motto in mottos):
            return said[-length:]
    return ()


def _spelled_out(body: str) -> Iterator[str]:
    return (_SHORT.get(fold(word), word) for word in body.split())


def _whole(bodies: Sequence[str]) -> str:
    """The last body; an office or a standing board with the body it belongs to, whichever of the two stands first."""
    if not bodies:
        return ""
    last = bodies[-1]
    if len(bodies) > 1:
        above, this = fold(bodies[-2]), fold(last)
        board = _PARTY_BOARDS.fullmatch(this) is not None and _PARTY.match(above) is not None
        if _PARTS.fullmatch(above):
            return f"{bodies[-2]} {last}"
        if board or (_PARTS.fullmatch(this) and not this.startswith(("thu tuong", "chu tich"))):
            return f"{last} {bodies[-2]}"
    return last


_BODIES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc", "Ban Chấp hành Đảng bộ", "Ban Chấp hành Trung ương",
    "Ban Thường vụ", "Ban Chỉ đạo", "Ban Tổ chức", "Ban Tuyên giáo và Dân vận", "Ban Quản lý", "Văn phòng", "Tỉnh ủy",
    "Thành ủy", "Đảng ủy", "Đảng đoàn", "Đảng bộ", "Đại hội", "Đại hội đại biểu", "Bộ Chính trị", "Ban Bí thư", "Chính phủ",
    "Thủ tướng Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Ủy ban Kiểm tra", "Sở Nội vụ", "Sở Tài chính",
    "Sở Xây dựng", "Sở Tư pháp", "Sở Y tế", "Sở Công Thương", "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Chuyển đổi số",
)  # fmt: skip
_SMALL = re.compile(
    r"tinh|thanh|pho|xa|phuong|quan|huyen|thi|tran|dac|khu|va|cua|ve|lan|thu|khoa|thuc|hien|cac|chuong|trinh|cong|tac|toan"
)


def recase(capitals: str) -> str:
    """A body's name out of capitals: known bodies as usual, small words small, what is left as names of places."""
    words = capitals.split()
    known = sorted((body.split() for body in _BODIES), key=len, reverse=True)
    out: list[str] = []
    place = 0
    while place < len(words):
        rest = [fold(word) for word in words[place:]]
        hit = next((body for body in known if rest[: len(body)] == [fold(word) for word in body]), None)
        if hit:
            out.extend(hit)
            place += len(hit)
        else:
            word = words[place]
            named = place > 0 and fold(words[place - 1]) in {"xa", "phuong", "tinh", "huyen"}
            small = place > 0 and not named and _SMALL.fullmatch(fold(word)) is not None
            roman = re.fullmatch(r"[IVXLC]+", word) is not None
            out.append(word.lower() if small else word if roman or not word.isupper() else word.capitalize())
            place += 1
    return " ".join(out)
