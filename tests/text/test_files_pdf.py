"""PDF files: text by lines and pages, stamps in place, scans kept, damage refused."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.text import files_pdf
from tests.text.growth import grows_linearly
from tests.text.test_pdf_places import check_places
from vanban.errors import KeptUnread, Refused, VanbanError
from vanban.files import read
from vanban.files.pdf import page_count, page_images

KH173 = Path(__file__).parents[3] / "shared" / "documents" / "KH173-UBND-HaNoi-2026-text-layer.pdf"
PAGES = [["KẾ HOẠCH", "Giao Sở Nội vụ chủ trì, phối hợp với các sở", "trước ngày 15/6."], ["Trang hai"]]


def test_text_layer_when_read_then_lines_pages_and_count() -> None:
    source = read(files_pdf.text_pdf(PAGES), "a.pdf")
    assert source.text == "".join(line + "\n" for page in PAGES for line in page)
    assert [b.page for b in source.blocks] == [0, 0, 0, 1]
    assert (source.format, source.pages, source.warnings) == ("pdf", 2, ())


@pytest.mark.parametrize("form", [True, False])
def test_number_stamped_into_a_field_then_stands_in_its_line(form: bool) -> None:
    data = files_pdf.text_pdf([["Số:         /KH-UBND", "KẾ HOẠCH"]], stamp="173", form=form)
    assert read(data, "a.pdf").text == "Số: 173/KH-UBND\nKẾ HOẠCH\n"


def test_scan_when_read_then_kept_with_its_page_count() -> None:
    with pytest.raises(KeptUnread) as caught:
        read(files_pdf.scan_pdf(3), "a.pdf", ocr=False)
    assert (caught.value.code, caught.value.params["pages"]) == ("no_text_layer", 3)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 and nothing more", files_pdf.text_pdf(PAGES)[:500], b"%PDF-1.4\n" + bytes(3000), b"junk %PDF-1.4 junk"],
)
def test_damaged_file_when_read_then_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="broken"):
        read(data, "a.pdf")


def test_encrypted_file_when_asked_for_pages_then_kept_unread() -> None:
    with pytest.raises(KeptUnread, match="encrypted_pdf"):
        page_images(files_pdf.encrypted_pdf())


@pytest.mark.parametrize(("first", "count", "wanted"), [(0, 1, 1), (1, 5, 2), (3, 1, 0), (-1, 2, 1)])
def test_page_images_when_asked_for_more_than_there_are_then_fewer(first: int, count: int, wanted: int) -> None:
    data = files_pdf.scan_pdf(3)
    images = page_images(data, first, count, dpi=30)
    assert len(images) == wanted and all(image.startswith(b"\x89PNG") for image in images)
    assert page_count(data) == 3


def test_page_image_when_page_is_huge_then_drawn_within_bounds() -> None:
    data = files_pdf.scan_pdf(1).replace(b"[0 0 595 842]", b"[0 0 9e5 9e5]")
    image = page_images(data, dpi=300)[0]
    assert int.from_bytes(image[16:20], "big") <= 3500


def test_damaged_bytes_when_read_then_text_or_named_error() -> None:
    good = files_pdf.text_pdf(PAGES, stamp=None)
    chance = random.Random(5)
    for _ in range(60):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read(bytes(data), "a.pdf", ocr=False)
        except VanbanError as error:
            assert error.code in {"broken", "no_text_layer", "encrypted_pdf", "not_what_it_says", "empty"}


@pytest.mark.skipif(not KH173.is_file(), reason="the real documents are not here")
def test_real_plan_keeps_the_number_and_date_stamped_on_it() -> None:
    source = read(KH173.read_bytes(), KH173.name)
    head = source.text.splitlines()[:6]
    assert "Số: 173/KH-UBND" in head and "Hà Nội, ngày 28 tháng 4 năm 2026" in head
    assert source.pages == 12


def _hostile() -> list[tuple[str, bytes]]:
    chance = random.Random(11)

    def at(most: float) -> float:
        return round(chance.uniform(0, most), 2)

    words = ("phao", "bến", "ĐẾN", "TT", "Người", "ký:", "2026", "1.")
    scattered = [(at(580), at(590), 2 + at(12), chance.choice(words)) for _ in range(3000)]
    level = [(at(580), y, at(580), y) for y in (at(590) for _ in range(1500))]
    upright = [(x, at(590), x, at(590)) for x in (at(580) for _ in range(1500))]
    fine = [3.3 * n for n in range(180)]
    sides = [(x, 600 - 0.3 * n, 0.25, "phao cứu sinh") for n in range(1500) for x in (50, 300)]
    return [
        ("words anywhere", files_pdf.drawn_pdf(scattered)),
        ("lines anywhere", files_pdf.drawn_pdf(scattered[:200], lines=[*level, *upright])),
        ("a table of 32,000 cells", files_pdf.drawn_pdf(scattered, lines=files_pdf.grid(fine, fine))),
        ("columns of 1,500 lines", files_pdf.drawn_pdf(sides)),
        (
            "heads without tables",
            files_pdf.drawn_pdf([(50, 600 - 0.3 * n, 0.25, "TT bến đò ngang") for n in range(1500)]),
        ),
        ("one word of 40,000 letters", files_pdf.drawn_pdf([(10, 500, 5, "phaobến" * 6000)])),
        (
            "places beyond all pages",
            files_pdf.drawn_pdf([(1e30, -1e30, 10, "phao"), (50, 500, 1e20, "bến"), *scattered[:20]]),
        ),
        ("a page without extent", files_pdf.drawn_pdf(scattered[:20], more="/CropBox[5 5 5 5]")),
    ]


@pytest.mark.parametrize(("name", "data"), _hostile(), ids=[name for name, _ in _hostile()])
def test_hostile_page_when_read_then_done_in_bounds(name: str, data: bytes) -> None:
    began = time.process_time()
    try:
        check_places(read(data, "a.pdf", ocr=False))
    except KeptUnread as error:
        assert error.code == "no_text_layer", name
    assert time.process_time() - began < 20


def test_reading_when_pages_are_four_times_as_many_then_about_four_times_the_cost() -> None:
    page = [(60, 560 - 20 * n, 10, "Các xã ven sông giữ phao") for n in range(3)]
    assert grows_linearly(lambda text: read(files_pdf.drawn_pdf(*[page] * len(text)), "a.pdf", ocr=False), "p", 25)
