"""Administration: accounts with one-time passwords, roles from day to day, units, posts, the calendar, import faults."""

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest
import xlsxwriter

from namro.core import clock
from namro.core import queries as core_queries
from namro.core.models import CalendarDay, Event
from namro.orgs import queries, sheet
from namro.orgs.models import Role, RoleGrant, Unit, UnitLink, UnitVersion, User
from tests.factories import orgs
from tests.web.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(world, client_as) -> StrictClient:
    return client_as(world.users["administrator"])


def _text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_account_when_created_then_its_password_is_shown_once_and_must_be_changed(admin):
    answer = admin.post("/administration/accounts/new/", {"username": "moi.den", "full_name": "Lò Thị Mẫu"})
    password = re.search(r'class="once">([^<]+)<', answer.content.decode())[1]
    made = User.objects.get(username="moi.den")
    assert made.must_change_password and made.check_password(password) and len(password) >= 16
    assert password not in admin.get(f"/administration/accounts/{made.pk}/").content.decode()
    assert not Event.objects.filter(data__icontains=password).exists()
    other = StrictClient()
    assert other.post("/sign-in/", {"username": "moi.den", "password": password}).status_code == 302
    assert other.get("/organisation/")["Location"] == "/password/"


@pytest.mark.parametrize(
    ("username", "full_name", "said"),
    [
        ("reporter", "Trùng tên", "đã có người dùng"),
        ("REPORTER", "Trùng tên", "đã có người dùng"),
        ("có dấu cách", "Tên", "Chỉ dùng chữ"),
        ("", "Tên", "Trường này là bắt buộc"),
        ("a\x00b", "Tên", "có ký tự không lưu được"),
        ("x" * 81, "Tên", "80"),
    ],
)
def test_account_when_something_is_wrong_then_the_field_says_so(admin, username, full_name, said):
    before = User.objects.count()
    answer = admin.post("/administration/accounts/new/", {"username": username, "full_name": full_name})
    assert said in _text(answer) and 'aria-invalid="true"' in answer.content.decode()
    assert User.objects.count() == before


def test_role_when_granted_and_ended_then_the_account_sees_from_day_to_day(world, admin):
    user, unit = world.users["nobody"], world.unit("SNV")
    today = clock.today()
    sent = {"role": "reporter", "unit": "SNV — Sở Nội vụ", "since": today.strftime("%d/%m/%Y")}
    assert admin.post(f"/administration/accounts/{user.pk}/role/", sent).status_code == 302
    assert queries.scope(user, today).holds(Role.REPORTER, unit.pk)
    assert "Sở Nội vụ" in _text(admin.get("/administration/accounts/"))
    held = RoleGrant.objects.get(user=user)
    assert admin.post(f"/administration/roles/{held.pk}/end/").status_code == 302
    assert not queries.scope(user, today).holds(Role.REPORTER)
    page = _text(admin.get(f"/administration/accounts/{user.pk}/"))
    assert "giao một vai trò" in page and "kết thúc một vai trò" in page and "không ngày nào" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"role": "reporter", "unit": "", "since": "01/01/2026"}, "Hãy chọn một đơn vị"),
        ({"role": "reporter", "unit": "Sở Không Có", "since": "01/01/2026"}, "Không có đơn vị tên là “Sở Không Có”"),
        ({"role": "reporter", "unit": "STC", "since": "31/02/2026"}, "không phải là ngày"),
        ({"role": "reporter", "unit": "STC", "since": "02/01/2026", "until": "01/01/2026"}, "phải sau ngày bắt đầu"),
        ({"role": "reporter", "unit": "STC", "since": "01/01/2026"}, "đã giữ vai trò này"),
        ({"role": "emperor", "unit": "STC", "since": "01/01/2026"}, "emperor"),
    ],
)
def test_role_when_it_cannot_be_granted_then_the_sentence_stands_on_the_page(world, admin, sent, said):
    user = world.users["reporter"]
    answer = admin.post(f"/administration/accounts/{user.pk}/role/", sent)
    assert answer.status_code == 422 and said in _text(answer)
    assert user.grants.count() == 1


def test_unit_box_when_several_units_bear_the_name_then_it_asks_which(world, admin):
    from namro.orgs import actions

    actions.open_units(units=[orgs.unit("STC2", name="Sở Tài chính", parent="UBND")], by=None)
    sent = {"role": "reporter", "unit": "sở tài chính", "since": "01/01/2026"}
    answer = admin.post(f"/administration/accounts/{world.users['nobody'].pk}/role/", sent)
    assert "Có nhiều đơn vị" in _text(answer) and "STC2 — Sở Tài chính" in _text(answer)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("stc", "STC"),
        ("STC — Sở Tài chính", "STC"),
        ("so tai chinh", "STC"),
        ("tài chính", "STC"),  # the only unit these words are found in
        ("Tỉnh ủy", "TU"),  # a whole name goes before the names it stands in
        ("sở", None),
        ("không có", None),
    ],
)
def test_unit_box_when_sent_without_choosing_then_the_name_is_read_or_the_candidates_are_named(
    world, admin, typed, code
):
    user = world.users["nobody"]
    sent = {"role": "reporter", "unit": typed, "since": "01/01/2026"}
    answer = admin.post(f"/administration/accounts/{user.pk}/role/", sent)
    assert [grant.unit.code for grant in user.grants.all()] == ([code] if code else [])
    if typed == "sở":
        said = _text(answer)
        assert all(f"{one} — Sở" in said for one in ("STC", "SNV", "SXD"))


def test_last_administrator_when_asked_to_leave_then_the_sentence_and_nothing_changes(world, admin):
    user = world.users["administrator"]
    referer = {"referer": "http://testserver/administration/accounts/"}
    for address in (f"/administration/accounts/{user.pk}/close/", f"/administration/roles/{user.grants.get().pk}/end/"):
        assert "quản trị viên cuối cùng" in _text(admin.post(address, headers=referer, follow=True))
    user.refresh_from_db()
    assert user.is_active and queries.scope(user, clock.today()).holds(Role.ADMINISTRATOR)


def test_account_when_closed_then_it_cannot_sign_in(world, admin, client):
    user = world.users["reporter"]
    admin.post(f"/administration/accounts/{user.pk}/close/")
    assert client.post("/sign-in/", {"username": "reporter", "password": orgs.PASSWORD}).status_code == 200
    assert "đã khóa" in _text(admin.get(f"/administration/accounts/{user.pk}/"))


@pytest.mark.parametrize("address", ["/administration/accounts/999999/", "/administration/units/KHONG/version/"])
def test_address_when_nothing_stands_there_then_404(admin, address):
    assert admin.get(address).status_code == 404


def test_accounts_when_many_then_pages_search_and_the_same_queries(world, admin, check_costs):
    def grow() -> None:
        for number in range(60):
            orgs.user(f"them{number:03}", Role.REPORTER, world.unit("SNV"))

    check_costs(admin, "/administration/accounts/", "accounts", grow)
    first = admin.get("/administration/accounts/").content.decode()
    assert first.count("<tr>") == 51 and 'rel="next"' in first
    assert "them059" in _text(admin.get("/administration/accounts/?page=2"))
    found = _text(admin.get("/administration/accounts/?q=them00"))
    assert "them009" in found and "them010" not in found
    assert "Không có tài khoản nào" in _text(admin.get("/administration/accounts/?q=khong-co-ai"))


def test_unit_when_opened_by_hand_then_it_stands_in_the_tree(admin):
    sent = {
        "code": "SYT", "name": "Sở Y tế", "short_name": "", "tree": "state", "kind": "department", "parent": "UBND",
        "opened_on": "01/03/2025", "aliases": "Sở YT\nNgành y tế\nSở YT",
        "decided_symbol": "12/NQ-HĐND", "decided_by": "", "decided_on": "",
    }  # fmt: skip
    answer = admin.post("/administration/units/new/", sent, follow=True)
    assert answer.redirect_chain == [("/organisation/SYT/", 302)]
    assert "Sở YT; " in _text(answer) or "Ngành y tế; Sở YT" in _text(answer)
    again = admin.post("/administration/units/new/", sent)
    assert again.status_code == 422 and "đã dùng cho" in _text(again)


def test_version_link_and_post_when_entered_then_the_unit_page_tells_them(world, admin):
    base = {"decided_symbol": "7/QĐ-UBND", "decided_by": "UBND tỉnh Mẫu", "decided_on": "30/12/2025"}
    version = {
        "valid_from": "01/01/2026",
        "name": "Sở Xây dựng mới",
        "short_name": "",
        "kind": "department",
        "parent": "UBND",
    }
    assert admin.post("/administration/units/SXD/version/", base | version).status_code == 302
    assert admin.post("/administration/units/SXD/version/", base | version).status_code == 422
    own = base | version | {"valid_from": "01/02/2026", "parent": "SXD"}
    assert "trực thuộc chính nó" in _text(admin.post("/administration/units/SXD/version/", own))
    link = {"kind": "counterpart", "to_unit": "TU", "since": "01/01/2026"}
    assert admin.post("/administration/units/SXD/link/", base | link).status_code == 302
    assert "đã có liên kết" in _text(admin.post("/administration/units/SXD/link/", base | link))
    post = {"title": "Giám đốc Sở", "person": "Lò Thị Mẫu", "kind": "in_charge", "since": "01/01/2026", "is_head": "on"}
    assert admin.post("/administration/units/SXD/post/", post).status_code == 302
    page = _text(admin.get("/organisation/SXD/?on=2026-02-01"))
    for words in ("Sở Xây dựng mới", "7/QĐ-UBND", "Tỉnh ủy", "Lò Thị Mẫu", "phụ trách"):
        assert words in page
    assert UnitLink.objects.get().decided_symbol == "7/QĐ-UBND"


def test_calendar_when_a_day_is_entered_then_it_shows_and_can_be_changed(admin):
    day = {"day": "10/01/2026", "kind": "work", "note": "Làm bù", "symbol": "34/TB-VP"}
    assert admin.post("/administration/calendar/", day)["Location"] == "/administration/calendar/?year=2026"
    admin.post("/administration/calendar/", day | {"kind": "off"})
    assert CalendarDay.objects.get(day=date(2026, 1, 10)).kind == "off"
    page = _text(admin.get("/administration/calendar/?year=2026"))
    assert "10/01/2026" in page and "34/TB-VP" in page and "Thứ 7" in page
    assert admin.post("/administration/calendar/", day | {"day": "30/02/2026"}).status_code == 422
    for odd in ("abcd", "0000", "99999", "٢٠٢٦"):
        assert admin.get("/administration/calendar/", {"year": odd}).status_code == 200
    assert "Chưa nhập ngày nào" in _text(admin.get("/administration/calendar/?year=1990"))


def _sheet(*rows: list[object]) -> io.BytesIO:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for number, row in enumerate([list(sheet.vocabulary()["columns"].shown.values()), *rows]):
            page.write_row(number, 0, row)
    stream.seek(0)
    return stream


def _named(stream: io.BytesIO, name: str) -> io.BytesIO:
    stream.name = name
    return stream


def test_import_when_rows_are_wrong_then_a_table_of_faults_and_nothing_stored(admin):
    before = Unit.objects.count()
    rows = [
        ["M1", "Chính quyền", "Sở", '<img src=x onerror="go()">', "", "KHONG", "31/02/2026"],
        ["", "?", "Sở", "Tên", "", "", "01/01/2026"],
    ]
    answer = admin.post("/administration/units/import/", {"sheet": _named(_sheet(*rows), 'đơn vị "<b>.xlsx')})
    page = answer.content.decode()
    assert (
        answer.status_code == 422
        and "Dòng 2: “31/02/2026”" in _text(answer)
        and "Dòng 3: “Mã” đang để trống" in _text(answer)
    )
    assert "<img" not in page and "<b>" not in page and "4 lỗi" in _text(answer)
    assert Unit.objects.count() == before


def test_import_when_5000_rows_are_wrong_then_200_are_shown_and_all_counted(admin):
    answer = admin.post(
        "/administration/units/import/",
        {"sheet": _named(_sheet(*(["", "", "", "", "", "", "x"] for _ in range(5000))), "a.xlsx")},
    )
    assert answer.content.decode().count("<tr>") == 201
    assert "25.000 lỗi" in _text(answer) and "hiện 200 lỗi đầu tiên" in _text(answer)


def test_import_when_all_is_well_then_the_units_stand_in_the_tree(admin):
    sent = _sheet(["SYT", "Chính quyền", "Sở", "Sở Y tế", "", "UBND", "01/01/2026"])
    answer = admin.post("/administration/units/import/", {"sheet": _named(sent, "a.xlsx")}, follow=True)
    assert "Đã nhập 1 đơn vị" in _text(answer) and UnitVersion.objects.filter(unit__code="SYT").exists()
    assert Event.objects.get(code="orgs.unit.imported").by_name == "Người dùng administrator"


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "rỗng"), (b"Ma;Ten", "Không đọc được"), (b"PK\x03\x04", "Không đọc được")]
)
def test_import_when_the_file_is_no_workbook_then_a_sentence(admin, content, said):
    answer = admin.post("/administration/units/import/", {"sheet": _named(io.BytesIO(content), "a.xlsx")})
    assert answer.status_code == 422 and said in _text(answer)


def test_import_when_the_file_is_larger_than_allowed_then_413_with_the_limit_and_nothing_is_read(admin, settings):
    settings.NAMRO_UPLOAD_LIMIT = 2 * 1024 * 1024
    answer = admin.post(
        "/administration/units/import/", {"sheet": _named(io.BytesIO(b"x" * 4 * 1024 * 1024), "a.xlsx")}
    )
    assert answer.status_code == 413 and "lớn hơn 2 MB" in _text(answer)


@pytest.mark.parametrize("length", ["abc", "-1", "99999999999999999999"])
def test_request_when_it_lies_about_its_length_then_413_or_400(admin, length):
    assert admin.get("/organisation/", headers={"content-length": length}).status_code in {400, 413}


def test_sample_sheet_when_downloaded_then_it_opens_with_the_headings(admin):
    answer = admin.get("/administration/units/import/sample.xlsx")
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in page[1]] == list(sheet.vocabulary()["columns"].shown.values())


def test_role_when_it_begins_tomorrow_then_the_list_does_not_show_it_today(world, admin):
    tomorrow = clock.today() + timedelta(days=1)
    user = world.users["nobody"]
    admin.post(f"/administration/accounts/{user.pk}/role/", {"role": "auditor", "since": tomorrow.strftime("%d/%m/%Y")})
    row = re.search(
        r"<tr>(?:(?!</tr>).)*>nobody<.*?</tr>", admin.get("/administration/accounts/").content.decode(), re.DOTALL
    )[0]
    assert "kiểm soát viên" not in row and "không có" in row


def test_installation_when_named_then_every_page_says_so_and_the_place_is_kept(client_as, world):
    client = client_as(world.users["administrator"])
    answer = client.post("/administration/installation/", {"name": "UBND tỉnh Mẫu", "place": "tỉnh Mẫu"}, follow=True)
    assert "UBND tỉnh Mẫu" in answer.content.decode()
    assert core_queries.installation().place == "tỉnh Mẫu"


def test_installation_when_the_name_is_missing_then_said_and_nothing_changes(client_as, world):
    before = core_queries.installation().name
    answer = client_as(world.users["administrator"]).post("/administration/installation/", {"name": " "})
    assert (answer.status_code, core_queries.installation().name) == (422, before)
