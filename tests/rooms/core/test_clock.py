"""The one clock: days of Viet Nam, replayed days, the end of a day."""

from datetime import UTC, date, datetime, timedelta

from namro.core import clock

DAY = date(2026, 3, 5)


def test_end_of_a_day_when_compared_then_the_first_moment_after_it():
    assert clock.day_of(clock.end_of(DAY)) == DAY + timedelta(days=1)
    assert clock.day_of(clock.end_of(DAY) - timedelta(microseconds=1)) == DAY


def test_day_of_a_moment_when_it_is_still_yesterday_in_greenwich_then_the_day_in_viet_nam():
    assert clock.day_of(datetime(2026, 3, 4, 18, tzinfo=UTC)) == DAY


def test_replayed_day_when_inside_then_everything_happens_on_it_and_a_day_given_wins():
    now = clock.today()
    with clock.on(DAY):
        assert clock.today() == DAY
        assert clock.day_of(clock.moment()) == DAY
        assert clock.day_of(clock.moment(DAY + timedelta(days=2))) == DAY + timedelta(days=2)
    assert clock.today() == now
