"""What Linux says about processes: alive, zombie, command line, working folder, open ports."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def state(pid: int) -> str | None:
    """The one-letter state of a process ("Z" is a zombie), or None when there is none."""
    fields = _stat(pid)
    return fields[0] if fields else None


def born(pid: int) -> int | None:
    """The start time in clock ticks since boot: with the pid it names one process for good."""
    fields = _stat(pid)
    return int(fields[19]) if fields else None


def alive(pid: int) -> bool:
    """True for a process that still runs; a zombie is dead."""
    return state(pid) not in (None, "Z", "X")


def same(pid: int, start: int | None) -> bool:
    """True when `pid` still is the process that was born at `start`."""
    return alive(pid) and born(pid) == start


def command(pid: int) -> str:
    """The command line of a process, or its short name when the line is hidden."""
    try:
        line = (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        return line or (PROC / str(pid) / "comm").read_text(errors="replace").strip()
    except OSError:
        return ""


def working_in(folder: Path) -> Iterator[int]:
    """The living processes whose working folder is `folder` (those we may look at)."""
    wanted = os.path.realpath(folder)
    for pid in _pids():
        try:
            where = os.readlink(PROC / str(pid) / "cwd")
        except OSError:
            continue
        if where == wanted and alive(pid):
            yield pid


def session_of(leader: int) -> list[int]:
    """The processes of the session that a process leads, itself among them."""
    return [pid for pid in _pids() if (found := _stat(pid)) and found[3] == str(leader)]


def listener(port: int) -> int | None:
    """The process that listens on a TCP port, if the kernel lets us see it."""
    inodes = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    if not inodes:
        return None
    for pid in _pids():
        try:
            for entry in os.scandir(PROC / str(pid) / "fd"):
                if os.readlink(entry.path) in inodes:
                    return pid
        except OSError:
            continue
    return None


def end(pid: int, start: int | None, *, patience: float = 10.0) -> None:
    """Ask one known process (and the session it leads) to end, then insist."""
    for number, wait in ((signal.SIGTERM, patience), (signal.SIGKILL, 5.0)):
        if not same(pid, start):
            return
        _signal(pid, number)
        limit = time.monotonic() + wait
        while same(pid, start) and time.monotonic() < limit:
            time.sleep(0.05)


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        if number == signal.SIGKILL and os.getsid(pid) == pid:
            os.killpg(pid, number)
        else:
            os.kill(pid, number)
    except ProcessLookupError:
        return


def _stat(pid: int) -> list[str] | None:
    try:
        text = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    return text[text.rindex(")") + 2 :].split()


def _pids() -> Iterator[int]:
    for entry in os.scandir(PROC):
        if entry.name.isdigit():
            yield int(entry.name)


def _listening_inodes(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        try:
            lines = (PROC / "net" / table).read_text().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == "0A" and int(fields[1].rsplit(":", 1)[1], 16) == port:
                yield fields[9]
