"""The `namro` command: finds the commands, speaks the person's language, turns refusals into a sentence and a status."""

import errno
import gettext
import io
import os
import sys
import tempfile
import traceback
from importlib import import_module
from importlib.util import find_spec

from namro.launch.errors import LaunchError
from namro.launch.messages import CATALOGUES, _, language
from namro.launch.terminal import complain

COMMANDS = ("demo", "up", "check", "text", "extract", "evaluate", "ingest", "export", "audit", "fuzz", "bench")


def _speak() -> None:
    """typer's own words ("Usage", "Options") come from the global catalogue: make it ours, before typer is imported."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("namro", CATALOGUES)
    gettext.textdomain("namro")


def main() -> None:
    """The entry point."""
    _speak()
    try:
        status = _run()
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        sys.stderr.close()
        status = 1
    except Exception as error:
        status = 1
        for line in _explained(error):
            complain(line)
    sys.exit(status)


def _run() -> int:
    import typer

    from namro.commands import speech

    app = typer.Typer(
        help=_("Namro: from a resolution's sentence to a tracked result."),
        cls=speech.Group,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name in COMMANDS:
        if find_spec(f"namro.commands.{name}"):
            module = import_module(f"namro.commands.{name}")
            if hasattr(module, "app"):
                app.add_typer(module.app, name=name)
            else:
                app.command(name, cls=speech.Command)(module.run)
    try:
        status = app(standalone_mode=False)
    except typer.Exit as stop:
        return stop.exit_code
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        for line in filter(None, (speech.explain(error), _("See: namro --help"))):
            complain(line)
        return 2
    return status if isinstance(status, int) else 0


def _explained(error: Exception) -> list[str]:
    """What went wrong as lines for a person: a refusal's own words, or where the details of an unforeseen error are."""
    if isinstance(error, LaunchError):
        return [error.sentence, *([error.remedy] if error.remedy else [])]
    if type(error).__module__.startswith("namro."):  # a named refusal of a room: its text is its sentence
        return [str(error)]
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:  # the details could not be kept either
        return [_("There is no room left on the disk this is written to; make room and try again.")]
    return [_unforeseen(error)]


def _unforeseen(error: Exception) -> str:
    """Keep the traceback in a file and say so: it helps whoever mends Namro, not whoever types the command."""
    with tempfile.NamedTemporaryFile("w", prefix="namro-error-", suffix=".txt", delete=False) as stream:
        traceback.print_exception(error, file=stream)
    shown = {"kind": type(error).__name__, "problem": " ".join(str(error).split())[:300], "file": stream.name}
    return _("An error nobody foresaw (%(kind)s: %(problem)s). The details are in %(file)s.") % shown


if __name__ == "__main__":
    main()
