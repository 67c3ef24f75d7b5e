"""Two acts about the same person or share at the same moment: handed over once, handed on once, never half."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from namro.core.models import Event
from namro.orgs import actions as orgs_actions
from namro.orgs.members import OFFICE, UNIT
from namro.orgs.models import Portfolio, Role
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Handing, Handover, HandoverLine
from tests.factories import orgs, tasks
from tests.rooms.tasks.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
DAY = tasks.ISSUED + timedelta(days=1)


@pytest.fixture
def province():
    return orgs.province()


def people(province, code, role, roles, *names):
    """Accounts of the unit, as people of the register."""
    made = [orgs.user(name, role, province[code]) for name in names]
    by = scope(made[0], DAY)
    unit_id = province[code].pk
    return by, [
        orgs_actions.person_of(key=f"u{one.pk}", unit_id=unit_id, roles=roles, by=by, today=DAY) for one in made
    ]


def test_handover_when_two_give_the_same_to_different_people_then_one_is_done_and_one_refused(province):
    by, (giver, first, second) = people(province, "UBND", Role.COORDINATOR, OFFICE, "cu", "mot", "hai")
    rows = orgs_actions.put_in_charge(
        owner=province["UBND"], kind="officer", person=giver, units=[province["STC"]], since=date(2026, 1, 1),
        by=by, today=DAY,
    )  # fmt: skip
    ticked = actions.Ticked(portfolio=[row.pk for row in rows])

    def give(to):
        given = {"unit": province["UBND"], "from_person": giver, "ticked": ticked, "reason": "", "by": by, "today": DAY}
        return lambda: actions.hand_over(to_person=to, **given)

    assert sorted(at_once(give(first), give(second))) == ["done", "tasks.handover.changed"]
    assert Handover.objects.count() == 1 and HandoverLine.objects.count() == 1
    assert Portfolio.objects.filter(valid__contains=DAY).count() == 1
    assert Event.objects.filter(code="tasks.handover.done").count() == 1


def test_share_when_two_hand_it_on_at_once_then_both_facts_stay_one_after_the_other(province):
    office = tasks.office(province)
    share = tasks.share(tasks.issue(office, province["UBND"], province["STC"]))
    by, (first, second) = people(province, "STC", Role.REPORTER, UNIT, "mot", "hai")
    acts = [
        lambda who=who: actions.hand_on(share=share, person=who, by=by, today=DAY) for who in (first, second, first)
    ]
    assert at_once(*acts) == ["done"] * 3
    kept = list(Handing.objects.order_by("id").values_list("person_id", flat=True))
    assert set(kept) == {first.pk, second.pk}
    assert all(one != other for one, other in pairwise(kept)), "the same is not said twice in a row"
