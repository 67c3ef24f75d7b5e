"""The words of a Word file as Word shows them, and the paragraph each stands in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.text.files_word import cell, field, p, r, row, table, word
from tests.text.growth import grows_linearly
from vanban.errors import Refused
from vanban.files import read
from vanban.layout import layout
from vanban.places import where


def text(body: str, **parts: str) -> str:
    return read(word(body, **parts), "a.docx").text


INS, DEL = '<w:ins w:id="1" w:author="a">{}</w:ins>', '<w:del w:id="2"><w:r><w:delText>{}</w:delText></w:r></w:del>'
MOVED = '<w:moveFrom w:id="3"><w:r><w:t>{0}</w:t></w:r></w:moveFrom>'
HIDDEN = "<w:vanish/>"
BOX = "<w:txbxContent>{}</w:txbxContent>"
DRAWING = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{0}</w:drawing></mc:Choice><mc:Fallback><w:pict>'
    "<v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="character" w:styleId="an"><w:name w:val="An"/><w:rPr><w:vanish/>'
    '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="cu"><w:name w:val="Cu"/><w:rPr><w:rFonts w:ascii=".VnTime" '
    'w:hAnsi=".VnTime"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="cucon"><w:basedOn w:val="cu"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="vong"><w:basedOn w:val="vong2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="vong2"><w:basedOn w:val="vong"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="mu"><w:name w:val="heading ²"/></w:style>'
    f'<w:style w:type="paragraph" w:styleId="dai"><w:name w:val="heading {"9" * 5000}"/></w:style>'
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("Giao ", INS.format(r("Sở Y tế")), DEL.format("Sở Nội vụ"), " chủ trì"), "Giao Sở Y tế chủ trì\n"),
        (p("a", MOVED.format("b")) + p('<w:moveTo w:id="4"><w:r><w:t>b</w:t></w:r></w:moveTo>'), "a\nb\n"),
        (p("Giao Sở ", mark="<w:del/>") + p("Tài chính"), "Giao Sở Tài chính\n"),
        (p(DEL.format("bỏ"), mark="<w:del/>") + p("còn"), "còn\n"),
        (p("cuối", mark="<w:del/>") + table(row("ô")), "cuối\nô\n"),
        (p("Giao ", mark=HIDDEN) + p(r("ẩn", look=HIDDEN), " Sở"), "Giao  Sở\n"),
        (p(r("hiện", look='<w:vanish w:val="0"/>'), r("ẩn", look='<w:rStyle w:val="an"/>')), "hiện\n"),
        (p(r("kế hoạch", look="<w:caps/>")), "kế hoạch\n"),
        (p("Xem ", field("REF a", r("Điều 3")), " này"), "Xem Điều 3 này\n"),
        (p("a ", field(f"IF {field('PAGE', r('9'))} = 1", r("b"))), "a b\n"),
        (p('<w:fldSimple w:instr="DATE"><w:r><w:t>15/6</w:t></w:r></w:fldSimple>'), "15/6\n"),
        (p("a", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p("b"), "a\nb\n"),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Có"/>'
                '<w:listEntry w:val="Không"/></w:ddList></w:ffData></w:fldChar></w:r>',
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            ),
            "Không\n",
        ),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/>'
                '</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
                " Đạt",
            ),
            "☒ Đạt\n",
        ),
        (p('<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c\u00ad</w:t></w:r>'), "a-bc\n"),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Có</w:t></w:r>'), "☑ Có\n"),
        (p('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Symbol" w:char="zz"/></w:r>'), "α\n"),
        (p(r("\uf0a8", font="Wingdings"), " Không"), "□ Không\n"),
        (p("<w:ruby><w:rt><w:r><w:t>đọc</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>chữ</w:t></w:r></w:rubyBase></w:ruby>"), "chữ\n"),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1\n"),
        (p('<w:smartTag w:uri="u" w:element="e"><w:r><w:t>thẻ</w:t></w:r></w:smartTag>'), "thẻ\n"),
        (p("G", more='<w:framePr w:dropCap="drop"/>') + p("iao Sở"), "Giao Sở\n"),
        (p("Chú ", '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>', "ý"), "Chú ý\n"),
        (p("thân", DRAWING.format(BOX.format(p("khung")))) + p("sau"), "thân\nkhung\nsau\n"),
        (p('<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'), "DỰ THẢO\n"),
        (p(f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{r('chọn')}</w:sdtContent></w:sdt>"), "chọn\n"),
        (p("vòng", style="vong"), "vòng\n"),
        (p("mũ", style="mu"), "mũ\n"),
        (p("dài", style="dai"), "dài\n"),
    ],
)  # fmt: skip
def test_words_when_read_then_as_word_shows_them(body: str, expected: str) -> None:
    assert text(body, styles=STYLES) == expected


OLD = "Uû ban nh©n d©n tØnh"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((r(OLD, font=".VnTime"), r(" và Sở Nội vụ")), "Uỷ ban nhân dân tỉnh và Sở Nội vụ"),
        ((r("tr", font=".VnTime"), r("\u00adíc ng", font=".VnTime"), r("µy", font=".VnTime")), "trước ngày"),
        (
            ('<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>tr</w:t><w:softHyphen/><w:t>íc</w:t></w:r>',),
            "trước",
        ),
        ((r("kÕ ho¹ch", font=".VnTimeH"),), "KẾ HOẠCH"),
        ((r("Sôû Noä", font="VNI-Times"), r("i vuï", font="VNI-Times")), "Sở Nội vụ"),
        ((r("Sở Nội vụ", font=".VnTime"),), "Sở Nội vụ"),
        ((r("và các", font=".VnTime"), r(" Sở", font=".VnTime")), "và các Sở"),
        ((r(OLD),), OLD),
    ],
)
def test_old_fonts_when_read_then_converted_unless_the_words_are_unicode(runs: tuple[str, ...], expected: str) -> None:
    assert text(p(*runs), styles=STYLES) == expected + "\n"


def test_old_font_when_it_comes_from_a_style_then_converted_too() -> None:
    own = r(" Sở", look='<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>')
    assert text(p(OLD, own, style="cucon"), styles=STYLES) == "Uỷ ban nhân dân tỉnh Sở\n"


NOTES = (
    '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Ghi chú hai</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="3"><w:p><w:r><w:t>Ghi chú ba</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="9"><w:p><w:r><w:t>Không ai nhắc</w:t></w:r></w:p></w:footnote>'
)
REFERENCE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def test_notes_when_read_then_after_the_body_in_order_of_mention_at_their_paragraph() -> None:
    own_mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>(*)</w:t></w:r>'
    body = p("đầu") + p("Nghị", REFERENCE.format(3), " quyết", own_mark, " này") + p("cuối", REFERENCE.format(44))
    source = read(word(body, footnotes=NOTES), "a.docx")
    assert source.text == "đầu\nNghị quyết này\ncuối\nGhi chú ba\nGhi chú hai\n"
    assert [block.paragraph for block in source.blocks] == [0, 1, 2, 1, 1]
    assert [block.kind for block in source.blocks] == [*["paragraph"] * 3, "note", "note"]
    assert [part.kind for part in layout(source)][-2:] == ["footnote", "footnote"]


def test_margins_when_read_then_each_wording_once_and_only_those_shown() -> None:
    page = p("Trang ", field("PAGE", r("7")), "/", field("NUMPAGES", r("9")))
    numbered = p("Kế hoạch số 5, trang ", field("PAGE", r("7")))
    first = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    last = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header2"/><w:headerReference w:type="even" r:id="header3"/>'
        '<w:headerReference w:type="first" r:id="header4"/><w:titlePg/><w:footerReference r:id="footer2"/></w:sectPr>'
    )
    source = read(
        word(
            p("thân", more=first) + p("hết") + last,
            header1=p("TÀI LIỆU HỌP"),
            header2=p("TÀI LIỆU HỌP"),
            header3=p("chẵn"),
            header4=p("bìa"),
            footer1=page,
            footer2=numbered,
        ),
        "a.docx",
    )
    assert source.text == "TÀI LIỆU HỌP\nbìa\nthân\nhết\nKế hoạch số 5, trang\n"
    assert [(b.kind, b.paragraph) for b in source.blocks][:2] == [("header", None), ("header", None)]


MERGED = table(
    row("TT", cell("Việc", more='<w:gridSpan w:val="2"/>'), "Chủ trì", more="<w:tblHeader/>"),
    row("1", "a", "b", cell("Sở Y tế", more='<w:vMerge w:val="restart"/>')),
    row("2", "c", "d", cell("thừa", more="<w:vMerge/>")),
    row("x", "x", "x", "x", more='<w:del w:id="5"/>'),
    row(cell("đ", more=""), more='<w:gridBefore w:val="3"/>'),
    row(cell("lạc", more="<w:vMerge/>"), cell("bỏ", more='<w:cellDel w:id="6"/>'), "e"),
)


def test_table_when_cells_are_merged_then_each_text_once_and_the_grid_stays() -> None:
    source = read(word(p("trước") + MERGED + p("sau")), "a.docx")
    cells = {(b.row, b.column): source.text[b.start : b.end] for b in source.blocks if b.kind == "cell"}
    assert cells == {
        (0, 0): "TT",
        (0, 1): "Việc",
        (0, 3): "Chủ trì",
        (1, 0): "1",
        (1, 1): "a",
        (1, 2): "b",
        (1, 3): "Sở Y tế",
        (2, 0): "2",
        (2, 1): "c",
        (2, 2): "d",
        (2, 3): "",
        (3, 3): "đ",
        (4, 0): "lạc",
        (4, 1): "e",
    }
    assert source.blocks[-1].paragraph == 1 + 3 + 4 + 4 + 4 + 1 + 3


def test_places_when_asked_then_paragraph_and_cell_of_every_word() -> None:
    inner = table(row("trong"))
    body = (
        p("đầu")
        + p()
        + table(row(cell("ô", inner, p("cuối ô"))), row("hai"))
        + p("x", DRAWING.format(BOX.format(p("kh"))))
    )
    source = read(word(body), "a.docx")
    found = {
        line: (where(source, source.text.index(line)).paragraph, where(source, source.text.index(line)).cell)
        for line in source.text.splitlines()
    }
    assert found == {
        "đầu": (0, None),
        "ô": (2, (0, 0, 0)),
        "trong": (3, (1, 0, 0)),
        "cuối ô": (4, (0, 0, 0)),
        "hai": (5, (0, 1, 0)),
        "x": (6, None),
        "kh": (6, None),
    }


def test_package_when_strict_or_named_otherwise_then_read_alike() -> None:
    body = p("Điều khoản", REFERENCE.format(3))
    assert text(body, footnotes=NOTES) == "Điều khoản\nGhi chú ba\n"
    assert read(word(body, strict=True, footnotes=NOTES), "a.docx").text == "Điều khoản\nGhi chú ba\n"
    for name in ("mau.docm", "mau.dotx", "cu.doc"):
        assert read(word(body), name).text == "Điều khoản\n"


def test_inserted_file_when_it_is_not_read_then_said() -> None:
    source = read(word(p("a") + '<w:altChunk r:id="x"/>'), "a.docx")
    assert (source.text, source.warnings) == ("a\n", ("inserted_file",))


@pytest.mark.parametrize(
    "data",
    [
        word(table(row("<w:tc>" * 300))),
        word(f"{'<w:tbl><w:tr><w:tc>' * 100_000}{'</w:tc></w:tr></w:tbl>' * 100_000}"),
        word(p("a"), main="word/khac.xml"),
        word(p("a"), main="../../etc/passwd"),
    ],
)
def test_package_when_hostile_then_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="broken"):
        read(data, "a.docx")


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
GROWING = {
    "plain": p("Giao ", r("Sở Y tế", font=".VnTime")),
    "joined": p("a", mark="<w:del/>"),
    "cells": table(row("a", cell("b", more='<w:vMerge w:val="restart"/>')), row("c", cell(more="<w:vMerge/>"))),
    "fields": f"<w:p>{(BEGIN + SEPARATE + r('a')) * 40}{END * 40}</w:p>",
    "boxes": p("a", DRAWING.format(BOX.format(p("k")))),
}


@pytest.mark.parametrize("what", sorted(GROWING))
def test_file_when_it_grows_then_its_cost_grows_alike(what: str) -> None:
    assert grows_linearly(lambda body: read(word(p("x") + body), "a.docx"), GROWING[what], 300_000)


@pytest.mark.parametrize("body", [p(*(BEGIN, SEPARATE, r("a")) * 20_000), p("a", mark="<w:del/>") * 20_000])
def test_file_when_fields_or_deleted_marks_never_end_then_every_word_soon(body: str) -> None:
    assert read(word(body), "a.docx").text == "a" * 20_000 + "\n"


CORPUS = Path(__file__).parent / "corpus"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("name", ["articles", "assignment-table", "tracked-changes"])
def test_every_word_when_placed_then_the_paragraph_of_the_original_holds_it(name: str) -> None:
    """There and back: from each block to its paragraph's number, and to the words of that paragraph in the file itself."""
    path = CORPUS / f"docx-{name}.docx"
    source = read(path.read_bytes(), path.name)
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    originals = ["".join(word.text or "\n" for word in one.iter(W + "t", W + "br")) for one in body.iter(W + "p")]
    for block in source.blocks:
        assert block.paragraph is not None
        own, read_there = originals[block.paragraph].split(), source.text[block.start : block.end].split()
        assert own == [word for word in read_there if word in own][: len(own)]
        assert own or block.kind in ("cell", "item")


@pytest.mark.parametrize(
    "path",
    sorted(p for form in ("docx", "odt", "rtf") for p in CORPUS.glob(f"{form}-*.{form}")),
    ids=lambda path: path.stem,
)
def test_blocks_when_read_then_they_hold_every_word_in_order(path: Path) -> None:
    source = read(path.read_bytes(), path.name)
    held = set()
    for block in source.blocks:
        held.update(range(block.start, block.end))
    assert [n for n, letter in enumerate(source.text) if letter != "\n" and n not in held] == []
    assert [b.start for b in source.blocks] == sorted(b.start for b in source.blocks)
    cells = [(b.table, b.row, b.column) for b in source.blocks if b.kind == "cell"]
    assert len(cells) == len(set(cells)) and all(None not in cell for cell in cells)
    for block in source.blocks:
        if block.kind != "header" and block.start < block.end:
            assert where(source, block.start).paragraph is not None
