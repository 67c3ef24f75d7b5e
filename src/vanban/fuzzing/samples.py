"""One sound file of each format, made on the spot: what the mutations start from where no files are at hand."""

from __future__ import annotations

import io
import random
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

import docx
import xlsxwriter
from PIL import Image

from vanban.fuzzing import words

_THEN = datetime(2026, 1, 1)  # noqa: DTZ001  no hour of making, so that the same seed makes the same bytes


def _lines(rng: random.Random) -> list[str]:
    """Lines that XML can hold."""
    return [line.replace("\x0c", "") for line in words.lines(rng, 10)]


def _html(rng: random.Random) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in words.rows(rng))
    body = "".join(f"<p>{line}</p>" for line in words.lines(rng))
    return f"<html><head><title>a</title></head><body><nav>b</nav>{body}<table>{cells}</table></body></html>".encode()


def _docx(rng: random.Random) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Tài liệu"
    for line in _lines(rng):
        document.add_paragraph(line, style=rng.choice((None, "List Bullet", "List Number", "Heading 1")))
    made = words.rows(rng, 4)
    table = document.add_table(len(made), len(made[0]))
    for number, row in enumerate(made):
        for column, cell in enumerate(row):
            table.cell(number, column).text = cell
    target = io.BytesIO()
    document.save(target)
    return _settled(target.getvalue())


def _xlsx(rng: random.Random) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": _THEN})
        sheet = book.add_worksheet("Việc")
        sheet.merge_range("A1:F1", "PHỤ LỤC")
        for number, row in enumerate(words.rows(rng), 2):
            sheet.write_row(number, 0, row)
        sheet.write_number(20, 0, 0.5, book.add_format({"num_format": "0.0%"}))
        sheet.write_formula(21, 0, "=1+1")
    return _settled(target.getvalue())


def _csv(rng: random.Random) -> bytes:
    sign = rng.choice(",;\t|")
    return "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in words.rows(rng)).encode()


def _eml(rng: random.Random) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "V/v gửi kế hoạch", "Văn phòng <a@b.example>"
    message["Date"] = "Wed, 01 Jul 2026 09:05:00 +0700"
    message.set_content("\n".join(words.lines(rng, 5)))
    message.add_alternative(_html(rng).decode(), subtype="html")
    message.add_attachment(_csv(rng), maintype="text", subtype="csv", filename="bảng.csv")
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"--ranh-{number}--")
    return message.as_bytes()


def _zip(rng: random.Random) -> bytes:
    return _packed({"xa/kế hoạch.txt": words.text(rng).encode(), "b.csv": _csv(rng), "c.html": _html(rng)})


def _odt(rng: random.Random) -> bytes:
    body = "".join(f"<text:p>{line}</text:p>" for line in _lines(rng))
    return _packed(_open("text", f"<office:text>{body}</office:text>"))


def _ods(rng: random.Random) -> bytes:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="1"><text:p>{}</text:p></table:table-cell>'
    made = "".join(
        "<table:table-row table:number-rows-repeated='1'>"
        + "".join(cell.format(said) for said in row)
        + "</table:table-row>"
        for row in words.rows(rng)
    )
    return _packed(
        _open(
            "spreadsheet", f'<office:spreadsheet><table:table table:name="a">{made}</table:table></office:spreadsheet>'
        )
    )


def _open(kind: str, body: str) -> dict[str, bytes]:
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    content = f"<office:document-content{names}><office:body>{body}</office:body></office:document-content>"
    form = f"application/vnd.oasis.opendocument.{kind}"
    listed = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{what}"/>'
        for path, what in (("/", form), ("content.xml", "text/xml"))
    )
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{listed}</m:manifest>'
    members = {"mimetype": form, "content.xml": content, "META-INF/manifest.xml": manifest}
    return {name: said.encode() for name, said in members.items()}


def _settled(data: bytes) -> bytes:
    """The same archive without the hour it was made at."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _packed({name: archive.read(name) for name in archive.namelist()})


def _packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, _THEN.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _rtf(rng: random.Random) -> bytes:
    said = "\\par ".join(
        "".join(c if c.isascii() else f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in line)
        for line in words.lines(rng, 10)
    )
    return ("{\\rtf1\\ansi\\ansicpg1258{\\fonttbl{\\f0 Times;}}\\pard\\b " + said + "\\par}").encode("ascii", "replace")


def _pdf(rng: random.Random) -> bytes:
    return pdf_of([words.lines(rng, 12) for _ in range(2)])


def pdf_of(pages: list[list[str]]) -> bytes:
    """A PDF of lines in letters without marks: the form of the file is what it is for."""
    drawn = []
    for lines in pages:
        said = [_bare(line).translate(_ESCAPED) for line in lines]
        drawn.append(f"BT /F1 11 Tf 14 TL 60 780 Td {''.join(f'({line}) Tj T* ' for line in said)}ET".encode())
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    parts.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    parts.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, page in enumerate(drawn):
        here = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * number + 1} 0 R"
        parts.append(here.encode() + b" /Resources << /Font << /F1 3 0 R >> >> >>")
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page))
    return _with_table(parts)


def _bare(line: str) -> str:
    spread = unicodedata.normalize("NFD", line.replace("đ", "d").replace("Đ", "D"))
    return spread.encode("ascii", "ignore").decode()


_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def _with_table(parts: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)


def _png(rng: random.Random) -> bytes:
    target = io.BytesIO()
    Image.new("L", (rng.randint(1, 60), rng.randint(1, 60)), 255).save(target, "PNG")
    return target.getvalue()


def _txt(rng: random.Random) -> bytes:
    return words.text(rng).encode()


MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    "txt": _txt, "html": _html, "docx": _docx, "pdf": _pdf, "xlsx": _xlsx, "csv": _csv, "eml": _eml, "zip": _zip,
    "odt": _odt, "ods": _ods, "rtf": _rtf, "png": _png,
}  # fmt: skip
