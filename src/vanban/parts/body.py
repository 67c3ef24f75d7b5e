"""The text proper as a tree: grounds, headings with and without numbers, lead-ins, items and the closing formula.

A lead-in ("... như sau:") stands above the items that follow it, as a heading does; who leads a heading leads its points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from vanban.parts.head import ATTACHED, DECIDES, is_bold
from vanban.parts.head_lines import kind_of_line
from vanban.parts.piece import PartKind, Piece, adjoin
from vanban.segment import Marker, Paragraph
from vanban.segment.markers import RANKS
from vanban.segment.nesting import depth_for
from vanban.sheet import Sheet

_GROUNDS = re.compile(r"(?:[-–+] )?(?:căn cứ|xét|theo đề nghị|theo tờ trình|trên cơ sở|thực hiện|sau khi)(?!\w)")
_ENACTS = regex.compile(
    r"(?:QUYẾT (?:ĐỊNH|NGHỊ)|NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN|LỆNH|ĐIỆN|THÔNG BÁO|BAN HÀNH|YÊU CẦU)(?: \p{Lu}[\p{Lu} ]{0,60})? ?:?"
)
_ADDRESS = re.compile(r"\W{0,3}(?:kính gửi|đồng kính gửi|kính trình)(?!\w)|[^.;]{0,90} (?:điện|gửi) ?:$")
_CLOSES = re.compile(
    r"trên đây là|(?:yêu cầu|đề nghị) (?:các |thủ trưởng|giám đốc|chủ tịch|lãnh đạo|quý|ubnd|ủy ban)"
    r"|(?:trong )?quá trình (?:tổ chức )?(?:triển khai|thực hiện)"
    r"|thừa (?:lệnh|ủy quyền)|(?:quyết định|nghị quyết|chỉ thị|kế hoạch|thông báo|quy định|hướng dẫn|công điện"
    r"|kết luận|chương trình|thông tư|nghị định) này"
    r"|nhận được (?:công văn|văn bản|chỉ thị|kế hoạch|thông báo)|rất mong|trân trọng|định kỳ"
    r"|giao (?:văn phòng|sở|ban)[^.;]{0,160}(?:theo dõi|đôn đốc)|văn phòng [^.;]{3,60} thông báo"
)
_TERM = re.compile(r"(?:KH(?:ÓA|OÁ)|KỲ HỌP|NHIỆM KỲ) (?:THỨ )?[XVI\d]")
_FOOTNOTE = regex.compile(
    r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3}|\(\*{1,3}\)|\*{1,3} (?=Ghi chú|Chú thích)|(?:Ghi chú|GHI CHÚ|Chú thích) ?:)"
)
_LETTERS = regex.compile(r"\p{L}")
_MARKDOWN = re.compile(r"^(?:#{1,6} |\*\*)\S", re.MULTILINE)
_TITLED = ("part", "chapter", "section", "annex")  # their title may stand on the next line
_FAR = 40  # characters: no item stands further in
_LAST = 5  # unmarked paragraphs that may be the closing formula
_CAPITALS = -1  # rank of a heading in capitals: it ends all items


@dataclass(slots=True)
class Open:
    """A piece that may have others below it: where it is in the list, its rank, its mark; lead-ins take rank from a child."""

    place: int
    rank: float
    mark: Marker | None = None
    listed: float | None = None
    lead_in: bool = False
    indent: int = 0  # of a bullet in Markdown
    opens: bool = False  # an item that ends with a colon: the paragraphs below are what it announces


@dataclass(slots=True)
class Tree:
    """Pieces in order, each with the index of the one above it."""

    pieces: list[Piece] = field(default_factory=list)
    parents: list[int | None] = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)
    official: bool = True
    markdown: bool = False
    headed: frozenset[int] = frozenset()  # where the reader of the file saw headings, in source offsets

    def add(self, kind: PartKind, start: int, end: int, label: str = "") -> int:
        """Add a piece under what stands open."""
        self.pieces.append(Piece(kind, start, end, label))
        self.parents.append(self.stack[-1].place if self.stack else None)
        return len(self.pieces) - 1

    def open(self, kind: PartKind, start: int, end: int, rank: float, mark: Marker | None = None) -> None:
        """Add a piece and leave it open for those below."""
        place = self.add(kind, start, end, mark.label if mark else "")
        self.stack.append(Open(place, rank, mark, lead_in=kind == "lead_in"))

    def close_to(self, rank: float) -> None:
        """Close what stands at ``rank`` or deeper; a lead-in stands where its list does."""
        while self.stack and self._rank(self.stack[-1]) >= rank:
            self.stack.pop()

    def _rank(self, one: Open) -> float:
        return one.rank if one.listed is None else min(one.rank, one.listed)


def read_body(sheet: Sheet, grouped: Sequence[Paragraph], kinds: dict[int, PartKind], official: bool) -> Tree:
    """Return the tree of paragraphs; ``kinds`` says of some, by where they begin, that they are captions, chrome or such."""
    tree = Tree(
        official=official,
        markdown=_MARKDOWN.search(sheet.source) is not None,
        headed=frozenset(b.start for b in sheet.blocks if b.kind == "heading"),
    )
    last = _closing(sheet, grouped, kinds) if official else len(grouped)
    begun = addressed = False
    for place, p in enumerate(grouped):
        start, end = p.start, p.end
        if (known := kinds.get(start)) is not None:
            tree.pieces.append(Piece(known, start, end))
            tree.parents.append(None)
            continue
        if place >= last:
            tree.stack.clear()
            tree.add("closing", start, end)
            continue
        if not begun and official:
            goes_on = bool(tree.pieces) and sheet.text[tree.pieces[-1].end - 1] in ":;,"
            kind = _opening(sheet, p, addressed, goes_on)
            addressed = kind == "addressee" and (sheet.text[end - 1] in ":;," or (addressed and p.marker is not None))
            above = tree.pieces[-1] if tree.pieces else None
            if kind == "issuer" and above and above.kind == "issuer" and adjoin(sheet.text, above.end, start):
                tree.pieces[-1] = Piece("issuer", tree.pieces[-1].start, end)
                continue
            if kind is not None:
                tree.add(kind, start, end)
                continue
        if p.marker is not None and not _FOOTNOTE.match(sheet.text, start):
            begun = True
            _item(sheet, tree, p, p.marker)
        else:
            begun = _unmarked(sheet, tree, p, grouped[place + 1] if place + 1 < len(grouped) else None) or begun
    return tree


def _opening(sheet: Sheet, p: Paragraph, addressed: bool, goes_on: bool) -> PartKind | None:
    """Say whether a paragraph above all items is an address, a ground, or the word that enacts."""
    words = sheet.text[p.start : p.end]
    if _ENACTS.fullmatch(words.strip(" *")) or (words[-1] == ":" and kind_of_line(words.rstrip(" :"))):
        return "enacting"
    if ATTACHED.match(sheet.low, p.start, p.end):
        return "attached_to"
    if _ADDRESS.match(sheet.low, p.start, p.end) and len(words) < 300:
        return "addressee"
    if addressed and len(words) < 300 and words[-1] != ":" and (goes_on or (p.marker and p.marker.style == "bullet")):
        return "addressee"
    if len(words) < 120 and words.isupper() and (DECIDES.match(words) or _TERM.match(words)):
        return "issuer"
    if _GROUNDS.match(sheet.low, p.start, p.end) and (
        words[-1] in ";,"
        or (words[-1] in "." and sheet.low.startswith(("căn cứ", "xét", "theo đề nghị", "trên cơ sở"), p.start))
    ):
        return "grounds"
    return None


def _item(sheet: Sheet, tree: Tree, p: Paragraph, mark: Marker) -> None:
    """Put an item where the row of its mark stands; a lead-in holds the row that begins below it."""
    rank = float(RANKS[mark.style])
    if rank <= RANKS["roman"]:
        tree.stack = [one for one in tree.stack if not one.lead_in]
    indent = _indent(sheet, mark) if tree.markdown and mark.style == "bullet" else 0
    held = [one for one in tree.stack if one.mark is not None]
    keep = depth_for(mark, [one.mark for one in held if one.mark is not None])
    if indent:
        inside = [i for i, one in enumerate(held) if one.mark and one.mark.style == "bullet" and one.indent < indent]
        keep = max(keep, inside[-1] + 1) if inside else keep
    inner = held[keep].place if keep < len(held) else None
    if inner is not None:
        while tree.stack and tree.stack[-1].place >= inner:
            tree.stack.pop()
    while tree.stack and _ends(tree.stack[-1], rank):
        tree.stack.pop()
    for one in tree.stack:
        if one.lead_in and one.listed is None:
            one.listed = rank
    if tree.stack:
        tree.stack[-1].opens = False
    tree.open("item", mark.start, p.end, rank, mark)
    tree.stack[-1].indent = indent
    tree.stack[-1].opens = sheet.text[p.end - 1] == ":"


def _indent(sheet: Sheet, mark: Marker) -> int:
    """Return how far a mark stands from the beginning of its line, in the file."""
    start = sheet.to_source(mark.start, mark.end)[0]
    return min(start, start - 1 - sheet.source.rfind("\n", max(0, start - _FAR), start), _FAR)


def _ends(one: Open, rank: float) -> bool:
    """Tell whether an unnumbered heading or lead-in is over when an item of ``rank`` comes."""
    if one.lead_in:
        return one.listed is not None and rank < one.listed
    return one.mark is None and one.rank > rank


def _unmarked(sheet: Sheet, tree: Tree, p: Paragraph, below: Paragraph | None) -> bool:
    """Place a paragraph without a mark; return whether it begins the body."""
    words = sheet.text[p.start : p.end]
    if _FOOTNOTE.match(words):
        tree.pieces.append(Piece("footnote", p.start, p.end))
        tree.parents.append(None)
        return False
    above = tree.stack[-1] if tree.stack else None
    if above is not None and above.mark is not None and _wants_title(sheet, tree, above, above.mark, words):
        tree.add("heading", p.start, p.end)
        return True
    rank = _heading_rank(sheet, tree, p, words, below)
    if rank is not None:
        if (
            rank == _CAPITALS
            and above
            and above.place == len(tree.pieces) - 1
            and above.mark is None
            and above.rank == rank
            and adjoin(sheet.text, tree.pieces[-1].end, p.start)
        ):
            tree.pieces[-1] = Piece("heading", tree.pieces[-1].start, p.end)
            return True
        tree.close_to(rank)
        tree.open("heading", p.start, p.end, rank)
        return True
    _leave_bullets(tree)
    if words[-1] == ":" and len(words) > 12:
        tree.close_to(_inside(tree))
        tree.open("lead_in", p.start, p.end, _inside(tree))
        return True
    tree.add("paragraph", p.start, p.end)
    return False


def _wants_title(sheet: Sheet, tree: Tree, above: Open, mark: Marker, words: str) -> bool:
    """Tell whether the line below "Chương I" or "Mục 2" is its title."""
    alone = mark.style in _TITLED and not _LETTERS.search(sheet.text, mark.end, tree.pieces[above.place].end)
    return alone and above.place == len(tree.pieces) - 1 and len(words) < 250 and words[-1] not in ".;"


def _leave_bullets(tree: Tree) -> None:
    """Close bullets, and the lead-ins whose lists they were: running text goes on above them."""
    while tree.stack and tree.stack[-1].mark is not None and tree.stack[-1].mark.style == "bullet":
        if tree.stack[-1].opens:
            return
        tree.stack.pop()
    while tree.stack and tree.stack[-1].listed == RANKS["bullet"]:
        tree.stack.pop()


def _inside(tree: Tree) -> float:
    """Return a rank just below the innermost open item or heading; lead-ins are neighbours there."""
    held = [one.rank for one in tree.stack if not one.lead_in]
    return (held[-1] if held else _CAPITALS) + 0.6


def _heading_rank(sheet: Sheet, tree: Tree, p: Paragraph, words: str, below: Paragraph | None) -> float | None:
    """Return the rank of an unnumbered heading: in capitals, of Markdown, bold all through; None for other text."""
    if len(words) > 200 or not _LETTERS.search(words):
        return None
    if words[0] == "#":
        count = len(words) - len(words.lstrip("#"))
        return _CAPITALS - 7 + count if words[count : count + 1] == " " else None
    if words.isupper() and len(words) > 5:
        return float(_CAPITALS)
    start, bold = sheet.to_source(p.start, p.end)[0], is_bold(sheet, p.start, p.end)
    if not tree.official and below is not None and _is_subhead(words, below):
        return _CAPITALS + 0.5
    if not (bold or start in tree.headed) or below is None or words[-1] in ".;":
        return None
    numbered = [one.rank for one in tree.stack if one.mark is not None and one.rank < RANKS["letter"]]
    return (numbered[-1] + 0.4) if numbered else _CAPITALS + 0.5


def _is_subhead(words: str, below: Paragraph) -> bool:
    """Tell whether a short line above running text is a heading inside an article."""
    plain = words[0].isupper() and words[-1] not in '.:;,…!)"”' and not any(c.isdigit() for c in words)
    return plain and 12 < len(words) < 90 and below.marker is None and below.end - below.start > len(words) + 25


def _closing(sheet: Sheet, grouped: Sequence[Paragraph], kinds: dict[int, PartKind]) -> int:
    """Return where the closing formula begins: the last unmarked paragraphs, from the first that says so."""
    first = len(grouped)
    count = 0
    for place in range(len(grouped) - 1, -1, -1):
        p = grouped[place]
        if p.start in kinds:
            continue
        if p.marker is not None or count == _LAST or sheet.text[p.end - 1] == ":":
            break
        count += 1
        ends = place == len(grouped) - 1 and sheet.text.endswith("./.", p.start, p.end)
        if _CLOSES.match(sheet.low, p.start, p.end) or ends:
            first = place
    return first
