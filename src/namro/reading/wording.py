"""Sentences of the events and refusals of reading."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "reading.text.searched": _("looked through the text"),
}

OUTSIDE = _("The marked place does not lie inside the text.")
