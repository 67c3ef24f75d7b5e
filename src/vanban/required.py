"""The words a regular expression cannot match without, read off the expression itself."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

# The parser is no public part of Python; a version without it only costs time.
try:
    _PARSER: Any = importlib.import_module("re._parser")
except ImportError:  # pragma: no cover
    _PARSER = None

_MOST = 400  # words of one pattern
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NOTHING = ("ASSERT", "ASSERT_NOT", "AT")  # take up no letters

Words = frozenset[str]


def words_of(pattern: re.Pattern[str]) -> Words:
    """Return words one of which stands in every match; none when no such words can be told."""
    if _PARSER is None or pattern.flags & re.IGNORECASE:
        return frozenset()
    parsed = _PARSER.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    return _best(_stretches(parsed)[0])


def _best(choices: Iterable[Words]) -> Words:
    """Return the words that say most: the shortest of them long, and few."""
    fit = [words for words in choices if words and "" not in words and len(words) <= _MOST]
    return max(fit, key=lambda words: (min(4, min(map(len, words))), -len(words), sorted(words)), default=frozenset())


def _stretches(items: Sequence[tuple[Any, Any]]) -> tuple[list[Words], bool]:
    """Return for each stretch of letters one after the other what it may read, and whether one stretch is all there is."""
    found: list[Words] = []
    run: Words = frozenset(("",))
    whole = True
    for op, argument in items:
        read, sure, exact = _item(str(op), argument)
        if str(op) in _NOTHING:
            continue
        if read and exact and len(run) * len(read) <= _MOST:
            run = frozenset(before + after for before in run for after in read)
            continue
        whole = False
        found += [run, *sure]
        run = frozenset(("",))
    return ([*found, run], whole)


def _item(op: str, argument: Any) -> tuple[Words, list[Words], bool]:
    """Return what an item may read where that can be told whole, else words it cannot do without."""
    if op == "LITERAL":
        return frozenset((chr(argument),)), [], True
    if op == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return frozenset(chr(code) for _, code in argument), [], True
    if op in ("SUBPATTERN", "ATOMIC_GROUP"):
        if op == "SUBPATTERN" and argument[1] & re.IGNORECASE:
            return frozenset(), [], False
        stretches, whole = _stretches(argument[-1] if op == "SUBPATTERN" else argument)
        return (stretches[0], [], True) if whole else (frozenset(), stretches, False)
    if op == "BRANCH":
        branches = [_stretches(branch) for branch in argument[1]]
        if all(whole for _, whole in branches):
            return frozenset().union(*(stretches[0] for stretches, _ in branches)), [], True
        each = [_best(stretches) for stretches, _ in branches]
        return frozenset(), [frozenset().union(*each)] if all(each) else [], False
    if op in _REPEATS and argument[0] > 0:
        stretches, whole = _stretches(argument[2])
        return frozenset(), stretches, False
    return frozenset(), [], False
