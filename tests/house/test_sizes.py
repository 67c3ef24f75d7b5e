"""Size stops (docs: HABITS of the house): modules, functions, views, templates, scripts, decision records."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXCUSED = (ROOT / "docs/unfinished.md").read_text(encoding="utf-8")
MODULES = [
    path
    for folder in ("src", "tests", "tools")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
FORBIDDEN = {"utils", "helpers", "common", "misc", "manager", "util", "helper"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_when_measured_then_below_its_stop(path):
    stop = 800 if "tests" in path.parts else 500
    assert lines(path) <= stop or named(path) in EXCUSED
    assert path.stem not in FORBIDDEN


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_functions_when_measured_then_at_most_60_lines_and_views_25(path):
    long = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.end_lineno is None:
            continue
        is_view = "web" in path.parts and bool(node.args.args) and node.args.args[0].arg == "request"
        length = node.end_lineno - node.lineno + 1
        if length > (25 if is_view else 60) and "tests" not in path.parts:
            long.append(f"{node.name} {length}")
    assert not long or named(path) in EXCUSED


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_when_opened_then_says_what_it_is_for(path):
    if path.stat().st_size:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_templates_and_scripts_when_measured_then_at_most_150_lines():
    found = [path for kind in ("*.html", "*.js") for path in (ROOT / "src").rglob(kind)]
    assert found
    assert [named(path) for path in found if lines(path) > 150] == []


def test_decision_records_when_measured_then_at_most_40_lines():
    found = sorted((ROOT / "docs/adr").glob("*.md"))
    assert found
    assert [named(path) for path in found if lines(path) > 40] == []
