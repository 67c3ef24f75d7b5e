"""namro audit verify: has anything been altered behind the application's back?"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from namro.launch.messages import _


class What(StrEnum):
    """What the audit can do."""

    VERIFY = "verify"


def run(
    what: Annotated[What, typer.Argument(help=_("verify: recompute every seal and compare every row."))],
    data: Annotated[Path | None, typer.Option(help=_("Data folder (also NAMRO_DATA)."))] = None,
) -> int:
    from namro.launch.session import django
    from namro.launch.terminal import complain

    with django(data):
        from namro.core import audit

        found = audit.verify()
        lost = _first_altered_file()
    if lost:
        complain(_("The stored file %(file)s is missing, or is not the one that was taken in.") % {"file": lost})
    elif found is None:
        print(_("The record holds: every seal and every row agrees with its history."))
        return 0
    if found is None:
        complain(_("Compare with your last backup, and find out who had access to the database."))
        return 1
    place = {"table": found.table, "key": found.key, "detail": found.detail}
    sentences = {
        "seal": _("The record was altered: the seal over %(table)s breaks at number %(key)s (%(detail)s)."),
        "trigger": _("Changes of %(table)s are no longer written down: its trigger is missing or off (%(detail)s)."),
        "row": _("The data was altered: row %(key)s of %(table)s is not what its last recorded change says."),
        "no_act": _("The data was altered: row %(key)s of %(table)s was changed outside any act (%(detail)s)."),
    }
    complain(sentences[found.kind] % place)
    complain(_("Compare with your last backup, and find out who had access to the database."))
    return 1


def _first_altered_file() -> str:
    """The first stored file, of the register or among the evidence, that is not what its record says."""
    from namro.documents import storage
    from namro.documents.models import DocumentFile
    from namro.tasks.models import Evidence

    kept = (model.objects.order_by("pk").values_list("stored_as", "sha256") for model in (DocumentFile, Evidence))
    return next((name for rows in kept if (name := storage.first_altered(rows.iterator()))), "")


run.__doc__ = _("Prove that the record was not altered; exit 1 and the first broken place if it was.")
