"""What the organisation refuses: units under themselves, links twice, posts twice, the last administrator."""

from datetime import date

import pytest

from namro.core.errors import Refusal
from namro.orgs import actions, queries, rules
from namro.orgs.models import Role, Tenure, UnitLink
from tests.factories import orgs

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 1)


@pytest.fixture
def province():
    return orgs.province()


class check_refused:
    """The block is refused with this code and a sentence."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace) -> bool:
        assert isinstance(error, Refusal), f"not refused: {error!r}"
        assert error.code == self.code and str(error)
        return True


@pytest.mark.parametrize("above", ["STC", "VP"])
def test_version_when_a_unit_would_stand_under_itself_then_refused(province, above):
    actions.add_version(unit=province["VP"], valid_from=ON, parent=province["STC"], by=None)
    with check_refused("orgs.unit.own_parent"):
        actions.add_version(unit=province["STC"], valid_from=date(2026, 6, 1), parent=province[above], by=None)


def test_version_when_it_starts_before_the_last_one_then_refused(province):
    with check_refused("orgs.unit.overlaps"):
        actions.add_version(unit=province["STC"], valid_from=orgs.FOUNDED, name="Sở khác", by=None)


def test_link_when_it_is_with_itself_or_exists_then_refused(province):
    kind = UnitLink.Kind.COUNTERPART
    with check_refused("orgs.link.itself"):
        actions.link(kind=kind, from_unit=province["TU"], to_unit=province["TU"], since=ON, by=None)
    actions.link(kind=kind, from_unit=province["TU"], to_unit=province["UBND"], since=ON, by=None)
    with check_refused("orgs.link.exists"):
        actions.link(kind=kind, from_unit=province["TU"], to_unit=province["UBND"], since=date(2026, 9, 1), by=None)
    assert queries.counterparts(ON) == {
        province["TU"].pk: [province["UBND"].pk],
        province["UBND"].pk: [province["TU"].pk],
    }


def test_post_when_another_post_heads_the_unit_then_refused(province):
    fill = {"unit": province["STC"], "person": "Bế Văn Mẫu", "kind": Tenure.Kind.FULL, "since": ON, "by": None}
    actions.fill_post(title="Giám đốc Sở", **fill)
    with check_refused("orgs.post.head_exists"):
        actions.fill_post(title="Chánh Văn phòng", **fill)
    actions.fill_post(title="Phó Giám đốc", is_head=False, **fill)
    assert [tenure.post.title for tenure in queries.tenures_of(province["STC"])] == ["Giám đốc Sở", "Phó Giám đốc"]


def test_post_when_somebody_is_entered_for_later_then_refused(province):
    fill = {"unit": province["STC"], "title": "Giám đốc Sở", "kind": Tenure.Kind.FULL, "by": None}
    actions.fill_post(person="Bế Văn Mẫu", since=date(2026, 9, 1), **fill)
    with check_refused("orgs.post.taken"):
        actions.fill_post(person="Lò Thị Mẫu", since=ON, **fill)
    acting = actions.fill_post(
        person="Lò Thị Mẫu", since=ON, until=date(2026, 9, 1), **{**fill, "kind": Tenure.Kind.ACTING}
    )
    assert queries.head_on([province["STC"].pk], ON)[province["STC"].pk] == acting


def test_administrator_when_it_is_the_last_one_then_neither_role_nor_account_can_end(province):
    only = orgs.user("mot", Role.ADMINISTRATOR)
    with check_refused("orgs.last_administrator"):
        rules.check_not_last_administrator(only, ON)
    with check_refused("orgs.last_administrator"):
        rules.check_may_end(only.grants.get(), ON)
    second = orgs.user("hai", Role.ADMINISTRATOR)
    rules.check_not_last_administrator(only, ON)
    rules.check_may_end(only.grants.get(), ON)
    actions.deactivate(user=second, by=only)
    with check_refused("orgs.last_administrator"):
        rules.check_may_end(only.grants.get(), ON)


def test_account_when_it_does_not_administer_then_it_may_close(province):
    rules.check_not_last_administrator(orgs.user("ai", Role.REPORTER, province["STC"]), ON)


def test_administrator_when_the_others_role_ends_soon_then_the_lasting_one_stays(province):
    lasting, passing = orgs.user("mot", Role.ADMINISTRATOR), orgs.user("hai")
    held = actions.grant(
        user=passing, role=Role.ADMINISTRATOR, unit=None, since=orgs.FOUNDED, until=date(2026, 5, 2), by=lasting
    )
    with check_refused("orgs.last_administrator"):
        rules.check_may_end(lasting.grants.get(), ON)
    with check_refused("orgs.last_administrator"):
        rules.check_not_last_administrator(lasting, ON)
    rules.check_may_end(held, ON)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR])
def test_role_when_somebody_gives_it_to_himself_then_refused(province, role):
    admin = orgs.user("mot", Role.ADMINISTRATOR)
    with check_refused("orgs.role.oneself"):
        actions.grant(user=admin, role=role, unit=province["STC"], since=ON, by=admin)
    assert admin.grants.count() == 1
