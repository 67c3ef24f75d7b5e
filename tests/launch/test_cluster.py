"""The embedded server: made, adopted, started after a kill, shared, stopped."""

import contextlib
import os
import signal
from pathlib import Path

import psycopg
import pytest

from namro.launch import binaries, machine, session
from namro.launch.cluster import Cluster
from namro.launch.errors import LaunchError
from namro.launch.locks import Lock
from namro.launch.paths import installation


def _ask(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return row[0]


def test_start_when_it_runs_already_then_adopts_it(data: Path) -> None:
    cluster = Cluster(data / "server")
    assert cluster.start() is True
    assert Cluster(data / "server").start() is False
    assert _ask(cluster.url(), "SELECT lower('ĐƯỜNG')") == "đường"
    assert _ask(cluster.url(), "SHOW listen_addresses") == ""
    assert _ask(cluster.url(), "SHOW fsync") == "on"
    pid = cluster.pid()
    cluster.stop()
    assert pid is not None and not machine.alive(pid)


def test_start_when_the_server_was_killed_then_what_was_committed_is_there(data: Path) -> None:
    cluster = Cluster(data / "server")
    cluster.start()
    with psycopg.connect(cluster.url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    pid = cluster.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert cluster.start() is True
    assert _ask(cluster.url(), "SELECT number FROM kept") == 7


def test_log_when_an_act_fails_then_no_word_of_it_is_kept(data: Path) -> None:
    cluster = Cluster(data / "server")
    cluster.start()
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (title text UNIQUE)")
        for values in ("('Đề án mẫu')", "('Đề án mẫu')"):
            with contextlib.suppress(psycopg.errors.UniqueViolation):
                connection.execute(f"INSERT INTO kept VALUES {values}")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO kept VALUES (%s)", ["Đề án mẫu"])
    log = cluster.log.read_text()
    assert "duplicate key" in log and "Đề án" not in log and "INSERT" not in log


def test_start_when_the_lock_file_names_a_stranger_then_starts_all_the_same(data: Path) -> None:
    cluster = Cluster(data / "server")
    cluster.start()
    left = (cluster.data / "postmaster.pid").read_text()
    cluster.stop()
    stranger = left.splitlines()
    stranger[0] = str(os.getpid())
    (cluster.data / "postmaster.pid").write_text("\n".join(stranger) + "\n")
    assert cluster.pid() is None
    assert cluster.start() is True


def test_start_when_made_by_another_major_version_then_refused_with_the_way_out(data: Path) -> None:
    cluster = Cluster(data / "server")
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(LaunchError, match="17") as refusal:
        cluster.start()
    assert "pg_dump" in refusal.value.remedy


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under another account")
def test_programs_when_the_servers_account_cannot_reach_them_then_copied_and_run(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NAMRO_PG_BIN", raising=False)
    closed = data.parent / "closed"
    closed.mkdir(mode=0o700)
    original = binaries.shipped()
    (closed / "packages").symlink_to(original.parent.parent.parent)
    monkeypatch.setattr(binaries, "shipped", lambda: closed / "packages" / original.relative_to(original.parents[2]))
    cluster = Cluster(data / "server")
    cluster.start()
    assert cluster.programs.is_relative_to(data / "server")
    assert _ask(cluster.url(), "SELECT 1") == 1


def test_socket_when_the_folder_is_long_or_odd_then_lies_elsewhere_and_closed(data: Path) -> None:
    for name in ("x" * 120, "thư mục có dấu"):
        cluster = Cluster(data / name)
        assert len(os.fsencode(cluster.socket_folder())) < 93
        cluster.start()
        assert _ask(cluster.url(), "SELECT 1") == 1
        assert cluster.socket_folder().stat().st_mode & 0o777 == 0o700
        cluster.stop()
        cluster.socket_folder().rmdir()


def test_database_when_two_use_it_then_stops_after_the_last(data: Path) -> None:
    place = installation(data, demo=False)
    with session.using(place) as first:
        with session.using(place) as second:
            assert second.url == first.url
        assert _ask(first.url, "SELECT 1") == 1
    assert Cluster(place.server).pid() is None


def test_serving_when_two_ask_at_once_then_neither_takes_the_other_for_a_server(data: Path) -> None:
    place = installation(data, demo=False)
    place.make()
    asking, server = Lock(place.lock("owner")), Lock(place.lock("owner"))
    assert asking.take(shared=True)
    assert session.serving(place) is None
    asking.release()
    assert server.take()
    assert session.serving(place) is not None
    server.release()


def test_database_when_the_one_who_started_it_was_killed_then_the_next_stops_it(data: Path) -> None:
    place = installation(data, demo=False)
    place.make()
    Cluster(place.server).start()  # as if a command had started it and then been killed
    with session.using(place) as used:
        assert _ask(used.url, "SELECT 1") == 1
    assert Cluster(place.server).pid() is None
