"""namro extract: what the library finds in files, as JSON lines, as a table or as a page. No Django, no database."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from namro.launch.messages import _

if TYPE_CHECKING:
    from vanban.model import Annotation


def run(
    paths: Annotated[list[Path], typer.Argument(help=_("Files and folders."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a file, one line each."))] = False,
    html: Annotated[bool, typer.Option("--html", help=_("A page of its own: the marked text with reasons."))] = False,
) -> int:
    from namro.launch.errors import LaunchError

    if as_json and html:
        raise LaunchError(_("Choose --json or --html, not both."))
    from namro.commands.given import files_of

    files = list(files_of(paths))
    if html and len(files) != 1:
        raise LaunchError(_("--html makes the page of one file: name one."))
    failed = False
    for path in files:
        done = _found(path, paths)
        failed = failed or done is None
        if done is None:
            continue
        data, text, found = done
        for line in _lines(path, data, text, found, as_json=as_json, html=html):
            print(line)
    return 1 if failed or not files else 0


def _found(path: Path, given: "Sequence[Path]") -> "tuple[bytes, str, list[Annotation]] | None":
    """The bytes, the text as read and the finds; None where the file is refused. What cannot be read has no finds."""
    from namro.commands.given import content, problem, refusal, shown
    from namro.launch.terminal import complain
    from vanban.bounded import read_bounded
    from vanban.errors import KeptUnread, Refused
    from vanban.extract import extract

    try:
        data = content(path, given)
        source = read_bounded(data, path.name)
    except OSError as error:
        complain(f"{shown(path)}: {problem(error)}")
        return None
    except KeptUnread as unread:
        complain(f"{shown(path)}: {refusal(unread.code)}")
        return data, "", []
    except Refused as refused:
        complain(f"{shown(path)}: {refusal(refused.code)}")
        return None
    return data, source.text, extract(source)


def _lines(
    path: Path, data: bytes, text: str, found: "Sequence[Annotation]", *, as_json: bool, html: bool
) -> Iterator[str]:
    from vanban.extract import to_json

    if html:
        from vanban.explain import to_html

        yield to_html(text, found, path.name).rstrip("\n")
    elif as_json:
        rows = [to_json(one, text) for one in found]
        digest = hashlib.sha256(data).hexdigest()
        yield json.dumps({"file": path.name, "sha256": digest, "annotations": rows}, ensure_ascii=False)
    else:
        yield f"{path}  {len(found)}"
        for one in found:
            words = " ".join(text[one.start : one.end].split())
            yield f"  {one.start:>7}-{one.end:<7} {one.type:<13} {one.rule:<24} {words[:100]}"


run.__doc__ = _("Find references, days, bodies, instructions and figures in files; needs no database.")
