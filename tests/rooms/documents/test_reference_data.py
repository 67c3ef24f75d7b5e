"""Kinds, terms and names are data: complete, dated, entered once."""

from datetime import date
from itertools import pairwise

import pytest

from namro.core.models import Event
from namro.documents import queries
from namro.documents.actions import install_reference_data
from namro.documents.models import Document, DocumentKind, Term
from namro.documents.reference import own_field

pytestmark = pytest.mark.django_db


def test_install_when_run_twice_then_nothing_new():
    assert install_reference_data() > 70
    events = Event.objects.count()
    assert install_reference_data() == 0
    assert Event.objects.count() == events


def test_kinds_when_installed_then_symbols_names_and_fields(reference_data):
    shown = set(DocumentKind.objects.values_list("system", "symbol", "name"))
    assert {("party", "QĐ", "Quy định"), ("party", "QĐ", "Quyết định"), ("state", "QyĐ", "Quy định")} <= shown
    assert {("state", "", "Công văn"), ("party", "", "Chuyên đề"), ("party", "", "Đề tài")} <= shown
    for kind in DocumentKind.objects.all():
        assert kind.source
        for code in kind.own_fields:
            vietnamese, english, type_ = own_field(code)
            assert vietnamese and english and type_ in {"text", "date"}


@pytest.mark.parametrize(
    ("name", "day", "offered"),
    [
        ("Giấy đi đường", date(2019, 1, 1), True),
        ("Giấy đi đường", date(2020, 3, 5), False),
        ("Phiếu báo", date(2020, 3, 4), False),
        ("Phiếu báo", date(2020, 3, 5), True),
        ("Nghị quyết", date(1990, 1, 1), True),
    ],
)
def test_kinds_on_a_day_when_the_rules_changed_then_those_of_the_day(reference_data, name, day, offered):
    assert (name in {kind.name for kind in queries.kinds_on(day)}) is offered


def test_terms_when_installed_then_no_day_without_one(reference_data):
    terms = list(Term.objects.filter(body="TW").order_by("ordinal"))
    assert [term.ordinal for term in terms] == list(range(9, 15))
    assert all(one.valid.upper == other.valid.lower for one, other in pairwise(terms))


def test_names_of_central_documents_when_installed_then_they_point_to_a_record(reference_data):
    document = Document.objects.get(aliases__alias="Nghị quyết Trung ương 5, khóa X")
    assert (document.symbol, document.issued_on, document.scope) == ("15-NQ/TW", date(2007, 7, 30), "TW-10")
    assert document.status == Document.Status.CITED
