"""Symbols of both systems: every spelling of one document has one key; what is no symbol gives None."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.symbols import body_of, code_of, names_of, parse

SAME = [
    ("55-QĐ/TƯ", "55/QĐ-TW", "Số: 55-QĐ/T.Ư", "55 - QĐ/TW", "055-QĐ/TW"),
    ("01-CTr/TU", "1-Ctr/TU", "01-CTR/TU", "số 01 -CTr/TU"),
    ("08/CT-UBND", "8/CT-UBND", "Số: 08 /CT-UBND", "08/CT- UBND"),
    ("39/2022/NĐ-CP", "39 /2022/NĐ-CP"),
    ("12-CV/VPTƯ", "12-CV/VPTW"),
]

PARSED = [
    # written, key, kind, issuer, unit, system, normative
    ("21-KL/TƯ", "21-KL/TW", "KL", "TW", None, "party", False),
    ("3260-KH/ĐĐQH15", "3260-KH/ĐĐQH15", "KH", "ĐĐQH15", None, "party", False),
    ("1407/UBND-NNMT", "1407-UBND/NNMT", None, "UBND", "NNMT", "state", False),
    ("53/2016/QĐ-UBND", "53-2016-QĐ/UBND", "QĐ", "UBND", None, "state", True),
    ("65/2025/QH15", "65-2025/QH15", None, "QH15", None, "state", True),
    ("12/CĐ-TTg", "12-CĐ/TTG", "CĐ", "TTg", None, "state", False),
    ("2/2021/TTLT-BTC-BNV", "2-2021-TTLT-BTC/BNV", "TTLT", "BTC", "BNV", "state", True),
    ("06/2018/NĐCP", "6-2018-NĐ/CP", "NĐ", "CP", None, "state", True),
    ("31c/QĐUBND", "31C-QĐ/UBND", "QĐ", "UBND", None, "state", False),
    ("12/TTCP", "12/TTCP", None, "TTCP", None, "state", False),
    ("12-CTrHĐ/TU", "12-CTRHĐ/TU", "CTrHĐ", "TU", None, "party", False),
    ("08-QĐi/TU", "8-QĐI/TU", "QĐi", "TU", None, "party", False),
    ("30/QyĐ-UBND", "30-QYĐ/UBND", "QyĐ", "UBND", None, "state", False),
]

REFUSED = [
    "",
    "213/210",
    "12/4",
    "30/6/2024",
    "Số:    /QĐ-UBND",
    "4/QĐ",
    "QĐ-UBND",
    "ba mươi/QĐ-UBND",
    "12-a/b",
    "CV",
    "\x00",
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda s: s[0])
def test_key_of_every_spelling_is_one(spellings: tuple[str, ...]) -> None:
    keys = {symbol.key for text in spellings if (symbol := parse(text))}
    assert len(keys) == 1
    assert all(parse(text) for text in spellings)


@pytest.mark.parametrize("row", PARSED, ids=lambda r: r[0])
def test_parse_takes_a_symbol_apart(row: tuple[object, ...]) -> None:
    symbol = parse(str(row[0]))
    assert symbol is not None
    taken = (symbol.kind, symbol.issuer, symbol.unit, symbol.system, symbol.legal_norm)
    assert (symbol.written, symbol.key, *taken) == row


@pytest.mark.parametrize("text", REFUSED)
def test_parse_refuses_what_is_no_symbol(text: str) -> None:
    assert parse(text) is None


def test_the_centre_and_a_province_are_two_issuers() -> None:
    assert parse("15-NQ/TƯ").key != parse("15-NQ/TU").key  # type: ignore[union-attr]


def test_codes_and_names_lead_to_each_other() -> None:
    assert code_of("Quy định") == "QyĐ"
    assert code_of("quy định", "party") == "QĐ"
    assert code_of("Chương trình hành động") in ("CTr", "CTHĐ")
    assert names_of("QĐ") == ("Quyết định", "Quy định")
    assert code_of("Bài hát") is None
    assert (body_of("TTg"), body_of("QH15"), body_of("UBND")) == ("Thủ tướng Chính phủ", "Quốc hội", None)


@given(st.text(max_size=60))
def test_parse_never_raises_and_key_is_stable(text: str) -> None:
    symbol = parse(text)
    if symbol is not None:
        again = parse(symbol.key)
        assert again is None or again.key == symbol.key
