"""Sentences of the register's page: its filters, its saved views, changes of many lines at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DOCUMENT = _("Document")
SEVERAL_FOUND = _("Several documents are called “%(symbol)s”. Open the right one and follow its tasks from there.")
NONE_FOUND = _("You see no document “%(symbol)s”.")
VIEW_SAVED = _("The view “%(name)s” has been saved.")
VIEW_DELETED = _("The view has been deleted.")
VIEW_DEFAULT = _("The register will open with this view.")
VIEW_NO_DEFAULT = _("The register will open with everything again.")
