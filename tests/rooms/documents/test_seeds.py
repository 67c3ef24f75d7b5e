"""With the seeds in: the records the issue names, and every write recorded with its act."""

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from namro.core.models import Change
from namro.documents import actions, queries
from namro.documents.models import Citation, Document
from namro.orgs.scope import installation
from tests.factories.documents import article, document, paper, taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))
needs_seeds = pytest.mark.skipif(not FILES, reason="the seeds are not beside the repository")


def opened(written):
    return {one.pk for one in queries.open_by_reference(written, installation(date(2026, 1, 1)))}


@needs_seeds
@pytest.mark.parametrize("order", list(permutations(range(5)))[::24], ids=str)
def test_seeds_when_taken_in_then_the_records_of_the_issue(order):
    for number in order:
        taken_in(FILES[number].read_bytes(), name=FILES[number].name)
    same = Document.objects.filter(symbol_key="15-NQ/TW").order_by("issued_on")
    assert [(one.issued_on, one.scope) for one in same] == [(date(2007, 7, 30), "TW-10"), (date(2022, 5, 5), "TW-13")]
    for spellings in (("01-CTr/TU", "01-Ctr/TU", "Chương trình 01"), ("55-QĐ/TƯ", "55/QĐ-TW", "Quy định số 55-QĐ/TƯ")):
        found = [opened(written) for written in spellings]
        assert len(found[0]) == 1 and found[0] == found[1] == found[2]
    assert opened("Nghị quyết Trung ương 5, khóa X") == {same[0].pk}
    assert opened("15-NQ/TW") == {one.pk for one in same}
    assert not Citation.objects.filter(quotation="Chương trình 01").exclude(status="resolved").exists()


def test_every_write_when_it_happened_then_within_an_act():
    made = document(
        "12/QĐ-UBND", date(2026, 3, 2), "Thực hiện Chương trình số 03-CTr/TU ngày 22/01/2026 của Tỉnh ủy Lam Giang."
    )
    article("Thực hiện Quyết định số 12/QĐ-UBND ở các xã.")
    other = document("7/KH-UBND", date(2026, 1, 5), kind="Kế hoạch")
    apart = taken_in(paper("12/QĐ-UBND", date(2026, 3, 2), "Bản khác."), if_taken="apart").document
    actions.join(document=apart, into=made, by=None)
    actions.add_alias(document=made, alias="Quyết định đò", by=None)
    relation = actions.relate(document=made, kind="implements", to=other, by=None)
    actions.unrelate(relation=relation, by=None)
    actions.restrict(document=made, restricted=True, by=None)
    actions.type_text(document=other, text="Sửa bến đò.", by=None)
    document("03-CTr/TU", date(2026, 1, 22), kind="Chương trình")
    assert not Change.objects.filter(table_name__startswith="documents_", event_id=None).exists()
    assert not Change.objects.filter(table_name__startswith="reading_", event_id=None).exists()
