"""Six documents of our own in the genres of a province, annotated before the rules were tried on them: least figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vanban.evaluate import loose_name, match, prf
from vanban.extract import extract, to_json

HERE = Path(__file__).parent / "gold"
NAMES = sorted(path.stem for path in HERE.glob("*.json"))

Pair = tuple[dict[str, Any], dict[str, Any]]

LEAST = {"reference": 0.95, "organisation": 0.95, "date": 0.95, "directive": 0.9, "indicator": 0.8}
LEAST_FIELDS = {"assignees": 0.9, "coordinators": 0.9, "deadline_end": 0.9, "closing": 0.95, "recurring": 0.95}


@cache
def _read(name: str) -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    """Return the annotations of a document and what the rules find in it."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))["annotations"]
    assert all(text[a["start"] : a["end"]] == a["text"] for a in gold)
    return tuple(gold), tuple(to_json(find, text) for find in extract(text))


def _matched(kind: str) -> Iterator[tuple[int, int, list[Pair]]]:
    """Yield for each document how many are asked, how many are found, and the pairs."""
    for name in NAMES:
        gold, found = ([a for a in rows if a["type"] == kind] for rows in _read(name))
        pairs, aside = match(gold, found)
        yield sum(not a.get("optional") for a in gold), len(found) - len(aside), pairs


def _same_names(left: list[str], right: list[str]) -> bool:
    """Tell whether two lists name the same bodies; the home's name may be left off, a list may stand as one string."""
    first, second = (set(_plain(", ".join(names)).split()) for names in (left, right))
    return (not first and not second) or len(first & second) >= 0.8 * len(first | second)


def _plain(names: str) -> str:
    for dropped in ("lam giang", "các ", "tỉnh", "ubnd"):
        names = loose_name(names).replace(dropped, " ")
    return names.replace(",", " ").replace(";", " ")


def test_the_set_is_there() -> None:
    assert len(NAMES) == 6
    assert sum(len(_read(name)[0]) for name in NAMES) > 150


@pytest.mark.parametrize("kind", LEAST)
def test_finds_do_not_fall_below_their_least_figure(kind: str) -> None:
    asked, found, right = 0, 0, 0
    for gold, said, pairs in _matched(kind):
        asked, found, right = asked + gold, found + said, right + len(pairs)
    assert prf(right, found, asked)[2] >= LEAST[kind]


@pytest.mark.parametrize("name", LEAST_FIELDS)
def test_fields_of_orders_do_not_fall_below_their_least_figure(name: str) -> None:
    pairs = [pair for _, _, found in _matched("directive") for pair in found]
    if name in ("assignees", "coordinators"):
        right = sum(_same_names(gold[name], found[name]) for gold, found in pairs)
    else:
        right = sum(gold[name] == found[name] for gold, found in pairs)
    assert right / len(pairs) >= LEAST_FIELDS[name]
