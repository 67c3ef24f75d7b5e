"""Citations: linked, asked about, or waiting; the same whatever order documents arrive in (F3, F4)."""

from datetime import date
from itertools import permutations

import pytest

from namro.core.models import Event
from namro.documents import actions, queries
from namro.documents.models import Citation, Document
from namro.orgs.models import Role
from namro.orgs.scope import installation
from tests.factories import orgs
from tests.factories.documents import article, document, paper, taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
RIVER_2007, RIVER_2022 = date(2007, 9, 3), date(2022, 9, 3)


def status(words):
    row = Citation.objects.get(quotation=words)
    return row.status, row.target and row.target.issued_on


def river(on):
    return document("88-NQ/TW", on, kind="Nghị quyết", title=f"Về sông ngòi năm {on.year}")


def test_citation_when_spelt_differently_then_one_record():
    document("01-CTr/TU", date(2021, 3, 17), kind="Chương trình")
    article("Thực hiện Chương trình số 01-Ctr/TU ở các xã.", "Thực hiện Chương trình 01 ở các phường.")
    assert status("Chương trình số 01-Ctr/TU") == status("Chương trình 01") == ("resolved", date(2021, 3, 17))


def test_citation_when_two_terms_and_no_date_then_asks_and_the_date_tells():
    river(RIVER_2007)
    river(RIVER_2022)
    article(
        "Thực hiện Nghị quyết số 88-NQ/TW ở các xã.",
        "Thực hiện Nghị quyết số 88-NQ/TW ngày 03/9/2007 ở các phường.",
        "Thực hiện Nghị quyết số 88-NQ/TƯ ngày 3-9-2022 ở tỉnh.",
    )
    assert status("Nghị quyết số 88-NQ/TW") == ("ambiguous", None)
    assert status("Nghị quyết số 88-NQ/TW ngày 03/9/2007") == ("resolved", RIVER_2007)
    assert status("Nghị quyết số 88-NQ/TƯ ngày 3-9-2022") == ("resolved", RIVER_2022)
    row = Citation.objects.get(quotation="Nghị quyết số 88-NQ/TW")
    offered = queries.possible_targets(row, installation(date(2026, 1, 1)))
    assert [one.issued_on for one in offered] == [RIVER_2022, RIVER_2007]


def test_citation_when_written_before_the_other_was_issued_then_not_asked():
    river(RIVER_2007)
    river(RIVER_2022)
    document("30/KH-UBND", date(2015, 5, 5), "Thực hiện Nghị quyết số 88-NQ/TW ở các xã.")
    assert status("Nghị quyết số 88-NQ/TW") == ("resolved", RIVER_2007)


def test_citation_when_its_document_arrives_then_links_itself():
    article("Thực hiện Kế hoạch số 77/KH-UBND ở các xã.")
    assert status("Kế hoạch số 77/KH-UBND") == ("unresolved", None)
    document("77/KH-UBND", date(2026, 2, 2), kind="Kế hoạch")
    assert status("Kế hoạch số 77/KH-UBND") == ("resolved", date(2026, 2, 2))


def test_citation_when_a_second_candidate_arrives_then_asks():
    river(RIVER_2007)
    article("Thực hiện Nghị quyết số 88-NQ/TW ở các xã.")
    assert status("Nghị quyết số 88-NQ/TW")[0] == "resolved"
    river(RIVER_2022)
    assert status("Nghị quyết số 88-NQ/TW") == ("ambiguous", None)


STEPS = {
    "old": lambda: river(RIVER_2007),
    "new": lambda: river(RIVER_2022),
    "undated": lambda: article("Thực hiện Nghị quyết số 88-NQ/TW ở các xã."),
    "dated": lambda: article("Thực hiện Nghị quyết số 88-NQ/TW ngày 03/9/2022 ở các phường."),
}


@pytest.mark.parametrize("order", list(permutations(STEPS)), ids="-".join)
def test_citations_when_documents_arrive_in_any_order_then_the_same_links(order):
    for step in order:
        STEPS[step]()
    assert status("Nghị quyết số 88-NQ/TW") == ("ambiguous", None)
    assert status("Nghị quyết số 88-NQ/TW ngày 03/9/2022") == ("resolved", RIVER_2022)
    assert Document.objects.filter(symbol_key="88-NQ/TW").count() == 2


def test_citation_when_named_by_an_alias_then_linked_and_later_aliases_too():
    article("Thực hiện Nghị quyết Trung ương 5, khóa X ở các xã.")
    assert status("Nghị quyết Trung ương 5, khóa X") == ("resolved", date(2007, 7, 30))


def test_citation_when_an_alias_is_added_then_links():
    made = document("77/KH-UBND", date(2026, 2, 2), kind="Kế hoạch")
    article("Các xã thực hiện Nghị quyết Đại hội 17 Đảng bộ tỉnh.")
    assert status("Nghị quyết Đại hội 17 Đảng bộ tỉnh")[0] == "unresolved"
    actions.add_alias(document=made, alias="Nghị quyết Đại hội XVII Đảng bộ tỉnh", by=None)
    assert status("Nghị quyết Đại hội 17 Đảng bộ tỉnh") == ("resolved", date(2026, 2, 2))


def test_citation_when_several_documents_bear_the_alias_then_asks():
    article("Thực hiện Nghị quyết Trung ương 6, khóa XII ở các xã.")
    assert status("Nghị quyết Trung ương 6, khóa XII") == ("ambiguous", None)


def test_citation_when_the_kind_word_tells_party_qd_apart_then_two():
    one = paper("55-QĐ/TW", date(2016, 12, 19), kind="Quy định", title="Về thuyền đò")
    two = paper("55-QĐ/TW", date(2017, 1, 9), kind="Quyết định", title="Về bến bãi")
    taken_in(one)
    taken_in(two)
    article("Thực hiện Quy định số 55/QĐ-TW ở các xã.", "Thực hiện Quyết định số 55-QĐ/TW ở các phường.")
    assert status("Quy định số 55/QĐ-TW") == ("resolved", date(2016, 12, 19))
    assert status("Quyết định số 55-QĐ/TW") == ("resolved", date(2017, 1, 9))


def test_citation_when_dated_otherwise_in_the_same_term_then_asks_and_makes_no_twin():
    river(RIVER_2022)
    article("Thực hiện Nghị quyết số 88-NQ/TW ngày 04/9/2022 ở các xã.")
    assert status("Nghị quyết số 88-NQ/TW ngày 04/9/2022") == ("ambiguous", None)
    assert Document.objects.filter(symbol_key="88-NQ/TW").count() == 1


def test_citation_when_dated_and_full_then_a_record_without_file():
    article(
        "Thực hiện Nghị định số 45/2031/NĐ-CP ngày 18/6/2031 ở các xã.", "Thực hiện Quyết định số 9/QĐ-UBND ở các xã."
    )
    made = Document.objects.get(symbol_key="45-2031-NĐ/CP")
    assert (made.status, made.scope, made.files.count()) == (Document.Status.CITED, "2031", 0)
    assert not Document.objects.filter(symbol="9/QĐ-UBND").exists()


def test_citation_when_it_is_the_documents_own_number_then_none():
    made = document("12/QĐ-UBND", date(2026, 3, 2), "Quyết định số 12/QĐ-UBND này có hiệu lực từ ngày ký.")
    assert not Citation.objects.filter(source__document=made, symbol_key="12-QĐ/UBND").exists()


def test_citation_when_a_person_decided_then_the_machine_keeps_off():
    province = orgs.province()
    keeper = orgs.user("vp", Role.COORDINATOR, province["VP"])
    old, new = river(RIVER_2007), river(RIVER_2022)
    done = taken_in("Thông tin\nThực hiện Nghị quyết số 88-NQ/TW ở các xã.", by=keeper, held_by=province["VP"])
    row = done.source.citations.get()
    actions.resolve_citation(citation=row, target=old, by=keeper)
    from namro.reading.actions import read_and_find

    read_and_find(source=done.source, by=None)
    actions.add_alias(document=new, alias="Nghị quyết về sông", by=None)
    assert status("Nghị quyết số 88-NQ/TW") == ("resolved", RIVER_2007)
    assert Event.objects.filter(code="documents.citation.resolved", by_id=keeper.pk).count() == 1


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("01-Ctr/TU", {"01-CTr/TU"}),
        ("Chương trình 01", {"01-CTr/TU"}),
        ("chương trình số 1", {"01-CTr/TU"}),
        ("88-NQ/TƯ", {"88-NQ/TW"}),
        ("Nghị quyết số 88-NQ/TW ngày 03 tháng 9 năm 2022", {"88-NQ/TW"}),
        ("nghị quyết TW5 khóa 10", {"15-NQ/TW"}),
        ("Kế hoạch 01", set()),
        ("01-CTr/TW", set()),
        ("không có gì", set()),
        ("", set()),
    ],
)
def test_open_by_reference_when_written_in_any_way_then_that_record(written, found):
    document("01-CTr/TU", date(2021, 3, 17), kind="Chương trình")
    river(RIVER_2022)
    opened = queries.open_by_reference(written, installation(date(2026, 1, 1)))
    assert {one.symbol for one in opened} == found


def test_resolving_when_many_citations_then_as_many_queries_as_for_few(django_assert_max_num_queries):
    article(*(f"Thực hiện Kế hoạch số 77/KH-UBND ở xã thứ {n}." for n in range(60)))
    assert Citation.objects.filter(status="unresolved").count() == 60
    with django_assert_max_num_queries(80):
        document("77/KH-UBND", date(2026, 2, 2), kind="Kế hoạch")
    assert Citation.objects.filter(status="resolved").count() == 60


def test_term_when_entered_then_the_scope_follows():
    made = document("01-CTr/TU", date(2021, 3, 17), kind="Chương trình")
    assert made.scope == "2020-2025"
    actions.enter_term(issuer=made.issuer, ordinal=17, since=date(2020, 10, 13), by=None)
    made.refresh_from_db()
    assert made.scope == "TU-17"
    assert document("02-CTr/TU", date(2021, 3, 18), kind="Chương trình").scope == "TU-17"
