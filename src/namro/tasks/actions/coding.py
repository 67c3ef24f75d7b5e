"""Giving a new task its short code: unique for ever, two officers at once get two codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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


def next_codes(orders: Sequence[Directive], day: date) -> list[str]:
    """A code for each of many tasks issued in one act, as ``next_code`` gives it, in their order.

    To be called inside the act's transaction. Two statements, two more for each round in which a code was taken.
    """
    series = [series_of(order.document, order.ordered_on or day) for order in orders]
    places = [place_of(order.document, order.item) for order in orders]
    last = _advance_many(Counter(dict.fromkeys(series, 0)))  # from here on the series are ours
    codes, times = [""] * len(orders), Counter[str]()
    used: set[str] = set()
    left = list(range(len(orders)))
    while left:
        asked = Counter(series[n] for n in left if not places[n])
        last |= _advance_many(asked)
        next_number = {one: last[one] - asked[one] for one in asked}
        tried: dict[int, str] = {}
        for n in left:
            if places[n]:
                base = f"{series[n]}/{places[n]}"
                times[base] += 1
                tried[n] = base if times[base] == 1 else f"{base}-{times[base]}"
            else:
                next_number[series[n]] += 1
                tried[n] = f"{series[n]}/{next_number[series[n]]}"
        used |= set(Task.objects.filter(code__in=list(tried.values())).values_list("code", flat=True))
        for n, code in tried.items():
            if code not in used:
                codes[n] = code
                used.add(code)
        left = [n for n in left if not codes[n]]
    return codes


def _advance_many(asked: Counter[str]) -> dict[str, int]:
    """Series -> how far it has come with the numbers asked for; locked in one order for everybody."""
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tasks_codeseries (prefix, last)"
            " SELECT * FROM unnest(%s::text[], %s::int[]) AS given(prefix, count) ORDER BY 1"
            " ON CONFLICT (prefix) DO UPDATE SET last = tasks_codeseries.last + excluded.last RETURNING prefix, last",
            [list(asked), list(asked.values())],
        )
        return dict(cursor.fetchall())
