"""What the attributes and style sheets of a page say about its words: not shown, in an old font, numbered how."""

from __future__ import annotations

from dataclasses import dataclass

import regex
from selectolax.lexbor import LexborNode

from vanban.files import fonts
from vanban.files.docx_package import number
from vanban.files.numerals import written

_HIDDEN = regex.compile(r"(?i)(?:^|[;\s])(?:display\s*:\s*none|mso-hide\s*:\s*all)")
_NO_MARKS = regex.compile(r"(?i)list-style(?:-type)?\s*:[^;]*\bnone\b")
_LIST_TYPE = regex.compile(r"(?i)list-style(?:-type)?\s*:\s*([a-z-]+)")
_FONT = regex.compile(r"(?i)font-family\s*:\s*[\"']?([^;,\"']{1,60})")
_RULE = regex.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_SELECTOR = regex.compile(r"\s*([a-z0-9]*)(?:\.([\w-]+))?\s*")
_OWN_MARK = regex.compile(r"\s*(?:[-–—+*•●▪■◦○·➢✓❖]|\(?(?:\d{1,3}|[a-zđ]|[IVX]{1,6})[.)/])(?=\s|\p{L}|$)")
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}
_NOTE_MARKS = frozenset(("msofootnotereference", "msoendnotereference", "msocommentreference"))
_MOST = 1_000_000_000
_SHEET = 200_000  # characters of style sheets looked at


def said(node: LexborNode, name: str) -> str:
    """Return an attribute, "" without one."""
    return node.attributes.get(name) or ""


def is_hidden(node: LexborNode) -> bool:
    """Tell whether an element is not drawn, or is the mark of a note or a comment."""
    attributes = node.attributes
    if not attributes:
        return False
    style = attributes.get("style")
    if "hidden" in attributes or (style and (_HIDDEN.search(style) or "mso-element:comment" in style)):
        return True
    return (attributes.get("class") or "").lower() in _NOTE_MARKS


def is_drawn_label(node: LexborNode) -> bool:
    """Tell whether Word wrote the number of a list here for browsers."""
    return "mso-list:ignore" in said(node, "style").replace(" ", "").lower()


def family(node: LexborNode) -> str | None:
    """Return the font an element names itself."""
    found = _FONT.search(said(node, "style"))
    return found[1] if found else node.attributes.get("face") if node.tag == "font" else None


def old_fonts_of(sheets: str) -> dict[tuple[str, str], str | None]:
    """Return (tag, class) to the old font's table, None for a Unicode font, of style sheets that name an old font at all."""
    found: dict[tuple[str, str], str | None] = {}
    for rule in _RULE.finditer(sheets[:_SHEET]):
        font = _FONT.search(rule[2])
        if font is None or rule[1].lstrip().startswith("@"):
            continue
        for selector in rule[1].split(","):
            name = _SELECTOR.fullmatch(selector)
            if name:
                found[name[1], name[2] or ""] = fonts.old_table(font[1])
    return found if any(found.values()) else {}


def label_in_word(text: str, font: str | None) -> str:
    """Return the number or bullet that Word wrote for browsers, with one blank behind."""
    label = " ".join(text.split())
    if fonts.is_symbol_font(font):
        label = fonts.in_symbols(label, font)
    elif (font or "").lower().startswith("courier") and label == "o":
        label = "○"
    return f"{label} " if label else ""


@dataclass(slots=True)
class Listing:
    """An open list: how its items are marked, "" = not at all, and the number of the next."""

    form: str
    following: int
    step: int = 1

    def label(self, item: LexborNode) -> str:
        """Count one item and return what a browser draws before it."""
        if not self.form or _NO_MARKS.search(said(item, "style")):
            return ""
        if self.form == "bullet":
            return "• "
        own = said(item, "value")
        value = number(own, _MOST, self.following) if own else self.following
        self.following = value + self.step
        return f"{written(value, self.form)}. "


def listing(node: LexborNode, in_chrome: bool) -> Listing:
    """Open a list; those of menus, and those told to draw nothing, have no marks."""
    style = said(node, "style")
    if in_chrome or _NO_MARKS.search(style):
        return Listing("", 1)
    if node.tag != "ol":
        return Listing("bullet", 1)
    named = _LIST_TYPE.search(style)
    kind = named[1].lower() if named else said(node, "type")
    start = number(said(node, "start") or None, _MOST, 1)
    return Listing(_FORMS.get(kind, "decimal"), start)


def with_label(label: str, words: str) -> str:
    """Put a label before words that do not begin with a mark of their own."""
    return words if not label or _OWN_MARK.match(words) else label + words.lstrip()
