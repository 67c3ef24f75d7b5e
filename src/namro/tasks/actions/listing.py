"""A list on its way into the register: kept, its columns chosen, its doubts answered, thrown away. Nothing is a task yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.recording import about, record
from namro.core.text import clean_line
from namro.orgs.models import Role, Unit, User
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.drafting.collectives import Group
from namro.tasks.importing import columns
from namro.tasks.importing.models import ImportBatch, ImportRow
from namro.tasks.importing.names import Names
from namro.tasks.importing.plan import GROUP, LONGEST_KEY, NOBODY, SKIP, UNIT
from namro.tasks.importing.reading import LEAVE, ON_DUE, symbol_in
from namro.tasks.importing.table import Table

_MOST_ANSWERS = 2_000


class ListKnown(Refusal):
    """The same bytes were sent before; ``batch`` is where they are."""

    def __init__(self, batch: ImportBatch) -> None:
        day = clock.day_of(batch.imported_at or batch.uploaded_at).strftime("%d/%m/%Y")
        known = wording.LIST_DRAFT if batch.status == ImportBatch.Status.DRAFT else wording.LIST_IMPORTED
        super().__init__("tasks.list.known", known % {"file": batch.name, "day": day})
        self.batch = batch


def keep_list(*, table: Table, owner: Unit, by: Scope) -> ImportBatch:
    """Keep the rows of a judged list for the office, with the proposed meaning of its columns.

    Raises Refusal for who is no coordinator of the office; ListKnown for bytes it holds already.
    """
    person = _coordinator(by, owner)
    if known := _known(owner, table.sha256):
        raise ListKnown(known)
    proposed = columns.propose(table.rows, table.heading, set(Names(clock.today()).exact))
    try:
        with record("tasks.list.kept", by=by.user, unit_id=owner.pk, file=table.name, count=len(table.rows)) as event:
            batch = ImportBatch.objects.create(
                owner=owner,
                name=table.name,
                sha256=table.sha256,
                heading=table.heading,
                columns=proposed,
                options=_options(
                    {"fill": _merged(table, proposed), "giver": names([owner.pk], clock.today())[owner.pk]}
                ),
                uploaded_at=clock.moment(),
                uploaded_by=person,
            )
            ImportRow.objects.bulk_create(
                [ImportRow(batch=batch, number=number, cells=cells) for number, cells in table.rows]
            )
            about(event, batch)
    except IntegrityError:
        if known := _known(owner, table.sha256):
            raise ListKnown(known) from None
        raise
    return batch


def _known(owner: Unit, sha256: str) -> ImportBatch | None:
    rows = ImportBatch.objects.filter(owner=owner, sha256=sha256).exclude(status=ImportBatch.Status.UNDONE)
    return rows.first()


def _merged(table: Table, proposed: Mapping[str, str]) -> bool:
    """Whether documents stand above their rows: as merged cells, some rows having none, or as headings between the rows."""
    places = [int(place) for place, name in proposed.items() if name in {"symbol", "issued_on", "issuer"}]
    body = [cells for number, cells in table.rows if number > table.heading + 1]
    told = [[cell for cell in cells if cell] for cells in body]
    headed = any(len(cells) <= 2 and symbol_in(cells[-1]) for cells in told)
    return headed or (bool(places) and any(not any(cells[place] for place in places) for cells in body))


@transaction.atomic
def choose_columns(
    *, batch: ImportBatch, heading: int, chosen: Mapping[int, str], options: Mapping[str, Any], by: Scope
) -> ImportBatch:
    """Say which row holds the headings, what each column means and how blanks are read.

    Another row of headings proposes the columns anew. Raises Refusal for a field given to two columns.
    """
    found = locked_draft(batch.pk, by)
    several = columns.Field.STATE  # a column for each state
    fields = [name for name in chosen.values() if name in columns.Field.values and name != several]
    if twice := next((name for name in fields if fields.count(name) > 1), None):
        raise Refusal("tasks.list.field_twice", wording.FIELD_TWICE % {"field": columns.Field(twice).label})
    with record("tasks.list.columns", by=by.user, subject=found, unit_id=found.owner_id):
        rows = list(found.rows.order_by("number").values_list("number", "cells")[:_FIRST_ROWS])
        if heading != found.heading and heading in dict(rows):
            found.heading = heading
            found.columns = columns.propose(rows, heading, set(Names(clock.today()).exact))
        else:
            found.columns = {str(place): name for place, name in sorted(chosen.items()) if name in columns.Field.values}
        found.options = _options(options)
        found.save(update_fields=["heading", "columns", "options"])
    return found


_FIRST_ROWS = 250


def _options(given: Mapping[str, Any]) -> dict[str, Any]:
    undated = given.get("undated_done")
    return {
        "fill": bool(given.get("fill")),
        "giver": clean_line(str(given.get("giver") or ""))[:300],
        "undated_done": undated if undated in (LEAVE, ON_DUE) else LEAVE,
    }


@transaction.atomic
def answer_doubts(
    *, batch: ImportBatch, answers: Mapping[str, str], doubles: Sequence[int] | None = None, by: Scope
) -> ImportBatch:
    """Say what written names mean (an empty answer takes one back), and which doubles go in all the same."""
    found = locked_draft(batch.pk, by)
    with record("tasks.list.answered", by=by.user, subject=found, unit_id=found.owner_id, count=len(answers)):
        kept = found.answers | {
            key[:LONGEST_KEY]: answer for key, answer in answers.items() if not answer or _is_answer(answer)
        }
        found.answers = dict([(key, answer) for key, answer in kept.items() if answer][:_MOST_ANSWERS])
        if doubles is not None:
            found.doubles = sorted(set(doubles))
        found.save(update_fields=["answers", "doubles"])
    return found


def _is_answer(answer: str) -> bool:
    if answer.startswith(UNIT):
        return re.fullmatch(r"[\w.\-]{1,40}", answer.removeprefix(UNIT)) is not None
    return answer in {SKIP, NOBODY} or answer.removeprefix(GROUP) in Group.values


@transaction.atomic
def discard_list(*, batch: ImportBatch, by: Scope) -> None:
    """Throw a list away that was not brought in."""
    found = locked_draft(batch.pk, by)
    with record("tasks.list.discarded", by=by.user, unit_id=found.owner_id, file=found.name) as event:
        about(event, found)
        found.rows.all().delete()
        found.delete()


def locked(batch_id: int, by: Scope) -> ImportBatch:
    """The batch, held against a second act. Raises NotFound outside the person's offices."""
    rows = ImportBatch.objects.visible_to(by).filter(pk=batch_id).select_for_update(of=("self",))
    found = rows.select_related("owner").first()
    if found is None:
        raise NotFound("tasks.list.not_found", "")
    _coordinator(by, found.owner)
    return found


def locked_draft(batch_id: int, by: Scope) -> ImportBatch:
    """The same of a batch not brought in yet. Raises Refusal ``tasks.list.not_draft``."""
    found = locked(batch_id, by)
    if found.status != ImportBatch.Status.DRAFT:
        raise Refusal("tasks.list.not_draft", wording.LIST_NOT_DRAFT)
    return found


def _coordinator(by: Scope, owner: Unit) -> User:
    if by.user is None or not by.holds(Role.COORDINATOR, owner.pk):
        raise Refusal("tasks.issue.not_yours", wording.NOT_YOUR_ISSUE)
    return by.user
