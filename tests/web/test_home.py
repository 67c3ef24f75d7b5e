"""The first page of who administers: accounts that cannot work yet, years without days off."""

import pytest

from namro.core import actions as core_actions
from namro.core import clock
from namro.orgs import actions
from namro.orgs.models import Role
from tests.factories import orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world, client_as):
    """The administrator's first page."""
    admin = client_as(world.users["administrator"])
    return lambda: admin.get("/").content.decode()


def test_home_when_an_account_holds_no_role_then_the_administrator_is_led_to_it(world, home):
    nobody = world.users["nobody"]
    assert "Tài khoản chưa có vai trò" in home() and f'href="/administration/accounts/{nobody.pk}/"' in home()
    actions.grant(user=nobody, role=Role.REPORTER, unit=world.unit("STC"), since=orgs.FOUNDED, by=None)
    assert "Tài khoản chưa có vai trò" not in home()


def test_home_when_a_first_password_was_never_changed_then_the_account_is_named(world, home):
    assert "Chưa đổi mật khẩu lần đầu" not in home()
    made = actions.create_user(
        username="moi", full_name="Trần Văn Mới", password="Mot-mat-khau-dai-9", by=None, one_time=True
    )
    actions.grant(user=made, role=Role.REPORTER, unit=world.unit("STC"), since=orgs.FOUNDED, by=None)
    page = home()
    assert "Chưa đổi mật khẩu lần đầu" in page and "Trần Văn Mới" in page


def test_home_when_the_year_has_no_days_off_then_asked_to_enter_them_and_no_more_once_entered(world, home):
    year = clock.today().year
    assert f'href="/administration/calendar/?year={year}"' in home()
    core_actions.seed_calendar(years=[year, year + 1])
    assert "calendar/?year=" not in home()


def test_home_when_somebody_else_looks_then_nothing_of_it(world, client_as):
    for actor in ("leader", "reporter", "nobody"):
        assert "Việc của quản trị viên" not in client_as(world.users[actor]).get("/").content.decode()


def test_home_when_there_are_many_accounts_then_the_administrator_s_page_costs_the_same(world, client_as, check_costs):
    def grow() -> None:
        for number in range(12):
            orgs.user(f"n{number}")

    check_costs(client_as(world.users["administrator"]), "/", "home.administrator", grow=grow)
