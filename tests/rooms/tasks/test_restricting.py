"""A restricted document and what was ordered in it: kept from those who only oversee, on every road to its words."""

from threading import Thread
from time import sleep

import pytest
from django.db import connection, transaction

from namro.documents import actions as documents
from namro.documents.models import Document
from namro.orgs.models import Role
from namro.tasks import actions, derive, queries
from namro.tasks.models import AssignmentState, Task
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """A document of the office with a task to STC; the office and an inspector of the whole province."""
    province = orgs.province()
    office = tasks.office(province)
    done = documents.register(
        by=office.user,
        held_by=province["UBND"],
        details=documents.Details(title="Kế hoạch thử"),
        text="Giao Sở Tài chính.",
    )
    order = actions.Order(document=done.document, source=done.source, start=0, end=17)
    directive = actions.note_directive(order=order, by=office, today=tasks.ISSUED)
    task = tasks.issue(office, province["UBND"], province["STC"], orders=[directive])
    documents.distribute(document=done.document, units=[province["STC"]], by=office.user)
    inspector = tasks.acting(province, "tt", Role.INSPECTOR, "UBND", subtree=True)
    return province, office, inspector, done.document, task


def sees(scope, document, task):
    export = [row.content for row in queries.rows_for_export(scope, queries.Filters()) if row.task == task.pk]
    return (
        Document.objects.filter(pk=document.pk).visible_to(scope).exists(),
        queries.task_page(task.pk, scope) is not None,
        bool(export),
    )


def test_restricted_later_when_an_inspector_looks_then_neither_document_nor_task(case):
    province, office, inspector, document, task = case
    assert sees(inspector, document, task) == (True, True, True)
    assert actions.restrict(document=document, restricted=True, by=office) == 1
    assert sees(inspector, document, task) == (False, False, False)
    reporter = tasks.acting(province, "tc", Role.REPORTER, "STC")
    assert sees(reporter, document, task) == (True, True, True)
    assert list(derive.differences()) == []
    actions.restrict(document=document, restricted=False, by=office)
    assert sees(inspector, document, task) == (True, True, True)


def test_opened_again_when_another_order_is_still_restricted_then_the_task_stays_so(case):
    province, office, _inspector, document, task = case
    other = documents.register(
        by=office.user, held_by=province["UBND"], details=documents.Details(title="Khác", restricted=True)
    )
    directive = actions.note_directive(
        order=actions.Order(document=other.document, issuer_name="Chủ tịch"), by=office, today=tasks.ISSUED
    )
    both = tasks.issue(office, province["UBND"], province["SNV"], orders=[directive, task.orders.get()])
    assert both.restricted, "one restricted order is enough"
    actions.restrict(document=document, restricted=True, by=office)
    actions.restrict(document=document, restricted=False, by=office)
    assert set(Task.objects.filter(restricted=True)) == {both}
    assert AssignmentState.objects.current().get(task=both).restricted


@pytest.mark.django_db(transaction=True)
def test_restricted_when_a_unit_reports_at_the_same_moment_then_its_new_row_is_kept_from_others_too(case):
    _province, office, inspector, document, task = case

    def restrict():
        actions.restrict(document=document, restricted=True, by=office)
        connection.close()

    beside = Thread(target=restrict)
    with transaction.atomic():
        actions.report_progress(assignment=tasks.share(task), update=actions.Update("Đang làm", percent=40), by=office)
        beside.start()
        for _again in range(100):  # until the other act waits for this one
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    break
            sleep(0.05)
    beside.join(timeout=20)
    row = tasks.row(tasks.share(task))
    assert (row.percent, row.restricted) == (40, True)
    assert sees(inspector, document, task) == (False, False, False)
