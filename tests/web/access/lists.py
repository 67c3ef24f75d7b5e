"""Addresses of lists brought in: only the coordinator of the office they belong to."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from namro.core import clock
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.importing import table
from tests.factories import lists
from tests.web.access import Row, Rows
from tests.web.world import World

_OFFICE = frozenset({"coordinator"})
_COORDINATORS = frozenset({"coordinator", "coordinator_elsewhere"})


def _draft(world: World) -> dict[str, Any]:
    def make() -> int:
        by = scope(world.users["coordinator"], clock.today())
        read = table.read(lists.workbook([lists.line(1), lists.line(2, leads="Sở Tài Chánh")]), "nhap.xlsx")
        return actions.keep_list(table=read, owner=world.unit("UBND"), by=by).pk

    return {"batch_id": world.once("list_draft", make)}


def _brought_in(world: World) -> dict[str, Any]:
    def make() -> int:
        by = scope(world.users["coordinator"], clock.today())
        read = table.read(lists.workbook([lists.line(3)]), "da-nhap.xlsx")
        batch = actions.keep_list(table=read, owner=world.unit("UBND"), by=by)
        return actions.bring_in(batch=batch, by=by).pk

    return {"batch_id": world.once("list_brought_in", make)}


class _Again(SimpleUploadedFile):
    """A file that one actor after the other sends."""

    def read(self, *args: Any) -> bytes:
        self.seek(0)
        return bytes(super().read())


def _sent(world: World) -> dict[str, Any]:
    return {"sheet": _Again("moi.xlsx", lists.workbook([lists.line(9)])), "owner": "UBND"}


def _columns(world: World) -> dict[str, Any]:
    return {"column-1": "content", "column-4": "leads", "heading": "3", "step": "preview"}


ROWS: Rows = {
    "web:lists": [
        Row(_COORDINATORS, status=(200,)),
        Row(_OFFICE, method="post", data=_sent, status=(302,), refused=(404, 422)),
    ],
    "web:list": Row(_OFFICE, kwargs=_draft, status=(200,)),
    "web:list_columns": [
        Row(_OFFICE, kwargs=_draft, status=(200,)),
        Row(_OFFICE, kwargs=_draft, method="post", data=_columns, status=(302,)),
    ],
    "web:list_answers": Row(
        _OFFICE, kwargs=_draft, method="post", data=lambda world: {"step": "import"}, status=(302,)
    ),
    "web:list_out": Row(_OFFICE, kwargs=_draft, status=(200,)),
    "web:list_discard": Row(_OFFICE, kwargs=_draft, method="post", status=(302,)),
    "web:list_undo": [
        Row(_OFFICE, kwargs=_brought_in, status=(200,)),
        Row(_OFFICE, kwargs=_brought_in, method="post", data=lambda world: {"reason": "Nhập nhầm"}, status=(302,)),
    ],
}
