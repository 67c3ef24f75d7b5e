"""What the columns of a table hold, by the words at its head, in any order and wording; which tables assign nothing.

Not a rule by itself. Heads are compared without marks, so that text without them and text bent by OCR reads the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from vanban.fold import fold
from vanban.lexicon import table

ASSIGNS = ("support", "watch", "lead", "time", "product", "level", "note", "task", "index")
_LONGEST = 80  # characters: a head is short
HEAD_ROWS = 5  # a title and a line of units may stand above the head
_EARLIEST = ("lead", "time", "product", "task")  # "Sản phẩm hoàn thành" is a product: the first word decides
_SIDE = ("people", "figure", "listed", "note", "budget", "source", "where", "level")
_BENT = str.maketrans("015|!", "oislt")
_COUNTED = re.compile(r"[(\[]?(?:\d{1,2}|[a-z])[)\]]?(?: ?= ?.*)?")
_NO_HEAD = re.compile(r"\d{3,}|[.;]$")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile("|".join(choices)) for kind, choices in table("table_heads")["columns"].items()}


@lru_cache(maxsize=4096)
def kind_of(words: str) -> str | None:
    """Return what a column holds by its head ("task", "lead", "support", ...), None when the words tell nothing."""
    low = fold(words).strip(" .:*_#|")
    if not low or len(low) >= _LONGEST:
        return None
    known = _patterns()
    if known["index"].fullmatch(low):
        return "index"
    if low.startswith("chu tri") or " chu tri" in low.split("phoi hop", 1)[0]:
        return "lead"
    for kind in ("people", "figure", "listed", "note", "support"):
        if known[kind].search(low):
            return kind
    found = [(m.start(), kind) for kind in _EARLIEST if (m := known[kind].search(low))]
    for kind in ("watch", *_SIDE[4:]):
        if (m := known[kind].search(low)) and (not found or m.start() <= min(found)[0]):
            return kind
    return min(found, key=lambda f: f[0])[1] if found else _bent(low)


def _bent(low: str) -> str | None:
    """Return the kind of a head some letters of which were misread."""
    if len(low) > 40 or len(low) < 6:
        return None
    said = low.translate(_BENT).split(" ")
    for kind, heads in table("table_heads")["spelling"].items():
        for head in heads:
            size = head.count(" ") + 1
            for place in range(len(said) - size + 1):
                words = " ".join(said[place : place + size])
                if abs(len(words) - len(head)) <= 1 and _alike(words, head):
                    return str(kind)
    return None


def _alike(words: str, head: str) -> bool:
    """Tell whether most letters of two heads agree in their order; those that share too few letters are told at once."""
    shared = sum((Counter(words) & _letters(head)).values())
    enough = 0.82 * (len(words) + len(head))
    return 2 * shared >= enough - 0.01 and SequenceMatcher(None, words, head).ratio() >= 0.82


@cache
def _letters(head: str) -> Counter[str]:
    return Counter(head)


def columns_of(heads: Mapping[int, str]) -> dict[str, int]:
    """Return which column holds what; the first of each kind. A second one for tasks is their "detail"."""
    columns: dict[str, int] = {}
    for column, words in sorted(heads.items()):
        kind = kind_of(words)
        if kind == "task" and "task" in columns:
            columns.setdefault("detail", column)
        elif kind:
            columns.setdefault(kind, column)
    return columns


def assigns(heads: Iterable[str]) -> bool:
    """Tell whether these are the heads of an assignment table: a task, somebody to lead it, nothing that says otherwise.

    Tables of figures, of members, of documents and of addresses may have such heads too.
    """
    said = [(kind_of(words), fold(words)) for words in heads]
    kinds = [kind for kind, _ in said]
    if "task" not in kinds or "lead" not in kinds or kinds.count("figure") > 1:
        return False
    strong = any(kind == "lead" and "chu tri" in low for kind, low in said)
    return strong or not any(kind in ("figure", "people", "listed") for kind in kinds)


def head_of(rows: Sequence[Mapping[int, str]], within: int = HEAD_ROWS) -> tuple[dict[str, int], int]:
    """Return which column holds what, by the words of the head rows, and the first row below them; ({}, 0) for none."""
    for index, row in enumerate(rows[:within]):
        below = rows[index + 1] if index + 1 < len(rows) else {}
        both = {**row, **below}
        if _is_second(row, below) and assigns(both.values()):
            return columns_of(both), _below(rows, index + 2)
        if assigns(row.values()) and not any(_NO_HEAD.search(words) for words in row.values() if kind_of(words)):
            return columns_of(row), _below(rows, index + 1)
    return {}, 0


def _is_second(row: Mapping[int, str], below: Mapping[int, str]) -> bool:
    """Tell whether a row is the lower half of a head: fewer cells, each of them a head."""
    kinds = [kind_of(words) for words in below.values()]
    return (
        bool(kinds)
        and None not in kinds
        and "index" not in kinds
        and len(below) <= len(row) + 1
        and len(row) >= 2
        and any(words for words in row.values() if kind_of(words) in ("index", "task"))
    )


def _below(rows: Sequence[Mapping[int, str]], first: int) -> int:
    """Return the first row after one that only counts the columns ("(1) (2) (3)")."""
    if first < len(rows) and len(rows[first]) > 2 and all(_COUNTED.fullmatch(fold(w)) for w in rows[first].values()):
        return first + 1
    return first


def same_head(row: Mapping[int, str], heads: Mapping[int, str]) -> bool:
    """Tell whether a row repeats the head, as it stands again at the top of each page."""
    said = [fold(words) for words in row.values()]
    return len(said) > 1 and sum(words in {fold(w) for w in heads.values()} for words in said) >= 0.7 * len(said)
