"""What text may enter the database: NFC, no NUL, no lone surrogates; one line where one line is meant."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from namro.core.errors import Refusal

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# A cell that begins like a formula would run in a spreadsheet: such text is marked as text (CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def spreadsheet_safe(value: object) -> object:
    """A value as a CSV cell: text that a spreadsheet would take for a formula is marked as text."""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def clean(value: str, *, field: str = "") -> str:
    """NFC text without outer white space; raises Refusal ``core.text.unusable`` for NUL, controls and lone surrogates."""
    if _CONTROL.search(value):
        raise Refusal(
            "core.text.unusable", _("“%(field)s” contains characters that cannot be stored.") % {"field": field}
        )
    return unicodedata.normalize("NFC", value).strip()


def clean_line(value: str, *, field: str = "") -> str:
    """``clean`` with every run of white space made one space."""
    return re.sub(r"\s+", " ", clean(value, field=field))
