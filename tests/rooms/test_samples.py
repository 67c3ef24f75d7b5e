"""The demo's data: whole, repeatable, lived through the actions, and provable like real work."""

from datetime import date

import pytest
from django.db import connection

from namro.core import audit
from namro.core.clock import day_of
from namro.documents.models import Citation, Document, DocumentFile
from namro.orgs.members import charges
from namro.orgs.models import Unit, User
from namro.orgs.scope import installation
from namro.samples.load import load_samples
from namro.tasks import derive, queries
from namro.tasks.models import AssignmentState, ProgressReport, Task

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The samples, loaded once for this module inside a transaction that is rolled back."""
    from django.conf import settings
    from django.db import transaction

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        with transaction.atomic():
            load_samples(today=TODAY)
            yield
            transaction.set_rollback(True)


def test_samples_when_loaded_then_a_whole_province_is_at_work(loaded):
    assert Unit.objects.filter(code__startswith="XA", closed_on=None).count() == 120
    assert User.objects.count() >= 12
    assert Document.objects.filter(status="held").count() >= 25
    assert Task.objects.count() >= 40
    assert ProgressReport.objects.count() >= 100
    found = queries.counters(installation(TODAY), on=None)
    assert min(found.done_on_time, found.done_late, found.open_in_term, found.open_overdue, found.exited) >= 1
    assert AssignmentState.objects.current().filter(returned=True).exists()
    assert {(one.kind, None in one.unit_ids) for one in charges(TODAY)} == {
        ("leader", True),
        ("leader", False),
        ("officer", True),
    }
    assert {"one", "each"} == set(Task.objects.values_list("mode", flat=True))


def test_samples_when_loaded_then_every_link_of_the_chain_is_there(loaded):
    for task in Task.objects.prefetch_related("orders__source"):
        for directive in task.orders.all():
            if directive.source:
                assert directive.source.text[directive.start : directive.end] == directive.quotation
    assert Citation.objects.filter(status="resolved").exists()
    assert DocumentFile.objects.exclude(unread_code="").count() == 1, "one scan is kept unread"


def test_samples_when_loaded_then_end_the_day_before(loaded):
    last = ProgressReport.objects.order_by("-sent_on").first()
    assert last is not None
    assert last.sent_on < TODAY


def test_samples_when_loaded_then_one_gap_was_filled_and_one_task_closed_with_exceptions(loaded):
    assert Task.objects.filter(gap_proposals__decision__approved=True).count() == 1
    assert Task.objects.filter(closures__kind="closed").count() == 1
    assert queries.counters(installation(TODAY)).excepted >= 1


def test_samples_when_derived_again_then_no_difference(loaded):
    assert list(derive.differences()) == []


def test_samples_when_looked_at_then_every_change_has_its_act(loaded):
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, count(*) FROM core_change WHERE event_id IS NULL GROUP BY 1")
        assert cursor.fetchall() == []
    assert audit.recorded_tables()


def test_samples_when_counted_as_of_three_days_then_only_grow(loaded):
    days = [date(2026, 9, 1), date(2026, 10, 15), date(2026, 11, 19)]
    counts = [queries.counters(installation(TODAY), on=day) for day in days]
    assert [one.assigned + one.exited for one in counts] == sorted(one.assigned + one.exited for one in counts)
    assert [one.done for one in counts] == sorted(one.done for one in counts)


def test_samples_when_registered_then_on_the_day_after_each_was_issued(loaded):
    held = Document.objects.filter(status="held", issued_on__isnull=False)
    assert all((day_of(one.registered_at) - one.issued_on).days == 1 for one in held)
