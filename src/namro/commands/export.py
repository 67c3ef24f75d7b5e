"""namro export: the register, the units (later the indicators) as a file."""

import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import typer

from namro.launch.messages import _


class What(StrEnum):
    """What can be exported."""

    REGISTER = "register"
    INDICATORS = "indicators"
    UNITS = "units"


class Format(StrEnum):
    """The file formats."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


def run(
    what: Annotated[What, typer.Argument(help=_("What to export."))],
    format: Annotated[Format, typer.Option(help=_("The file's format."))],
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help=_("As known at the end of this day (YYYY-MM-DD)."))
    ] = None,
    output: Annotated[Path | None, typer.Option(help=_("Write to this file instead of standard output."))] = None,
    by: Annotated[str, typer.Option(help=_("Only what this account may see."))] = "",
    data: Annotated[Path | None, typer.Option(help=_("Data folder (also NAMRO_DATA)."))] = None,
) -> int:
    from namro.launch.errors import LaunchError
    from namro.launch.session import django

    if what is What.INDICATORS:
        raise LaunchError(_("This edition of Namro holds no indicators yet: nothing to export."))
    if format is Format.XLSX and output is None and sys.stdout.isatty():
        raise LaunchError(_("A workbook cannot be shown on a terminal: add --output FILE.xlsx."))
    if as_of and as_of.date() > date.today():  # noqa: DTZ011 (before Django and its clock are there)
        raise LaunchError(_("The day %(day)s lies in the future.") % {"day": as_of.strftime("%d/%m/%Y")})
    with django(data):
        if output is None:
            _write(what, str(format), sys.stdout.buffer, as_of.date() if as_of else None, by)
        else:
            with output.open("wb") as stream:
                _write(what, str(format), stream, as_of.date() if as_of else None, by)
    return 0


def _write(what: What, fmt: str, stream: IO[bytes], on: date | None, by: str) -> None:
    from django.db import transaction
    from django.utils import translation

    from namro.core import clock
    from namro.launch.messages import language
    from namro.orgs import export as units
    from namro.orgs.scope import of_account
    from namro.tasks import export, queries

    # One snapshot: the lines and the figures beside them come from the same moment.
    with translation.override(language()), transaction.atomic():
        if what is What.UNITS:
            units.write(on or clock.today(), fmt, stream)
            return
        scope = of_account(by, clock.today())
        rows = queries.rows_for_export(scope, queries.Filters(on=on))
        export.write(rows, fmt, stream, queries.counters(scope, on=on))


run.__doc__ = _("Write the register or the units as xlsx, csv or json, as known today or at the end of a day.")
