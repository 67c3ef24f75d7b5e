"""The stages a product document passes, and which of them closes the task, as the order's own verb says (F23)."""

from __future__ import annotations

import re
import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Where a product document stands, in the order of the way it goes."""

    DRAFTING = "drafting", pgettext_lazy("stage", "drafting")
    CONSULTING = "consulting", pgettext_lazy("stage", "consulting")
    APPRAISING = "appraising", pgettext_lazy("stage", "appraising")
    SUBMITTED = "submitted", pgettext_lazy("stage", "submitted")
    ISSUED = "issued", pgettext_lazy("stage", "issued")


class Mark(models.TextChoices):
    """A report that says nothing of its own: nothing changed, or nothing came up. Marked so, never passed off as new."""

    SAME = "same", _("same as last time")
    NOTHING = "nothing", _("nothing came up")


_ORDER = {stage: place for place, stage in enumerate(Stage)}

# Words in which the syllable is no verb of submitting: a programme, a process, a level, an order of steps.
_SUBMITTED = re.compile(
    r"(?<!chương )(?<!quy )(?<!công )(?<!quá )(?<!tiến )(?<!lộ )(?<!giải )(?<!giáo )(?<!lịch )(?<!hành )(?<!tường )"
    r"(?<!thuyết )(?<!chu )(?<!đã )(?<!phát )\btrình\b(?! độ| tự| bày| diễn| chiếu| trạng)"
)
# A document issued before, or with another, is named by the same word.
_ISSUED = re.compile(r"(?<!đã )(?<!được )(?<!mới )\bban hành\b(?! kèm| tại| theo| ngày| ngay từ| trước đây)")


def proposed(content: str) -> Stage | None:
    """The stage that closes a task by the verb of its order: "trình" at submitting, "ban hành" at issuing; else none.

    Where both stand, the first decides: "trình X ban hành" asks the unit to submit.
    """
    words = unicodedata.normalize("NFC", content).lower()
    words = re.sub(r"\s+", " ", words)
    found = [(match.start(), stage) for pattern, stage in _VERBS if (match := pattern.search(words))]
    return min(found)[1] if found else None


_VERBS = ((_SUBMITTED, Stage.SUBMITTED), (_ISSUED, Stage.ISSUED))


def reached(stage: str, closing: str) -> bool:
    """Whether a product at the stage has come as far as the stage that closes its task."""
    return bool(closing) and stage in _ORDER and _ORDER[Stage(stage)] >= _ORDER[Stage(closing)]


def label(stage: str) -> str:
    """The stage in words; what was written before stages were chosen stands as it was written."""
    return str(Stage(stage).label) if stage in _ORDER else stage
