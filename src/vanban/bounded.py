"""Reading strangers' files in a child process with limits on time and memory, so that no file can hang or fell the server."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from vanban.errors import KeptUnread, Refused
from vanban.files import LIMIT, read
from vanban.model import Block, Place, SourceText

if TYPE_CHECKING:
    from vanban.files.bundle import Contents

Progress = Callable[[int, int], None]

_SMALL = 256 * 1024  # bytes: UTF-8 text up to this size is read at once, it cannot do harm
_TEXT_ENDINGS = frozenset(("", ".txt", ".text", ".md"))
_ERRORS = {"refused": Refused, "kept": KeptUnread}
_SPARE = 2.0  # seconds the child may take to start beyond its own limit


def read_bounded(
    data: bytes,
    name: str,
    seconds: float = 20,
    megabytes: int = 1024,
    limit: int = LIMIT,
    ocr: bool = True,
    progress: Progress | None = None,
) -> SourceText:
    """Return what :func:`vanban.files.read` returns, or raise what it raises, within limits.

    ``seconds`` bounds both waiting and computing, ``megabytes`` the address space of the child. Beyond them raises
    ``Refused("timeout")`` or ``Refused("memory")``; ``Refused("broken", reason="crash")`` when a file fells the reader.
    Scanned pages are recognised one by one, each within limits of its own, and ``progress`` hears (done, to do); not with
    ``ocr`` False. May be called from any thread.
    """
    if not data or len(data) > limit or _is_small_text(data, name):
        return read(data, name, limit)
    if ocr:
        from vanban.scanning import read_scanned

        return read_scanned(data, name, lambda: _read(data, name, seconds, megabytes, limit), megabytes, progress)
    return _read(data, name, seconds, megabytes, limit)


def _read(data: bytes, name: str, seconds: float, megabytes: int, limit: int) -> SourceText:
    """Read what is written in a file, no scans."""
    answer = _ask({"do": "read", "name": name, "limit": limit}, data, seconds, megabytes)
    answer["blocks"] = tuple(Block(**block) for block in answer["blocks"])
    answer["warnings"] = tuple(answer["warnings"])
    answer["places"] = tuple(
        Place(start, end, page, line, tuple(box)) for start, end, page, line, box in answer["places"]
    )
    return SourceText(**answer)


def page_images_bounded(
    data: bytes, first: int = 0, count: int = 1, dpi: int = 110, seconds: float = 20, megabytes: int = 1024
) -> list[bytes]:
    """Return PNG images of PDF pages as :func:`vanban.files.pdf.page_images` does, within limits as above."""
    answer = _ask({"do": "draw", "first": first, "count": count, "dpi": dpi}, data, seconds, megabytes)
    return [base64.b64decode(image) for image in answer["images"]]


def page_count_bounded(data: bytes, seconds: float = 20, megabytes: int = 1024) -> int:
    """Return the number of pages of a PDF within limits as above."""
    return int(_ask({"do": "count"}, data, seconds, megabytes)["pages"])


def page_sizes_bounded(data: bytes, seconds: float = 20, megabytes: int = 1024) -> list[tuple[float, float]]:
    """Return width and height of each page of a PDF in points within limits as above."""
    return [(width, height) for width, height in _ask({"do": "sizes"}, data, seconds, megabytes)["sizes"]]


def sheets_bounded(
    data: bytes,
    most_rows: int,
    most_columns: int = 256,
    whole: bool = False,
    seconds: float = 20,
    megabytes: int = 1024,
    every: bool = False,
) -> list[list[list[Any]]]:
    """Return the cells of a workbook as :func:`vanban.files.workbook.sheets` does, within limits as above.

    A workbook that fells the reader asked for more memory than there is: ``Refused("memory")``.
    """
    order = {"do": "sheets", "rows": most_rows, "columns": most_columns, "whole": whole, "every": every}
    try:
        answer = _ask(order, data, seconds, megabytes)
    except Refused as refused:
        if refused.params.get("reason") == "crash":
            raise Refused("memory", megabytes=megabytes) from None
        raise
    from vanban.files.workbook import unpacked

    return [[[unpacked(cell) for cell in row] for row in sheet] for sheet in answer["sheets"]]


def members_bounded(data: bytes, name: str, seconds: float = 20, megabytes: int = 1024, limit: int = LIMIT) -> Contents:
    """Return the files of a zip or a mail as :func:`vanban.files.bundle.members` does, within limits as above."""
    from vanban.files.bundle import Contents, Left, Member, may_be_bundle

    if not may_be_bundle(data, name):
        return Contents(alone=True)
    answer = _ask({"do": "members", "name": name, "limit": limit}, data, seconds, megabytes)
    taken, at, raw = [], 0, answer.get("raw", b"")
    for path, size in answer["members"]:
        taken.append(Member(path, raw[at : at + size]))
        at += size
    if at != len(raw):
        raise Refused("broken", reason="crash", name=name)
    return Contents(tuple(taken), tuple(Left(path, code) for path, code in answer["left"]), answer["alone"])


def look_bounded(
    data: bytes, name: str, was_read: bool = False, seconds: float = 20, megabytes: int = 1024
) -> tuple[str | None, bool]:
    """Return the mark of secrecy and whether something stayed unsearched, as :func:`vanban.worn.look` finds them, within
    limits as above.
    """
    answer = _ask({"do": "mark", "name": name, "was_read": was_read}, data, seconds, megabytes)
    return answer["mark"], bool(answer["unsearched"])


def _is_small_text(data: bytes, name: str) -> bool:
    """Tell whether reading is a mere decoding: small UTF-8 under a text name, without any format's mark."""
    if len(data) > _SMALL or PurePath(name).suffix.lower() not in _TEXT_ENDINGS or b"\x00" in data:
        return False
    if b"%PDF-" in data[:1024] or (not PurePath(name).suffix and b"<" in data[:4096]):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _ask(order: dict[str, Any], data: bytes, seconds: float, megabytes: int) -> dict[str, Any]:
    """Give one order to a fresh child and return its answer. The answer is JSON: a felled child can tell no lies but words."""
    order |= {"seconds": seconds, "megabytes": megabytes}
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", "vanban.bounded"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/" if os.name == "posix" else None,
        env=_environment() if os.name == "posix" else None,
    )
    try:
        written, _ = child.communicate(json.dumps(order).encode() + b"\n" + data, timeout=seconds + _SPARE)
    except subprocess.TimeoutExpired:
        raise Refused("timeout", seconds=seconds) from None
    finally:
        _end(child)
    return _understand(child.returncode, written, seconds, megabytes)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave no child behind, whatever happened."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(child.pid, signal.SIGKILL)  # its own children with it
            else:
                child.kill()
        child.communicate()


def _environment() -> dict[str, str]:
    """What the child may know of our surroundings: where programs lie."""
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"} | kept


def _understand(status: int, written: bytes, seconds: float, megabytes: int) -> dict[str, Any]:
    """Return the answer or raise the error it carries."""
    if os.name == "posix" and status == -signal.SIGXCPU:
        raise Refused("timeout", seconds=seconds)
    if os.name == "posix" and status == -signal.SIGKILL:
        raise Refused("memory", megabytes=megabytes)
    if status == 1 and not written:
        raise RuntimeError("the reading process did not start: is vanban installed for this Python?")
    try:
        head, _, raw = written.partition(b"\n")
        answer: dict[str, Any] = json.loads(head)
    except ValueError:
        raise Refused("broken", reason="crash") from None
    if error := _ERRORS.get(answer.get("error", "")):
        raise error(answer["code"], **answer["params"])
    result: dict[str, Any] = answer["result"]
    return result | {"raw": raw} if raw else result


def _serve() -> None:
    """The child: read one order from standard input, write one answer to standard output."""
    line, _, data = sys.stdin.buffer.read().partition(b"\n")
    order = json.loads(line)
    answer: dict[str, Any]
    try:
        _limit_self(order["seconds"], order["megabytes"])
        answer = {"result": _obey(order, data)}
    except (Refused, KeptUnread) as error:
        kind = "refused" if isinstance(error, Refused) else "kept"
        answer = {"error": kind, "code": error.code, "params": error.params}
    except MemoryError:
        answer = {"error": "refused", "code": "memory", "params": {"megabytes": order["megabytes"]}}
    except Exception as error:  # whatever a hostile file makes a library do, the parent shall get an answer
        answer = {"error": "refused", "code": "broken", "params": {"reason": type(error).__name__}}
    raw = answer.get("result", {}).pop("raw", [])  # bytes that follow the line of JSON as they are
    sys.stdout.buffer.write(json.dumps(answer, default=str).encode() + b"\n")
    sys.stdout.buffer.writelines(raw)
    sys.stdout.buffer.flush()
    os._exit(0)


def _obey(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    if order["do"] == "read":
        source = read(data, order["name"], order["limit"], ocr=False)
        places = [(one.start, one.end, one.page, one.line, one.box) for one in source.places]
        return asdict(replace(source, places=())) | {"places": places}
    if order["do"] == "sheets":
        from vanban.files.workbook import sheets

        return {"sheets": sheets(data, order["rows"], order["columns"], order["whole"], order["every"])}
    if order["do"] == "members":
        from vanban.files.bundle import members

        held = members(data, order["name"], order["limit"])
        sizes = [(one.name, len(one.data)) for one in held.members]
        left = [(one.name, one.code) for one in held.left]
        return {"members": sizes, "left": left, "alone": held.alone, "raw": [one.data for one in held.members]}
    if order["do"] == "mark":
        from vanban.worn import look

        found = look(data, order["name"], order["was_read"])
        return {"mark": found.degree, "unsearched": found.unsearched}
    if order["do"] in ("scan", "glance"):
        from vanban import scanning

        return scanning.obey(order, data)
    from vanban.files.pdf import page_count, page_images, page_sizes

    if order["do"] == "count":
        return {"pages": page_count(data)}
    if order["do"] == "sizes":
        return {"sizes": page_sizes(data)}
    images = page_images(data, order["first"], order["count"], order["dpi"])
    return {"images": [base64.b64encode(image).decode("ascii") for image in images]}


def _limit_self(seconds: float, megabytes: int) -> None:
    """Set the limits of this process; systems without them rely on the parent's watch."""
    try:
        import resource
    except ImportError:
        return
    whole = max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


if __name__ == "__main__":
    _serve()
