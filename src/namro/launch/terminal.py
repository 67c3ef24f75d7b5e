"""What the launcher says while it works: plain lines, which survive a terminal that went away."""

import sys


def say(line: str) -> None:
    """One line for the person at the terminal, at once."""
    _write(sys.stdout, line)


def complain(line: str) -> None:
    """One line on standard error."""
    _write(sys.stderr, line)


def _write(stream: object, line: str) -> None:
    try:
        print(line, file=stream, flush=True)  # type: ignore[call-overload]
    except (OSError, ValueError):
        return
