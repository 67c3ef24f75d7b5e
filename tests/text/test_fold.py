"""The one fold and the Vietnamese dictionary order."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.fold import fold, sort_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("UBND tỉnh", "ubnd  Tỉnh "),
        ("Đảng bộ", "dang bo"),
        ("Ðảng", "đảng"),  # U+00D0, the Icelandic letter old keyboards produced
        ("hoà bình", unicodedata.normalize("NFD", "HÒA BÌNH")),
        ("Sở\u00a0Nội\tvụ\r\n", "so noi vu"),
        ("hạ\u00adtầng", "hạtầng"),
        ("\ufeffThành ủy", "thanh uy"),
        ("T.Ư", "t.u"),
        ("İ", "i"),
    ],
)
def test_fold_when_same_words_then_same_string(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Sở Nội vụ", "Sở Nộivụ"), ("01-CTr/TU", "01CTrTU"), ("a-b", "a b"), ("đ", "t"), ("15", "51")]
)
def test_fold_when_other_words_then_other_string(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_fold_is_stable_and_normal_form_free(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


ORDERED = [
    ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "b", "c", "d", "đ", "e"],
    ["e", "ẹ", "ê", "ế", "f", "g", "h", "i", "ị", "j", "k", "l", "m", "n", "o", "ọ", "ô", "ộ", "ơ", "ợ", "p", "q"],
    ["t", "u", "ụ", "ư", "ự", "v", "w", "x", "y", "ỵ", "z"],
    ["Hà Nội", "Hà Tĩnh", "Hạ Long", "Hai Bà Trưng", "Hải Dương", "Hải Phòng"],
    ["Phường 1", "Phường 2", "Phường 02 Đông", "Phường 10", "Phường An"],
    ["Ban Dân vận", "Ban Nội chính", "Bắc Ninh", "Cà Mau", "Dân tộc", "Đà Nẵng", "Điện Biên", "Gia Lai"],
    ["Sở Công Thương", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế", "Sơn La", "Sơn Tây"],
    ["an", "ang", "anh", "ăn", "ân"],
    ["Az", "ă", "ăz", "â"],
]


@pytest.mark.parametrize("names", ORDERED, ids=lambda names: names[0])
def test_sort_key_when_sorted_then_dictionary_order(names: list[str]) -> None:
    shuffled = names[:]
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == names
    assert len({sort_key(name) for name in names}) == len(names)


def test_sort_key_when_tone_placed_differently_then_equal() -> None:
    assert sort_key("Uỷ ban") == sort_key("Ủy ban") == sort_key(unicodedata.normalize("NFD", "ỦY BAN"))


@given(st.text())
def test_sort_key_holds_only_digits_and_small_letters(name: str) -> None:
    key = sort_key(name)
    assert key.isascii() and (not key or key.isalnum()) and key == key.lower()
