"""A task without a text: the order is kept with it, or nothing is."""

from datetime import date

import pytest

from namro.core.errors import Refusal
from namro.orgs.models import Role
from namro.tasks import actions
from namro.tasks.models import Directive, Task
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return orgs.province()


def by_hand(province, by, giver="Chủ tịch Ủy ban nhân dân tỉnh", ordered_on=tasks.ISSUED, **fields):
    order = actions.Order(form="phone", issuer_name=giver, ordered_on=ordered_on)
    fields = {"content": "Báo cáo tình hình kho tàng", "due_on": tasks.DUE, "leads": [province["STC"]]} | fields
    new = actions.NewTask(owner=province["UBND"], orders=[], **fields)
    return actions.issue_by_hand(order=order, new=new, by=by, today=tasks.ISSUED)


def test_issue_by_hand_when_the_giver_is_named_then_the_task_stands_on_the_order(province):
    task = by_hand(province, tasks.office(province))
    (order,) = task.orders.all()
    assert (order.form, order.issuer_name, order.ordered_on, order.source) == (
        "phone",
        "Chủ tịch Ủy ban nhân dân tỉnh",
        tasks.ISSUED,
        None,
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"giver": " "}, "tasks.directive.no_giver"),
        ({"content": " "}, "tasks.issue.no_content"),
        ({"leads": []}, "tasks.issue.no_lead"),
        ({"due_on": None}, "tasks.issue.no_date"),
        ({"due_on": date(2026, 3, 1)}, "tasks.issue.due_before"),
        ({"ordered_on": date(2026, 3, 3)}, "tasks.directive.later"),
        ({"content": "MẬT\nBáo cáo tình hình kho tàng"}, "core.text.secret"),
        ({"content": "TỐI MẬT: kiểm tra kho tàng"}, "core.text.secret"),
        ({"giver": "Chủ tịch tỉnh, TỐI MẬT"}, "core.text.secret"),
    ],
)
def test_issue_by_hand_when_something_is_missing_then_neither_order_nor_task_stays(province, changed, code):
    with pytest.raises(Refusal) as refused:
        by_hand(province, tasks.office(province), **changed)
    assert refused.value.code == code
    assert not Task.objects.exists()
    assert not Directive.objects.exists()


@pytest.mark.parametrize(("role", "unit"), [(Role.REPORTER, "STC"), (Role.COORDINATOR, "TU"), (Role.AUDITOR, "UBND")])
def test_issue_by_hand_when_the_office_is_not_yours_then_refused(province, role, unit):
    with pytest.raises(Refusal) as refused:
        by_hand(province, tasks.acting(province, "ai", role, unit))
    assert refused.value.code == "tasks.issue.not_yours"
    assert not Directive.objects.exists()


def test_issue_by_hand_when_another_person_sends_the_same_key_then_another_task(province):
    first = by_hand(province, tasks.office(province), once="ab" * 16)
    leader = tasks.acting(province, "ld", Role.LEADER, "UBND")
    assert by_hand(province, leader, once="ab" * 16) != first
    assert by_hand(province, leader, once="ab" * 16) != first
    assert Task.objects.count() == 2
