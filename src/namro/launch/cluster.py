"""The embedded PostgreSQL of one data folder: made once, started, adopted when it already runs, stopped cleanly."""

import hashlib
import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from namro.launch import binaries, machine
from namro.launch.errors import LaunchError
from namro.launch.messages import _
from namro.launch.ownership import Account, server_account

NAME = "namro"
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")
PLAIN_PATH = re.compile(r"[\w/.+-]+", re.ASCII)
SMALL_SHARED_MEMORY = 256 * 1024 * 1024
AFTER_A_KILL = 15.0  # seconds: a killed postmaster stays a zombie until somebody reaps it
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "log_line_prefix": "'%m '",
    # The log may be sent to whoever helps: no statement, for statements hold titles and names.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}


def silent(_line: str) -> None:
    """A `report` for those who want to hear nothing."""


class Cluster:
    """One server under `folder`, which belongs to the server's account and is closed to others."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: Mapping[str, str] | None = None,
        report: Callable[[str], None] = silent,
    ) -> None:
        self.folder = folder
        self.data = folder / "cluster"
        self.log = folder / "postgresql.log"
        self.settings = {**SETTINGS, **(settings or {})}
        self.report = report
        self._account: Account | None = None
        self._programs: Path | None = None

    @property
    def account(self) -> Account:
        """The account of the machine that runs this server."""
        if self._account is None:
            self._account = server_account(self.folder, self.report)
        return self._account

    @property
    def programs(self) -> Path:
        """PostgreSQL's programs, where that account can run them."""
        if self._programs is None:
            self._programs = binaries.runnable(self.account, self.folder)
        return self._programs

    def url(self, database: str = NAME) -> str:
        """The address of a database of this server, for DATABASE_URL."""
        running = self._written(4) if self.pid() else None
        return f"postgresql://{NAME}@/{database}?host={running or self.socket_folder()}"

    def pid(self) -> int | None:
        """The postmaster, when it runs on this very data folder."""
        first = self._written(0)
        if first is None or not first.lstrip("-").isdigit() or not machine.alive(int(first)):
            return None
        pid = int(first)
        try:
            return pid if os.path.realpath(os.readlink(f"/proc/{pid}/cwd")) == os.path.realpath(self.data) else None
        except OSError:
            return pid if "postgres" in machine.command(pid) else None

    def start(self) -> bool:
        """Run the server, making it first where there is none; False when it ran already (adopted)."""
        self._prepare_folder()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._check_major()
        started = self.pid() is None
        if started:
            self._configure()
            self._clear_after_a_kill()
            self._launch()
        self._await_answer()
        self._ensure_database()
        return started

    def stop(self) -> None:
        """Stop the server with a checkpoint; nothing to do when it does not run."""
        if self.pid() is None:
            return
        done = self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", "60")
        if done.returncode and self.pid() is not None:
            self._run("pg_ctl", "stop", "-D", self.data, "-m", "immediate", "-w", "-t", "30")

    def socket_folder(self) -> Path:
        """A folder of mode 0700 whose path is short and plain enough for a socket."""
        own = self.folder / "socket"
        if len(os.fsencode(own)) <= LONGEST_SOCKET and PLAIN_PATH.fullmatch(str(own)):
            return own
        mark = hashlib.sha256(os.fsencode(os.path.realpath(self.folder))).hexdigest()[:12]
        return Path("/run" if os.geteuid() == 0 else "/tmp") / f"namro-{self.account.uid}-{mark}"  # noqa: S108

    def _written(self, line: int) -> str | None:
        try:
            lines = (self.data / "postmaster.pid").read_text(errors="replace").splitlines()
        except OSError:
            return None
        return lines[line].strip() if len(lines) > line else None

    def _prepare_folder(self) -> None:
        self._own(self.folder)
        self._own(self.socket_folder())
        if self.account.switch and self._run_plain("/bin/sh", "-c", 'cd "$0"', str(self.folder)).returncode:
            raise LaunchError(
                _("The account %(account)s, which runs the database server, cannot reach %(folder)s.")
                % {"account": self.account.name, "folder": self.folder},
                _("Choose a data folder under an open path, for example --data /var/lib/namro."),
            )

    def _own(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            status = folder.lstat()
            if self.account.switch and status.st_uid == 0:
                os.chown(folder, self.account.uid, self.account.gid)
            elif status.st_uid != self.account.uid:
                raise PermissionError(folder)
            if status.st_mode & 0o777 != 0o700:
                folder.chmod(0o700)
        except OSError as error:
            raise LaunchError(
                _("The folder %(folder)s cannot be used: %(problem)s")
                % {"folder": folder, "problem": error.strerror or _("it belongs to somebody else")},
                _("Choose another data folder with --data."),
            )

    def _initialise(self) -> None:
        self.report(_("Making the database server's files (once)"))
        half = self.data.with_name("cluster.half")
        self._run_plain("/bin/rm", "-rf", str(half))
        major = binaries.major(self.programs)
        provider = ["--locale-provider=builtin"] if major >= 17 else []
        memory = ["-c", "dynamic_shared_memory_type=mmap"] if _little_shared_memory() and major >= 16 else []
        done = self._run(
            *("initdb", "-D", half, "-U", NAME, "--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8"),
            *("--data-checksums", *provider, *memory, "--locale=C.UTF-8"),
        )
        if done.returncode:
            raise LaunchError(_("The database server's files could not be made:\n%(log)s") % {"log": done.stderr})
        with (half / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude_if_exists 'namro.conf'\n")
        half.rename(self.data)

    def _check_major(self) -> None:
        made_by = int((self.data / "PG_VERSION").read_text().split(".")[0])
        ours = binaries.major(self.programs)
        if made_by != ours:
            raise LaunchError(
                _("The data in %(folder)s were made by PostgreSQL %(made)s; this is PostgreSQL %(ours)s.")
                % {"folder": self.data, "made": made_by, "ours": ours},
                _("Dump them with pg_dump of the old version and restore into a new data folder."),
            )

    def _configure(self) -> None:
        settings = {**self.settings, "unix_socket_directories": f"'{self.socket_folder()}'"}
        if _little_shared_memory():
            settings["dynamic_shared_memory_type"] = "mmap"
        text = "".join(f"{name} = {value}\n" for name, value in settings.items())
        conf = self.data / "namro.conf"
        conf.write_text(text)
        if self.account.switch:
            os.chown(conf, self.account.uid, self.account.gid)

    def _clear_after_a_kill(self) -> None:
        """Wait for what a killed server left behind; take its lock file away when only a zombie holds it."""
        lock_file = self.data / "postmaster.pid"
        limit = time.monotonic() + AFTER_A_KILL
        while any(machine.working_in(self.data)) and time.monotonic() < limit:
            time.sleep(0.2)
        first = self._written(0)
        if first is None or any(machine.working_in(self.data)):
            return
        while machine.state(abs(int(first or 0))) == "Z" and time.monotonic() < limit:
            time.sleep(0.2)
        lock_file.unlink(missing_ok=True)

    def _launch(self) -> None:
        limit = time.monotonic() + AFTER_A_KILL
        while True:
            done = self._run("pg_ctl", "start", "-D", self.data, "-l", self.log, "-w", "-t", "120", "-s")
            if done.returncode == 0:
                return
            if time.monotonic() > limit or "lock file" not in self.log_tail():
                break
            time.sleep(0.5)
        raise LaunchError(
            _("The database server did not start. The end of %(log)s:\n%(tail)s")
            % {"log": self.log, "tail": self.log_tail() or done.stderr}
        )

    def log_tail(self, lines: int = 12) -> str:
        """The last lines the server wrote."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""

    def _await_answer(self) -> None:
        limit = time.monotonic() + 60
        host = self._written(4) or str(self.socket_folder())
        while self._run("pg_isready", "-q", "-h", host).returncode:
            if time.monotonic() > limit:
                raise LaunchError(_("The database server runs but does not answer; see %(log)s.") % {"log": self.log})
            time.sleep(0.2)

    def _ensure_database(self) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(f"CREATE DATABASE {NAME}")

    def _run(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return self._run_plain(str(self.programs / program), *map(str, arguments))

    def _run_plain(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd="/",
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            start_new_session=True,
            umask=0o077,
            **self.account.popen_arguments(),
        )


def _little_shared_memory() -> bool:
    """Containers often have 64 MB or less in /dev/shm: the server then keeps it in files of its own."""
    try:
        status = os.statvfs("/dev/shm")  # noqa: S108
    except OSError:
        return True
    return status.f_frsize * status.f_blocks < SMALL_SHARED_MEMORY
