"""The lit text: every character once, in its place, whatever lies over whatever."""

import pytest

from namro.tasks.queries.reviewing import Item, ItemState
from namro.web.review.marks import lit

TEXT = "1. Sở Tài chính\r\nlập kế hoạch;\n\n  b) Sở Nội vụ 😀 làm\nđến\n45 ngày.\nHết"


def item(words: str, number: int = 1, **fields) -> Item:
    class Found:
        pass

    found = Found()
    found.fields = found.said = fields
    start = TEXT.index(words)
    return Item(number, start, start + len(words), words, ItemState.PROPOSED, found)


ITEMS = {
    "none": [],
    "one over two lines": [item("Tài chính\r\nlập")],
    "one in another": [item("Sở Nội vụ 😀 làm\nđến", 1), item("Nội vụ", 2)],
    "side by side": [item("Sở Tài", 1), item(" chính", 2)],
}


@pytest.mark.parametrize("items", ITEMS.values(), ids=ITEMS)
def test_lines_when_lit_then_every_word_stands_once_at_its_offset(items):
    lines = lit(TEXT, items, items[0] if items else None)
    for line in lines:
        words = "".join(text for run in line.runs for text, _cue in run.parts)
        assert TEXT[line.at : line.at + len(words)] == words
    assert "".join(text for line in lines for run in line.runs for text, _cue in run.parts) == TEXT.replace(
        "\r", ""
    ).replace("\n", "")


@pytest.mark.parametrize("items", ITEMS.values(), ids=ITEMS)
def test_items_when_lit_then_each_begins_once(items):
    firsts = [run.item for line in lit(TEXT, items, None) for run in line.runs if run.first]
    assert sorted(one.number for one in firsts) == [one.number for one in items]


def test_items_when_one_lies_in_another_then_the_shorter_one_is_shown_there():
    runs = lit(TEXT, ITEMS["one in another"], None)[2].runs
    assert [(run.item.number if run.item else 0, run.parts[0][0]) for run in runs] == [
        (0, "  b) "),
        (1, "Sở "),
        (2, "Nội vụ"),
        (1, " 😀 làm"),
    ]


def test_cues_when_the_item_is_current_then_bodies_and_time_stand_out():
    current = item("Sở Nội vụ 😀 làm\nđến\n45 ngày", assignees=["SỞ NỘI VỤ"], deadline_raw="đến\n45 ngày")
    parts = [part for line in lit(TEXT, [current], current) for run in line.runs for part in run.parts if part[1]]
    assert parts == [("Sở Nội vụ", "who"), ("đến", "when"), ("45 ngày", "when")]


def test_lines_when_a_sentence_goes_on_then_they_are_joined():
    assert [line.joined for line in lit(TEXT, [], None)] == [False, True, False, True, True, False]


BROKEN = """1. Sở Nội vụ rà soát hồ sơ lưu trữ của các đơn vị giải thể, báo cáo trước ngày
30/3/2026.
2. Sở Tài chính bố trí kinh phí dọn kho cho các cơ quan, bảo đảm đủ giá kệ, hộp,
bìa; đề xuất mức chi cho từng đơn vị trong dự toán ngân sách được giao năm sau;
các xã tự lo phần của mình theo khả năng cân đối của địa phương trong năm 2026.
Việc
tổ chức"""


def test_lines_when_a_page_broke_them_then_joined_as_paragraphs_and_never_into_a_cell():
    cell = BROKEN.index("tổ chức")
    joined = [line.joined for line in lit(BROKEN, [], None, [(cell, len(BROKEN))])]
    assert joined == [False, True, False, True, True, False, False]
    assert lit(BROKEN, [], None)[-1].joined


FULL = "Giám đốc Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và"


@pytest.mark.parametrize(
    ("above", "line", "joined"),
    [
        (FULL, "Ủy ban nhân dân các xã rà soát", True),
        (FULL, "các xã rà soát", True),
        ("Kết luận phiên họp", "Sở Nội vụ rà soát", False),
        (FULL + ".", "Sở Nội vụ rà soát", False),
        (FULL, "NƠI NHẬN", False),
        (FULL, "II. Sở Nội vụ", False),
        (FULL, "b) Sở Nội vụ", False),
        (FULL, "a. rà soát", False),
        (FULL, "- Sở Nội vụ", False),
    ],
)
def test_lines_when_a_full_line_was_broken_then_the_next_goes_on(above, line, joined):
    lines = lit(f"{above}\n{line}", [], None)
    assert [one.joined for one in lines] == [False, joined] and lines[1].at == len(above) + 1
