"""A test run brings its own database server: started when the first test needs it, gone when the run ends."""

import os
import signal

import pytest

from namro.launch import catalogues
from namro.launch.locks import Lock
from tests.throwaway import environment


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    if not _is_worker(config):
        environment.remove_left_over()
        catalogues.compile_stale()
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _as_interrupt)


def _as_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config):
        environment.remove()


def pytest_report_header() -> str:
    chosen = environment.chosen_url()
    return "database: " + (environment.CHOSEN if chosen else "a throw-away PostgreSQL of this run")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if _is_worker(config):
        return
    chosen = environment.chosen_url()
    addresses = [chosen] if chosen else [server.url() for server in environment.started()]
    kind = f"by {environment.CHOSEN}" if chosen else f"{len(addresses)} throw-away"
    versions = ", ".join(sorted({_version(address) for address in addresses}))
    terminalreporter.write_line(f"database used: {versions} ({kind})" if versions else "database used: none")


def _version(address: str) -> str:
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            (version,) = connection.execute("SHOW server_version").fetchone()
            return f"PostgreSQL {version}"
    except psycopg.Error:
        return "a server that does not answer"


@pytest.fixture(scope="session")
def database_server() -> str:
    """The address of the run's database server, running."""
    if not environment.chosen_url():
        with Lock(environment.folder_of_run() / "lock").held():
            environment.cluster().start()
    return os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: str, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """pytest-django asks for this before it makes its databases: so the server runs by then."""
