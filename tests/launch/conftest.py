"""A data folder of its own for each test of the launcher."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from namro.launch.cluster import Cluster


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that the server's account can reach also when we are root; its server is stopped afterwards."""
    monkeypatch.delenv("DATABASE_URL", raising=False)  # the embedded server is what is tried here
    folder = Path(tempfile.mkdtemp(prefix="namro-launch-"))
    folder.chmod(0o711)
    yield folder / "data"
    for server in (folder / "data" / "server", folder / "data" / "demo" / "server"):
        if server.exists():
            Cluster(server).stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def fresh(database_server: str) -> str:
    """The address of an empty database."""
    name = f"fresh_{os.getpid()}_{os.urandom(4).hex()}"
    with psycopg.connect(database_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    before, _, query = database_server.partition("?")
    return f"{before.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
