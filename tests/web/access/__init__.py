"""Who gets in where: one row per address name. An address without a row fails tests/web/test_access.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.web.world import ACTORS, STRANGER, World

OPEN = frozenset(ACTORS)
SIGNED_IN = frozenset(ACTORS) - {STRANGER}
ADMINISTRATORS = frozenset({"administrator"})


def _nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """``who`` gets ``status``; strangers are led to the sign-in; everybody else gets ``refused``.

    ``kwargs`` and ``data`` make what the address and the form need, in the world; what a request changes is rolled back
    before the next actor tries. An address that answers GET and POST has a list of rows.
    """

    who: frozenset[str]
    kwargs: Callable[[World], dict[str, Any]] = _nothing
    method: str = "get"
    data: Callable[[World], dict[str, Any]] = _nothing
    status: tuple[int, ...] = (200, 204, 302)
    refused: tuple[int, ...] = (404,)


Rows = dict[str, Row | list[Row]]
