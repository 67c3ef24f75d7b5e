"""What tests of pages share: the strict client, a world with every role, query counts kept in a file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext

from namro.orgs.models import User
from tests.web import world as worlds
from tests.web.strict import InvalidVariable, StrictClient

COUNTS = Path(__file__).parent / "query_counts.json"
MOST_QUERIES = 12
UPDATE = "NAMRO_UPDATE_COUNTS"


@pytest.fixture(autouse=True)
def _strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", InvalidVariable("invalid"))


@pytest.fixture
def client() -> StrictClient:
    """A stranger's client."""
    return StrictClient()


@pytest.fixture
def client_as() -> Callable[[User], StrictClient]:
    """``client_as(user)``: a strict client signed in as the account."""

    def signed_in(user: User) -> StrictClient:
        made = StrictClient()
        made.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return made

    return signed_in


@pytest.fixture
def world(db) -> worlds.World:
    """A province with an account for every role (tests/web/world.py)."""
    return worlds.build()


@pytest.fixture
def check_costs() -> Callable[..., int]:
    """``check_costs(client, url, "name")``: the queries of a GET, compared with tests/web/query_counts.json.

    With ``grow=`` (a function that adds many rows) the page must cost the same afterwards.
    """

    def measure(client: StrictClient, url: str, name: str, grow: Callable[[], object] | None = None) -> int:
        count = _queries(client, url)
        if grow is not None:
            grow()
            assert _queries(client, url) == count, f"{name}: more rows, more queries"
        assert count <= MOST_QUERIES, f"{name}: {count} queries, at most {MOST_QUERIES}"
        _compare(name, count)
        return count

    return measure


def _queries(client: StrictClient, url: str) -> int:
    with CaptureQueriesContext(connection) as taken:
        assert client.get(url).status_code == 200, url
    return len(taken)


def _compare(name: str, count: int) -> None:
    known = json.loads(COUNTS.read_text()) if COUNTS.exists() else {}
    if os.environ.get(UPDATE) == "1":
        COUNTS.write_text(json.dumps(known | {name: count}, indent=2, sort_keys=True) + "\n")
        return
    assert known.get(name) == count, (
        f"{name}: {count} queries, {COUNTS.name} says {known.get(name)} ({UPDATE}=1 rewrites it)"
    )
