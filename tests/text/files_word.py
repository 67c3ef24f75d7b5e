"""Word packages written part by part, for what no program would write twice the same way."""

from __future__ import annotations

from tests.text.files_office import archive

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"} | {
    "settings": "settings"
}


def word(body: str, *, strict: bool = False, main: str = "word/document.xml", **parts: str) -> bytes:
    """A package of a body and parts by name: styles, numbering, footnotes, endnotes, settings, header1, footer1, ..."""
    members = {"word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>"}
    related = []
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = _ROOTS.get(kind, "hdr" if kind == "header" else "ftr")
        members[f"word/{name}.xml"] = f"<w:{root} {_NS}>{content}</w:{root}>"
        related.append(f'<Relationship Id="{name}" Target="{name}.xml" Type="{_RELATION}/{kind}"/>')
    members["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}">{"".join(related)}</Relationships>'
    members["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Target="{main}" Type="{_RELATION}/officeDocument"/>'
        "</Relationships>"
    )
    members["[Content_Types].xml"] = _types(*parts)
    if strict:
        members = {name: _in_strict(content) for name, content in members.items()}
    return archive({name: content.encode() for name, content in members.items()})


def _types(*parts: str) -> str:
    """The list of what each part holds, for programs that ask for it."""
    kinds = {"document": "document.main", **{name: name.rstrip("0123456789") for name in parts}}
    said = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{said}</Types>'
    )


def _in_strict(content: str) -> str:
    return content.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ).replace(_RELATION, "http://purl.oclc.org/ooxml/officeDocument/relationships")


def p(*runs: str, style: str = "", num: tuple[int, int] | None = None, mark: str = "", more: str = "") -> str:
    """A paragraph of runs or plain words; ``num`` is (list, level), ``mark`` what its paragraph mark says."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        said += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    if mark:
        said += f"<w:rPr>{mark}</w:rPr>"
    words = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{more}{said}</w:pPr>{words}</w:p>"


def r(text: str, *, font: str = "", look: str = "") -> str:
    """A run of words."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{fonts}{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def lvl(level: int, pattern: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(*abstracts: str, nums: str = "") -> str:
    """A numbering part: definitions 0, 1, ... and lists 1, 2, ... that stand on them, then ``nums``."""
    made = "".join(f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>' for n, one in enumerate(abstracts))
    plain = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(abstracts)))
    return made + plain + nums


def cell(*content: str, more: str = "") -> str:
    """A table cell of paragraphs or plain words."""
    inside = "".join(one if one.startswith("<") else p(one) for one in content) or p()
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, more: str = "") -> str:
    """A table row of cells or plain words."""
    inside = "".join(one if one.startswith(("<w:tc", "<w:sdt")) else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{more}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def field(code: str, result: str) -> str:
    """A field with its code and the result it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
