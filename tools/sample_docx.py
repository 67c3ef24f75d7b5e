"""A sample document as Word: the layout of Decree 30/2020 for state bodies, that of the party for party bodies."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from tools.sample_source import NATION, SIGNED, Block, Run, Source

FONT = "Times New Roman"
FIXED_ZIP_DATE = (2026, 1, 1, 0, 0, 0)
PAGE_WIDTH, LEFT, RIGHT = 210, 30, 15


def build_docx(source: Source) -> bytes:
    """The whole document; the same source gives the same bytes."""
    word = Document()
    _page(word, source)
    _header(word, source)
    for i, line in enumerate(source.heading):
        _line(word.add_paragraph(), line, bold=True, before=12 if i == 0 else 0)
    if source.heading:
        _rule(word.add_paragraph(), indent=60)
    for line in source.addressed_to:
        _addressee(word.add_paragraph(), line, alone=len(source.addressed_to) == 1)
    _blocks(word, source.body)
    _closing(word, source)
    _blocks(word, source.annexes)
    return _same_bytes(word)


def _page(word: Word, source: Source) -> None:
    style = word.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(14 if source.layout == "party" else 13.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    section = word.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    properties = word.core_properties
    properties.author, properties.title, properties.comments = source.head["issuer"], source.head["title"], ""
    properties.created = properties.modified = dt.datetime.combine(source.date, dt.time(8), dt.UTC)


def _addressee(paragraph: Paragraph, line: str, *, alone: bool) -> None:
    _line(paragraph, line, before=6)
    if not alone:
        paragraph.alignment = ALIGN.LEFT
        paragraph.paragraph_format.left_indent = Mm(45 if line.startswith("- ") else 30)


def _header(word: Word, source: Source) -> None:
    table = _columns(word, rows=2, widths=(63, 102))
    left, right = table.rows[0].cells
    _lines(left, [(line, False) for line in source.organ_above] + [(line, True) for line in source.organ], size=13)
    if source.star:
        _line(left.add_paragraph(), "*", bold=True)
    else:
        _rule(left.add_paragraph(), indent=22)
    _lines(right, [(line, True) for line in NATION[source.layout]], size=12.5)
    _rule(right.add_paragraph(), indent=14 if source.layout == "party" else 18)
    left, right = table.rows[1].cells
    _lines(left, [(line, False) for line in source.number], size=13)
    _line(right.paragraphs[0], source.place_and_date, italic=True)


def _closing(word: Word, source: Source) -> None:
    word.add_paragraph()
    left, right = _columns(word, rows=1, widths=(80, 85)).rows[0].cells
    for i, line in enumerate(source.recipients):
        paragraph = left.paragraphs[0] if i == 0 else left.add_paragraph()
        paragraph.alignment = ALIGN.LEFT
        run = paragraph.add_run(line)
        run.font.size = Pt(12 if i == 0 else 11)
        run.bold = run.italic = i == 0 and source.layout == "state"
        run.underline = i == 0 and source.layout == "party"
    above, name = source.signature
    posts_bold = source.layout == "state"
    _lines(right, [(line, posts_bold or i == 0) for i, line in enumerate(above)])
    _line(right.add_paragraph(), SIGNED, italic=True, before=24, after=24)
    _line(right.add_paragraph(), name, bold=True)


def _blocks(word: Word, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if block.kind == "annex":
            _new_page(word, landscape=block.landscape)
            for line in block.lines:
                _line(word.add_paragraph(), line, bold=True)
        elif block.kind == "table":
            word.add_paragraph().paragraph_format.line_spacing = Pt(6)
            _table(word, block)
        else:
            _paragraph(word.add_paragraph(), block)


def _paragraph(paragraph: Paragraph, block: Block) -> None:
    paragraph.paragraph_format.space_before = Pt(4)
    if block.kind.startswith("centred"):
        paragraph.alignment = ALIGN.CENTER
    else:
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.keep_with_next = block.kind == "bold"
    _runs(paragraph, block.runs, italic=block.kind == "italic")


def _table(word: Word, block: Block) -> None:
    section = word.sections[-1]
    across, left, right = section.page_width, section.left_margin, section.right_margin
    assert across and left and right, "_page and _new_page set the page"
    room = (across - left - right) / Mm(1)
    table = word.add_table(rows=0, cols=len(block.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for number, row in enumerate(block.rows):
        cells = table.add_row().cells
        if len(row) == 2:
            cells = (cells[0], cells[1].merge(cells[-1]))
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(12)
            run.bold = number == 0 or len(row) == 2
            if number == 0 or column == 0:
                cell.paragraphs[0].alignment = ALIGN.CENTER
    _widths(table, [room * width / 100 for width in block.widths])
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)


def _new_page(word: Word, *, landscape: bool) -> None:
    section = word.add_section(WD_SECTION.NEW_PAGE)
    # an annex carries a page number from its first page on
    section.different_first_page_header_footer = False
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(PAGE_WIDTH)
        section.left_margin = section.right_margin = Mm(20)


def _columns(word: Word, *, rows: int, widths: tuple[int, int]) -> Table:
    table: Table = word.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, widths)
    return table


def _widths(table: Table, widths: Sequence[float]) -> None:
    """Word reads the width of a cell, LibreOffice that of the grid: both are written."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            if cell.grid_span == 1:
                cell.width = Mm(width)


def _lines(cell: _Cell, lines: list[tuple[str, bool]], size: float | None = None) -> None:
    for i, (line, bold) in enumerate(lines):
        _line(cell.paragraphs[0] if i == 0 else cell.add_paragraph(), line, bold=bold, size=size)


def _line(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    size: float | None = None,
) -> None:
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    for run in _runs(paragraph, ((text, bold),), italic=italic):
        run.font.size = Pt(size) if size else None


def _runs(paragraph: Paragraph, runs: Iterable[Run], *, italic: bool = False) -> list[WordRun]:
    made = []
    for text, bold in runs:
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic
        made.append(run)
    return made


def _rule(paragraph: Paragraph, *, indent: float) -> None:
    """The short line under an issuer or a title: an empty line's upper border, drawn in from both sides."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_before = Pt(6), Pt(3)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = ALIGN.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)


def _same_bytes(word: Word) -> bytes:
    relations = word.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    made, fixed = io.BytesIO(), io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, FIXED_ZIP_DATE), before.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
