"""Scoring finds against annotated documents: precision, recall, F1 per type, accuracy of fields; the gold's own check.

Rules: the annotation guideline, section "Scoring". One to one, best pair first; strict = same type and span; relaxed =
IoU >= 0.5 for clauses, half of the shorter span shared for the others. Optional annotations never count as missed.
"""

from vanban.evaluate.changes import Difference, differences, report
from vanban.evaluate.matching import closeness, match
from vanban.evaluate.names import loose_name, norm_symbol
from vanban.evaluate.scoring import TYPES, Score, as_json, prf, score, score_dirs
from vanban.evaluate.table import table
from vanban.evaluate.trust import Trust, trust, trust_table

__all__ = [
    "TYPES",
    "Difference",
    "Score",
    "Trust",
    "as_json",
    "closeness",
    "differences",
    "loose_name",
    "match",
    "norm_symbol",
    "prf",
    "report",
    "score",
    "score_dirs",
    "table",
    "trust",
    "trust_table",
]
