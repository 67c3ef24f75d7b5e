"""Who may know of a document: its keepers, those who oversee them, its recipients; restricted ones fewer (DESIGN 4.11)."""

from datetime import date

import pytest

from namro.core.errors import NotFound
from namro.documents import actions, queries
from namro.documents.models import Document
from namro.documents.queries import Filters
from namro.orgs.models import Role
from namro.orgs.scope import NOBODY, scope
from tests.factories import orgs
from tests.factories.documents import article, document, paper, taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
ON = date(2026, 5, 1)
ROLES = [
    # role, unit, subtree: sees what VP keeps, restricted too, what STC received, what no unit keeps
    (Role.COORDINATOR, "VP", False, "kept restricted own"),
    (Role.COORDINATOR, "UBND", True, "kept restricted sent own"),
    (Role.LEADER, "UBND", True, "kept restricted sent own"),
    (Role.INSPECTOR, "UBND", True, "kept sent own"),
    (Role.AUDITOR, "", False, "kept restricted sent own"),
    (Role.UNIT_HEAD, "STC", False, "sent"),
    (Role.REPORTER, "STC", False, "sent"),
    (Role.REPORTER, "VP", False, ""),
    (Role.REPORTER, "SNV", False, ""),
    (Role.COORDINATOR, "TU", True, "own"),
    (Role.ADMINISTRATOR, "", False, ""),
]


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def made(province):
    keeper = orgs.user("vp", Role.COORDINATOR, province["VP"])
    kept, restricted, sent = (
        taken_in(paper(f"{n}/QĐ-UBND", ON), by=keeper, held_by=province["VP"]).document for n in (1, 2, 3)
    )
    actions.restrict(document=restricted, restricted=True, by=keeper)
    actions.distribute(document=sent, units=[province["STC"]], by=keeper)
    return {"kept": kept, "restricted": restricted, "sent": sent, "own": document("4/QĐ-UBND", ON)}


@pytest.mark.parametrize(("role", "unit", "with_subtree", "seen"), ROLES)
def test_documents_when_a_role_is_held_then_only_those(province, made, role, unit, with_subtree, seen):
    who = scope(orgs.user("ai", role, province[unit] if unit else None, with_subtree=with_subtree), ON)
    rows = set(Document.objects.visible_to(who))
    wanted = set(seen.split())
    # What was sent is also kept by VP.
    wanted |= {"sent"} if "kept" in wanted else set()
    assert {name for name, one in made.items() if one in rows} == wanted
    for name, one in made.items():
        if name not in wanted:
            with pytest.raises(NotFound):
                queries.find(one.pk, who)
            with pytest.raises(NotFound):
                queries.find_file(one.files.get().pk, who)


def test_documents_when_nobody_asks_then_none(made):
    assert not Document.objects.visible_to(NOBODY).exists()


def test_page_when_a_cited_document_is_outside_the_scope_then_its_target_is_not_shown(province):
    keeper = orgs.user("vp", Role.COORDINATOR, province["VP"])
    reader = scope(orgs.user("stc", Role.REPORTER, province["STC"]), ON)
    taken_in(paper("1/QĐ-UBND", ON), by=keeper, held_by=province["VP"])
    citing = taken_in(
        paper("2/KH-UBND", ON, "Thực hiện Quyết định số 1/QĐ-UBND ở các xã.", kind="Kế hoạch"),
        by=keeper,
        held_by=province["VP"],
    )
    actions.distribute(document=citing.document, units=[province["STC"]], by=keeper)
    [inside] = queries.mentioned(citing.source, scope(keeper, ON))
    [outside] = queries.mentioned(citing.source, reader)
    assert (inside.target.symbol, outside.target) == ("1/QĐ-UBND", None)


FOUND = [
    (Filters(words="ben do"), {"1/QĐ-UBND", "2/QĐ-UBND"}),
    (Filters(words="bến đò pù"), {"1/QĐ-UBND"}),
    (Filters(words="BẾN ĐÒ  Mường"), {"2/QĐ-UBND"}),
    (Filters(words="01/QĐ-UBND"), {"1/QĐ-UBND"}),
    (Filters(words="Chương trình 05"), {"05-CTr/TU"}),
    (Filters(words="05-Ctr/TU"), {"05-CTr/TU"}),
    (Filters(words="lúa nước"), {"05-CTr/TU"}),
    (Filters(year=2025), {"2/QĐ-UBND"}),
    (Filters(year=2025, words="pù"), set()),
    (Filters(status="cited"), {"9/KH-UBND"}),
    (Filters(words="%"), set()),
    (Filters(words="_"), set()),
]


@pytest.mark.parametrize(("filters", "found"), FOUND)
def test_register_when_filtered_then_those(filters, found):
    document("1/QĐ-UBND", ON, title="Về bến đò Pù Luồng")
    document("2/QĐ-UBND", date(2025, 5, 1), title="Về bến đò Mường Khoang")
    actions.add_alias(
        document=document("05-CTr/TU", ON, kind="Chương trình", title="Về cây"), alias="Chương trình lúa nước", by=None
    )
    article("Theo Kế hoạch số 9/KH-UBND ngày 03/4/2024 của Ủy ban nhân dân tỉnh Lam Giang, các xã làm tiếp.")
    everyone = scope(orgs.user("kiem-toan", Role.AUDITOR), ON)
    rows = queries.register_list(everyone, filters).exclude(aliases__alias__startswith="Nghị quyết")
    rows = rows.exclude(aliases__alias__startswith="Kết luận")
    assert {one.symbol for one in rows if one.symbol} == found


def test_implementing_documents_when_counted_then_per_year():
    parent = document("05-CTr/TU", date(2024, 1, 1), kind="Chương trình")
    for number, year in ((1, 2025), (2, 2025), (3, 2026)):
        child = document(f"{number}/KH-UBND", date(year, 2, 1), kind="Kế hoạch")
        actions.relate(document=child, kind="implements", to=parent, by=None)
    everyone = scope(orgs.user("kiem-toan", Role.AUDITOR), ON)
    years = queries.ties(parent, None, everyone).years
    assert [(row.year, row.count) for row in years] == [(2026, 1), (2025, 2)]
    assert [one.symbol for one in queries.implementing(parent, everyone)] == ["3/KH-UBND", "2/KH-UBND", "1/KH-UBND"]
