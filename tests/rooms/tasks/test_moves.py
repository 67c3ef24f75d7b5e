"""Reports and decisions replayed with their dates, read as of several days; who may make them."""

from datetime import date, timedelta

import pytest

from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.orgs.models import Role
from namro.tasks import actions, derive, queries, rules
from namro.tasks.models import AssignmentState, Move, ProgressReport
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
DUE = tasks.DUE


def days(count: int) -> date:
    return DUE + timedelta(days=count)


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def reporter(province):
    return tasks.acting(province, "tc", Role.REPORTER, "STC")


@pytest.fixture
def share(province, office):
    return tasks.share(tasks.issue(office, province["UBND"], province["STC"]))


def update(sentence="Đã trình dự thảo", **fields):
    return actions.Update(sentence=sentence, **fields)


def category(scope, on):
    found = queries.counters(scope, on=on)
    return [
        name for name in ("done_on_time", "done_late", "open_in_term", "open_overdue", "exited") if getattr(found, name)
    ]


def test_plain_progress_when_sent_then_nobody_accepts_it(share, reporter):
    actions.report_progress(assignment=share, update=update(percent=40, stage="Soạn thảo"), by=reporter, today=days(-5))
    row = tasks.row(share)
    assert (row.state, row.percent, row.reported_on) == ("open", 40, days(-5))


def test_returned_and_late_accepted_when_read_as_of_then_each_day_shows_what_was_known(share, office, reporter):
    actions.submit_completion(assignment=share, update=update(), by=reporter, today=days(-2))
    actions.return_for_changes(assignments=[share], reason="Thiếu phụ lục", by=office, today=days(3))
    actions.submit_completion(assignment=share, update=update(), by=reporter, today=days(5))
    actions.accept(assignments=[share], by=office, today=days(20))
    assert category(office, tasks.ISSUED - timedelta(days=1)) == []
    assert category(office, tasks.ISSUED) == ["open_in_term"]
    assert category(office, days(1)) == ["open_in_term"], "sent in term: the office's own delay never makes a unit late"
    assert category(office, days(4)) == ["open_overdue"], "a returned report counts as never sent"
    assert category(office, days(19)) == ["open_overdue"]
    assert category(office, days(20)) == ["done_late"]
    assert category(office, None) == ["done_late"]
    assert tasks.row(share).done_on == days(5)


def test_accepted_long_after_when_sent_in_time_then_on_time(share, office, reporter):
    actions.submit_completion(assignment=share, update=update(), by=reporter, today=DUE)
    actions.accept(assignments=[share], by=office, today=days(30))
    assert category(office, days(29)) == ["open_in_term"]
    assert category(office, None) == ["done_on_time"]


def test_product_date_when_within_three_days_before_sending_then_counts_as_sent(share, office, reporter):
    dated = update(product_symbol="12/KH-STC", product_on=days(0))
    actions.submit_completion(assignment=share, update=dated, by=reporter, today=days(3))
    actions.accept(assignments=[share], by=office, today=days(4))
    assert tasks.row(share).done_on == DUE
    assert category(office, None) == ["done_on_time"]


def test_exit_when_withdrawn_then_leaves_assigned_from_that_day_and_stands_beside(share, office):
    reason = actions.exit_register
    reason(assignments=[share], exit_reason="withdrawn", reason="Thu hồi văn bản", by=office, today=days(2))
    before, after = queries.counters(office, on=days(1)), queries.counters(office, on=days(2))
    assert (before.assigned, before.exited) == (1, 0)
    assert (after.assigned, after.exited) == (0, 1)


def test_many_when_accepted_at_once_then_the_same_statements_as_one(province, office, django_assert_max_num_queries):
    units = [province[f"X00{number}"] for number in (1, 2, 3)]
    task = tasks.issue(office, province["UBND"], *units)
    shares = list(task.assignments.all())
    for one in shares:
        actions.submit_completion(assignment=one, update=update(), by=office, today=days(-1))
    with django_assert_max_num_queries(11):
        actions.accept(assignments=shares, by=office, today=days(0))
    assert queries.counters(office).done_on_time == 3
    assert Event.objects.filter(code="tasks.assignment.accepted").count() == 1


@pytest.mark.parametrize("kind", [kind for kind in Move.Kind if kind != Move.Kind.ISSUE])
@pytest.mark.parametrize(
    ("role", "unit"),
    [
        (Role.COORDINATOR, "UBND"),
        (Role.COORDINATOR, "TU"),
        (Role.LEADER, "UBND"),
        (Role.REPORTER, "STC"),
        (Role.UNIT_HEAD, "STC"),
        (Role.REPORTER, "SNV"),
        (Role.INSPECTOR, "STC"),
        (Role.AUDITOR, "UBND"),
    ],
)
def test_rules_when_the_person_is_another_then_only_office_and_holder_may(province, share, role, unit, kind):
    by = tasks.acting(province, "ai", role, unit)
    row = tasks.row(share)
    row.state = {"accept": "submitted", "return": "submitted", "release": "waiting", "resume": "suspended"}.get(
        kind, "open"
    )
    row.state = {"reopen": "done", "restore": "exited"}.get(kind, row.state)
    office = (role, unit) == (Role.COORDINATOR, "UBND")
    holder = unit == "STC" and role in {Role.REPORTER, Role.UNIT_HEAD}
    decider = (role, unit) == (Role.LEADER, "UBND") and kind in {"add_due", "except", "restore"}
    assert rules.can_move(by, row, kind) == (office or decider or (holder and kind in {"report", "submit"}))
    assert bool(rules.why_not(by, row, kind)) != rules.can_move(by, row, kind)


def test_report_when_the_share_is_another_units_then_it_does_not_exist(province, share):
    stranger = tasks.acting(province, "nv", Role.REPORTER, "SNV")
    with pytest.raises(NotFound):
        actions.report_progress(assignment=share, update=update(), by=stranger, today=days(-1))
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"sentence": " "}, "tasks.report.no_sentence"),
        ({"percent": 101}, "tasks.report.percent"),
        ({"percent": -1}, "tasks.report.percent"),
        ({"product_on": days(1)}, "tasks.report.product_date"),
    ],
)
def test_report_when_it_is_wrong_then_refused_and_nothing_stays(share, reporter, changed, code):
    with pytest.raises(Refusal) as refused:
        actions.submit_completion(assignment=share, update=update(**changed), by=reporter, today=days(0))
    assert refused.value.code == code
    assert not ProgressReport.objects.exists()
    assert tasks.row(share).state == "open"


def test_submit_when_already_submitted_then_refused_and_the_report_is_not_kept(share, reporter):
    actions.submit_completion(assignment=share, update=update(), by=reporter, today=days(-2))
    with pytest.raises(Refusal) as refused:
        actions.submit_completion(assignment=share, update=update(), by=reporter, today=days(-1))
    assert refused.value.code == "tasks.move.wrong_state"
    assert ProgressReport.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_return_when_no_reason_is_given_then_refused(share, office, reporter, reason):
    actions.submit_completion(assignment=share, update=update(), by=reporter, today=days(-2))
    with pytest.raises(Refusal) as refused:
        actions.return_for_changes(assignments=[share], reason=reason, by=office, today=days(-1))
    assert refused.value.code == "tasks.move.no_reason"


def test_entry_when_dated_before_a_later_one_then_refused(share, reporter):
    actions.report_progress(assignment=share, update=update(), by=reporter, today=days(-1))
    with pytest.raises(Refusal) as refused:
        actions.report_progress(assignment=share, update=update(), by=reporter, today=days(-2))
    assert refused.value.code == "tasks.move.already_later"


def test_derive_when_a_whole_life_was_led_then_no_difference_and_an_edited_row_is_found(share, office, reporter):
    actions.report_progress(assignment=share, update=update(percent=10), by=reporter, today=days(-9))
    actions.wait_for_document(assignments=[share], reason="Chờ nghị định", by=office, today=days(-8))
    actions.release(assignments=[share], by=office, today=days(-7))
    actions.set_due(assignments=[share], due_on=days(10), reason="Gia hạn", by=office, today=days(-6))
    actions.suspend(assignments=[share], reason="Thiên tai", by=office, today=days(-5))
    actions.resume(assignments=[share], by=office, today=days(-4))
    actions.submit_completion(assignment=share, update=update(), by=reporter, today=days(-3))
    actions.accept(assignments=[share], by=office, today=days(-3))
    actions.reopen(assignments=[share], reason="Bổ sung", by=office, today=days(-2))
    assert list(derive.differences()) == []
    AssignmentState.objects.filter(assignment=share, state="waiting").update(percent=99)
    assert [found.assignment_id for found in derive.differences()] == [share.pk]


@pytest.mark.parametrize("column", ["unit", "owner", "task", "role", "restricted"])
def test_derive_when_a_copied_column_was_edited_then_said_in_one_line(share, province, office, column):
    other = tasks.issue(office, province["UBND"], province["SNV"])
    wrong = {
        "unit": province["SNV"],
        "owner": province["TU"],
        "task": other,
        "role": "support",
        "restricted": True,
    }[column]
    AssignmentState.objects.filter(assignment=share).update(**{column: wrong})
    (found,) = derive.differences()
    assert (found.assignment_id, found.unit) == (share.pk, "STC")
    assert column in found.stored and column in found.derived and "due_on" not in found.stored
    assert str(share.pk) in str(found) and "STC" in str(found) and "\n" not in str(found)


def test_derive_when_a_row_is_missing_or_too_many_then_found(share, province, office):
    other = tasks.share(tasks.issue(office, province["UBND"], province["SNV"]))
    AssignmentState.objects.filter(assignment=share).delete()
    Move.objects.filter(assignment=other).delete()
    assert sorted(found.assignment_id for found in derive.differences()) == sorted([share.pk, other.pk])
