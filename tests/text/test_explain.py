"""The explained page and the marked pieces: complete, escaped, standing alone, with overlapping finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.annotate import marked_segments
from vanban.explain import to_html
from vanban.extract import extract
from vanban.model import Annotation

TEXT = 'Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh lập danh sách trước ngày 15/7/2024.\nNgười ký: <An> & "Bình"'


def find(kind: str, start: int, end: int, **fields: object) -> Annotation:
    return Annotation(kind, start, end, "test.rule", 0.5, fields)  # type: ignore[arg-type]


spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=12)


@given(st.text(max_size=50), spans)
def test_segments_are_the_whole_text_and_know_who_covers_them(text: str, places: list[tuple[int, int]]) -> None:
    finds = [find("date", start, end) for start, end in places]
    pieces = marked_segments(text, finds)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert text[piece.start : piece.end] == piece.text
        assert set(piece.ids) == {
            i for i, f in enumerate(finds) if f.start <= piece.start and piece.end <= f.end and f.start < f.end
        }


def test_segments_put_the_longest_find_first() -> None:
    pieces = marked_segments("abcdef", [find("date", 2, 4), find("directive", 0, 6), find("organisation", 1, 5)])
    assert [piece.ids for piece in pieces if piece.start == 2] == [(1, 2, 0)]


def test_page_holds_the_text_once_and_every_find_with_its_rule() -> None:
    finds = extract(TEXT)
    page = to_html(TEXT, finds, "Thử <nghiệm>")
    main = page[page.index("<main>") : page.index("</main>")]
    shown = re.sub(r"<[^>]+>", "", main)
    assert shown == TEXT.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert "Thử &lt;nghiệm&gt;" in page and "<An>" not in page
    for index, found in enumerate(finds):
        assert f'id="f{index}"' in page and found.rule in page


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "\"'><img src=x onerror=1>", "&lt;b&gt;", "\x00\ud800\x1b"]
)
def test_page_escapes_text_and_fields(hostile: str) -> None:
    page = to_html(hostile, [find("organisation", 0, len(hostile), canonical=hostile, term=hostile)], hostile)
    assert "<script" not in page and "<img" not in page and "onerror=1>" not in page.replace("onerror=1&gt;", "")
    page.encode("utf-8")


def test_page_stands_alone() -> None:
    page = to_html(TEXT, extract(TEXT))
    assert not re.search(r"https?://|//[a-z]|<link|<script|@import|url\(", page)


def test_page_of_nothing() -> None:
    assert "<main></main>" in to_html("", [])
