"""The way from a place in the text to the place on the original."""

import pytest

from vanban.model import Block, Place, SourceText
from vanban.places import Where, boxes, offset_at, where

TEXT = "Giao Sở Tài chính\nchủ trì.\n"
DRAWN = SourceText(
    TEXT,
    "pdf",
    "given",
    blocks=(Block("paragraph", 0, 17, page=2), Block("paragraph", 18, 26, page=2)),
    places=(
        Place(0, 4, 2, 0, (1000, 500, 1400, 600)),
        Place(5, 7, 2, 0, (1500, 500, 1700, 600)),
        Place(8, 17, 2, 0, (1800, 490, 2700, 600)),
        Place(18, 26, 2, 1, (1000, 700, 1800, 800)),
    ),
)
CELLED = SourceText(
    TEXT,
    "docx",
    "given",
    blocks=(Block("paragraph", 0, 17, paragraph=4), Block("cell", 18, 26, table=0, row=1, column=2)),
)


@pytest.mark.parametrize(
    ("source", "offset", "expected"),
    [
        (DRAWN, 0, Where(2, 0, (1000, 500, 1400, 600))),
        (DRAWN, 25, Where(2, 1, (1000, 700, 1800, 800))),
        (DRAWN, 4, Where(2)),
        (CELLED, 3, Where(paragraph=4)),
        (CELLED, 18, Where(cell=(0, 1, 2))),
    ],
)
def test_where_when_asked_then_what_the_format_knows(source, offset, expected):
    assert where(source, offset) == expected


@pytest.mark.parametrize("offset", [-1, len(TEXT)])
def test_where_when_outside_then_an_error(offset):
    with pytest.raises(IndexError):
        where(DRAWN, offset)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 17, [(2, (1000, 490, 2700, 600))]),
        (5, 26, [(2, (1500, 490, 2700, 600)), (2, (1000, 700, 1800, 800))]),
        (10, 12, [(2, (2000, 490, 2200, 600))]),
        (4, 5, []),
    ],
)
def test_boxes_when_words_are_lit_then_one_box_a_line(start, end, expected):
    assert boxes(DRAWN, start, end) == expected


def test_offset_when_a_point_is_given_then_the_word_there_or_none():
    assert offset_at(DRAWN, 2, 1600, 550) == 5
    assert offset_at(DRAWN, 2, 1450, 550) is None
    assert offset_at(DRAWN, 1, 1600, 550) is None
