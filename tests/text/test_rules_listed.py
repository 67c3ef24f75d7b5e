"""The rules keep the house's form, and the reference page is what the code prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from vanban.fields import FIELDS
from vanban.rules import STAGES
from vanban.rules.listing import page

ROOT = Path(__file__).parents[2]


def test_the_reference_page_is_printed_from_the_code() -> None:
    assert (ROOT / "docs/reference/vanban.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("rule", STAGES, ids=lambda m: m.__name__.rsplit(".", 1)[-1])
def test_every_rule_says_what_it_finds_and_on_whose_word(rule: ModuleType) -> None:
    assert rule.__doc__ and "Source:" in rule.__doc__
    assert callable(rule.find)
    assert re.match(r"[a-z.]+$", rule.RULE)


def test_rule_ids_are_unique() -> None:
    ids = [value for m in STAGES for key, value in vars(m).items() if key == "RULE" or key.endswith("_RULE")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", FIELDS)
def test_every_type_has_a_rule(kind: str) -> None:
    sources = "".join(Path(m.__file__ or "").read_text(encoding="utf-8") for m in STAGES)
    orders = (ROOT / "src/vanban/rules/orders.py").read_text(encoding="utf-8")
    clauses = re.findall(r'"(\w+)": (?:\w+_)?RULE\b', sources)
    assert re.search(rf'Annotation\(\s*"{kind}"', sources + orders) is not None or kind in clauses


def test_importing_the_door_is_light() -> None:
    code = (
        "import sys, vanban; print(sorted(m for m in sys.modules if m.startswith(('django', "
        "'docx', 'regex', 'vanban.'))))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_extraction_imports_neither_django_nor_file_readers() -> None:
    heavy = ("django", "docx", "pypdfium2", "pdfplumber", "selectolax", "hypothesis")
    code = f"import sys, vanban.extract; print([m for m in sys.modules if m.split('.')[0] in {heavy!r}])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"
