"""The proof of the record: sealing settled changes, and finding the first place that was altered (DESIGN 4.12, F84)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import connection, transaction

from namro.core import clock
from namro.core.models import Seal

_ROWS = """
    SELECT namro_row_hash(to_jsonb(c)) FROM core_change c WHERE c.xid >= %s AND c.xid < %s ORDER BY c.xid, c.id
"""


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
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, "
            "(SELECT count(*) FROM core_change WHERE xid >= %s AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)",
            [since],
        )
        settled, count = cursor.fetchone()
        if not count:
            return None
        previous = bytes(last.hash) if last else b""
        digest = _digest(since, settled, previous)
        return Seal.objects.create(
            epoch=last.epoch if last else 1,
            from_xid=since,
            to_xid=settled,
            count=count,
            previous_hash=previous,
            hash=digest,
            sealed_at=clock.moment(),
        )


def _digest(since: int, until: int, previous: bytes) -> bytes:
    total = hashlib.sha256(previous)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [since, until])
        while rows := cursor.fetchmany(5000):
            for (row,) in rows:
                total.update(bytes(row))
    return total.digest()


def verify() -> Break | None:
    """Recompute every seal, then compare every row of every recorded table with its last change. None = all holds."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        return _broken_seal() or _act_without_event() or _altered_row()


def _broken_seal() -> Break | None:
    previous, reached = b"", 0
    for one in Seal.objects.order_by("id").iterator():
        if one.from_xid != reached or bytes(one.previous_hash) != previous:
            return Break("seal", "core_seal", one.pk, "chain")
        if _digest(one.from_xid, one.to_xid, previous) != bytes(one.hash):
            return Break("seal", "core_change", one.pk, f"{one.from_xid}-{one.to_xid}")
        previous, reached = bytes(one.hash), one.to_xid
    return None


def _act_without_event() -> Break | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.key, c.id FROM core_change c LEFT JOIN core_event e ON e.id = c.event_id "
            "WHERE e.id IS NULL ORDER BY c.id LIMIT 1"
        )
        row = cursor.fetchone()
    return Break("no_act", row[0], row[1], f"core_change {row[2]}") if row else None


def recorded_tables() -> list[str]:
    """Names of the tables that carry the change trigger, sorted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname = 'namro_record_insert' AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]


def _altered_row() -> Break | None:
    for table in recorded_tables():
        name = connection.ops.quote_name(table)
        with connection.cursor() as cursor:
            # An old hash was taken over the columns of its day: the row is cut down to them before hashing again.
            cursor.execute(
                "WITH last AS (SELECT DISTINCT ON (key) key, sha256, shape_id FROM core_change "  # noqa: S608 - own table names
                f"WHERE table_name = %s ORDER BY key, id DESC) SELECT coalesce(t.id, last.key) FROM {name} t "
                "FULL JOIN last ON last.key = t.id LEFT JOIN core_shape s ON s.id = last.shape_id "
                "WHERE last.key IS NULL OR last.sha256 IS DISTINCT FROM CASE WHEN t.id IS NULL THEN NULL ELSE namro_row_hash("
                "(SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(to_jsonb(t)) f WHERE s.columns ? f.key)) END "
                "ORDER BY 1 LIMIT 1",
                [table],
            )
            row = cursor.fetchone()
        if row:
            return Break("row", table, row[0], "")
    return None
