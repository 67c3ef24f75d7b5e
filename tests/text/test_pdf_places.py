"""Every word of a PDF has its place on the page, and every place leads back to its word."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from tests.text.files_pdf import drawn_pdf
from vanban.files.pdf import page_images, read_pdf
from vanban.model import SourceText
from vanban.places import boxes, offset_at, where

CORPUS = sorted((Path(__file__).parent / "corpus").glob("pdf-*.pdf"))
REAL = sorted((Path(__file__).parents[3] / "shared" / "documents").glob("KH173*.pdf"))
WORD = some.text("aăâbcdđeêghiklmnoôơpqrstuưvxyÁẤỆỮ0123456789.,;", min_size=2, max_size=9)


def check_places(source: SourceText) -> None:
    """Fail unless places lie in order on words, cover every visible letter and lead there and back."""
    covered = bytearray(len(source.text))
    end = 0
    for place in source.places:
        assert end <= place.start < place.end
        end = place.end
        assert not any(c.isspace() for c in source.text[place.start : place.end])
        covered[place.start : place.end] = b"\x01" * (place.end - place.start)
        left, top, right, bottom = place.box
        assert 0 <= left <= right <= 10_000 and 0 <= top <= bottom <= 10_000
        seen = where(source, place.start)
        assert (seen.page, seen.line, seen.box) == (place.page, place.line, place.box)
        assert (place.page, place.box) in boxes(source, place.start, place.end)
    assert all(covered[n] for n, c in enumerate(source.text) if not c.isspace())


def check_back(source: SourceText) -> None:
    """Fail unless the middle of every box belongs to its word."""
    for place in source.places:
        left, top, right, bottom = place.box
        found = offset_at(source, place.page, (left + right) // 2, (top + bottom) // 2)
        assert found == place.start, source.text[place.start : place.end]


@pytest.mark.parametrize("path", [*CORPUS, *REAL], ids=lambda path: path.stem)
def test_places_when_a_file_is_read_then_they_cover_its_words_and_lead_back(path: Path) -> None:
    source = read_pdf(path.read_bytes())
    check_places(source)
    if path.stem != "pdf-decomposed":  # drawn with letters wider than their own boxes
        check_back(source)


@pytest.mark.parametrize("path", [p for p in CORPUS if p.stem != "pdf-hidden-words"], ids=lambda path: path.stem)
def test_boxes_when_drawn_over_the_page_then_there_is_ink_in_them(path: Path) -> None:
    data = path.read_bytes()
    source = read_pdf(data)
    images = [Image.open(io.BytesIO(image)).convert("L") for image in page_images(data, 0, source.pages or 0, dpi=100)]
    for place in source.places:
        image = images[place.page]
        left, top, right, bottom = place.box
        box = (left * image.width // 10_000, top * image.height // 10_000)
        far = (-(-right * image.width // 10_000), -(-bottom * image.height // 10_000))
        darkest, _ = image.crop((*box, *far)).getextrema()
        assert darkest < 160, source.text[place.start : place.end]


@settings(max_examples=40, deadline=None)
@given(
    rows=some.lists(some.lists(WORD, min_size=1, max_size=4), min_size=1, max_size=8),
    turns=some.integers(0, 3),
    shown=some.sampled_from(("", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox[20 20 580 590]")),
)
def test_places_when_words_stand_anywhere_then_they_lead_there_and_back(
    rows: list[list[str]], turns: int, shown: str
) -> None:
    page = [(40.0, 560.0 - 30 * n, 10.0, " ".join(row)) for n, row in enumerate(rows)]
    page.append((40.0, 60.0, 10.0, "Xã Lam Hạ giữ đủ phao cho mọi chuyến đò ngang"))
    source = read_pdf(drawn_pdf(page, turns=turns, more=shown))
    check_places(source)
    check_back(source)
    assert sorted(source.text.split()) == sorted(word for *_, words in page for word in words.split())


@pytest.mark.parametrize(
    ("turns", "shown", "box"),
    [
        (0, "", (1000, 1010, 1500, 1205)),
        (0, "/CropBox[0 300 600 600]", (1000, 2020, 1500, 2410)),
        (1, "/Rotate 90", (1000, 1010, 1500, 1205)),
        (2, "/Rotate 180", (1000, 1010, 1500, 1205)),
        (3, "/Rotate 270", (1000, 1010, 1500, 1205)),
        (0, "/Rotate 90", (8795, 1000, 8990, 1500)),
    ],
)
def test_box_when_a_page_is_turned_or_cropped_then_as_shown(
    turns: int, shown: str, box: tuple[int, int, int, int]
) -> None:
    source = read_pdf(drawn_pdf([(60, 530, 10, "Thuyền"), (60, 400, 10, "neo ở bến Lam Hạ")], turns=turns, more=shown))
    got = next(place.box for place in source.places if source.text[place.start : place.end] == "Thuyền")
    assert all(abs(one - other) <= 30 for one, other in zip(got, box, strict=True)), got
