"""Re-deriving every state row from the facts: ``namro check --derive`` must find no difference (DESIGN 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby, pairwise

from namro.tasks.models import STILL_KNOWN, AssignmentState, Move
from namro.tasks.states import Snapshot, advance, fact_of

_COLUMNS = tuple(Snapshot.__dataclass_fields__)


@dataclass(frozen=True)
class Difference:
    """An assignment whose stored rows are not what its facts say."""

    assignment_id: int
    stored: str
    derived: str


def differences() -> Iterator[Difference]:
    """Every assignment whose rows differ; streams both tables once, in the same order."""
    moves = Move.objects.order_by("assignment_id", "recorded_at", "id").iterator(chunk_size=5000)
    rows = AssignmentState.objects.order_by("assignment_id", "known_from").iterator(chunk_size=5000)
    stored = groupby(rows, key=lambda row: row.assignment_id)
    pending = next(stored, None)
    for assignment_id, facts in groupby(moves, key=lambda move: move.assignment_id):
        derived = _derive(list(facts))
        while pending and pending[0] < assignment_id:
            yield Difference(pending[0], _said([_row(row) for row in pending[1]]), "")
            pending = next(stored, None)
        found = [_row(row) for row in pending[1]] if pending and pending[0] == assignment_id else []
        if found:
            pending = next(stored, None)
        if found != derived:
            yield Difference(assignment_id, _said(found), _said(derived))
    while pending:
        yield Difference(pending[0], _said([_row(row) for row in pending[1]]), "")
        pending = next(stored, None)


def _row(row: AssignmentState) -> tuple[object, ...]:
    return (row.known_from, row.known_to, *(getattr(row, name) for name in _COLUMNS))


def _derive(moves: list[Move]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    known: Snapshot | None = None
    ends = [*(after.recorded_at for _before, after in pairwise(moves)), STILL_KNOWN]
    for move, end in zip(moves, ends, strict=True):
        known = advance(known, fact_of(move))
        found.append((move.recorded_at, end, *asdict(known).values()))
    return found


def _said(rows: list[tuple[object, ...]]) -> str:
    return "; ".join(" ".join(str(value) for value in row[:5]) for row in rows)
