"""Running the library over a text within limits: short texts here, long ones in a child process that can be stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date

from vanban.extract import extract
from vanban.model import Annotation, Block, Context, SourceText

HERE = 200_000  # characters: found within a second or so
SECONDS = 20.0  # for reading and finding together, while somebody waits for the page
LATER = 600.0  # for the worker, who waits for nothing
MEGABYTES = 2048
FIND_LATER = "namro.jobs.schedule.find_later"  # by name: the worker's room stands above this one


class TooLong(Exception):
    """The finds of a text could not be made within the limits."""


def find(source: SourceText, context: Context, seconds: float | None = None) -> list[Annotation]:
    """The finds of a text, ordered by place. Raises TooLong when a long text takes more than its share."""
    if len(source.text) <= HERE:
        return extract(source, context)
    order = {"source": asdict(source), "context": asdict(context)}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "namro.reading.finding"],
            input=json.dumps(order, default=str).encode(),
            capture_output=True,
            timeout=SECONDS if seconds is None else seconds,
            start_new_session=True,
            cwd="/",
            env={"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise TooLong from None
    if done.returncode != 0:
        raise TooLong
    return [Annotation(**found) for found in json.loads(done.stdout)]


def _serve() -> None:
    """The child: one order from standard input, the finds to standard output."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    order = json.load(sys.stdin)
    read = order["source"]
    read["blocks"] = tuple(Block(**block) for block in read["blocks"])
    read["warnings"] = tuple(read["warnings"])
    known = order["context"]
    known["issued_on"] = date.fromisoformat(known["issued_on"]) if known["issued_on"] else None
    known["known_bodies"] = {name: tuple(also) for name, also in known["known_bodies"].items()}
    found = extract(SourceText(**read), Context(**known))
    sys.stdout.write(json.dumps([asdict(one) for one in found]))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    _serve()
