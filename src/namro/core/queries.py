"""What may be asked of the ground floor: the installation, the events of a thing, the working-day calendar."""

from __future__ import annotations

from datetime import date

from django.db.models import Model, QuerySet

from namro.core.models import CalendarDay, Event, Installation


def installation() -> Installation:
    """The installation's row; a nameless one before the first start."""
    return Installation.objects.first() or Installation(name="Namro")


def history(subject: Model) -> QuerySet[Event]:
    """The events about a thing, newest first."""
    return Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("-id")


def special_days(first: date, last: date) -> dict[date, str]:
    """Days of the period (inclusive) that differ from their weekday: day -> "off" or "work"."""
    return dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "kind"))


def calendar_years() -> set[int]:
    """Years for which days off have been entered."""
    return {day.year for day in CalendarDay.objects.dates("day", "year")}
