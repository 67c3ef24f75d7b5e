"""Word files from before 2007, by the best reader installed: LibreOffice, else antiword, else catdoc."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from vanban.errors import KeptUnread, Refused
from vanban.files import programs
from vanban.files.doc_plain import from_antiword, from_catdoc
from vanban.files.docx import read_docx
from vanban.files.ole import stream_head
from vanban.model import SourceText

READER = "doc/1"

_WORD_97 = 0x00C1  # of the file format; what is lower is Word 95 or older
_ENCRYPTED = 0x0100
_WORD = 0xA5EC
_SECONDS = {"soffice": 14.0, "antiword": 3.0, "catdoc": 3.0}
_MEGABYTES = 1024
_MEMORY = "/dev/shm"  # noqa: S108 - folders made in it are closed to others
_PROFILE_SIZE = 64 << 20
_RESTART = 81  # how LibreOffice says that it has made its profile and wants to be started again
_FILTER = "docx:MS Word 2007 XML"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""


def read_doc(data: bytes) -> SourceText:
    """Return the words of a Word 97-2003 file; the reader's name says which program read it.

    LibreOffice keeps tables, numbers and page headers, and its answer is read as :func:`read_docx` reads; antiword and
    catdoc keep less: a table's cells (antiword) or one line a row (catdoc), with the warning ``without_list_numbers``.
    Raises ``KeptUnread("no_doc_reader")`` when none is installed, ``KeptUnread("encrypted")``,
    ``KeptUnread("unsupported", found="old_word")`` for Word 95 and older (found="ole": no Word file at all),
    ``Refused("broken")`` or ``Refused("timeout")``.
    """
    _check(data)
    installed = [(name, path) for name in _READERS if (path := programs.path_of(name))]
    if not installed:
        raise KeptUnread("no_doc_reader")
    failed: Refused | None = None
    for name, path in installed:
        try:
            with tempfile.TemporaryDirectory(prefix="vanban-doc-", dir=_in_memory(len(data))) as folder:
                source = _READERS[name](data, path, Path(folder))
        except Refused as error:
            failed = error
            continue
        return replace(source, format="doc", reader=f"{READER}-{name}", encoding=None)
    raise failed or Refused("broken", reason="doc")


def _check(data: bytes) -> None:
    """Judge the file's own first words before anything is started on it."""
    try:
        head = stream_head(data, "WordDocument")
    except ValueError as error:
        raise Refused("broken", reason="doc") from error
    if head is None:
        raise KeptUnread("unsupported", found="ole")
    mark, version = int.from_bytes(head[:2], "little"), int.from_bytes(head[2:4], "little")
    if mark != _WORD or version < _WORD_97:
        raise KeptUnread("unsupported", found="old_word")
    if int.from_bytes(head[10:12], "little") & _ENCRYPTED:
        raise KeptUnread("encrypted")


def _in_memory(size: int) -> str | None:
    """A folder kept in memory where the system has one with room: a file that is not judged yet should reach no disk."""
    try:
        free = shutil.disk_usage(_MEMORY).free
    except OSError:
        return None
    return _MEMORY if free > 8 * size + _PROFILE_SIZE and os.access(_MEMORY, os.W_OK | os.X_OK) else None


def _by_office(data: bytes, path: str, folder: Path) -> SourceText:
    """Let LibreOffice make a .docx of it: a profile of its own, no macros, no links followed."""
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE)
    (folder / "given.doc").write_bytes(data)
    binary = Path(path).with_name("soffice.bin")
    command = [
        str(binary if binary.is_file() else path),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--infilter=MS Word 97", "--convert-to", _FILTER),
        *("--outdir", str(folder / "made"), str(folder / "given.doc")),
    ]
    status = _RESTART
    for _ in range(2):
        if status == _RESTART:
            status, _said = programs.run(command, folder, _SECONDS["soffice"], _MEGABYTES)
    made = folder / "made" / "given.docx"
    if status or not made.is_file():
        raise Refused("timeout", seconds=_SECONDS["soffice"]) if status < 0 else Refused("broken", reason="doc")
    return read_docx(made.read_bytes())


def _by_antiword(data: bytes, path: str, folder: Path) -> SourceText:
    shown = _output([path, "-f", "-w", "0", "-m", "UTF-8.txt"], data, folder, "antiword")
    try:
        marked = _output([path, "-x", "db"], data, folder, "antiword")
    except Refused:
        marked = b""
    return from_antiword(shown.decode("utf-8", "replace"), marked)


def _by_catdoc(data: bytes, path: str, folder: Path) -> SourceText:
    return from_catdoc(_output([path, "-w", "-d", "utf-8"], data, folder, "catdoc").decode("utf-8", "replace"))


def _output(command: list[str], data: bytes, folder: Path, name: str) -> bytes:
    (folder / "given.doc").write_bytes(data)
    status, written = programs.run([*command, "given.doc"], folder, _SECONDS[name], _MEGABYTES)
    if status or not written.strip():
        raise Refused("timeout", seconds=_SECONDS[name]) if status < 0 else Refused("broken", reason="doc")
    return written


_READERS: dict[str, Callable[[bytes, str, Path], SourceText]] = {
    "soffice": _by_office,
    "antiword": _by_antiword,
    "catdoc": _by_catdoc,
}
