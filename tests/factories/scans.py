"""Pictures of pages drawn for the tests: official letters of a fictional province, stamped, turned, dusty or blank."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from vanban import scanning

_FONTS = [
    Path("/usr/share/fonts/truetype/liberation2/LiberationSerif"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif"),
]
_SERIF = next((one for one in _FONTS if one.with_name(f"{one.name}-Bold.ttf").is_file()), None)
needs_tesseract = pytest.mark.skipif(
    not scanning.can_read_scans() or _SERIF is None,
    reason="tesseract-ocr-vie and fonts-dejavu are not both installed",
)
WIDTH, HEIGHT = 1240, 1754  # A4 at 150 dots an inch
LETTER = (
    "ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
    "Số: 214/QĐ-UBND",
    "Lam Giang, ngày 05 tháng 3 năm 2026",
    "QUYẾT ĐỊNH",
    "Về việc mở lại chợ nổi trên sông Lam",
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Điều 1. Giao Sở Công Thương hoàn thành phương án",
    "mở lại chợ nổi trước ngày 20/4/2026.",
    "Điều 2. Giao Sở Y tế kiểm tra nước uống ở chợ",
    "hằng tuần, báo cáo Ủy ban nhân dân tỉnh.",
)


def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Serif letters, as official papers have them."""
    assert _SERIF is not None
    plain = "" if "DejaVu" in _SERIF.name else "-Regular"
    return ImageFont.truetype(str(_SERIF.with_name(f"{_SERIF.name}{'-Bold' if bold else plain}.ttf")), size)


def page(lines: Sequence[str] = LETTER, *, stamp: str = "", colour: str = "red", dust: int = 0) -> Image.Image:
    """A page with lines of text; ``stamp`` is printed in colour at the upper left, in a frame."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((150, 330 + 58 * number), line, "black", font(34))
    if stamp:
        pen.rectangle((150, 200, 190 + 24 * len(stamp), 268), outline=colour, width=4)
        pen.text((168, 210), stamp, colour, font(38, bold=True))
    speck = random.Random(7)
    for _ in range(dust):
        x, y = speck.randrange(WIDTH), speck.randrange(HEIGHT)
        pen.ellipse((x, y, x + speck.choice((1, 2)), y + 1), fill="black")
    return image


def saved(*pages: Image.Image, form: str = "PNG") -> bytes:
    """Pages as the bytes of a file: PNG, JPEG, TIFF or PDF."""
    target = io.BytesIO()
    more = {"save_all": True, "append_images": list(pages[1:])} if len(pages) > 1 else {}
    resolution = {"resolution": 150} if form == "PDF" else {"dpi": (150, 150)}
    pages[0].save(target, form, **more, **resolution)
    return target.getvalue()
