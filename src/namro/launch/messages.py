"""The words of the command line: Vietnamese by default, English where the terminal or NAMRO_LANG asks for it."""

import gettext
import os
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"


def language() -> str:
    """The language of the person at the terminal: "vi" or "en"."""
    for name in ("NAMRO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value in ("", "c", "posix") or value.startswith("c."):
            continue
        return "en" if value.startswith("en") else "vi"
    return "vi"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("namro", CATALOGUES, languages=[code], fallback=True)


def _(message: str) -> str:
    """The sentence for `message` (an English id) in the language of the terminal."""
    code = language()
    return message if code == "en" else _catalogue(code).gettext(message)
