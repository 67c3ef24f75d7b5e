"""Addresses of the document register: who keeps or oversees it reads, who received it reads, its coordinators change it."""

from datetime import date

from namro.documents import actions
from namro.documents.actions import install_reference_data
from tests.factories import documents
from tests.factories.originals import sample
from tests.web.access import SIGNED_IN, Row, Rows

DAY = date(2026, 3, 2)
COORDINATORS = frozenset({"coordinator"})
DESKS = frozenset({"coordinator", "coordinator_elsewhere"})
READERS = frozenset({"coordinator", "leader", "inspector", "auditor", "unit_head", "reporter"})
OVERSEERS = READERS - {"unit_head", "reporter"}


def made(world):
    """A document of the government that cites two others and was sent to one department."""

    def make():
        install_reference_data()
        by, unit = world.users["coordinator"], world.unit("UBND")
        body = "Thực hiện Kế hoạch số 77/KH-UBND và Nghị quyết Trung ương 6, khóa XII ở các xã."
        done = documents.taken_in(documents.paper("12/QĐ-UBND", DAY, body), by=by, held_by=unit)
        actions.distribute(document=done.document, units=[world.unit("STC")], by=by)
        return done

    return world.once("document", make)


def _document(world):
    return {"document_id": made(world).document.pk}


def _file(world):
    return {"file_id": made(world).file.pk}


def _picture(world):
    def make():
        made(world)
        by, unit = world.users["coordinator"], world.unit("UBND")
        return documents.taken_in(b"\x89PNG\r\n\x1a\n" + bytes(40), name="anh.png", by=by, held_by=unit)

    return {"file_id": world.once("picture", make).file.pk, "number": 1}


def placed(world):
    """A PDF whose words have places, sent to one department."""

    def make():
        made(world)
        by, unit = world.users["coordinator"], world.unit("UBND")
        done = sample("03-ctr-tu.pdf", by=by, held_by=unit)
        actions.distribute(document=done.document, units=[world.unit("STC")], by=by)
        return done

    return world.once("placed", make)


def on_pages(world):
    """What asks for the original's pages."""
    return {"view": "original"}


def _citation(world):
    return {"citation_id": made(world).source.citations.get(status="ambiguous").pk}


def _relation(world):
    def make():
        by, unit = world.users["coordinator"], world.unit("UBND")
        older = documents.taken_in(documents.paper("11/QĐ-UBND", DAY), by=by, held_by=unit).document
        return actions.relate(document=made(world).document, kind="replaces", to=older, by=by)

    return {"relation_id": world.once("relation", make).pk}


def _apart(world):
    def make():
        by, unit = world.users["coordinator"], world.unit("UBND")
        made(world)
        text = documents.paper("12/QĐ-UBND", DAY, "Bản khác.")
        return documents.taken_in(text, by=by, held_by=unit, if_taken="apart").document

    return {"document_id": world.once("apart", make).pk}


def _both(who, kwargs):
    return [Row(who, kwargs), Row(who, kwargs, "post", status=(422,))]


ROWS: Rows = {
    "web:documents": Row(SIGNED_IN),
    "web:document_open": Row(SIGNED_IN, status=(302,)),
    "web:document_fields": Row(SIGNED_IN),
    "web:document_upload": _both(DESKS, lambda world: {}),
    "web:document_new": _both(DESKS, lambda world: {}),
    "web:document": [
        Row(READERS, _document),
        Row(READERS, lambda world: {"document_id": placed(world).document.pk}, data=on_pages),
    ],
    "web:document_tasks": Row(READERS, _document),
    "web:document_history": Row(READERS, _document),
    "web:document_scan": Row(READERS, _document),
    "web:document_ties": Row(READERS, _document),
    "web:document_details": [
        Row(COORDINATORS, _document),
        Row(COORDINATORS, _document, "post", lambda world: {"title": "Tên mới"}, status=(302,)),
    ],
    "web:document_add_file": _both(COORDINATORS, _document),
    "web:document_type": _both(COORDINATORS, _document),
    "web:document_join": Row(COORDINATORS, _apart, "post", status=(302,)),
    "web:document_alias": Row(
        COORDINATORS, _document, "post", lambda world: {"alias-alias": "Quyết định đò"}, status=(302,)
    ),
    "web:document_relate": Row(COORDINATORS, _document, "post", status=(422,)),
    "web:document_send": Row(COORDINATORS, _document, "post", lambda world: {"send-units": "SNV"}, status=(302,)),
    "web:document_restrict": Row(COORDINATORS, _document, "post", lambda world: {"restricted": "1"}, status=(302,)),
    "web:document_unrelate": Row(COORDINATORS, _relation, "post", status=(302,)),
    "web:citation": [
        Row(READERS, _citation),
        Row(COORDINATORS, _citation, "post", status=(422,), refused=(404, 422)),
    ],
    "web:document_file": Row(READERS, _file),
    "web:document_page_image": [
        Row(OVERSEERS, _picture),
        Row(READERS, lambda world: {"file_id": placed(world).file.pk, "number": 1}),
    ],
}
