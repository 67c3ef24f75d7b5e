"""Words as data: lists (``.txt``, one a line, ``#`` comments) and tables (``.toml``), read when first asked for."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
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
    return "|".join(_literal(word) for word in sorted(set(words(name)), key=lambda w: (-len(w), w)))


def either(choices: Sequence[str]) -> str:
    """Return a pattern that takes the longest of some words; it branches letter by letter, so few are tried at a place."""
    words_left: dict[str, list[str]] = {}
    for word in dict.fromkeys(choices):
        if word:
            words_left.setdefault(word[0], []).append(word[1:])
    branches = [_literal(first) + either(rest) for first, rest in words_left.items()]
    if "" in choices:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""


def _literal(word: str) -> str:
    return re.escape(word).replace(r"\ ", " ")
