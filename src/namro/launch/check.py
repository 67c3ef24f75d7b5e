"""`namro check`: every part of an installation looked at, with what is wrong and how to mend it."""

import http.client
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from namro.launch import catalogues, prepare, session
from namro.launch.errors import LaunchError
from namro.launch.messages import _
from namro.launch.paths import data_folder
from namro.launch.terminal import complain, say

ENOUGH_DISK = 512 * 1024 * 1024
HEARTBEAT = 60  # seconds: the worker writes one every ten
MARKS = {True: "✓", False: "✗", None: "–"}


@dataclass(frozen=True)
class Outcome:
    """One finding: good, bad, or None where there was nothing to look at."""

    good: bool | None
    sentence: str
    remedy: str = ""


@dataclass(frozen=True)
class Subject:
    """What the checks look at."""

    session: session.Session
    serving: dict[str, Any] | None


def check(data: Path | None = None, *, derive: bool = False) -> int:
    """Print the findings; 0 when nothing is wrong."""
    place = session.chosen_installation(data_folder(data))
    if not place.exists() and not session.external_url():
        complain(_("There is no installation in %(folder)s.") % {"folder": place.root})
        complain(session.start_one())
        return 1
    say(_("Installation: %(folder)s") % {"folder": place.root})
    wrong = 0
    try:
        with session.database(data) as found:
            prepare.set_up()
            for outcome in outcomes(Subject(found, session.serving(found.installation)), derive=derive):
                _print(outcome)
                wrong += outcome.good is False
            prepare.close()
    except LaunchError as error:
        _print(Outcome(False, error.sentence, error.remedy))
        wrong += 1
    say(_("Everything is in order.") if not wrong else _("%(count)d things are wrong.") % {"count": wrong})
    return 1 if wrong else 0


def outcomes(subject: Subject, *, derive: bool) -> Iterator[Outcome]:
    """The findings, one check after the other; a check that breaks is a finding too."""
    checks: list[Callable[[Subject], Outcome]] = [
        *(
            _database,
            _extensions,
            _migrations,
            _web,
            _worker,
            _files,
            _orphans,
            _scans,
            _key,
            _static,
            _catalogues,
            _kinds,
            _calendar,
            _disk,
        ),
        *([_derived] if derive else []),
    ]
    for one in checks:
        try:
            yield one(subject)
        except Exception as error:  # the next checks still tell something
            yield Outcome(False, f"{one.__name__.strip('_')}: {' '.join(str(error).split())}")


def _rows(sql: str) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _database(_subject: Subject) -> Outcome:
    version = _rows("SHOW server_version")[0][0]
    return Outcome(True, _("Database: PostgreSQL %(version)s answers") % {"version": version})


def _extensions(_subject: Subject) -> Outcome:
    if _rows("SELECT 1 FROM pg_extension WHERE extname = 'btree_gist'"):
        return Outcome(True, _("Extension btree_gist is there"))
    return Outcome(
        False,
        _("Extension btree_gist is missing"),
        _("As the database's owner: CREATE EXTENSION btree_gist (Debian: package postgresql-contrib)."),
    )


def _migrations(_subject: Subject) -> Outcome:
    waiting = prepare.pending()
    if not waiting:
        return Outcome(True, _("Tables are up to date"))
    sentence = _("%(count)d migrations wait, first %(first)s") % {"count": len(waiting), "first": waiting[0]}
    return Outcome(False, sentence, _("Stop Namro and start it again: the start applies them."))


def _web(subject: Subject) -> Outcome:
    if subject.serving is None:
        return Outcome(None, _("Web server: Namro is not running now"))
    place = str(subject.serving.get("address", ""))
    connection = http.client.HTTPConnection(urlsplit(place).netloc, timeout=10)
    try:
        connection.request("GET", "/")
        status = connection.getresponse().status
    except OSError as error:
        return Outcome(
            False, _("Web server at %(address)s: %(problem)s") % {"address": place, "problem": error}, _logs(subject)
        )
    finally:
        connection.close()
    sentence = _("Web server at %(address)s answers (%(status)s)") % {"address": place, "status": status}
    return Outcome(status < 400, sentence, "" if status < 400 else _logs(subject))


def _worker(subject: Subject) -> Outcome:
    if subject.serving is None and not subject.session.external:
        return Outcome(None, _("Worker: Namro is not running now"))
    beats = _rows("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers")[0][0]
    if beats is not None and beats < HEARTBEAT:
        return Outcome(True, _("Worker: heard from %(seconds)d seconds ago") % {"seconds": beats})
    return Outcome(False, _("Worker: no sign of life"), _("Stop Namro and start it again.") + " " + _logs(subject))


def _logs(subject: Subject) -> str:
    return _("Look at %(folder)s.") % {"folder": subject.session.installation.logs}


def _files(subject: Subject) -> Outcome:
    folder = subject.session.installation.files
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Outcome(True, _("Files folder can be written"))
    except OSError as error:
        return Outcome(
            False,
            _("Files folder %(folder)s: %(problem)s") % {"folder": folder, "problem": error.strerror},
            _("Give it back to the account that runs Namro: chown and chmod 700."),
        )


def _orphans(_subject: Subject) -> Outcome:
    """Files of refused or broken-off acts do no harm, but somebody should know of them."""
    from namro.documents import storage
    from namro.documents.models import DocumentFile
    from namro.tasks.models import Evidence

    held = {name for model in (DocumentFile, Evidence) for name in model.objects.values_list("stored_as", flat=True)}
    count = sum(name not in held for name in storage.every())
    return Outcome(None if count else True, _("Stored files that no record holds: %(count)d") % {"count": count})


def _scans(_subject: Subject) -> Outcome:
    """Without tesseract scans are kept unread: nothing is wrong, but somebody should know."""
    from vanban.files import ocr

    if reader := ocr.reader():
        return Outcome(True, _("Scans are read by %(reader)s") % {"reader": reader.partition(" ")[2]})
    return Outcome(
        None,
        _("Scans are kept, but not read"),
        _("To have scans read, install the packages tesseract-ocr and tesseract-ocr-vie."),
    )


def _key(subject: Subject) -> Outcome:
    path = subject.session.installation.secret_key
    mode = path.stat().st_mode & 0o777
    if mode & 0o077 == 0:
        return Outcome(True, _("Secret key is closed to others"))
    sentence = _("Secret key %(path)s can be read by others (mode %(mode)s)") % {"path": path, "mode": f"{mode:o}"}
    return Outcome(False, sentence, f"chmod 600 {path}")


def _static(subject: Subject) -> Outcome:
    if prepare.static_is_current():
        return Outcome(True, _("Style sheets, scripts and fonts are collected"))
    sentence = _("Style sheets, scripts and fonts in %(folder)s are missing or old")
    shown = {"folder": subject.session.installation.static}
    return Outcome(False, sentence % shown, _("Stop Namro and start it again: the start collects them."))


def _catalogues(_subject: Subject) -> Outcome:
    old = catalogues.stale()
    if not old:
        return Outcome(True, _("Translations are compiled"))
    return Outcome(False, _("Translations are not compiled: %(first)s") % {"first": old[0]}, _("Run make setup."))


def _kinds(_subject: Subject) -> Outcome:
    count = _rows("SELECT count(*) FROM documents_documentkind")[0][0]
    if count:
        return Outcome(True, _("Kinds of documents: %(count)d") % {"count": count})
    return Outcome(
        False, _("There are no kinds of documents"), _("Stop Namro and start it again: the start enters them.")
    )


def _calendar(_subject: Subject) -> Outcome:
    try:
        from namro.core.queries import calendar_years
    except ImportError:
        return Outcome(None, _("Working-day calendar: not in this edition"))
    year = date.today().year  # noqa: DTZ011
    missing = sorted({year, year + 1} - calendar_years())
    if not missing:
        return Outcome(
            True, _("Working-day calendar covers %(first)d and %(next)d") % {"first": year, "next": year + 1}
        )
    return Outcome(
        False,
        _("Working-day calendar has no days off for %(years)s") % {"years": ", ".join(map(str, missing))},
        _("Stop Namro and start it again: the start enters them; or enter them on the calendar page."),
    )


def _disk(subject: Subject) -> Outcome:
    free = shutil.disk_usage(subject.session.installation.root).free
    shown = {"free": free // (1024 * 1024), "folder": subject.session.installation.root}
    if free >= ENOUGH_DISK:
        return Outcome(True, _("Disk: %(free)d MB free") % shown)
    return Outcome(
        False, _("Disk: only %(free)d MB free under %(folder)s") % shown, _("Make room, or move the data folder.")
    )


def _derived(_subject: Subject) -> Outcome:
    try:
        from namro.tasks.derive import differences
    except ImportError:
        return Outcome(None, _("State rows: nothing to compare in this edition"))
    from django.db import connection, transaction

    with transaction.atomic():  # one moment for facts and rows, while others go on writing
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        found = list(differences())
    if not found:
        return Outcome(True, _("State rows are what the facts say"))
    sentence = _("%(count)d state rows differ from the facts, first: %(first)s") % {
        "count": len(found),
        "first": found[0],
    }
    return Outcome(False, sentence, _("Report it: the state rows can be rebuilt, the facts are intact."))


def _print(outcome: Outcome) -> None:
    say(f"  {MARKS[outcome.good]} {outcome.sentence}")
    if not outcome.good and outcome.remedy:
        say(f"      → {outcome.remedy}")
