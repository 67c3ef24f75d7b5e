"""Reading scans: words with their places, columns, cells, turned pages, stamps aside, nothing made of dust."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.factories.scans import LETTER, needs_tesseract, page, saved
from tests.text import files_pdf
from vanban import scanning
from vanban.bounded import read_bounded
from vanban.errors import KeptUnread
from vanban.files import ocr, ocr_engine, read
from vanban.files.ocr_engine import Line, Word
from vanban.files.ocr_lines import in_columns, joined, only_words
from vanban.files.ocr_page import Piece, ScannedPage, read_page
from vanban.files.ocr_rulings import tables
from vanban.model import Block, SourceText

CORPUS = Path(__file__).parent / "corpus"


def word(text: str, left: int, top: int = 0, sure: float = 95, width: int | None = None) -> Word:
    return Word(text, (left, top, left + (width or 12 * len(text)), top + 20), sure)


def line(*words: Word, paragraph: int = 0) -> Line:
    return Line(words, paragraph)


def said(lines: list[Line]) -> list[str]:
    return [" ".join(one.text for one in each.words) for each in lines]


# -- words ---------------------------------------------------------------------------------------------------------

WORDS = [
    ([word("Sở", 0), word("Y", 40), word("tế", 60)], "Sở Y tế"),
    ([word("thực", 0), word("hiện", 60, sure=12), word("ngay", 120)], "thực hiện ngay"),  # a faint word in a good line
    ([word("-", 0, sure=40), word("Báo", 20), word("cáo", 80)], "- Báo cáo"),
    ([word("_1.", 0), word("Phòng", 40), word("Hạ", 120)], "1. Phòng Hạ"),
    ([word("đèn", 0), word("hỏng", 50), word(":", 120), word("·", 140, sure=20)], "đèn hỏng"),
    ([word("~|~", 0), word("—", 50)], None),
    ([word("ñ", 0, sure=35), word("h", 30, sure=41)], None),
    ([word("xÄw", 0, sure=14), word("oọq", 50, sure=22), word("lIị", 90, sure=8)], None),
    ([word("3", 0, sure=41)], None),
]


@pytest.mark.parametrize(("words", "kept"), WORDS)
def test_words_when_recognised_then_specks_are_left_out(words: list[Word], kept: str | None) -> None:
    assert said(only_words([line(*words)])) == ([kept] if kept else [])


def test_words_when_in_a_cell_then_kept_however_unsure() -> None:
    assert said(only_words([line(word("20/4/2026", 0, sure=0))], framed=True)) == ["20/4/2026"]
    assert said(only_words([line(word("20/4/2026", 0, sure=0))])) == []
    assert only_words([line(word("j", 0, sure=31))], framed=True) == []
    assert said(only_words([line(word("Hằng", 0, sure=26), word("ngày", 60))], framed=True)) == ["Hằng ngày"]
    assert (
        only_words([line(word("Lên", 0, sure=37), word("Đụ", 50, sure=42))], framed=True) == []
    )  # dust in an empty cell


# -- columns -------------------------------------------------------------------------------------------------------


def test_columns_when_a_head_stands_side_by_side_then_left_before_right() -> None:
    found = in_columns(
        [
            line(word("TỈNH", 0), word("ỦY", 60), word("ĐẢNG", 400), word("CỘNG", 470)),
            line(word("VĂN", 0, 30), word("PHÒNG", 50, 30)),
            line(word("Số", 0, 60), word("8-CV/VPTU", 40, 60), word("Lam", 420, 60), word("Giang", 470, 60)),
            line(word("Thường", 30, 130), word("trực", 140, 130), *(word("họp", 200 + 50 * n, 130) for n in range(8))),
        ]
    )
    assert said(found)[:5] == ["TỈNH ỦY", "VĂN PHÒNG", "Số 8-CV/VPTU", "ĐẢNG CỘNG", "Lam Giang"]
    assert len(found) == 6


def test_columns_when_one_line_is_stretched_then_it_stays_one() -> None:
    rows = [
        line(*(word("chữ", 50 * n, 30 * row) for n in range(9)))
        if row != 1
        else line(word("dãn", 0, 30), word("ra", 400, 30))
        for row in range(3)
    ]
    assert said(in_columns(rows))[1] == "dãn ra"
    assert in_columns([]) == []


CELL = (0, 0, 200, 300)
CELLS = [
    ([("Đề nghị Tòa", 0, 170), ("Án nhân dân", 0, 150)], ["Đề nghị Tòa Án nhân dân"]),  # no room for the next word
    ([("Bộ Công an", 40, 90), ("Bộ Quốc phòng", 30, 120)], ["Bộ Công an", "Bộ Quốc phòng"]),  # there was room
    ([("Kiểm tra;", 0, 180), ("Báo cáo", 0, 80)], ["Kiểm tra;", "Báo cáo"]),
    ([("Rà soát", 0, 90), ("các quy định", 0, 120)], ["Rà soát các quy định"]),  # goes on in small letters
    ([("Nội dung dài ra", 0, 190), ("- Việc hai", 0, 90)], ["Nội dung dài ra", "- Việc hai"]),
]


@pytest.mark.parametrize(("rows", "wanted"), CELLS)
def test_cell_when_its_lines_wrap_then_joined(rows: list[tuple[str, int, int]], wanted: list[str]) -> None:
    lines = []
    for number, (text, left, width) in enumerate(rows):
        words = text.split()
        each = width // len(words)
        lines.append(tuple(word(one, left + each * n, 30 * number, width=each - 8) for n, one in enumerate(words)))
    assert [" ".join(one.text for one in each) for each in joined(lines, CELL)] == wanted


# -- tables --------------------------------------------------------------------------------------------------------


def ruled(tilt: float = 0.0) -> Image.Image:
    """Three columns, a head over two of them, a last row."""
    image = Image.new("L", (1600, 1200), 255)
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 100, 1500, 700), outline=0, width=3)
    pen.line((100, 300, 1500, 300), fill=0, width=3)
    pen.line((400, 100, 400, 700), fill=0, width=3)
    pen.line((900, 300, 900, 700), fill=0, width=3)
    return image.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)


@pytest.mark.parametrize("tilt", [0.0, 0.5, -0.7])
def test_table_when_ruled_then_its_cells_are_found(tilt: float) -> None:
    [table] = tables(ruled(tilt), 140)
    places = sorted((cell.row, cell.column) for cell in table.cells)
    assert places == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]
    last = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 2))
    assert all(abs(one - other) < 25 for one, other in zip(last.box, (900, 300, 1500, 700), strict=True))


def test_table_when_only_a_frame_or_a_stamp_then_none() -> None:
    image = Image.new("L", (1600, 1200), 255)
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 100, 1500, 1100), outline=0, width=3)
    pen.rectangle((150, 150, 420, 300), outline=0, width=3)
    pen.line((280, 150, 280, 300), fill=0, width=3)
    pen.line((150, 220, 420, 220), fill=0, width=3)
    assert tables(image, 140) == []


# -- the text ------------------------------------------------------------------------------------------------------


def piece(*lines: str, top: int = 3000, cell: tuple[int, int, int] | None = None) -> Piece:
    rows = [
        tuple(
            Word(one, (1000 + 500 * n, top + 200 * row, 1400 + 500 * n, top + 150 + 200 * row), 90.0)
            for n, one in enumerate(text.split())
        )
        for row, text in enumerate(lines)
    ]
    return Piece(tuple(rows), cell)


def test_text_when_a_table_goes_on_over_a_page_then_one_table() -> None:
    edges = ((1000, 3000, 9000),)
    first = ScannedPage((piece("Phụ lục"), piece("STT", cell=(0, 0, 0)), piece("Việc", cell=(0, 0, 1))), 90, edges)
    number = piece("2", top=300)
    second = ScannedPage(
        (number, piece("1", cell=(0, 0, 0)), piece("Sửa đò", cell=(0, 0, 1))), 90, ((1040, 3041, 9038),)
    )
    third = ScannedPage((piece("Khác"), piece("A", cell=(0, 0, 0)), piece("B", cell=(0, 0, 1))), 90, edges)
    source = ocr.assembled("pdf", None, {0: first, 1: second, 2: third})
    cells = [(b.table, b.row, b.column, source.text[b.start : b.end]) for b in source.blocks if b.kind == "cell"]
    assert cells[2:4] == [(0, 1, 0, "1"), (0, 1, 1, "Sửa đò")]
    assert [cell[:2] for cell in cells[4:]] == [(1, 0), (1, 0)]
    assert [source.text[b.start : b.end] for b in source.blocks if b.kind == "footer"] == ["2"]


@pytest.mark.parametrize(
    ("feet", "footers"),
    [
        (("1", "2"), ["1", "2"]),
        (("Nội bộ của Sở, trang 1", "Nôi bộ của Sở, trang 2"), ["Nội bộ của Sở, trang 1", "Nôi bộ của Sở, trang 2"]),
        (("Sở Nội vụ lập", "Sở Y tế xem lại việc này"), []),
    ],
)
def test_text_when_a_line_runs_along_the_pages_then_a_footer_and_the_table_goes_on(
    feet: tuple[str, str], footers: list[str]
) -> None:
    edges = ((1000, 3000, 9000),)
    pages = {
        n: ScannedPage((piece("STT", cell=(0, 0, 0)), piece("Việc", cell=(0, 0, 1)), piece(foot, top=9500)), 90, edges)
        for n, foot in enumerate(feet)
    }
    source = ocr.assembled("pdf", None, pages)
    assert [source.text[b.start : b.end] for b in source.blocks if b.kind == "footer"] == footers
    assert {b.table for b in source.blocks if b.kind == "cell"} == ({0} if footers else {0, 1})


def test_text_when_some_pages_are_scans_then_in_order_and_said_which() -> None:
    base = SourceText(
        "Trang một\nTrang ba\n", "pdf", "pdf/2", None,
        (Block("paragraph", 0, 9, page=0), Block("paragraph", 10, 18, page=2)),
        ("page_without_text:2", "garbled_page:4"), 4,
    )  # fmt: skip
    poor = ScannedPage((piece("Trang bốn"),), 41.0)
    source = ocr.assembled("pdf", base, {1: ScannedPage((piece("Trang hai"),), 92.0), 3: poor})
    assert source.text == "Trang một\nTrang hai\nTrang ba\nTrang bốn\n"
    assert source.warnings == ("ocr", "ocr_page:2", "ocr_page:4", "ocr_page_poor:4")
    assert [source.text[b.start : b.end] for b in source.blocks] == source.text.splitlines()
    assert [b.page for b in source.blocks] == [0, 1, 2, 3] and source.pages == 4
    failed = ocr.assembled("pdf", base, {1: ScannedPage((piece("Trang hai"),), 92.0), 3: None})
    assert failed.warnings == ("ocr", "ocr_page:2", "page_without_text:4")


def test_text_when_nothing_was_recognised_then_kept_unread() -> None:
    with pytest.raises(KeptUnread) as caught:
        ocr.assembled("image", None, {0: ScannedPage((), 0.0), 1: None})
    assert caught.value.code == "no_text_layer"


# -- real pages ----------------------------------------------------------------------------------------------------


@needs_tesseract
def test_page_when_read_then_words_lie_where_they_are_drawn() -> None:
    source = read_bounded(saved(page()), "a.png")
    assert source.text.splitlines() == list(LETTER)
    assert source.format == "image" and source.reader == f"ocr/1 tesseract {ocr_engine.version()}"
    for place, following in zip(source.places, source.places[1:], strict=False):
        assert place.end < following.start + 1 and source.text[place.start : place.end].split()
    first = source.places[0]
    assert abs(first.box[0] - 1210) < 60 and abs(first.box[1] - 1900) < 90
    assert len({place.line for place in source.places}) == len(LETTER)


@needs_tesseract
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_page_when_it_lies_otherwise_then_read_and_boxes_lead_back(angle: int) -> None:
    upright = page()
    found = read_page(upright.rotate(angle, expand=True))
    words = [one.text for one in found.words]
    assert words[:4] == LETTER[0].split()[:4]
    left, top, right, bottom = found.words[0].box
    corner = {90: (left < 2500, bottom > 8500), 180: (right > 8500, bottom > 7500), 270: (right > 7500, top < 2500)}
    assert all(corner[angle])


@needs_tesseract
def test_page_when_dusty_or_blank_then_nothing_is_invented() -> None:
    assert read_page(page((), dust=400)).words == []
    with pytest.raises(KeptUnread) as caught:
        read(saved(page((), dust=400)), "a.png")
    assert caught.value.code == "no_text_layer"
    dusty = read_page(page(dust=400))
    assert " ".join(one.text for one in dusty.words).split() == " ".join(LETTER).split()


@needs_tesseract
def test_page_when_stamped_in_colour_then_the_words_below_are_read() -> None:
    image = page()
    layer = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(layer)
    for colour, radius in (((205, 35, 45), 150), ((205, 35, 45), 120), ((30, 60, 180), 90)):
        pen.ellipse((420 - radius, 650 - radius, 420 + radius, 650 + radius), outline=colour, width=12)
    stamped = ImageChops.darker(image, layer)
    assert [one.text for one in read_page(stamped).words] == " ".join(LETTER).split()


@needs_tesseract
def test_page_when_a_word_is_printed_in_colour_then_kept() -> None:
    words = [one.text for one in read_page(page(stamp="THƯỢNG KHẨN")).words]
    assert words[:2] == ["THƯỢNG", "KHẨN"]


@needs_tesseract
@pytest.mark.parametrize("name", ["scan-table-landscape.pdf", "scan-annex-of-text.pdf"])
def test_table_when_scanned_then_cells_by_row_and_column(name: str) -> None:
    source = read_bounded((CORPUS / name).read_bytes(), name)
    cells = {(b.row, b.column): source.text[b.start : b.end] for b in source.blocks if b.kind == "cell"}
    assert (cells[3, 2], cells[3, 4], cells[4, 3]) == ("Sở Y tế", "25/4/2026", "")
    assert cells[1, 3] == "Công an tỉnh; UBND phường Bến Thượng"
    assert cells[0, 4] == "Thời hạn hoàn thành"


@needs_tesseract
def test_bounded_when_pages_are_read_apart_then_the_same_as_at_once() -> None:
    data = (CORPUS / "scan-two-pages.tiff").read_bytes()
    told: list[tuple[int, int]] = []
    assert read_bounded(data, "a.tiff", progress=lambda *now: told.append(now)) == read(data, "a.tiff")
    assert told == [(1, 2), (2, 2)]


@needs_tesseract
def test_bounded_when_asked_for_words_only_then_no_scan_is_read() -> None:
    for data, name in ((saved(page()), "a.png"), (files_pdf.scan_pdf(), "a.pdf")):
        for reader in (read, read_bounded):
            with pytest.raises(KeptUnread) as caught:
                reader(data, name, ocr=False)
            assert caught.value.code == "no_text_layer"


def test_scan_when_tesseract_is_missing_then_kept_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert ocr.reader() is None and not scanning.can_read_scans()
    for reader in (read, read_bounded):
        with pytest.raises(KeptUnread) as caught:
            reader(files_pdf.scan_pdf(3), "a.pdf")
        assert (caught.value.code, caught.value.params["pages"]) == ("no_text_layer", 3)


def test_tesseract_when_it_reads_no_vietnamese_then_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "tesseract"
    fake.write_text("#!/bin/sh\n[ $1 = --version ] && echo tesseract 9.9 || printf 'List:\\neng\\n'\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert ocr_engine.version() is None
    fake.write_text("#!/bin/sh\n[ $1 = --version ] && echo tesseract 9.9 || printf 'List:\\nvie\\n'\n")
    ocr_engine._version.cache_clear()
    assert ocr_engine.version() == "9.9"
    ocr_engine._version.cache_clear()


def test_page_when_its_reading_hangs_then_left_out_and_no_child_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "tesseract"
    mark = f"987{tmp_path.stat().st_ino}"
    fake.write_text(
        f"#!/bin/sh\ncase $1 in --version) echo tesseract 9;; --list-langs) echo vie;; *) exec sleep {mark};; esac\n"
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(scanning, "PAGE_SECONDS", 2.0)
    with pytest.raises(KeptUnread):
        read_bounded(saved(Image.new("L", (300, 400), 0)), "a.png")
    ocr_engine._version.cache_clear()
    for _ in range(20):
        if f"sleep\0{mark}" not in _commands():
            return
        time.sleep(0.1)
    raise AssertionError("a child outlived its parent")


def _commands() -> str:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_text(errors="replace"))
        except OSError:
            continue
    return "\n".join(found)


@needs_tesseract
def test_picture_when_too_large_to_read_then_kept_unread() -> None:
    huge = Image.new("1", (20_000, 8_000), 1)
    with pytest.raises(KeptUnread):
        read_bounded(saved(huge), "a.png")


@needs_tesseract
def test_command_when_asked_for_text_then_prints_the_words_of_a_scan(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(saved(page()))
    done = subprocess.run(
        [sys.executable, "-m", "namro.cli", "text", "a.png"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()) == (0, list(LETTER))
