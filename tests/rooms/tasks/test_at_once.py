"""Several people act on the same shares at the same moment: each act is whole or refused, none is lost in silence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection, transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.models import Event
from namro.reading.actions import read_and_find
from namro.tasks import actions, derive
from namro.tasks.actions.moving import open_rows
from namro.tasks.models import Explanation, Move, ProgressReport, Task
from namro.tasks.queries.reviewing import review
from tests.factories import orgs, reviewing, tasks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    province = orgs.province()
    return tasks.office(province), province


def at_once(*acts):
    """Run the acts in threads that start together; what each answered: "done" or the refusal's code."""
    together = Barrier(len(acts))

    def run(act):
        try:
            together.wait(timeout=10)
            act()
            return "done"
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_reports_when_sent_together_then_each_is_kept(office):
    by, province = office
    share = tasks.share(tasks.issue(by, province["UBND"], province["STC"]))

    def report():
        actions.report_progress(assignment=share, update=actions.Update("Đang làm"), by=by)

    assert at_once(report, report, report, report) == ["done"] * 4
    assert ProgressReport.objects.count() == Move.objects.filter(kind="report").count() == 4
    assert list(derive.differences()) == []


def test_completion_when_confirmed_twice_together_then_once_and_the_other_is_refused(office):
    by, province = office
    share = tasks.share(tasks.issue(by, province["UBND"], province["STC"]))
    actions.submit_completion(assignment=share, update=actions.Update("Đã xong"), by=by)

    def accept():
        actions.accept(assignments=[share], by=by)

    assert at_once(accept, accept) == ["done", "tasks.move.wrong_state"]
    assert Move.objects.filter(kind="accept").count() == 1


def test_bulk_when_one_share_is_held_by_somebody_else_then_it_waits_and_moves_all(office):
    by, province = office
    shares = list(tasks.issue(by, province["UBND"], province["X001"], province["X002"]).assignments.all())
    held = Barrier(2)

    def report_slowly():
        with transaction.atomic():
            open_rows(shares[:1], by)
            held.wait(timeout=10)
            actions.report_progress(assignment=shares[0], update=actions.Update("Đang làm"), by=by)

    def set_due():
        held.wait(timeout=10)
        later = tasks.DUE + timedelta(days=900)
        actions.set_due(assignments=shares, due_on=later, reason="Gia hạn", by=by)

    assert at_once(report_slowly, set_due) == ["done", "done"]
    assert (
        Move.objects.filter(kind="set_due").count()
        == 2
        == Event.objects.get(code="tasks.assignment.due_set").data["count"]
    )
    assert list(derive.differences()) == []


def test_form_when_sent_twice_together_then_one_task(office):
    by, province = office
    order = actions.Order(form="phone", issuer_name="Chủ tịch", ordered_on=tasks.ISSUED)
    new = actions.NewTask("Kiểm kê", province["UBND"], [province["STC"]], [], due_on=tasks.DUE, once="ab" * 16)

    def send():
        actions.issue_by_hand(order=order, new=new, by=by, today=tasks.ISSUED)

    assert at_once(send, send, send) == ["done"] * 3
    assert Task.objects.count() == 1


def test_closing_when_a_unit_reports_at_the_same_moment_then_both_or_a_refusal_and_no_deadlock(office):
    by, province = office
    task = tasks.issue(by, province["UBND"], province["X001"], province["X002"])
    done, late = (tasks.share(task, province[code]) for code in ("X001", "X002"))
    actions.submit_completion(assignment=done, update=actions.Update("Đã xong"), by=by)
    actions.accept(assignments=[done], by=by)

    def close():
        actions.close(task=task, exceptions=actions.Exceptions([late.pk], "Chưa có trụ sở"), by=by)

    def report():
        actions.report_progress(assignment=late, update=actions.Update("Đang làm"), by=by)

    answers = at_once(close, close, report)
    assert answers in (["done", "done", "tasks.move.closed"], ["done", "tasks.move.closed", "tasks.move.closed"])
    assert tasks.row(late).state == "exited" and list(derive.differences()) == []


def test_proposal_when_approved_twice_together_then_once(office):
    by, province = office
    task = tasks.issue(by, province["UBND"], province["STC"], due_on=None, kind="undated")
    reporter = tasks.acting(province, "tc", "reporter", "STC")
    value = actions.NewValue("due", "Điện thoại", due_on=clock.today() + timedelta(days=5))
    made = actions.propose_value(share=tasks.share(task), value=value, by=reporter)

    def approve():
        actions.approve_value(proposal=made, by=by)

    assert at_once(approve, approve) == ["done", "tasks.gap.decided"]
    assert Move.objects.filter(kind="add_due").count() == 1


def test_split_when_the_machine_reads_again_at_the_same_moment_then_no_item_stands_twice(office):
    by, province = office
    source = reviewing.notice(province["UBND"])
    place = reviewing.span(source, reviewing.SIX[0])
    cut = (place["start"] + place["end"]) // 2

    def reading():
        read_and_find(source=source, by=None)

    at_once(lambda: actions.split(**place, cuts=[cut], by=by), reading, reading)
    items = review(source).items
    assert [one.key for one, after in pairwise(items) if one.end > after.start] == []


def test_shares_of_one_task_when_handed_to_one_unit_together_then_one_only(office):
    by, province = office
    task = tasks.issue(by, province["UBND"], province["STC"], supports=[actions.Share(province["SNV"])])
    lead, support = task.assignments.order_by("pk")

    def hand(share):
        return lambda: actions.transfer(assignments=[share], to=province["SXD"], reason="Đúng chức năng", by=by)

    assert at_once(hand(lead), hand(support)) == ["done", "tasks.transfer.two_roles"]
    assert Move.objects.filter(kind="transfer").count() == 1 and list(derive.differences()) == []


def test_share_when_handed_over_and_worked_on_together_then_the_facts_follow_one_another(office):
    by, province = office
    share = tasks.share(tasks.issue(by, province["UBND"], province["STC"]))

    def hand(code):
        return lambda: actions.transfer(assignments=[share], to=province[code], reason="Đúng chức năng", by=by)

    def report():
        actions.report_progress(assignment=share, update=actions.Update("Đang làm"), by=by)

    assert at_once(hand("SXD"), hand("SNV"), report) == ["done"] * 3
    assert list(derive.differences()) == []


def test_transfer_when_taken_back_twice_together_then_once(office):
    by, province = office
    share = tasks.share(tasks.issue(by, province["UBND"], province["STC"]))
    event = actions.transfer(assignments=[share], to=province["SXD"], reason="Đúng chức năng", by=by)

    def undo():
        actions.undo_transfer(event_id=event.pk, by=by)

    assert at_once(undo, undo) == ["done", "tasks.transfer.undone"]
    assert tasks.row(share).unit == province["STC"] and list(derive.differences()) == []


def test_question_when_asked_and_answered_twice_together_then_once(office):
    by, province = office
    share = tasks.share(tasks.issue(by, province["UBND"], province["STC"]))

    def ask():
        actions.ask_explanation(assignments=[share], question="Vì sao chậm?", by=by)

    assert at_once(ask, ask) == ["done", "tasks.explanation.asked"]
    one = Explanation.objects.get()

    def answer():
        actions.answer_explanation(explanation=one, answer=actions.Answer("Chờ số liệu"), by=by)

    assert at_once(answer, answer) == ["done", "tasks.explanation.ended"]
