"""Counting over documents: matches per type, fields, distinct symbols, covered characters, deadlines end to end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from vanban.evaluate.fields import compare, deadline_right
from vanban.evaluate.matching import Row, match
from vanban.evaluate.names import Aliases, norm_symbol
from vanban.model import AnnotationType

TYPES: tuple[str, ...] = (
    *("reference", "organisation", "person", "date", "directive", "indicator", "shortcoming", "proposal"),
    *("result", "meeting", "cadence", "boilerplate"),
)
assert set(TYPES) == set(get_args(AnnotationType))
SYMBOLS, DIRECTIVE_CHARACTERS = "reference: distinct symbols per file", "directive: characters"
BOILERPLATE_CHARACTERS, DEADLINES = "boilerplate: characters", "directive: stated deadlines, end to end"


@dataclass(slots=True)
class Count:
    """Required annotations, counted predictions, strict and relaxed matches."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        self.gold += other.gold
        self.found += other.found
        self.strict += other.strict
        self.relaxed += other.relaxed


@dataclass(slots=True)
class Score:
    """All measures over a set of documents. ``extra`` holds (right, predicted, gold) triples."""

    types: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in TYPES})
    per_file: dict[str, dict[str, Count]] = field(default_factory=dict)
    fields: dict[str, list[float]] = field(default_factory=dict)
    extra: dict[str, list[int]] = field(
        default_factory=lambda: {
            n: [0, 0, 0] for n in (SYMBOLS, DIRECTIVE_CHARACTERS, BOILERPLATE_CHARACTERS, DEADLINES)
        }
    )
    errors: list[str] = field(default_factory=list)


def prf(right: int, found: int, gold: int) -> tuple[float, float, float]:
    """Return precision, recall and F1; nothing asked and nothing found is perfect."""
    precision = right / found if found else (0.0 if gold else 1.0)
    recall = right / gold if gold else 1.0
    return precision, recall, (2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def score_dirs(gold_dir: Path, found_dir: Path, errors: str | None = None) -> Score:
    """Score the JSON files of ``found_dir`` against those of the same name in ``gold_dir``; a missing one is empty."""
    pairs = []
    for path in sorted(gold_dir.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        other = found_dir / path.name
        found = json.loads(other.read_text(encoding="utf-8"))["annotations"] if other.exists() else []
        pairs.append((path.name, gold, found))
    return score(pairs, errors)


def score(documents: Iterable[tuple[str, Row, Sequence[Row]]], errors: str | None = None) -> Score:
    """Score predictions document by document; ``errors`` names a type whose misses are listed."""
    result = Score()
    for name, gold, found in documents:
        same = Aliases(gold.get("entities", {}))
        result.per_file[name] = {}
        for kind in TYPES:
            golds = [a for a in gold["annotations"] if a["type"] == kind]
            row = _score_type(result, name, kind, golds, unique(found, kind), same, errors)
            result.per_file[name][kind] = row
            result.types[kind].add(row)
    return result


def unique(found: Sequence[Row], kind: str) -> list[Row]:
    """Return the predictions of one type, each span once."""
    rows: dict[tuple[Any, Any], Row] = {}
    for row in found:
        if row.get("type") == kind:
            rows.setdefault((row.get("start"), row.get("end")), row)
    return list(rows.values())


def _score_type(
    result: Score, name: str, kind: str, golds: list[Row], found: list[Row], same: Aliases, errors: str | None
) -> Count:
    pairs, aside = match(golds, found)
    required = [g for g in golds if not g.get("optional")]
    strict = sum(g["start"] == f["start"] and g["end"] == f["end"] for g, f in pairs)
    for gold, prediction in pairs:
        for mark, value in compare(kind, gold, prediction, same):
            result.fields.setdefault(mark, []).append(float(value))
    if errors == kind:
        result.errors += _errors(name, required, found, pairs, aside)
    if kind == "reference":
        _count_symbols(result, golds, found)
    if kind in ("directive", "boilerplate"):
        _count_characters(result, kind, golds, found)
    if kind == "directive":
        right = sum(bool(g.get("deadline")) and deadline_right(g, f) for g, f in pairs)
        said = sum(bool(f.get("deadline")) for j, f in enumerate(found) if j not in aside)
        _add(result, DEADLINES, right, said, sum(bool(g.get("deadline")) for g in required))
    return Count(len(required), len(found) - len(aside), strict, len(pairs))


def _add(result: Score, name: str, *numbers: int) -> None:
    for place, value in enumerate(numbers):
        result.extra[name][place] += value


def _errors(
    name: str, required: list[Row], found: list[Row], pairs: list[tuple[Row, Row]], aside: set[int]
) -> list[str]:
    met, used = {id(g) for g, _ in pairs}, {id(f) for _, f in pairs}
    missed = [f"{name} missed   {g['start']}-{g['end']} {g['text'][:110]}" for g in required if id(g) not in met]
    spurious = [
        f"{name} spurious {f['start']}-{f['end']} {str(f.get('text'))[:110]}"
        for j, f in enumerate(found)
        if j not in aside and id(f) not in used
    ]
    return missed + spurious


def _count_symbols(result: Score, golds: list[Row], found: list[Row]) -> None:
    """Count distinct documents of one file by their normal symbols; a short form may stand for its full one."""
    right: dict[str | None, set[str | None]] = {}
    for gold in golds:
        if gold.get("symbol"):
            key = norm_symbol(gold["symbol"])
            right.setdefault(key, {key, norm_symbol(gold.get("resolved_symbol"))} - {None})
    said = {norm_symbol(f["symbol"]) for f in found if f.get("symbol")}
    known = sum(bool(values & said) for values in right.values())
    counted = sum(not any(k in values and k != n and n in said for n, values in right.items()) for k in said)
    _add(result, SYMBOLS, known, counted, len(right))


def _count_characters(result: Score, kind: str, golds: list[Row], found: list[Row]) -> None:
    required = {i for g in golds if not g.get("optional") for i in range(g["start"], g["end"])}
    optional = {i for g in golds if g.get("optional") for i in range(g["start"], g["end"])} - required
    said = {i for f in found for i in range(f["start"], f["end"])} - optional
    name = DIRECTIVE_CHARACTERS if kind == "directive" else BOILERPLATE_CHARACTERS
    _add(result, name, len(required & said), len(said), len(required))


def as_json(result: Score) -> dict[str, Any]:
    """Return the measures as plain data."""

    def ratios(right: int, found: int, gold: int) -> dict[str, float]:
        return {k: round(v, 4) for k, v in zip(("precision", "recall", "f1"), prf(right, found, gold), strict=True)}

    return {
        "types": {
            kind: {
                "gold": c.gold,
                "pred": c.found,
                "strict": ratios(c.strict, c.found, c.gold),
                "relaxed": ratios(c.relaxed, c.found, c.gold),
            }
            for kind, c in result.types.items()
        },
        "fields": {k: {"n": len(v), "value": round(sum(v) / len(v), 4)} for k, v in result.fields.items()},
        "extra": {k: ratios(*v) for k, v in result.extra.items()},
    }
