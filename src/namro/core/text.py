"""What text may enter the database: NFC, no NUL, no lone surrogates, no mark of secrecy; one line where one is meant."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.utils.translation import gettext as _

from namro.core.errors import Refusal
from vanban import secrecy

_SPACE = re.compile(r"\s+")
_TURN = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # turn the direction of what follows, other words too
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# A cell that begins like a formula would run in a spreadsheet: such text is marked as text (CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def spreadsheet_safe(value: object) -> object:
    """A value as a CSV cell: text that a spreadsheet would take for a formula is marked as text."""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def clean(value: str, *, field: str = "") -> str:
    """Text as it may be kept: the door of everything that persons type (F93).

    Raises what ``plain`` raises, and Refusal ``core.text.secret`` where it wears a mark of secrecy and the installation
    is no isolated LAN; the sentence repeats none of it.
    """
    text = _TURN.sub("", plain(value, field=field)).strip()
    if not settings.NAMRO_ISOLATED_LAN and secrecy.typed(text):
        raise Refusal(
            "core.text.secret",
            _(
                "What was typed carries a state secrecy mark (MẬT, TỐI MẬT or TUYỆT MẬT). State secrets may not be kept on a "
                "networked machine; nothing was stored. Handle it in the way prescribed for secret documents."
            ),
        )
    return text


def clean_line(value: str, *, field: str = "") -> str:
    """``clean`` with every run of white space made one space."""
    return _SPACE.sub(" ", clean(value, field=field))


def plain(value: str, *, field: str = "") -> str:
    """NFC text without outer white space, for what is shown or sought but not kept, and for whole documents, which are
    judged by their header. Raises Refusal ``core.text.unusable`` for NUL, controls and lone surrogates.
    """
    if _CONTROL.search(value):
        named = _("“%(field)s” contains characters that cannot be stored.") % {"field": field}
        unnamed = _("What was typed contains characters that cannot be stored.")
        raise Refusal("core.text.unusable", named if field else unnamed)
    return unicodedata.normalize("NFC", value).strip()


def plain_line(value: str) -> str:
    """``plain`` with every run of white space made one space."""
    return _SPACE.sub(" ", plain(value))
