"""Re-deriving every state row from the facts: ``namro check --derive`` must find no difference (DESIGN 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby, pairwise, zip_longest

from namro.tasks import wording
from namro.tasks.models import STILL_KNOWN, Assignment, AssignmentState, Move
from namro.tasks.states import Snapshot, advance, fact_of

_STATED = tuple(Snapshot.__dataclass_fields__)
_COPIED = ("task_id", "unit_id", "owner_id", "role", "restricted")
_COLUMNS = ("known_from", "known_to", *_STATED, *_COPIED)
Row = tuple[object, ...]


@dataclass(frozen=True)
class Difference:
    """An assignment whose stored rows are not what its facts say; ``stored`` and ``derived`` name what differs first."""

    assignment_id: int
    unit: str
    stored: str
    derived: str

    def __str__(self) -> str:
        shown = {"number": self.assignment_id, "unit": self.unit, "stored": self.stored, "derived": self.derived}
        return wording.ROW_DIFFERS % shown


def differences() -> Iterator[Difference]:
    """Every assignment whose rows differ; streams both tables once, in the same order."""
    unread = ("assignment__task__content", "assignment__task__search_fold")
    joined = ("assignment__task", "assignment__unit")
    moves = Move.objects.select_related(*joined).defer(*unread).order_by("assignment_id", "recorded_at", "id")
    rows = AssignmentState.objects.select_related("assignment__unit").order_by("assignment_id", "known_from")
    stored = groupby(rows.iterator(chunk_size=5000), key=lambda row: row.assignment_id)
    pending = next(stored, None)
    for assignment_id, facts in groupby(moves.iterator(chunk_size=5000), key=lambda move: move.assignment_id):
        known = list(facts)
        while pending and pending[0] < assignment_id:
            yield _left_over(list(pending[1]))
            pending = next(stored, None)
        found = [_row(row) for row in pending[1]] if pending and pending[0] == assignment_id else []
        if found:
            pending = next(stored, None)
        derived = _derive(known)
        if found != derived:
            yield _difference(known[0].assignment, found, derived)
    while pending:
        yield _left_over(list(pending[1]))
        pending = next(stored, None)


def _left_over(rows: list[AssignmentState]) -> Difference:
    return _difference(rows[0].assignment, [_row(row) for row in rows], [])


def _row(row: AssignmentState) -> Row:
    return tuple(getattr(row, name) for name in _COLUMNS)


def _derive(moves: list[Move]) -> list[Row]:
    found: list[Row] = []
    known: Snapshot | None = None
    before: Snapshot | None = None
    one = moves[0].assignment
    holder = one.unit_id
    ends = [*(after.recorded_at for _before, after in pairwise(moves)), STILL_KNOWN]
    for move, end in zip(moves, ends, strict=True):
        before, known = known, advance(known, fact_of(move), before)
        holder = move.unit_id or holder
        copied = (one.task_id, holder, one.task.owner_id, one.role, one.task.restricted)
        found.append((move.recorded_at, end, *asdict(known).values(), *copied))
    return found


def _difference(one: Assignment, stored: list[Row], derived: list[Row]) -> Difference:
    """Only the first row that differs, and of it only the columns that do."""
    pairs = zip_longest(stored, derived)
    left, right = next((left, right) for left, right in pairs if left != right)
    if left is None or right is None:
        return Difference(one.pk, one.unit.code, _count(stored), _count(derived))
    names = [name for name, said, meant in zip(_COLUMNS, left, right, strict=True) if said != meant]
    return Difference(one.pk, one.unit.code, _said(left, names), _said(right, names))


def _count(rows: list[Row]) -> str:
    return wording.ROWS % {"count": len(rows)}


def _said(row: Row, names: list[str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in zip(_COLUMNS, row, strict=True) if name in names)
