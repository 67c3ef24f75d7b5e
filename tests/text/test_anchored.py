"""Patterns tried only where one of their words stands find what they find everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vanban.anchored import Sought, Spots, before, in_lines, opened, places
from vanban.periods import words as times
from vanban.required import openings_of, words_of
from vanban.rules import (
    cadence,
    chrome,
    generic,
    meeting,
    offices,
    outcome_words,
    person,
    reference_collective,
    reference_named,
    reference_symbol,
    rhythm,
    timely,
)
from vanban.sheet import Sheet
from vanban.symbols import SYMBOL

GOLD = Path(__file__).parent / "gold" / "own"
SAID = (
    "Báo cáo hằng tháng, quý và 6 tháng đầu năm 2031; định kỳ 2 tuần/lần họp; mỗi quý một lần.\n"
    "Nửa cuối năm 2030, mười một tháng năm 2029, 09 tháng đầu năm, 123 tháng đầu năm, hai tháng đầu năm nay.\n"
    "Các chương trình công tác của Tỉnh ủy, 10 nghị quyết chuyên đề, mười kế hoạch, ba chỉ thị về đất bãi.\n"
    "Cuộc làm việc với Sở Nội vụ, buổi làm việc với Sở Y tế, làm việc trực tiếp với Sở Xây dựng, hội nghị lần thứ 5.\n"
    "Các nghị quyết Trung ương 5 khóa XII; chương trình công tác toàn khóa khóa XI; triển khai đề án trồng tre.\n"
    "Đánh giá kết quả quý I, triển khai nhiệm vụ quý II; ít nhất 2 buổi mỗi tuần; thứ hai đầu tiên của tháng; 3 lần/năm.\n"
    "Ngày 05 tháng 6 năm 2031, trước 12/5/2031, ngày 22/4, 2020 - 2025, 5 năm qua; cuối mỗi quý báo cáo tại hội nghị tới.\n"
    "Đánh giá công tác chống úng quý I, bàn giải pháp giữ đê quý II.\n"
    "Kế hoạch công tác năm, quý, chương trình hành động năm 2031; hội nghị lần tới.\n"
    "Đồng chí Nguyễn Văn Bình nêu Đại hội lần thứ XX, cập nhật thường xuyên: thường xuyên kiểm tra, dự thảo Đề án trồng tre;"
    " Thông báo số 15 và Kế hoạch 31/KH-UBND."
)

_HEADED = (meeting._FULL, meeting._NUMBERED, meeting._NEXT)


def _pairs(sheet: Sheet) -> Iterator[tuple[Any, Iterator[Any], str]]:
    """Every such pattern, what it gives, tried at its places only, and the text it is for."""
    low = sheet.low
    for pattern in (times._WORDED, times._FULL, times._DAY_MONTH, times._BARE_RANGE, times._LENGTH):
        yield pattern, opened(pattern, low, sheet.numbers), low
    yield times._HALF, opened(times._HALF, low, times._before_months(low, 0, len(low))), low
    yield rhythm.EVERY, opened(rhythm.EVERY, low, sheet.places(rhythm._EACH)), low
    for pattern in (rhythm._ONCE, rhythm._TIMES):
        yield pattern, in_lines(pattern, low, sheet.places(rhythm._TIMES_SAID)), low
    for pattern, words in rhythm._LED:
        yield pattern, in_lines(pattern, low, sheet.places(words)), low
    yield cadence._AT_MEETING, in_lines(cadence._AT_MEETING, low, sheet.places(cadence._NEXT)), low
    yield cadence._REGULAR, in_lines(cadence._REGULAR, low, sheet.places(cadence._OFTEN)), low
    yield cadence._QUARTERLY, opened(cadence._QUARTERLY, low, sheet.places(cadence._WEIGHED)), low
    yield cadence._PLANS, opened(cadence._PLANS, low, sheet.places(cadence._PLANNED)), low
    for pattern in _HEADED:
        yield pattern, opened(pattern, low, sheet.places(meeting._HEADS)), low
    yield meeting._CONGRESS, opened(meeting._CONGRESS, low, sheet.places(meeting._CONGRESSES)), low
    yield meeting._WORKS, opened(meeting._WORKS, low, before(sheet.places(meeting._AT_WORK), (0, 5))), low
    counted = before(sheet.places(reference_collective._SPOTS), reference_collective._SIZES)
    yield reference_collective._COUNTED, opened(reference_collective._COUNTED, low, counted), low
    yield reference_named._PLENUM, in_lines(reference_named._PLENUM, low, sheet.places(reference_named._CENTRAL)), low
    yield (
        reference_named._EXISTING,
        in_lines(reference_named._EXISTING, low, sheet.places(reference_named._PROJECT)),
        low,
    )
    for pattern, words in reference_named._PLANNED:
        yield pattern, opened(pattern, low, sheet.places(words)), low
    named = before(sheet.places(reference_named._NAMES), (0, len("dự thảo ")))
    yield reference_named._NAMED, opened(reference_named._NAMED, sheet.text, named), sheet.text
    numbered = sheet.places(reference_symbol._KINDS_NUMBERED)
    yield reference_symbol._BARE, opened(reference_symbol._BARE, sheet.text, numbered), sheet.text
    yield person._ADDRESSED, opened(person._ADDRESSED, low, sheet.places(person._TITLES)), low
    yield person._name(), opened(person._name(), sheet.text, person._families(sheet.text)), sheet.text
    yield SYMBOL, opened(SYMBOL, sheet.text, sheet.numbers), sheet.text


@pytest.mark.parametrize("name", ["said", *sorted(path.name for path in GOLD.glob("*.txt"))])
def test_finds_what_is_found_everywhere(name: str) -> None:
    sheet = Sheet(SAID if name == "said" else (GOLD / name).read_text("utf-8"), wrapped=False)
    for pattern, found, text in _pairs(sheet):
        assert [m.span() for m in found] == [m.span() for m in pattern.finditer(text)], pattern.pattern


def test_each_pattern_is_met() -> None:
    sheet = Sheet(SAID, wrapped=False)
    assert [pattern.pattern for pattern, found, _ in _pairs(sheet) if next(found, None) is None] == []


def test_matches_do_not_overlap() -> None:
    text = "aaaa\naab"
    assert [m.span() for m in opened(re.compile("aa"), text, places(text, ("a",)))] == [(0, 2), (2, 4), (5, 7)]
    assert [m.span() for m in in_lines(re.compile("aa"), text, places(text, ("b",)))] == [(5, 7)]


def test_a_sought_pattern_finds_what_its_pattern_finds() -> None:
    for name in sorted(path.name for path in GOLD.glob("*.txt")):
        sheet = Sheet((GOLD / name).read_text("utf-8"), wrapped=False)
        for sought in (spots for spots in Spots.known if isinstance(spots, Sought)):
            for start, end in sheet.sentences:
                said = [m.span() for m in sought.pattern.finditer(sheet.low, start, end)]
                assert [m.span() for m in sheet.finditer(sought, start, end)] == said, sought.pattern.pattern
                assert (sheet.search(sought, start, end) is not None) == bool(said)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?<!\w)(?:đã|đang) (?:xong|hết)(?!\w)", {"đã xong", "đã hết", "đang xong", "đang hết"}),
        (r"(?:rất )?chậm(?: \w+){0,3} hạn", {"chậm"}),
        (r"\d+ (?:ngày|giờ)|tuần \w+", {" ngày", " giờ", "tuần "}),
        (r"(?:hai|ba){2} năm", {" năm"}),
        (r"(?i:Sở) làm", {" làm"}),
        (r"\w+|xong", set()),
        (r"(?i)xong", set()),
    ],
)
def test_words_a_pattern_cannot_do_without(pattern: str, words: set[str]) -> None:
    assert words_of(re.compile(pattern)) == words


def test_a_pattern_without_words_is_tried_everywhere() -> None:
    anywhere, worded = Sought(r"\d+"), Sought("giao ")
    sheet = Sheet("Giao Sở Nội vụ 12 việc.", wrapped=False)
    assert sheet.search(anywhere, 0, len(sheet.low)) and sheet.search(worded, 0, 10)
    assert sheet.search(worded, 1, len(sheet.low)) is None
    assert sheet.search(Sought("việc"), 0, len(sheet.low))  # one made after the text was first looked through


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"giao|mời", {"gi", "mờ"}),
        (r"(?:các )?sở", {"cá", "sở"}),
        (r"(?!khi)[hk]ai", {"ha", "ka"}),
        (r"\d{1,3} xã", {"0"}),
        (r"(?:a|b\w)c", {"ac", "b"}),
        (r"a*b", {"a", "b"}),
        (r"(?:ủy ban|\w+) xã", None),
        (r"x?", None),
        (r"(?i:sở) y", None),
    ],
)
def test_letters_a_match_begins_with(pattern: str, letters: set[str] | None) -> None:
    assert openings_of(re.compile(pattern)) == letters


def test_an_opening_lets_every_match_through() -> None:
    rules = (chrome._opening, generic._opening, offices._opening, timely._opening)
    patterns = {
        chrome._opening: (*chrome._WHOLE, chrome.PAGE),
        generic._opening: (generic.COLLECTIVE, generic.PAIRED, generic.SINGLE, generic.WHOLE),
        offices._opening: (offices._GROUP, offices._roles(), offices._WHOM),
        timely._opening: (timely._BARE, timely._WITH_COMMA),
    }
    for opening in rules:
        for low in (Sheet(path.read_text("utf-8")).low for path in sorted(GOLD.glob("*.txt"))):
            begun = {m.start() for pattern in patterns[opening] for m in pattern.finditer(low)}
            assert all(opening()[low[place : place + 2]] for place in begun)
        assert not opening()["zq"]


def test_alternatives_apart_match_what_they_match_together() -> None:
    parts = [part.pattern if isinstance(part, Sought) else part for part in outcome_words.LED_IN.parts]
    whole = re.compile("|".join(part.pattern for part in parts))
    told = 0
    for path in sorted(GOLD.glob("*.txt")):
        sheet = Sheet(path.read_text("utf-8"), wrapped=False)
        for start, end in sheet.sentences:
            apart, together = sheet.opens(outcome_words.LED_IN, start, end), whole.match(sheet.low, start, end)
            assert (apart and apart.span()) == (together and together.span())
            told += apart is not None
    assert told
