"""Marks in what files say of themselves and carry along: PDF properties and attachments, image titles, embedded files."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import pypdfium2
import pytest
from PIL import Image, PngImagePlugin

from tests.text.files_archives import rar_four
from tests.text.files_office import archive
from tests.text.files_pdf import encrypted_pdf, scan_pdf, text_pdf
from tests.text.test_worn import xlsx
from vanban.worn import Found, look

MARKED = "ỦY BAN NHÂN DÂN\nMẬT\nSố: 3/KH-UBND\n".encode()
WORDS = text_pdf([["KẾ HOẠCH", "Sửa bến đò ngang sông trước mùa lũ, bàn giao cho xã quản lý."]])
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description pdf:Keywords="kho"><dc:title><rdf:Alt>'
    '<rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
)


def titled(pdf: bytes, **properties: str) -> bytes:
    """The PDF with an information dictionary appended as an update."""
    said = "".join(f"/{name}<feff{words.encode('utf-16-be').hex()}>" for name, words in properties.items())
    end = pdf.rindex(b"trailer")
    trailer = pdf[end:].replace(b"<<", b"<</Info 99 0 R", 1)
    return pdf[:end] + f"99 0 obj\n<<{said}>>\nendobj\n".encode() + trailer.replace(b"startxref", b"startxref 0 %", 1)


def carrying(name: str, content: bytes) -> bytes:
    """A PDF with a file attached."""
    document = pypdfium2.PdfDocument(WORDS)
    document.new_attachment(name).set_data(content)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pinned(name: str, content: bytes) -> bytes:
    """A PDF with a file pinned to its page as a note."""
    packed = name.encode("utf-16-be").hex()
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[4 0 R]>>endobj\n"
        b"4 0 obj<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 5 0 R>>endobj\n"
        + f"5 0 obj<</Type/Filespec/F(x)/UF<feff{packed}>/EF<</F 6 0 R>>>>endobj\n".encode()
        + b"6 0 obj<</Type/EmbeddedFile/Length %d>>stream\n%s\nendstream endobj\n" % (len(content), content)
        + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF"
    )


def with_xmp(pdf: bytes, title: str) -> bytes:
    return pdf + b"\n" + XMP.format(title).encode()


def picture(form: str, **saved: object) -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, form, **saved)
    return out.getvalue()


def png(key: str, words: str, *, packed: bool = False, last: bool = False) -> bytes:
    """A PNG file with a text; ``last`` puts it behind the picture."""
    if last:
        whole = picture("PNG")
        chunk = b"tEXt" + key.encode() + b"\0" + words.encode()
        return (
            whole[:-12] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + whole[-12:]
        )
    info = PngImagePlugin.PngInfo()
    info.add_itxt(key, words, zip=packed)
    return picture("PNG", pnginfo=info)


def exif(form: str, tag: int, value: object) -> bytes:
    held = Image.Exif()
    held[tag] = value
    return picture(form, exif=held)


def embedding(content: bytes) -> bytes:
    """A Word file with a workbook embedded."""
    out = io.BytesIO()
    page = docx.Document()
    page.add_paragraph("Kế hoạch")
    page.save(out)
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("word/embeddings/bang.xlsx", content)
    return out.getvalue()


TITLE = "Sơ đồ kho (MẬT)"
MAIL = (
    b"From: a@x.vn\r\nSubject: kho\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=k\r\n\r\n"
    b"--k\r\nContent-Type: text/plain\r\n\r\nKho\r\n--k\r\nContent-Type: text/plain; name=a.txt\r\n"
    b"Content-Disposition: attachment; filename=a.txt\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s\r\n--k--\r\n"
)


@pytest.mark.parametrize(
    ("name", "data", "degree"),
    [
        ("a.pdf", titled(WORDS, Title="Kế hoạch điều binh (TUYỆT MẬT)"), "TUYỆT MẬT"),
        ("a.pdf", titled(WORDS, Subject="MẬT"), "MẬT"),
        ("a.pdf", titled(scan_pdf(), Keywords="kho; bến đò; Tối mật"), "TỐI MẬT"),
        ("a.pdf", with_xmp(WORDS, "MẬT - Kế hoạch kho"), "MẬT"),
        ("a.pdf", with_xmp(encrypted_pdf(), "Kế hoạch kho (TỐI MẬT)"), "TỐI MẬT"),
        ("a.pdf", carrying("Kế hoạch (MẬT).bin", b"\x00\x01"), "MẬT"),
        ("a.pdf", carrying("a.txt", MARKED), "MẬT"),
        ("a.pdf", carrying("a.rar", rar_four({"b.txt": MARKED})), "MẬT"),
        ("a.pdf", carrying("b.pdf", carrying("a.txt", MARKED)), "MẬT"),
        ("a.pdf", pinned("TỐI MẬT.bin", b"\x00\x01"), "TỐI MẬT"),
        ("a.pdf", pinned("a.txt", MARKED), "MẬT"),
        ("a.png", png("Title", TITLE), "MẬT"),
        ("a.png", png("Description", "TỐI MẬT", packed=True), "TỐI MẬT"),
        ("a.png", png("Title", TITLE, last=True), "MẬT"),
        ("a.jpg", exif("JPEG", 40091, TITLE.encode("utf-16-le")), "MẬT"),
        ("a.jpg", exif("JPEG", 40095, "Tuyệt mật".encode("utf-16-le")), "TUYỆT MẬT"),
        ("a.jpg", picture("JPEG", comment=TITLE.encode()), "MẬT"),
        ("a.jpg", picture("JPEG", xmp=XMP.format(TITLE).encode()), "MẬT"),
        ("a.tif", exif("TIFF", 40091, TITLE.encode("utf-16-le")), "MẬT"),
        ("a.webp", exif("WEBP", 40091, TITLE.encode("utf-16-le")), "MẬT"),
        ("a.docx", embedding(xlsx("MẬT")), "MẬT"),
        ("a.zip", archive({"a.pdf": titled(WORDS, Title=TITLE)}), "MẬT"),
        ("a.zip", archive({"a.png": png("Title", TITLE)}), "MẬT"),
        ("a.eml", MAIL % MARKED, "MẬT"),
    ],
)
def test_properties_when_they_say_the_mark_then_found(name: str, data: bytes, degree: str) -> None:
    assert look(data, name, was_read=True).degree == degree


@pytest.mark.parametrize(
    ("name", "data", "unsearched"),
    [
        ("a.pdf", WORDS, False),
        ("a.pdf", titled(WORDS, Title="Quy chế bảo vệ bí mật nhà nước", Keywords="mật, tối mật, tuyệt mật"), False),
        ("a.pdf", with_xmp(WORDS, "Mật độ dân số"), False),
        ("a.pdf", carrying("bao mat.txt", "Quy chế bảo mật".encode()), False),
        ("a.pdf", carrying("a.rar", rar_four({"b.txt": MARKED}, method=0x33)), True),
        ("a.pdf", b"%PDF-1.7\n" + bytes(300), False),
        ("a.png", png("Title", "Sơ đồ kho"), False),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(300), False),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\xff\xff\xff\xfftEXt" + bytes(90), False),
        ("a.jpg", exif("JPEG", 40091, "Mật ong rừng".encode("utf-16-le")), False),
        ("a.jpg", b"\xff\xd8\xff\xe1\xff\xffExif\0\0MM\0*" + b"\xff" * 300, False),
        ("a.tif", b"II*\x00" + b"\xff" * 300, False),
        ("a.docx", embedding(xlsx("Bảo mật")), False),
        ("a.eml", MAIL % "Bảo mật".encode(), False),
    ],
)
def test_properties_when_they_say_nothing_of_it_then_none(name: str, data: bytes, unsearched: bool) -> None:
    assert look(data, name, was_read=True) == Found(None, unsearched)
