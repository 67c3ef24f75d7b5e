"""What the launcher says while it works: plain lines, which survive a lost terminal; a moving bar where one is seen."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


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


@contextmanager
def progress(say_line: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """Tell the steps of long work: each a line, and on a terminal a moving bar with the time beside the last one."""
    if not sys.stdout.isatty():
        yield say_line
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("  {task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("", total=None)

        def step(line: str) -> None:
            bar.console.print(line, markup=False, highlight=False)
            bar.update(task, description="")

        yield step
