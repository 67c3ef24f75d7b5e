"""Sentences of the events and refusals of reading."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "reading.text.searched": _("looked through the text"),
    "reading.item.decided": _("decided about an item of the text"),
    "reading.decision.withdrawn": _("withdrew a decision about an item of the text"),
}

NOT_SEARCHED = _("The text was kept but could not be looked through: it took too long. Mark its items by hand.")
OUTSIDE = _("The marked place does not lie inside the text.")
REASON_NEEDED = _("Say why the item is rejected.")
DECIDED_BY_OTHER = _("This place has been decided about already. Reload the page.")
