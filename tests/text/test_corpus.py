"""Files of our own in every format and layout, read as offices would hand them in: the text and the outline are known.

How the files are named and what each expectation holds stands in ``corpus/README.md``.
"""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from vanban.bounded import members_bounded, read_bounded
from vanban.model import SourceText

HERE = Path(__file__).parent / "corpus"
LEAST = 90  # inputs that must be there; raised as they come, never lowered
ALIKE = 0.97  # of the characters of a scanned page
SKIPPED = frozenset(("README.md",))


def _is_input(path: Path) -> bool:
    is_given = path.name.endswith(".input.txt")
    return path.is_file() and path.name not in SKIPPED and (is_given or path.suffix != ".txt")


def _name(path: Path) -> str:
    return path.name.removesuffix(path.suffix).removesuffix(".input")


INPUTS = sorted(path for path in HERE.iterdir() if _is_input(path))
OUTLINED = [path for path in INPUTS if (HERE / f"{_name(path)}.layout.txt").is_file()]


@cache
def _scans_can_be_read() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in listed.stdout.split()


def _skip_where_no_reader_is(path: Path) -> None:
    if path.name.startswith("scan-") and not _scans_can_be_read():
        pytest.skip(f"{path.name}: tesseract with Vietnamese is not installed")
    if path.name.startswith("doc-") and not any(map(shutil.which, ("antiword", "catdoc", "soffice"))):
        pytest.skip(f"{path.name}: no reader of old Word files is installed")


@cache
def _read(path: Path) -> SourceText:
    _skip_where_no_reader_is(path)
    return read_bounded(path.read_bytes(), path.name, seconds=120)


def _text(path: Path) -> str:
    """Return the text of a file, of a bundle each member's under its name; what was left in the bundle with its reason."""
    contents = members_bounded(path.read_bytes(), path.name)
    if contents.alone:
        return _read(path).text
    texts = [f"=== {m.name}\n{read_bounded(m.data, m.name).text}" for m in contents.members]
    return "".join(texts) + "".join(f"=== {left.name} ({left.code})\n" for left in contents.left)


def _expected(path: Path) -> str:
    """Return the expected text; a UTF-8 text file without one must come back as it is."""
    written = HERE / f"{_name(path)}.txt"
    if not written.is_file() and path.name.endswith(".input.txt"):
        return path.read_bytes().decode("utf-8")
    return written.read_bytes().decode("utf-8")


def _difference(name: str, wanted: str, got: str) -> str:
    """Return a named comparison, line by line, white space visible where lines differ in nothing else."""
    lines = difflib.unified_diff(
        wanted.splitlines(keepends=True), got.splitlines(keepends=True), f"{name} as expected", f"{name} as read", n=1
    )
    return "\n" + "\n".join(repr(line)[1:-1].removesuffix("\\n") for line in lines)


@pytest.mark.parametrize("path", INPUTS, ids=_name)
def test_a_file_reads_as_its_expected_text(path: Path) -> None:
    _skip_where_no_reader_is(path)
    got, wanted = _text(path), _expected(path)
    if path.name.startswith("scan-"):
        first, second = " ".join(wanted.split()), " ".join(got.split())
        alike = difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
        assert alike >= ALIKE, f"{alike:.3f}{_difference(path.name, wanted, got)}"
        return
    assert got == wanted, _difference(path.name, wanted, got)


@pytest.mark.parametrize("path", OUTLINED, ids=_name)
def test_a_file_has_its_expected_outline(path: Path) -> None:
    from vanban.layout import layout, written

    source = _read(path)
    got = "".join(line + "\n" for line in written(source.text, layout(source)))
    wanted = (HERE / f"{_name(path)}.layout.txt").read_text(encoding="utf-8")
    assert got == wanted, _difference(path.name, wanted, got)


def test_there_are_files_of_every_kind() -> None:
    assert len(INPUTS) >= LEAST


def test_names_are_plain_and_told_apart() -> None:
    names = [_name(path) for path in INPUTS]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", name)] == []


def test_every_expectation_belongs_to_an_input_and_is_kept_as_written() -> None:
    names = {_name(path) for path in INPUTS}
    for path in HERE.glob("*.txt"):
        if path in INPUTS:
            continue
        assert path.name.removesuffix(".txt").removesuffix(".layout") in names, f"{path.name} expects nothing"
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text and unicodedata.is_normalized("NFC", text), path.name
