"""The fonts and styles of an RTF file: which alphabet a byte belongs to, which paragraphs are headings."""

from __future__ import annotations

import codecs

from vanban.files import fonts
from vanban.files.rtf_tokens import CODE_PAGES

_MOST = 5_000  # fonts or styles
_LONGEST = 100  # characters of a name


class Faces:
    """Collects the two tables at the head of the file, then reads letters by them."""

    def __init__(self) -> None:
        self.default: int | None = None
        self._page = "cp1252"
        self._names: dict[int, str] = {}
        self._pages: dict[int, str] = {}
        self._styles: dict[int, str] = {0: ""}
        self._font = self._style = 0

    def set_page(self, number: int | None) -> None:
        """Set the code page of fonts that name none."""
        try:
            self._page = codecs.lookup(f"cp{number}").name
        except LookupError:
            pass

    def word(self, word: str, number: int | None, place: str) -> None:
        """Take in a word of the font table or the style sheet."""
        if place == "fonts" and word == "f":
            self._font = number or 0
        elif place == "fonts" and word == "fcharset" and number in CODE_PAGES:
            self._pages[self._font] = CODE_PAGES[number]
        elif place == "styles" and word == "s":
            self._style = number or 0
        elif place == "styles" and word in ("cs", "ds", "ts"):
            self._style = -1

    def letters(self, raw: str, place: str) -> None:
        """Take in letters of a name."""
        table, at = (self._names, self._font) if place == "fonts" else (self._styles, self._style)
        if (at in table or len(table) < _MOST) and len(table.get(at, "")) < _LONGEST:
            table[at] = table.get(at, "") + raw

    def table(self, font: int | None) -> str | None:
        """Return the table of an old Vietnamese font, None for any other."""
        return fonts.old_table(self._name(font))

    def read(self, raw: str, font: int | None) -> tuple[str, str | None]:
        """Return letters given as Latin-1, and the table of the old font that they are still written in."""
        table = self.table(font)
        if table:
            return raw, table
        name = self._name(font)
        if fonts.is_symbol_font(name) and len(raw) < 4:
            return fonts.in_symbols(raw, name), None
        if raw.isascii():
            return raw, None
        page = self._pages.get(self.default or 0 if font is None else font, self._page)
        return raw.encode("latin-1").decode(page, "replace"), None

    def is_heading(self, style: int) -> bool:
        """Tell whether a style's name says that it is for headings."""
        return self._styles.get(style, "").strip(" ;").lower().startswith(("heading ", "title"))

    def _name(self, font: int | None) -> str:
        return self._names.get(self.default or 0 if font is None else font, "").strip(" ;")
