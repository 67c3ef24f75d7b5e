"""Debian's tesseract as a child process: images in, words with their boxes and confidence out; nothing is written to disk."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from PIL import Image

from vanban.errors import Refused

LANGUAGE = "vie"
PAGE, BLOCK, SPARSE = "3", "6", "11"  # how much of a layout tesseract is to look for

_SECONDS = 90.0  # for one image; a page takes two or three
_UNWANTED = regex.compile(r"[\p{C}\s\ufffe\uffff]+")
_TURN = regex.compile(rb"Rotate: (\d+)")
_SURE = regex.compile(rb"Orientation confidence: ([\d.]+)")
_LEAST_SURE = 1.0  # tesseract's own measure of a page's direction


@dataclass(frozen=True, slots=True)
class Word:
    """One word as recognised: its box in pixels of the image given (left, top, right, bottom), how sure (0-100)."""

    text: str
    box: tuple[int, int, int, int]
    sure: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words; ``paragraph`` is the same for the lines of one paragraph."""

    words: tuple[Word, ...]
    paragraph: int


def version() -> str | None:
    """Return the version of a tesseract that reads Vietnamese; None where there is none."""
    path = shutil.which("tesseract")
    return _version(path) if path else None


@lru_cache(maxsize=4)
def _version(path: str) -> str | None:
    try:
        said = _run([path, "--version"], b"", 20).split()
        languages = _run([path, "--list-langs"], b"", 20).split()
    except (OSError, Refused):
        return None
    return said[1].decode("ascii", "replace") if LANGUAGE.encode() in languages and len(said) > 1 else None


def lines(images: Sequence[Image.Image], mode: str, dpi: int) -> list[list[Line]]:
    """Return the lines of each of several gray images, read by one child. Raises ``Refused("timeout")``."""
    if not images:
        return []
    table = _run(_command(mode, dpi, LANGUAGE, "tsv"), _packed(images), _SECONDS).decode("utf-8", "replace")
    found: list[list[Line]] = [[] for _ in images]
    for page, rows in _rows_by_page(table).items():
        if 0 < page <= len(images):
            found[page - 1] = rows
    return found


def turn(image: Image.Image, dpi: int) -> int:
    """Return by how many degrees, clockwise, a page must be turned to stand upright; 0 when tesseract cannot tell."""
    try:
        said = _run(_command("0", dpi, "osd"), _packed([image]), _SECONDS)
    except Refused:
        return 0
    sure, found = _SURE.search(said), _TURN.search(said)
    if sure is None or found is None or float(sure[1]) < _LEAST_SURE:
        return 0
    return int(found[1]) % 360


def _command(mode: str, dpi: int, language: str, *more: str) -> list[str]:
    return ["tesseract", "stdin", "stdout", "--dpi", str(dpi), "--psm", mode, "-l", language, *more]


def _packed(images: Sequence[Image.Image]) -> bytes:
    """Several images as one file of many pages, the only kind tesseract takes from a pipe."""
    target = io.BytesIO()
    images[0].save(target, "TIFF", save_all=True, append_images=list(images[1:]), compression="raw")
    return target.getvalue()


def _run(command: list[str], given: bytes, seconds: float) -> bytes:
    """Run one child. It does not outlive us, uses one core, and must answer in time."""
    if keeper := shutil.which("setpriv"):
        command = [keeper, "--pdeathsig", "KILL", *command]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, env=environment, cwd="/")
    except subprocess.TimeoutExpired:
        raise Refused("timeout", seconds=seconds) from None
    if done.returncode < 0:
        raise Refused("broken", reason="tesseract")
    return done.stdout


def _rows_by_page(table: str) -> dict[int, list[Line]]:
    """The lines of tesseract's table, page by page: level, page, block, paragraph, line, word, box, confidence, text."""
    pages: dict[int, dict[tuple[int, int, int], list[Word]]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != "5":
            continue
        text = _UNWANTED.sub("", unicodedata.normalize("NFC", cells[11]))
        if not text:
            continue
        page, block, paragraph, line = map(int, cells[1:5])
        left, top, width, height = map(int, cells[6:10])
        word = Word(text, (left, top, left + width, top + height), max(0.0, float(cells[10])))
        pages.setdefault(page, {}).setdefault((block, paragraph, line), []).append(word)
    return {page: _numbered(rows) for page, rows in pages.items()}


def _numbered(rows: dict[tuple[int, int, int], list[Word]]) -> list[Line]:
    order: dict[tuple[int, int], int] = {}
    return [Line(tuple(words), order.setdefault(key[:2], len(order))) for key, words in rows.items()]
