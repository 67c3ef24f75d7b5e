"""A sample document as PDF with a text layer, or as a scan: one grey page image without any."""

import io
import json
import time
from pathlib import Path

import typst
from PIL import Image, ImageFilter

from tools.sample_source import NATION, SIGNED, Source

LAYOUT = Path(__file__).with_name("sample_layout.typ")
# Debian's fonts-liberation: the elder "Liberation Serif" beside it lacks half of the Vietnamese letters
FONTS = ["/usr/share/fonts/truetype/liberation2"]
SCAN_DPI = 110
SCANNED_AT = time.gmtime(1_791_800_000)


def build_pdf(source: Source) -> bytes:
    """The document set by typst; tables are drawn in Word documents only."""
    assert not any(block.rows for block in source.blocks), f"{source.path.name}: tables are for docx"
    return _compile(source, "pdf")


def build_scan(source: Source) -> bytes:
    """The same page as it comes off a scanner: a little crooked, a little grey, no words inside."""
    page = Image.open(io.BytesIO(_compile(source, "png"))).convert("L")
    page = page.rotate(0.6, resample=Image.Resampling.BICUBIC, fillcolor=250)
    page = page.filter(ImageFilter.GaussianBlur(0.5)).point(lambda level: 18 + level * 225 // 255)
    made = io.BytesIO()
    page.save(made, "PDF", resolution=SCAN_DPI, quality=55, creationDate=SCANNED_AT, modDate=SCANNED_AT)
    return made.getvalue()


def _compile(source: Source, output: str) -> bytes:
    words = {"source": json.dumps(_as_json(source))}
    made = typst.compile(
        LAYOUT, format=output, ppi=SCAN_DPI, sys_inputs=words, font_paths=FONTS, ignore_system_fonts=True
    )
    if not isinstance(made, bytes):
        raise ValueError(f"{source.path.name}: a scan has one page")
    return made


def _as_json(source: Source) -> dict[str, object]:
    authority, signer = source.signature
    return {
        "layout": source.layout,
        "title": source.head["title"],
        "issuer": source.head["issuer"],
        "organ_above": source.organ_above,
        "organ": source.organ,
        "nation": NATION[source.layout],
        "number": source.number,
        "place_and_date": source.place_and_date,
        "heading": source.heading,
        "addressed_to": source.addressed_to,
        "recipients": source.recipients,
        "authority": authority,
        "signed": SIGNED,
        "signer": signer,
        "body": [vars(block) for block in source.body],
        "annexes": [vars(block) for block in source.annexes],
    }
