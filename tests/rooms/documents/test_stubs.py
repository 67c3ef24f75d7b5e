"""One document cited under a general name and under its full one, or brought in besides: one record."""

from datetime import date
from itertools import permutations

import pytest

from namro.core.errors import Refusal
from namro.documents import actions, queries
from namro.documents.models import Citation, Document
from namro.orgs.scope import installation
from tests.factories.documents import article, document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
GENERAL = "Thực hiện Thông báo số 03-TB/BCĐ ngày 08/9/2026 của Ban Chỉ đạo ở các xã."
NAMED = "Thực hiện Thông báo số 03-TB/BCĐ ngày 08/9/2026 của Ban Chỉ đạo chuyển đổi số tỉnh Lam Giang ở các xã."
HELD = "held"


def bring(what):
    if what == HELD:
        return document(
            "03-TB/BCĐ", date(2026, 9, 8), kind="Thông báo", issuer="Ban Chỉ đạo chuyển đổi số tỉnh Lam Giang"
        )
    return article(*what)


@pytest.mark.parametrize(
    "papers",
    [
        *permutations([(GENERAL,), (NAMED,), HELD]),
        [(GENERAL, NAMED)],
        [(NAMED, GENERAL)],
        [(GENERAL, NAMED), HELD],
    ],
    ids=str,
)
def test_stub_when_named_generally_and_fully_then_one_record(papers):
    for paper in papers:
        bring(paper)
    only = Document.objects.get(symbol_key="3-TB/BCĐ")
    assert set(Citation.objects.filter(symbol_key="3-TB/BCĐ").values_list("target_id", flat=True)) == {only.pk}
    assert only.status == ("held" if HELD in papers else "cited")


def test_join_when_a_stub_goes_into_the_held_record_then_one_is_left():
    article("Thực hiện Quyết định số 12/QĐ-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh Phú Sa.")
    stub = Document.objects.get(symbol="12/QĐ-UBND")
    held = document("12/QĐ-UBND", date(2026, 3, 2))
    assert held.pk != stub.pk, "two provinces write the same symbol on the same day: a person decides"
    assert queries.held_twin(stub, installation(date(2026, 4, 1))) == held
    assert queries.held_twin(held, installation(date(2026, 4, 1))) is None
    actions.join(document=stub, into=held, by=None)
    assert not Document.objects.filter(pk=stub.pk).exists()


def test_join_when_the_other_way_round_then_refused():
    article("Thực hiện Quyết định số 12/QĐ-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh Phú Sa.")
    stub, held = Document.objects.get(symbol="12/QĐ-UBND"), document("12/QĐ-UBND", date(2026, 3, 2))
    with pytest.raises(Refusal) as refused:
        actions.join(document=held, into=stub, by=None)
    assert refused.value.code == "documents.not_same"


def test_twin_when_another_day_then_not_offered():
    article("Thực hiện Quyết định số 12/QĐ-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh Phú Sa.")
    document("12/QĐ-UBND", date(2025, 3, 3))
    assert (
        queries.held_twin(Document.objects.get(symbol="12/QĐ-UBND", status="cited"), installation(date(2026, 4, 1)))
        is None
    )
