"""`namro up` and `namro demo`: database, preparation, worker, web server; watched, and stopped in the reverse order."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from namro.launch import machine, mark, session
from namro.launch.errors import LaunchError
from namro.launch.locks import Lock
from namro.launch.messages import _
from namro.launch.paths import Installation, data_folder, installation
from namro.launch.processes import Child, Interrupted, Signals
from namro.launch.terminal import progress, say

HOST = "127.0.0.1"
PORT = 8000
WEB_PATIENCE = 60.0
STOP_PATIENCE = {"web": 10.0, "worker": 15.0}
RESTARTS = 5  # of one child within WITHIN seconds before we give up
WITHIN = 60.0


@dataclass(frozen=True)
class Wish:
    """What the person asked for on the command line."""

    demo: bool
    port: int = PORT
    data: Path | None = None
    today: date | None = None


def serve(wish: Wish, report: Callable[[str], None] = say) -> int:
    """Start everything, wait for a signal, stop everything. Returns the exit status."""
    os.umask(0o077)
    place = installation(data_folder(wish.data), demo=wish.demo)
    place.make()
    owner = Lock(place.lock("owner"))
    if not owner.take(patience=3.0):
        return _already(place, report)
    signals = Signals()
    signals.install()
    try:
        session.reap(place)
        check_port(wish.port)
        _note(place, wish, [])
        with session.using(place, report) as database:
            mark.refuse_wrong_kind(mark.contents(database.url), demo=wish.demo, url=database.url)
            accounts = prepare(place, database.url, wish.today, report)
            with _children(place, database.url, wish, signals) as children:
                await_web(children[-1], wish.port)
                _greet(place, wish, accounts, report)
                _watch(children, signals, place, wish)
    except Interrupted:
        report(_("Stopped. The data stay in %(folder)s.") % {"folder": place.root})
    finally:
        signals.finish()
        place.running.unlink(missing_ok=True)
        owner.release()
    return 0


def check_port(port: int) -> None:
    """LaunchError that says whose the port is, when it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            return
        except PermissionError:
            problem = _("Port %(port)s may only be used by root.") % {"port": port}
        except OSError:
            problem = _whose(port)
    raise LaunchError(problem, _("Choose another one, for example: --port %(port)s") % {"port": _free_port(port)})


def prepare(place: Installation, url: str, today: date | None, report: Callable[[str], None]) -> list[list[str]]:
    """Run the preparation as a child; returns the accounts to show."""
    command = [sys.executable, "-m", "namro.launch.prepare", *(["--today", today.isoformat()] if today else [])]
    log = place.logs / "prepare.log"
    accounts: list[list[str]] = []
    refused: LaunchError | None = None
    with log.open("ab") as errors:
        child = subprocess.Popen(
            command,
            env=place.environment(url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
        try:
            with progress(report) as tell:
                for line in child.stdout or ():
                    refused = _heard(line, accounts, tell) or refused
            child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()
    if refused:
        raise refused
    if child.returncode:
        raise LaunchError(
            _("The installation could not be prepared; the reason is at the end of %(log)s.") % {"log": log},
            _("Try again; if it stays so, report the end of that file."),
        )
    return accounts


def _heard(line: str, accounts: list[list[str]], report: Callable[[str], None]) -> LaunchError | None:
    try:
        message = json.loads(line)
    except ValueError:
        return None
    if "say" in message:
        report("  " + message["say"])
    elif "account" in message:
        accounts.append(message["account"])
    elif "once" in message:
        name, password = message["once"]
        report("")
        report(_("First administrator: %(name)s") % {"name": name})
        report(
            _("One-time password:   %(password)s   (shown only now; you choose your own at sign-in)")
            % {"password": password}
        )
        report("")
    elif "error" in message:
        return LaunchError(message["error"], message.get("remedy", ""))
    return None


def web_command(port: int) -> list[str]:
    """The web server: two workers, and one that falls is started again."""
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        "2",
    ]
    command += ["--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", "--log-level", "warning"]
    return [*command, "namro.config.wsgi:application"]


@contextmanager
def _children(place: Installation, url: str, wish: Wish, signals: Signals) -> Iterator[list[Child]]:
    """Worker and web server, running; stopped in the reverse order: web, then worker (the database comes after)."""
    environment = place.environment(url)
    worker = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "2"]
    children = [
        Child("worker", worker, environment, place.logs / "worker.log"),
        Child("web", web_command(wish.port), environment, place.logs / "web.log"),
    ]
    try:
        for child in children:
            with signals.held():
                child.start()
                _note(place, wish, children)
        yield children
    finally:
        signals.finish()
        for child in reversed(children):
            child.stop(STOP_PATIENCE[child.name])


def await_web(web: Child, port: int) -> None:
    """Return when it answers. Raises LaunchError with the end of its log."""
    limit = time.monotonic() + WEB_PATIENCE
    while time.monotonic() < limit and web.runs():
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", "/")
            status = connection.getresponse().status
            if status < 500:
                return
            break
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise LaunchError(
        _("The web server did not start. The end of %(log)s:\n%(tail)s") % {"log": web.log, "tail": web.log_tail()}
    )


def _greet(place: Installation, wish: Wish, accounts: list[list[str]], report: Callable[[str], None]) -> None:
    report("")
    report(_("Namro runs at %(address)s") % {"address": address(wish.port)})
    if wish.demo:
        report(_("This is a demo with sample data about a fictional province."))
    if accounts:
        report(_("Sample accounts (name / password / who):"))
        wide = max(len(account[0]) for account in accounts)
        for name, password, who in accounts:
            report(f"  {name:<{wide}}  {password}  {who}")
    report(_("Data: %(folder)s") % {"folder": place.root})
    report(_("Press Ctrl-C to stop."))


def _watch(children: list[Child], signals: Signals, place: Installation, wish: Wish) -> None:
    """Until a signal: start again what ended by itself, and give up on what keeps ending."""
    ends: dict[str, list[float]] = {child.name: [] for child in children}
    while True:
        time.sleep(0.5)
        for child in children:
            if child.runs():
                continue
            now = time.monotonic()
            ends[child.name] = [moment for moment in ends[child.name] if now - moment < WITHIN] + [now]
            if len(ends[child.name]) > RESTARTS:
                raise LaunchError(
                    _("The %(name)s process keeps ending. The end of %(log)s:\n%(tail)s")
                    % {"name": child.name, "log": child.log, "tail": child.log_tail()}
                )
            with signals.held():
                child.start()
                _note(place, wish, children)


def address(port: int) -> str:
    """What a person types into the browser."""
    return f"http://{HOST}:{port}"


def _note(place: Installation, wish: Wish, children: list[Child]) -> None:
    """Write down who serves, for the next launcher, for `namro check` and for commands."""
    note = {
        "pid": os.getpid(),
        "born": machine.born(os.getpid()),
        "address": address(wish.port),
        "children": [child.note() for child in children if child.pid],
    }
    half = place.running.with_suffix(".half")
    half.write_text(json.dumps(note))
    half.replace(place.running)


def _already(place: Installation, report: Callable[[str], None]) -> int:
    running = session.read_running(place)
    where = running.get("address", "?")
    report(
        _("Namro is already running at %(address)s (process %(pid)s).")
        % {"address": where, "pid": running.get("pid", "?")}
    )
    return 0


def _whose(port: int) -> str:
    pid = machine.listener(port)
    if pid is None:
        return _("Port %(port)s is taken by a program that the system does not let us see.") % {"port": port}
    command = machine.command(pid)
    shown = {"port": port, "pid": pid, "command": command[:160]}
    if "namro.config.wsgi" in command:
        return _("Port %(port)s is taken by another Namro installation (process %(pid)s).") % shown
    return _("Port %(port)s is taken by process %(pid)s: %(command)s") % shown


def _free_port(after: int) -> int:
    for port in range(max(after, 1024) + 1, 65536):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            try:
                probe.bind((HOST, port))
                return port
            except OSError:
                continue
    return 0
