"""An order that says what an open task says: joined, replaced or kept apart; and taking all of it back."""

from datetime import date

import pytest

from namro.core.errors import NotFound, Refusal
from namro.orgs.models import Role
from namro.reading.models import Verdict
from namro.tasks import actions, queries
from namro.tasks.models import AssignmentState, Directive, State, Task
from namro.tasks.queries import beside
from namro.tasks.queries import reviewing as reviewed
from tests.factories import orgs, reviewing, tasks
from tests.factories.reviewing import SIX, chosen, span

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)
WORK = "xây dựng phương án sắp xếp trụ sở dôi dư"
LIKE = "Xây dựng phương án sắp xếp trụ sở dôi dư của các cơ quan"


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def source(province):
    return reviewing.notice(province["UBND"])


@pytest.fixture
def task(province, office):
    return tasks.issue(office, province["UBND"], province["STC"], content=LIKE)


def confirm(source, by, how, task, *leads):
    return actions.confirm(
        **span(source, SIX[0]),
        chosen=chosen(*leads, beside=actions.Beside(actions.How(how), task.pk)),
        by=by,
        today=TODAY,
    )


def states(task):
    return {row.unit.code: row.state for row in AssignmentState.objects.current().filter(task=task)}


def test_similar_when_a_task_says_the_like_then_it_stands_first_and_others_do_not(province, office, source, task):
    tasks.issue(office, province["UBND"], province["SXD"], content="Kiểm tra các cầu treo dân sinh trước mùa mưa")
    [one] = beside.similar(WORK, province["UBND"], office)
    assert (one.task, one.leads, one.count, one.due_on) == (task, ["Sở Tài chính"], 1, tasks.DUE)


def test_similar_when_ended_or_of_another_office_then_not_shown(province, office, source, task):
    other = tasks.acting(province, "khac", Role.COORDINATOR, "SNV")
    assert beside.similar(WORK, province["SNV"], other) == []
    assert beside.similar(WORK, province["UBND"], other) == []
    actions.exit_register(
        assignments=list(task.assignments.all()), exit_reason="withdrawn", reason="Thôi", by=office, today=TODAY
    )
    assert beside.similar(WORK, province["UBND"], office) == []


def test_join_when_confirmed_then_one_task_on_two_orders_counted_once(province, office, source, task):
    made = confirm(source, office, "join", task)
    assert (made.tasks, Task.objects.count(), task.orders.count()) == ([task], 1, 2)
    assert made.verdict.decision == Verdict.Decision.ACCEPTED
    assert queries.counters(office).assigned == 1
    assert reviewed.review(source).items[0].task_ids == [task.pk]


def test_replace_when_confirmed_then_the_old_one_leaves_and_the_new_one_counts(province, office, source, task):
    made = confirm(source, office, "replace", task, province["SNV"])
    [row] = AssignmentState.objects.current().filter(task=task)
    assert (row.state, row.exit_reason) == (State.EXITED, "replaced")
    assert states(made.tasks[0]) == {"SNV": "open"}
    counted = queries.counters(office)
    assert (counted.assigned, counted.exited) == (1, 1)


def test_undo_when_joined_then_the_task_stands_on_its_own_order_again(office, source, task):
    made = confirm(source, office, "join", task)
    actions.undo(verdict=made.verdict, by=office, today=TODAY)
    assert (task.orders.count(), Directive.objects.filter(source=source).count()) == (1, 0)
    assert states(task) == {"STC": "open"}


def test_undo_when_replaced_then_the_old_task_is_followed_again(province, office, source, task):
    made = confirm(source, office, "replace", task, province["SNV"])
    actions.undo(verdict=made.verdict, by=office, today=TODAY)
    assert states(task) == {"STC": "open"}
    assert states(made.tasks[0]) == {"SNV": "exited"}
    assert reviewed.review(source).items[0].state == "proposed"


def test_undo_when_issued_and_nobody_answered_then_entered_wrongly_and_proposed_again(province, office, source):
    made = actions.confirm(**span(source, SIX[0]), chosen=chosen(province["STC"]), by=office, today=TODAY)
    actions.undo(verdict=made.verdict, by=office, today=TODAY)
    [row] = AssignmentState.objects.current()
    assert (row.state, row.exit_reason) == (State.EXITED, "wrong")
    again = actions.confirm(**span(source, SIX[0]), chosen=chosen(province["STC"]), by=office, today=TODAY)
    assert states(again.tasks[0]) == {"STC": "open"}


def test_undo_when_a_unit_has_answered_then_refused_and_nothing_changes(province, office, source):
    made = actions.confirm(**span(source, SIX[0]), chosen=chosen(province["STC"]), by=office, today=TODAY)
    share = tasks.share(made.tasks[0])
    actions.report_progress(assignment=share, update=actions.Update("Đang làm"), by=office, today=TODAY)
    with pytest.raises(Refusal) as refused:
        actions.undo(verdict=made.verdict, by=office, today=TODAY)
    assert refused.value.code == "tasks.review.issued"
    assert states(made.tasks[0]) == {"STC": "open"}
    assert Verdict.objects.count() == 1


@pytest.mark.parametrize("how", ["join", "replace"])
def test_beside_when_the_task_has_ended_meanwhile_then_refused_and_nothing_is_written(
    province, office, source, task, how
):
    actions.exit_register(
        assignments=list(task.assignments.all()), exit_reason="withdrawn", reason="Thôi", by=office, today=TODAY
    )
    before = reviewing.counts()
    with pytest.raises(Refusal) as refused:
        confirm(source, office, how, task, province["SNV"])
    assert (refused.value.code, reviewing.counts()) == ("tasks.beside.ended", before)


def test_join_when_the_document_is_restricted_and_the_task_is_not_then_refused(office, source, task):
    source.document.restricted = True
    source.document.save()
    with pytest.raises(Refusal) as refused:
        confirm(source, office, "join", task)
    assert refused.value.code == "tasks.beside.restricted"


def test_beside_when_the_task_is_another_offices_then_it_does_not_exist(province, source):
    theirs = tasks.acting(province, "khac", Role.COORDINATOR, "SNV")
    foreign = tasks.issue(theirs, province["SNV"], province["X001"])
    own = tasks.acting(province, "vp2", Role.COORDINATOR, "UBND")
    with pytest.raises(NotFound):
        confirm(source, own, "join", foreign)
    assert foreign.orders.count() == 1
