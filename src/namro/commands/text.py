"""namro text: the text of a file as read, exactly what offsets refer to; its outline. No Django, no database."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from namro.launch.messages import _


def run(
    path: Annotated[Path, typer.Argument(help=_("The file to read."))],
    layout: Annotated[
        bool, typer.Option("--layout", help=_("The outline instead: where headings, items and table cells stand."))
    ] = False,
) -> int:
    from namro.commands.given import content, problem, refusal, shown
    from namro.launch.terminal import complain
    from vanban.bounded import read_bounded
    from vanban.errors import VanbanError

    try:
        source = read_bounded(content(path, [path]), path.name)
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
    for line in _outline(source.text, source.blocks):
        print(line)
    return 0


def _outline(text: str, blocks: tuple[object, ...]) -> list[str]:
    """One line a place: offsets, what it is, how its words begin."""
    from vanban.segment import outline

    rows: list[tuple[int, int, str]] = []
    for block in blocks:
        start, end, kind = block.start, block.end, block.kind  # type: ignore[attr-defined]
        cell = f" {block.table}:{block.row}:{block.column}" if kind == "cell" else ""  # type: ignore[attr-defined]
        if kind != "paragraph":
            rows.append((start, end, kind + cell))
    for item in outline(text):
        rows.append((item.start, item.end, "  " * item.level + f"item {item.label}"))
    rows.sort(key=lambda row: (row[0], -row[1]))
    return [f"{start}-{end}\t{kind}\t{_beginning(text[start:end])}" for start, end, kind in rows]


def _beginning(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"


run.__doc__ = _("Print the text of a file as read (UTF-8, nothing added), or with --layout its outline.")
