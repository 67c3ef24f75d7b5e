"""Taking a decision back when others have acted on its tasks meanwhile, before it or at the same moment."""

from datetime import date
from threading import Event as Signal
from time import sleep

import pytest
from django.db import transaction

from namro.core import audit
from namro.core.errors import Refusal
from namro.core.models import Event
from namro.core.recording import record
from namro.orgs.models import Role
from namro.reading.models import Verdict
from namro.tasks import actions, derive, queries
from namro.tasks.models import AssignmentState, Gap, Move, TaskOrder
from tests.factories import orgs, reviewing, tasks
from tests.factories.reviewing import SIX, chosen, span
from tests.rooms.tasks.test_at_once import at_once

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)
threads = pytest.mark.django_db(transaction=True)


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def source(province):
    with record("documents.document.registered", by=None):
        return reviewing.notice(province["UBND"])


@pytest.fixture
def other(province):
    with record("documents.document.registered", by=None):
        return reviewing.notice(province["UBND"], number="9")


def confirm(source, by, *leads, how="", task=None, words=SIX[0], today=TODAY, **said):
    beside = actions.Beside(actions.How(how), task.pk) if task else None
    return actions.confirm(**span(source, words), chosen=chosen(*leads, beside=beside, **said), by=by, today=today)


def undo(made, by):
    actions.undo(verdict=made.verdict, by=by, today=TODAY)


def states(task):
    return {row.unit.code: row.state for row in AssignmentState.objects.current().filter(task=task)}


def test_undo_when_the_task_was_replaced_again_by_others_then_it_stays_replaced(province, office, source, other):
    task = tasks.issue(office, province["UBND"], province["STC"])
    first = confirm(source, office, province["SNV"], how="replace", task=task)
    actions.reopen(assignments=list(task.assignments.all()), reason="Nhầm", by=office, today=TODAY)
    second = confirm(other, office, province["SXD"], how="replace", task=task)
    undo(first, office)
    assert states(task) == {"STC": "exited"}
    undo(second, office)
    assert states(task) == {"STC": "open"}
    assert list(derive.differences()) == []


def test_undo_when_a_share_had_left_before_then_only_what_the_item_replaced_comes_back(province, office, source):
    task = tasks.issue(office, province["UBND"], province["STC"], province["SNV"])
    gone = task.assignments.filter(unit=province["STC"])
    actions.exit_register(
        assignments=list(gone), exit_reason="replaced", reason="Kế hoạch khác", by=office, today=date(2026, 3, 4)
    )
    made = confirm(source, office, province["SXD"], how="replace", task=task)
    undo(made, office)
    assert states(task) == {"STC": "exited", "SNV": "open"}


@pytest.mark.parametrize("was", ["submitted", "suspended"])
def test_undo_when_what_it_replaced_had_been_sent_or_stood_still_then_it_is_as_it_was(province, office, source, was):
    task = tasks.issue(office, province["UBND"], province["STC"])
    share = tasks.share(task)
    if was == "submitted":
        actions.submit_completion(assignment=share, update=actions.Update("Đã xong"), by=office, today=TODAY)
    else:
        actions.suspend(assignments=[share], reason="Chờ vốn", by=office, today=TODAY)
    before = AssignmentState.objects.current().values("state", "clock_on", "submitted_on", "reported_on").get(task=task)
    undo(confirm(source, office, province["SNV"], how="replace", task=task), office)
    now = AssignmentState.objects.current().values("state", "clock_on", "submitted_on", "reported_on").get(task=task)
    assert now == before
    assert list(derive.differences()) == []


def test_undo_when_a_unit_has_proposed_what_the_task_lacks_then_refused(province, office, source):
    made = confirm(source, office, province["STC"], kind="undated", due_on=None, undated_reason="Theo tình hình")
    head = tasks.acting(province, "stc", Role.UNIT_HEAD, "STC")
    value = actions.NewValue(Gap.DUE, "Họp giao ban", due_on=date(2026, 5, 1))
    actions.propose_value(share=tasks.share(made.tasks[0]), value=value, by=head, today=TODAY)
    with pytest.raises(Refusal) as refused:
        undo(made, office)
    assert refused.value.code == "tasks.review.issued"
    assert states(made.tasks[0]) == {"STC": "open"}


def test_replace_when_the_document_is_restricted_then_its_title_is_not_told(province, office, source):
    task = tasks.issue(office, province["UBND"], province["STC"])
    document = source.document
    document.restricted, document.number, document.symbol = True, "", ""
    document.save()
    confirm(source, office, province["SNV"], how="replace", task=task)
    said = list(Move.objects.filter(kind="exit").values_list("reason", flat=True))
    told = str(Event.objects.filter(code="tasks.assignment.exited").values_list("data", flat=True))
    assert said
    assert not [reason for reason in said if document.title in reason]
    assert document.title not in told


@threads
def test_undo_when_two_take_the_same_back_together_then_once(province, office, source):
    made = confirm(source, office, province["STC"])
    stale = [Verdict.objects.get(pk=made.verdict.pk) for _n in range(2)]
    answers = at_once(*(lambda one=one: actions.undo(verdict=one, by=office, today=TODAY) for one in stale))
    assert answers == ["done", "tasks.review.taken_back"]
    assert Event.objects.filter(code="tasks.item.reopened").count() == 1
    assert list(derive.differences()) == []


@threads
def test_undo_when_both_orders_of_a_task_are_taken_back_together_then_it_leaves(province, office, source, other):
    made = confirm(source, office, province["STC"])
    joined = confirm(other, office, how="join", task=made.tasks[0])
    assert at_once(lambda: undo(made, office), lambda: undo(joined, office)) == ["done", "done"]
    assert states(made.tasks[0]) == {"STC": "exited"}
    assert TaskOrder.objects.filter(task=made.tasks[0]).count() == 1
    assert list(derive.differences()) == []


@threads
def test_undo_when_a_unit_answers_at_the_same_moment_then_refused(province, office, source):
    made = confirm(source, office, province["STC"])
    share, reported = tasks.share(made.tasks[0]), Signal()

    def report():
        with transaction.atomic():
            actions.report_progress(assignment=share, update=actions.Update("Đang làm"), by=office, today=TODAY)
            reported.set()
            sleep(0.5)  # the unit's act is not kept yet while the other one looks

    def take_back():
        reported.wait(timeout=10)
        undo(made, office)

    assert at_once(report, take_back) == ["done", "tasks.review.issued"]
    assert states(made.tasks[0]) == {"STC": "open"}


@threads
def test_confirm_when_two_confirm_the_same_words_together_then_once(province, office, source):
    def act():
        confirm(source, office, province["STC"])

    assert at_once(act, act) == ["done", "tasks.review.again"]
    assert Verdict.objects.count() == 1
    assert list(derive.differences()) == []


@threads
def test_counters_when_joined_replaced_and_taken_back_then_they_reconcile_and_the_past_stays(
    province, office, source, other
):
    task = tasks.issue(office, province["UBND"], province["STC"], province["SNV"])
    days = [date(2026, 3, day) for day in (4, 5, 6, 9, 10)]
    joined = confirm(source, office, how="join", task=task, today=days[1])
    replaced = confirm(other, office, province["SXD"], how="replace", task=task, today=days[2])
    actions.undo(verdict=replaced.verdict, by=office, today=days[3])
    actions.undo(verdict=joined.verdict, by=office, today=days[4])
    known = [queries.counters(office, on=day) for day in days]
    assert [(one.assigned, one.exited) for one in known] == [(2, 0), (2, 0), (1, 2), (2, 1), (2, 1)]
    assert list(derive.differences()) == []
    assert audit.verify() is None
