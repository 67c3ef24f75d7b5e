"""The numbers Word draws before the paragraphs of its lists: counted as Word counts, written as Word writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex

from vanban.files import fonts
from vanban.files.docx_package import MC, W, is_on, number, val
from vanban.files.docx_styles import Styles, font_of
from vanban.files.numerals import written

_LEVELS = 9
_LONGEST = 255  # characters of a level's pattern: Word takes no more
_MOST = 1_000_000_000
_FIELD = regex.compile("%([1-9])")
_COURIER_BULLET = {"o": "○"}  # a letter that is drawn as a ring


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks. ``restart``: the level (from 1) whose use begins it anew; 0 = none."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    glue: str = " "
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One numbering: whose counters it shares, its levels, the starts it forces when first used."""

    shared: str
    levels: list[Level]
    forced: dict[int, int]


class Numbering:
    """Hands out the label of each numbered paragraph in turn."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._numbered: dict[str, Any] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            for element in root.iterchildren(W + "abstractNum"):
                self._abstract.setdefault(val(element, "abstractNumId") or "", element)
            for element in root.iterchildren(W + "num"):
                self._numbered.setdefault(val(element, "numId") or "", element)

    def level_of(self, name: str, level: int | None, style: str | None) -> int:
        """Return the level of a paragraph: the one said, else the one that its style is bound to in the list."""
        found = self._list(name)
        if level is not None or found is None:
            return min(level or 0, _LEVELS - 1)
        return next((n for n, one in enumerate(found.levels) if style and one.style == style), 0)

    def label(self, name: str, level: int) -> str:
        """Count one paragraph of list ``name`` and return what stands before its words, "" for no list."""
        found = self._list(name)
        if found is None:
            return ""
        counts = self._counts.setdefault(found.shared, [None] * _LEVELS)
        forced = found.forced.pop(level, None)
        before = counts[level]
        counts[level] = forced if forced is not None else found.levels[level].start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or level < restart:
                counts[deeper] = None
        return _label(found.levels, counts, level)

    def _list(self, name: str) -> _List | None:
        if name not in self._lists:
            self._lists[name] = self._made(name)
        return self._lists[name]

    def _made(self, name: str) -> _List | None:
        element = self._numbered.get(name)
        if element is None:
            return None
        shared, abstract = self._abstract_of(element)
        if abstract is None:
            return None
        levels = [Level() for _ in range(_LEVELS)]
        forced: dict[int, int] = {}
        for said in abstract.iterchildren(W + "lvl"):
            _put(levels, said)
        for override in element.iterchildren(W + "lvlOverride"):
            place = number(val(override, "ilvl"), _LEVELS - 1, -1)
            own, start = override.find(W + "lvl"), override.find(W + "startOverride")
            if own is not None:
                _put(levels, own, place)
            if start is not None and place >= 0:
                forced[place] = number(val(start), _MOST, 1)
        return _List(shared, levels, forced)

    def _abstract_of(self, element: Any) -> tuple[str, Any | None]:
        """Follow a list to its definition, through numbering styles, which may lead in a circle."""
        seen: set[str] = set()
        while True:
            name = val(element.find(W + "abstractNumId")) or ""
            abstract = self._abstract.get(name)
            link = val(abstract.find(W + "numStyleLink")) if abstract is not None else None
            following = self._numbered.get(self._styles.list_of(link) or "") if link else None
            if following is None or name in seen:
                return name, abstract
            seen.add(name)
            element = following


def _put(levels: list[Level], element: Any, place: int | None = None) -> None:
    at = number(val(element, "ilvl"), _LEVELS - 1, -1)
    at = at if place is None or place < 0 else place
    if 0 <= at < _LEVELS:
        levels[at] = _level(element)


def _level(element: Any) -> Level:
    form = _form(element)
    font = font_of(element.find(W + "rPr"))
    pattern = (val(element.find(W + "lvlText")) or "")[:_LONGEST]
    if form == "bullet":
        pattern = _bullet(pattern, font)
    elif table := fonts.old_table(font):
        pattern = fonts.decoded([(table, pattern)])
    restart = element.find(W + "lvlRestart")
    return Level(
        start=number(val(element.find(W + "start")), _MOST, 0),
        form=form,
        pattern=pattern,
        glue="" if val(element.find(W + "suff")) == "nothing" else " ",
        legal=is_on(element.find(W + "isLgl")),
        restart=None if restart is None else number(val(restart), _LEVELS, 0),
        style=val(element.find(W + "pStyle")),
    )


def _form(element: Any) -> str:
    """Return the number format; newer ones are said in a choice with "001, 002" as pattern."""
    said = element.find(W + "numFmt")
    if said is None:
        said = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    form = val(said) or "decimal"
    if form == "custom":
        first = (val(said, "format") or "").partition(",")[0].strip()
        return f"pad:{len(first)}" if first.isascii() and first.isdigit() and len(first) < 10 else "decimal"
    return form


def _bullet(pattern: str, font: str | None) -> str:
    if fonts.is_symbol_font(font):
        return fonts.in_symbols(pattern, font)
    if (font or "").lower().startswith("courier"):
        return _COURIER_BULLET.get(pattern, pattern)
    return "".join(fonts.sign("Symbol", ord(c)) if "\uf000" <= c <= "\uf0ff" else c for c in pattern)


def _label(levels: list[Level], counts: list[int | None], level: int) -> str:
    """Write the label of ``level``; a level above that was never used shows its start."""
    here = levels[level]
    if here.form == "bullet":
        label = here.pattern
    else:

        def said(found: regex.Match[str]) -> str:
            at = int(found[1]) - 1
            if at > level or (levels[at].form in ("none", "bullet")):
                return ""
            count = counts[at]
            form = "decimal" if here.legal else levels[at].form
            return written(levels[at].start if count is None else count, form)

        label = _FIELD.sub(said, here.pattern)
    return label + here.glue if label.strip() else ""
