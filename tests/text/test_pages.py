"""Web pages as browsers draw them: what is hidden, how lists are numbered, where cells stand, old letters, saved archives."""

from __future__ import annotations

import pytest

from tests.text.growth import grows_linearly
from vanban.errors import Refused
from vanban.files import read
from vanban.files.html import read_html


def text(markup: str) -> str:
    return read(f"<html><body>{markup}".encode(), "a.html").text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<span style='color:red;display : none'>b</span>c", "ac\n"),
        ("<p hidden>a<p>b", "b\n"),
        ("<p style='display:block'>a", "a\n"),
        ("<p>a&shy;b&nbsp;c", "ab\u00a0c\n"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b\n"),
        ("<ol type=I start=3><li>a<li value=9>b<li>c</ol>", "III. a\nIX. b\nX. c\n"),
        ("<ol style='list-style-type: lower-alpha'><li>a</ol>", "a. a\n"),
        ("<ol start=x><li value=-99999999999>a</ol>", "1. a\n"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "• a\n• b\n• c\n"),
        ("<ul style='list-style:none'><li>a</ul>", "a\n"),
        ("<ol><li style='list-style-type:none'>a<li>b</ol>", "a\n1. b\n"),
        ("<ul><li>- a<li>1. b<li>a) c<li>Điều</ul>", "- a\n1. b\na) c\n• Điều\n"),
        ("<nav><ul><li>a</ul></nav><footer><ol><li>b</ol></footer>", "a\nb\n"),
        ("<ol><li><p>a</p><p>b</p></ol>", "1. a\nb\n"),
        ("<ol><li></li><li>b</ol>", "2. b\n"),
        ("<li>a", "a\n"),
        ("</ol></ul><p>a", "a\n"),
        ("<p>a<a href=#1><span class=MsoFootnoteReference>[1]</span></a>b", "ab\n"),
        ("<p style='font-family:\".VnTime\"'>Së <b style='font-family:Arial'>và</b> vô", "Sở và vụ\n"),
        ("<p><font face='.VnTimeH'>kÕ ho¹ch</font> năm", "KẾ HOẠCH năm\n"),
        ("<style>p.a{font-family:'VNI-Times'} p{color:red}</style><p class=a>Sôû<p>Sở", "Sở\nSở\n"),
        ("<p><span style='mso-list:Ignore'>o<i>&nbsp;&nbsp;</i></span>a", "o a\n"),
        ("<p><span style='font-family:\"Courier New\"'><span style='mso-list:Ignore'>o&nbsp;</span></span>a", "○ a\n"),
    ],
)
def test_page_when_read_then_as_it_is_drawn(markup: str, expected: str) -> None:
    assert text(markup) == expected


def test_table_when_cells_span_rows_then_the_others_move_aside() -> None:
    source = read(
        b"<table><tr><td rowspan=3>a<td colspan=2>b<tr><td>c<td rowspan=99999999>d<tr><td>e<tr><td>f<td>g</table>",
        "a.html",
    )
    cells = {(b.row, b.column): source.text[b.start : b.end] for b in source.blocks if b.kind == "cell"}
    assert cells == {
        (0, 0): "a",
        (0, 1): "b",
        (1, 1): "c",
        (1, 2): "d",
        (2, 1): "e",
        (3, 0): "f",
        (3, 1): "g",
    }


PARTS = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset={}\n"
    "Content-Transfer-Encoding: 8bit\n\n"
)


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.doc"])
def test_archive_when_read_then_its_page_alone_in_its_letters(name: str) -> None:
    data = PARTS.format("windows-1258").encode() + "<p>Đắk Mây".encode("cp1258", "ignore") + b"\n--b\n\nkhac\n--b--\n"
    assert read(data, name).text == read("<p>Đk Mây".encode(), "a.html").text


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 3000,
    ],
)
def test_archive_when_it_holds_no_page_then_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="broken"):
        read(data, "a.mht")


def test_letters_when_they_begin_late_then_still_known() -> None:
    page = (
        b"<html><style>"
        + b"p{color:red}" * 3_000
        + b"</style><p>"
        + "Uû ban nh©n d©n tØnh giao Së Néi vô".encode("latin-1")
    )
    assert read(page, "a.html").text == "Uỷ ban nhân dân tỉnh giao Sở Nội vụ\n"


@pytest.mark.parametrize(
    "piece",
    [
        "<tr><td rowspan=900 colspan=900>a<td>b",
        "<ol><li>a</ol><p style='font-family:.VnTime'>Së</p>",
        "<table><tr><td rowspan=900 colspan=900>a",
        "<ul><li>a",
    ],
)
def test_page_when_it_grows_then_its_cost_grows_alike(piece: str) -> None:
    assert grows_linearly(lambda words: read_html(f"<table>{words}".encode()), piece, 20_000)
