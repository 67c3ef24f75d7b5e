"""Giving a new task its short code: unique for ever, two officers at once get two codes."""

from __future__ import annotations

from datetime import date
from itertools import count

from django.db import connection
from django.db.models import Q

from namro.tasks.models import Directive, Task
from namro.tasks.naming import place_of, series_of


def next_code(order: Directive, day: date) -> str:
    """The code of a task issued now on this order: the item's, a second task of an item with "-2", else a running number.

    To be called inside the act's transaction: until it ends, nobody else gets a code of the series. Two statements.
    """
    series = series_of(order.document, order.ordered_on or day)
    place = place_of(order.document, order.item)
    last = _advance(series, 0 if place else 1)
    wanted = f"{series}/{place or last}"
    taken = _taken(wanted)
    if not taken:
        return wanted
    if place:
        return next(code for n in count(2) if (code := f"{wanted}-{n}") not in taken)
    return next_code(order, day)  # an item of the same document stands under this number


def _advance(series: str, by: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tasks_codeseries (prefix, last) VALUES (%s, %s)"
            " ON CONFLICT (prefix) DO UPDATE SET last = tasks_codeseries.last + excluded.last RETURNING last",
            [series, by],
        )
        return int(cursor.fetchone()[0])


def _taken(code: str) -> set[str]:
    rows = Task.objects.filter(Q(code=code) | Q(code__startswith=f"{code}-"))
    return set(rows.values_list("code", flat=True))
