"""Generated documents of a province that does not exist: letterhead, items, tables, deadlines, and all kinds of disorder."""

from __future__ import annotations

import random

_BODIES = (
    "Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "UBND xã Vân Hà", "Công an tỉnh", "Văn phòng UBND tỉnh", "các sở, ban, ngành",
    "Ủy ban nhân dân các xã, phường", "Ban Thường vụ Tỉnh ủy", "đồng chí Bí thư Đảng ủy", "Thanh tra tỉnh",
)  # fmt: skip
_DEEDS = (
    "rà soát thủ tục hành chính", "hoàn thành việc sửa bến đò", "số hóa hồ sơ lưu trữ", "báo cáo kết quả", "lập kế hoạch",
    "kiểm tra tiến độ giải ngân đạt 98,5%", "trình Chủ tịch UBND tỉnh phê duyệt đề án", "giảm 1.950 biên chế",
)  # fmt: skip
_TIMES = (
    "trước ngày 15/7/2026", "trong quý IV năm 2026", "hằng tháng", "chậm nhất ngày 30 tháng 6", "đến hết năm 2030",
    "sau 10 ngày làm việc", "thường xuyên", "ngày 31/02/2026", "trước 17 giờ ngày 5/3", "9/2026",
)  # fmt: skip
_MARKS = ("{}.", "{})", "- ", "+ ", "Điều {}.", "{}.1.", "I.", "•", "a)", "**{}.**", "| {} |", "")
_HEADS = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")
_CITED = (
    "Kế hoạch số 45/KH-UBND ngày 20/6/2026",
    "Nghị quyết 15-NQ/TU",
    "Luật Đất đai",
    "Công văn 7/SNV-CCHC",
    "Kết luận",
)
_ODD = ("\u00a0", "\u200b", "\t", "\ufeff", "\u0301", "İ", "ﬁ", "\u2028", "\x0c", "  ", "…………", "_____", "|", "“", "")


def dice(seed: int) -> random.Random:
    """The chance everything here is made by: from one seed always the same."""
    return random.Random(seed)  # noqa: S311  nothing is kept secret by it


def order(rng: random.Random) -> str:
    """One sentence that orders something, more or less."""
    return (
        f"{rng.choice(('Giao', 'Yêu cầu', 'Đề nghị', ''))} {rng.choice(_BODIES)} {rng.choice(('chủ trì, ', 'phối hợp với '))}"
        f"{rng.choice(_BODIES)} {rng.choice(_DEEDS)} {rng.choice(('theo ' + rng.choice(_CITED), ''))} {rng.choice(_TIMES)}"
        f"{rng.choice(('.', ';', ':', ''))}"
    )


def lines(rng: random.Random, most: int = 30) -> list[str]:
    """The lines of one document."""
    made = [
        "ỦY BAN NHÂN DÂN",
        "TỈNH SÔNG VÂN",
        f"Số: {rng.randint(1, 999)}/QĐ-UBND",
        "Sông Vân, ngày 2 tháng 3 năm 2026",
    ]
    made += [rng.choice(("QUYẾT ĐỊNH", "KẾ HOẠCH", "THÔNG BÁO", "")), f"Về việc {rng.choice(_DEEDS)}"]
    for number in range(rng.randint(1, most)):
        mark = rng.choice(_MARKS).format(number)
        made.append(f"{mark} {order(rng)}" if rng.random() < 0.8 else rng.choice(_ODD) + mark + rng.choice(_ODD) * 3)
    if rng.random() < 0.4:
        made += [*_HEADS, *(cell for row in rows(rng)[1:] for cell in row)]
    return [*made, "Nơi nhận:", "- Như Điều 2;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu"]


def rows(rng: random.Random, most: int = 8) -> list[list[str]]:
    """A table of assignments; some cells are empty."""
    body = [
        [
            str(n),
            rng.choice(_DEEDS),
            rng.choice(_BODIES),
            rng.choice((*_BODIES, "")),
            rng.choice((*_TIMES, "")),
            "Báo cáo",
        ]
        for n in range(1, rng.randint(2, most))
    ]
    return [list(_HEADS), *body]


def text(rng: random.Random) -> str:
    """A plain text, in order or not."""
    made = lines(rng)
    if rng.random() < 0.3:
        rng.shuffle(made)
    joined = rng.choice(("\n", "\r\n", "\n\n", "\r", " ")).join(made)
    for _ in range(rng.choice((0, 0, 0, 5, 50))):
        place = rng.randrange(len(joined) + 1)
        joined = joined[:place] + rng.choice(_ODD) + joined[place:]
    return joined
