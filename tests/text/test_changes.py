"""Two versions compared over the same annotations, and confidences compared with what was right."""

from __future__ import annotations

from typing import Any

from vanban.evaluate import Trust, differences, report, trust, trust_table


def date(start: int, value: str, **more: Any) -> dict[str, Any]:
    return {"type": "date", "start": start, "end": start + 10, "text": f"words {start}", "value": value, **more}


GOLD = {
    "annotations": [
        date(0, "2026-01-01"),
        date(20, "2026-01-02"),
        date(40, "2026-01-03"),
        date(60, "2026", optional=True),
    ]
}


def changes(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    return [(one.what, one.start, one.field) for one in differences([("a.json", GOLD, now)], {"a.json": before})]


def test_differences_when_finds_come_and_go_then_gains_first_then_losses() -> None:
    before = [date(0, "2026-01-01"), date(80, "2027")]
    now = [date(20, "2026-01-02"), date(100, "2028")]
    assert changes(before, now) == [
        ("gained", 20, ""),
        ("no longer too much", 80, ""),
        ("lost", 0, ""),
        ("now too much", 100, ""),
    ]


def test_differences_when_a_field_changes_then_it_is_named() -> None:
    assert changes([date(0, "2025")], [date(0, "2026-01-01")]) == [("mended", 0, "date.value")]
    assert changes([date(0, "2026-01-01")], [date(0, "2025")]) == [("broken", 0, "date.value")]


def test_differences_when_only_something_optional_changes_then_none() -> None:
    assert changes([date(60, "2026")], []) == []


def test_differences_when_a_document_was_not_there_before_then_all_gained() -> None:
    found = differences([("new.json", GOLD, [date(0, "2026-01-01")])], {})
    assert report(found) == "+ new.json date 0-10 gained: words 0\n1 better, 0 worse"


def test_trust_when_counted_then_by_confidence_and_without_the_optional() -> None:
    said = [date(0, "x", confidence=0.9), date(20, "x", confidence=0.91), date(80, "x", confidence=0.9),
            date(60, "x", confidence=0.9),
            date(40, "x", confidence=0.5)]  # fmt: skip
    rows = trust([("a.json", GOLD, said)])
    assert rows == [Trust("date", 0.5, 1, 1), Trust("date", 0.9, 3, 2)]
    assert [round(row.share, 2) for row in rows] == [1.0, 0.67]
    assert trust_table(rows).splitlines()[-1].split() == ["date", "0.90", "3", "2", "0.67"]
