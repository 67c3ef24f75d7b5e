"""Every address x every role, strangers and the same role on another unit included. Closed unless a row opens it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.access import Row, Rows
from tests.web.world import ACTORS, STRANGER

ROOMS = ("frame", "guide", "orgs", "documents", "tasks", "lists", "review")
TABLE: Rows = {}
for room in ROOMS:
    TABLE |= import_module(f"tests.web.access.{room}").ROWS


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        else:
            assert pattern.name, f"an address without a name: {pattern}"
            yield f"{space}{pattern.name}"


ALL = sorted(set(_names(get_resolver().url_patterns)))
CASES = [(name, row) for name in ALL for row in (lambda r: r if isinstance(r, list) else [r])(TABLE.get(name, []))]


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(TABLE) == ALL


@pytest.mark.parametrize(("name", "row"), CASES, ids=[f"{name}-{row.method}" for name, row in CASES])
def test_address_when_tried_by_everybody_then_only_its_people_get_in(name: str, row: Row, world, client, client_as):
    url = reverse(name, kwargs=row.kwargs(world))
    data = row.data(world)
    for actor in ACTORS:
        browser = client if actor == STRANGER else client_as(world.users[actor])
        with transaction.atomic():
            response = getattr(browser, row.method)(url, data)
            transaction.set_rollback(True)
        status = response.status_code
        if actor in row.who:
            assert status in row.status, f"{actor} should get into {url}: {status}"
            assert (
                status != 302 or actor == STRANGER or "/sign-in/" not in response["Location"] or name == "web:sign_out"
            )
        elif actor == STRANGER:
            closed = (status == 302 and "/sign-in/" in response["Location"]) or status == 404
            assert closed, f"a stranger got {status} at {url}"
        else:
            assert status in row.refused, f"{actor} got {status} at {url}"
