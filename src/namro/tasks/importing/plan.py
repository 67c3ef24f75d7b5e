"""What bringing a list in would do: rows that go in, doubts about units each once, rows that stay out, doubles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from namro.core import clock
from namro.tasks import wording
from namro.tasks.drafting.collectives import Group
from namro.tasks.importing import columns
from namro.tasks.importing.models import ImportBatch
from namro.tasks.importing.names import Names, pieces, plain
from namro.tasks.importing.reading import Fault, Read, Reader
from namro.tasks.models import STILL_KNOWN
from vanban.fold import fold

SKIP, NOBODY = "skip", "none"
UNIT, GROUP = "unit:", "group:"
LONGEST_KEY = 300


@dataclass
class Doubt:
    """A written name that gives no unit by itself: where it stands, what it may mean, what was answered."""

    key: str
    written: str
    rows: list[int] = field(default_factory=list)
    leading: bool = False
    several: bool = False
    offered: list[tuple[str, str]] = field(default_factory=list)
    answer: str = ""


@dataclass
class Plan:
    """Every row read once, sorted by what becomes of it."""

    heads: list[str]
    read: list[Read]
    doubts: list[Doubt]

    @property
    def good(self) -> list[Read]:
        """What goes in."""
        return [one for one in self.read if not (one.section or _stays_out(one))]

    @property
    def out(self) -> list[Read]:
        """What stays out though it is no heading: faults, doubts not answered, rows skipped, doubles."""
        return [one for one in self.read if _stays_out(one) and not one.section]

    @property
    def faulty(self) -> list[Read]:
        """Rows with a cell that has to be put right."""
        return [one for one in self.read if one.faults]

    @property
    def doubles(self) -> list[Read]:
        """Rows that look like a task that exists, or like an earlier row."""
        return [one for one in self.read if one.double and not one.faults]

    @property
    def sections(self) -> list[Read]:
        """Headings between the rows."""
        return [one for one in self.read if one.section]

    @property
    def waiting(self) -> int:
        """Rows that only wait for an answer about a unit."""
        open_keys = {doubt.key for doubt in self.doubts if not doubt.answer}
        return sum(1 for one in self.read if not one.faults and open_keys & set(one.doubts))


def _stays_out(row: Read) -> bool:
    return bool(row.faults or row.doubts or (row.double and not row.wanted))


def plan(batch: ImportBatch, *, first: int | None = None) -> Plan:
    """Read the batch as its columns, options and answers say; of a preview only the ``first`` rows. At most nine queries."""
    today = clock.today()
    rows = list(batch.rows.order_by("number").values_list("number", "cells"))
    heads = columns.heads(rows, batch.heading)
    body = [(number, cells) for number, cells in rows if number >= heads.first][:first]
    reader = Reader(batch.columns, batch.options, today, heads.words)
    read = [reader.read(number, cells) for number, cells in body]
    doubts = _matched(read, Names(today), batch.answers)
    _mark_doubles(read, batch)
    return Plan(heads.words, read, doubts)


def _matched(read: Iterable[Read], names: Names, answers: Mapping[str, str]) -> list[Doubt]:
    """Give each row its units; what is not certain becomes a doubt, answered or not."""
    doubts: dict[str, Doubt] = {}
    for row in read:
        if row.section:
            continue
        leads = _units(row, row.leads, True, names, answers, doubts)
        supports = _units(row, row.supports, False, names, answers, doubts)
        row.lead_ids = list(dict.fromkeys(leads))
        row.support_ids = [one for one in dict.fromkeys(supports) if one not in row.lead_ids]
        if row.leads and not row.lead_ids and not row.doubts and not row.faults:
            row.faults.append(Fault("", str(wording.ROW_NO_LEAD)))
    for doubt in doubts.values():
        _offer(doubt, names)
    return sorted(doubts.values(), key=lambda doubt: (bool(doubt.answer), -len(doubt.rows), doubt.written))


def _units(
    row: Read, cell: str, leading: bool, names: Names, answers: Mapping[str, str], doubts: dict[str, Doubt]
) -> list[int]:
    found: list[int] = []
    on = (row.stand.done_on or names.today) if row.ended else names.today
    days = [day for day in (on, row.source.issued_on, names.today) if day]
    if cell not in names.cut:
        names.cut[cell] = pieces(cell, names.known)
    for written in names.cut[cell]:
        units = names.find(written, days, on)
        if len(units) == 1:
            found.append(units[0].unit_id)
            continue
        key = (plain(written) or fold(written))[:LONGEST_KEY]
        doubt = doubts.setdefault(key, Doubt(key, written, answer=answers.get(key, "")))
        doubt.rows.append(row.number)
        doubt.leading = doubt.leading or leading
        doubt.several = len(units) > 1
        found += _answered(row, doubt, names)
    return found


def _answered(row: Read, doubt: Doubt, names: Names) -> list[int]:
    """The units of the answer; none yet = the row waits, skipped = it stays out."""
    if doubt.answer.startswith(UNIT) and (unit_id := names.by_code(doubt.answer.removeprefix(UNIT))):
        return [unit_id]
    if doubt.answer.startswith(GROUP) and doubt.answer.removeprefix(GROUP) in Group.values:
        return names.group(doubt.answer.removeprefix(GROUP))
    if doubt.answer != NOBODY:
        row.doubts.append(doubt.key)
    return []


def _offer(doubt: Doubt, names: Names) -> None:
    groups = [
        (f"{GROUP}{one.group}", str(wording.ALL_OF_GROUP % {"group": Group(one.group).label, "count": one.count}))
        for one in names.collectives(doubt.written)
    ]
    units = [(f"{UNIT}{one.code}", one.name) for one in names.offered(doubt.written)]
    doubt.offered = groups + units
    if doubt.answer.startswith(UNIT) and doubt.answer not in dict(doubt.offered):
        chosen = names.by_code(doubt.answer.removeprefix(UNIT))
        doubt.offered += [(doubt.answer, names.current[chosen].name)] if chosen else []


def _mark_doubles(read: Sequence[Read], batch: ImportBatch) -> None:
    """Rows of the same words and units as an earlier row or an open or past task of the office. One query."""
    rows = [one for one in read if one.content and not one.section]
    folded = {one.number: " ".join(fold(one.content).split()) for one in rows}
    codes = _existing(batch, folded)
    first: dict[tuple[object, ...], int] = {}
    for one in rows:
        one.wanted = one.number in batch.doubles
        same = (folded[one.number], tuple(one.lead_ids) or one.leads, one.source.symbol, one.due.last_day)
        if code := codes.get(one.number):
            one.double = str(wording.DOUBLE_OF_TASK % {"code": code})
        elif same in first:
            one.double = str(wording.DOUBLE_OF_ROW % {"row": first[same]})
        first.setdefault(same, one.number)


def _existing(batch: ImportBatch, folded: Mapping[int, str]) -> dict[int, str]:
    """Row -> the code of a task of the office that begins with the same words."""
    if not folded:
        return {}
    numbers, words = list(folded), [one.replace("\0", "") for one in folded.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (given.number) given.number, task.code"
            " FROM unnest(%s::int[], %s::text[]) AS given(number, words)"
            " JOIN tasks_task task ON left(task.search_fold, 30) = left(given.words, 30)"
            " AND starts_with(task.search_fold || ' ', given.words || ' ')"
            " WHERE task.owner_id = %s"
            " AND NOT EXISTS (SELECT 1 FROM tasks_importrow r WHERE r.task_id = task.id AND r.batch_id = %s)"
            " AND EXISTS (SELECT 1 FROM tasks_assignmentstate s WHERE s.task_id = task.id AND s.known_to = %s"
            " AND s.exit_reason <> 'wrong')"
            " ORDER BY given.number, task.id",
            [numbers, words, batch.owner_id, batch.pk, STILL_KNOWN],
        )
        return dict(cursor.fetchall())
