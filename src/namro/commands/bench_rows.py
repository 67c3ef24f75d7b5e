"""The common work of the benchmarks: one organisation, and any number of shares, made set-based and the same every time."""

from __future__ import annotations

import secrets
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, models

from namro.core import clock
from namro.documents.models import Document
from namro.orgs import actions
from namro.orgs.models import Role, Unit
from namro.tasks.models import (
    NEVER,
    STILL_KNOWN,
    Assignment,
    AssignmentState,
    Directive,
    Move,
    Task,
    TaskOrder,
)
from vanban.fold import fold

DISTRICTS, COMMUNES, DEPARTMENTS = 30, 579, 40
WORDS = tomllib.loads(Path(__file__).with_name("bench_words.toml").read_text())
FOUNDED = date(2010, 1, 1)
_FILLED = (Document, Directive, Task, TaskOrder, Assignment, Move, AssignmentState)
ACCOUNTS = (
    ("coordinator", Role.COORDINATOR, "TP"),
    ("leader", Role.LEADER, "TP"),
    ("district", Role.INSPECTOR, "Q01"),
    ("commune", Role.REPORTER, "X001"),
)


def organisation() -> Unit:
    """One city with thirty districts, 579 communes under them and forty departments, and ACCOUNTS; the city is returned."""
    units = [_unit("TP", WORDS["city"], "committee")]
    units += [_unit(f"Q{n:02}", WORDS["district"].format(n), "committee", "TP") for n in range(1, DISTRICTS + 1)]
    above = [f"Q{1 + n % DISTRICTS:02}" for n in range(COMMUNES)]
    units += [_unit(f"X{n:03}", WORDS["commune"].format(n), "commune", above[n - 1]) for n in range(1, COMMUNES + 1)]
    units += [_unit(f"S{n:02}", WORDS["department"].format(n), "department", "TP") for n in range(1, DEPARTMENTS + 1)]
    made = {unit.code: unit for unit in actions.open_units(units=units, by=None)}
    for name, role, code in ACCOUNTS:
        user = actions.create_user(
            username=name, full_name=name, password=secrets.token_urlsafe(24), by=None, one_time=False
        )
        actions.grant(user=user, role=role, unit=made[code], since=FOUNDED, by=None, with_subtree=True)
    return made["TP"]


def _unit(code: str, name: str, kind: str, parent: str = "") -> actions.NewUnit:
    return actions.NewUnit(code=code, tree="state", name=name, kind=kind, parent=parent, opened_on=FOUNDED)


def fill(size: int, owner: Unit) -> None:
    """About ``size`` shares: blocks of one task for each of 579 communes, then 579 tasks of one unit each.

    Seven in eight of the due ones are done; one in a hundred tasks speaks of the needle. What was filled before goes.
    Triggers rest while it loads.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in _FILLED)} CASCADE")
        cursor.execute(_ROWS, {"size": size, "today": clock.today(), "block": 2 * COMMUNES + 1, "communes": COMMUNES})
        said = {name: WORDS[name] for name in ("verbs", "work", "when", "needle")}
        for statement in _WORDS:
            cursor.execute(statement, {**said, "folds": _folds(), "today": clock.today()})
        for model, given, source in _inserts(owner):
            cursor.execute(_insert(model, given, source))
        for model in _FILLED:
            table = model._meta.db_table
            sequence = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
            cursor.execute(sequence)
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("DROP TABLE bench_row")


def _folds() -> list[str]:
    """Every word the rows are made of with its fold: the database folds by this list."""
    said = [*WORDS["verbs"], *WORDS["work"], *WORDS["when"], WORDS["needle"]]
    return [f"{word}={fold(word)}" for word in sorted({word for one in said for word in one.split()})]


_DICE = "(('x' || substr(md5(i::text || '{0}'), 1, 7))::bit(28)::int %% {1})"
# S608 below: only names of our own tables are put together.
_ROWS = f"""
CREATE TEMPORARY TABLE bench_row AS
SELECT i, i - at AS head, CASE WHEN at = 0 THEN 'head' WHEN at <= %(communes)s THEN 'child' ELSE 'single' END AS sort,
       %(today)s::date + {_DICE.format("off", 901)} - 720 AS due, {_DICE.format("closed", 100)} AS dice,
       {_DICE.format("unit", 1000)} AS place, '' AS words, '' AS folded, NULL::bigint AS unit_id, 'open' AS state,
       NULL::date AS done
FROM (SELECT i, (i - 1) %% %(block)s AS at FROM generate_series(1, %(size)s) AS i) n
"""  # noqa: S608
_WORDS = (
    "ALTER TABLE bench_row ADD PRIMARY KEY (i)",
    """
WITH c AS (SELECT id, row_number() OVER (ORDER BY code) - 1 AS n FROM orgs_unit WHERE code LIKE 'X%%'),
     q AS (SELECT id, row_number() OVER (ORDER BY code) - 1 AS n FROM orgs_unit WHERE code LIKE 'Q%%'),
     s AS (SELECT id, row_number() OVER (ORDER BY code) - 1 AS n FROM orgs_unit WHERE code LIKE 'S%%')
UPDATE bench_row r SET unit_id = CASE
    WHEN sort = 'child' THEN (SELECT id FROM c WHERE n = (r.i - r.head - 1) %% 579)
    WHEN place < 400 THEN (SELECT id FROM c WHERE n = (r.i::bigint * 7919) %% 579)
    WHEN place < 700 THEN (SELECT id FROM q WHERE n = (r.i::bigint * 7919) %% 30)
    ELSE (SELECT id FROM s WHERE n = (r.i::bigint * 7919) %% 40) END,
  words = (%(verbs)s::text[])[1 + i %% 11] || CASE WHEN i %% 100 = 1 THEN ' ' || %(needle)s ELSE '' END || ' '
        || (%(work)s::text[])[1 + (i / 11) %% 15] || ' ' || (%(when)s::text[])[1 + (i / 7) %% 9],
  state = CASE WHEN dice < CASE WHEN due < %(today)s THEN 85 ELSE 15 END THEN 'done' ELSE 'open' END""",
    "UPDATE bench_row SET done = least(%(today)s::date, due + CASE WHEN i %% 5 = 0 THEN 9 ELSE -(i %% 7)::int END) "
    "WHERE state = 'done'",
    """
WITH f AS (SELECT split_part(w, '=', 1) AS word, split_part(w, '=', 2) AS folded FROM unnest(%(folds)s::text[]) w),
     d AS (SELECT words, string_agg(f.folded, ' ' ORDER BY t.n) AS folded FROM (SELECT DISTINCT words FROM bench_row) b,
           unnest(string_to_array(words, ' ')) WITH ORDINALITY AS t(word, n) JOIN f ON f.word = t.word GROUP BY words)
UPDATE bench_row r SET folded = d.folded FROM d WHERE d.words = r.words""",
)


def _inserts(owner: Unit) -> list[tuple[type[models.Model], dict[str, str], str]]:
    """Model, its columns as SQL, the rows they are made from."""
    tasks, shares = "bench_row WHERE sort <> 'child'", "bench_row WHERE sort <> 'head'"
    task = "CASE WHEN sort = 'child' THEN head ELSE i END"
    given, never, still = "(due - 60)::timestamptz", f"DATE '{NEVER}'", f"TIMESTAMPTZ '{STILL_KNOWN}'"
    own, symbol = str(owner.pk), "(i % 400) || '-' || i || '/TB-UBND'"
    numbered = {"number": "i::text", "symbol": symbol, "symbol_key": symbol, "scope": "'2026'"}
    document = numbered | {
        "title": "words",
        "search_fold": "folded",
        "status": "'held'",
        "held_by": own,
        "issued_on": "due - 60",
    }
    order = {
        "document": "i",
        "issuer_name": f"'{WORDS['giver']}'",
        "ordered_on": "due - 60",
        "quotation": "words",
        "item": "'1'",
    }
    work = {
        "content": "words",
        "search_fold": "folded",
        "due_on": "due",
        "owner": own,
        "issued_on": "due - 60",
        "issued_at": given,
    }
    work |= {"mode": "CASE WHEN sort = 'head' THEN 'each' ELSE 'one' END", "kind": "'dated'", "code": "'B' || i"}
    share = {"task": task, "unit": "unit_id", "role": "'lead'"}
    move = {"assignment": "i", "kind": "'issue'", "happened_on": "due - 60", "recorded_at": given, "due_on": "due"}
    clock = f"CASE WHEN state = 'done' THEN {never} ELSE due END"
    known = {"known_from": f"CASE WHEN state = 'done' THEN done::timestamptz ELSE {given} END", "known_to": still}
    now = {
        "assignment": "i",
        **share,
        "owner": own,
        "state": "state",
        "due_on": "due",
        "clock_on": clock,
        "done_on": "done",
    }
    return [
        (Document, {"id": "i", **document, "registered_at": given}, tasks),
        (Directive, {"id": "i", **order}, tasks),
        (Task, {"id": "i", **work}, tasks),
        (TaskOrder, {"id": "i", "task": "i", "directive": "i"}, tasks),
        (Assignment, {"id": "i", **share}, shares),
        (Move, {"id": "i", **move}, shares),
        (AssignmentState, {"id": "i", **now, **known}, shares),
    ]


def _insert(model: type[models.Model], given: dict[str, str], source: str) -> str:
    """The statement; a column not given gets the field's own default, so that a new field needs nothing here."""
    columns = {
        field.column: given.get(field.name, _default(field)) for field in model._meta.concrete_fields
        if field.name in given or not field.primary_key
    }  # fmt: skip
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(columns.values())} FROM {source}"  # noqa: S608


def _default(field: models.Field[Any, Any]) -> str:
    value = field.get_default()
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value)
    return f"'{value}'" if isinstance(value, str) else "'{}'" if isinstance(value, dict) else "'[]'"
