"""The weight of many tasks changed in one act and taken back; every refusal; what a plan of a change says."""

from datetime import timedelta

import pytest

from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.orgs.models import Role
from namro.tasks import actions
from namro.tasks.models import Task
from namro.tasks.queries import planned
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def made(province, office):
    """A normal, a focal and a breakthrough task, and one that is normal."""
    weights = ("normal", "focal", "breakthrough", "normal")
    return [tasks.issue(office, province["UBND"], province["STC"], weight=weight) for weight in weights]


def weights() -> list[str]:
    return list(Task.objects.order_by("id").values_list("weight", flat=True))


def change(office, some, weight="focal", **given):
    ids = [task.pk for task in some]
    return actions.change_weight(task_ids=ids, weight=weight, **({"reason": "Chỉ đạo mới", "by": office} | given))


def test_weights_when_changed_and_taken_back_then_each_has_its_old_one_and_two_events(
    office, made, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        event = change(office, [made[0], made[2], made[3]])
    assert weights() == ["focal"] * 4
    assert event.data["before"] == {
        str(made[n].pk): old for n, old in ((0, "normal"), (2, "breakthrough"), (3, "normal"))
    }
    assert actions.undo_weight(event_id=event.pk, by=office) == 3
    assert weights() == ["normal", "focal", "breakthrough", "normal"]
    assert Event.objects.filter(code__startswith="tasks.weight.").count() == 2


def test_undo_when_a_task_got_another_weight_since_then_that_one_stays(office, made):
    event = change(office, [made[0], made[3]])
    change(office, [made[3]], "breakthrough")
    assert actions.undo_weight(event_id=event.pk, by=office) == 1
    assert weights() == ["normal", "focal", "breakthrough", "breakthrough"]


def test_change_when_it_may_not_be_then_refused_and_nothing_changes(province, office, made):
    elsewhere = tasks.acting(province, "khac", Role.COORDINATOR, "X001")
    reporter = tasks.acting(province, "stc", Role.REPORTER, "STC")
    for by, some, weight, code in (
        (office, made[:2], "focal", "tasks.weight.same"),
        (office, made, "heavy", "tasks.weight.unknown"),
        (office, [], "focal", "tasks.move.nothing"),
        (reporter, made[:1], "focal", "tasks.decide.not_yours"),
        (elsewhere, made[:1], "focal", "tasks.task.not_found"),
    ):
        with pytest.raises(Refusal) as refused:
            change(by, some, weight)
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        change(office, made[:1], reason=" ")
    assert refused.value.code == "tasks.move.no_reason"
    assert weights() == ["normal", "focal", "breakthrough", "normal"] and not Event.objects.filter(
        code="tasks.weight.changed"
    )


def test_undo_when_it_may_not_be_then_refused(province, office, made):
    event = change(office, made[:1])
    reporter = tasks.acting(province, "stc", Role.REPORTER, "STC")
    with pytest.raises(Refusal) as refused:
        actions.undo_weight(event_id=event.pk, by=reporter)
    assert refused.value.code == "tasks.decide.not_yours"
    actions.undo_weight(event_id=event.pk, by=office)
    with pytest.raises(Refusal) as refused:
        actions.undo_weight(event_id=event.pk, by=office)
    assert refused.value.code == "tasks.weight.undone"
    again = change(office, made[:1])
    change(office, made[:1], "breakthrough")
    with pytest.raises(Refusal) as refused:
        actions.undo_weight(event_id=again.pk, by=office)
    assert refused.value.code == "tasks.weight.nothing"
    with pytest.raises(NotFound):
        actions.undo_weight(event_id=10**9, by=office)


def test_plans_when_made_then_before_after_and_why_not_with_constant_cost(
    province, office, made, django_assert_num_queries
):
    shares = [tasks.share(task).pk for task in made]
    gone = tasks.share(made[3])
    actions.exit_register(assignments=[gone], exit_reason="wrong", reason="Nhập sai", by=office, today=tasks.DUE)
    with django_assert_num_queries(2):
        weighed = planned.planned(shares, office, planned.weighing(office, "focal"), by_task=True)
    assert [bool(line.refused) for line in weighed] == [False, True, False, False]
    dated = planned.planned(shares, office, planned.dating(office, tasks.DUE + timedelta(days=7)))
    assert [(line.before, line.after, bool(line.refused)) for line in dated] == [
        ("30/04/2026", "07/05/2026", False), ("30/04/2026", "07/05/2026", False),
        ("30/04/2026", "07/05/2026", False), ("30/04/2026", "07/05/2026", True),
    ]  # fmt: skip
    same = planned.planned(shares[:1], office, planned.dating(office, tasks.DUE))
    assert same[0].refused
    left = planned.planned(shares, office, planned.exiting(office))
    assert [bool(line.refused) for line in left] == [False, False, False, True]
    with pytest.raises(NotFound):
        planned.planned([*shares, 10**9], office, planned.exiting(office))
