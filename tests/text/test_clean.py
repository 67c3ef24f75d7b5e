"""The NFC view and its way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.growth import grows_linearly
from vanban.clean import NfcView

VIETNAMESE = st.text(alphabet="aăâđêơưếệộừựỷ ĐỦ.,\n" + "\u0301\u0323\u0302\u031b\u00a0\u200b\u00adÐ", max_size=60)
ANY = st.text(max_size=60)


def seen(text: str) -> str:
    """Return what a reader sees of a source: composed, plain spaces, nothing invisible."""
    return NfcView(text).text


@pytest.mark.parametrize(
    ("source", "view"),
    [
        ("Số 12/QÐ-TTg", "Số 12/QĐ-TTg"),
        ("vi\u00f0ên ðường ở", "viđên đường ở"),
        ("Sở\u00a0Nội\u2009vụ", "Sở Nội vụ"),
        ("01\u2011CTr/TU", "01-CTr/TU"),
        ("hạ\u00adtầng\u200b số", "hạtầng số"),
        ("\ufeffThành ủy", "Thành ủy"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "Ủy ban nhân dân"),
        ("a\u200b\u0301", "á"),
    ],
)
def test_view_when_source_is_untidy_then_tidy(source: str, view: str) -> None:
    assert seen(source) == view


@pytest.mark.parametrize("text", ["", "abc\r\n", "Ủy ban – “nhân dân”\t1.950", "faðir", "Uỷ ban", "a…b;c"])
def test_view_when_source_is_tidy_then_unchanged(text: str) -> None:
    view = NfcView(text)
    assert view.text == text
    assert view.to_source(0, len(text)) == (0, len(text))


@given(st.one_of(VIETNAMESE, ANY))
def test_every_span_covers_the_same_characters(source: str) -> None:
    source = "ă\n" + source  # Vietnamese context, so that every piece is read like the whole
    view = NfcView(source)
    assert unicodedata.is_normalized("NFC", view.text)
    for start in range(len(view.text)):
        for end in (start, start + 1, len(view.text)):
            a, b = view.to_source(start, end)
            assert 0 <= a <= b <= len(source)
            if start < end:
                assert view.text[start:end] in seen("ă\n" + source[a:b])


@given(st.one_of(VIETNAMESE, ANY))
def test_every_offset_goes_there_and_back(source: str) -> None:
    view = NfcView(source)
    for start in range(len(view.text)):
        there = view.to_source(start, start + 1)
        first, last = view.to_view(*there)
        assert first <= start < last
        assert view.to_source(first, last) == there
    assert view.to_view(0, len(source)) == (0, len(view.text))
    starts = [view.to_source(i, i)[0] for i in range(len(view.text) + 1)]
    assert starts == sorted(starts)


@given(VIETNAMESE)
def test_decomposed_input_gives_the_same_view(source: str) -> None:
    assert seen(unicodedata.normalize("NFD", source)) == seen(unicodedata.normalize("NFC", source))


def test_decomposed_input_gives_the_same_find() -> None:
    text = "Giao\u00a0Sở Nội vụ báo cáo trước ngày 15/6"
    for form in (text, unicodedata.normalize("NFD", text)):
        view = NfcView(form)
        at = view.text.index("Sở Nội vụ")
        a, b = view.to_source(at, at + len("Sở Nội vụ"))
        assert unicodedata.normalize("NFC", form[a:b]) == "Sở Nội vụ"


@pytest.mark.parametrize("span", [(-1, 0), (2, 1), (0, 4)])
def test_span_outside_the_view_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(IndexError):
        NfcView("abc").to_source(*span)
    with pytest.raises(IndexError):
        NfcView("abc").to_view(*span)


@pytest.mark.parametrize("piece", ["a\u0301", "\u0301", "\u200b", "ệ\u00a0", "\u00d0\u00f0đ", "가\u1100\u1161"])
def test_long_input_takes_linear_time(piece: str) -> None:
    assert grows_linearly(NfcView, piece, 60_000)
