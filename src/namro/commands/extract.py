"""namro extract: what the library finds in files, as JSON lines, as a table or as a page. No Django, no database."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from namro.launch.messages import _

if TYPE_CHECKING:
    from namro.commands.given import Paper
    from vanban.model import Annotation


def run(
    paths: Annotated[
        list[Path], typer.Argument(help=_("Files and folders; a zip or a mail with files is taken apart."))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a file, one line each."))] = False,
    html: Annotated[bool, typer.Option("--html", help=_("A page of its own: the marked text with reasons."))] = False,
) -> int:
    from namro.launch.errors import LaunchError

    if as_json and html:
        raise LaunchError(_("Choose --json or --html, not both."))
    from namro.commands.ahead import on_all_cores
    from namro.commands.given import files_of
    from namro.launch.terminal import complain
    from vanban import bounded, extract  # noqa: F401  here, so that every process has them from the start

    files = list(files_of(paths))
    if html and len(files) != 1:
        raise LaunchError(_("--html makes the page of one file: name one."))
    failed = False
    for said in on_all_cores(partial(_said, given=paths, as_json=as_json, html=html), files):
        failed = failed or said.failed
        for line in said.complaints:
            complain(line)
        for line in said.lines:
            print(line)
    return 1 if failed or not files else 0


@dataclass
class Said:
    """What there is to print about one path: results, complaints, and whether something of it was refused."""

    lines: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failed: bool = False


def _said(path: Path, given: Sequence[Path], as_json: bool, html: bool) -> Said:
    """Read one path in whichever process: the file, or each file of a zip or a mail."""
    from namro.commands.given import papers, problem, refusal, shown
    from vanban.errors import Refused

    said = Said()
    try:
        every = papers(path, given)
        if html and len(every) != 1:
            return Said([], [_("--html makes the page of one file: name one.")], True)
        for paper in every:
            _take(paper, said, as_json=as_json, html=html)
    except OSError as error:
        return Said([], [f"{shown(path)}: {problem(error)}"], True)
    except Refused as refused:
        return Said([], [f"{shown(path)}: {refusal(refused.code)}"], True)
    return said


def _take(paper: "Paper", said: Said, *, as_json: bool, html: bool) -> None:
    """Add what one file gives; what cannot be read has no finds, what is refused has a complaint only."""
    from namro.commands.given import refusal, shown
    from vanban.bounded import read_bounded
    from vanban.errors import KeptUnread, Refused
    from vanban.extract import extract

    text, found = "", []
    try:
        if paper.left:
            raise Refused(paper.left)
        source = read_bounded(paper.data, paper.name)
        text, found = source.text, extract(source)
    except KeptUnread as unread:
        said.complaints.append(f"{shown(str(paper))}: {refusal(unread.code)}")
    except Refused as refused:
        said.complaints.append(f"{shown(str(paper))}: {refusal(refused.code)}")
        said.failed = True
        return
    said.lines += _lines(paper, text, found, as_json=as_json, html=html)


def _lines(paper: "Paper", text: str, found: "Sequence[Annotation]", *, as_json: bool, html: bool) -> Iterator[str]:
    from namro.commands.given import shown
    from vanban.extract import to_json

    if html:
        from vanban.explain import to_html

        yield to_html(text, found, paper.file).rstrip("\n")
    elif as_json:
        rows = [to_json(one, text) for one in found]
        digest = hashlib.sha256(paper.data).hexdigest()
        yield json.dumps({"file": paper.file, "sha256": digest, "annotations": rows}, ensure_ascii=False)
    else:
        yield f"{shown(str(paper))}  {len(found)}"
        for one in found:
            words = " ".join(text[one.start : one.end].split())
            yield f"  {one.start:>7}-{one.end:<7} {one.type:<13} {one.rule:<24} {words[:100]}"


run.__doc__ = _("Find references, days, bodies, instructions and figures in files; needs no database.")
