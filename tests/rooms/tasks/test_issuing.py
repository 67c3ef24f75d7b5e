"""Issuing: what is required, what is refused, one set-based write for any number of units."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namro.core.errors import Refusal
from namro.core.models import Change, Event
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Role
from namro.tasks import actions
from namro.tasks.models import AssignmentState, Directive, Move, Task
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


def test_issue_when_one_lead_and_a_support_then_each_has_its_own_part_and_day(province, office):
    own_day = date(2026, 4, 10)
    supports = [actions.Share(province["SNV"], part="Cung cấp số liệu biên chế", due_on=own_day)]
    task = tasks.issue(office, province["UBND"], province["STC"], supports=supports, supervising=[province["VP"]])
    found = {(row.role, row.unit.code): row.due_on for row in AssignmentState.objects.current().filter(task=task)}
    assert found == {("lead", "STC"): tasks.DUE, ("support", "SNV"): own_day, ("supervising", "VP"): tasks.DUE}
    assert task.assignments.get(role="support").part == "Cung cấp số liệu biên chế"


def test_issue_when_600_units_then_the_same_number_of_statements_as_for_3(office):
    def statements(count: int) -> int:
        units = orgs_actions.open_units(
            units=[orgs.unit(f"N{count}-{number}", "commune", "UBND") for number in range(count)], by=None
        )
        orders = [tasks.spoken(office)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            task = tasks.issue(office, owner, *units, orders=orders)
        assert AssignmentState.objects.current().filter(task=task, state="open").count() == count
        assert Move.objects.filter(assignment__task=task, kind="issue").count() == count
        return len(captured)

    owner = orgs_actions.Unit.objects.get(code="UBND")
    few, many = statements(3), statements(600)
    assert many == few
    assert many <= 20


def test_issue_when_done_then_one_event_and_every_row_names_it(province, office):
    before = Event.objects.filter(code="tasks.task.issued").count()
    task = tasks.issue(office, province["UBND"], province["X001"], province["X002"])
    event = Event.objects.filter(code="tasks.task.issued").get(subject_id=task.pk)
    assert Event.objects.filter(code="tasks.task.issued").count() == before + 1
    assert (event.subject_type, event.by_name) == ("tasks.task", office.user.full_name)
    tables = set(Change.objects.filter(event_id=event.pk).values_list("table_name", flat=True))
    assert tables >= {"tasks_task", "tasks_assignment", "tasks_move", "tasks_assignmentstate"}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"content": "  "}, "tasks.issue.no_content"),
        ({"leads": []}, "tasks.issue.no_lead"),
        ({"leads": ["STC", "SNV"], "mode": "one"}, "tasks.issue.leads"),
        ({"kind": "general"}, "tasks.issue.kind"),
        ({"kind": "decided"}, "tasks.issue.kind"),
        ({"due_on": None}, "tasks.issue.no_date"),
        ({"orders": []}, "tasks.issue.no_order"),
        ({"supervising": ["STC"]}, "tasks.issue.two_roles"),
        ({"leads": ["STC"], "content": "Nội dung có \x00"}, "core.text.unusable"),
    ],
)
def test_issue_when_something_is_wrong_then_refused_and_nothing_stays(province, office, fields, code):
    leads = [province[one] for one in fields.pop("leads", ["STC"])]
    fields["supervising"] = [province[one] for one in fields.pop("supervising", [])]
    before = Task.objects.count(), Event.objects.filter(code="tasks.task.issued").count()
    with pytest.raises(Refusal) as refused:
        tasks.issue(office, province["UBND"], *leads, **fields)
    assert refused.value.code == code
    assert (Task.objects.count(), Event.objects.filter(code="tasks.task.issued").count()) == before


def test_issue_when_only_lead_and_content_are_known_then_issued_with_gaps(province, office):
    task = tasks.issue(office, province["UBND"], province["STC"], due_on=None, kind="undated")
    row = tasks.row(tasks.share(task))
    assert (row.state, row.due_on) == ("open", None)


def test_issue_when_the_lead_no_longer_exists_then_refused(province, office):
    orgs_actions.close(unit=province["SXD"], on=date(2026, 1, 1), by=None)
    with pytest.raises(Refusal) as refused:
        tasks.issue(office, province["UBND"], province["SXD"])
    assert refused.value.code == "tasks.issue.not_alive"


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        (Role.COORDINATOR, "UBND", True),
        (Role.LEADER, "UBND", True),
        (Role.COORDINATOR, "TU", False),
        (Role.UNIT_HEAD, "UBND", False),
        (Role.REPORTER, "UBND", False),
        (Role.INSPECTOR, "UBND", False),
        (Role.AUDITOR, "UBND", False),
        (Role.ADMINISTRATOR, "UBND", False),
    ],
)
def test_issue_when_the_role_is_another_then_refused(province, role, code, may):
    by = tasks.acting(province, "ai", role, code)
    directive = Directive.objects.create(issuer_name="Chủ tịch", form="spoken")
    new = actions.NewTask("Việc", province["UBND"], [province["STC"]], [directive], due_on=tasks.DUE)
    if may:
        assert actions.issue(new=new, by=by, today=tasks.ISSUED).pk
    else:
        with pytest.raises(Refusal):
            actions.issue(new=new, by=by, today=tasks.ISSUED)


def test_directive_without_text_when_nobody_gave_it_then_refused(office):
    with pytest.raises(Refusal) as refused:
        actions.note_directive(order=actions.Order(form="spoken"), by=office)
    assert refused.value.code == "tasks.directive.no_giver"
