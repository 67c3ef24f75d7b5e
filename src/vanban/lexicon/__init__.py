"""Words as data: lists (``.txt``, one a line, ``#`` comments) and tables (``.toml``), read when first asked for."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the lines of ``name.txt`` in order, NFC, without comments and blanks."""
    text = unicodedata.normalize("NFC", (_HERE / f"{name}.txt").read_text(encoding="utf-8"))
    return tuple(line for raw in text.splitlines() if (line := raw.split("#", 1)[0].strip()))


@cache
def table(name: str) -> dict[str, Any]:
    """Return ``name.toml`` as read."""
    return tomllib.loads(unicodedata.normalize("NFC", (_HERE / f"{name}.toml").read_text(encoding="utf-8")))


@cache
def alternation(name: str) -> str:
    """Return the words of a list as a regular expression's alternatives, longest first."""
    return either(words(name))


def either(choices: tuple[str, ...]) -> str:
    """Return alternatives, longest first, so that the longest wins; a space matches any single blank."""
    import re

    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(set(choices), key=lambda w: (-len(w), w)))
