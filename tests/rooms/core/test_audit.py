"""The record proves itself: every way of altering data behind the application's back is found and named."""

from datetime import date

import pytest
from django.db import connection

from namro.core import audit
from namro.core.models import Change, Event, Seal
from namro.orgs import actions
from namro.orgs.models import UnitVersion
from tests.factories import orgs

pytestmark = pytest.mark.django_db(transaction=True)


def sql(statement: str, *, silent: bool = False) -> None:
    """Run SQL behind Django's back; ``silent`` switches the triggers off as a database administrator could."""
    with connection.cursor() as cursor:
        if silent:
            cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def province(settings, tmp_path):
    settings.DATA = tmp_path
    # The flush between tests empties tables with TRUNCATE, which no row trigger sees: start from a clean record.
    sql("TRUNCATE core_change, core_seal, core_shape, core_event")
    return orgs.province()


def test_verify_when_nothing_was_altered_then_holds(province):
    assert audit.seal() is not None
    actions.add_version(unit=province["STC"], valid_from=date(2025, 3, 1), name="Sở Tài chính và Kế hoạch", by=None)
    assert audit.verify() is None
    assert audit.seal() is not None
    assert audit.seal() is None, "nothing new, no seal"
    assert audit.verify() is None


def test_every_row_of_an_act_when_written_then_names_its_event(province):
    event = Event.objects.get(code="orgs.unit.opened")
    assert Change.objects.filter(table_name="orgs_unit", event_id=event.pk).count() == len(province.units)
    assert not Change.objects.filter(event_id=None).exists()


@pytest.mark.parametrize(
    ("statement", "silent", "kind", "table"),
    [
        ("UPDATE orgs_unitversion SET name = 'Sở Khác' WHERE name = 'Sở Tài chính'", True, "row", "orgs_unitversion"),
        (
            "UPDATE orgs_unitversion SET name = 'Sở Khác' WHERE name = 'Sở Tài chính'",
            False,
            "no_act",
            "orgs_unitversion",
        ),
        ("DELETE FROM orgs_unitversion WHERE name = 'Sở Tài chính'", True, "row", "orgs_unitversion"),
        ("INSERT INTO orgs_person (full_name, sort_key) VALUES ('Người Lạ', '')", True, "row", "orgs_person"),
        ("UPDATE core_event SET by_name = 'ai khác' WHERE code = 'orgs.unit.opened'", True, "row", "core_event"),
        ("UPDATE core_change SET sha256 = sha256('x') WHERE table_name = 'orgs_unit'", True, "seal", "core_change"),
        ("DELETE FROM core_change WHERE table_name = 'orgs_unit'", True, "seal", "core_change"),
        ("UPDATE core_seal SET hash = sha256('x')", True, "seal", "core_change"),
        ("DELETE FROM core_seal WHERE id = (SELECT min(id) FROM core_seal)", True, "seal", "core_seal"),
        ("DELETE FROM core_seal WHERE id = (SELECT max(id) FROM core_seal)", True, "seal", "core_seal"),
        ("TRUNCATE core_seal", True, "seal", "core_seal"),
        ("UPDATE core_seal SET count = count + 1", True, "seal", "core_change"),
        ("UPDATE core_seal SET sealed_at = sealed_at - interval '1 day'", True, "seal", "core_change"),
        ("UPDATE core_seal SET epoch = 2 WHERE id = (SELECT max(id) FROM core_seal)", True, "seal", "core_seal"),
        (
            "SELECT set_config('namro.event', (SELECT min(id) FROM core_event)::text, false);"
            "UPDATE orgs_unitversion SET name = 'Sở Khác' WHERE name = 'Sở Tài chính';"
            "SELECT set_config('namro.event', '', false)",
            False,
            "no_act",
            "orgs_unitversion",
        ),
        (
            "INSERT INTO core_change (at, xid, table_name, key, operation, shape_id, event_id) SELECT now(), "
            "pg_current_xact_id()::text::bigint, 'orgs_person', 1, 'I', 1, min(id) FROM core_event",
            True,
            "no_act",
            "orgs_person",
        ),
    ],
)
def test_verify_when_a_row_was_altered_then_names_the_place(province, statement, silent, kind, table):
    audit.seal()
    actions.close(unit=province["SXD"], on=date(2026, 1, 1), by=None)
    audit.seal()
    assert Seal.objects.count() == 2
    sql(statement, silent=silent)
    found = audit.verify()
    assert found is not None
    assert (found.kind, found.table) == (kind, table)


@pytest.mark.parametrize(
    ("break_it", "mend_it"),
    [
        (
            "ALTER TABLE orgs_person DISABLE TRIGGER namro_record_update",
            "ALTER TABLE orgs_person ENABLE TRIGGER namro_record_update",
        ),
        (
            "ALTER TRIGGER namro_record_insert ON orgs_person RENAME TO something",
            "ALTER TRIGGER something ON orgs_person RENAME TO namro_record_insert",
        ),
    ],
)
def test_verify_when_a_table_is_no_longer_watched_then_names_it(province, break_it, mend_it):
    sql(break_it)
    try:
        found = audit.verify()
    finally:
        sql(mend_it)
    assert found is not None
    assert (found.kind, found.table) == ("trigger", "orgs_person")
    assert audit.verify() is None


def test_verify_when_a_column_was_added_later_then_old_hashes_still_hold(province):
    sql("ALTER TABLE orgs_person ADD COLUMN later text")
    try:
        actions.fill_post(
            unit=province["STC"], title="Giám đốc", person="Lò Thị Mẫu", kind="full", since=date(2025, 1, 1), by=None
        )
        sql("ALTER TABLE orgs_unitversion ADD COLUMN later text DEFAULT 'x'")
        assert audit.verify() is None
    finally:
        sql("ALTER TABLE orgs_person DROP COLUMN later")
        sql("ALTER TABLE orgs_unitversion DROP COLUMN IF EXISTS later")


def test_change_record_when_a_password_changes_then_the_old_hash_is_not_copied(province):
    user = orgs.user("mau")
    actions.set_password(user=user, password="mot-mat-khau-moi", by=user)
    change = Change.objects.filter(table_name="orgs_user", operation="U").latest("id")
    assert change.before["username"] == "mau"
    assert "password" not in change.before


def test_rollback_when_an_act_fails_then_neither_event_nor_change_stays(province):
    before = Change.objects.count(), Event.objects.count()
    with pytest.raises(RuntimeError):
        _failing_act()
    assert (Change.objects.count(), Event.objects.count()) == before
    assert not UnitVersion.objects.filter(name="Tên hỏng").exists()


def _failing_act() -> None:
    from namro.core.recording import record

    with record("orgs.unit.version_added", by=None):
        UnitVersion.objects.update(short_name="hỏng")
        raise RuntimeError
