"""The styles of a Word file: what a paragraph or run has from its style, the styles that one stands on included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vanban.files.docx_package import W, is_on, number, val

_FONT_ATTRIBUTES = ("hAnsi", "ascii")
_THEMED = ("hAnsiTheme", "asciiTheme")
_BODY_TEXT = 9  # the outline level of what is no heading


@dataclass(frozen=True, slots=True)
class Style:
    """What one style gives, chain resolved; None = says nothing. ``number`` is (list, level or None)."""

    name: str = ""
    font: str | None = None
    hidden: bool | None = None
    outline: int | None = None
    number: tuple[str, int | None] | None = None


_PLAIN = Style()


class Styles:
    """Looks styles up by id. Chains may be circular or endless in a hostile file: each style is resolved once."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._resolved: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        self.base = _PLAIN
        if root is None:
            return
        for element in root.iterchildren(W + "style"):
            name = val(element, "styleId") or ""
            self._elements.setdefault(name, element)
            if (val(element, "default") or "0") in ("1", "true", "on"):
                self._defaults.setdefault(val(element, "type") or "", name)
        properties = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.base = Style(font=font_of(properties), hidden=hidden_of(properties))

    def get(self, name: str | None) -> Style:
        """Return a style with all it stands on; an unknown name gives nothing."""
        chain: list[str] = []
        seen: set[str] = set()
        while name and name in self._elements and name not in self._resolved and name not in seen:
            chain.append(name)
            seen.add(name)
            name = val(self._elements[name].find(W + "basedOn"))
        under = self._resolved.get(name or "", _PLAIN)
        for link in reversed(chain):
            under = self._resolved[link] = _style(self._elements[link], under)
        return under

    def paragraph(self, name: str | None) -> Style:
        """Return a paragraph's style; a paragraph without one has the default style."""
        return self.get(name if name in self._elements else self._defaults.get("paragraph"))

    def list_of(self, name: str | None) -> str | None:
        """Return the list that a numbering style stands for."""
        numbered = self.get(name).number
        return numbered[0] if numbered else None


def _style(element: Any, under: Style) -> Style:
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    name = (val(element.find(W + "name")) or "").lower()
    outline = outline_of(paragraph)
    hidden, font, listed = hidden_of(run), font_of(run), number_of(paragraph)
    if listed is not None and not listed[0] and under.number is not None:
        listed = (under.number[0], listed[1])
    if outline is None and name.startswith("heading ") and name[8:].isdecimal() and len(name) < 12:
        outline = int(name[8:]) - 1
    return Style(
        name=name,
        font=under.font if font is None else font,
        hidden=under.hidden if hidden is None else hidden,
        outline=under.outline if outline is None else outline,
        number=under.number if listed is None else listed,
    )


def font_of(properties: Any | None) -> str | None:
    """Return the font that run properties name; a theme's font is "" (it is Unicode whatever its name)."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return None
    if any(fonts.get(W + name) for name in _THEMED):
        return ""
    return next((said for name in _FONT_ATTRIBUTES if (said := fonts.get(W + name))), None)


def hidden_of(properties: Any | None) -> bool | None:
    """Return whether run properties hide their words, None when they do not say."""
    said = properties.find(W + "vanish") if properties is not None else None
    return None if said is None else is_on(said)


def outline_of(properties: Any | None) -> int | None:
    """Return the outline level (from 0) that paragraph properties set; 9 and more is body text."""
    said = properties.find(W + "outlineLvl") if properties is not None else None
    return None if said is None else number(val(said), 99, _BODY_TEXT)


def number_of(properties: Any | None) -> tuple[str, int | None] | None:
    """Return (list, level) of paragraph properties; the list is "" when only the level is said."""
    said = properties.find(W + "numPr") if properties is not None else None
    if said is None:
        return None
    level = said.find(W + "ilvl")
    return val(said.find(W + "numId")) or "", None if level is None else number(val(level), 8, 0)


def is_heading(style: Style, outline: int | None) -> bool:
    """Tell whether a paragraph is a heading by its style or its own outline level."""
    level = style.outline if outline is None else outline
    return (level is not None and level < _BODY_TEXT) or style.name in ("title", "subtitle")
