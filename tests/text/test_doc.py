"""Old Word files: the best reader installed, and what is kept or refused without one."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vanban.bounded import read_bounded
from vanban.errors import KeptUnread, Refused, VanbanError
from vanban.files import programs, read
from vanban.files.doc_plain import from_antiword, from_catdoc

CORPUS = Path(__file__).parent / "corpus"
TABLE = CORPUS / "doc-assignment-table.doc"


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let only these programs be installed."""
    monkeypatch.setattr(programs, "path_of", lambda name: shutil.which(name) if name in names else None)


def container(version: int = 0xC1, flags: int = 0, name: str = "WordDocument", mark: int = 0xA5EC) -> bytes:
    """The smallest container: header, allocation table, directory, one stream that begins as told."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)  # the directory's sector
    struct.pack_into("<I", header, 76, 0)  # the table's sector
    table = struct.pack("<4I", 0xFFFFFFFD, 0xFFFFFFFE, 3, 0xFFFFFFFE).ljust(512, b"\xff")
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry(name, 2, 2, 5000)
    stream = struct.pack("<2H6xH", mark, version, flags).ljust(1024, b"\0")
    return bytes(header) + table + directory.ljust(512, b"\0") + stream


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    """A directory entry."""
    said = (name + "\0").encode("utf-16-le")
    return said.ljust(64, b"\0") + struct.pack("<HB49xII4x", len(said), kind, start, size)


@pytest.mark.parametrize("program", ["soffice", "antiword", "catdoc"])
def test_doc_when_one_program_is_installed_then_every_vietnamese_word_is_read(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    only(monkeypatch, program)
    source = read(TABLE.read_bytes(), TABLE.name)
    assert (source.format, source.reader) == ("doc", f"doc/1-{program}")
    assert source.warnings == (() if program == "soffice" else ("without_list_numbers",))
    wanted = TABLE.with_suffix(".txt").read_text("utf-8").split()
    marks = {"•", "1.", "2.", "3."}  # numbers are drawn by LibreOffice alone
    assert [word for word in wanted if word not in marks] == [w for w in source.text.split() if w not in marks]


@pytest.mark.parametrize("program", ["soffice", "antiword"])
def test_doc_when_it_has_a_table_then_its_cells_are_exact(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    only(monkeypatch, program)
    source = read(TABLE.read_bytes(), TABLE.name)
    cells = [source.text[b.start : b.end] for b in source.blocks if b.kind == "cell"]
    for words in ("Cơ quan phối hợp", "Khảo sát cầu Bến Dừa", "UBND xã Suối Lặng;\nSở Tài chính", "Tháng 8/2026"):
        assert words in cells


def test_doc_when_nothing_is_installed_then_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch)
    with pytest.raises(KeptUnread) as caught:
        read(TABLE.read_bytes(), TABLE.name)
    assert caught.value.code == "no_doc_reader"


def test_doc_when_the_best_reader_fails_then_the_next_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("catdoc") is None:
        pytest.skip("catdoc is not installed")
    paths = {"soffice": "/bin/false", "antiword": "/bin/true", "catdoc": shutil.which("catdoc")}
    monkeypatch.setattr(programs, "path_of", paths.get)
    assert read(TABLE.read_bytes(), TABLE.name).reader == "doc/1-catdoc"


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (container(version=0x68), KeptUnread, "unsupported"),
        (container(mark=0xA5DC), KeptUnread, "unsupported"),
        (container(flags=0x0100), KeptUnread, "encrypted"),
        (container(name="Contents"), KeptUnread, "unsupported"),
        (container()[:1100], Refused, "broken"),
        (container()[:1600], Refused, "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), KeptUnread, "unsupported"),
    ],
)
def test_doc_when_it_cannot_be_read_then_the_reason_is_named(data: bytes, kind: type[VanbanError], code: str) -> None:
    with pytest.raises(kind) as caught:
        read(data, "a.doc")
    assert caught.value.code == code


def test_doc_when_nothing_can_make_sense_of_it_then_broken_and_nothing_left(tmp_path: Path) -> None:
    before = set(Path("/tmp").glob("vanban-doc-*"))
    with pytest.raises(Refused, match="broken"):
        read_bounded(container(), "a.doc")
    assert set(Path("/tmp").glob("vanban-doc-*")) <= before


def test_program_when_time_is_up_then_ended_with_all_it_started(tmp_path: Path) -> None:
    began = time.monotonic()
    status, _ = programs.run(["/bin/sh", "-c", "sleep 61.7 & sleep 61.7"], tmp_path, 0.5, 256)
    assert status == -9 and time.monotonic() - began < 10
    assert "sleep 61.7" not in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout


def test_program_when_it_asks_for_too_much_memory_then_it_gets_none(tmp_path: Path) -> None:
    status, written = programs.run(["/bin/sh", "-c", "ulimit -v; ulimit -t; echo $HOME"], tmp_path, 3, 256)
    assert (status, written.decode().split()) == (0, [str(256 << 10), "3", str(tmp_path)])


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not installed")
def test_program_when_its_reader_is_felled_then_it_ends_too(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from vanban.files import programs;"
        f"programs.run(['sleep', '62.9'], Path({str(tmp_path)!r}), 60, 256)"
    )
    reader = subprocess.Popen([sys.executable, "-c", code])
    listed = ""
    for _ in range(100):
        time.sleep(0.1)
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
        if "\nsleep 62.9" in listed:
            break
    assert "\nsleep 62.9" in listed
    reader.kill()
    reader.wait()
    time.sleep(0.5)
    assert "\nsleep 62.9" not in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout


def test_plain_answers_when_in_old_letters_then_converted() -> None:
    assert from_catdoc("Së Néi vô chñ tr×\n\n1\tRµ so¸t\n").text == "Sở Nội vụ chủ trì\n1\tRà soát\n"
    assert from_catdoc('Xem HYPERLINK "x" Phụ lục\n').text == "Xem Phụ lục\n"
    found = from_antiword("§Çu\n|Côc  |ThuÕ |\n|Chi  |     |\n\ncuèi\n", b"")
    assert found.text == "Đầu\nCục\nThuế\nChi\ncuối\n"
    assert [(b.row, b.column) for b in found.blocks if b.kind == "cell"] == [(0, 0), (0, 1), (1, 0), (1, 1)]
