"""The words inside one paragraph of a Word file, as they are shown: field results, signs, no hidden or deleted words.

Words formatted as capitals (``w:caps``) stay as they are stored: that is what copying and searching in Word give.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import regex

from vanban.files import fonts
from vanban.files.docx_package import MC, W, is_on, number, val
from vanban.files.docx_styles import Style, Styles, font_of, hidden_of

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_SKIPPED = frozenset(
    W + name for name in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "delText", "instrText", "delInstrText")
)
_WRITTEN = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_PAGE_FIELD = regex.compile(r"(?i)\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b")
_FEW = 3  # letters in a symbol font that are taken for pictures; more are a mistake of the font's name
_INSTRUCTION = 40  # characters of a field's code that are looked at


@dataclass(slots=True)
class Inline:
    """What one paragraph holds: its words in pieces by encoding, its text boxes, the notes it refers to."""

    pieces: list[tuple[str | None, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Inline) -> None:
        """Go on with what the next paragraph holds."""
        self.pieces += other.pieces
        self.boxes += other.boxes
        self.notes += other.notes

    def text(self) -> str:
        """Return the words, old fonts converted."""
        return fonts.decoded(self.pieces)


@dataclass(slots=True)
class _Field:
    """An open field: its code so far, whether what stands in it is not shown."""

    code: str = ""
    silent: bool = True


class Runs:
    """Reads paragraphs of one story; fields may begin in one paragraph and end in another."""

    def __init__(self, styles: Styles, in_margin: bool = False, fields_close: bool = True) -> None:
        self._styles = styles
        self._in_margin = in_margin
        self._fields_close = fields_close
        self._fields: list[_Field] = []
        self._silent = 0
        self._found = Inline()
        self._style = Style()

    def read(self, paragraph: Any, style: Style) -> Inline:
        """Return what a paragraph of the given style shows."""
        self._found, self._style = Inline(), style
        if not self._fields_close:
            self._fields, self._silent = [], 0
        stack = list(paragraph)[::-1]
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag == W + "r":
                stack.extend(self._run(element))
            elif tag == MC + "AlternateContent":
                stack.extend(chosen(element)[::-1])
            elif tag == W + "txbxContent":
                self._found.boxes.append(element)
            elif tag == _V + "textpath":
                self._wordart(element)
            elif tag == W + "ruby":
                stack.extend(element.findall(W + "rubyBase"))
            elif tag in (_M + "t", W + "t"):
                self._add(element.text or "", None)
            elif not self._is_left_out(element):
                stack.extend(list(element)[::-1])
        return self._found

    def _is_left_out(self, element: Any) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return True
        return tag == W + "fldSimple" and self._in_margin and bool(_PAGE_FIELD.match(val(element, "instr") or ""))

    def _run(self, run: Any) -> list[Any]:
        """Take in the words of a run; return what has to be looked through by itself: drawings, ruby."""
        properties = run.find(W + "rPr")
        style = self._styles.get(val(properties.find(W + "rStyle")) if properties is not None else None)
        if self._is_hidden(properties, style):
            for element in run.iterchildren(W + "fldChar", W + "instrText"):
                self._field(element)
            return []
        font = next(
            (f for f in (font_of(properties), style.font, self._style.font) if f is not None), self._styles.base.font
        )
        left: list[Any] = []
        for element in run:
            tag = element.tag
            if tag == W + "t":
                self._add(element.text or "", font)
            elif tag in _WRITTEN:
                self._add(_WRITTEN[tag], None)
            elif tag == W + "sym":
                self._symbol(element)
            elif tag == W + "softHyphen":
                self._add("\u00ad", font)
            elif tag in (W + "fldChar", W + "instrText"):
                self._field(element)
            elif tag in _NOTES:
                self._found.notes.append((_NOTES[tag], val(element, "id") or ""))
                if is_on(element) and (val(element, "customMarkFollows") or "0") in ("1", "true", "on"):
                    break
            elif tag not in _SKIPPED:
                left.append(element)
        return left[::-1]

    def _is_hidden(self, properties: Any | None, style: Style) -> bool:
        said = (hidden_of(properties), style.hidden, self._style.hidden, self._styles.base.hidden)
        return bool(next((one for one in said if one is not None), False))

    def _add(self, text: str, font: str | None) -> None:
        if not text or not self._is_shown():
            return
        table = fonts.old_table(font)
        if table is None:
            text = text.replace("\u00ad", "")
            if fonts.is_symbol_font(font) and (len(text.strip()) <= _FEW or max(text) >= "\uf000"):
                text = fonts.in_symbols(text, font)
        self._found.pieces.append((table, text))

    def _symbol(self, element: Any) -> None:
        font, code = val(element, "font"), val(element, "char") or ""
        try:
            value = int(code[:6], 16)
        except ValueError:
            return
        if not self._is_shown():
            return
        table = fonts.old_table(font)
        letter = chr(value & 0xFF) if table else fonts.sign(font, value)
        self._found.pieces.append((table, letter))

    def _wordart(self, element: Any) -> None:
        if words := element.get("string"):
            self._add(f"\n{words}\n", None)

    def _is_shown(self) -> bool:
        return not self._silent

    def _field(self, element: Any) -> None:
        """Keep count of open fields that show nothing: those in their code, and those that count pages in a margin."""
        if element.tag == W + "instrText":
            if self._fields and len(self._fields[-1].code) < _INSTRUCTION:
                self._fields[-1].code += element.text or ""
            return
        kind = val(element, "fldCharType")
        if kind == "begin":
            self._form_field(element)
            self._fields.append(_Field())
            self._silent += 1
        elif kind == "separate" and self._fields and self._fields[-1].silent:
            last = self._fields[-1]
            last.silent = self._in_margin and bool(_PAGE_FIELD.match(last.code))
            self._silent -= not last.silent
        elif kind == "end" and self._fields:
            self._silent -= self._fields.pop().silent

    def _form_field(self, element: Any) -> None:
        """A list or box to tick of an old form has no result: what it shows is said where it begins."""
        choices, tick = element.find(f"{W}ffData/{W}ddList"), element.find(f"{W}ffData/{W}checkBox")
        if choices is not None:
            entries = choices.findall(W + "listEntry")
            at = number(val(choices.find(W + "result")), len(entries) - 1)
            self._add(val(entries[at]) or "" if entries else "", None)
        elif tick is not None:
            said = tick.find(W + "checked")
            self._add("☒" if is_on(tick.find(W + "default") if said is None else said) else "☐", None)


def chosen(element: Any) -> list[Any]:
    """Return the children of the one branch to read of what is written in two ways."""
    branch = element.find(MC + "Choice")
    if branch is None:
        branch = element.find(MC + "Fallback")
    return [] if branch is None else list(branch)


def fields_close(story: Any) -> bool:
    """Tell whether every field of a story ends: in a damaged one the rest of the story would be its code."""
    balance = 0
    for element in story.iter(W + "fldChar"):
        kind = val(element, "fldCharType")
        balance += (kind == "begin") - (kind == "end")
    return balance == 0
