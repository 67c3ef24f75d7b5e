"""A quick look at the head of a scan's first page, coloured stamps and framed words included, before the file is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from vanban.errors import KeptUnread
from vanban.files import ocr_engine as engine
from vanban.files import ocr_rulings
from vanban.files.ocr_engine import Line
from vanban.files.ocr_page import flat, opened, sized

_HEAD = 0.42  # of the page's height: where a mark stands
_A4 = 11.7
_DPI = 150


def head(data: bytes) -> list[str]:
    """Return the words of the head, line by line, as each of several ways of looking sees them."""
    try:
        image = sized(_first(data))
        image.load()
    except (OSError, ValueError, SyntaxError, IndexError) as error:
        raise KeptUnread("no_text_layer", reason=type(error).__name__) from None
    dpi = round(max(image.size) / _A4)
    image = image.crop((0, 0, image.width, round(image.height * _HEAD)))
    gray = flat(image)
    looks = [(gray, engine.PAGE), (_unframed(gray, dpi), engine.SPARSE)]
    if (ink := _red(image)) is not None:
        looks.append((ink, engine.SPARSE))
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda look: engine.lines([look[0]], look[1], dpi)[0], looks))
    return ["\n".join(_said(line) for line in lines) for lines in found]


def _said(line: Line) -> str:
    """The words of a line, set apart by a tab where they stand in columns of their own: a stamp beside the date."""
    said = line.words[0].text
    for before, word in pairwise(line.words):
        wide = word.box[0] - before.box[2] > 1.5 * (before.box[3] - before.box[1])
        said += ("\t" if wide else " ") + word.text
    return said


def _first(data: bytes) -> Image.Image:
    if b"%PDF-" in data[:1024]:
        from vanban.files import pdf

        return opened(pdf.page_images(data, 0, 1, _DPI)[0])
    return opened(data)


def _unframed(gray: Image.Image, dpi: int) -> Image.Image:
    """The page without straight lines: the frame around a stamp hides its word from tesseract."""
    bare = gray.copy()
    pen = ImageDraw.Draw(bare)
    for points in ocr_rulings.straight(gray, dpi):
        pen.line(points, fill=255, width=max(5, round(dpi * 0.04)))
    return bare


def _red(image: Image.Image) -> Image.Image | None:
    """Red ink alone, in black; None for a page without."""
    if image.mode in ("1", "L", "I", "I;16", "LA", "F"):
        return None
    red, green, blue = image.convert("RGB").split()
    ink = ImageChops.subtract(red, ImageChops.lighter(green, blue)).point(lambda value: 0 if value > 40 else 255)
    return ink if ink.histogram()[0] > 0.0003 * image.width * image.height else None
