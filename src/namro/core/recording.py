"""The two records: ``record`` writes one event per act; ``RecordChanges`` hangs the change trigger on a table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, migrations, models, transaction

from namro.core import clock
from namro.core.models import Event

_current: ContextVar[int | None] = ContextVar("namro_event", default=None)


class Actor(Protocol):
    """Whoever acts: a user with an id and a name to remember when the account is long gone."""

    pk: Any

    def get_full_name(self) -> str: ...


@contextmanager
def record(
    code: str,
    *,
    by: Actor | None,
    subject: models.Model | None = None,
    unit_id: int | None = None,
    at: datetime | None = None,
    **data: Any,
) -> Iterator[Event]:
    """Open one transaction for an act and write its event with it; the change trigger notes the event on every row.

    ``by=None`` is the system itself. The body may set ``event.subject_type/_id`` through ``about`` and fill ``event.data``.
    """
    with transaction.atomic():
        outer = _current.get()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('namro.event', nextval('core_event_id_seq')::text, true)")
            (number,) = cursor.fetchone()
        event = Event(
            id=int(number),
            at=at or clock.moment(),
            by_id=by.pk if by else None,
            by_name=by.get_full_name() if by else "",
            code=code,
            unit_id=unit_id,
            data=data,
        )
        if subject is not None:
            about(event, subject)
        token = _current.set(event.id)
        try:
            yield event
            event.save(force_insert=True)
        finally:
            _current.reset(token)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('namro.event', %s, true)", [str(outer or "")])


def about(event: Event, subject: models.Model) -> None:
    """Say which thing the event is about."""
    event.subject_type = subject._meta.label_lower
    event.subject_id = subject.pk


def forget_contents(event: Event) -> None:
    """Let the change record say which rows the act took away and altered, but not what stood in them (F93).

    Only within the act itself: what was sealed before is never touched.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_change SET before = NULL WHERE event_id = %s AND xid = pg_current_xact_id()::text::bigint",
            [event.id],
        )


Statements = list[str | tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...] | None]]


class RecordChanges(migrations.RunSQL):
    """Migration operation: from here on every insert, update and delete of ``table`` leaves a row in core_change."""

    def __init__(self, table: str) -> None:
        self.table = table
        kinds = {"insert": "NEW TABLE AS new_rows", "delete": "OLD TABLE AS old_rows"}
        kinds["update"] = f"{kinds['delete']} {kinds['insert']}"
        make: Statements = [
            f"CREATE TRIGGER namro_record_{kind} AFTER {kind.upper()} ON {table} REFERENCING {rows} "
            "FOR EACH STATEMENT EXECUTE FUNCTION namro_record_change()"
            for kind, rows in kinds.items()
        ]
        drop: Statements = [f"DROP TRIGGER namro_record_{kind} ON {table}" for kind in kinds]
        super().__init__(make, drop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.table], {}
