"""Working days: weekends, public holidays from the library, swap and make-up days entered by a person."""

from datetime import date

import pytest

from namro.core import actions, queries, workdays
from namro.core.models import CalendarDay
from tests.factories import orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def special():
    actions.seed_calendar(years=[2026])
    by = orgs.user("qt")
    actions.set_calendar_day(day=date(2026, 1, 10), kind=CalendarDay.Kind.WORK, note="Làm bù", by=by)
    return queries.special_days(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 6, 29), True),
        (date(2026, 6, 28), False),
        (date(2026, 1, 1), False),
        (date(2026, 2, 17), False),
        (date(2026, 4, 30), False),
        (date(2026, 1, 10), True),
        (date(2026, 1, 17), False),
    ],
)
def test_day_when_asked_then_worked_or_not(special, day, worked):
    assert workdays.is_working_day(day, special) == worked


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 6, 28), date(2026, 6, 26)),
        (date(2026, 5, 3), date(2026, 4, 29)),
        (date(2026, 1, 11), date(2026, 1, 10)),
    ],
)
def test_reminder_day_when_the_deadline_is_a_day_off_then_the_working_day_before(special, day, before):
    assert workdays.working_day_before(day, special) == before


def test_calendar_when_seeded_again_then_nothing_is_entered_twice_and_a_person_s_day_stays(special):
    assert actions.seed_calendar(years=[2026]) == 0
    assert special[date(2026, 1, 10)] == "work"
