"""Children that try one case after the other, watched: one that hangs, falls or takes too much memory is itself the find."""

import contextlib
import multiprocessing
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from namro.launch.errors import LaunchError
from namro.launch.messages import _

SECONDS = 20.0  # for one file, as long as a reader may take
MEGABYTES = 1536  # of address space: what a bounded child has, and the libraries of all formats
_CASES = 1_000  # after so many a child is replaced by a fresh one
_AT_HAND_LIMIT = 1024 * 1024  # bytes of a file that mutations start from


@dataclass(frozen=True)
class Tried:
    """What became of a case; ``fault`` is empty where all held."""

    number: int
    format: str
    outcome: str
    fault: str
    seconds: float


def at_hand(folder: Path | None) -> dict[str, list[bytes]]:
    """The files of a folder by their ending; expectations and outlines (.txt beside a file) are texts too."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(folder.iterdir()) if folder else []:
        if path.is_file() and 0 < path.stat().st_size <= _AT_HAND_LIMIT:
            found.setdefault(path.suffix.lower().removeprefix("."), []).append(path.read_bytes())
    found.pop("", None)
    return found


class Pool:
    """As many children as asked for. ``numbers`` are handed out one by one; answers come as they are done."""

    def __init__(self, seed: int, folder: Path | None, workers: int) -> None:
        self._given = (seed, folder)
        self._children = [_Child(*self._given) for _ in range(workers)]

    def run(self, numbers: Iterator[int]) -> Iterator[Tried]:
        """Yield what became of every case."""
        for child in self._children:
            child.ask(next(numbers, None))
        while busy := [child for child in self._children if child.number is not None]:
            soonest = max(0.0, min(child.until for child in busy) - time.monotonic())
            wait([child.pipe for child in busy], soonest + 0.05)
            for child in busy:
                tried = child.answer()
                if tried is not None:
                    yield tried
                    child.ask(next(numbers, None))

    def close(self) -> None:
        """Leave no child behind."""
        for child in self._children:
            child.end()


class _Child:
    """One process and the case it works on."""

    def __init__(self, seed: int, folder: Path | None) -> None:
        self._given = (seed, folder)
        self.number: int | None = None
        self.until = 0.0
        self._asked = 0.0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, *self._given), daemon=True)
        self._process.start()
        theirs.close()
        self._done = 0
        try:
            self.pipe.recv()  # ready: its start is no case's time
        except (EOFError, OSError):
            raise LaunchError(_("The process that tries the files did not start.")) from None

    def ask(self, number: int | None) -> None:
        if number is not None and self._done >= _CASES:
            self.end()
            self._start()
        self.number = number
        self._asked = time.monotonic()
        self.until = self._asked + SECONDS
        if number is not None:
            self._done += 1
            with contextlib.suppress(OSError):  # it fell meanwhile: that is the answer
                self.pipe.send(number)

    def answer(self) -> Tried | None:
        """What became of the case, None while it is worked on."""
        assert self.number is not None
        spent = time.monotonic() - self._asked
        if self.pipe.poll():
            try:
                kind, outcome, fault = self.pipe.recv()
                return Tried(self.number, kind, outcome, fault, spent)
            except (EOFError, OSError):
                self._process.join(5)
                found = Tried(self.number, "?", "crash", f"the reader fell (status {self._process.exitcode})", spent)
        elif spent < SECONDS:
            return None
        else:
            found = Tried(self.number, "?", "hang", f"not done after {SECONDS:.0f} s", spent)
        self.end()
        self._start()
        return found

    def end(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.join(5)


def _serve(pipe: Connection, seed: int, folder: Path | None) -> None:
    """The child: a number in, what became of its case out."""
    import signal

    from vanban.fuzzing import Maker, judge

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    maker = Maker(seed, at_hand(folder))
    judge(b"a", "a.txt")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a falling library has to say
    _limit()
    pipe.send("ready")
    while True:
        try:
            number = pipe.recv()
        except EOFError:
            return
        case = maker.case(number)
        judged = judge(case.data, case.name)
        pipe.send((case.format, judged.outcome, judged.fault))


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    size: Any = MEGABYTES << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
