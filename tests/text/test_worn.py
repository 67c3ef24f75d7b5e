"""Marks in files whose words are not read: found where they lie open, and no letters that only look alike."""

from __future__ import annotations

import io
import unicodedata

import docx
import pytest
import xlsxwriter

from tests.text.files_office import archive, honest_bomb, paragraphs
from vanban.errors import Refused
from vanban.files import read
from vanban.worn import read_mark, unread_mark

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def doc(words: str, encoding: str = "utf-16-le") -> bytes:
    """An old Word file as far as it matters: its mark, paragraphs ended by carriage returns, rubbish behind."""
    return OLE + words.replace("\n", "\r").encode(encoding) + b"\r" + bytes(range(256)) * 4


def rtf(words: str) -> bytes:
    return b"{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\pard\\b " + words.encode("ascii") + b"\\par Ke hoach\\par}"


def odt(words: str, style: str = "") -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = f'xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0"'
    line = f"<text:p><text:span>{words[:1]}</text:span>{words[1:]}</text:p>"
    body = f"<office:body><office:text><text:p>Cộng hòa</text:p>{line}</office:text></office:body>"
    styles = f"<office:master-styles><text:p>{style}</text:p></office:master-styles>"
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>".encode(),
            "styles.xml": f"<office:document-styles {spaces}>{styles}</office:document-styles>".encode(),
        }
    )


def xlsx(cell: str = "Kho", sheet: str = "Trang 1", header: str = "") -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet(sheet)
    page.write_column(0, 0, [cell, "Kho số 1", 12])
    page.set_header(header)
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", doc("MẬT\nKế hoạch")),
        ("a.doc", doc("Ủy ban\n" + unicodedata.normalize("NFD", "Tối mật") + "\nKế hoạch")),
        ("a.doc", doc("xa\nMËT\nKÕ ho¹ch")),
        ("a.doc", doc("xa\nTèI MËT\nKÕ ho¹ch", "latin-1")),
        ("a.doc", doc("xa\nMÂ\u0323T\nxa", "cp1258")),
        ("a.doc", doc("xa\nĐộ mật: MẬT\nxa", "utf-8")),
        ("a.rtf", rtf("M\\u7852?T")),
        ("a.rtf", rtf("{\\rtlch M\\u7852\\'3f}{\\b T}")),
        ("a.rtf", rtf("M\\'cbT")),
        ("a.rtf", rtf("T\\u7889?i m\\u7853?t")),
        ("a.odt", odt("MẬT")),
        ("a.odt", odt("Kế hoạch", style="TUYỆT MẬT")),
        ("a.xlsx", xlsx("MẬT")),
        ("a.xlsx", xlsx(sheet="MẬT")),
        ("a.xlsx", xlsx(header='&C&"Arial,Bold"&14MẬT&RTrang &P')),
        ("a.zip", archive({"thu/kh.txt": "ỦY BAN\nMẬT\nKế hoạch".encode()})),
        ("a.zip", archive({"thu/kh (MẬT).bin": b"\x00"})),
        ("a.zip", archive({"kh.docx": paragraphs("MẬT", "Kế hoạch")})),
        ("a.zip", archive({"trong.zip": archive({"kh.xlsx": xlsx("TỐI MẬT")})})),
        ("a.csv", "\x01\x02\x03\x04\x05\x06\x0e\nMẬT\n".encode() * 3),
    ],
)
def test_unread_when_a_line_is_the_mark_then_found(name: str, data: bytes) -> None:
    assert unread_mark(data, name) in ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", doc("Kế hoạch bảo vệ bí mật\nMật độ dân số\nBÍ MẬT NHÀ NƯỚC")),
        ("a.doc", doc("MẬT KHẨU\nmật ong")),
        ("a.rtf", rtf("B\\u205?O M\\u7852?T")),
        ("a.odt", odt("Mật khẩu")),
        ("a.xlsx", xlsx("Mật độ", "Bảo mật", "&CBí mật công tác")),
        ("a.zip", archive({"quy che bao mat.txt": "Quy chế bảo mật".encode()})),
        ("a.zip", archive({"kh.docx": paragraphs("Mật ong rừng", "Kế hoạch")})),
        ("a.zip", b"PK\x05\x06" + bytes(18)),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\rM\xcbT\r"),
    ],
)
def test_unread_when_words_only_resemble_then_none(name: str, data: bytes) -> None:
    assert unread_mark(data, name) is None


def test_unread_when_it_unpacks_too_far_then_refused() -> None:
    with pytest.raises(Refused) as refused:
        unread_mark(archive({"trong.zip": honest_bomb()}), "a.zip")
    assert refused.value.code == "zip_bomb"


def _word(title: str = "", footer: str = "") -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Kế hoạch")
    document.core_properties.title = title
    document.sections[0].footer.paragraphs[0].text = footer
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "degree"),
    [
        ("a.docx", _word(title="MẬT - Kế hoạch"), "MẬT"),
        ("a.docx", _word(footer="TỐI MẬT"), "TỐI MẬT"),
        ("a.docx", paragraphs("uû ban nh©n d©n", "MËT", "KÕ ho¹ch"), "MẬT"),
        ("a.html", "<html><title>Kế hoạch (MẬT)</title><body><p>Kế hoạch</p></body></html>".encode(), "MẬT"),
        ("a.docx", _word(title="Bảo mật", footer="Mật khẩu"), None),
        ("a.html", "<html><title>Mật khẩu</title><body><p>Kế hoạch</p></body></html>".encode(), None),
        ("a.docx", paragraphs("Mật ong", "Kế hoạch bảo mật"), None),
    ],
)
def test_read_when_the_mark_stands_beside_the_text_then_found(name: str, data: bytes, degree: str | None) -> None:
    assert read_mark(data, read(data, name)) == degree
