"""namro text: the text of a file as read, exactly what offsets refer to; its outline. No Django, no database."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from namro.launch.messages import _

if TYPE_CHECKING:
    from vanban.model import SourceText


def run(
    path: Annotated[Path, typer.Argument(help=_("The file to read."))],
    layout: Annotated[
        bool,
        typer.Option(
            "--layout", help=_("The outline instead: a line a part, its place, kind and words, below what holds it.")
        ),
    ] = False,
) -> int:
    from namro.commands.given import papers, problem, refusal, shown
    from namro.launch.terminal import complain
    from vanban.bounded import read_bounded
    from vanban.errors import Refused, VanbanError

    try:
        every = papers(path, [path])
        if len(every) > 1:
            return _name_one(path, [str(paper) for paper in every])
        [paper] = every
        if paper.left:
            raise Refused(paper.left)
        source = read_bounded(paper.data, paper.name, progress=_pages_read)
    except OSError as error:
        complain(f"{shown(path)}: {problem(error)}")
        return 1
    except VanbanError as error:
        complain(f"{shown(path)}: {refusal(error.code)}")
        return 1
    if not layout:
        sys.stdout.buffer.write(source.text.encode())
        sys.stdout.buffer.flush()
        return 0
    for line in _outline(source):
        print(line)
    return 0


def _pages_read(done: int, pages: int) -> None:
    """Tell how far the recognition of scanned pages has come: one moving line on a terminal, lines otherwise."""
    from namro.launch.terminal import complain

    if pages < 2:
        return
    line = _("Scanned pages read: %(done)d of %(pages)d") % {"done": done, "pages": pages}
    if sys.stderr.isatty():
        sys.stderr.write("\r" + (line if done < pages else " " * len(line) + "\r"))
        sys.stderr.flush()
    else:
        complain(line)


def _name_one(path: Path, files: list[str]) -> int:
    """Say what lies in a zip or a mail: offsets refer to one text, so one file has to be named."""
    from namro.commands.given import shown
    from namro.launch.terminal import complain

    complain(_("%(file)s holds several files. Name one of them:") % {"file": shown(path)})
    for file in files:
        complain(f"  namro text {shlex.quote(shown(file))}")
    return 1


def _outline(source: "SourceText") -> list[str]:
    """One line a part: where it stands, what it is, how its words begin."""
    from vanban.layout import layout, written

    parts = layout(source)
    lines = written(source.text, parts)
    return [f"{part.start}-{part.end}\t{line}" for part, line in zip(parts, lines, strict=True)]


run.__doc__ = _("Print the text of a file as read (UTF-8, nothing added), or with --layout its outline.")
