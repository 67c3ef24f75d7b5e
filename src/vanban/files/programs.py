"""Other people's programs that read old formats: started apart, without a shell of ours, bounded in time and memory."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

_LIMITS = 'ulimit -v "$1"; ulimit -t "$2"; ulimit -f 524288; ulimit -c 0; shift 2; exec "$@"'
_NOWHERE = "http://127.0.0.1:9"  # a proxy that is not there: nothing named in a file is ever fetched


def path_of(program: str) -> str | None:
    """Return where a program is installed, links followed, None when it is not."""
    found = shutil.which(program)
    return None if found is None else os.path.realpath(found)


def run(command: list[str], folder: Path, seconds: float, megabytes: int) -> tuple[int, bytes]:
    """Run a program in ``folder``, its home and place for scratch files; return its exit status and what it wrote.

    Its whole process group is ended when the time is up, whatever it has started; status -9 stands for that. Where the
    system can do so (``setpriv``), the program also ends with the process that asked for it.
    """
    tied = shutil.which("setpriv")
    bounded = [
        *((tied, "--pdeathsig", "KILL", "--") if tied else ()),
        *("/bin/sh", "-c", _LIMITS, "sh", str(megabytes << 10), str(max(1, round(seconds))), *command),
    ]
    child = subprocess.Popen(
        bounded,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LC_ALL": "C.UTF-8",
            "PATH": os.defpath,
            "http_proxy": _NOWHERE,
            "https_proxy": _NOWHERE,
            "SAL_USE_VCLPLUGIN": "svp",
        },
        process_group=0,
    )
    try:
        written, _ = child.communicate(timeout=seconds)
        return child.returncode, written
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL, b""
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave nobody of the child's group behind."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
