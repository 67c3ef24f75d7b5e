"""What the launcher refuses, each in a sentence with a remedy, on standard error, with a non-zero status."""

import os
import socket
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from namro.commands import export
from namro.launch import mark, session
from namro.launch.errors import LaunchError
from namro.launch.paths import installation
from tests.launch.namro_process import environment, free_port, namro

WRONG_ADDRESSES = [
    "postgresql://officer:hidden-word@127.0.0.1:1/namro",
    "postgresql://officer:hidden-word@127.0.0.1:notaport/namro",
    "mysql://officer:hidden-word@127.0.0.1/namro",
    "nonsense",
]


def test_up_when_the_port_is_foreign_then_says_whose_and_offers_another(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = namro("up", "--data", str(data), "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken by process {os.getpid()}" in done.stderr
    assert "--port " in done.stderr
    assert not (data / "server").exists(), "nothing is made before the port is known to be free"


@pytest.mark.parametrize("address", WRONG_ADDRESSES)
@pytest.mark.parametrize("command", ["up", "check"])
def test_command_when_the_address_is_wrong_then_one_sentence_without_the_password(
    data: Path, address: str, command: str
) -> None:
    options = ["--port", str(free_port())] if command == "up" else []
    done = namro(command, "--data", str(data), *options, DATABASE_URL=address)
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert "DATABASE_URL" in done.stderr
    assert "hidden-word" not in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_check_when_nothing_is_installed_then_says_how_to_start(data: Path) -> None:
    done = namro("check", "--data", str(data))
    assert done.returncode == 1
    assert "namro up" in done.stderr
    assert not data.exists()


COMMANDS = [["export", "units", "--format", "csv"], ["audit", "verify"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_command_when_the_folder_is_mistyped_then_says_so_and_makes_nothing(data: Path, command: list[str]) -> None:
    done = namro(*command, "--data", str(data))
    assert done.returncode == 1
    assert str(data) in done.stderr and "namro up" in done.stderr
    assert not data.exists()


def test_ingest_when_nothing_is_installed_then_makes_it_says_so_and_takes_the_file_in(
    data: Path, tmp_path: Path
) -> None:
    given = tmp_path / "thong-bao.txt"
    given.write_text("Giao Sở Tài chính báo cáo trước ngày 15/7/2026.", encoding="utf-8")
    done = namro("ingest", str(given), "--data", str(data))
    assert done.returncode == 0, done.stderr
    assert str(data) in done.stderr
    again = namro("audit", "verify", "--data", str(data))
    assert again.returncode == 0, again.stdout + again.stderr


@pytest.mark.parametrize("made", [False, True])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_command_when_the_database_is_empty_then_says_so_and_makes_nothing(
    fresh: str, data: Path, command: list[str], made: bool
) -> None:
    if made:
        installation(data, demo=False).make()
    done = namro(*command, "--data", str(data), DATABASE_URL=fresh)
    assert done.returncode == 1
    assert "no installation" in done.stderr and "namro up" in done.stderr
    assert data.exists() is made
    with psycopg.connect(fresh) as connection:
        assert connection.execute(mark.OWN_TABLES).fetchall() == []


def test_up_when_the_data_folder_is_a_file_then_says_so(data: Path) -> None:
    data.write_text("not a folder")
    done = namro("up", "--data", str(data), "--port", str(free_port()))
    assert done.returncode == 1
    assert str(data) in done.stderr
    assert "--data" in done.stderr


@pytest.mark.parametrize("arguments", [["up", "--port", "0"], ["up", "--nothing"], ["nothing"]])
def test_command_line_when_wrong_then_explained_in_vietnamese_too(arguments: list[str]) -> None:
    english, vietnamese = namro(*arguments), namro(*arguments, NAMRO_LANG="vi")
    assert english.returncode == vietnamese.returncode == 2
    assert english.stderr != vietnamese.stderr
    assert "namro --help" in vietnamese.stderr


def _fill(address: str, kind: str) -> None:
    if kind in ("demo", "real"):
        mark.write(address, kind)
    elif kind == "foreign":
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE somebody_else (id int)")


@pytest.mark.parametrize(
    ("kind", "demo", "allowed"),
    [
        ("empty", True, True),
        ("empty", False, True),
        ("demo", True, True),
        ("demo", False, False),
        ("real", True, False),
        ("real", False, True),
        ("foreign", True, False),
        ("foreign", False, False),
    ],
)
def test_database_when_of_a_kind_then_demo_and_up_keep_apart(fresh: str, kind: str, demo: bool, allowed: bool) -> None:
    _fill(fresh, kind)
    found = mark.contents(fresh)
    assert found.kind == kind
    if allowed:
        mark.refuse_wrong_kind(found, demo=demo, url=fresh)
    else:
        with pytest.raises(LaunchError) as refusal:
            mark.refuse_wrong_kind(found, demo=demo, url=fresh)
        assert refusal.value.remedy


def test_demo_when_the_database_is_somebody_elses_then_leaves_it_alone(fresh: str, data: Path) -> None:
    _fill(fresh, "foreign")
    done = namro("demo", "--data", str(data), "--port", str(free_port()), DATABASE_URL=fresh)
    assert done.returncode == 1
    assert "neither empty nor a demo" in done.stderr
    with psycopg.connect(fresh) as connection:
        assert connection.execute(mark.OWN_TABLES).fetchall() == [("somebody_else",)]


def test_export_when_the_day_has_not_come_then_refused_before_anything_is_written(tmp_path: Path) -> None:
    file = tmp_path / "so.csv"
    with pytest.raises(LaunchError, match="31/12/9999"):
        export.run(export.What.REGISTER, export.Format.CSV, as_of=datetime(9999, 12, 31), output=file)
    assert not file.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NAMRO_UPLOAD_LIMIT", "abc"),
        ("NAMRO_UPLOAD_LIMIT", "50MB"),
        ("NAMRO_UPLOAD_LIMIT", "-1"),
        ("NAMRO_UPLOAD_LIMIT", ""),
        ("NAMRO_HTTPS", "yes"),
        ("NAMRO_ISOLATED_LAN", "true"),
    ],
)
def test_settings_when_a_variable_means_nothing_then_a_sentence_names_it(name: str, value: str) -> None:
    with pytest.raises(LaunchError, match=name) as refused:
        session.refuse_wrong_settings({name: value})
    assert refused.value.remedy
    session.refuse_wrong_settings({"NAMRO_UPLOAD_LIMIT": "1048576", "NAMRO_HTTPS": "1", "NAMRO_DEBUG": "0"})


def test_command_when_a_variable_means_nothing_then_one_sentence(data: Path) -> None:
    done = namro("up", "--data", str(data), "--port", str(free_port()), NAMRO_UPLOAD_LIMIT="abc")
    assert done.returncode == 1
    assert "NAMRO_UPLOAD_LIMIT" in done.stderr and "namro-error" not in done.stderr


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ai:hidden@host/a", "postgresql://ai:***@host/a"),
        ("postgresql://ai:hid@den@host/a", "postgresql://ai:***@host/a"),
        ("postgresql://ai:hid/den@host:5432/a", "postgresql://ai:***@host:5432/a"),
        ("postgresql:///a?user=ai&password=hidden&host=/run", "postgresql:///a?user=ai&password=***&host=/run"),
        ("postgresql://host:5432/a", "postgresql://host:5432/a"),
    ],
)
def test_address_when_shown_then_without_the_password_alone(url: str, shown: str) -> None:
    assert mark.without_password(url) == shown


@pytest.mark.parametrize("password", ["p", "port", "1", "on"])
def test_address_when_the_password_is_a_piece_of_a_word_then_the_sentence_stays_whole(password: str) -> None:
    with pytest.raises(LaunchError) as refused:
        mark.contents(f"postgresql://officer:{password}@127.0.0.1:1/namro")
    said = str(refused.value.sentence)
    assert "officer:***@127.0.0.1:1/namro" in said and "port 1" in said and "connection" in said


def test_text_when_the_disk_is_full_then_a_sentence_and_no_details_kept(tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("Giao Sở Nội vụ rà soát.")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "namro.cli", "text", str(paper)],
            env=environment(TMPDIR=str(tmp_path)),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no room left" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]
