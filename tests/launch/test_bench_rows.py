"""`namro bench common` and `pages`: the whole road once on few rows; every figure in the shape of the contract."""

import json

from tests.launch.namro_process import namro


def figures(name: str) -> dict[str, dict]:
    done = namro("bench", name, "--json", "--size", "2000")
    assert done.returncode == 0, done.stderr
    return {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}


def test_common_when_measured_then_every_step_and_the_search_finds_all():
    found = figures("common")
    assert {"create_task", "directive_to_579", "roll_up", "overdue_page", "requests_a_second"} <= found.keys()
    assert found["search_found"]["value"] == found["search_found"]["reference"] > 0
    assert found["memory_2_workers"]["value"] > 10
    assert all({"name", "value", "unit", "reference", "ratio"} == one.keys() for one in found.values())


def test_pages_when_measured_then_ten_or_more_with_queries_beside_their_sql():
    found = figures("pages")
    assert len(found) >= 10
    assert all(one["queries"] <= 14 and one["sql_ms"] <= one["value"] for one in found.values())
    assert all(one["reference"] > 0 for one in found.values())
    lists = [one for name, one in found.items() if name.startswith(("register", "own_work", "documents"))]
    assert all(one["html_kB"] < 100 for one in lists)
