"""Scope: which units an account may see and act on, day by day, subtree or not."""

from datetime import date

import pytest

from namro.orgs import actions
from namro.orgs.models import Role
from namro.orgs.scope import scope
from tests.factories import orgs

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 1)


@pytest.fixture
def province():
    return orgs.province()


def codes(province, ids):
    return None if ids is None else sorted(code for code, unit in province.units.items() if unit.pk in ids)


@pytest.mark.parametrize(
    ("role", "unit", "with_subtree", "seen"),
    [
        (Role.COORDINATOR, "UBND", True, ["SNV", "STC", "SXD", "UBND", "VP", "X001", "X002", "X003"]),
        (Role.COORDINATOR, "UBND", False, ["UBND"]),
        (Role.LEADER, "TU", True, ["TU", "VPTU"]),
        (Role.REPORTER, "STC", False, ["STC"]),
        (Role.AUDITOR, None, False, None),
        (Role.ADMINISTRATOR, None, False, []),
    ],
)
def test_seen_units_when_a_role_is_held_then_only_its_own(province, role, unit, with_subtree, seen):
    user = orgs.user("ai", role, province[unit] if unit else None, with_subtree=with_subtree)
    assert codes(province, scope(user, ON).seen) == seen


def test_scope_when_a_grant_is_over_then_nothing_is_seen(province):
    user = orgs.user("cu")
    actions.grant(
        user=user, role=Role.REPORTER, unit=province["STC"], since=date(2025, 1, 1), until=date(2026, 1, 1), by=None
    )
    assert codes(province, scope(user, date(2025, 12, 31)).seen) == ["STC"]
    assert codes(province, scope(user, date(2026, 1, 1)).seen) == []


def test_scope_when_a_unit_moves_then_the_subtree_follows_the_day(province):
    actions.add_version(unit=province["SXD"], valid_from=date(2026, 7, 1), parent=province["STC"], by=None)
    user = orgs.user("tc", Role.UNIT_HEAD, province["STC"], with_subtree=True)
    assert codes(province, scope(user, date(2026, 6, 30)).seen) == ["STC"]
    assert codes(province, scope(user, date(2026, 7, 1)).seen) == ["STC", "SXD"]


def test_scope_when_the_account_is_closed_then_nothing_is_seen(province):
    user = orgs.user("nghi", Role.AUDITOR)
    actions.deactivate(user=user, by=user)
    assert scope(user, ON).seen == []


def test_scope_when_there_are_many_units_then_two_queries(province, django_assert_num_queries):
    user = orgs.user("vp", Role.COORDINATOR, province["UBND"], with_subtree=True)
    with django_assert_num_queries(2):
        scope(user, ON)
