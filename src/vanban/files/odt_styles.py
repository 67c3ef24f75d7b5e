"""Styles and lists of an OpenDocument text: fonts, hidden words, and the numbers its lists draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex

from vanban.files import fonts
from vanban.files.docx_package import number
from vanban.files.numerals import written

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TEXT, STYLE = f"{{{_OASIS}:office:1.0}}", f"{{{_OASIS}:text:1.0}}", f"{{{_OASIS}:style:1.0}}"
TABLE, DRAW = f"{{{_OASIS}:table:1.0}}", f"{{{_OASIS}:drawing:1.0}}"
_FO, _SVG = f"{{{_OASIS}:xsl-fo-compatible:1.0}}", f"{{{_OASIS}:svg-compatible:1.0}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_LEVELS = 10
_LONGEST = 255  # characters of a level's pattern
_MOST = 1_000_000_000
_FIELD = regex.compile("%(10|[1-9])%")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of its letters; None = nothing."""

    font: str | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


class OdtStyles:
    """Looks styles and lists up by name in the parts given, the first that has a name wins."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._lists: dict[str, Any] = {}
        self._fonts: dict[str, str] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._outline: Any | None = None
        for root in roots:
            for face in root.iter(STYLE + "font-face"):
                self._fonts.setdefault(face.get(STYLE + "name", ""), face.get(_SVG + "font-family", ""))
            for style in root.iter(STYLE + "style"):
                self._styles.setdefault((style.get(STYLE + "family", ""), style.get(STYLE + "name", "")), style)
            for one in root.iter(TEXT + "list-style"):
                self._lists.setdefault(one.get(STYLE + "name", ""), one)
            if self._outline is None:
                self._outline = next(root.iter(TEXT + "outline-style"), None)

    def look(self, family: str, name: str | None) -> Look:
        """Return font and hiding of a style with all it stands on; circles end where they close."""
        chain: dict[tuple[str, str], None] = {}
        key = (family, name or "")
        while key in self._styles and key not in self._looks and key not in chain:
            chain[key] = None
            key = (family, self._styles[key].get(STYLE + "parent-style-name", ""))
        under = self._looks.get(key, Look())
        for link in reversed(chain):
            under = self._looks[link] = self._own(self._styles[link], under)
        return under

    def _own(self, style: Any, under: Look) -> Look:
        properties = style.find(STYLE + "text-properties")
        if properties is None:
            return under
        font = properties.get(STYLE + "font-name")
        font = self._fonts.get(font, font) if font else properties.get(_FO + "font-family")
        shown = properties.get(TEXT + "display")
        return Look(under.font if font is None else font, under.hidden if shown is None else shown == "none")

    def is_title(self, name: str | None) -> bool:
        """Tell whether a paragraph style is the title's or made from it."""
        for _ in range(_LEVELS):
            style = self._styles.get(("paragraph", name or ""))
            if name in ("Title", "Subtitle") or style is None:
                return name in ("Title", "Subtitle")
            name = style.get(STYLE + "parent-style-name")
        return False

    def list_of(self, name: str | None) -> str | None:
        """Return the list style that a paragraph style is bound to."""
        style = self._styles.get(("paragraph", name or ""))
        return style.get(STYLE + "list-style-name") if style is not None else None

    def label(self, style: str | None, counts: dict[int, int], level: int) -> str:
        """Return the label of a list's level (from 1) with a blank behind, "" when it shows none."""
        levels = self._levels_of(style)
        here = levels.get(level)
        if here is None:
            return ""

        def said(found: regex.Match[str]) -> str:
            at = int(found[1])
            one = levels.get(at)
            if at > level or one is None or one.form == "none":
                return ""
            return written(counts.get(at, one.start), one.form)

        label = _FIELD.sub(said, here.pattern)
        return f"{label} " if label.strip() else ""

    def start(self, style: str | None, level: int) -> int:
        """Return the number with which a level begins."""
        one = self._levels_of(style).get(level)
        return one.start if one else 1

    def _levels_of(self, name: str | None) -> dict[int, _Level]:
        key = name or ""
        if key not in self._levels:
            element = self._outline if name is None else self._lists.get(key)
            found: dict[int, _Level] = {}
            for one in element if element is not None else ():
                level = number(one.get(TEXT + "level"), _LEVELS)
                if level > 0:
                    found.setdefault(level, self._level(one, level))
            self._levels[key] = found
        return self._levels[key]

    def _level(self, element: Any, level: int) -> _Level:
        if element.tag == TEXT + "list-level-style-bullet":
            return _Level("none", self._bullet(element), 1)
        form = element.get(STYLE + "num-format", "")
        start = number(element.get(TEXT + "start-value"), _MOST, 1)
        pattern = element.get(_LOEXT + "num-list-format")
        if pattern is None:
            shown = max(1, min(level, number(element.get(TEXT + "display-levels"), _LEVELS, 1)))
            numbers = ".".join(f"%{at}%" for at in range(level - shown + 1, level + 1)) if form else ""
            pattern = element.get(STYLE + "num-prefix", "") + numbers + element.get(STYLE + "num-suffix", "")
        named = _FORMS.get(form, "decimalZero" if form.startswith("0") else "decimal")
        return _Level(named, pattern[:_LONGEST], start)

    def _bullet(self, element: Any) -> str:
        properties = element.find(STYLE + "text-properties")
        font = None
        if properties is not None:
            name = properties.get(STYLE + "font-name")
            font = self._fonts.get(name, name) if name else properties.get(_FO + "font-family")
        sign = str(element.get(TEXT + "bullet-char", ""))[:8]
        return fonts.in_symbols(sign, font) if fonts.is_symbol_font(font) else sign
