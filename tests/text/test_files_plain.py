"""Text files and pages: what stays unchanged, what is converted, what is refused."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text import files_office, files_pdf, files_text
from tests.text.growth import grows_linearly
from vanban.errors import KeptUnread, Refused, VanbanError
from vanban.files import read

SHARED = Path(__file__).parents[3] / "shared" / "documents"
WORDS = "Giao Sở Nội vụ chủ trì."


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "\ufeff" + WORDS,
        "Dòng một\r\nDòng hai\rDòng ba\n",
        unicodedata.normalize("NFD", WORDS),
        "<html><p>trích dẫn</p>",
        "Céng hoµ x· héi",  # the look of TCVN3 in UTF-8 is what somebody wrote
        "\x0c trang hai \u200b\u00a0",
        "a",
    ],
)
def test_utf8_text_when_read_then_unchanged(text: str) -> None:
    source = read(text.encode(), "a.txt")
    assert (source.text, source.format, source.encoding, source.blocks) == (text, "txt", "utf-8", ())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_comes_back_unchanged_or_is_called_empty(text: str) -> None:
    try:
        assert read(text.encode(), "a.txt").text == text
    except VanbanError as error:
        assert error.code == "empty" and not text.strip("\ufeff \u00a0")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (files_text.MEANT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + files_text.MEANT.encode("utf-16-be"), "utf-16"),
        (files_text.MEANT.encode("utf-16-le"), "utf-16-le"),
        (files_text.MEANT.encode("utf-16-be"), "utf-16-be"),
        (files_text.MEANT.encode("utf-32"), "utf-32"),
        (files_text.cp1258(files_text.MEANT), "cp1258"),
        (files_text.TCVN3, "tcvn3"),
        (files_text.VNI, "vni"),
        (files_text.viscii(files_text.MEANT), "viscii"),
    ],
)
def test_other_encodings_when_read_then_converted(data: bytes, encoding: str) -> None:
    source = read(data, "a.txt")
    assert (source.text, source.encoding, source.warnings) == (files_text.MEANT, encoding, ())


def test_converted_text_is_composed_and_has_plain_line_ends() -> None:
    text = unicodedata.normalize("NFD", "Sở\r\nNội\rvụ\x01")
    assert read(text.encode("utf-16"), "a.txt").text == "Sở\nNội\nvụ"


def test_tcvn3_heading_in_capitals_keeps_its_capitals() -> None:
    assert read(files_text.TCVN3_HEADING, "a.txt").text.splitlines()[1] == "KẾ HOẠCH NĂM 2026"


def test_endless_word_in_an_old_encoding_costs_no_more_than_its_length() -> None:
    def work(text: str) -> object:
        return read(files_text.TCVN3 + text.encode(), "a.txt")

    assert grows_linearly(work, "<![CDATA[", 4_000)


def test_one_damaged_byte_does_not_make_a_file_foreign() -> None:
    source = read(WORDS.encode() + b"\xff", "a.txt")
    assert source.text == WORDS + "\ufffd" and source.warnings == ("damaged_bytes",)


def test_damaged_utf8_that_is_no_old_encoding_either_is_still_read() -> None:
    source = read(("Sở Nội vụ chủ trì rà soát. " * 3).encode().replace(b"tr\xc3", b"tr"), "a.txt")
    assert "Sở Nội vụ chủ tr\ufffd rà soát" in source.text and source.warnings == ("damaged_bytes",)


def test_lone_surrogates_do_not_survive() -> None:
    source = read(WORDS.encode("utf-16-le") + b"\x00\xd8" + "hết".encode("utf-16-le"), "a.txt")
    assert source.text.encode("utf-8") and "\ufffd" in source.text


def test_stray_signs_in_plain_latin_text_are_guessed_and_said() -> None:
    source = read(
        b"Plan \x93A\x94 for the office, and nothing strange in it. " + b"Quite some words more to read here. " * 5,
        "a.txt",
    )
    assert "“A”" in source.text and source.warnings == ("encoding_guessed",)


REFUSED = [
    (b"", "a.txt", "empty"),
    (b"\xef\xbb\xbf \r\n", "a.txt", "empty"),
    (b"abc\x00def", "a.txt", "broken"),
    (b"MZ\x90\x00" + bytes(400), "a.pdf", "not_what_it_says"),
    (b"MZ\x90\x00" + bytes(400), "a.exe", "unsupported"),
    (b"\x7fELF" + bytes(400), "a", "unsupported"),
    (bytes(range(256)) * 20, "a.docx", "not_what_it_says"),
    (bytes(range(256)) * 20, "a.txt", "not_what_it_says"),
    (b"plain words", "a.docx", "not_what_it_says"),
    (b"plain words", "a.PDF", "not_what_it_says"),
    (files_pdf.scan_pdf(), "a.docx", "not_what_it_says"),
    (files_pdf.scan_pdf(), "a.txt", "not_what_it_says"),
    (files_office.paragraphs("a"), "a.pdf", "not_what_it_says"),
    (files_office.paragraphs("a"), "a.xlsx", "not_what_it_says"),
    (files_office.archive({"a.txt": b"a"}), "a.docx", "not_what_it_says"),
    (b"\x89PNG\r\n\x1a\n" + bytes(40), "a.pdf", "not_what_it_says"),
    (b"<html></html>", "a.html", "empty"),
    (b"PK\x03\x04 and nothing more", "a.docx", "broken"),
]
KEPT = [
    (b"\x89PNG\r\n\x1a\n" + bytes(40), "a.png", "no_text_layer"),
    (b"\xff\xd8\xff\xe0" + bytes(40), "scan.jpg", "no_text_layer"),
    (b"II*\x00" + bytes(40), "scan.TIFF", "no_text_layer"),
    (b"\xff\xd8\xff\xe0" + bytes(40), "scan.png", "no_text_layer"),
    (files_pdf.scan_pdf(), "a.pdf", "no_text_layer"),
    (files_pdf.encrypted_pdf(), "a.pdf", "encrypted_pdf"),
    (files_office.archive({"xl/workbook.bin": b"a"}), "a.xlsb", "unsupported"),
    (files_office.archive({"a.txt": b"a"}), "a.zip", "unsupported"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "a.doc", "unsupported"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
    ("Über größere Maßnahmen für Bürger".encode("latin-1"), "a.txt", "unsupported"),
]


@pytest.mark.parametrize(("data", "name", "code"), REFUSED)
def test_file_when_it_must_not_come_in_then_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read(data, name)
    assert caught.value.code == code and caught.value.params["name"] == name


@pytest.mark.parametrize(("data", "name", "code"), KEPT)
def test_file_when_it_cannot_be_read_then_kept(data: bytes, name: str, code: str) -> None:
    with pytest.raises(KeptUnread) as caught:
        read(data, name)
    assert caught.value.code == code and caught.value.params["name"] == name


def test_file_when_beyond_the_limit_then_refused_with_figures() -> None:
    with pytest.raises(Refused) as caught:
        read(b"a" * 11, "a.txt", limit=10)
    assert caught.value.code == "too_large" and caught.value.params == {"name": "a.txt", "size": 11, "limit": 10}


PAGE = """<!doctype html><html><head><title>Tên</title><style>p{}</style></head><body>
<nav>Trang chủ</nav><h1>KẾ HOẠCH</h1><script>var a = "<p>không</p>";</script>
<p>Giao   <b>Sở</b> Nội&nbsp;vụ &amp; c&aacute;c sở<br>trước ngày 15/6<del> đã bỏ</del><!-- ghi chú --></p>
<ul><li>Một</li><li>Hai</li></ul>
<table><tr><th colspan="2">Việc</th><th>Sở</th></tr><tr><td></td><td><p>a</p><p>b</p></td><td>c
<table><tr><td>trong</td></tr></table></td></tr></table>
<pre>x
 y</pre>cuối</body></html>"""


def test_page_when_read_then_blocks_lines_and_cells() -> None:
    source = read(PAGE.encode(), "a.html")
    assert source.format == "html"
    assert source.text.splitlines() == [
        *("Trang chủ", "KẾ HOẠCH", "Giao Sở Nội\u00a0vụ & các sở", "trước ngày 15/6", "• Một", "• Hai"),
        *("Việc", "Sở"),
        *("a", "b", "c", "trong", "x", "y", "cuối"),
    ]
    found = [(b.kind, source.text[b.start : b.end]) for b in source.blocks if b.kind != "cell"]
    assert found[:3] == [
        ("chrome", "Trang chủ"),
        ("heading", "KẾ HOẠCH"),
        ("paragraph", "Giao Sở Nội\u00a0vụ & các sở\ntrước ngày 15/6"),
    ]
    cells = [(b.table, b.row, b.column, source.text[b.start : b.end]) for b in source.blocks if b.kind == "cell"]
    assert cells == [
        (0, 0, 0, "Việc"),
        (0, 0, 2, "Sở"),
        (0, 1, 0, ""),
        (0, 1, 1, "a\nb"),
        (0, 1, 2, "c\ntrong"),
        (1, 0, 0, "trong"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'<meta charset="windows-1258"><p>' + files_text.cp1258(files_text.MEANT),
        b"<meta charset='iso-8859-1'><p>" + files_text.MEANT.encode(),
        ("<p>" + files_text.MEANT).encode("utf-16"),
        b"<html><p>" + files_text.VNI,
    ],
)
def test_page_when_its_charset_is_old_or_untrue_then_read_right(data: bytes) -> None:
    assert read(data, "a.htm").text == files_text.MEANT


def test_page_when_nested_very_deep_then_read() -> None:
    assert read(b"<div>" * 5_000 + b"xong" + b"<table><tr><td>" * 2000, "a.html").text == "xong\n"


@pytest.mark.parametrize(
    "markup", ["<td>a</td>", "</table></tr>x", "<table><td colspan=999999999999>a", "<li>", "<p>\ufffd<"]
)
def test_page_when_malformed_then_an_answer(markup: str) -> None:
    try:
        assert read(markup.encode(), "a.html").text.strip()
    except Refused as error:
        assert error.code == "empty"


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a", "a.png"]))
def test_any_bytes_end_in_text_or_a_named_error(data: bytes, name: str) -> None:
    try:
        text = read(data, name).text
        assert "\x00" not in text
        text.encode("utf-8")
    except VanbanError as error:
        assert error.code


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_real_documents_are_read_or_kept_for_a_named_reason() -> None:
    outcome: dict[str, str] = {}
    for path in sorted(SHARED.iterdir()):
        data = path.read_bytes()
        try:
            source = read(data, path.name, ocr=False)
            outcome[path.name] = source.format
            assert path.suffix == ".pdf" or source.text == data.decode()
        except KeptUnread as error:
            outcome[path.name] = error.code
    assert {name: code for name, code in outcome.items() if code != "txt"} == {
        "CT08-UBND-QuangNgai-2018-scan.pdf": "no_text_layer",
        "KH173-UBND-HaNoi-2026-text-layer.pdf": "pdf",
        "QD707-TTg-2026-scan-tables.pdf": "no_text_layer",
    }
