"""A data folder of its own for each test of the launcher."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

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
