"""RTF files and OpenDocument texts: words, numbers, cells and notes; what is locked, hidden or endless."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.text.files_office import archive
from tests.text.growth import grows_linearly
from vanban.errors import KeptUnread, Refused, VanbanError
from vanban.files import read
from vanban.files.rtf import read_rtf
from vanban.layout import layout
from vanban.places import where

CORPUS = Path(__file__).parent / "corpus"
HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset163 Times;}{\f2\fcharset0 .VnTime;}"
    r"{\f3\fcharset0 VNI-Times;}{\f4\fcharset2 Wingdings;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\*\cs2 Nhan;}}"
)


def rtf(body: str) -> bytes:
    return f"{HEAD}{body}}}".encode("latin-1")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"a\'e9 \f1 \'d0\'e3\par", "aé Đă\n"),
        (r"S\u7903?n \uc2\u7897ab\uc0\u7909 n\par", "Sởn ộụn\n"),
        (r"\u-10179?\u-8704?\par", "\U0001f600\n"),
        (r"\f2 Së Néi vô tr\'ad\'edc\par", "Sở Nội vụ trước\n"),
        (r"\f2 tr\-íc\par", "trước\n"),
        (r"\f3 Sôû Noäi vuï\par", "Sở Nội vụ\n"),
        (r"{\f4 \'fe} C\'f3\par", "☑ Có\n"),
        (r"a{\v b}c{\deleted d}e{\revised f}\v g\v0 h\par", "acefh\n"),
        (r"Giao{\deleted\par}S\par", "GiaoS\n"),
        (r"{\field{\*\fldinst{ REF a }}{\fldrslt{b}}}c\par", "bc\n"),
        (r"a\tab b\line c\~d\_e\-f\{\}\\\par", "a\tb\nc\u00a0d-ef{}\\\n"),
        (r"{\upr{a}{\*\ud{\u7903?}}}b\par", "ởb\n"),
        (r"{\*\generator x}{\pict ffd8}{\*\bkmkstart m}a{\xe b}{\bin5 }}}}}}c\par", "ac\n"),
        (r"{\pntext 1)\tab}Mot\par{\listtext\'b7\tab}Hai\par", "1) Mot\n· Hai\n"),
        (r"a{\footnote\pard b\par c}d\par e\par", "ad\ne\nb\nc\n"),
        (r"{\header H\par}{\headerf H\par}{\footer {\field{\*\fldinst PAGE}{\fldrslt 3}} trang KH\par}a\par", "H\na\ntrang KH\n"),
        (r"{\footer Trang 3\par}a\par", "a\n"),
        (r"a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard k\par}}{\shprslt k}}b\par c\par", "ab\nk\nc\n"),
        (r"\'80\bullet\emdash\ldblquote a\rdblquote\par", "€•—“a”\n"),
        (r"chua xong", "chua xong\n"),
    ],
)  # fmt: skip
def test_rtf_when_read_then_as_word_shows_it(body: str, expected: str) -> None:
    assert read(rtf(body), "a.rtf").text == expected


def test_rtf_when_it_has_tables_then_cells_by_their_borders_and_headings_by_style() -> None:
    body = (
        r"\pard\s1 Dau\par\trowd\cellx1000\cellx2000\cellx3000\pard\intbl a\cell b\cell c\cell\row"
        r"\trowd\cellx2010\clvmrg\cellx3000\intbl d\par e\cell thua\cell\row\pard sau\par\pard\intbl le\cell"
    )
    source = read(rtf(body), "a.doc")
    cells = [(b.table, b.row, b.column, source.text[b.start : b.end]) for b in source.blocks if b.kind == "cell"]
    assert cells == [(0, 0, 0, "a"), (0, 0, 1, "b"), (0, 0, 2, "c"), (0, 1, 0, "d\ne"), (0, 1, 2, ""), (1, 0, 0, "le")]
    assert source.blocks[0].kind == "heading" and source.text.endswith("sau\nle\n")
    assert where(source, source.text.index("sau")).paragraph == 7


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 abc",
        b"{\\rtf1 " + b"{" * 200_000,
        b"{\\rtf1 " + b"{\\footnote a" * 50_000,
    ],
)
def test_rtf_when_cut_off_or_endless_then_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="broken"):
        read(data, "a.rtf")


def test_rtf_when_it_grows_then_its_cost_grows_alike() -> None:
    piece = r"{\b\f2 Së}\trowd\cellx10\cellx900\intbl x\cell y\u7903?\cell\row\pard{\footnote n}\par "
    assert grows_linearly(lambda text: read_rtf(rtf(text)), piece, 100_000)


NS = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        *(("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing")),
        *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
    )
)


def odt(body: str, styles: str = "", margins: str = "", manifest: str = "") -> bytes:
    content = (
        f"<office:document-content {NS}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    page = (
        f"<office:document-styles {NS}><office:master-styles>{margins}</office:master-styles></office:document-styles>"
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": page}
    return archive({n: c.encode() for n, c in {**members, "META-INF/manifest.xml": manifest or "<m/>"}.items()})


LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-prefix="Khoản " style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" '
    'text:display-levels="2" style:num-suffix=")"/><text:list-level-style-bullet text:level="3" text:bullet-char="\uf0a7">'
    '<style:text-properties fo:font-family="Wingdings"/></text:list-level-style-bullet></text:list-style>'
    '<style:style style:name="Cu" style:family="text"><style:text-properties fo:font-family=".VnTime"/></style:style>'
    '<style:style style:name="An" style:family="text" style:parent-style-name="An"><style:text-properties '
    'text:display="none"/></style:style><style:style style:name="M" style:family="paragraph" style:list-style-name="L"/>'
)


def item(*content: str, more: str = "") -> str:
    inside = "".join(one if one.startswith("<") else f"<text:p>{one}</text:p>" for one in content)
    return f"<text:list-item {more}>{inside}</text:list-item>"


def listed(*items: str, more: str = 'text:style-name="L"') -> str:
    return f"<text:list {more}>{''.join(items)}</text:list>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (listed(item("a", listed(item("b"), item("c"), more="")), item("d")), "Khoản 1. a\n1.a) b\n1.b) c\nKhoản 2. d\n"),
        (listed(item("a", "b")) + listed(item("c")), "Khoản 1. a\nb\nKhoản 1. c\n"),
        (
            listed(item("a")) + listed(item("b"), more='text:style-name="L" text:continue-numbering="true"'),
            "Khoản 1. a\nKhoản 2. b\n",
        ),
        (listed(item("a", more='text:start-value="5"'), item("b")), "Khoản 5. a\nKhoản 6. b\n"),
        (listed("<text:list-header><text:p>a</text:p></text:list-header>", item("b")), "a\nKhoản 1. b\n"),
        (listed(item(listed(item(listed(item("a"), more="")), more=""))), "▪ a\n"),
        ('<text:list><text:list-item><text:p text:style-name="M">a</text:p></text:list-item></text:list>', "Khoản 1. a\n"),
        ('<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d\n   e</text:p>', "a  b\tc\nd e\n"),
        ('<text:p>a<text:span text:style-name="An">b<text:s/></text:span>c</text:p>', "ac\n"),
        ('<text:p><text:span text:style-name="Cu">Së Néi vô</text:span> và Sở</text:p>', "Sở Nội vụ và Sở\n"),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion>"
            '</text:changed-region></text:tracked-changes><text:p>a<text:change text:change-id="c"/>b</text:p>',
            "ab\n",
        ),
        ("<text:p>a<office:annotation><text:p>nhận xét</text:p></office:annotation>b</text:p>", "ab\n"),
        (
            "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p>"
            "</text:note-body></text:note>b</text:p><text:p>c</text:p>",
            "ab\nc\nn\n",
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>k</text:p></draw:text-box><svg:desc>ảnh</svg:desc></draw:frame>b"
            "</text:p>",
            "ab\nk\n",
        ),
        ('<text:section text:display="none"><text:p>ẩn</text:p></text:section><text:section><text:p>a</text:p>'
         "</text:section>", "a\n"),
        ("<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby></text:p>", "ab\n"),
    ],
)  # fmt: skip
def test_odt_when_read_then_as_it_is_shown(body: str, expected: str) -> None:
    assert read(odt(body, LISTS), "a.odt").text == expected


def test_odt_when_it_has_a_table_and_margins_then_cells_and_each_wording_once() -> None:
    cells = (
        '<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>a</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>b</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell "
        'table:number-columns-repeated="2"/><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row>'
        "</table:table>"
    )
    margins = (
        "<style:master-page><style:header><text:p>ĐẦU</text:p></style:header><style:footer><text:p>Trang "
        "<text:page-number>4</text:page-number></text:p></style:footer></style:master-page><style:master-page>"
        "<style:header><text:p>ĐẦU</text:p></style:header></style:master-page>"
    )
    source = read(odt(f"<text:p>x</text:p>{cells}", margins=margins), "a.odt")
    assert source.text == "ĐẦU\nx\na\nb\nc\n"
    found = [(b.row, b.column, source.text[b.start : b.end]) for b in source.blocks if b.kind == "cell"]
    assert found == [(0, 0, "a"), (0, 2, "b"), (1, 0, ""), (1, 2, "c")]
    assert where(source, source.text.index("c")).paragraph == 3


def test_odt_when_an_old_program_wrote_it_then_its_list_of_parts_may_name_a_type() -> None:
    named = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><m/>'
    assert read(odt("<text:p>a</text:p>", manifest=named), "a.odt").text == "a\n"


def test_odt_when_locked_then_kept() -> None:
    with pytest.raises(KeptUnread) as caught:
        read(odt("<text:p>a</text:p>", manifest="<m:encryption-data/>"), "a.odt")
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize(
    "data",
    [
        archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a>"}),
        archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        archive({"mimetype": b"x", "content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        odt("<table:table><table:table-row><table:table-cell>" * 90 + "<text:p>a</text:p>"),
        odt("<text:list><text:list-item>" * 100_000),
    ],
)
def test_odt_when_hostile_then_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="broken"):
        read(data, "a.odt")


@pytest.mark.parametrize(
    "name", ["rtf-plan-by-office.rtf", "odt-plan-by-office.odt", "rtf-by-hand.rtf", "html-archive.mht"]
)
def test_damaged_bytes_when_read_then_text_or_a_named_error(name: str) -> None:
    good, chance = (CORPUS / name).read_bytes(), random.Random(7)
    for _ in range(25):
        data = bytearray(good)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            source = read(bytes(data[: chance.choice((len(data), chance.randrange(1, len(data))))]), name)
            assert all(0 <= b.start <= b.end <= len(source.text) for b in source.blocks)
        except VanbanError as error:
            assert error.code in {"broken", "zip_bomb", "not_what_it_says", "unsupported", "empty", "encrypted"}


NOTED = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (rtf(r"Noi nhan:\par - Luu: VT.{\footnote\pard - So lieu cua xa\par}\par"), "a.rtf"),
        (odt(f"<text:p>Noi nhan:</text:p><text:p>- Luu: VT.{NOTED.format('- So lieu cua xa')}</text:p>"), "a.odt"),
    ],
    ids=["rtf", "odt"],
)
def test_note_when_it_follows_the_recipients_then_a_note_and_none_of_them(data: bytes, name: str) -> None:
    source = read(data, name)
    assert source.text == "Noi nhan:\n- Luu: VT.\n- So lieu cua xa\n"
    assert [block.kind for block in source.blocks] == ["paragraph", "paragraph", "note"]
    assert [part.kind for part in layout(source)] == ["recipients", "recipient", "footnote"]


def test_plan_when_saved_in_four_formats_then_every_word_stands_in_the_same_cell() -> None:
    found = []
    for form in ("docx", "odt", "rtf"):
        source = read((CORPUS / f"{form}-plan-by-office.{form}").read_bytes(), f"a.{form}")
        cells = {(b.table, b.row, b.column): source.text[b.start : b.end] for b in source.blocks if b.kind == "cell"}
        found.append((source.text, {place: words for place, words in cells.items() if words}))
    assert found[0] == found[1] == found[2]
