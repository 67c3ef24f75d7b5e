"""Makers of PDF files for the tests: lines of text through a tiny font table, scans, forms with stamped numbers."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

_INKED = (*range(33, 127), *range(161, 173), *range(174, 256))  # codes that draw something in every font
_STAMP_BOX = (105, 740, 145, 760)


def text_pdf(pages: Sequence[Sequence[str]], stamp: str | None = None, form: bool = True) -> bytes:
    """A PDF with one text line per string, drawn with a built-in font whose ToUnicode table carries Vietnamese letters.

    ``stamp`` is put into a form field right of "Số:" on the first line of the first page, as digital offices do;
    without ``form`` the document does not say that it has fields.
    """
    letters = sorted({c for page in pages for line in page for c in line} | set(stamp or ""))
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    if len(codes) > 250:
        raise ValueError("a test page knows 250 different letters")
    fields = "/AcroForm<</Fields[]>>" if form else ""
    objects = [f"<</Type/Catalog/Pages 2 0 R{fields}>>", "", _font(), _stream(_to_unicode(codes))]
    kids: list[int] = []
    for number, page in enumerate(pages):
        content = len(objects) + 1
        objects.append(_stream(_drawn(page, codes)))
        annotations = ""
        if stamp and number == 0:
            objects.append(
                _stream(_text_at(stamp, codes, 2, 5), "/Type/XObject/Subtype/Form/BBox[0 0 40 20]" + _RESOURCES)
            )
            box = " ".join(map(str, _STAMP_BOX))
            objects.append(f"<</Type/Annot/Subtype/Widget/FT/Tx/F 4/T(so)/Rect[{box}]/AP<</N {len(objects)} 0 R>>>>")
            annotations = f"/Annots[{len(objects)} 0 R]"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R{_RESOURCES}{annotations}>>"
        )
        kids.append(len(objects))
    objects[1] = _pages(kids)
    return _file(objects)


def scan_pdf(pages: int = 2) -> bytes:
    """A PDF of page images without any text."""
    image = zlib.compress(bytes(64 * 64))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
        f"/Length {len(image)}>>stream\n{image.decode('latin-1')}\nendstream",
        _stream("q 595 0 0 842 0 0 cm /I Do Q"),
    ]
    for _ in range(pages):
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 3 0 R>>>>>>"
        )
    objects[1] = _pages(range(5, 5 + pages))
    return _file(objects)


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password nobody gives."""
    secret = "<" + "00" * 32 + ">"
    trailer = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O {secret}/U {secret}>>/ID[<00><00>]"
    return _file(
        ["<</Type/Catalog/Pages 2 0 R>>", _pages([3]), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"], trailer
    )


_RESOURCES = "/Resources<</Font<</F 3 0 R>>>>"


def _font() -> str:
    widths = " ".join(["500"] * 255)
    return (
        "<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/FirstChar 1/LastChar 255"
        f"/Widths[{widths}]/Encoding/WinAnsiEncoding/ToUnicode 4 0 R>>"
    )


def _to_unicode(codes: dict[str, int]) -> str:
    rows = [f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = [rows[n : n + 100] for n in range(0, len(rows), 100)]
    maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{maps}\nendcmap end end"
    )


def _drawn(lines: Sequence[str], codes: dict[str, int]) -> str:
    return "\n".join(_text_at(line, codes, 72, 745 - 20 * n) for n, line in enumerate(lines))


def _text_at(words: str, codes: dict[str, int], x: int, y: int) -> str:
    return f"BT /F 12 Tf {x} {y} Td <{''.join(f'{codes[c]:02x}' for c in words)}> Tj ET"


def _stream(content: str, entries: str = "") -> str:
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def _pages(kids: Sequence[int]) -> str:
    return f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"


def _file(objects: Sequence[str], trailer: str = "") -> bytes:
    """Number the objects, write the table of their places."""
    out = b"%PDF-1.7\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content.encode("latin-1") + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()


def drawn_pdf(
    *pages: Sequence[tuple[float, float, float, str]],
    lines: Sequence[tuple[float, float, float, float]] = (),
    more: str = "",
    turns: int = 0,
) -> bytes:
    """A PDF with words where they are wanted: (x, y from the foot of the page, size, words), letters half a size wide.

    ``lines`` (x0, y0, x1, y1) are drawn on every page; ``more`` are entries of every page (/Rotate 90, /CropBox ...);
    ``turns`` turns what is drawn by quarters around the middle of a page of 600 x 600 points.
    """
    letters = sorted({c for page in pages for *_, words in page for c in words})
    codes = dict(zip(letters, _INKED, strict=False))
    if len(codes) < len(letters):
        raise ValueError(f"a test page knows {len(_INKED)} different letters")
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", _font(), _stream(_to_unicode(codes))]
    turned = ("1 0 0 1 0 0", "0 1 -1 0 600 0", "-1 0 0 -1 600 600", "0 -1 1 0 0 600")[turns]
    ruled = "".join(f"{x0} {y0} m {x1} {y1} l S\n" for x0, y0, x1, y1 in lines)
    kids: list[int] = []
    for page in pages:
        shown = "\n".join(
            f"BT /F {size} Tf {x} {y} Td <{''.join(f'{codes[c]:02x}' for c in words)}> Tj ET"
            for x, y, size, words in page
        )
        objects.append(_stream(f"{turned} cm\n{ruled}{shown}"))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Contents {len(objects)} 0 R{_RESOURCES}{more}>>"
        )
        kids.append(len(objects))
    objects[1] = _pages(kids)
    return _file(objects)


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The lines of a ruled table."""
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]
