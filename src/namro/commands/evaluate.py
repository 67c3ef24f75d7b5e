"""namro evaluate: precision, recall and F1 of the finds against annotated documents. No Django, no database."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from namro.launch.messages import _


def run(
    gold: Annotated[Path, typer.Argument(help=_("Folder of annotated documents (*.json), or one of them."))],
    docs: Annotated[Path, typer.Argument(help=_("Folder of the documents they name."))],
    per_file: Annotated[bool, typer.Option("--per-file", help=_("Also each document by itself."))] = False,
    errors: Annotated[str, typer.Option(help=_("List what was missed and what is too much of this type."))] = "",
    save: Annotated[Path | None, typer.Option(help=_("Keep the finds in this file, to compare with later."))] = None,
    since: Annotated[Path | None, typer.Option(help=_("What is gained and lost since the finds in this file."))] = None,
    confidence: Annotated[
        bool, typer.Option("--confidence", help=_("How many finds at each confidence were right."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("The figures as JSON."))] = False,
) -> int:
    from namro.launch.errors import LaunchError
    from vanban.evaluate import TYPES, differences, report, score, table, trust, trust_table
    from vanban.evaluate import as_json as figures

    if errors and errors not in TYPES:
        raise LaunchError(_("“%(type)s” is no type. Types: %(types)s.") % {"type": errors, "types": ", ".join(TYPES)})
    before = _kept(since) if since else {}
    missing: list[str] = []
    pairs = list(_pairs(gold, docs, missing))
    if not pairs:
        raise LaunchError(_("There is no annotated document in %(folder)s.") % {"folder": gold})
    if save:
        _keep(save, {name: found for name, _gold, found in pairs})
    result = score(pairs, errors or None)
    if since:
        print(report(differences(pairs, before)))
    elif confidence:
        print(trust_table(trust(pairs)))
    elif as_json:
        print(json.dumps(figures(result), ensure_ascii=False, indent=1))
    else:
        print(table(result, per_file))
    return 1 if missing else 0


def _keep(path: Path, finds: dict[str, list[dict[str, Any]]]) -> None:
    from namro.commands.given import problem
    from namro.launch.errors import LaunchError

    try:
        path.write_text(json.dumps(finds, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise LaunchError(f"{path}: {problem(error)}")


def _kept(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The finds that ``--save`` wrote: file name -> finds."""
    from namro.commands.given import problem
    from namro.launch.errors import LaunchError

    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LaunchError(f"{path}: {problem(error)}")
    except ValueError:
        raise LaunchError(_("%(file)s is no JSON.") % {"file": path})
    if not isinstance(kept, dict) or not all(isinstance(found, list) for found in kept.values()):
        raise LaunchError(_("%(file)s was not written by --save.") % {"file": path})
    return kept


def _pairs(gold: Path, docs: Path, missing: list[str]) -> Iterator[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """Each annotated document with the finds in the document it names; one that cannot be read has none."""
    from namro.commands.given import problem, refusal
    from namro.launch.errors import LaunchError
    from namro.launch.terminal import complain
    from vanban.bounded import read_bounded
    from vanban.errors import VanbanError
    from vanban.extract import extract, to_json

    for path in sorted(gold.glob("*.json")) if gold.is_dir() else [gold]:
        try:
            annotated = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise LaunchError(f"{path}: {problem(error)}")
        except ValueError:
            raise LaunchError(_("%(file)s is no JSON.") % {"file": path})
        if not isinstance(annotated, dict) or not {"file", "annotations"} <= annotated.keys():
            continue
        document = docs / Path(str(annotated["file"])).name if docs.is_dir() else docs
        try:
            source = read_bounded(document.read_bytes(), document.name)
            found = [to_json(one, source.text) for one in extract(source)]
        except (OSError, VanbanError) as error:
            why = problem(error) if isinstance(error, OSError) else refusal(error.code)
            complain(f"{document}: {why}")
            missing.append(document.name)
            found = []
        yield path.name, annotated, found


run.__doc__ = _("Measure the finds against annotated documents: precision, recall and F1 for each type.")
