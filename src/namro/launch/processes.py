"""The launcher's children, each in a session of its own: Ctrl-C reaches the launcher alone, which stops them in order."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from namro.launch import machine

LONGEST_LOG = 5 * 1024 * 1024
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """A person or the system asked us to stop."""


class Signals:
    """SIGINT, SIGTERM and SIGHUP alike raise Interrupted once; while `held` they wait, later ones are ignored."""

    def __init__(self) -> None:
        self._holding = 0
        self._pending = False
        self._done = False

    def install(self) -> None:
        """From now on the three signals are ours."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._arrived)

    @contextmanager
    def held(self) -> Iterator[None]:
        """A stretch that must not be torn, such as starting a child and noting it."""
        self._holding += 1
        try:
            yield
        finally:
            self._holding -= 1
        if self._pending and not self._holding:
            self._raise()

    def finish(self) -> None:
        """We are stopping already: no signal interrupts that."""
        self._done = True

    def _arrived(self, _number: int, _frame: object) -> None:
        if self._done:
            return
        if self._holding:
            self._pending = True
        else:
            self._raise()

    def _raise(self) -> None:
        self._done = True
        raise Interrupted


class Child:
    """One process of the installation, with its log file."""

    def __init__(self, name: str, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        self.name = name
        self.command = list(command)
        self.environment = environment
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._born: int | None = None

    def start(self) -> None:
        """Start it in a session of its own."""
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._born = machine.born(self._process.pid)

    @property
    def pid(self) -> int | None:
        """Its process id, once started."""
        return self._process.pid if self._process else None

    def runs(self) -> bool:
        """True while it has not ended."""
        return self._process is not None and self._process.poll() is None

    def note(self) -> dict[str, object]:
        """How the next launcher finds it, should this one be killed."""
        return {"name": self.name, "pid": self.pid, "born": self._born}

    def stop(self, patience: float) -> None:
        """Ask it to end, wait, then end the whole session."""
        if self._process is None:
            return
        if self.runs():
            self._process.terminate()
            try:
                self._process.wait(patience)
            except subprocess.TimeoutExpired:
                pass
        self._end_session()
        self._process.wait()

    def _end_session(self) -> None:
        assert self._process is not None
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def log_tail(self, lines: int = 15) -> str:
        """The end of its log."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""
