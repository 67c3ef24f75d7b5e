"""Addresses of the review (web/review): the coordinator and the leader of the office that holds the document."""

from tests.factories import reviewing
from tests.web.access import Row, Rows
from tests.web.access.documents import on_pages, placed

OFFICE = frozenset({"coordinator", "leader"})


def _source(world):
    return world.once("notice", lambda: reviewing.notice(world.unit("UBND")))


def _document(world):
    return {"document_id": _source(world).document_id}


def _item(number, **fields):
    def data(world):
        place = reviewing.span(_source(world), reviewing.SIX[number])
        return {"start": place["start"], "end": place["end"], **fields}

    return data


def _undone(world):
    from namro.reading.models import Verdict

    place = reviewing.span(_source(world), reviewing.SIX[4])

    def rejected():
        return Verdict.objects.create(
            source=place["source"], type="directive", start=place["start"], end=place["end"], quotation=reviewing.SIX[4],
            decision="rejected", reason="Trùng", decided_at="2026-03-05T00:00Z", decided_by=world.users["coordinator"],
        )  # fmt: skip

    world.once("rejected", rejected)
    return {"start": place["start"], "end": place["end"]}


def _cut(world):
    place = reviewing.span(_source(world), reviewing.SIX[3])
    return {"start": place["start"], "end": place["end"], "cut": place["start"] + 20}


def _marked(world):
    from namro.reading.models import Finding

    place = reviewing.span(_source(world), reviewing.SIX[1])
    found = Finding.objects.filter(source=place["source"], start=place["start"])
    kept = {"start": place["start"], "end": place["end"], "fields": {}, "rule": "assigned", "confidence": 0.9}
    found.update(marked_by=world.users["coordinator"], replaces=[kept])
    return {"start": place["start"], "end": place["end"]}


_ISSUE = {"kind": "dated", "content": "Việc thử", "lead": ["STC"], "due_on": "14/4/2026", "weight": "normal"}

ROWS: Rows = {
    "web:review": [
        Row(OFFICE, kwargs=_document),
        Row(OFFICE, kwargs=lambda world: {"document_id": placed(world).document.pk}, data=on_pages),
    ],
    "web:review_confirm": Row(OFFICE, kwargs=_document, method="post", data=_item(0, **_ISSUE), status=(303,)),
    "web:review_reject": Row(OFFICE, kwargs=_document, method="post", data=_item(1, reason="Trùng"), status=(303,)),
    "web:review_undo": Row(OFFICE, kwargs=_document, method="post", data=_undone, status=(303,)),
    "web:review_closing": Row(OFFICE, kwargs=_document, method="post", data=_item(5), status=(303,)),
    "web:review_split": Row(OFFICE, kwargs=_document, method="post", data=_cut, status=(303,)),
    "web:review_merge": Row(OFFICE, kwargs=_document, method="post", data=_item(2), status=(303,)),
    "web:review_restore": Row(OFFICE, kwargs=_document, method="post", data=_marked, status=(303,)),
    "web:review_beside": Row(OFFICE, kwargs=_document, data=lambda world: {"item": "0-9"}),
    "web:review_here": Row(OFFICE, kwargs=_document, method="post", data=lambda world: {"item": "0-9"}),
}
