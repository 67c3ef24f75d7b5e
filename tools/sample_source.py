"""The sources of the sample documents: light mark-up in, header, blocks and the plain text that every built file must carry.

A source is `key: value` lines, a line `---`, then one paragraph a line:

    ## bold paragraph        # bold and centred       = centred        ~ italic        **bold words** inside
    |: 10 40 50              column widths of the table that follows, in per cent
    | a | b | c              one row; the first is the heading, a row of two cells is a section row
    @annex portrait A | B    a new page (or landscape) headed A, then B
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "src/namro/samples/documents/source"
DOCUMENTS = SOURCES.parent
ENDINGS = {"docx": ".docx", "pdf": ".pdf", "scan": ".pdf", "txt": ".txt"}
NATION = {
    "state": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    "party": ["ĐẢNG CỘNG SẢN VIỆT NAM"],
}
SIGNED = "(Đã ký)"
BLOCK_MARKS = {"## ": "bold", "# ": "centred_bold", "= ": "centred", "~ ": "italic"}
Run = tuple[str, bool]


@dataclass(frozen=True)
class Block:
    """One paragraph (runs), one annex heading (lines) or one table (rows), told apart by `kind`."""

    kind: str
    runs: tuple[Run, ...] = ()
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    landscape: bool = False

    def texts(self) -> list[str]:
        """What a reader of the built file must find, in reading order."""
        if self.rows:
            return [cell for row in self.rows for cell in row]
        return list(self.lines) or ["".join(text for text, _ in self.runs)]


@dataclass(frozen=True)
class Source:
    """One sample document: its header and its blocks."""

    path: Path
    head: dict[str, str]
    blocks: tuple[Block, ...] = field(default=())

    @property
    def layout(self) -> str:
        return self.head["layout"]

    @property
    def date(self) -> dt.date:
        return dt.date.fromisoformat(self.head["date"])

    @property
    def file(self) -> Path:
        return DOCUMENTS / (self.path.stem + ENDINGS[self.head["format"]])

    @property
    def is_letter(self) -> bool:
        """An official letter carries no kind above its text; its subject stands under the number."""
        return self.head["kind"] == "Công văn"

    @property
    def organ_above(self) -> list[str]:
        return _split(self.head.get("organ_above", ""), "|")

    @property
    def organ(self) -> list[str]:
        return _split(self.head["organ"], "|")

    @property
    def star(self) -> list[str]:
        return ["*"] if self.layout == "party" else []

    @property
    def number(self) -> list[str]:
        mark = "Số " if self.layout == "party" else "Số: "
        return [mark + self.head["symbol"], *([self.head["title"]] if self.is_letter else [])]

    @property
    def place_and_date(self) -> str:
        day, month = self.date.day, self.date.month
        month_words = f"{month:02d}" if month < 3 or self.layout == "party" else str(month)
        return f"Lam Giang, ngày {day:02d} tháng {month_words} năm {self.date.year}"

    @property
    def heading(self) -> list[str]:
        return [] if self.is_letter else [self.head.get("heading", self.head["kind"].upper()), self.head["title"]]

    @property
    def addressed_to(self) -> list[str]:
        names = _split(self.head.get("to", ""), ";")
        if len(names) == 1:
            return [f"Kính gửi: {names[0]}."]
        return [*(["Kính gửi:"] if names else []), *_items(names)]

    @property
    def recipients(self) -> list[str]:
        return ["Nơi nhận:", *_items(_split(self.head["recipients"].rstrip("."), ";"))]

    @property
    def signature(self) -> tuple[list[str], str]:
        """The lines above the signature, and the name below it."""
        authority, post, name = (part.strip() for part in self.head["sign"].split("|"))
        return [authority, *_split(post, ";")], name

    @property
    def body(self) -> tuple[Block, ...]:
        """What stands above the signature."""
        return self.blocks[: self._first_annex]

    @property
    def annexes(self) -> tuple[Block, ...]:
        """What stands below the signature, on pages of its own."""
        return self.blocks[self._first_annex :]

    @property
    def _first_annex(self) -> int:
        return next((i for i, block in enumerate(self.blocks) if block.kind == "annex"), len(self.blocks))

    def plain_lines(self) -> list[str]:
        """The whole text of the document in reading order, header to last annex."""
        above, name = self.signature
        return [
            *self.organ_above,
            *self.organ,
            *self.star,
            *NATION[self.layout],
            *self.number,
            self.place_and_date,
            *self.heading,
            *self.addressed_to,
            *(text for block in self.body for text in block.texts()),
            *self.recipients,
            *above,
            SIGNED,
            name,
            *(text for block in self.annexes for text in block.texts()),
        ]


def read_source(path: Path) -> Source:
    """Read one source file."""
    head_text, _, body_text = path.read_text(encoding="utf-8").partition("\n---\n")
    head = dict(line.split(": ", 1) for line in head_text.splitlines())
    return Source(path, head, tuple(_blocks(body_text.splitlines())))


def all_sources() -> list[Source]:
    """Every sample document, oldest first."""
    return sorted((read_source(path) for path in SOURCES.glob("*.txt")), key=lambda s: (s.date, s.path.name))


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    widths: tuple[int, ...] = ()
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if line.startswith("|:"):
            widths = tuple(int(part) for part in line[2:].split())
        elif line.startswith("|"):
            rows.append(tuple(_split(line, "|")))
        else:
            if rows:
                blocks.append(Block("table", rows=tuple(rows), widths=widths))
                rows = []
            if line:
                blocks.append(_paragraph(line))
    return blocks


def _paragraph(line: str) -> Block:
    if line.startswith("@annex "):
        _, orientation, words = line.split(" ", 2)
        return Block("annex", lines=tuple(_split(words, "|")), landscape=orientation == "landscape")
    for mark, kind in BLOCK_MARKS.items():
        if line.startswith(mark):
            return Block(kind, runs=((line[len(mark) :], "bold" in kind),))
    parts = re.split(r"\*\*(.+?)\*\*", line)
    return Block("plain", runs=tuple((text, i % 2 == 1) for i, text in enumerate(parts) if text))


def _split(text: str, separator: str) -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]


def _items(names: list[str]) -> list[str]:
    return [f"- {name}{'.' if name is names[-1] else ';'}" for name in names]
