"""Numbers of lists in Word files: what Word draws before the words stands in the text."""

from __future__ import annotations

import pytest

from tests.text.files_word import cell, lists, lvl, p, row, table, word
from vanban.files import read
from vanban.files.numerals import written

ARTICLES = lvl(0, "Điều %1.") + lvl(1, "%2.", "decimal") + lvl(2, "%3)", "lowerLetter")
PARTS = lvl(0, "%1.", "upperRoman") + lvl(1, "%2.") + lvl(2, "%2.%3.") + lvl(3, "-", "bullet")
OLD = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'


def lines(body: str, **parts: str) -> list[str]:
    return read(word(body, **parts), "a.docx").text.splitlines()


def many(*steps: tuple[int, int] | int, words: str = "x") -> str:
    """Paragraphs of list 1 (a level) or of another list (list, level)."""
    return "".join(p(words, num=(1, step) if isinstance(step, int) else step) for step in steps)


def symbol(font: str, sign: str) -> str:
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>'
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr></w:lvl>'
    )


@pytest.mark.parametrize(
    ("abstract", "steps", "labels"),
    [
        (ARTICLES, (0, 1, 2, 2, 1, 0, 1), ["Điều 1.", "1.", "a)", "b)", "2.", "Điều 2.", "1."]),
        (PARTS, (0, 1, 2, 2, 1, 2, 0, 1, 2), ["I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "II.", "1.", "1.1."]),
        (lvl(0, "%1.") + lvl(1, "%1.%2."), (1, 1, 0, 1), ["1.1.", "1.2.", "1.", "1.1."]),
        (lvl(0, "Khoản %1:", start=5), (0, 0), ["Khoản 5:", "Khoản 6:"]),
        (
            lvl(0, "%1", "upperRoman") + lvl(1, "%1.%2", more="<w:isLgl/>"),
            (0, 1, 0, 1),
            ["I", "1.1", "II", "2.1"],
        ),
        (
            lvl(0, "Chương %1", "upperRoman") + lvl(1, "Điều %2.", more='<w:lvlRestart w:val="0"/>'),
            (0, 1, 1, 0, 1),
            ["Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3."],
        ),
        (
            lvl(0, "%1.") + lvl(1, "%2)") + lvl(2, "(%3)", more='<w:lvlRestart w:val="1"/>'),
            (0, 1, 2, 1, 2, 0, 1, 2),
            ["1.", "1)", "(1)", "2)", "(2)", "2.", "1)", "(1)"],
        ),
        (lvl(0, "%1.", "decimalZero"), (0, 0), ["01.", "02."]),
        (lvl(0, "Phần thứ %1", "vietnameseCounting"), (0, 0), ["Phần thứ một", "Phần thứ hai"]),
        (lvl(0, "%1)", "lowerLetter", start=26), (0, 0), ["z)", "aa)"]),
        (lvl(0, "-", "bullet"), (0, 0), ["-", "-"]),
        (lvl(0, "+", "bullet"), (0,), ["+"]),
        (symbol("Symbol", "\uf0b7"), (0,), ["•"]),
        (symbol("Wingdings", "\uf0a7"), (0,), ["▪"]),
        (symbol("Wingdings", "\uf0fc"), (0,), ["✓"]),
        (symbol("Courier New", "o"), (0,), ["○"]),
        (lvl(0, "§iÒu %1.", more=f"<w:rPr>{OLD}</w:rPr>"), (0,), ["Điều 1."]),
    ],
)
def test_list_when_read_then_its_labels_stand_before_the_words(
    abstract: str, steps: tuple[int, ...], labels: list[str]
) -> None:
    wanted = [f"{label.rstrip()} x" for label in labels]
    assert lines(many(*steps), numbering=lists(abstract)) == wanted


@pytest.mark.parametrize(
    ("steps", "nums", "labels"),
    [
        (((1, 0), (2, 0), (1, 0)), "", ["1.", "2.", "3."]),
        (
            ((1, 0), (2, 0), (2, 0)),
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
            "1. 1. 2.",
        ),
        (
            ((1, 0), (2, 0), (1, 0)),
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>',
            "1. 7. 8.",
        ),
        (((1, 0), (2, 0)), f'<w:lvlOverride w:ilvl="0">{lvl(0, "(%1)")}</w:lvlOverride>', "1. (2)"),
    ],
)
def test_lists_of_one_definition_when_read_then_they_share_their_count(
    steps: tuple[tuple[int, int], ...], nums: str, labels: list[str] | str
) -> None:
    second = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{nums}</w:num>'
    wanted = labels.split() if isinstance(labels, str) else labels
    assert [line.split()[0] for line in lines(many(*steps), numbering=lists(lvl(0, "%1."), nums=second))] == wanted


def test_label_when_it_has_no_gap_or_is_switched_off_then_so_it_is_written() -> None:
    numbering = lists(lvl(0, "%1.", more='<w:suff w:val="nothing"/>'))
    assert lines(p("Giao", num=(1, 0)) + p("Sở", num=(0, 0)) + p("Giao", num=(9, 0)), numbering=numbering) == [
        "1.Giao",
        "Sở",
        "Giao",
    ]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="goc"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="u2"><w:name w:val="heading 2"/><w:basedOn w:val="u1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="tat"><w:name w:val="Tat"/><w:basedOn w:val="u1"/>'
    '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="khoan"><w:name w:val="Khoan"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
    "</w:pPr></w:style>"
)


def test_numbers_when_they_come_from_styles_then_counted_and_headings_named() -> None:
    bound = lvl(0, "Điều %1.") + lvl(1, "%2.", more='<w:pStyle w:val="khoan"/>')
    body = p("A", style="u1") + p("B", style="u2") + p("C", style="tat") + p("D", style="khoan") + p("E", style="u1")
    source = read(word(body, styles=STYLES, numbering=lists(PARTS, bound)), "a.docx")
    assert source.text.splitlines() == ["I. A", "1. B", "C", "1. D", "II. E"]
    assert [block.kind for block in source.blocks] == ["heading", "heading", "paragraph", "item", "heading"]


def test_list_when_it_is_a_numbering_style_then_followed() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="ds"><w:name w:val="Danh sach"/><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    numbering = lists('<w:numStyleLink w:val="ds"/>', '<w:styleLink w:val="ds"/>' + lvl(0, "%1/"))
    assert lines(many(0, 0), styles=styles, numbering=numbering) == ["1/ x", "2/ x"]


def test_numbers_in_empty_cells_are_words_and_empty_bullets_are_not() -> None:
    numbering = lists(lvl(0, "%1"), lvl(0, "-", "bullet"))
    body = table(*(row(cell(p(num=(1, 0))), words) for words in ("Sở Y tế", "Sở Nội vụ"))) + p(num=(2, 0))
    assert lines(body, numbering=numbering) == ["1", "Sở Y tế", "2", "Sở Nội vụ"]


def test_deleted_paragraph_is_not_counted() -> None:
    gone = p('<w:del w:id="1"><w:r><w:delText>bỏ</w:delText></w:r></w:del>', num=(1, 0), mark="<w:del/>")
    assert lines(many(0) + gone + many(0), numbering=lists(lvl(0, "%1."))) == ["1. x", "2. x"]


@pytest.mark.parametrize(
    "numbering",
    [
        lists("".join(lvl(n, "%1.") for n in range(20_000))),
        lists('<w:numStyleLink w:val="a"/>'),
        lists(lvl(0, "%1." * 20_000)),
        lists(lvl(0, "%1%2%9.", "upperRoman", start=999_999_999)),
        lists(lvl(0, "%1.", "lowerLetter", start=999_999_999)),
        lists('<w:lvl w:ilvl="-3"><w:lvlText/></w:lvl><w:lvl><w:start w:val="x"/></w:lvl>'),
        '<w:num w:numId="1"><w:abstractNumId w:val="44"/></w:num><w:num/>',
    ],
)
def test_numbering_when_hostile_then_short_labels_and_every_word(numbering: str) -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="a"><w:basedOn w:val="b"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    found = lines(many(0, 8, 0) + p("y", style="b"), styles=styles, numbering=numbering)
    assert [line[-1] for line in found] == ["x", "x", "x", "y"] and all(len(line) < 2_000 for line in found)


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (1999, "upperRoman", "MCMXCIX"),
        (4, "lowerRoman", "iv"),
        (4000, "upperRoman", "4000"),
        (0, "upperRoman", "0"),
        (28, "upperLetter", "BB"),
        (781, "lowerLetter", "781"),
        (15, "vietnameseCounting", "mười lăm"),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (10, "vietnameseCounting", "mười"),
        (100, "vietnameseCounting", "100"),
        (7, "pad:3", "007"),
        (7, "chicago", "7"),
    ],
)
def test_number_when_written_in_a_form_then_short_and_right(value: int, form: str, expected: str) -> None:
    assert written(value, form) == expected
