"""Every business table leaves changes; migrations are named, complete and their own picture of the models."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from namro.core import audit

ROOT = Path(__file__).parents[2]
ROOMS = ("core", "orgs", "documents", "reading", "tasks")
NOT_BUSINESS = {"core_change", "core_seal", "core_shape", "reading_presence"}


@pytest.mark.django_db
def test_business_tables_when_listed_then_each_carries_the_change_trigger():
    tables = {model._meta.db_table for room in ROOMS for model in apps.get_app_config(room).get_models()}
    assert sorted(tables - NOT_BUSINESS) == audit.recorded_tables()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'namro_record_insert'")
        assert sorted(name for (name,) in cursor.fetchall()) == audit.recorded_tables()


@pytest.mark.django_db
def test_models_when_compared_with_migrations_then_nothing_is_missing():
    out = StringIO()
    call_command("makemigrations", *ROOMS, check=True, dry_run=True, stdout=out)
    assert "No changes" in out.getvalue()


def test_migrations_when_named_then_never_auto():
    found = [path.stem for path in (ROOT / "src/namro").glob("*/migrations/0*.py")]
    assert found
    assert [name for name in found if re.search(r"auto|alter_field|\d{8}", name)] == []
