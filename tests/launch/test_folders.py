"""Where things are kept, and that they are closed to others."""

import os
from pathlib import Path

import pytest

from namro.launch import catalogues, session
from namro.launch.paths import SYSTEM, Installation, data_folder, installation

HOME_DATA = Path.home() / ".local" / "share" / "namro"


@pytest.mark.parametrize(
    ("chosen", "environment", "expected"),
    [
        (Path("/srv/a"), {"NAMRO_DATA": "/srv/b"}, Path("/srv/a")),
        (None, {"NAMRO_DATA": "/srv/b", "XDG_DATA_HOME": "/srv/c"}, Path("/srv/b")),
        (None, {"XDG_DATA_HOME": "/srv/c"}, SYSTEM if os.geteuid() == 0 else Path("/srv/c/namro")),
        (None, {}, SYSTEM if os.geteuid() == 0 else HOME_DATA),
    ],
)
def test_data_folder_when_named_somewhere_then_the_nearest_word_counts(
    chosen: Path | None, environment: dict[str, str], expected: Path
) -> None:
    assert data_folder(chosen, environment) == expected


def test_folders_when_made_then_closed_to_others_whatever_the_umask(data: Path) -> None:
    place = installation(data, demo=True)
    before = os.umask(0o000)
    try:
        place.make()
    finally:
        os.umask(before)
    assert place.root == data / "demo"
    assert place.secret_key.stat().st_mode & 0o777 == 0o600
    assert len(place.secret_key.read_text().strip()) >= 50
    assert {folder.stat().st_mode & 0o777 for folder in (place.files, place.logs)} == {0o700}
    assert place.root.stat().st_mode & 0o066 == 0


def test_key_when_made_once_then_stays(data: Path) -> None:
    place = installation(data, demo=False)
    place.make()
    first = place.secret_key.read_text()
    place.make()
    assert place.secret_key.read_text() == first


def test_folder_when_it_holds_other_things_then_its_mode_is_left_alone(data: Path) -> None:
    data.mkdir(mode=0o750)
    data.chmod(0o750)
    (data / "letter.txt").write_text("somebody's")
    installation(data, demo=False).make()
    assert data.stat().st_mode & 0o777 == 0o750


def test_command_when_only_a_demo_exists_then_works_on_it_else_on_the_real_one(data: Path) -> None:
    assert session.chosen_installation(data).demo is False
    installation(data, demo=False).make()  # a start that was refused leaves an empty folder
    _found(installation(data, demo=True))
    assert session.chosen_installation(data).demo is True
    _found(installation(data, demo=False))
    assert session.chosen_installation(data).demo is False


def _found(place: Installation) -> None:
    (place.server / "cluster").mkdir(parents=True)
    (place.server / "cluster" / "PG_VERSION").write_text("18\n")


def test_catalogues_when_the_run_began_then_all_compiled() -> None:
    assert catalogues.stale() == []
