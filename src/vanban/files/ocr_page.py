"""One page image read: coloured ink set aside, turned upright, table cells read one by one, words kept in order."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageFilter, ImageOps

from vanban.errors import KeptUnread
from vanban.files import ocr_engine as engine
from vanban.files.ocr_engine import Line, Word
from vanban.files.ocr_lines import in_columns, joined, only_words
from vanban.files.ocr_rulings import Cell, Table, erase, tables

POOR = 70  # mean confidence below which a person should compare the page with its picture

_LONGEST = 3_500  # pixels of the longer side that is read
_SHORTEST = 2_000  # smaller pictures are enlarged: letters of ten pixels are not recognised
_MOST_PIXELS = 120_000_000
_A4 = 11.7  # inches of the longer side; what a picture says of its own scale is rarely true
_COLOUR = 40  # by how much one colour must outshine the others to be ink of a stamp or a pen
_PALE = 105  # how bright the brightest colour of ink is where nothing black is printed under it
_INKED = 0.0008  # of the page: less colour than this is dust
_LONELY = 11  # of 255: how black the place around a speck is; a dot beside its letter stands in twice that
_FEW = 8  # words: a page with fewer is not judged by them


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong together: a paragraph's lines, or a table's cell with its place (table, row, column)."""

    lines: tuple[tuple[Word, ...], ...]
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was recognised on one page. Boxes are ten-thousandths of the page as it was given, before any turning.

    ``sure`` is the mean confidence by letters; ``edges`` are the column edges of the tables, in ten-thousandths.
    """

    pieces: tuple[Piece, ...]
    sure: float
    edges: tuple[tuple[int, ...], ...] = ()

    @property
    def words(self) -> list[Word]:
        return [word for piece in self.pieces for line in piece.lines for word in line]


def opened(data: bytes, number: int = 0) -> Image.Image:
    """Return one frame of a picture, upright as its camera says. Raises ``KeptUnread`` for pictures too large to read."""
    image = Image.open(io.BytesIO(data))
    if image.width * image.height > _MOST_PIXELS:
        raise KeptUnread("no_text_layer", pixels=image.width * image.height)
    if number:
        image.seek(number)
    image.draft("RGB", (_LONGEST, _LONGEST))
    return ImageOps.exif_transpose(image)


def frames(data: bytes) -> int:
    """Return how many pages a picture holds: those of a TIFF; everything else is one."""
    with Image.open(io.BytesIO(data)) as image:
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def read_page(image: Image.Image) -> ScannedPage:
    """Return what stands on a page, whichever way it lies."""
    image = sized(image)
    dpi = round(max(image.size) / _A4)
    gray, ink = _apart(image)
    gray = _without_specks(gray, dpi)
    page = _upright(gray, ink, dpi)
    words = page.words
    lies = _lies(words)
    if len(words) >= _FEW and page.sure >= POOR and not lies:
        return page
    angle = engine.turn(gray, dpi)
    if angle == 0 and words and page.sure >= POOR / 2 and not lies:
        return page
    angles = (angle,) if angle else (90, 270) if lies else (90, 270, 180) if len(words) >= _FEW else ()
    turned = [_turned_back(_upright(_rotated(gray, a), _rotated(ink, a) if ink else None, dpi), a) for a in angles]
    return max(turned if lies else [page, *turned], key=_worth)


def _lies(words: Sequence[Word]) -> bool:
    """Tell whether the words stand on end: tesseract reads some of a page on its side, in any order."""
    long = [word.box for word in words if len(word.text) > 2]
    return bool(long) and 2 * sum(bottom - top > right - left for left, top, right, bottom in long) > len(long)


def flat(image: Image.Image) -> Image.Image:
    """Return a picture in shades of gray, on white where it lets light through."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return image.convert("L")


def sized(image: Image.Image) -> Image.Image:
    """Return a picture as large as letters are recognised best, and no larger than a page needs."""
    longest = max(image.size)
    if longest == 0 or _SHORTEST <= longest <= _LONGEST:
        return image
    wanted = _LONGEST if longest > _LONGEST else _SHORTEST
    scale = wanted / longest
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGBA" if "transparency" in image.info or "A" in image.mode else "RGB")
    return image.resize(size, Image.Resampling.LANCZOS)


def _apart(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Return the page without the ink of stamps and pens, and that ink alone; None where there is none to speak of."""
    gray = flat(image)
    if image.mode in ("1", "L", "I", "I;16", "LA", "F"):
        return gray, None
    red, green, blue = image.convert("RGB").split()
    redder = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    bluer = ImageChops.subtract(blue, ImageChops.lighter(red, green))
    strong = ImageChops.lighter(redder, bluer).point(lambda value: 255 if value > _COLOUR else 0)
    strong = strong.filter(ImageFilter.MinFilter(3)).filter(ImageFilter.MaxFilter(9))
    if strong.histogram()[255] < _INKED * image.width * image.height:
        return gray, None
    ink = Image.new("L", image.size, 255)
    ink.paste(gray, mask=strong)
    # The channel in which an ink shines brightest shows what is printed under it.
    brightest = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    under = brightest.point(lambda value: 255 if value > _PALE else value)
    gray.paste(under, mask=strong)
    return gray, ink


def _without_specks(gray: Image.Image, dpi: int) -> Image.Image:
    """Paint dust white: black so small and so lonely that it belongs to no letter."""
    ink = gray.point(lambda value: 255 if value < 160 else 0)
    crowd = ink.filter(ImageFilter.BoxBlur(max(4, round(dpi * 0.045))))
    lonely = crowd.point(lambda value: 255 if value < _LONELY else 0)
    cleaned = gray.copy()
    cleaned.paste(255, mask=lonely)
    return cleaned


def _rotated(image: Image.Image, angle: int) -> Image.Image:
    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return image.transpose(turns[angle]) if angle in turns else image


def _worth(page: ScannedPage) -> float:
    return sum((word.sure - 50) * len(word.text) for word in page.words)


def _upright(gray: Image.Image, ink: Image.Image | None, dpi: int) -> ScannedPage:
    """Read a page that stands upright."""
    framed = tables(gray, dpi)
    rest = gray.copy()
    for table in framed:
        erase(table, gray, dpi)
        rest.paste(255, table.box)
    prose = in_columns(only_words(engine.lines([rest], engine.PAGE, dpi)[0]))
    pieces = [(piece.lines[0][0].box[1], piece) for piece in _paragraphs(prose)]
    if ink is not None:
        pieces = _with_ink(pieces, ink, dpi)
    for number, table in enumerate(framed):
        pieces = _inserted(pieces, table.box[1], _cells(gray, table, number, dpi))
    edges = tuple(tuple(round(edge * 10_000 / gray.width) for edge in table.edges) for table in framed)
    return _measured([piece for _top, piece in pieces], gray.size, edges)


def _paragraphs(found: Sequence[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    last = None
    for line in found:
        if pieces and line.paragraph == last:
            pieces[-1] = replace(pieces[-1], lines=(*pieces[-1].lines, line.words))
        else:
            pieces.append(Piece((line.words,)))
        last = line.paragraph
    return pieces


_Placed = list[tuple[int, Piece]]


def _inserted(pieces: _Placed, top: int, more: Sequence[Piece]) -> _Placed:
    """Put pieces before the first one that stands lower."""
    at = next((n for n, (there, _piece) in enumerate(pieces) if there > top), len(pieces))
    return [*pieces[:at], *((top, piece) for piece in more), *pieces[at:]]


def _with_ink(pieces: _Placed, ink: Image.Image, dpi: int) -> _Placed:
    """Add what is printed in colour beside the black words: read well, and not where words were read already."""
    taken = [word.box for _top, piece in pieces for line in piece.lines for word in line]
    for line in only_words(engine.lines([ink], engine.SPARSE, dpi)[0], least=80):
        letters = sum(len(word.text) for word in line.words)
        if letters >= 4 and not any(_meet(word.box, box) for word in line.words for box in taken):
            pieces = _inserted(pieces, line.words[0].box[1], [Piece((line.words,))])
    return pieces


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _cells(gray: Image.Image, table: Table, number: int, dpi: int) -> list[Piece]:
    """Read the cells of a table, each by itself."""
    asked: list[Cell] = []
    pictures: list[Image.Image] = []
    for cell in table.cells:
        picture = gray.crop(cell.box)
        if _has_ink(picture, dpi):
            asked.append(cell)
            pictures.append(ImageOps.expand(picture, 10, 255))
    read = dict(zip((cell.box for cell in asked), engine.lines(pictures, engine.BLOCK, dpi), strict=True))
    made = []
    for cell in table.cells:
        found = only_words(read.get(cell.box, []), framed=True)
        moved = [tuple(_moved(word, cell.box[0] - 10, cell.box[1] - 10) for word in line.words) for line in found]
        made.append(Piece(tuple(joined(moved, cell.box)), (number, cell.row, cell.column)))
    return made


def _has_ink(picture: Image.Image, dpi: int) -> bool:
    """Tell whether anything as large as a letter stands in a cell."""
    inner = picture.crop((3, 3, picture.width - 3, picture.height - 3)) if min(picture.size) > 12 else picture
    dark = sum(inner.histogram()[:128])
    return dark >= (dpi / 20) ** 2 / 4


def _moved(word: Word, right: int, down: int) -> Word:
    x0, y0, x1, y1 = word.box
    return replace(word, box=(x0 + right, y0 + down, x1 + right, y1 + down))


def _measured(pieces: Sequence[Piece], size: tuple[int, int], edges: tuple[tuple[int, ...], ...]) -> ScannedPage:
    """Boxes in ten-thousandths, and how sure the page is as a whole."""
    width, height = size
    made = []
    letters, sure = 0, 0.0
    for piece in pieces:
        rows = []
        for line in piece.lines:
            row = []
            for word in line:
                x0, y0, x1, y1 = word.box
                box = (_share(x0, width), _share(y0, height), _share(x1, width), _share(y1, height))
                row.append(replace(word, box=box))
                letters += len(word.text)
                sure += len(word.text) * word.sure
            rows.append(tuple(row))
        made.append(replace(piece, lines=tuple(rows)))
    return ScannedPage(tuple(made), sure / letters if letters else 0.0, edges)


def _share(part: int, whole: int) -> int:
    return min(10_000, max(0, round(part * 10_000 / whole)))


def _turned_back(page: ScannedPage, angle: int) -> ScannedPage:
    """Give the boxes of a page read turned the places they have on the page as given."""

    def back(word: Word) -> Word:
        x0, y0, x1, y1 = word.box
        box = {
            90: (y0, 10_000 - x1, y1, 10_000 - x0),
            180: (10_000 - x1, 10_000 - y1, 10_000 - x0, 10_000 - y0),
            270: (10_000 - y1, x0, 10_000 - y0, x1),
        }[angle]
        return replace(word, box=box)

    pieces = (
        replace(piece, lines=tuple(tuple(back(word) for word in line) for line in piece.lines)) for piece in page.pieces
    )
    return replace(page, pieces=tuple(pieces))
