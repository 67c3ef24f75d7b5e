"""What a database holds: nothing, a demo, an installation, or something that is not Namro's. No Django."""

import re
from dataclasses import dataclass

from namro.launch.errors import LaunchError
from namro.launch.messages import _

OLDEST = 15
OWN_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_%'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


@dataclass(frozen=True)
class Contents:
    """What stands in a database: "empty", "demo", "real" or "foreign"; and the day its sample data end, if loaded."""

    kind: str
    version: int
    samples_on: str | None = None


def contents(url: str) -> Contents:
    """Look into the database at `url`; LaunchError when it cannot be reached or cannot serve."""
    import psycopg

    try:
        if not url.startswith(("postgresql://", "postgres://")):
            raise ValueError(_("it does not begin with postgresql://"))
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
            _check_server(url, version, connection.info.parameter_status("server_encoding") or "")
            tables = {row[0] for row in connection.execute(OWN_TABLES)}
            if "namro_installation" in tables:
                kind, samples_on = connection.execute("SELECT kind, samples_on FROM namro_installation").fetchone() or (
                    "real",
                    None,
                )
                return Contents(kind, version, str(samples_on) if samples_on else None)
    except (psycopg.Error, ValueError, UnicodeError) as error:
        raise LaunchError(
            _("The database at %(url)s cannot be used: %(problem)s")
            % {"url": without_password(url), "problem": _one_line(error, url)},
            _(
                "Correct DATABASE_URL (postgresql://user:password@host:port/name), or unset it for the embedded database."
            ),
        )
    if not tables:
        return Contents("empty", version)
    return Contents("real" if {"django_migrations", "orgs_unit"} <= tables else "foreign", version)


def write(url: str, kind: str) -> None:
    """Mark an empty or unmarked database as a demo or a real installation."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS namro_installation (kind text PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now(), "
            "samples_on date)"
        )
        if not connection.execute("SELECT 1 FROM namro_installation").fetchone():
            connection.execute("INSERT INTO namro_installation (kind) VALUES (%s)", [kind])


def write_samples(url: str, last_day: str) -> None:
    """Remember that the sample data are in, and the day they end."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE namro_installation SET samples_on = %s", [last_day])


def refuse_wrong_kind(found: Contents, *, demo: bool, url: str) -> None:
    """A demo never touches real data, and a real installation never stands on a demo or on foreign tables."""
    if found.kind == "empty" or found.kind == ("demo" if demo else "real"):
        return
    shown = {"url": without_password(url)}
    remedy = _("Give DATABASE_URL an empty database, or unset it for the embedded database.")
    if demo:
        raise LaunchError(_("%(url)s is neither empty nor a demo: the demo does not touch it.") % shown, remedy)
    if found.kind == "demo":
        raise LaunchError(_("%(url)s holds a demo with sample data; namro up does not work on it.") % shown, remedy)
    raise LaunchError(_("%(url)s holds tables that are not Namro's.") % shown, remedy)


def without_password(url: str) -> str:
    """The address as it may be shown: up to the last @, for a password may hold one; and none among the options."""
    plain = re.sub(r"(://[^:@/?]*):[^\s]*@", r"\1:***@", url)
    return re.sub(r"([?&]password=)[^&\s]*", r"\1***", plain)


def _check_server(url: str, version: int, encoding: str) -> None:
    shown = {"url": without_password(url), "version": version // 10000, "oldest": OLDEST, "encoding": encoding}
    if version < OLDEST * 10000:
        raise LaunchError(
            _("%(url)s is PostgreSQL %(version)s; Namro needs %(oldest)s or newer.") % shown,
            _("Use a newer server, or unset DATABASE_URL for the embedded database."),
        )
    if encoding != "UTF8":
        raise LaunchError(
            _("The database at %(url)s is encoded in %(encoding)s, not in UTF8.") % shown,
            _("Make the database with ENCODING 'UTF8'."),
        )


def _one_line(error: Exception, url: str) -> str:
    """The database's own words; where they repeat a piece of the address's password in quotes, that is hidden.

    Only there: a password like "1" or "port" would otherwise blot out words of the sentence.
    """
    text = " ".join(str(error).split()).replace(url, without_password(url))
    password = re.search(r"://[^:@/?]*:([^\s]*)@", url)
    if password is None:
        return text
    text = text.replace(f":{password[1]}@", ":***@")
    pieces = sorted({password[1], *re.split(r"[/:@?#]", password[1])} - {""}, key=len, reverse=True)
    return re.sub("([\"'])(?:" + "|".join(map(re.escape, pieces)) + ")(?=[\"'@:/])", r"\1***", text)
