"""Sentences of the register's page: its filters, its saved views, changes of many lines at once."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BATCH = _("List brought in")
DOCUMENT = _("Document")
SEVERAL_FOUND = _("Several documents are called “%(symbol)s”. Open the right one and follow its tasks from there.")
NONE_FOUND = _("You see no document “%(symbol)s”.")
VIEW_SAVED = _("The view “%(name)s” has been saved.")
VIEW_DELETED = _("The view has been deleted.")
VIEW_DEFAULT = _("The register will open with this view.")
VIEW_NO_DEFAULT = _("The register will open with everything again.")
CHOOSE_CHANGE = _("Choose what is to be changed.")
CHANGED = _("%(change)s: done, lines: %(count)s.")
UNDONE = _("The change has been taken back, tasks: %(count)s.")
HANDED_BACK = _("The transfer has been taken back, assignments: %(count)s.")
WITHDRAWN = _("Questions withdrawn: %(count)s.")
REFUSED_MEANWHILE = _("Nothing was changed: meanwhile the task %(task)s cannot be changed any more. %(why)s")


def came_from(path: str) -> Promise:
    """What the page is called from which lines were chosen: a task's, else the register."""
    return _("Task") if re.match(r"/tasks/\d+/", path) else _("Task register")
