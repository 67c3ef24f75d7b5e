"""A share handed to another unit: who holds it then and now, what stays, every refusal, taken back, and at the same moment."""

from datetime import date, timedelta

import pytest

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.orgs.models import Role, Unit
from namro.tasks import actions, derive, queries, rules
from namro.tasks.models import AssignmentState, Move, Task
from namro.tasks.queries import planned, transfers
from tests.factories import documents as papers
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
MOVED = tasks.ISSUED + timedelta(days=10)


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def task(province, office):
    return tasks.issue(office, province["UBND"], province["STC"])


def hand(office, share, unit, **given):
    said = {"reason": "Đúng chức năng của đơn vị nhận", "by": office, "today": MOVED} | given
    return actions.transfer(assignments=share if isinstance(share, list) else [share], to=unit, **said)


def say(share, by, day=None, **fields):
    update = actions.Update(sentence="Đang lấy ý kiến", **fields)
    return actions.report_progress(assignment=share, update=update, by=by, today=day or tasks.ISSUED)


def reporter(province, code):
    return tasks.acting(province, f"cb-{code}", Role.REPORTER, code)


def test_share_when_handed_over_then_the_counts_stay_and_each_day_knows_who_held_it(province, office, task):
    share = tasks.share(task)
    say(share, office, percent=40)
    before = queries.counters(office)
    event = hand(office, share, province["SNV"])
    row = tasks.row(share)
    assert (row.unit, row.state, row.percent) == (province["SNV"], "open", 40)
    assert (row.reported_on, row.returned, row.transferred_on) == (None, False, MOVED)
    share.refresh_from_db()
    assert share.unit == province["STC"] and Task.objects.count() == 1
    assert queries.counters(office).assigned == before.assigned == 1
    old, new = (queries.counters_by_unit(office, on=day) for day in (MOVED - timedelta(days=1), MOVED))
    assert (list(old), list(new)) == ([province["STC"].pk], [province["SNV"].pk])
    fact = Move.objects.get(kind="transfer")
    assert (fact.unit, fact.happened_on, fact.reason) == (province["SNV"], MOVED, "Đúng chức năng của đơn vị nhận")
    assert (event.data["to"], event.data["before"]) == (province["SNV"].pk, {str(share.pk): province["STC"].pk})
    assert list(derive.differences()) == []


def test_derive_when_the_holder_was_altered_by_hand_then_the_row_is_named(province, office, task):
    hand(office, tasks.share(task), province["SNV"])
    AssignmentState.objects.current().update(unit=province["SXD"])
    (found,) = derive.differences()
    assert f"unit_id={province['SXD'].pk}" in found.stored and f"unit_id={province['SNV'].pk}" in found.derived


@pytest.mark.parametrize("restricted", [False, True])
def test_holders_when_a_share_moved_then_the_new_one_sees_and_works_and_the_former_no_more(
    province, office, restricted
):
    task = tasks.issue(office, province["UBND"], province["STC"], restricted=restricted)
    share, (old, new) = tasks.share(task), (reporter(province, code) for code in ("STC", "SNV"))
    say(share, old)
    hand(office, share, province["SNV"])
    assert not Task.objects.visible_to(old).exists() and Task.objects.visible_to(new).get() == task
    with pytest.raises(NotFound):
        say(share, old, MOVED)
    assert say(share, new, MOVED).unit == province["SNV"]
    assert queries.task_page(task.pk, old) is None
    gone = transfers.held_before(task.pk, old)
    assert (gone.row.unit, gone.to, clock.day_of(gone.at)) == (province["STC"], "Sở Nội vụ", MOVED)
    assert transfers.held_before(task.pk, reporter(province, "SXD")) is None


def test_past_holder_when_the_task_is_opened_then_what_was_known_until_that_moment_stands_there(province, office, task):
    share, old = tasks.share(task), reporter(province, "STC")
    say(share, old)
    hand(office, share, province["SNV"])
    say(share, reporter(province, "SNV"), MOVED)
    gone = transfers.held_before(task.pk, old)
    page = queries.task_page(task.pk, old, until=gone.at)
    assert [line.unit for line in page.lines] == ["Sở Tài chính"] and len(page.reports) == 1
    assert [act.kind for act in page.acts] == ["issue"]


def test_page_when_a_share_moved_then_acts_and_reports_name_who_held_it_at_the_time(province, office, task):
    share = tasks.share(task)
    say(share, office)
    hand(office, share, province["SNV"])
    say(share, office, MOVED)
    page = queries.task_page(task.pk, office)
    assert [page.names[one.held_by] for one in page.reports] == ["Sở Nội vụ", "Sở Tài chính"]
    moved, issued = page.acts
    assert (page.names[moved.from_id], page.names[moved.to_id]) == ("Sở Tài chính", "Sở Nội vụ")
    assert page.names[issued.unit_id] == "Sở Tài chính" and issued.to_id is None


def test_document_when_named_then_it_stands_with_the_fact(province, office, task):
    document = papers.document("12/QĐ-UBND", MOVED)
    hand(office, tasks.share(task), province["SNV"], document=document)
    assert Move.objects.get(kind="transfer").document == document


def refused(office, share, unit, **given):
    with pytest.raises(Refusal) as refusal:
        hand(office, share, unit, **given)
    return refusal.value.code


def test_transfer_when_it_may_not_be_then_refused_with_its_reason(province, office, task):
    share, snv = tasks.share(task), province["SNV"]
    assert refused(office, share, snv, reason="  ") == "tasks.move.no_reason"
    assert refused(office, share, province["STC"]) == "tasks.transfer.same"
    Unit.objects.filter(code="SXD").update(closed_on=MOVED)
    assert refused(office, share, Unit.objects.get(code="SXD")) == "tasks.transfer.not_alive"
    joint = tasks.issue(office, province["UBND"], province["STC"], supports=[actions.Share(snv)])
    assert refused(office, tasks.share(joint), snv) == "tasks.transfer.two_roles"
    every = list(joint.assignments.order_by("pk"))
    assert refused(office, every, province["VP"]) == "tasks.transfer.twice"
    below = tasks.issue(office, province["STC"], province["X001"])
    Task.objects.filter(pk=below.pk).update(parent_assignment=share)
    assert refused(office, share, snv) == "tasks.transfer.parted"
    actions.exit_register(
        assignments=[tasks.share(below)], exit_reason="withdrawn", reason="Rút", by=office, today=MOVED
    )
    assert hand(office, share, snv).data["to"] == snv.pk


@pytest.mark.parametrize("state", ["submitted", "done", "exited"])
def test_transfer_when_a_decision_waits_or_all_has_ended_then_refused(province, office, task, state):
    share = tasks.share(task)
    if state == "exited":
        actions.exit_register(assignments=[share], exit_reason="withdrawn", reason="Rút", by=office, today=MOVED)
    else:
        update = actions.Update(sentence="Đã xong")
        actions.submit_completion(assignment=share, update=update, by=office, today=tasks.ISSUED)
    if state == "done":
        actions.accept(assignments=[share], by=office, today=MOVED)
    assert refused(office, share, province["SNV"]) == "tasks.move.wrong_state"
    assert tasks.row(share).unit == province["STC"] and not Move.objects.filter(kind="transfer").exists()


def test_many_when_one_cannot_go_then_none_goes(province, office):
    made = [tasks.issue(office, province["UBND"], province[code]) for code in ("STC", "SNV", "SXD")]
    shares = [tasks.share(one) for one in made]
    assert refused(office, shares, province["SNV"]) == "tasks.transfer.same"
    assert [tasks.row(one).unit.code for one in shares] == ["STC", "SNV", "SXD"]


@pytest.mark.parametrize(
    ("role", "code", "refusal"),
    [
        (Role.LEADER, "UBND", "tasks.move.not_your_office"),
        (Role.REPORTER, "STC", "tasks.move.not_your_office"),
        (Role.UNIT_HEAD, "STC", "tasks.move.not_your_office"),
        (Role.COORDINATOR, "STC", "tasks.move.not_your_office"),
        (Role.COORDINATOR, "SXD", None),
        (Role.INSPECTOR, "UBND", "tasks.move.not_your_office"),
    ],
)
def test_transfer_when_tried_by_others_than_the_offices_coordinator_then_refused(province, task, role, code, refusal):
    by = tasks.acting(province, "other", role, code)
    with pytest.raises(Refusal if refusal else NotFound) as found:
        hand(by, tasks.share(task), province["SNV"])
    assert refusal is None or found.value.code == refusal


def test_form_when_sent_twice_then_handed_over_once(province, office, task):
    share = tasks.share(task)
    first, second = (hand(office, share, province["SNV"], once="form-1") for _ in range(2))
    assert first.pk == second.pk and Move.objects.filter(kind="transfer").count() == 1


def test_three_hundred_when_handed_over_then_a_constant_number_of_statements(
    province, office, django_assert_max_num_queries
):
    few = [tasks.share(tasks.issue(office, province["UBND"], province["STC"])) for _ in range(3)]
    with django_assert_max_num_queries(18):
        hand(office, few, province["SNV"])
    many = [tasks.share(tasks.issue(office, province["UBND"], province["STC"])) for _ in range(30)]
    with django_assert_max_num_queries(18):
        hand(office, many, province["SNV"])
    assert list(derive.differences()) == []


def test_preview_when_planned_then_it_says_who_holds_it_who_would_and_what_cannot_go(province, office):
    made = [tasks.issue(office, province["UBND"], province[code]) for code in ("STC", "SNV")]
    ids = [tasks.share(one).pk for one in made]
    plan = planned.transferring(office, province["SNV"], ids)
    first, second = planned.planned(ids, office, plan)
    assert (first.unit, first.after, first.refused) == ("Sở Tài chính", "Sở Nội vụ", "")
    assert second.refused == rules.wording.HOLDS_ALREADY % {"unit": "Sở Nội vụ"}


def test_undo_when_nobody_worked_since_then_the_former_holder_has_it_as_before(province, office, task):
    share = tasks.share(task)
    say(share, office, percent=40)
    before = tasks.row(share)
    event = hand(office, share, province["SNV"])
    assert actions.undo_transfer(event_id=event.pk, by=office, today=MOVED) == 1
    after = tasks.row(share)
    names = ("unit_id", "state", "percent", "reported_on", "returned", "transferred_on", "clock_on")
    assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]
    assert [one.kind for one in Move.objects.filter(assignment=share).order_by("id")][-2:] == ["transfer", "back"]
    assert list(derive.differences()) == []
    with pytest.raises(Refusal) as again:
        actions.undo_transfer(event_id=event.pk, by=office, today=MOVED)
    assert again.value.code == "tasks.transfer.undone"


def test_undo_when_some_were_worked_on_then_only_the_others_go_back(province, office):
    shares = [tasks.share(tasks.issue(office, province["UBND"], province["STC"])) for _ in range(3)]
    event = hand(office, shares, province["SNV"])
    say(shares[0], reporter(province, "SNV"), MOVED)
    actions.ask_explanation(assignments=[shares[1]], question="Vì sao chưa có dự thảo?", by=office, today=MOVED)
    assert actions.undo_transfer(event_id=event.pk, by=office, today=MOVED) == 1
    assert [tasks.row(one).unit.code for one in shares] == ["SNV", "SNV", "STC"]
    assert list(derive.differences()) == []


@pytest.mark.parametrize("why", ["worked", "gone", "another share", "moved on"])
def test_undo_when_nothing_can_go_back_then_refused(province, office, why):
    task = tasks.issue(
        office, province["UBND"], province["STC"], supports=[actions.Share(province["SXD"], due_on=tasks.DUE)]
    )
    share = tasks.share(task)
    event = hand(office, share, province["SNV"])
    if why == "worked":
        say(share, office, MOVED)
    elif why == "gone":
        Unit.objects.filter(code="STC").update(closed_on=MOVED)
    elif why == "another share":
        hand(office, task.assignments.get(role="support"), province["STC"])
    else:
        hand(office, share, province["VP"])
        hand(office, share, province["SNV"])
    with pytest.raises(Refusal) as refusal:
        actions.undo_transfer(event_id=event.pk, by=office, today=MOVED)
    assert refusal.value.code == "tasks.transfer.nothing"


@pytest.mark.parametrize(("role", "code", "error"), [(Role.LEADER, "UBND", Refusal), (Role.REPORTER, "STC", NotFound)])
def test_undo_when_tried_by_others_then_refused(province, office, task, role, code, error):
    event = hand(office, tasks.share(task), province["SNV"])
    with pytest.raises(error):
        actions.undo_transfer(event_id=event.pk, by=tasks.acting(province, "other", role, code), today=MOVED)
    assert not Event.objects.filter(code="tasks.assignment.transfer_back").exists()


def test_handed_on_when_a_share_left_the_unit_then_its_people_are_told_for_a_month(province, office, task, monkeypatch):
    share = tasks.share(task)
    hand(office, share, province["SNV"])
    old = reporter(province, "STC")
    with clock.on(MOVED + timedelta(days=3)):
        (gone,) = transfers.handed_on(old)
        assert (gone.row.task, gone.to, gone.reason) == (task, "Sở Nội vụ", "Đúng chức năng của đơn vị nhận")
        assert transfers.handed_on(reporter(province, "SNV")) == []
    with clock.on(MOVED + timedelta(days=32)):
        assert transfers.handed_on(old) == []


def test_register_when_cut_down_to_what_was_handed_over_then_only_that_stands_there(province, office, task):
    tasks.issue(office, province["UBND"], province["STC"])
    hand(office, tasks.share(task), province["SNV"])
    rows, _day = queries.register(office, queries.Filters(mark="transferred"))
    assert [(row.task_id, row.unit.code) for row in rows] == [(task.pk, "SNV")]
    early, _day = queries.register(office, queries.Filters(mark="transferred", on=date(2026, 3, 3)))
    assert not early.exists()


def test_gap_when_proposed_before_the_transfer_then_the_proposer_is_the_unit_of_that_day(province, office):
    task = tasks.issue(office, province["UBND"], province["STC"])
    old = reporter(province, "STC")
    value = actions.NewValue(gap="product", words="Tờ trình", ground="Họp ngày 03/3", agreed_on=tasks.ISSUED)
    made = actions.propose_value(share=tasks.share(task), value=value, by=old, today=tasks.ISSUED)
    hand(office, tasks.share(task), province["SNV"])
    assert [one.unit_id for one in queries.to_decide(office)] == [province["STC"].pk]
    with clock.on(MOVED):
        actions.approve_value(proposal=made, by=office)
        assert queries.answered(old).count() == 1
        assert queries.answered(reporter(province, "SNV")).count() == 0


def test_transfer_when_the_new_unit_passed_work_down_then_it_is_not_handed_back_over_its_head(province, office, task):
    share = tasks.share(task)
    event = hand(office, share, province["SNV"])
    below = tasks.issue(office, province["SNV"], province["X001"])
    Task.objects.filter(pk=below.pk).update(parent_assignment=share)
    with pytest.raises(Refusal) as refusal:
        actions.undo_transfer(event_id=event.pk, by=office, today=MOVED)
    assert refusal.value.code == "tasks.transfer.nothing" and tasks.row(share).unit == province["SNV"]
