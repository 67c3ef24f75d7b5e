"""File locks: the kernel lets go of them when a process dies, whatever killed it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """An flock on one file, held until released or until the process ends. Children do not inherit it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self, *, shared: bool = False, patience: float = 0.0) -> bool:
        """True when the lock is ours; tries again for `patience` seconds."""
        limit = time.monotonic() + patience
        self._open()
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        while True:
            try:
                fcntl.flock(self._opened(), kind | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() >= limit:
                    return False
                time.sleep(0.05)

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    @contextmanager
    def held(self, *, patience: float = 120.0) -> Iterator[None]:
        """Hold the lock for a short, critical stretch."""
        if not self.take(patience=patience):
            raise TimeoutError(str(self.path))
        try:
            yield
        finally:
            self.release()

    def _open(self) -> None:
        if self._handle is None:
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)

    def _opened(self) -> int:
        assert self._handle is not None
        return self._handle
