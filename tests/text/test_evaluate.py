"""Scoring: the rules of matching by example, and the same figures as the annotators' own script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.text.shared import GOLD, SEEDS, needs_shared, seed_text
from vanban.evaluate import as_json, closeness, loose_name, match, norm_symbol, prf, score, score_dirs, table
from vanban.extract import extract, to_json


def span(kind: str, start: int, end: int, **fields: object) -> dict[str, object]:
    return {"type": kind, "start": start, "end": end, "text": "x" * (end - start), **fields}


FITS = [
    ("directive", (0, 100), (0, 100), True),
    ("directive", (0, 100), (0, 50), True),
    ("directive", (0, 100), (0, 49), False),
    ("date", (0, 10), (0, 5), True),
    ("date", (0, 100), (0, 14), False),
    ("indicator", (0, 100), (0, 14), True),
    ("organisation", (0, 10), (9, 30), False),
    ("organisation", (0, 10), (10, 20), False),
]


@pytest.mark.parametrize(("kind", "gold", "found", "fits"), FITS)
def test_closeness_follows_the_guideline(kind: str, gold: tuple[int, int], found: tuple[int, int], fits: bool) -> None:
    assert bool(closeness(span(kind, *gold), span(kind, *found))) is fits


def test_match_takes_the_exact_pair_first_and_each_once() -> None:
    golds = [span("date", 0, 10), span("date", 0, 20)]
    pairs, aside = match(golds, [span("date", 0, 20), span("date", 0, 10)])
    assert sorted((g["end"], f["end"]) for g, f in pairs) == [(10, 10), (20, 20)]
    assert aside == set()


def test_match_sets_aside_what_fits_something_optional() -> None:
    pairs, aside = match([span("date", 0, 10, optional=True)], [span("date", 0, 10), span("date", 50, 60)])
    assert (pairs, aside) == ([], {0})


@pytest.mark.parametrize(
    ("symbol", "normal"),
    [
        ("21 - KL/T.Ư", "21-KL/TW"),
        ("55/QĐ-TW", "55-QĐ/TW"),
        ("01-Ctr/TU", "1-CTR/TU"),
        ("01", "1"),
        ("5²/QĐ-²", "5²-QĐ/²"),
        ("", None),
        (None, None),
    ],
)
def test_norm_symbol(symbol: str | None, normal: str | None) -> None:
    assert norm_symbol(symbol) == normal


def test_loose_name_joins_spellings_and_keeps_marks() -> None:
    assert loose_name("Các Uỷ ban nhân dân TP. An Phú") == loose_name("UBND thành phố An Phú")
    assert loose_name("Sở Y tế") != loose_name("So Y te")


def test_prf_of_nothing() -> None:
    assert prf(0, 0, 0) == (1.0, 1.0, 1.0)
    assert prf(0, 0, 3)[2] == 0.0


def test_score_counts_a_miss_and_a_stray() -> None:
    gold = {"annotations": [span("date", 0, 4, value="2024", text="2024")]}
    result = score([("a.json", gold, [span("date", 90, 94, value="2024")])], errors="date")
    assert (result.types["date"].gold, result.types["date"].found, result.types["date"].relaxed) == (1, 1, 0)
    assert [line.split()[1] for line in result.errors] == ["missed", "spurious"]
    assert "date" in table(result)


@pytest.fixture(scope="module")
def predictions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("predicted")
    for path in sorted(GOLD.glob("*.json")):
        text = seed_text(json.loads(path.read_text(encoding="utf-8"))["file"])
        finds = [to_json(find, text) for find in extract(text)]
        (folder / path.name).write_text(json.dumps({"annotations": finds}), encoding="utf-8")
    return folder


@needs_shared
def test_figures_equal_those_of_the_annotators_script(predictions: Path) -> None:
    script = [sys.executable, str(GOLD / "score.py"), str(GOLD), str(predictions)]
    theirs = json.loads(subprocess.run([*script, "--json"], capture_output=True, check=True).stdout)
    result = score_dirs(GOLD, predictions, "directive")
    for name in as_json(result)["fields"].keys() - theirs["fields"].keys():  # we measure more than the script
        del result.fields[name]
    assert as_json(result) == theirs
    told = [*script, "--per-file", "--errors", "directive"]
    shown = subprocess.run(told, capture_output=True, check=True, text=True).stdout
    assert table(result, per_file=True).split("\n") == shown.rstrip("\n").split("\n")


FLOORS = {"reference": 0.95, "date": 0.95, "directive": 0.90, "organisation": 0.95, "person": 0.95, "boilerplate": 0.9}


@needs_shared
@pytest.mark.parametrize("kind", FLOORS)
def test_seeds_are_read_at_least_as_well_as_promised(kind: str, predictions: Path) -> None:
    count = score_dirs(GOLD, predictions, kind)
    c = count.types[kind]
    assert prf(c.relaxed, c.found, c.gold)[2] >= FLOORS[kind], "\n".join(count.errors)


@needs_shared
def test_every_seed_has_a_gold_file() -> None:
    files = {json.loads(path.read_text(encoding="utf-8"))["file"] for path in GOLD.glob("*.json")}
    assert files == {path.name for path in SEEDS.glob("*.txt")}


def test_score_when_the_annotations_have_few_fields_then_spans_and_what_is_there_are_compared() -> None:
    gold = {"annotations": [span("organisation", 0, 9), span("directive", 10, 60, assignees=["Sở A"])]}
    found = [
        span("organisation", 0, 9, canonical="Sở A"),
        span("directive", 10, 60, assignees=["Sở A"], deadline="2026"),
    ]
    result = score([("a.json", gold, found)])
    assert (result.types["organisation"].strict, result.types["directive"].strict) == (1, 1)
    assert result.fields == {"directive.assignees (Jaccard)": [1.0], "directive.assignees (Jaccard, aliases)": [1.0]}
