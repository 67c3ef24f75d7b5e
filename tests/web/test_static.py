"""Own files only: the style sheets find their fonts under any file name, stay small, and load nothing from outside."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

SHEETS = sorted((Path(__file__).parents[2] / "src/namro/web/static/web/css").glob("*.css"))
FRAME = {"tokens", "tokens_dark", "base", "layout", "parts", "table", "forms", "print"}


def test_static_files_when_collected_with_hashed_names_then_every_reference_resolves(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    tokens = next(tmp_path.glob("web/css/tokens.*.css")).read_text()
    fonts = re.findall(r'url\("([^"]+)"\)', tokens)
    assert len(fonts) == 3
    for font in fonts:
        assert (tmp_path / "web/css" / font).resolve().is_file() and re.search(r"\.[0-9a-f]{12}\.ttf$", font)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_style_sheet_when_read_then_layered_and_without_foreign_addresses(sheet):
    text = sheet.read_text()
    assert "@layer" in text
    assert not re.search(r"@import|https?:|url\((?!\"\.\./)", text)


def test_style_sheets_of_the_frame_when_weighed_then_small():
    frame = [sheet for sheet in SHEETS if sheet.stem in FRAME]
    assert len(frame) == len(FRAME)
    assert sum(len(sheet.read_bytes()) for sheet in frame) < 24_000


def test_htmx_when_looked_for_then_it_comes_with_its_python_package():
    found = finders.find("django_htmx/htmx-2.min.js")
    assert found and "site-packages" in found
