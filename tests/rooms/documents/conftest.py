"""What every test of the room starts from: reference data, files in a folder of the test's own."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from namro.documents.actions import install_reference_data


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: LazySettings) -> Path:
    """The folder files are kept in."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def reference_data(db: None) -> None:
    install_reference_data()
