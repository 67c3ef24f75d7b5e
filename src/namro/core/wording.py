"""Sentences of the ground floor's events."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "core.installation.set_up": _("set up the installation"),
    "core.calendar.seeded": _("entered the public holidays"),
    "core.calendar.day_set": _("changed a day of the working-day calendar"),
}
