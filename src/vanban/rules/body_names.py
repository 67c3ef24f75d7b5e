"""What the lexicon knows of bodies' names: the words that open them, the fields they work in, whole names of their own.

Not a rule by itself: the grammar of names asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.lexicon import either, table, words
from vanban.sheet import one_tone

_FIELD = r"(?:{})(?!\w)"


@cache
def heads() -> dict[str, tuple[tuple[str, str], ...]]:
    """Heads with the kind of what they govern, by their first word."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for kind, names in table("heads")["governing"].items():
        for head in names:
            grouped.setdefault(head.split(" ")[0], []).append((head, kind))
    return {first: tuple(pairs) for first, pairs in grouped.items()}


def _spellings(name: str) -> Iterator[str]:
    """Yield a name as written and with its dashes long or bare ("Văn hóa – Xã hội", "Lao động-Thương binh")."""
    yield name
    if " - " in name:
        yield name.replace(" - ", " – ")
        yield name.replace(" - ", "-")
    if " và " in name:
        yield name.replace(" và ", " & ")


@cache
def field() -> re.Pattern[str]:
    return re.compile(
        _FIELD.format(either(tuple(one_tone(w.lower()) for word in words("fields") for w in _spellings(word))))
    )


@cache
def whole_names() -> dict[str, re.Pattern[str]]:
    """What matches the longest name of its own, by the first word."""
    grouped: dict[str, list[str]] = {}
    for name in (written for word in words("bodies") for written in _spellings(word)):
        plain = one_tone(name)
        grouped.setdefault(plain.split(" ")[0], []).append(plain)
    return {first: re.compile(rf"(?:{either(tuple(names))})(?![^\W_])") for first, names in grouped.items()}


@cache
def triggers() -> tuple[str, ...]:
    """Words (lower case) at which a body may begin."""
    heads = {head for names in table("heads")["governing"].values() for head in names}
    return tuple(sorted(heads | {one_tone(name).lower() for name in words("bodies")}))
