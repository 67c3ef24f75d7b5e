"""The organisation's pages: trees on a day, one unit with its versions, finding a unit by typing."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from namro.orgs import actions
from namro.orgs.models import Tenure, UnitLink
from namro.web.unit_boxes import unit_called
from tests.factories import orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(world, client_as):
    return client_as(world.users["nobody"])


def _text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_trees_when_shown_then_party_and_state_stand_side_by_side_with_counterparts(world, reader):
    actions.link(
        kind=UnitLink.Kind.COUNTERPART,
        from_unit=world.unit("VPTU"),
        to_unit=world.unit("VP"),
        since=orgs.FOUNDED,
        by=None,
    )
    page = reader.get("/organisation/").content.decode()
    party, state = (page.index(f'id="tree-{tree}"') for tree in ("party", "state"))
    assert party < page.index("Văn phòng Tỉnh ủy") < state < page.index("Sở Tài chính")
    assert page.count("cơ quan tương ứng:") == 2
    assert "sở, ban, ngành" in page and "(3)" in page


def test_trees_when_another_day_is_asked_then_that_day_is_shown(world, reader):
    actions.add_version(unit=world.unit("SXD"), valid_from=date(2026, 7, 1), name="Sở Xây dựng và Giao thông", by=None)
    assert "Sở Xây dựng và Giao thông" not in _text(reader.get("/organisation/?on=30/06/2026"))
    after = reader.get("/organisation/?on=01/07/2026").content.decode()
    assert "Sở Xây dựng và Giao thông" in after and "/organisation/SXD/?on=2026-07-01" in after
    assert "không có đơn vị nào" in _text(reader.get("/organisation/?on=01/01/1999"))


@pytest.mark.parametrize("words", ["31/02/2026", "hôm nay", "<b>", "99999999999"])
def test_day_when_it_is_impossible_then_the_page_says_so_and_shows_today(reader, world, words):
    page = reader.get("/organisation/", {"on": words})
    assert (
        page.status_code == 200
        and "không phải là ngày" in _text(page)
        and 'aria-describedby="id_on_error"' in page.content.decode()
    )
    assert "Sở Tài chính" in _text(page)


def test_search_when_typed_without_marks_then_found_and_a_gone_unit_says_what_it_is_now(world, reader):
    actions.reorganise(
        title="Hợp nhất",
        effective_on=date(2026, 3, 1),
        moves=[(world.unit("SXD"), world.unit("STC"), Decimal(1))],
        by=None,
    )
    actions.close(unit=world.unit("SXD"), on=date(2026, 3, 1), by=None)
    found = reader.get("/organisation/", {"q": "so xay dung", "on": "01/05/2026"}, headers={"hx-request": "true"})
    assert "<html" not in found.content.decode()
    assert "Sở Xây dựng" in _text(found) and "nay là Sở Tài chính" in _text(found)
    options = reader.get(
        "/unit-options/", {"field": "lead", "lead": "so xay dung", "on": "2026-05-01"}
    ).content.decode()
    assert "SXD" not in options, "nothing is handed to a unit that is gone"
    before = reader.get("/unit-options/", {"field": "lead", "lead": "so xay dung", "on": "2026-02-01"})
    assert 'data-value="SXD — Sở Xây dựng"' in before.content.decode()


def _offered(reader, words) -> list[str]:
    text = reader.get("/unit-options/", {"field": "lead", "lead": words}).content.decode()
    return re.findall(r'data-value="(\w+) —', text)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("phuong", ["PM", "PMD", "DPM"]),  # the state's bodies first, the shorter name first
        ("Phường Đức", ["PMD"]),
        ("cong an", ["CA"]),
        ("Công an", ["CA"]),
        ("CA", ["CA"]),
        ("CATM", ["CA"]),  # an alias in full
        ("van phong uy ban", ["VP"]),  # words in their order or not
        ("tinh van phong", ["VP", "VPTU"]),
        ("van phong tinh uy", ["VPTU"]),
        ("%", []),
        ("khong co ai", []),
    ],
)
def test_suggestions_when_typed_without_marks_then_the_likeliest_first(world, reader, words, first):
    from namro.orgs.models import UnitAlias

    actions.open_units(
        units=[
            orgs.unit("DPM", "party_committee", "TU", "party", "Đảng ủy phường"),
            orgs.unit("PMD", "ward", "UBND", name="Ủy ban nhân dân phường Đức Mẫu"),
            orgs.unit("PM", "ward", "UBND", name="Ủy ban nhân dân phường Mẫu"),
            orgs.unit("CA", "department", "UBND", name="Công an tỉnh Mẫu"),
        ],
        by=None,
    )
    UnitAlias.objects.create(unit=actions.Unit.objects.get(code="CA"), alias="CATM", fold="catm")
    assert _offered(reader, words)[: len(first) or 99] == first


@pytest.mark.parametrize("words", ["", "   "])
def test_suggestions_when_nothing_is_typed_then_none(world, reader, words):
    assert reader.get("/unit-options/", {"field": "lead", "lead": words}).content.decode().strip() == ""


def test_suggestions_when_nothing_fits_then_it_says_so_and_cannot_be_chosen(world, reader):
    text = reader.get("/unit-options/", {"field": "lead", "lead": "khong co ai"}).content.decode()
    assert 'aria-disabled="true"' in text and "data-value" not in text


def test_search_when_asked_by_typing_then_the_same_as_on_the_whole_page(world, reader):
    part = reader.get(
        "/organisation/", {"q": "so", "on": "01/05/2026"}, headers={"hx-request": "true"}
    ).content.decode()
    whole = reader.get("/organisation/", {"q": "so", "on": "01/05/2026"}).content.decode()
    assert part.strip() in whole


@pytest.mark.parametrize("words", ["", " ", "không-có-đâu", "%", "'; drop table", "x" * 5000])
def test_search_when_the_words_are_odd_then_an_answer_all_the_same(reader, words):
    assert reader.get("/organisation/", {"q": words}).status_code == 200
    assert reader.get("/unit-options/", {"q": words}).status_code == 200


def test_unit_when_shown_then_versions_with_deciding_documents_head_ties_and_history(world, reader):
    unit = world.unit("SXD")
    decision = actions.Decision("42/NQ-HĐND", "HĐND tỉnh Mẫu", date(2026, 2, 21))
    actions.add_version(
        unit=unit,
        valid_from=date(2026, 3, 1),
        name="Sở Xây dựng mới",
        by=world.users["administrator"],
        decision=decision,
    )
    actions.fill_post(
        unit=unit, title="Giám đốc Sở", person="Lò Thị Mẫu", kind=Tenure.Kind.ACTING, since=date(2026, 3, 1), by=None
    )
    actions.link(kind=UnitLink.Kind.MEMBER, from_unit=unit, to_unit=world.unit("TU"), since=date(2026, 3, 1), by=None)
    actions.reorganise(
        title="Chuyển việc", effective_on=date(2026, 3, 1), moves=[(world.unit("SNV"), unit, Decimal("0.5"))], by=None
    )
    tabs = {
        "": (
            "Sở Xây dựng mới",
            "42/NQ-HĐND",
            "21/02/2026",
            "HĐND tỉnh Mẫu",
            "Lò Thị Mẫu",
            "quyền",
            "thành viên",
            "Tỉnh ủy",
        ),
        "posts/": ("Giám đốc Sở", "Lò Thị Mẫu", "quyền", "từ 01/03/2026"),
        "past/": ("từ 01/03/2026", "01/01/2020 đến 28/02/2026", "42/NQ-HĐND", "kế thừa", "Sở Nội vụ", "một phần"),
        "history/": ("nhập thay đổi của đơn vị", "Người dùng administrator", "nhập người giữ chức vụ “Giám đốc Sở”"),
    }
    for tab, words in tabs.items():
        text = _text(reader.get(f"/organisation/SXD/{tab}?on=01/05/2026"))
        assert [one for one in words if one not in text] == [], tab
        assert "Nhập thay đổi" not in text, "only administrators are offered changes"
    before = _text(reader.get("/organisation/SXD/?on=28/02/2026"))
    assert "Sở Xây dựng mới" not in before and "Sở Xây dựng" in before and "Lò Thị Mẫu" not in before


def test_unit_when_it_did_not_exist_on_the_day_then_the_page_says_so(world, reader):
    assert "chưa có hoặc không còn" in _text(reader.get("/organisation/SXD/?on=01/01/2001"))


@pytest.mark.parametrize("code", ["KHONG-CO", "'--", "a" * 3000])
def test_unit_when_the_code_is_unknown_then_404(world, reader, code):
    assert reader.get(f"/organisation/{code}/").status_code == 404


def test_search_when_the_browser_sends_half_a_character_then_an_answer_all_the_same(reader):
    assert reader.get("/organisation/?q=%ED%A0%80").status_code == 200


@pytest.mark.parametrize("address", ["/organisation/?q=%00so", "/organisation/?on=%00", "/unit-options/?q=s%00o"])
def test_query_when_it_holds_a_nul_then_the_rest_of_it_counts(world, reader, address):
    answer = reader.get(address)
    assert answer.status_code == 200 and "Sở Tài chính" in answer.content.decode()


def test_address_when_it_holds_a_nul_then_400_with_a_sentence(reader):
    answer = reader.get("/organisation/%00/")
    assert answer.status_code == 400 and "bị hỏng" in _text(answer)


def test_names_when_they_hold_markup_then_it_is_text(world, reader):
    actions.add_version(
        unit=world.unit("SXD"), valid_from=date(2026, 3, 1), name='<script>alert("x")</script>', by=None
    )
    for address in ("/organisation/", "/organisation/SXD/", "/organisation/?q=script", "/unit-options/?q=script"):
        assert "<script>alert" not in reader.get(address).content.decode()


def test_pages_when_there_are_many_units_then_the_same_queries(world, reader, client_as, check_costs):
    def grow() -> None:
        actions.open_units(units=[orgs.unit(f"Y{number:03}", "ward", "UBND") for number in range(30)], by=None)

    def grow_more() -> None:
        actions.open_units(units=[orgs.unit(f"Z{number:03}", "ward", "UBND") for number in range(30)], by=None)

    check_costs(reader, "/organisation/?on=2026-05-01&q=so", "organisation", grow)
    for code in ("X001", "SNV", "SXD", "TU", "VP"):
        actions.link(
            kind=UnitLink.Kind.MEMBER,
            from_unit=world.unit("STC"),
            to_unit=world.unit(code),
            since=date(2026, 1, 1),
            by=None,
        )
    check_costs(client_as(world.users["coordinator"]), "/organisation/STC/?on=2026-05-01", "unit")
    check_costs(reader, "/unit-options/?q=don+vi", "unit options", grow_more)


def test_unit_when_named_by_the_code_of_a_closed_one_then_refused_from_its_last_day_on(world):
    actions.close(unit=world.unit("SXD"), on=date(2026, 3, 1), by=None)
    assert unit_called("SXD", date(2026, 2, 28)) == world.unit("SXD")
    with pytest.raises(ValidationError, match="01/03/2026"):
        unit_called("SXD — Sở Xây dựng", date(2026, 3, 1))
