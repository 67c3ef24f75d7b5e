"""What holds for every find: order, place, quotation, the same twice, NFD like NFC, every field present, linear time."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.text.growth import grows_linearly
from tests.text.shared import DOCUMENTS, SEEDS, needs_shared
from vanban.extract import extract, to_json
from vanban.fields import FIELDS
from vanban.model import Context, SourceText

NOTICE = (
    "TỈNH ỦY AN PHÚ\nVĂN PHÒNG\n*\nSố 145-TB/VPTU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Phú, ngày "
    "12 tháng 3 năm 2026\n\nTHÔNG BÁO\nKết luận giao ban\n\n"
    "1. Giao Ban Tổ chức Tỉnh uỷ chủ trì, phối hợp với Văn phòng Tỉnh ủy hoàn thiện Đề án "
    "số 11-ĐA/TU ngày 02/01/2026 của Tỉnh ủy về "
    "“Nâng cao chất lượng”, trình Ban Thường vụ trước ngày 25/3.\n- Ban Thường vụ các xã, "
    "phường rà soát; báo cáo hằng tháng.\n\n"
    "Nơi nhận:\n- Lưu.\n\nCHÁNH VĂN PHÒNG\n\nTrần Thị Hạnh\n"
)
PIECES = st.sampled_from(
    [
        *(
            "Giao ",
            "Sở Y tế ",
            "các sở, ngành ",
            "trước ngày ",
            "15/7",
            "/2026",
            "quý II",
            "-",
            "; ",
            ", ",
            ".\n",
            "\r\n",
        ),
        *("1. ", "- ", "“", "”", '"', "(", "55-QĐ/TƯ", "Nghị quyết số ", " năm 2024", "yêu cầu ", "chủ trì, ", "phải "),
        *("phối hợp với ", "đồng chí Lê Văn Khánh ", "| a | b |\n", "\u0301", "\u200b", "\u00a0", "İ", "\x00"),
        *("UBND các xã, phường: ", "Luật Đất đai ", "KẾ HOẠCH\n", "Ủy ban ", "định kỳ hằng tháng "),
    ]
)


def check(text: str) -> None:
    found = extract(text, Context())
    assert found == extract(text, Context())
    assert found == sorted(found, key=lambda a: (a.start, a.end, a.type))
    for find in found:
        assert 0 <= find.start < find.end <= len(text)
        row = to_json(find, text)
        assert row["text"] == text[find.start : find.end] and set(FIELDS[find.type]) <= set(row)
        for name in ("title", "about"):
            start, end = row.get(f"{name}_start"), row.get(f"{name}_end")
            assert (start is None) == (row.get(name) is None)
            if start is not None:
                assert 0 <= start <= end <= len(text)
        json.dumps(row)


def test_a_notice_holds_the_invariants_and_is_read() -> None:
    check(NOTICE)
    kinds = {find.type for find in extract(NOTICE)}
    assert {"reference", "organisation", "person", "date", "directive"} <= kinds


@example("Giao Giao Giao Giao Giao định kỳ hằng tháng Sở Y tế yêu cầu Giao ")
@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_invariants_hold_for_any_mixture(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_invariants_hold_for_any_text(text: str) -> None:
    check(text)


@needs_shared
@pytest.mark.parametrize("name", [p.name for p in [*SEEDS.glob("*.txt"), *DOCUMENTS.glob("*.txt")]])
def test_invariants_hold_for_real_texts(name: str) -> None:
    path = SEEDS / name if (SEEDS / name).exists() else DOCUMENTS / name
    text = path.read_bytes().decode("utf-8")
    check(text)
    assert same_finds(text)


def same_finds(text: str) -> bool:
    """Tell whether decomposed text gives the same finds, each with the same words once composed."""

    def composed(source: str) -> list[tuple[object, ...]]:
        offsets = ("title_start", "title_end", "about_start", "about_end")
        rows = []
        for find in extract(source):
            fields = {k: v for k, v in find.fields.items() if k not in offsets}
            words = unicodedata.normalize("NFC", source[find.start : find.end])
            rows.append((find.type, words, find.rule, find.confidence, json.dumps(fields, sort_keys=True)))
        return rows

    return composed(unicodedata.normalize("NFC", text)) == composed(unicodedata.normalize("NFD", text))


def test_decomposed_text_gives_the_same_finds() -> None:
    assert same_finds(NOTICE)


@pytest.mark.parametrize(
    "make", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n"), lambda t: t.replace("Giao", "Gi\u200bao")]
)
def test_marks_and_line_ends_of_files_do_not_matter(make: Callable[[str], str]) -> None:
    def told(text: str) -> list[tuple[str, list[str], object]]:
        return [
            (f.rule, f.fields["assignees"], f.fields.get("deadline")) for f in extract(text) if f.type == "directive"
        ]

    assert told(make(NOTICE)) == told(NOTICE) != []


def test_the_context_gives_year_and_home() -> None:
    text = "Giao UBND tỉnh báo cáo trước ngày 15/7."
    known = extract(SourceText(text, "txt", "test"), Context(home="An Phú"))
    assert {f.fields["canonical"] for f in known if f.type == "organisation"} == {"UBND tỉnh An Phú"}


def test_nothing_is_found_in_nothing() -> None:
    assert extract("") == [] == extract(" \n\t\n")


HOSTILE = [
    *(
        "a",
        " ",
        "(",
        "“",
        '"',
        "*",
        "|",
        "- ",
        "1. ",
        "\n",
        "1/",
        "; ",
        ", ",
        "A-",
        "quý ",
        "Hà ",
        "của ",
        "phải ",
        "1 tỷ ",
    ),
    *(
        "Nguyễn ",
        "Sở ",
        "các sở, ",
        "các ",
        "UBND ",
        "Ban Thường vụ ",
        "phối hợp với ",
        "trước ngày 1/1 ",
        "Giao Sở Y tế ",
    ),
    *(
        "55-QĐ/TW, ",
        "Nghị quyết ",
        "Kế hoạch a ",
        "yêu cầu ",
        "đồng chí ",
        "xây dựng ",
        "chủ trì, ",
        ", tiếp tục ",
        "về “",
    ),
    *("Ban Chỉ đạo A ", "Luật A b ", "trên cơ sở a, "),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_and_not_faster(piece: str) -> None:
    """Four times the text may cost at most ten times the time: a ratio, so the machine's speed does not matter."""
    assert grows_linearly(extract, piece, 4000)
