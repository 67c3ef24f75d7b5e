"""Make the files of src/namro/samples/documents from their sources: python -m tools.sample_documents [NAME...]

Also writes manifest.toml (who issued what, when, and how the documents hang together) and the sheet of a units import.
"""

import datetime as dt
import io
import json
import sys
from itertools import zip_longest

import xlsxwriter

from tools.sample_docx import build_docx
from tools.sample_source import DOCUMENTS, NATION, Source, all_sources

LEFT_COLUMN = 40
MANIFEST = DOCUMENTS / "manifest.toml"
IMPORT_SHEET = DOCUMENTS / "import-don-vi.xlsx"
COPIED_KEYS = ("kind", "symbol", "issuer", "issuer_unit", "term", "date", "title", "held_by")
IMPORT_COLUMNS = {
    "Mã": 12,
    "Hệ thống": 12,
    "Loại": 18,
    "Tên": 52,
    "Tên ngắn": 26,
    "Đơn vị cấp trên": 16,
    "Từ ngày": 12,
    "Văn bản": 16,
    "Cơ quan ban hành": 22,
    "Ngày ban hành": 14,
}
DECISION = ("2405/QĐ-UBND", "UBND tỉnh Lam Giang", dt.date(2026, 11, 9))
FROM = dt.date(2026, 12, 1)
IMPORT_ROWS = [
    ("TTHTDN", "Chính quyền", "Đơn vị sự nghiệp", "Trung tâm Hỗ trợ doanh nghiệp tỉnh", "TT Hỗ trợ DN", "STC"),
    ("TTKNKL", "Chính quyền", "Đơn vị sự nghiệp", "Trung tâm Khuyến nông - Khuyến lâm tỉnh", "TT Khuyến nông", "SNNMT"),
    ("CCTTBVTV", "Chính quyền", "Sở, ban, ngành", "Chi cục Trồng trọt và Bảo vệ thực vật", "CC TT&BVTV", "SNNMT"),
    ("TTLTLS", "Chính quyền", "Đơn vị sự nghiệp", "Trung tâm Lưu trữ lịch sử tỉnh", "TT Lưu trữ", "SNV"),
    (
        "TTTGPL",
        "Chính quyền",
        "Đơn vị sự nghiệp",
        "Trung tâm Trợ giúp pháp lý nhà nước tỉnh",
        "TT Trợ giúp pháp lý",
        "STP",
    ),
    ("BTLG", "Chính quyền", "Đơn vị sự nghiệp", "Bảo tàng tỉnh Lam Giang", "Bảo tàng tỉnh", "SVHTTDL"),
]


def build(source: Source) -> bytes:
    """The bytes of one document in the format its source asks for."""
    # typst is asked for only where a PDF is made
    if source.head["format"] in ("pdf", "scan"):
        from tools.sample_pdf import build_pdf, build_scan

        return build_scan(source) if source.head["format"] == "scan" else build_pdf(source)
    if source.head["format"] == "docx":
        return build_docx(source)
    return plain_file(source).encode()


def plain_file(source: Source) -> str:
    """The document as a typist keeps it in a text file: the two columns of its header side by side."""
    left = [*source.organ_above, *source.organ, *source.star]
    beside = zip_longest(left, NATION[source.layout], fillvalue="")
    header = [f"{one:<{LEFT_COLUMN}}{other}".rstrip() for one, other in beside]
    number, *subject = source.number
    header += ["", f"{number:<{LEFT_COLUMN}}{source.place_and_date}", *subject, ""]
    lines = source.plain_lines()
    rest = lines[lines.index(source.place_and_date) + 1 :]
    return "\n".join([*header, *rest]) + "\n"


def manifest_text(sources: list[Source]) -> str:
    """manifest.toml, oldest document first."""
    lines = ["# Printed by tools/sample_documents.py from source/*.txt: change the sources, then run it again."]
    for source in sources:
        lines += ["", "[[document]]", f'file = "{source.file.name}"', f'source = "source/{source.path.name}"']
        lines += [
            f"{key} = {json.dumps(source.head[key], ensure_ascii=False)}" for key in COPIED_KEYS if key in source.head
        ]
        lines += [f"text_layer = {str(source.head['format'] != 'scan').lower()}"]
        pairs = [pair.split() for pair in source.head.get("relations", "").split(";") if pair.strip()]
        joined = ", ".join(f'{{ kind = "{kind}", symbol = "{symbol}" }}' for kind, symbol in pairs)
        lines += [f"relations = [{joined}]"]
    return "\n".join(lines) + "\n"


def import_sheet() -> bytes:
    """Six units as an office would send them, under the headings of the import."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": "Danh sách đơn vị", "created": dt.datetime(2026, 11, 10, tzinfo=dt.UTC)})
    sheet = book.add_worksheet("Đơn vị")
    day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True, "border": 1})
    for column, (title, width) in enumerate(IMPORT_COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(IMPORT_ROWS, 1):
        for column, value in enumerate([*row, FROM, *DECISION]):
            if isinstance(value, dt.date):
                sheet.write_datetime(number, column, dt.datetime.combine(value, dt.time()), day)
            else:
                sheet.write_string(number, column, value)
    sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()


def main(names: list[str]) -> None:
    """Write every document, or those whose source's stem is named; then the manifest and the sheet."""
    sources = all_sources()
    for source in sources:
        if not names or source.path.stem in names:
            source.file.write_bytes(build(source))
            print(source.file.name)
    MANIFEST.write_text(manifest_text(sources), encoding="utf-8")
    IMPORT_SHEET.write_bytes(import_sheet())


if __name__ == "__main__":
    main(sys.argv[1:])
