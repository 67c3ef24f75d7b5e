"""The pictures' own arithmetic: nothing that is there vanishes, nothing runs out of its frame, no commas of a language in it."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from namro.web.pictures import Cell, Line, Point, Series, bars, columns, curve
from namro.web.pictures.shapes import WIDTH, lengths

SERIES = (Series("đúng hạn", "done"), Series("quá hạn", "overdue"))


@pytest.mark.parametrize(
    ("values", "whole", "length", "expected"),
    [
        ([1, 1], 2, 100, [50, 50]),
        ([1, 999], 1000, 100, [1, 99]),
        ([1, 1, 9998], 10000, 100, [1, 1, 98]),
        ([0, 0], 0, 100, [0, 0]),
        ([3, 0], 3, 100, [100, 0]),
    ],
)
def test_lengths_when_shared_out_then_all_that_is_there_is_seen_and_none_is_too_long(values, whole, length, expected):
    assert lengths(values, whole, length) == expected


@pytest.mark.parametrize("draw", [bars, columns])
@pytest.mark.parametrize("figures", [[(0, 0)], [(12345, 1), (1, 67890)], [(1, 2)] * 30, []])
def test_picture_when_drawn_then_inside_its_frame_in_whole_numbers_and_every_part_with_its_words(draw, figures):
    lines = [Line(f"Đơn vị <{n}>", (Cell(one, "/x/"), Cell(two))) for n, (one, two) in enumerate(figures)]
    picture = draw("p", "Hình", "Đơn vị", SERIES, lines)
    with translation.override("vi"):
        html = render_to_string("web/pictures/picture.html", {"picture": picture})
    drawn = re.findall(
        r'<rect class="edge" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', html.partition("role=")[2]
    )
    assert len(drawn) == sum(1 for pair in figures for value in pair if value)
    for x, y, width, height in (map(int, one) for one in drawn):
        assert width > 0 and height > 0 and x + width <= WIDTH and y + height <= picture.height
    assert "<0>" not in html and html.count("<title") == len(drawn) + 1


def test_curve_when_drawn_then_days_go_right_figures_go_up_and_the_unknown_is_left_out():
    days = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    reached = (0, 2, None)
    points = [
        Point(day, f"{day:%d/%m}", Cell(2 * n), Cell(done))
        for n, (day, done) in enumerate(zip(days, reached, strict=True))
    ]
    drawn = curve("c", "Đường", "Ngày", SERIES, points, today=days[1]).drawn
    planned = [tuple(map(int, one.split(","))) for one in drawn["planned"].split()]
    assert [x for x, _y in planned] == sorted(x for x, _y in planned) and len(planned) == 3
    assert [y for _x, y in planned] == sorted((y for _x, y in planned), reverse=True)
    assert len(drawn["dots"]) == 2 and drawn["today"] == planned[1][0]
    stairs = curve("c", "Đường", "Ngày", SERIES, points, steps=True).drawn["reached"].split()
    assert len(stairs) == 3 and stairs[1].partition(",")[2] == stairs[0].partition(",")[2], (
        "it stays until the next report"
    )
