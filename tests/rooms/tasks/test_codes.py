"""The short code of a task: by its document and item, a running number where there is none; unique, found, never changed."""

from datetime import date
from importlib import import_module
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from namro.documents.models import Document, DocumentKind
from namro.tasks import actions, queries
from namro.tasks.models import Task
from tests.factories import orgs, tasks

codes = import_module("namro.tasks.migrations.0005_codes_and_saved_views")


@pytest.fixture
def province(db):
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def ordered(office, province):
    """``ordered(document, "3.2")``: a directive of the document under the item."""

    def make(document, item=""):
        order = actions.Order(document=document, item=item, issuer_name="Chủ tịch", ordered_on=date(2026, 1, 8))
        return actions.note_directive(order=order, by=office, today=tasks.ISSUED)

    return make


@pytest.fixture
def notice(ordered):
    """A numbered conclusion notice of 2026."""
    kind = DocumentKind.objects.create(
        code="state/tb",
        symbol="TB",
        name="Thông báo",
        name_fold="thong bao",
        system="state",
        valid=("2020-01-01", None),
    )
    return Document.objects.create(
        kind=kind,
        number="11",
        symbol="11/TB-UBND",
        symbol_key="11/tb-ubnd",
        issued_on=date(2026, 1, 8),
        status="held",
        registered_at="2026-01-09T00:00:00Z",
    )


def issue(office, province, *orders):
    return tasks.issue(office, province["UBND"], province["STC"], orders=list(orders)).code


def test_code_when_issued_by_an_item_then_document_year_and_item_and_a_second_one_is_told_apart(
    office, province, notice, ordered
):
    assert issue(office, province, ordered(notice, "3.2")) == "TB11-2026/3.2"
    assert issue(office, province, ordered(notice, "3.2")) == "TB11-2026/3.2-2"
    assert issue(office, province, ordered(notice, "3.2")) == "TB11-2026/3.2-3"
    assert issue(office, province, ordered(notice, "II.3.a")) == "TB11-2026/II.3.a"


def test_code_when_there_is_no_item_then_a_running_number_that_is_no_item_of_the_document(
    office, province, notice, ordered
):
    issue(office, province, ordered(notice, "2"))
    found = [issue(office, province, ordered(notice)) for _each in range(3)]
    assert found == ["TB11-2026/1", "TB11-2026/3", "TB11-2026/4"]


def test_code_when_the_document_has_no_number_then_kind_and_year_and_when_spoken_then_gv(
    office, province, notice, ordered
):
    notice.number, notice.symbol = "", ""
    notice.save()
    assert issue(office, province, ordered(notice, "3.2")) == "TB-2026/1"
    notice.kind = None
    notice.save()
    assert issue(office, province, ordered(notice)) == "VB-2026/1"
    assert [issue(office, province, tasks.spoken(office)) for _each in range(2)] == ["GV-2026/1", "GV-2026/2"]


def test_code_when_the_task_gains_another_order_then_it_stays(office, province, notice, ordered):
    task = tasks.issue(office, province["UBND"], province["STC"])
    task.order_rows.create(directive=ordered(notice, "3.2"))
    actions.add_value(
        task=task,
        value=actions.NewValue("result", "Điện thoại", words="Trình tỉnh"),
        by=office,
        today=tasks.ISSUED,
    )
    assert Task.objects.get(pk=task.pk).code == task.code == "GV-2026/1"


@pytest.mark.parametrize("words", ["GV-2026/1", "gv-2026/1", "gv-2026", "kế hoạch gv-2026/1"])
def test_code_when_searched_then_the_task_is_found(office, province, words):
    issue(office, province, tasks.spoken(office))
    rows, _day = queries.register(office, queries.Filters(words=words))
    assert [row.task.code for row in rows] == ["GV-2026/1"]


def test_backfill_when_run_over_tasks_without_codes_then_the_codes_that_issuing_would_have_given(
    office, province, notice, ordered
):
    made = ["3.2", "3.2", "", "5", ""]
    given = [issue(office, province, ordered(notice, item)) for item in made]
    given += [issue(office, province, tasks.spoken(office)) for _each in range(2)]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tasks_task SET code = '?' || id, search_fold = content")
        cursor.execute("DELETE FROM tasks_codeseries")
        cursor.execute(codes.CODES)
        cursor.execute(codes.SERIES)
        cursor.execute("SELECT prefix, last FROM tasks_codeseries ORDER BY 1")
        assert cursor.fetchall() == [("GV-2026", 2), ("TB11-2026", 7)]
    found = list(Task.objects.order_by("id").values_list("code", flat=True))
    places = ["3.2", "3.2-2", "6", "5", "7"]  # running numbers go on behind the highest item
    assert found == [*(f"TB11-2026/{place}" for place in places), "GV-2026/1", "GV-2026/2"]
    assert found[:2] == given[:2] and found[-2:] == given[-2:]
    assert issue(office, province, ordered(notice)) == "TB11-2026/8"
    assert Task.objects.filter(search_fold__contains="tb11-2026/3.2-2").count() == 1


@pytest.mark.django_db(transaction=True)
def test_code_when_two_officers_issue_at_once_then_two_codes():
    province = orgs.province()
    office = tasks.office(province)
    order, start, found = tasks.spoken(office), Barrier(2), []

    def act() -> None:
        start.wait()
        found.append(issue(office, province, order))
        connections.close_all()

    threads = [Thread(target=act) for _each in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert sorted(found) == ["GV-2026/1", "GV-2026/2"]
