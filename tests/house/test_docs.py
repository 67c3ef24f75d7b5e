"""The docs are checked: printed pages agree with the code, the glossary with the models, the features with the tests."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from tools import print_states

from namro.commands.given import refusal
from vanban.files import kinds

ROOT = Path(__file__).parents[2]
ROOMS = ("core", "orgs", "documents", "reading", "tasks")


def read(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def cells(page: str) -> list[list[str]]:
    """The rows of a page's tables, headings and rules left out."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    return [row for row in rows if not set(row[0]) <= {"-"}]


def test_state_table_when_printed_then_equals_the_page():
    assert read("reference/states.md") == print_states.text()


def test_glossary_when_compared_with_the_models_then_every_model_has_its_word():
    listed = {name for row in cells(read("glossary.md"))[1:] for name in re.findall(r"`([A-Za-z]+)`", row[0])}
    models = {model.__name__ for room in ROOMS for model in apps.get_app_config(room).get_models()}
    assert models - listed == set()
    assert {name for name in listed if name[0].isupper()} - models == set()


def test_glossary_when_read_then_one_word_for_one_thing():
    words = [row[1] for row in cells(read("glossary.md"))[1:]]
    assert len(words) == len(set(words))


FEATURES = [row for row in cells(read("features.md")) if re.match(r"F\d+", row[0])]


def test_features_when_listed_then_all_94_rows_stand():
    assert [row[0].rstrip("+") for row in FEATURES] == [f"F{number}" for number in range(1, 95)]


@pytest.mark.parametrize("row", FEATURES, ids=lambda row: row[0])
def test_feature_when_it_claims_to_work_then_its_test_exists(row):
    _number, _what, state, watched = row[:4]
    assert state in {"works", "partly", "not yet"}
    places = re.findall(r"`([^`]+)`", watched)
    assert bool(places) == (state != "not yet")
    for place in places:
        path, _, name = place.partition("::")
        assert (ROOT / path).exists(), place
        if name:
            assert f"def {name}" in (ROOT / path).read_text(encoding="utf-8"), place


def test_settings_when_listed_then_exactly_those_the_code_reads():
    places = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests/throwaway").rglob("*.py")]
    read_by_code = {name for path in places for name in re.findall(r"NAMRO_[A-Z_]+", path.read_text(encoding="utf-8"))}
    assert set(re.findall(r"NAMRO_[A-Z_]+", read("reference/settings.md"))) == read_by_code


def test_links_between_docs_when_followed_then_none_is_broken():
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_formats_when_an_ending_or_a_package_is_known_then_the_page_names_it():
    page = read("reference/vanban-formats.md")
    assert {
        ending for ending in kinds.PROMISES if not re.search(rf"(?<![\w.]){re.escape(ending)}(?!\w)", page)
    } == set()
    packages = re.compile(r"tesseract-ocr(?:-vie)?|libreoffice-writer|antiword|catdoc")
    assert set(packages.findall(refusal("no_text_layer") + refusal("no_doc_reader"))) == set(packages.findall(page))


def test_pictures_when_pages_show_them_then_they_exist_and_none_lies_unused():
    shown = set()
    for page in (ROOT / "docs").rglob("*.md"):
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            shown.add((page.parent / target).resolve())
    shown |= {
        (ROOT / place).resolve()
        for place in re.findall(r"docs/images/[\w.-]+", (ROOT / "README.md").read_text(encoding="utf-8"))
    }
    assert shown == set((ROOT / "docs/images").iterdir())
