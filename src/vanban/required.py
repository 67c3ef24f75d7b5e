"""What a regular expression cannot match without, read off the expression itself: words in it, the letters it opens with."""

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
_ANY, _DIGIT = "\0", "\1"
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


def openings_of(*patterns: re.Pattern[str]) -> Words | None:
    """Return what every match of some patterns begins with, two letters or one; None when it may be anything.

    "0" stands for any digit.
    """
    if _PARSER is None or any(pattern.flags & re.IGNORECASE for pattern in patterns):
        return None
    parsed = (_PARSER.parse(pattern.pattern, pattern.flags & ~re.UNICODE) for pattern in patterns)
    begun = set().union(*(_begun(one) for one in parsed))
    if any(said[:1] in ("", _ANY) for said in begun):
        return None
    known = (said.split(_ANY)[0].split(_DIGIT)[0] for said in begun)
    return frozenset(said or "0" for said in known)


def _begun(items: Sequence[tuple[Any, Any]]) -> set[str]:
    """Return the first two letters of what a sequence may read, fewer where it reads no more."""
    run = {""}
    for op, argument in items:
        if str(op) not in _NOTHING:
            choices = _choices(str(op), argument)
            run = {(said + choice)[:2] for said in run for choice in (choices if len(said) < 2 else ("",))}
    return run


def _choices(op: str, argument: Any) -> set[str]:
    """Return the first letters of what an item may read."""
    if op == "LITERAL":
        return {chr(argument)}
    if op == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return {chr(code) for _, code in argument}
    if op == "IN" and [str(what) for _, what in argument] == ["CATEGORY_DIGIT"]:
        return {_DIGIT}
    if op == "BRANCH":
        return set().union(*map(_begun, argument[1]))
    if op == "ATOMIC_GROUP" or (op == "SUBPATTERN" and not argument[1] & re.IGNORECASE):
        return _begun(argument if op == "ATOMIC_GROUP" else argument[-1])
    if op in _REPEATS:
        often = {said if len(said) > 1 or argument[1] == 1 else said + _ANY for said in _begun(argument[2])}
        return often | {""} if argument[0] == 0 else often
    return {_ANY + _ANY}
