"""The proof of the record: sealing settled changes, and finding the first place that was altered (DESIGN 4.12, F84)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from namro.core import clock
from namro.core.models import Seal

# The record itself is not recorded: its proof are the seals, and the seals' proof the log outside the database.
NOT_RECORDED = frozenset({"core_change", "core_seal", "core_shape"})
KINDS = frozenset({"insert", "update", "delete"})
_ROWS = "SELECT namro_row_hash(to_jsonb(c)) FROM core_change c WHERE c.xid >= %s AND c.xid < %s ORDER BY c.xid, c.id"


@dataclass(frozen=True)
class Break:
    """The first place where the record and the data no longer agree."""

    kind: str
    table: str
    key: int | None
    detail: str


def seal() -> Seal | None:
    """Chain a seal over every settled, unsealed change: transactions below the snapshot's xmin. None when nothing is new."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('namro.seal'))")
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        last = Seal.objects.order_by("-id").first()
        since = last.to_xid if last else 0
        cursor.execute(
            "SELECT below, (SELECT count(*) FROM core_change WHERE xid >= %s AND xid < below) "
            "FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS below) settled",
            [since],
        )
        settled, count = cursor.fetchone()
        if not count:
            return None
        one = Seal(
            epoch=last.epoch if last else 1,
            from_xid=since,
            to_xid=settled,
            count=count,
            previous_hash=bytes(last.hash) if last else b"",
            sealed_at=clock.moment(),
        )
        one.hash, _rows = _digest(one)
        one.save(force_insert=True)
        transaction.on_commit(lambda: _note(one))
    return one


def _digest(one: Seal) -> tuple[bytes, int]:
    """The hash over the seal's own columns and its changes; and how many changes there are."""
    moment = one.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    head = f"{one.epoch} {one.from_xid} {one.to_xid} {one.count} {moment} ".encode()
    total, rows = hashlib.sha256(bytes(one.previous_hash) + head), 0
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [one.from_xid, one.to_xid])
        while part := cursor.fetchmany(5000):
            rows += len(part)
            for (row,) in part:
                total.update(bytes(row))
    return total.digest(), rows


def seal_log() -> Path:
    """One line per seal, outside the database: who can rewrite tables cannot make the newest seals forgotten."""
    return Path(settings.DATA) / f"seals-{connection.settings_dict['NAME']}.log"


def _line(one: Seal) -> str:
    return f"{one.pk} {one.to_xid} {one.count} {bytes(one.hash).hex()}"


def _note(one: Seal) -> None:
    path = seal_log()
    if path.parent.is_dir():
        with path.open("a", encoding="ascii") as stream:
            stream.write(_line(one) + "\n")


def verify() -> Break | None:
    """Recompute every seal, then compare every row of every business table with its last change. None = all holds."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        return next(_breaks(), None)


def _breaks() -> Iterator[Break]:
    for search in (_broken_seal, _forgotten_seal, _missing_trigger, _act_without_event, _altered_row):
        found = search()
        if found:
            yield found


def _broken_seal() -> Break | None:
    before: Seal | None = None
    for one in Seal.objects.order_by("id").iterator():
        reached, previous, epoch = (before.to_xid, bytes(before.hash), before.epoch) if before else (0, b"", one.epoch)
        if (one.from_xid, bytes(one.previous_hash), one.epoch) != (reached, previous, epoch):
            return Break("seal", "core_seal", one.pk, "chain")
        if _digest(one) != (bytes(one.hash), one.count):
            return Break("seal", "core_change", one.pk, f"{one.from_xid}-{one.to_xid}")
        before = one
    return None


def _forgotten_seal() -> Break | None:
    """A seal that was noted outside the database and is no longer in it as it was."""
    path = seal_log()
    if not path.is_file():
        return None
    kept = {_line(one) for one in Seal.objects.order_by("id").iterator()}
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        if line not in kept:
            number = line.partition(" ")[0]
            return Break(
                "seal", "core_seal", int(number) if number.isascii() and number.isdecimal() else None, path.name
            )
    return None


def recorded_tables() -> list[str]:
    """The business tables: every table of our rooms but the record's own and those marked ``no_record``, sorted."""
    rooms = (model for model in apps.get_models() if model.__module__.startswith("namro."))
    ours = {model._meta.db_table for model in rooms if not getattr(model, "no_record", False)}
    return sorted(ours - NOT_RECORDED)


def _missing_trigger() -> Break | None:
    """A business table whose changes are no longer written down."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, replace(tgname, 'namro_record_', '') FROM pg_trigger "
            "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE proname = 'namro_record_change' AND tgenabled IN ('O', 'A')"
        )
        there = set(cursor.fetchall())
    for table in recorded_tables():
        if missing := sorted(kind for kind in KINDS if (table, kind) not in there):
            return Break("trigger", table, None, ", ".join(missing))
    return None


def _act_without_event() -> Break | None:
    """A change outside any act: its event must have been written in the very same transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.key, c.id FROM core_change c WHERE NOT EXISTS ("
            "SELECT FROM core_change e WHERE e.table_name = 'core_event' AND e.key = c.event_id "
            "AND e.operation = 'I' AND e.xid = c.xid) ORDER BY c.id LIMIT 1"
        )
        row = cursor.fetchone()
    return Break("no_act", row[0], row[1], f"core_change {row[2]}") if row else None


def _altered_row() -> Break | None:
    for table in recorded_tables():
        name = connection.ops.quote_name(table)
        with connection.cursor() as cursor:
            # An old hash was taken over the columns of its day: the row is cut down to them before hashing again.
            cursor.execute(
                "WITH last AS (SELECT DISTINCT ON (key) key, sha256, shape_id FROM core_change "  # noqa: S608 - own names
                f"WHERE table_name = %s ORDER BY key, id DESC) SELECT coalesce(t.id, last.key) FROM {name} t "
                "FULL JOIN last ON last.key = t.id LEFT JOIN core_shape s ON s.id = last.shape_id "
                "WHERE last.key IS NULL OR last.sha256 IS DISTINCT FROM CASE WHEN t.id IS NULL THEN NULL "
                "ELSE namro_row_hash((SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(to_jsonb(t)) f "
                "WHERE s.columns ? f.key)) END ORDER BY 1 LIMIT 1",
                [table],
            )
            row = cursor.fetchone()
        if row:
            return Break("row", table, row[0], "")
    return None
