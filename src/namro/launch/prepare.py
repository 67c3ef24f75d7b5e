"""What Django does before an installation can be used: migrations, static files, sample data, first administrator.

`namro up` runs it as a child (``python -m namro.launch.prepare``), so the launcher itself stays small. Each line it
prints is one JSON object: {"say": ...}, {"account": [...]}, {"once": [...]} or {"error": ..., "remedy": ...}.
"""

import argparse
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from namro.launch import catalogues, mark
from namro.launch.errors import LaunchError
from namro.launch.messages import _, language

ADMINISTRATOR = "admin"
MIGRATION_LOCK = 7270116


def set_up() -> None:
    """Django, in the language of the terminal."""
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language())


def close() -> None:
    """Give the connections back, so that the server can stop at once."""
    from django.db import connections

    connections.close_all()


def pending() -> list[str]:
    """The migrations that wait, as "app.name"."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate(demo: bool, report: Callable[[str], None]) -> None:
    """Mark the database and bring its tables up to date, only when there is something to do."""
    from django.core.management import call_command
    from django.db import connection

    mark.write(os.environ["DATABASE_URL"], "demo" if demo else "real")
    if not pending():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        waiting = pending()
        if waiting:
            report(_("Bringing the database up to date (%(count)d steps)") % {"count": len(waiting)})
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def static_fingerprint() -> str:
    """A digest of every static file the installation would serve (path, size, time of change)."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def static_is_current() -> bool:
    """True when the collected files are those of this program."""
    from django.conf import settings

    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    return stamp.is_file() and stamp.read_text() == static_fingerprint()


def collect_static(report: Callable[[str], None]) -> None:
    """Collect style sheets, scripts and fonts when they changed."""
    from django.conf import settings
    from django.core.management import call_command

    if static_is_current():
        return
    report(_("Collecting style sheets, scripts and fonts"))
    call_command("collectstatic", interactive=False, verbosity=0)
    (Path(settings.STATIC_ROOT) / ".fingerprint").write_text(static_fingerprint())


def found_installation(demo: bool) -> None:
    """The installation's own row, the kinds of documents, the days off of this year and the next where nobody entered any."""
    from namro.core import actions, clock, queries
    from namro.core.models import Installation
    from namro.documents.actions import install_reference_data

    if not Installation.objects.exists():
        actions.set_up(name="Namro", demo=demo)
    year = clock.today().year
    missing = sorted({year, year + 1} - queries.calendar_years())
    if missing:
        actions.seed_calendar(years=missing)
    install_reference_data()


def load_samples(today: date | None, report: Callable[[str], None]) -> None:
    """Load the sample data once; a second start finds them there."""
    try:
        from namro.samples.load import load_samples as load
    except ModuleNotFoundError as error:
        if error.name not in ("namro.samples.load", "namro.samples"):
            raise
        return
    url = os.environ["DATABASE_URL"]
    loaded = mark.contents(url).samples_on
    if loaded:
        if today and loaded != today.isoformat():
            report(_("The sample data were made for %(day)s and stay so.") % {"day": loaded})
        return
    report(_("Loading the sample data of a fictional province (once, it takes a while)"))
    load(today=today, report=report)
    from namro.core.clock import today as day_now

    mark.write_samples(url, (today or day_now()).isoformat())


def sample_accounts() -> list[list[str]]:
    """The accounts of the sample data: name, password, what it is for."""
    try:
        from namro.samples.load import accounts
    except ImportError:
        return []
    from namro.orgs.models import Role

    labels = dict(Role.choices)
    return [[name, password, str(labels.get(role, role))] for name, password, role in accounts()]


def first_administrator() -> list[str] | None:
    """Make the first account where there is none: its name and one-time password."""
    from django.contrib.auth import get_user_model

    from namro.orgs.actions import create_first_administrator

    if get_user_model().objects.exists():
        return None
    password = secrets.token_urlsafe(12)
    create_first_administrator(username=ADMINISTRATOR, password=password)
    return [ADMINISTRATOR, password]


def main(arguments: list[str]) -> int:
    """The whole preparation of one start."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--today", type=date.fromisoformat)
    chosen = parser.parse_args(arguments)
    demo = os.environ.get("NAMRO_DEMO") == "1"
    try:
        catalogues.compile_stale()
        set_up()
        migrate(demo, _report)
        collect_static(_report)
        found_installation(demo)
        if demo:
            load_samples(chosen.today, _report)
            for account in sample_accounts():
                _send(account=account)
        made = first_administrator()
        if made:
            _send(once=made)
    except LaunchError as error:
        _send(error=error.sentence, remedy=error.remedy)
        return 1
    except OSError as error:
        _send(error=_("The data folder cannot be written: %(problem)s") % {"problem": error})
        return 1
    finally:
        close()
    return 0


def _report(line: str) -> None:
    _send(say=str(line))


def _send(**message: object) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
