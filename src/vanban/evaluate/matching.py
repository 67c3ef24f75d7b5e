"""Which prediction belongs to which annotation: one to one, the best pair first, exact spans before others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]  # an annotation as read from JSON

LONG = frozenset(("directive", "result", "shortcoming", "proposal"))


def closeness(gold: Row, found: Row) -> float:
    """Return how well two spans of one type fit: 2 when equal, the IoU when a relaxed match, 0 when none."""
    shared = max(0, min(gold["end"], found["end"]) - max(gold["start"], found["start"]))
    gold_length, found_length = gold["end"] - gold["start"], found["end"] - found["start"]
    if not shared or found_length <= 0:
        return 0
    iou = shared / (gold_length + found_length - shared)
    if gold["type"] in LONG:
        fits = iou >= 0.5
    else:
        fits = shared / min(gold_length, found_length) >= 0.5 and (iou >= 0.15 or gold["type"] == "indicator")
    return (2 if iou == 1 else iou) if fits else 0


def match(golds: Sequence[Row], found: Sequence[Row]) -> tuple[list[tuple[Row, Row]], set[int]]:
    """Return the required pairs and the predictions (by place) set aside because they fit something optional."""
    scored = (
        (closeness(g, f), not g.get("optional"), -i, -j) for i, g in enumerate(golds) for j, f in enumerate(found)
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs: list[tuple[Row, Row]] = []
    aside: set[int] = set()
    for _, _, i, j in sorted((row for row in scored if row[0]), reverse=True):
        if -i in used_gold or -j in used_found:
            continue
        used_gold.add(-i)
        used_found.add(-j)
        if golds[-i].get("optional"):
            aside.add(-j)
        else:
            pairs.append((golds[-i], found[-j]))
    optional = [gold for gold in golds if gold.get("optional")]
    aside.update(j for j, f in enumerate(found) if j not in used_found and any(closeness(g, f) for g in optional))
    return pairs, aside
