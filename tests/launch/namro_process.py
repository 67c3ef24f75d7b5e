"""`namro` run as a person runs it: a process of its own, in a data folder of its own."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

PATIENCE = 240.0  # a busy machine loads the sample data slowly


def environment(**more: str) -> dict[str, str]:
    """The environment of a person's terminal: nothing of this test run in it."""
    ours = ("NAMRO_", "DJANGO_", "DATABASE_URL", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "NAMRO_LANG": "en", **more}


def namro(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "namro.cli", *arguments]
    return subprocess.run(
        command, env=environment(**more), capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(port: int, path: str = "/") -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return int(answer.status)


class Running:
    """A `namro up` or `namro demo` that serves; `said` is what it has printed."""

    def __init__(self, *arguments: str, port: int, **more: str) -> None:
        self.port = port
        self.said: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "namro.cli", *arguments, "--port", str(port)],
            env=environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line)
        self._lines.put(None)

    def until(self, pattern: str) -> re.Match[str]:
        """Wait for a line; fail with all that was said when it does not come."""
        limit = time.monotonic() + PATIENCE
        while (left := limit - time.monotonic()) > 0:
            line = self._lines.get(timeout=left)
            if line is None:
                break
            self.said.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"{pattern!r} was never said:\n{''.join(self.said)}")

    def end(self, number: signal.Signals) -> int:
        """Send a signal and wait; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_what: object) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGTERM)


def of_folder(folder: Path) -> list[str]:
    """The living processes that work for the installation in `folder`, by their command lines."""
    from namro.launch import machine

    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or not machine.alive(int(entry.name)):
            continue
        try:
            belongs = str(folder).encode() in (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if belongs and int(entry.name) != os.getpid():
            found.append(machine.command(int(entry.name)))
    return found
