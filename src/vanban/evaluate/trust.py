"""Whether a confidence means what it says: of the finds at confidence c about c should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vanban.evaluate.matching import Row, match
from vanban.evaluate.scoring import TYPES, unique


@dataclass(frozen=True, slots=True)
class Trust:
    """The finds of one type at one confidence (rounded to a twentieth): how many, how many of them right."""

    type: str
    confidence: float
    found: int
    right: int

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.found


def trust(documents: Iterable[tuple[str, Row, Sequence[Row]]]) -> list[Trust]:
    """Return the table, by type and rising confidence; finds that fit something optional are left out."""
    counted: dict[tuple[str, float], list[int]] = {}
    for _name, gold, found in documents:
        for kind in TYPES:
            said = unique(found, kind)
            pairs, aside = match([row for row in gold["annotations"] if row["type"] == kind], said)
            used = {id(one) for _, one in pairs}
            for place, one in enumerate(said):
                if place not in aside and one.get("confidence") is not None:
                    row = counted.setdefault((kind, round(float(one["confidence"]) * 20) / 20), [0, 0])
                    row[0] += 1
                    row[1] += id(one) in used
    order = {kind: place for place, kind in enumerate(TYPES)}
    rows = sorted(counted.items(), key=lambda row: (order[row[0][0]], row[0][1]))
    return [Trust(kind, confidence, found, right) for (kind, confidence), (found, right) in rows]


def trust_table(rows: Sequence[Trust]) -> str:
    """Return the table as lines for a terminal."""
    head = f"{'type':13}{'confidence':>11}{'found':>7}{'right':>7}{'share':>7}"
    return "\n".join([head, *(f"{r.type:13}{r.confidence:11.2f}{r.found:7}{r.right:7}{r.share:7.2f}" for r in rows)])
