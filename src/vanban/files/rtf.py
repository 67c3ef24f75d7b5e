"""RTF files: words in any alphabet, tables as cells, the numbers of lists as the writer left them in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from vanban.errors import Refused
from vanban.files.rtf_faces import Faces
from vanban.files.rtf_page import Page, Paragraph, Row, Story
from vanban.files.rtf_tokens import FOOTERS, HEADERS, SIGNS, SKIPPED, STARRED, Token, tokens
from vanban.model import Block, BlockKind, SourceText

READER = "rtf/1"

_DEEPEST = 10_000  # groups in groups
_MOST_CELLS = 1_000  # of a row
_BODY_TEXT = 9
_PAGE_FIELD = regex.compile(r"(?i)\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_NOTE = "note"
_PLACES = {
    "fonttbl": "fonts",
    "stylesheet": "styles",
    "listtext": "label",
    "pntext": "label",
    "fldinst": "code",
}


@dataclass(slots=True)
class _Group:
    """What holds inside a pair of braces; copied when braces open in braces."""

    story: Story
    place: str = ""  # "" = words of the story, else skip, label, code, fonts or styles
    opened: str = ""  # the kind of story that these braces began
    font: int | None = None
    hidden: bool = False
    deleted: bool = False
    skip: int = 1
    starred: bool = False
    twice: bool = False


def read_rtf(data: bytes) -> SourceText:
    """Return the words of an RTF file; changes are accepted, hidden words, comments and field codes left out.

    Raises ``Refused("broken")`` when braces are nested without end or the file stops before its last brace.
    """
    reader = _Reader()
    for token in tokens(data.decode("latin-1")):
        reader.take(token)
    if not reader.is_whole():
        raise Refused("broken", reason="rtf")
    text, blocks = reader.written()
    return SourceText(text, "rtf", READER, None, blocks)


class _Reader:
    """Takes the pieces of a file one by one."""

    def __init__(self) -> None:
        self._body = Story()
        self._group = _Group(self._body)
        self._stack: list[_Group] = []
        self._ended = False
        self._pending = 0  # characters to pass over: what readers without Unicode would show
        self._faces = Faces()
        self._code = ""
        self._style, self._outline, self._in_table = 0, _BODY_TEXT, False
        self._counted = 0
        self._flow: list[tuple[list[Row], list[Paragraph]]] = []
        self._rows: list[Row] = []
        self._row = Row([], [], 0, set())
        self._cell: list[Paragraph] = []
        self._margins: dict[str, list[list[Paragraph]]] = {"header": [], "footer": []}
        self._notes: list[Paragraph] = []

    def is_whole(self) -> bool:
        """Tell whether the outermost braces were closed."""
        return self._ended

    def take(self, token: Token) -> None:
        """Take one piece in; what follows the last brace is not the document."""
        if self._ended:
            return
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif self._pending and token.kind != "text":
            self._pending -= 1
        elif token.kind == "word":
            self._word(token.text, token.number)
        elif token.kind == "symbol":
            self._symbol(token.text)
        else:
            words = token.text[self._pending :]
            self._pending = max(0, self._pending - len(token.text))
            self._letters(words)

    def written(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text and its blocks: headers, body, notes, footers."""
        self._end_paragraph()
        self._end_table()
        page = Page()
        page.margins(self._margins["header"], "header")
        for rows, paragraphs in self._flow:
            page.table(rows)
            page.paragraphs(paragraphs)
        page.paragraphs(self._notes)
        page.margins(self._margins["footer"], "footer")
        return page.out.finish()

    def _open(self) -> None:
        self._pending = 0
        if len(self._stack) > _DEEPEST:
            raise Refused("broken", reason="rtf")
        self._stack.append(self._group)
        place = "skip" if self._group.twice else self._group.place
        self._group = replace(self._group, opened="", starred=False, twice=False, place=place)

    def _close(self) -> None:
        self._pending = 0
        group = self._group
        if group.opened:
            self._end_story(group)
        self._group = self._stack.pop() if self._stack else group
        self._ended = not self._stack

    def _end_story(self, group: _Group) -> None:
        """Put a note, margin or text box where it belongs."""
        found = [*group.story.done, *group.story.end_paragraph("paragraph", None)]
        if group.opened in self._margins:
            self._margins[group.opened].append(found)
            return
        placed = [replace(one, at=self._counted) for one in found]
        if group.opened == _NOTE:
            self._notes += [replace(one, kind="note") for one in placed]
        else:
            self._stack[-1].story.boxes += placed

    def _word(self, word: str, number: int | None) -> None:
        group = self._group
        if group.starred:
            group.starred = False
            if word not in STARRED:
                group.place = "skip"
        if word == "ud" and group.place == "skip" and len(self._stack) > 1:
            group.place = self._stack[-1].place
        if group.place == "skip":
            return
        if group.place in ("fonts", "styles"):
            self._faces.word(word, number, group.place)
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif word == "u" and number is not None:
            self._add(chr(number % 0x10000), self._faces.table(group.font))
            self._pending = group.skip
        elif word in _PLACES:
            group.place = _PLACES[word]
            if group.place == "code":
                self._code = ""
        elif word in SKIPPED:
            group.place = "skip"
        elif not self._looks(word, number):
            self._layout(word, number)

    def _looks(self, word: str, number: int | None) -> bool:
        """Take in a word about letters; return whether it was one."""
        group = self._group
        if word == "f":
            group.font = number
        elif word == "plain":
            group.font, group.hidden, group.deleted = self._faces.default, False, False
        elif word == "v":
            group.hidden = number != 0
        elif word in ("deleted", "mvf"):
            group.deleted = number != 0
        elif word == "uc":
            group.skip = max(0, min(9, number if number is not None else 1))
        elif word == "upr":
            group.twice = True
        elif word == "ansicpg":
            self._faces.set_page(number)
        elif word == "deff":
            self._faces.default = group.font = number
        elif word == "fldrslt":
            if self._is_margin() and _PAGE_FIELD.match(self._code):
                group.place = "skip"
        else:
            return False
        return True

    def _is_margin(self) -> bool:
        return any(one.opened in self._margins for one in (*self._stack[-40:], self._group))

    def _layout(self, word: str, number: int | None) -> None:
        """Take in a word about paragraphs, tables and stories."""
        if word in ("par", "sect", "nestcell"):
            self._end_paragraph()
        elif word == "pard":
            self._style, self._outline, self._in_table = 0, _BODY_TEXT, False
        elif word == "s":
            self._style = number or 0
        elif word == "outlinelevel":
            self._outline = number or 0
        elif word == "intbl":
            self._in_table = True
        elif word == "cell":
            self._end_cell()
        elif word == "row":
            self._end_row()
        elif word == "trowd":
            self._row = replace(self._row, borders=[], left=0, joined=set())
        elif word == "trleft":
            self._row.left = number or 0
        elif word == "cellx" and number is not None and len(self._row.borders) < _MOST_CELLS:
            self._row.borders.append(number)
        elif word in ("clvmrg", "clmrg"):
            self._row.joined.add(len(self._row.borders))
        elif word in HEADERS or word in FOOTERS:
            self._begin("header" if word in HEADERS else "footer")
        elif word in ("footnote", "shptxt"):
            self._begin(_NOTE if word == "footnote" else "box")

    def _begin(self, kind: str) -> None:
        self._group.opened, self._group.story, self._group.place = kind, Story(), ""

    def _symbol(self, sign: str) -> None:
        if sign == "*":
            self._group.starred = True
        elif sign in "\\{}":
            self._letters(sign)
        elif sign == "~":
            self._add("\u00a0")
        elif sign == "_":
            self._add("-")
        elif sign == "-" and self._faces.table(self._group.font):
            self._add("\u00ad", self._faces.table(self._group.font))
        elif sign in "\r\n":
            self._word("par", None)

    def _letters(self, raw: str) -> None:
        """Take in letters as bytes of the font's alphabet."""
        place = self._group.place
        if place == "code":
            self._code = (self._code + raw)[:60]
        elif place in ("fonts", "styles"):
            self._faces.letters(raw, place)
        elif place != "skip":
            self._add(*self._faces.read(raw, self._group.font))

    def _add(self, text: str, table: str | None = None) -> None:
        group = self._group
        if group.hidden or group.deleted or group.place not in ("", "label"):
            return
        (group.story.label if group.place == "label" else group.story.pieces).append((table, text))

    def _end_paragraph(self) -> None:
        """Close the paragraph of the story at hand; a deleted mark lets the next one go on in its line."""
        story = self._group.story
        if self._group.place == "label" or (self._group.deleted and not self._ended):
            return
        kind: BlockKind = (
            "heading" if self._outline < _BODY_TEXT or self._faces.is_heading(self._style) else "paragraph"
        )
        if story is not self._body:
            story.done += story.end_paragraph(kind, None)
            return
        found = story.end_paragraph(kind, self._counted)
        self._counted += not self._ended
        if self._in_table:
            self._cell += found
            return
        self._end_table()
        if not self._flow or self._flow[-1][0]:
            self._flow.append(([], []))
        self._flow[-1][1].extend(found)

    def _end_cell(self) -> None:
        if self._group.story is not self._body:
            self._end_paragraph()
            return
        self._in_table = True
        deleted, self._group.deleted = self._group.deleted, False
        self._end_paragraph()
        self._group.deleted = deleted
        if len(self._row.cells) < _MOST_CELLS:
            self._row.cells.append(self._cell)
        self._cell = []

    def _end_row(self) -> None:
        if self._group.story is self._body and self._row.cells:
            if not self._group.deleted:
                self._rows.append(self._row)
            self._row = replace(self._row, cells=[])

    def _end_table(self) -> None:
        """Close the table; a last row that was never ended counts too, and so do words left in a cell."""
        self._end_row()
        if self._rows:
            self._flow.append((self._rows, []))
            self._rows = []
        if self._cell:
            self._flow.append(([], self._cell))
            self._cell = []
