"""A task of many units closed with named exceptions and reopened: one act, whole or refused, read as of each day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Role
from namro.tasks import actions, derive, export, queries
from namro.tasks.models import AssignmentState, Closure, ExitReason, Gap, Move
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
DUE = tasks.DUE
CLOSED = DUE + timedelta(days=10)
REOPENED = DUE + timedelta(days=20)
CODES = ("X001", "X002", "X003")


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def leader(province):
    return tasks.acting(province, "lanhdao", Role.LEADER, "UBND")


def complete(share, office, day=DUE):
    actions.submit_completion(assignment=share, update=actions.Update("Đã niêm yết"), by=office, today=day)
    actions.accept(assignments=[share], by=office, today=day)


@pytest.fixture
def task(province, office):
    """Three communes: the first has completed, the second sent a line, the third is silent."""
    made = tasks.issue(office, province["UBND"], *(province[code] for code in CODES))
    complete(tasks.share(made, province["X001"]), office)
    update = actions.Update("Đang làm", percent=40)
    actions.report_progress(assignment=tasks.share(made, province["X002"]), update=update, by=office, today=DUE)
    return made


def share(task, code):
    return task.assignments.get(unit__code=code)


def naming(task, *codes, reason="Chưa có trụ sở", **fields):
    return actions.Exceptions([share(task, code).pk for code in codes], reason=reason, **fields)


def close(task, by, *codes, today=CLOSED, **fields):
    return actions.close(task=task, exceptions=naming(task, *codes, **fields), by=by, today=today)


def states(task, on=None):
    rows = AssignmentState.objects.current().filter(task=task)
    return {row.unit.code: row.state for row in rows.select_related("unit")}


def four(scope, on=None):
    found = queries.counters(scope, on=on)
    return found.done_on_time, found.done_late, found.open_in_term, found.open_overdue, found.exited, found.excepted


def test_closed_when_all_others_are_named_then_done_and_the_exceptions_stand_beside(task, office, leader):
    own = {share(task, "X003").pk: "Đã sáp nhập vào phường khác"}
    close(task, leader, "X002", "X003", reasons=own)
    assert states(task) == {"X001": "done", "X002": "exited", "X003": "exited"}
    page = queries.task_page(task.pk, office)
    assert page.standing == "done_on_time" and page.closed.by_name == leader.user.full_name
    assert page.closed.happened_on == CLOSED
    assert {line.row.unit.code: line.row.excepted_because for line in page.exceptions} == {
        "X002": "Chưa có trụ sở",
        "X003": "Đã sáp nhập vào phường khác",
    }
    assert four(office) == (1, 0, 0, 0, 2, 2)
    event = Event.objects.get(code="tasks.task.closed")
    assert (event.subject_type, event.subject_id, event.data["count"]) == ("tasks.task", task.pk, 2)
    assert Event.objects.filter(pk__gte=event.pk).count() == 1, "one act, one event"
    assert list(derive.differences()) == []


def test_closed_when_one_was_late_then_the_task_is_done_late(province, task, office):
    complete(share(task, "X002"), office, DUE + timedelta(days=5))
    close(task, office, "X003")
    assert queries.task_page(task.pk, office).standing == "done_late"
    (piece,) = queries.pieces([task.pk], office, None)
    assert (piece.counters.standing, piece.counters.excepted) == ("done_late", 1)


def test_exceptions_when_counted_then_apart_from_other_exits_and_the_four_still_add_up(province, task, office):
    gone = tasks.share(tasks.issue(office, province["UBND"], province["SNV"]))
    actions.exit_register(assignments=[gone], exit_reason="withdrawn", reason="Thu hồi", by=office, today=DUE)
    close(task, office, "X002", "X003")
    found = queries.counters(office)
    assert (found.exited, found.excepted, found.assigned) == (3, 2, 1)
    rows = list(queries.rows_for_export(office, queries.Filters()))
    assert sum(row.exit_reason == "excepted" for row in rows) == found.excepted
    assert sum(row.counted for row in rows) == found.assigned
    assert queries.chosen(office, queries.Filters(mark="excepted"))[0].count() == 2
    assert dict(export.summary(found))[next(label for label, count in export.summary(found) if count == 2)] == 2


def test_as_of_when_each_day_is_read_then_what_was_known_then(task, office):
    close(task, office, "X002", "X003")
    actions.reopen_task(task=task, reason="Đã có trụ sở", by=office, today=REOPENED)
    assert four(office, CLOSED - timedelta(days=1)) == (1, 0, 0, 2, 0, 0)
    assert four(office, CLOSED) == (1, 0, 0, 0, 2, 2)
    assert four(office, REOPENED) == four(office) == (1, 0, 0, 2, 0, 0)
    assert queries.task_page(task.pk, office, on=CLOSED - timedelta(days=1)).closed is None
    assert queries.task_page(task.pk, office, on=CLOSED).closed is not None
    page = queries.task_page(task.pk, office)
    assert (page.closed, page.exceptions, page.standing) == (None, [], "open_overdue")
    assert [one.closed for one in page.closings] == [True, False]


@pytest.mark.parametrize("state", ["open", "waiting", "suspended", "submitted"])
def test_reopened_when_taken_back_then_each_exception_is_what_it_was(province, task, office, state):
    one = share(task, "X002")
    by = {"by": office, "today": DUE + timedelta(days=2)}
    {
        "open": lambda: None,
        "waiting": lambda: actions.wait_for_document(assignments=[one], reason="Chờ nghị định", **by),
        "suspended": lambda: actions.suspend(assignments=[one], reason="Thiên tai", **by),
        "submitted": lambda: actions.submit_completion(assignment=one, update=actions.Update("Xong"), **by),
    }[state]()
    before = {name: value for name, value in vars(tasks.row(one)).items() if name not in {"id", "known_from", "_state"}}
    close(task, office, "X002", "X003")
    actions.reopen_task(task=task, reason="Nhầm", by=office, today=REOPENED)
    after = {name: value for name, value in vars(tasks.row(one)).items() if name not in {"id", "known_from", "_state"}}
    assert after == before and after["state"] == state
    assert list(derive.differences()) == []
    event = Event.objects.get(code="tasks.task.reopened")
    assert (event.data["reason"], event.data["count"], event.subject_id) == ("Nhầm", 2, task.pk)


def test_reopened_when_units_go_on_then_it_can_be_closed_again(task, office):
    close(task, office, "X002", "X003")
    actions.reopen_task(task=task, reason="Nhầm", by=office, today=REOPENED)
    complete(share(task, "X002"), office, REOPENED + timedelta(days=1))
    close(task, office, "X003", today=REOPENED + timedelta(days=2))
    assert states(task) == {"X001": "done", "X002": "done", "X003": "exited"}
    assert list(derive.differences()) == []


def test_as_of_when_it_was_closed_twice_then_each_day_reads_the_reason_of_its_own_closing(task, office):
    close(task, office, "X002", "X003")
    actions.reopen_task(task=task, reason="Nhầm", by=office, today=REOPENED)
    again = REOPENED + timedelta(days=2)
    close(task, office, "X002", "X003", reason="Xã đã sáp nhập", today=again)

    def reasons(day):
        return {line.row.excepted_because for line in queries.task_page(task.pk, office, on=day).exceptions}

    assert [reasons(day) for day in (CLOSED, REOPENED, again)] == [{"Chưa có trụ sở"}, set(), {"Xã đã sáp nhập"}]


def test_close_when_a_unit_is_named_twice_then_it_counts_once(task, office):
    close(task, office, "X002", "X003", "X002")
    assert Event.objects.get(code="tasks.task.closed").data["count"] == 2


def test_reopened_when_one_had_left_for_another_reason_then_it_stays_away(task, office):
    actions.exit_register(
        assignments=[share(task, "X002")], exit_reason="merged", reason="Sáp nhập", by=office, today=DUE
    )
    close(task, office, "X003")
    actions.reopen_task(task=task, reason="Nhầm", by=office, today=REOPENED)
    assert states(task) == {"X001": "done", "X002": "exited", "X003": "open"}


@pytest.mark.parametrize(
    ("codes", "fields", "code", "said"),
    [
        (("X002",), {}, "tasks.close.not_named", "X003"),
        ((), {}, "tasks.close.not_named", "2"),
        (("X001", "X002", "X003"), {}, "tasks.close.not_unfinished", ""),
        (("X002", "X003"), {"reason": " "}, "tasks.close.no_reason", "X002"),
    ],
)
def test_close_when_something_is_missing_then_refused_and_nothing_moves(
    task, office, province, codes, fields, code, said
):
    moves, events = Move.objects.count(), Event.objects.count()
    with pytest.raises(Refusal) as refused:
        close(task, office, *codes, **fields)
    assert refused.value.code == code
    called = {unit.code: name for unit in province.units.values() for name in queries_names(unit)}
    assert called.get(said, said) in str(refused.value)
    assert (Move.objects.count(), Event.objects.count(), Closure.objects.count()) == (moves, events, 0)


def queries_names(unit):
    from namro.orgs.queries import names

    return names([unit.pk], DUE).values()


def test_close_when_many_are_not_named_then_ten_by_name_and_the_others_by_number(office, province):
    units = orgs_actions.open_units(units=[orgs.unit(f"N{n:02}", "commune", "UBND") for n in range(15)], by=None)
    task = tasks.issue(office, province["UBND"], *units)
    complete(tasks.share(task, units[0]), office)
    with pytest.raises(Refusal) as refused:
        actions.close(task=task, exceptions=actions.Exceptions([], "x"), by=office, today=CLOSED)
    assert "14" in str(refused.value) and "4" in str(refused.value).rsplit(",", 1)[1]


def test_close_when_the_task_is_not_fit_then_refused(province, task, office):
    one = tasks.issue(office, province["UBND"], province["STC"])
    silent = tasks.issue(office, province["UBND"], province["SNV"], province["SXD"])
    cases = {
        "tasks.close.one_lead": (one, [tasks.share(one).pk]),
        "tasks.close.nobody_done": (silent, list(silent.assignments.values_list("pk", flat=True))),
    }
    for code, (given, shares) in cases.items():
        with pytest.raises(Refusal) as refused:
            actions.close(task=given, exceptions=actions.Exceptions(shares, "x"), by=office, today=CLOSED)
        assert refused.value.code == code
    for code in ("X002", "X003"):
        complete(share(task, code), office, DUE + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        actions.close(task=task, exceptions=actions.Exceptions([], "x"), by=office, today=CLOSED)
    assert refused.value.code == "tasks.close.all_done"


def test_closed_when_somebody_goes_on_all_the_same_then_refused_until_it_is_reopened(task, office):
    close(task, office, "X002", "X003")
    one, done = share(task, "X002"), share(task, "X001")
    later = {"by": office, "today": CLOSED + timedelta(days=1)}
    value = actions.NewValue(Gap.PRODUCT, "Điện thoại", words="Báo cáo")
    for act in (
        lambda: actions.report_progress(assignment=one, update=actions.Update("Đang làm"), **later),
        lambda: actions.submit_completion(assignment=one, update=actions.Update("Xong"), **later),
        lambda: actions.reopen(assignments=[one], reason="Làm lại", **later),
        lambda: actions.reopen(assignments=[done], reason="Làm lại", **later),
        lambda: actions.add_value(task=task, value=value, **later),
        lambda: close(task, office, today=CLOSED + timedelta(days=1)),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "tasks.move.closed"
    actions.reopen_task(task=task, reason="Làm lại", **later)
    actions.report_progress(assignment=one, update=actions.Update("Đang làm"), **later)


def test_exception_when_chosen_as_an_exit_by_hand_then_refused(task, office):
    with pytest.raises(Refusal) as refused:
        actions.exit_register(
            assignments=[share(task, "X002")], exit_reason=ExitReason.EXCEPTED, reason="x", by=office, today=CLOSED
        )
    assert refused.value.code == "tasks.exit.excepted"


@pytest.mark.parametrize("reason", ["", "  "])
def test_reopen_when_no_reason_is_given_then_refused(task, office, reason):
    close(task, office, "X002", "X003")
    with pytest.raises(Refusal) as refused:
        actions.reopen_task(task=task, reason=reason, by=office, today=REOPENED)
    assert refused.value.code == "tasks.move.no_reason" and Closure.objects.count() == 1


def test_reopen_when_it_is_not_closed_then_refused(task, office):
    with pytest.raises(Refusal) as refused:
        actions.reopen_task(task=task, reason="Nhầm", by=office, today=REOPENED)
    assert refused.value.code == "tasks.close.not_closed"


@pytest.mark.parametrize(
    ("role", "unit", "answer"),
    [
        (Role.COORDINATOR, "UBND", "done"),
        (Role.LEADER, "UBND", "done"),
        (Role.COORDINATOR, "TU", NotFound),
        (Role.LEADER, "TU", NotFound),
        (Role.REPORTER, "X001", Refusal),
        (Role.UNIT_HEAD, "X002", Refusal),
        (Role.INSPECTOR, "UBND", Refusal),
        (Role.AUDITOR, "UBND", Refusal),
        (Role.ADMINISTRATOR, "UBND", NotFound),
        (Role.REPORTER, "SNV", NotFound),
    ],
)
def test_close_and_reopen_when_the_person_is_another_then_only_the_issuing_office(
    province, task, office, role, unit, answer
):
    by = tasks.acting(province, "ai", role, unit)
    if answer == "done":
        close(task, by, "X002", "X003")
        assert actions.reopen_task(task=task, reason="Nhầm", by=by, today=REOPENED).kind == "reopened"
        return
    with pytest.raises(answer) as refused:
        close(task, by, "X002", "X003")
    assert isinstance(refused.value, NotFound) == (answer is NotFound) and not Closure.objects.exists()
    close(task, office, "X002", "X003")
    with pytest.raises(answer):
        actions.reopen_task(task=task, reason="Nhầm", by=by, today=REOPENED)
    assert Closure.objects.count() == 1


def test_support_when_it_has_not_completed_then_it_is_named_too_and_counted_apart(province, office):
    units = [province["X001"], province["X002"]]
    task = tasks.issue(office, province["UBND"], *units, supports=[actions.Share(province["STC"])])
    complete(tasks.share(task, units[0]), office)
    with pytest.raises(Refusal) as refused:
        close(task, office, "X002")
    assert refused.value.code == "tasks.close.not_named"
    close(task, office, "X002", "STC")
    assert four(office) == (1, 0, 0, 0, 1, 1), "the counters count leads only"


def test_600_units_when_closed_and_reopened_then_the_same_statements_as_for_3(office, province):
    def statements(count):
        units = orgs_actions.open_units(
            units=[orgs.unit(f"N{count}-{number}", "commune", "UBND") for number in range(count)], by=None
        )
        task = tasks.issue(office, province["UBND"], *units)
        shares = list(task.assignments.order_by("pk"))
        complete(shares[0], office)
        reasons = {one.pk: f"Lý do của {one.pk}" for one in shares[1::2]}
        named = actions.Exceptions([one.pk for one in shares[1:]], "Chưa có trụ sở", reasons)
        with CaptureQueriesContext(connection) as closing:
            actions.close(task=task, exceptions=named, by=office, today=CLOSED)
        assert queries.task_page(task.pk, office).counted == {
            "done_on_time": 1,
            "done_late": 0,
            "open_in_term": 0,
            "open_overdue": 0,
            "exited": count - 1,
        }
        with CaptureQueriesContext(connection) as reopening:
            actions.reopen_task(task=task, reason="Nhầm", by=office, today=REOPENED)
        assert AssignmentState.objects.current().filter(task=task, state="open").count() == count - 1
        return len(closing), len(reopening)

    few, many = statements(3), statements(600)
    assert many == few and max(many) <= 20
    assert list(derive.differences()) == []
