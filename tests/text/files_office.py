"""Makers of Word files for the tests, good ones and hostile ones. All words are ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
DOCUMENT = (
    '<?xml version="1.0"?>{prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{body}</w:body></w:document>"
)


def plan() -> bytes:
    """A plan with a two-column header, an assignment table with a merged cell and a nested table, margins, a text box."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "TÀI LIỆU HỌP"
    section.footer.paragraphs[0].text = "Trang 1"
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.add_heading("KẾ HOẠCH", 1)
    paragraph = document.add_paragraph("Giao ")
    paragraph.add_run("Sở Nội vụ").bold = True
    paragraph.add_run("\tchủ trì\ntrước ngày 15/6.")
    document.add_paragraph("Rà soát thủ tục", style="List Bullet")
    table = document.add_table(2, 3)
    for column, words in enumerate(("TT", "Nội dung", "Chủ trì")):
        table.cell(0, column).text = words
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Số hóa hồ sơ"
    inner = table.cell(1, 2).add_table(1, 1)
    inner.cell(0, 0).text = "Sở Tư pháp"
    document.add_paragraph("Nơi nhận: như trên./.")
    _append(document, _revision())
    _append(document, _text_box())
    return _saved(document)


def _revision() -> str:
    return (
        f"<w:p {nsdecls('w')}><w:ins w:id='1' w:author='a'><w:r><w:t>Chữ thêm</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>Chữ xóa</w:delText></w:r></w:del>"
        "<w:hyperlink w:anchor='x'><w:r><w:t xml:space='preserve'> có liên kết</w:t></w:r></w:hyperlink></w:p>"
    )


def _text_box() -> str:
    return (
        f"<w:p {nsdecls('w')}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Khung chữ</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>"
    )


def _append(document: docx.document.Document, markup: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(markup))


def _saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def paragraphs(*words: str) -> bytes:
    """A Word file of plain paragraphs."""
    document = docx.Document()
    for text in words:
        document.add_paragraph(text)
    return _saved(document)


def raw_document(body: str, prolog: str = "", encoding: str = "utf-8") -> bytes:
    """The smallest package around a document part written by hand."""
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.encode(),
            "_rels/.rels": RELS.encode(),
            "word/document.xml": DOCUMENT.format(body=body, prolog=prolog).encode(encoding),
        }
    )


def archive(members: dict[str, bytes]) -> bytes:
    """A zip archive of the members given."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return target.getvalue()


def entity_bomb() -> bytes:
    """A Word file whose document part declares entities that multiply."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    prolog = f'<!DOCTYPE w:document [<!ENTITY e0 "vui">{levels}]>'
    return raw_document("<w:p><w:r><w:t>&e8;</w:t></w:r></w:p>", prolog)


def outside_entity() -> bytes:
    """A Word file that asks for a file of the machine it is read on."""
    prolog = '<!DOCTYPE w:document [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
    return raw_document("<w:p><w:r><w:t>&out;</w:t></w:r></w:p>", prolog)


def honest_bomb() -> bytes:
    """A bomb whose directory admits its size: 300 MB of spaces."""
    return archive({"[Content_Types].xml": CONTENT_TYPES.encode(), "word/document.xml": b" " * (300 << 20)})


def lying_bomb() -> bytes:
    """A bomb whose directory says that its large member is small."""
    data = bytearray(archive({"[Content_Types].xml": CONTENT_TYPES.encode(), "word/document.xml": b" " * (30 << 20)}))
    size = (30 << 20).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def dense_member() -> bytes:
    """A document part that inflates a thousandfold although the whole stays below the size limit."""
    return raw_document("<w:p/>" + " " * (20 << 20))


def crowded() -> bytes:
    """An archive of very many members."""
    return archive({"word/document.xml": b"<a/>"} | {f"word/media/{n}": b"" for n in range(6000)})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "honest bomb": (honest_bomb, "zip_bomb"),
    "dense member": (dense_member, "zip_bomb"),
    "crowded": (crowded, "zip_bomb"),
    "lying bomb": (lying_bomb, "broken"),
    "entity bomb": (entity_bomb, "broken"),
    "outside entity": (outside_entity, "broken"),
    "broken xml": (lambda: raw_document("<w:p><w:r>"), "broken"),
    "cut off": (lambda: plan()[:3000], "broken"),
    "no relations": (lambda: archive({"word/document.xml": b"<a/>"}), "broken"),
    "wide entity bomb": (
        lambda: raw_document("<w:p/>", '<!DOCTYPE d [<!ENTITY a "b">]>', "utf-16"),
        "broken",
    ),
}
