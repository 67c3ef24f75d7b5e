"""The register as a file for people's own tools: xlsx, csv and json hold the same lines under the same columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import IO, Any

from django.utils.translation import gettext as _

from namro.core.text import spreadsheet_safe
from namro.reading.models import ItemKind
from namro.tasks import wording, workbook
from namro.tasks.models import Assignment, ExitReason, State, Task
from namro.tasks.queries import official
from namro.tasks.queries.counters import Counters
from namro.tasks.queries.exported import Row

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def headings() -> dict[str, str]:
    """Column -> its heading in the reader's language."""
    return {
        "task": _("Task no."),
        "assignment": _("Assignment no."),
        "code": _("Task code"),
        "content": _("Task"),
        "symbol": _("Ordered in"),
        "item": _("Item"),
        "unit_code": _("Unit code"),
        "unit": _("Unit"),
        "role": _("Role"),
        "counted": _("Counted as assigned"),
        "kind": _("Kind"),
        "weight": _("Weight"),
        "issued_on": _("Assigned on"),
        "due_on": _("Due on"),
        "state": _("Status"),
        "official": _("Result by term"),
        "done_on": _("Sent as completed on"),
        "late_days": _("Days late (calendar days)"),
        "percent": _("Percent"),
        "last_update": _("Last update"),
        "exit_reason": _("Reason for leaving the register"),
        "lacking": _("Clarities the task lacks"),
        "added_later": _("Added after issuing"),
        "leader": _("Leader in charge"),
        "officer": _("Officer who follows"),
    }


@dataclass(frozen=True)
class Seen:
    """What the page showed: its columns (all where none are named) and its filters in words."""

    columns: Sequence[str] = ()
    filters: Sequence[tuple[str, str]] = ()


EVERYTHING = Seen()


def write(rows: Iterable[Row], fmt: str, stream: IO[bytes], counters: Counters, seen: Seen = EVERYTHING) -> None:
    """Write the lines to a binary stream; ``counters`` are the figures the lines add up to, stated beside them.

    json, for programs, has every column. Raises KeyError for a format that is not in FORMATS.
    """
    {"xlsx": _xlsx, "csv": _csv, "json": _json}[fmt](rows, stream, counters, seen)


def summary(counters: Counters) -> Iterator[tuple[str, int]]:
    """The official four, their sum, and what stands beside them."""
    yield _("Assigned"), counters.assigned
    yield _("Completed on time"), counters.done_on_time
    yield _("Completed late"), counters.done_late
    yield _("Not completed, in term"), counters.open_in_term
    yield _("Not completed, overdue"), counters.open_overdue
    yield _("No longer tracked"), counters.exited
    yield _("Of these exceptions when the task was closed"), counters.excepted
    yield _("Parts in joint work"), counters.supports
    yield _("Tasks"), counters.tasks


def _csv(rows: Iterable[Row], stream: IO[bytes], _counters: Counters, seen: Seen) -> None:
    # The byte order mark makes Excel read the file as UTF-8.
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=True)
    out = csv.writer(text)
    columns = seen.columns or list(headings())
    out.writerow(columns)
    for row in rows:
        fields = row.fields()
        out.writerow([_plain(fields[name]) for name in columns])
    text.flush()
    text.detach()


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return "" if value is None else spreadsheet_safe(value)


def _json(rows: Iterable[Row], stream: IO[bytes], counters: Counters, _seen: Seen) -> None:
    figures = {name: value for name, value in vars(counters).items() if name != "on"} | {"assigned": counters.assigned}
    head = {"as_of": counters.on.isoformat(), "counters": figures}
    stream.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "rows": [')
    for number, row in enumerate(rows):
        stream.write(b",\n" if number else b"\n")
        stream.write(json.dumps(row.fields(), ensure_ascii=False, default=date.isoformat).encode())
    stream.write(b"\n]}\n")


def labels() -> dict[str, dict[Any, str]]:
    """Column -> its codes' words in the reader's language: for the sheet people read, csv and json keep the codes."""
    said: dict[str, Iterable[tuple[Any, Any]]] = {
        "role": Assignment.Role.choices,
        "counted": [(True, _("Yes")), (False, _("No"))],
        "kind": ItemKind.choices,
        "weight": Task.Weight.choices,
        "state": State.choices,
        "official": official.LABELS.items(),
        "exit_reason": ExitReason.choices,
        "lacking": _lacking(),
    }
    return {column: {code: str(words) for code, words in pairs} for column, pairs in said.items()}


def _lacking() -> Iterator[tuple[str, str]]:
    """Every set of clarities in words, as ``Row.lacking`` writes it."""
    words = wording.CLARITIES
    for many in range(1, len(words) + 1):
        for names in combinations(words, many):
            yield " ".join(names), "; ".join(str(words[name]) for name in names)


def _xlsx(rows: Iterable[Row], stream: IO[bytes], counters: Counters, seen: Seen) -> None:
    head = headings()
    columns = {name: head[name] for name in seen.columns or head}
    words = labels()
    summed = [(_("As of"), counters.on), *seen.filters, *summary(counters)]
    workbook.write(columns, (_worded(row, words) for row in rows), summed, stream)


def _worded(row: Row, words: dict[str, dict[Any, str]]) -> dict[str, Any]:
    return {name: words[name].get(value, value) if name in words else value for name, value in row.fields().items()}
