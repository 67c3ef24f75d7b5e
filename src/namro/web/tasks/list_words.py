"""What the pages of lists say beside the room's own sentences."""

from django.utils.translation import gettext_lazy as _

from namro.tasks.importing.plan import NOBODY, SKIP
from namro.tasks.importing.reading import LEAVE, ON_DUE

OTHER = "other"
NO_FIELD = _("— leave this column out —")
UNDATED = [
    (LEAVE, _("leave the row out until the day is known")),
    (ON_DUE, _("take its deadline as the day of completion")),
]
WAYS = [
    ("", _("— not decided —")),
    (OTHER, _("another unit (type it beside)")),
    (NOBODY, _("nobody: leave these words out, the rows go in")),
    (SKIP, _("leave these rows out")),
]
KEPT = _("The rows are kept. Nothing is a task yet.")
COLUMNS_SAVED = _("The preview below shows the rows as they would be read now.")
ANSWERS_SAVED = _("The answers are kept.")
DISCARDED = _("The list “%(file)s” was thrown away. Nothing had been brought in.")
IMPORTED = _("Tasks brought in: %(count)s.")
UNDONE = _("Tasks taken off the register as entered wrongly: %(count)s.")
TYPE_UNIT = _("Type the unit.")
REASON_HEAD = _("Reason it stayed out")
ROW_HEAD = _("Row in the old file")
OUT_SHEET = _("Rows that stayed out")
