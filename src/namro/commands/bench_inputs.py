"""Files of any number of pages for the benchmarks, and each read by the bare library our reader stands on."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from vanban.fuzzing import words
from vanban.fuzzing.words import dice

_LINES = 35  # of a page
_ROWS = 30  # of a page of a table
_HERE = "@@@"


@dataclass(frozen=True)
class Format:
    """How a file of so many pages is made, which library reads it, and how that is done with nothing around it."""

    make: Callable[[int, Random], bytes]
    library: str
    bare: Callable[[bytes], object]

    def unpacked(self, data: bytes) -> int:
        """Bytes of the file as its reader has them before it reads."""
        if not data.startswith(b"PK"):
            return len(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist())


def _lines(pages: int, rng: Random) -> list[str]:
    return [f"{number}. {words.order(rng)}" for number in range(1, pages * _LINES + 1)]


def _rows(pages: int, rng: Random) -> list[list[str]]:
    rows = words.rows(rng, 2)[:1]
    while len(rows) <= pages * _ROWS:
        rows += words.rows(rng, 40)[1:]
    return rows[: pages * _ROWS + 1]


def _txt(pages: int, rng: Random) -> bytes:
    return "\n".join(_lines(pages, rng)).encode()


def _html(pages: int, rng: Random) -> bytes:
    return ("<html><body>" + "".join(f"<p>{line}</p>\n" for line in _lines(pages, rng)) + "</body></html>").encode()


def _docx(pages: int, rng: Random) -> bytes:
    """A Word file with a table at its end; the paragraphs are written into it at once, one by one takes ages."""
    import docx

    document = docx.Document()
    document.add_paragraph(_HERE)
    table = document.add_table(0, 6)
    for row in words.rows(rng, 8):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    target, filled = io.BytesIO(), io.BytesIO()
    document.save(target)
    body = "</w:t></w:r></w:p><w:p><w:r><w:t>".join(_lines(pages, rng))
    with zipfile.ZipFile(target) as made, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as written:
        for name in made.namelist():
            content = made.read(name)
            written.writestr(
                name, content.replace(_HERE.encode(), body.encode()) if name.endswith("document.xml") else content
            )
    return filled.getvalue()


def _pdf(pages: int, rng: Random) -> bytes:
    from vanban.fuzzing.samples import pdf_of

    return pdf_of([_lines(1, rng) for _ in range(pages)])


def _xlsx(pages: int, rng: Random) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(_rows(pages, rng)):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def _csv(pages: int, rng: Random) -> bytes:
    return "\n".join(";".join(row) for row in _rows(pages, rng)).encode()


def _bare_html(data: bytes) -> object:
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(data.decode()).body
    return body.text() if body else ""


def _bare_docx(data: bytes) -> object:
    import docx

    document = docx.Document(io.BytesIO(data))
    told = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            told += [cell.text for cell in row.cells]
    return told


def _bare_pdf(data: bytes) -> object:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    told = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return told


def _bare_xlsx(data: bytes) -> object:
    import python_calamine

    book = python_calamine.load_workbook(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _bare_csv(data: bytes) -> object:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=";"))


FORMATS = {
    "txt": Format(_txt, "bytes.decode", bytes.decode),
    "html": Format(_html, "selectolax", _bare_html),
    "docx": Format(_docx, "python-docx", _bare_docx),
    "pdf": Format(_pdf, "pypdfium2", _bare_pdf),
    "xlsx": Format(_xlsx, "python-calamine", _bare_xlsx),
    "csv": Format(_csv, "csv", _bare_csv),
}


def scan(folder: Path) -> Path | None:
    """A page as a scanner hands it over; None where no font with Vietnamese letters is."""
    from PIL import Image, ImageDraw, ImageFont

    font = _font()
    if font is None:
        return None
    page = Image.new("L", (1654, 2339), 255)  # A4 at 200 dots an inch
    drawn = ImageDraw.Draw(page)
    letters = ImageFont.truetype(str(font), 30)
    for number, line in enumerate(_lines(1, dice(1))):
        drawn.text((150, 150 + number * 58), line[:75], fill=0, font=letters)
    path = folder / "scan.png"
    page.save(path, dpi=(200, 200))
    return path


def _font() -> Path | None:
    from importlib.resources import files

    try:
        held = files("fontpkg_be_vietnam_pro")
    except ModuleNotFoundError:
        return None
    return next((path for path in Path(str(held)).rglob("*Regular*.ttf")), None)


def word_97(folder: Path) -> Path | None:
    """A Word file of one page as Word 97 wrote it, made by LibreOffice; None where that did not work."""
    source = folder / "old.docx"
    source.write_bytes(_docx(1, dice(1)))
    program = shutil.which("soffice")
    command = [program or "", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], capture_output=True, check=False, timeout=120)
    made = folder / "old.doc"
    return made if made.is_file() else None
